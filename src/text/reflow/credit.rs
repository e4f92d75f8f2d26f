//! Credits of pictures, captions, and the lines that name an author.

use super::form::{after_number, first_chars, is_han_number, is_ideograph, last_chars, longer_than};
use super::word_list::WordList;

const REPORTERS: [&str; 8] = ["记者", "記者", "通讯员", "通訊員", "摄影", "攝影", "实习生", "實習生"];

/// Whether a text ends in the credit of a picture: `记者 张三 摄`, `（资料图）`, `市教委供图`.
///
/// `source`: a colon or slash stands in it, as before the source of a picture.
pub(super) fn ends_in_credit(text: &str, source: bool) -> bool {
    let last = text.trim_end_matches(['）', ')', '】']).chars().next_back();
    if !source
        && !matches!(
            last,
            Some('摄' | '攝' | '画' | '畫' | '绘' | '繪' | '图' | '圖' | '片' | '影' | '道' | '導' | '供')
        )
    {
        return false;
    }
    let tail = last_chars(text, 24);
    let bare = tail.trim_end_matches(['）', ')', '】']);
    let in_brackets = bare.len() < tail.len();
    let Some(last) = bare.chars().next_back() else {
        return false;
    };
    let names_reporter = || REPORTERS.iter().any(|word| bare.contains(word));
    let before = &bare[..bare.len() - last.len_utf8()];
    let named_in_brackets = || {
        let opens = ['（', '('];
        let name = before.rfind(opens).map(|at| before[at..].trim_start_matches(opens).trim_end());
        in_brackets && name.is_some_and(super::byline::is_name)
    };
    match last {
        '摄' | '攝' => {
            // `…进行拍摄` is running text.
            !before.ends_with('拍')
                && (before.ends_with([' ', '/', '／', '\u{3000}']) || names_reporter() || named_in_brackets())
        }
        // `（方明 画）`
        '画' | '畫' | '绘' | '繪' => named_in_brackets(),
        // `（省供电公司提供）`
        '供' => in_brackets && bare.ends_with("提供") && bare.contains(['（', '(']),
        '图' | '圖' | '片' | '影' | '道' | '導' => {
            const MARKS: [&str; 16] = [
                "提供图片",
                "提供圖片",
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

/// Whether a credit is that of a picture, not of a whole report: what stands behind a caption.
pub(super) fn took_picture(text: &str) -> bool {
    let bare = text.trim_end_matches(['）', ')', '】']);
    ["摄", "攝", "供图", "供圖", "提供图片", "提供圖片", "提供"].iter().any(|mark| bare.ends_with(mark))
        && !["文/", "图文", "圖文"].iter().any(|mark| text.contains(mark))
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
    // What hardly any line is comes first.
    (is_sent_from(text) || super::byline::names_authors(text) || opens_with_role(text))
        && !longer_than(text, 40)
        && !text.contains(['。', '，', '；', '！', '？'])
}

/// Whether the line opens with what somebody does for a paper, and a mark or blank behind it.
fn opens_with_role(text: &str) -> bool {
    let bare = text
        .trim_start_matches(['（', '(', '□', '■', '◎', '●', '○', '【', ' ', '\u{3000}'])
        .trim_end_matches(['）', ')', '】']);
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
    static ROLES: WordList<24> = WordList::new([
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
    ]);
    let Some((_, after)) = ROLES.opening(rest).next() else {
        return false;
    };
    // `新华社北京3月5日电（记者 …）` opens a news text.
    if text.contains(['电', '電', '讯']) && !text.contains("通讯员") {
        return false;
    }
    // `记者：您好` is a turn of speech.
    if REPORTERS.iter().any(|role| rest.starts_with(role)) && after.starts_with(['：', ':']) {
        return false;
    }
    let parted = rest.ends_with('/') || after.starts_with([' ', '：', ':', '\u{3000}', '/']);
    let slashed = rest.starts_with("文/") || rest.starts_with("文／");
    parted || slashed
}

/// Whether the line says at the end of a report who sent it: `（本报重庆1月21日电）`.
fn is_sent_from(text: &str) -> bool {
    let inside = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']));
    inside.is_some_and(|inside| {
        inside.ends_with(['电', '電', '讯', '訊'])
            && ["本报", "本報", "新华社", "新華社", "本刊", "据"].iter().any(|paper| inside.starts_with(paper))
    })
}

/// Whether the line opens a report from the press: `本报讯（记者 …）`, `新华社北京3月5日电`.
pub(super) fn is_dateline(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix('【') {
        // `【本報訊】`, `【記者陳志明報道】`.
        let inside = first_chars(rest, 16).split_once('】').map_or("", |(inside, _)| inside);
        return inside.ends_with(['訊', '讯', '電', '电'])
            || ["報道", "报道", "專訪", "专访"].iter().any(|w| inside.ends_with(w));
    }
    if !text.starts_with(['本', '新', '中', '人']) {
        return false;
    }
    const NEWS: [&str; 10] =
        ["本报讯", "本報訊", "本报訊", "本网讯", "本網訊", "本刊讯", "本刊訊", "本社讯", "本台讯", "本台訊"];
    if NEWS.iter().any(|word| text.starts_with(word)) {
        return true;
    }
    const AGENCIES: [&str; 11] =
        ["新华社", "新華社", "中新社", "中新网", "中新網", "人民网", "人民網", "本报记者", "本報記者", "本报", "本報"];
    // `本报记者` is the author's line when it stands alone.
    let Some(rest) = AGENCIES.iter().find_map(|word| text.strip_prefix(word)) else {
        return false;
    };
    let wired = first_chars(rest, 24).find(['电', '電', '讯', '訊']).map(|at| rest[at..].chars().nth(1));
    matches!(wired, Some(None | Some('（' | '(' | ' ' | '\u{3000}' | '：')))
}

/// Whether the whole line tells where and when a text was published: `发布时间：… 来源：…`.
pub(super) fn is_imprint(text: &str) -> bool {
    const FIELDS: [&str; 14] = [
        "发布时间",
        "發佈時間",
        "发布日期",
        "發佈日期",
        "发文日期",
        "成文日期",
        "来源",
        "來源",
        "信息来源",
        "文章来源",
        "稿件来源",
        "资料来源",
        "作者",
        "日期",
    ];
    let colon = |rest: &str| rest.starts_with(['：', ':']);
    let named = FIELDS.iter().any(|field| text.strip_prefix(field).is_some_and(colon));
    let number = |c: char| c.is_ascii_digit() || is_han_number(c);
    let dated = text.starts_with(number) && ["来源：", "來源："].iter().any(|f| text.contains(f));
    (named || dated) && !longer_than(text, 60) && !text.contains(['。', '，'])
}

/// Whether the whole line is an office and who holds it: `江州市市长 方明`.
pub(super) fn is_author(text: &str) -> bool {
    let Some((office, name)) = text.split_once([' ', '\u{3000}']) else {
        return false;
    };
    // `方　明` is spread to the width of three.
    let mut name = name.chars().filter(|c| !c.is_whitespace());
    let (count, han) = name.by_ref().fold((0, true), |(n, han), c| (n + 1, han && is_ideograph(c)));
    !longer_than(office, 24) && (2..=4).contains(&count) && han && ends_in_office(office)
}

/// Whether the text ends in an office that somebody holds.
pub(super) fn ends_in_office(text: &str) -> bool {
    const OFFICES: [&str; 26] = [
        "市长",
        "市長",
        "省长",
        "省長",
        "县长",
        "縣長",
        "区长",
        "區長",
        "州长",
        "镇长",
        "乡长",
        "主席",
        "主任",
        "书记",
        "書記",
        "部长",
        "局长",
        "院长",
        "检察长",
        "会长",
        "教授",
        "研究员",
        "研究員",
        "总理",
        "委员",
        "委員",
    ];
    OFFICES.iter().any(|office| text.ends_with(office))
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
            "（江州供电公司提供）",
            "外牆已經剝落。（陳志明攝）",
            "（漁農協會提供圖片）",
        ] {
            assert!(ends_in_credit(text, true), "{text}");
        }
        for text in [
            "在山城各处进行拍摄",
            "方便由专人提供",
            "描绘高质量发展的宏伟蓝图",
            "记者从市教委了解到",
            "打通最后一公里道",
            "摄",
        ] {
            assert!(!ends_in_credit(text, true), "{text}");
        }
    }

    #[test]
    fn bylines_are_whole_lines() {
        for text in [
            "（记者 高吕艳杏）",
            "本报记者 张三 李四",
            "记者：王五",
            "文/赵六",
            "□ 本报記者 陳七",
            "通讯员 王五",
            "（本报江州1月21日电）",
        ] {
            assert!(is_byline(text), "{text}");
        }
        for text in ["记者从市教委了解到", "新华社北京3月5日电（记者 张三）", "记者 张三，报道。", "来源于实践"]
        {
            assert!(!is_byline(text), "{text}");
        }
    }

    #[test]
    fn datelines_imprints_and_offices() {
        for text in ["本报讯（记者 张三）3月18日，", "新华社北京3月5日电（记者 李四）", "本报江州3月5日电 市政协"]
        {
            assert!(is_dateline(text), "{text}");
        }
        for text in ["本报记者 张三 李四", "新华社记者深入电力企业采访", "新华社是国家通讯社", "本报告所称"]
        {
            assert!(!is_dateline(text), "{text}");
        }
        assert!(is_imprint("发布时间：2025-03-18　来源：江州日报") && is_imprint("2025-03-18 10:20 来源：江州日报"));
        assert!(is_imprint("六月十一日　来源：江州日报"));
        assert!(!is_imprint("来源于实践") && !is_imprint("2025年3月"));
        assert!(is_author("江州市市长 方明") && is_author("江州市市長　方　明"));
        assert!(!is_author("江州市市长 方明出席会议") && !is_author("凝聚共识 助力发展"));
    }

    #[test]
    fn captions_open_with_their_own_words() {
        assert!(opens_caption("图为活动现场。") && opens_caption("▲展厅一角") && opens_caption("图1：展厅"));
        assert!(!opens_caption("图书馆建设") && !opens_caption("图3年来的变化"));
    }
}
