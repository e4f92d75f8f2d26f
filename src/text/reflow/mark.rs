//! Lines that belong to a page by their own form: page numbers, and the way to a page of the web.

use super::form::longer_than;

/// Whether the line is a page number in the form of one: `— 3 —`, `-3-`, `第3页`, `3 / 12`, or what a browser prints
/// with it.
pub(super) fn is_page_mark(text: &str) -> bool {
    if text.starts_with("http") {
        return is_foot_of_print(text);
    }
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

/// Whether the line is what a browser prints under a page: `https://www.example.com/a/1.html 2/3`.
fn is_foot_of_print(text: &str) -> bool {
    let numbers = || text.rsplit_once(char::is_whitespace)?.1.split_once('/');
    let is_address = ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme));
    is_address && !longer_than(text, 300) && numbers().is_some_and(|(page, of)| is_digits(page) && is_digits(of))
}

/// Whether the line tells where in a site the page stands: `当前位置：首页 > 政务公开 > 通知公告`.
pub(super) fn is_path(text: &str) -> bool {
    const BEGINS: [&str; 10] = [
        "当前位置",
        "您当前的位置",
        "您所在的位置",
        "您的位置",
        "您现在的位置",
        "您现在所在的位置",
        "当前所在位置",
        "所在位置",
        "目前位置",
        "首页",
    ];
    let parted = || text.contains(['>', '＞', '»', '›']) && !text.contains(['，', '。']);
    text.starts_with(['当', '您', '所', '目', '首'])
        && !longer_than(text, 60)
        && BEGINS.iter().any(|begin| text.starts_with(begin))
        && parted()
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
    fn a_path_names_where_it_begins() {
        for text in ["当前位置：首页 > 政务公开 > 通知公告", "您的位置: 首页>>要闻", "首页 > 新闻中心"]
        {
            assert!(is_path(text), "{text}");
        }
        for text in ["首页设计大赛", "当前位置很重要", "收入>支出"] {
            assert!(!is_path(text), "{text}");
        }
    }

    #[test]
    fn page_numbers_have_a_form() {
        for text in ["— 3 —", "—12—", "- 4 -", "第3页", "第 12 頁", "3 / 12", "Page 7", "https://a.cn/t/1.html 2/3"]
        {
            assert!(is_page_mark(text), "{text}");
        }
        for text in ["3", "2025", "—", "——", "第三页", "3.5/6", "2025/06/10", "页", "https://a.cn/2/3", "httpx 2/3"]
        {
            assert!(!is_page_mark(text), "{text}");
        }
    }
}
