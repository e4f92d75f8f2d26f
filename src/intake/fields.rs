//! What a file says about its text, made fit for the fields of a document.

use crate::model::field::{self, MAX_LINE, is_hidden};
use crate::text::metadata::{date, find_date};

/// A line for a field: hidden characters out, blanks as one; `None` when nothing is left or it is too
/// long to be what it should be.
pub(super) fn line(text: &str) -> Option<String> {
    let kept: String = text.chars().filter(|c| c.is_whitespace() || !is_hidden(*c)).collect();
    let text = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    field::line("field", &text, MAX_LINE).ok()
}

/// The first date in a text that names its year.
pub(super) fn first_date(text: &str) -> Option<String> {
    let text = text.trim();
    // `20250611102033`: a time behind the day.
    let day = text.get(..8).filter(|_| text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit()));
    let found = date(day.unwrap_or(text)).or_else(|| find_date(text, None).map(|found| found.date));
    // Systems write `9999-12-31` where they know no day.
    found.filter(|date| date.starts_with("19") || date.starts_with("20"))
}

/// A web address that can be opened.
pub(super) fn address(text: &str) -> Option<String> {
    let line = line(text)?;
    let web = ["http://", "https://"].iter().any(|scheme| line.starts_with(scheme));
    (web && !line.contains(char::is_whitespace)).then_some(line)
}

/// A language tag: `zh-CN`, `zh`.
pub(super) fn language(text: &str) -> Option<String> {
    let line = line(text)?.replace('_', "-");
    let first = line.split('-').next().unwrap_or_default();
    let parts = line.split('-').all(|p| (1..=8).contains(&p.len()) && p.chars().all(|c| c.is_ascii_alphanumeric()));
    (parts && (2..=3).contains(&first.len()) && first.chars().all(|c| c.is_ascii_alphabetic())).then_some(line)
}

/// Whether a line set bold reads as a heading: short, no sentence, no byline, no date.
pub(super) fn reads_as_heading(text: &str) -> bool {
    const NAMES: [&str; 5] = ["记者", "作者", "来源", "编辑", "摄影"];
    text.chars().nth(40).is_none()
        && !text.ends_with(['。', '；', '，', '：', '！', '、', '）'])
        && !NAMES.iter().any(|name| text.contains(name))
        && first_date(text).is_none()
        && text.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_the_forms_of_pages() {
        for (text, want) in [
            ("发布时间：2025-06-11 10:20", Some("2025-06-11")),
            ("2025年6月1日08:20", Some("2025-06-01")),
            ("2025 年 06 月 11 日", Some("2025-06-11")),
            ("2025/6/11", Some("2025-06-11")),
            ("20250611", Some("2025-06-11")),
            ("20250611102033", Some("2025-06-11")),
            ("2025-06-11T08:00:00+08:00", Some("2025-06-11")),
            ("电话 010-12345678 于2025.06.11", Some("2025-06-11")),
            ("2025年6月", Some("2025-06")),
            ("2025-13-40", None),
            ("9999-01-01", None),
            ("", None),
        ] {
            assert_eq!(first_date(text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn what_does_not_fit_a_field_is_left_out() {
        assert_eq!(line(" 江州\u{200B}日报\n 网 ").as_deref(), Some("江州日报 网"));
        assert_eq!(line("\u{200B} "), None);
        assert_eq!(line(&"长".repeat(1_001)), None);
        assert_eq!(address("https://example.cn/a").as_deref(), Some("https://example.cn/a"));
        assert!(address("javascript:alert(1)").is_none() && address("/a/b").is_none());
        assert_eq!(language("zh_CN").as_deref(), Some("zh-CN"));
        assert!(language("中文").is_none() && language("x").is_none() && language("zh-").is_none());
    }
}
