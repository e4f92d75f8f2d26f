//! A span: a half-open range of Unicode code points in one paragraph's text.

use super::Invalid;

/// `[start, end)` in code points, never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Builds a span; refuses an empty or reversed one.
    pub fn new(start: u32, end: u32) -> Result<Self, Invalid> {
        if start < end {
            Ok(Self { start, end })
        } else {
            Err(Invalid::new("span", format!("{start}..{end}"), "the end must lie after the start"))
        }
    }

    /// First code point, from 0.
    pub const fn start(self) -> u32 {
        self.start
    }

    /// One past the last code point.
    pub const fn end(self) -> u32 {
        self.end
    }

    /// Number of code points; never 0.
    #[expect(clippy::len_without_is_empty, reason = "a span is never empty")]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// The whole of `text`; `None` if the text is empty.
    pub fn whole(text: &str) -> Option<Self> {
        Self::new(0, u32::try_from(text.chars().count()).ok()?).ok()
    }

    /// The words of the span in `text`, or `None` if the span reaches past its end.
    pub fn slice(self, text: &str) -> Option<&str> {
        let mut at = text.char_indices().map(|(byte, _)| byte).chain(std::iter::once(text.len()));
        let from = at.nth(self.start as usize)?;
        let to = at.nth((self.end - self.start - 1) as usize)?;
        text.get(from..to)
    }

    /// Every place where `quote` stands in `text`, in order, overlapping ones included.
    /// An empty quote stands nowhere.
    pub fn find(text: &str, quote: &str) -> Vec<Self> {
        let mut found = Vec::new();
        let length = code_points(quote);
        if length == 0 {
            return found;
        }
        let (mut byte, mut start) = (0, 0_u32);
        while let Some(offset) = text[byte..].find(quote) {
            start += code_points(&text[byte..byte + offset]);
            byte += offset;
            found.push(Self { start, end: start + length });
            let step = text[byte..].chars().next().map_or(1, char::len_utf8);
            byte += step;
            start += 1;
        }
        found
    }
}

/// Length of `text` in code points; stored texts are bounded far below the limit of `u32`.
fn code_points(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl std::str::FromStr for Span {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let shape = || Invalid::new("span", text, "write it START..END in characters, from 0");
        let (start, end) = text.split_once("..").ok_or_else(shape)?;
        Self::new(start.trim().parse().map_err(|_| shape())?, end.trim().parse().map_err(|_| shape())?)
    }
}

#[cfg(test)]
mod tests {
    use super::Span;
    use proptest::prelude::*;

    #[test]
    fn slices_count_code_points() {
        let span: Span = "1..3".parse().expect("a span");
        assert_eq!(span.slice("在𠮷野家"), Some("𠮷野"));
        assert_eq!(span.slice("在𠮷"), None);
    }

    #[test]
    fn empty_and_reversed_spans_are_refused() {
        for text in ["3..3", "4..2", "3", "a..b", "-1..4", "1...3"] {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_quote_is_found_at_every_place() {
        let places: Vec<String> = Span::find("人人人为我", "人人").iter().map(Span::to_string).collect();
        assert_eq!(places, ["0..2", "1..3"]);
        assert!(Span::find("人", "").is_empty());
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_was_sought(text in "\\PC{0,40}", start in 0u32..40, length in 1u32..10) {
            let chars: Vec<char> = text.chars().collect();
            prop_assume!((start + length) as usize <= chars.len());
            let quote: String = chars[start as usize..(start + length) as usize].iter().collect();
            let span = Span::new(start, start + length).expect("not empty");
            prop_assert_eq!(span.slice(&text), Some(quote.as_str()));
            let found = Span::find(&text, &quote);
            prop_assert!(found.contains(&span));
            for place in found {
                prop_assert_eq!(place.slice(&text), Some(quote.as_str()));
            }
        }
    }
}
