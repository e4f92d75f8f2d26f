//! Dates, and the note on adoption under the title of a law.

use super::form::{after_number, is_number};

/// Whether the whole line is a date: `2021年3月31日`, `三月三十一日`, brackets allowed.
pub(super) fn is_date(text: &str) -> bool {
    if !may_open(text) {
        return false;
    }
    let bare = text.trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
    date_end(bare).or_else(|| day_end(bare)).is_some_and(|rest| rest.trim().is_empty())
}

/// Whether the line opens with a date, after a bracket perhaps: what a note on adoption does.
pub(super) fn opens_with_date(text: &str) -> bool {
    may_open(text) && date_end(text.trim_start_matches(['（', '('])).is_some()
}

/// Whether the text opens with what may open a date, as hardly any line does.
fn may_open(text: &str) -> bool {
    text.starts_with(|c: char| is_number(c) || matches!(c, '（' | '(') || c.is_whitespace())
}

/// What follows a leading full date.
fn date_end(text: &str) -> Option<&str> {
    day_end(after_number(text.trim_start(), 4)?.trim_start().strip_prefix('年')?)
}

/// What follows a leading month and day.
fn day_end(text: &str) -> Option<&str> {
    let mut rest = text;
    for (most, unit) in [(3, '月'), (3, '日')] {
        rest = after_number(rest.trim_start(), most)?.trim_start().strip_prefix(unit)?;
    }
    Some(rest)
}

/// Whether a note on adoption ends here: `…第二十六次会议通过`, `…公布）`.
pub(super) fn ends_adoption(text: &str) -> bool {
    const VERBS: [&str; 14] = [
        "通过",
        "通過",
        "公布",
        "公佈",
        "发布",
        "發布",
        "修订",
        "修訂",
        "修正",
        "批准",
        "施行",
        "印发",
        "起施行",
        "废止",
    ];
    let bare = text.trim_end_matches(['）', ')']);
    VERBS.iter().any(|verb| bare.ends_with(verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_dates_and_notes_on_adoption() {
        assert!(is_date("2021年3月31日") && is_date("（二〇二一年三月三十一日）") && is_date("2025 年 6 月 10 日"));
        assert!(is_date("六月十一日") && is_date("6月11日") && !is_date("六月"));
        assert!(!is_date("2025年是") && !is_date("6月10日，市政协") && !is_date("2021年3月31日 会议"));
        assert!(opens_with_date("（2021年3月31日 重庆市") && !opens_with_date("2025年是收官之年"));
        assert!(ends_adoption("第二十五次会议通过") && ends_adoption("公布）") && !ends_adoption("通过努力"));
    }
}
