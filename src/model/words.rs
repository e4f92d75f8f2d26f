//! Words for people: the beginning of a long text, a number with its noun.

/// The first `length` characters of a text, and `…` if there is more of it.
///
/// ```
/// assert_eq!(pizhu::model::beginning("优化算力布局", 4), "优化算力…");
/// assert_eq!(pizhu::model::beginning("优化", 4), "优化");
/// ```
pub fn beginning(text: &str, length: usize) -> String {
    match text.char_indices().nth(length) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// `1 statement`, `14 statements`.
pub fn count(n: usize, (one, many): (&str, &str)) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
