//! Lists of words that a text may open with.
//!
//! Hardly any text does: its first character tells that, and no word is looked at.

/// Some words, and which characters they open with.
pub(super) struct WordList<const N: usize> {
    words: [&'static str; N],
    first: Characters,
}

impl<const N: usize> WordList<N> {
    /// Of words that are not empty.
    pub(super) const fn new(words: [&'static str; N]) -> Self {
        let mut first = Characters::NONE;
        let mut nth = 0;
        while nth < N {
            first = first.with_first_of(words[nth].as_bytes());
            nth += 1;
        }
        Self { words, first }
    }

    /// The words that the text opens with, in their order, each with what follows it.
    pub(super) fn opening<'t>(&self, text: &'t str) -> impl Iterator<Item = (&'static str, &'t str)> {
        let may_open = text.chars().next().is_some_and(|c| self.first.may_hold(c));
        let words = if may_open { &self.words[..] } else { &[] };
        words.iter().filter_map(move |word| Some((*word, text.strip_prefix(word)?)))
    }

    /// Whether the text ends in one of the words.
    pub(super) fn close(&self, text: &str) -> bool {
        self.words.iter().any(|word| text.ends_with(word))
    }

    /// Whether the text is one of the words.
    pub(super) fn hold(&self, text: &str) -> bool {
        self.opening(text).any(|(_, rest)| rest.is_empty())
    }
}

/// A set of characters by their lowest bits: a few others are taken for one of them.
#[derive(Clone, Copy)]
struct Characters([u64; Self::PLACES / 64]);

impl Characters {
    const PLACES: usize = 1024;
    const NONE: Self = Self([0; Self::PLACES / 64]);

    /// With the first character of a word.
    const fn with_first_of(mut self, word: &[u8]) -> Self {
        let mut end = 1;
        while end < word.len() && word[end] & 0xC0 == 0x80 {
            end += 1;
        }
        // The last two bytes hold the lowest bits of any character that has two or more.
        let low = word[end - 1] as usize;
        let place = if end == 1 { low } else { (word[end - 2] as usize & 0x3F) << 6 | low & 0x3F };
        self.0[place % Self::PLACES / 64] |= 1 << (place % 64);
        self
    }

    /// Whether it may be one of them.
    const fn may_hold(&self, c: char) -> bool {
        let place = c as usize;
        self.0[place % Self::PLACES / 64] >> (place % 64) & 1 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static WORDS: WordList<5> = WordList::new(["记者", "记", "Page ", "±5", "𠮷野"]);

    #[test]
    fn words_of_every_length_of_characters_are_found() {
        assert_eq!(WORDS.opening("记者张三").collect::<Vec<_>>(), [("记者", "张三"), ("记", "者张三")]);
        for word in WORDS.words {
            assert!(WORDS.hold(word) && !WORDS.hold(&format!("{word}。")), "{word}");
            assert!(WORDS.opening(&format!("{word}。")).any(|(found, rest)| (found, rest) == (word, "。")), "{word}");
            assert_eq!(WORDS.opening(&format!("。{word}")).count(), 0, "{word}");
        }
        for text in ["", "者", "张三", "page 3", "野", "\u{8bb0}\u{1ffff}"] {
            assert!(!WORDS.hold(text), "{text}");
        }
    }

    #[test]
    fn hardly_any_character_is_taken_for_another() {
        let taken = ('\u{4e00}'..='\u{9fff}').filter(|c| WORDS.first.may_hold(*c)).count();
        assert!(taken < 21_000 / 150, "{taken}");
    }
}
