//! Labels: lines that say by their own words what follows them.

use super::form::{is_ideograph, longer_than};
use super::word_list::WordList;

/// Names of what stands in a box beside the text.
static BOXES: WordList<34> = WordList::new([
    "小资料",
    "小資料",
    "数据说话",
    "數據說話",
    "相关链接",
    "相關連結",
    "相关新闻",
    "相關新聞",
    "延伸阅读",
    "延伸閱讀",
    "名词解释",
    "名詞解釋",
    "新闻链接",
    "新聞連結",
    "新闻背景",
    "新聞背景",
    "背景链接",
    "背景资料",
    "背景資料",
    "知识链接",
    "政策链接",
    "数据链接",
    "链接",
    "連結",
    "小贴士",
    "小貼士",
    "新闻助读",
    "人物名片",
    "人物简介",
    "名片",
    "资料链接",
    "新闻附件",
    "词语解释",
    "案例链接",
]);

/// Words that open the summary before a text.
static LEADS: WordList<14> = WordList::new([
    "核心提示",
    "内容提要",
    "內容提要",
    "导读",
    "導讀",
    "阅读提示",
    "閱讀提示",
    "内容摘要",
    "摘要",
    "提要",
    "编者按",
    "編者按",
    "本期导读",
    "新闻提示",
]);

/// The words of a label without its marks.
fn words(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '■' | '◆'
                    | '●'
                    | '▲'
                    | '★'
                    | '□'
                    | '◇'
                    | '○'
                    | '▼'
                    | '▶'
                    | '【'
                    | '】'
                    | '>'
                    | '》'
                    | '：'
                    | ':'
                    | '·'
                    | '|'
            )
    })
}

/// Whether the line names a box and nothing else: `相关链接`, `【名词解释】`.
pub(super) fn opens_box(text: &str) -> bool {
    !longer_than(text, 12) && BOXES.hold(words(text))
}

/// Whether the line is a word that opens a summary, and nothing else shows that it does: `摘要` also ends titles.
pub(super) fn is_bare_lead(text: &str) -> bool {
    LEADS.hold(text)
}

/// Whether the text opens like a summary: `核心提示：`, `【导读】`.
pub(super) fn opens_lead(text: &str) -> bool {
    let text = text.trim_start_matches(['【', '[', '■', '□', '◆', '●', ' ', '\u{3000}']);
    LEADS
        .opening(text)
        .any(|(_, rest)| rest.is_empty() || rest.starts_with(['：', ':', '】', ']', ' ', '\u{3000}', '>']))
}

/// Whether the line is a label in the form of one: `记者手记>>>`, `【新闻链接】`, `相关链接`.
pub(super) fn is_label(text: &str) -> bool {
    if longer_than(text, 16) {
        return false;
    }
    text.ends_with(">>")
        || text.ends_with("》》")
        || (text.starts_with('【') && text.ends_with('】'))
        || opens_box(text)
}

/// Whether the line is the number of an official paper, or begins one that does not fit: `江府办发〔2025〕`.
pub(super) fn opens_file_number(text: &str) -> bool {
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let begun = || {
        let (office, rest) = text.split_once(['〔', '［'])?;
        let (year, number) = rest.split_once(['〕', '］'])?;
        let han = office.chars().count() >= 2 && office.chars().all(is_ideograph);
        Some(han && year.len() == 4 && digits(year) && digits(number))
    };
    !longer_than(text, 24) && (is_file_number(text) || begun() == Some(true))
}

/// Whether the line is the number of an official paper or of its issue: `江府办发〔2025〕47号`, `（2026年第3期）`.
pub(super) fn is_file_number(text: &str) -> bool {
    let bare = text.trim_end_matches(['）', ')']);
    if !bare.ends_with(['号', '號', '期']) || longer_than(text, 24) {
        return false;
    }
    if bare.len() < text.len() {
        return text.starts_with(['（', '(']) && bare.contains('第');
    }
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    text.find(['〔', '［', '[', '（', '(']).is_some_and(|at| text[at..].chars().skip(1).take(4).all(digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        assert!(opens_box("相关链接") && opens_box("■ 名词解释>>>") && !opens_box("链接世界的城市"));
        assert!(
            opens_lead("核心提示：数据") && opens_lead("【导读】") && !opens_lead("本报讯") && !opens_lead("导读者")
        );
        assert!(is_label("记者手记>>>") && is_label("【新闻链接】") && !is_label("市教委"));
        assert!(opens_file_number("江府办发〔2025〕47") && opens_file_number("江府办发〔2025〕"));
        assert!(!opens_file_number("根据江府办发〔2025〕47号文件") && !opens_file_number("〔2025〕"));
        assert!(is_bare_lead("摘要") && !is_bare_lead("摘要："));
        assert!(is_file_number("江府办发〔2025〕47号") && !is_file_number("长江路47号") && !is_file_number("（一）号"));
    }
}
