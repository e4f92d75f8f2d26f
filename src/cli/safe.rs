//! The one sanitiser: what a text may hold and a terminal must not obey is shown, not sent.

use std::borrow::Cow;

use pizhu::model::field::is_hidden;

/// `text` with every hidden character made visible: controls as their pictures (␛), the rest as
/// `⟨U+202E⟩`. Tab and line feed stay.
pub(crate) fn safe(text: &str) -> Cow<'_, str> {
    if !text.chars().any(must_show) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            c if !must_show(c) => out.push(c),
            '\0'..='\u{1F}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
            '\u{7F}' => out.push('␡'),
            c => out.push_str(&format!("⟨U+{:04X}⟩", u32::from(c))),
        }
    }
    Cow::Owned(out)
}

/// `text` on one line: as [`safe`], with line feeds and tabs shown too.
pub(crate) fn safe_line(text: &str) -> Cow<'_, str> {
    match safe(text) {
        shown if !shown.contains(['\n', '\t']) => shown,
        shown => Cow::Owned(shown.replace('\n', "␊").replace('\t', "␉")),
    }
}

const fn must_show(c: char) -> bool {
    is_hidden(c) && !matches!(c, '\n' | '\t')
}

#[cfg(test)]
mod tests {
    use super::{safe, safe_line};

    #[test]
    fn nothing_a_terminal_obeys_gets_through() {
        let hostile = "甲\u{1b}]0;x\u{7}乙\u{9b}2J\r丙\u{202e}丁\u{200b}\u{feff}\u{7f}\u{e0041}";
        let shown = safe(hostile);
        assert!(!shown.chars().any(|c| c.is_control()), "{shown}");
        assert!(shown.contains("␛]0;x␇") && shown.contains("⟨U+202E⟩") && shown.contains("⟨U+009B⟩"));
    }

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(safe("“人工智能+”\n第二行"), std::borrow::Cow::Borrowed(_)));
        assert_eq!(safe_line("甲\n乙"), "甲␊乙");
    }
}
