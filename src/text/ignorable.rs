//! Marks that show nothing: Unicode calls them ignorable. Web pages and word processors leave them inside
//! words, where nobody sees them.

use std::borrow::Cow;

/// Whether `c` is such a mark: soft hyphens, joiners, direction marks, variation selectors, tags.
pub const fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// A text without them.
pub fn without_ignorable(text: &str) -> Cow<'_, str> {
    if text.contains(is_ignorable) { Cow::Owned(text.replace(is_ignorable, "")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::without_ignorable;

    #[test]
    fn marks_that_show_nothing_are_left_out() {
        assert_eq!(without_ignorable("\u{FEFF}企\u{200B}业\u{200D}\u{FE0F}\u{E0100}引\u{2060}进\u{200E}"), "企业引进");
        assert!(matches!(without_ignorable("企业 引进"), std::borrow::Cow::Borrowed("企业 引进")));
    }
}
