//! Words in their surroundings.

use std::cell::Cell;

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
        let (before, words, behind) = around(text, place);
        let (left, right) = (last_of(before, context), first_of(behind, context));
        Self {
            left: left.to_owned(),
            words: words.to_owned(),
            right: right.to_owned(),
            at_start: left.len() == before.len(),
            at_end: right.len() == behind.len(),
        }
    }
}

/// What stands before a place, there and behind it.
fn around(text: &str, place: Span) -> (&str, &str, &str) {
    let (start, end) = (place.start() as usize, place.end() as usize);
    let byte = |text: &str, n: usize| text.char_indices().nth(n).map_or(text.len(), |(byte, _)| byte);
    let (before, from) = text.split_at(byte(text, start));
    let (words, behind) = from.split_at(byte(from, end - start));
    (before, words, behind)
}

/// A text and how far it was walked: places come one behind the other, and each would walk it from its
/// beginning.
#[derive(Debug, Clone, Default)]
pub(super) struct Walk<'t> {
    /// The text, once somebody has asked for it.
    pub(super) text: Cell<Option<&'t str>>,
    /// A code point, and the byte it begins at.
    reached: Cell<(usize, usize)>,
}

impl Walk<'_> {
    /// The last `n` characters before a place.
    pub(super) fn before<'t>(&self, text: &'t str, place: Span, n: usize) -> &'t str {
        last_of(&text[..self.byte(text, place)], n)
    }

    /// The first `n` characters behind a place.
    pub(super) fn behind<'t>(&self, text: &'t str, place: Span, n: usize) -> &'t str {
        first_of(self.rest(text, place), n)
    }

    /// All that stands behind a place.
    pub(super) fn rest<'t>(&self, text: &'t str, place: Span) -> &'t str {
        let mut rest = text[self.byte(text, place)..].chars();
        rest.by_ref().take((place.end() - place.start()) as usize).for_each(drop);
        rest.as_str()
    }

    /// The byte a place begins at. Going back begins anew.
    fn byte(&self, text: &str, place: Span) -> usize {
        let start = place.start() as usize;
        let (character, byte) =
            Some(self.reached.get()).filter(|(character, _)| *character <= start).unwrap_or_default();
        let rest = &text[byte..];
        let byte = byte + rest.char_indices().nth(start - character).map_or(rest.len(), |(byte, _)| byte);
        self.reached.set((start, byte));
        byte
    }
}

fn last_of(text: &str, n: usize) -> &str {
    let from = n.checked_sub(1).map_or(text.len(), |n| text.char_indices().rev().nth(n).map_or(0, |(byte, _)| byte));
    &text[from..]
}

fn first_of(text: &str, n: usize) -> &str {
    &text[..text.char_indices().nth(n).map_or(text.len(), |(byte, _)| byte)]
}

#[cfg(test)]
mod tests {
    use super::{CONTEXT, Walk, Window};
    use crate::model::Span;

    #[test]
    fn a_walk_sees_what_windows_show() {
        let text = "在𠮷野家吃饭，在𠮷野家睡觉";
        let walk = Walk::default();
        for (start, end) in [(0, 1), (1, 3), (1, 4), (8, 11), (2, 3), (12, 13)] {
            let place = Span::new(start, end).expect("a span");
            let window = Window::of(text, place, 2);
            assert_eq!((walk.before(text, place, 2), walk.behind(text, place, 2)), (&*window.left, &*window.right));
        }
    }

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
