//! Credits of pictures, captions, and the lines that name an author.

use super::form::{after_number, last_chars, longer_than};

const REPORTERS: [&str; 8] = ["记者", "記者", "通讯员", "通訊員", "摄影", "攝影", "实习生", "實習生"];

/// Whether a text ends in the credit of a picture: `记者 张三 摄`, `（资料图）`, `市教委供图`.
pub(super) fn ends_in_credit(text: &str) -> bool {
    let tail = last_chars(text, 24);
    let bare = tail.trim_end_matches(['）', ')', '】']);
    let in_brackets = bare.len() < tail.len();
    let Some(last) = bare.chars().next_back() else {
        return false;
    };
    let names_reporter = || REPORTERS.iter().any(|word| bare.contains(word));
    match last {
        '摄' | '攝' => {
            let before = &bare[..bare.len() - last.len_utf8()];
            // `…进行拍摄` is running text.
            !before.ends_with('拍') && (before.ends_with([' ', '/', '／', '\u{3000}']) || names_reporter())
        }
        '图' | '圖' | '片' | '影' | '道' | '導' => {
            const MARKS: [&str; 14] = [
                "供图",
                "供圖",
                "资料图",
                "資料圖",
                "资料图片",
                "資料圖片",
                "制图",
                "製圖",
                "文/图",
                "文/圖",
                "图/文",
                "摄影报道",
                "攝影報導",
                "文并摄影",
            ];
            MARKS.iter().any(|mark| bare.ends_with(mark))
                && (in_brackets || bare.contains([' ', '。', '/']) || !longer_than(text, 16))
        }
        _ => {
            const FROM: [&str; 6] = ["图片来源：", "圖片來源：", "图源：", "圖源：", "图据：", "供图："];
            FROM.iter().any(|mark| bare.contains(mark))
                || ["图/", "图／", "圖/", "摄影：", "攝影：", "摄/"].iter().any(|mark| {
                    bare.rfind([' ', '。', '（', '(', '\u{3000}'])
                        .map_or(bare, |at| bare[at..].trim_start_matches([' ', '。', '（', '(', '\u{3000}']))
                        .starts_with(mark)
                })
        }
    }
}

/// Whether the words open a picture's caption: `图为`, `▲`, `图1：`.
pub(super) fn opens_caption(text: &str) -> bool {
    if text.starts_with("图为") || text.starts_with("圖為") {
        return true;
    }
    match text.strip_prefix(['图', '圖']) {
        Some(rest) => match after_number(rest, 2) {
            Some(rest) => rest.starts_with(['：', ':', ' ', '　']),
            None => rest.starts_with(|c| matches!(c, '①'..='⑳')),
        },
        None => text.starts_with(['▲', '△', '▼']),
    }
}

/// Whether the whole line names who wrote or took: `（记者 张三）`, `本报记者 李四 王五`.
pub(super) fn is_byline(text: &str) -> bool {
    if longer_than(text, 40) || text.contains(['。', '，', '；', '！', '？']) {
        return false;
    }
    let bare = text
        .trim_start_matches(['（', '(', '□', '■', '◎', '●', '○', '【', ' ', '\u{3000}'])
        .trim_end_matches(['）', ')', '】']);
    // `新华社北京3月5日电（记者 …）` opens a news text.
    if bare.is_empty() || text.contains(['电', '電', '讯']) && !text.contains("通讯员") {
        return false;
    }
    let mut rest = bare;
    for paper in [
        "本报",
        "本報",
        "新华社",
        "新華社",
        "人民网",
        "见习",
        "見習",
        "首席",
        "特约",
        "特約",
        "全媒体",
        "融媒体",
        "日报",
        "晚报",
    ] {
        rest = rest.strip_prefix(paper).unwrap_or(rest);
    }
    const ROLES: [&str; 24] = [
        "记者",
        "記者",
        "通讯员",
        "通訊員",
        "作者",
        "编辑",
        "編輯",
        "责任编辑",
        "責任編輯",
        "责编",
        "撰文",
        "撰稿",
        "执笔",
        "執筆",
        "来源",
        "來源",
        "文/",
        "文／",
        "供稿",
        "评论员",
        "評論員",
        "实习生",
        "译者",
        "校对",
    ];
    let Some(after) = ROLES.iter().find_map(|role| rest.strip_prefix(role)) else {
        return false;
    };
    let parted = rest.ends_with('/') || after.starts_with([' ', '：', ':', '\u{3000}', '/']);
    let slashed = rest.starts_with("文/") || rest.starts_with("文／");
    let short =
        REPORTERS.iter().any(|role| rest.starts_with(role)) && !longer_than(after, 4) && after.chars().nth(1).is_some();
    parted || slashed || short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_of_pictures_are_told_from_running_text() {
        for text in [
            "记者 高吕艳杏 摄",
            "产品。（资料图） 记者 柯俊彬 摄",
            "（受访者供图）",
            "新华社记者 李明 攝",
            "张三/摄",
            "活动现场。（图片来源：新华社）",
            "展厅一角。 摄影：张三",
        ] {
            assert!(ends_in_credit(text), "{text}");
        }
        for text in ["在山城各处进行拍摄", "描绘高质量发展的宏伟蓝图", "记者从市教委了解到", "打通最后一公里道", "摄"]
        {
            assert!(!ends_in_credit(text), "{text}");
        }
    }

    #[test]
    fn bylines_are_whole_lines() {
        for text in
            ["（记者 高吕艳杏）", "本报记者 张三 李四", "记者：王五", "文/赵六", "□ 本报記者 陳七", "通讯员 王五"]
        {
            assert!(is_byline(text), "{text}");
        }
        for text in ["记者从市教委了解到", "新华社北京3月5日电（记者 张三）", "记者 张三，报道。", "来源于实践"]
        {
            assert!(!is_byline(text), "{text}");
        }
    }

    #[test]
    fn captions_open_with_their_own_words() {
        assert!(opens_caption("图为活动现场。") && opens_caption("▲展厅一角") && opens_caption("图1：展厅"));
        assert!(!opens_caption("图书馆建设") && !opens_caption("图3年来的变化"));
    }
}
