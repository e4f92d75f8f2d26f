//! Digits above and below the line, which set plainly would be digits of the number before them.

/// Where a piece of text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// Above the line: 10⁴, 注¹².
    Up,
    /// Below it: CO₂.
    Down,
}

/// The signs that can be set above and below, in the order of the two lists behind.
const PLAIN: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '-', '=', '(', ')', 'n'];
const UP: [char; 16] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁺', '⁻', '⁼', '⁽', '⁾', 'ⁿ'];
const DOWN: [char; 16] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉', '₊', '₋', '₌', '₍', '₎', 'ₙ'];

impl Shift {
    /// A text that is set here, in characters that stay there: `4` is `⁴`, `1,2` is `¹,²`. `None` when it
    /// is words, which nobody takes for a part of a number, or holds what cannot be set so: it stays as
    /// it is, or it would be half above.
    #[must_use]
    pub fn of(self, text: &str) -> Option<String> {
        let forms = match self {
            Self::Up => UP,
            Self::Down => DOWN,
        };
        let mut any = false;
        let shifted = text.chars().map(|c| {
            let plain = if matches!(c, '−' | '–') { '-' } else { c };
            let form = PLAIN.iter().position(|p| *p == plain).map(|at| forms[at]);
            any |= form.is_some();
            form.or_else(|| (c.is_whitespace() || matches!(c, ',' | '，' | '、')).then_some(c))
        });
        let shifted = shifted.collect::<Option<String>>()?;
        any.then_some(shifted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Folding, Normal};

    #[test]
    fn digits_keep_their_place_and_words_stay() {
        for (shift, text, want) in [
            (Shift::Up, "0123456789", Some("⁰¹²³⁴⁵⁶⁷⁸⁹")),
            (Shift::Up, "−(n+1)", Some("⁻⁽ⁿ⁺¹⁾")),
            (Shift::Up, "1，2", Some("¹，²")),
            (Shift::Down, "2n", Some("₂ₙ")),
            (Shift::Up, "st", None),
            (Shift::Up, "[12]", None),
            (Shift::Down, "4倍", None),
            (Shift::Up, " ", None),
            (Shift::Up, "", None),
        ] {
            assert_eq!(shift.of(text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn a_search_finds_what_is_set_above_and_below() {
        for forms in [UP, DOWN] {
            for (plain, form) in PLAIN.iter().zip(forms).filter(|(plain, _)| plain.is_alphanumeric()) {
                let written = Normal::of(&format!("共10{form}吨"), Folding::default());
                assert_eq!(written.text(), format!("共10{plain}吨"));
            }
        }
    }
}
