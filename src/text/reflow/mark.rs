//! Page numbers.

use super::form::longer_than;

/// Whether the line is a page number in the form of one: `— 3 —`, `-3-`, `第3页`, `3 / 12`.
pub(super) fn is_page_mark(text: &str) -> bool {
    if longer_than(text, 16) {
        return false;
    }
    let dash = |c: char| matches!(c, '—' | '-' | '–' | '－' | '·' | '•' | '~' | '～' | '―' | '─');
    let inner = text.trim_matches(|c: char| dash(c) || c == ' ');
    let framed = text.starts_with(dash) && text.ends_with(dash);
    if framed && is_digits(inner) {
        return true;
    }
    let named = |t: &str| {
        let unit = t.strip_suffix(['页', '頁', '版']);
        unit.and_then(|t| t.strip_prefix('第')).is_some_and(|t| is_digits(t.trim()))
    };
    if named(text) {
        return true;
    }
    if let Some((page, of)) = text.split_once(['/', '／']) {
        return is_digits(page.trim()) && is_digits(of.trim());
    }
    text.strip_prefix("Page ").is_some_and(|t| is_digits(t.trim()))
}

/// The number, where the whole line is one of 1 to 4 digits.
pub(super) fn page_number(text: &str) -> Option<u32> {
    if longer_than(text, 4) {
        return None;
    }
    text.chars().try_fold(0, |sum, c| {
        let digit = match c {
            '０'..='９' => u32::from(c) - u32::from('０'),
            _ => c.to_digit(10)?,
        };
        Some(sum * 10 + digit)
    })
}

/// Whether the text is 1 to 4 digits.
fn is_digits(text: &str) -> bool {
    (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_have_a_form() {
        for text in ["— 3 —", "—12—", "- 4 -", "第3页", "第 12 頁", "3 / 12", "Page 7"] {
            assert!(is_page_mark(text), "{text}");
        }
        for text in ["3", "2025", "—", "——", "第三页", "3.5/6", "2025/06/10", "页"] {
            assert!(!is_page_mark(text), "{text}");
        }
    }
}
