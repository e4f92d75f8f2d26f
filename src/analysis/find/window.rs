//! Words in their surroundings.

use crate::model::Span;

/// Characters shown on each side of what was found, unless told otherwise.
pub const CONTEXT: usize = 20;

/// Words in their surroundings, with so many characters on each side, or fewer where the text ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// What stands before.
    pub left: String,
    /// The words as they stand there.
    pub words: String,
    /// What stands behind.
    pub right: String,
    /// Whether the text begins with `left`.
    pub at_start: bool,
    /// Whether the text ends with `right`.
    pub at_end: bool,
}

impl Window {
    /// The surroundings of `place` in `text`: `context` characters on each side.
    pub(super) fn of(text: &str, place: Span, context: usize) -> Self {
        let (start, end) = (place.start() as usize, place.end() as usize);
        let from = start.saturating_sub(context);
        let mut chars = text.chars().skip(from);
        let left: String = chars.by_ref().take(start - from).collect();
        let words: String = chars.by_ref().take(end - start).collect();
        let right: String = chars.by_ref().take(context).collect();
        Self { left, words, right, at_start: from == 0, at_end: chars.next().is_none() }
    }
}

#[cfg(test)]
mod tests {
    use super::{CONTEXT, Window};
    use crate::model::Span;

    #[test]
    fn a_window_shows_twenty_characters_and_says_where_the_text_ends() {
        let text: String = ('一'..).filter(|c| c.is_alphabetic()).take(60).collect();
        let window = Window::of(&text, Span::new(25, 27).expect("a span"), CONTEXT);
        assert_eq!((window.left.chars().count(), window.right.chars().count()), (20, 20));
        assert!(text.contains(&[window.left.as_str(), &window.words, &window.right].concat()));
        assert!(!window.at_start && !window.at_end);
        let short = Window::of("在𠮷野家", Span::new(1, 3).expect("a span"), CONTEXT);
        assert_eq!((short.left.as_str(), short.words.as_str(), short.right.as_str()), ("在", "𠮷野", "家"));
        assert!(short.at_start && short.at_end);
        let none = Window::of("在𠮷野家", Span::new(1, 3).expect("a span"), 0);
        assert!(none.left.is_empty() && none.right.is_empty() && !none.at_start && !none.at_end);
    }
}
