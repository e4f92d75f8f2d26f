//! The copy of a text that search looks at, with the way back to the original.
//!
//! Two spellings of the same words become one: NFKC (full width, ligatures, `㎡` and `…`), radicals
//! that stand for ideographs, letter case, quote marks of every style, and the blank that some put
//! between Han and Latin. The stored text is never touched; a place in the copy leads back to code
//! points of the original.

use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick};

use super::ideographs::split_ideographs;
use super::radical::ideograph;
use super::script::simplified;
use crate::model::Span;

/// What search overlooks beyond the forms of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Folding {
    /// Tell capital letters from small ones.
    pub keep_case: bool,
    /// Take traditional characters for the simplified ones.
    pub fold_script: bool,
}

/// A normalised copy with an offset map. One can be filled again and again without new memory.
#[derive(Debug, Clone, Default)]
pub struct Normal {
    text: String,
    origins: Vec<Origin>,
    /// Blanks at the end of `text`, kept only if no Han and Latin character meet across them.
    blanks: usize,
    /// The character before those blanks.
    last: Option<char>,
}

/// Where one character of the copy begins, and the code points of the original it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Origin {
    byte: usize,
    start: u32,
    end: u32,
}

impl Normal {
    /// The normalised copy of `text`.
    pub fn of(text: &str, folding: Folding) -> Self {
        let mut normal = Self::default();
        normal.fill(text, folding);
        normal
    }

    /// Makes this the normalised copy of `text`.
    pub fn fill(&mut self, text: &str, folding: Folding) {
        self.text.clear();
        self.origins.clear();
        (self.blanks, self.last) = (0, None);
        let (mut rest, mut at) = (text, 0);
        loop {
            if !folding.fold_script {
                let (han, others) = split_ideographs(rest);
                at += self.push_ideographs(han, at);
                rest = others;
            }
            let mut chars = rest.chars();
            let Some(c) = chars.next() else { break };
            rest = chars.as_str();
            let start = at;
            at += 1;
            // Nothing is ever composed with an ideograph.
            if is_han(c) || !rest.starts_with(joins) {
                match compatible(c) {
                    Some(c) => self.fold(c, start, at, folding),
                    None => std::iter::once(c).nfkc().for_each(|c| self.fold(c, start, at, folding)),
                }
                continue;
            }
            // Characters that may become one, or change places, are normalised together.
            let mut piece = String::from(c);
            while let Some(next) = chars.next().filter(|next| joins(*next)) {
                piece.push(next);
                at += 1;
                rest = chars.as_str();
            }
            piece.nfkc().for_each(|c| self.fold(c, start, at, folding));
        }
    }

    /// The normalised text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span of the original that a range of bytes of [`Normal::text`] came from; `None` for an
    /// empty range.
    pub fn origin(&self, bytes: Range<usize>) -> Option<Span> {
        let first = self.origins.partition_point(|origin| origin.byte < bytes.start);
        let behind = self.origins.partition_point(|origin| origin.byte < bytes.end);
        let characters = self.origins.get(first..behind)?;
        Span::new(characters.first()?.start, characters.last()?.end).ok()
    }

    /// Adds what a character in NFKC folds to.
    fn fold(&mut self, c: char, start: u32, end: u32, folding: Folding) {
        match ideograph(c) {
            c if is_han(c) && folding.fold_script => self.push(simplified(c), start, end),
            c if is_han(c) => self.push(c, start, end),
            c if is_quote(c) => self.push('"', start, end),
            c if folding.keep_case => self.push(c, start, end),
            c if c.is_ascii() => self.push(c.to_ascii_lowercase(), start, end),
            'ß' | 'ẞ' => (0..2).for_each(|_| self.push('s', start, end)),
            'ς' => self.push('σ', start, end),
            c => c.to_lowercase().for_each(|c| self.push(c, start, end)),
        }
    }

    /// Adds a run of ideographs, which stay as they are; says how many there were.
    fn push_ideographs(&mut self, run: &str, start: u32) -> u32 {
        let Some(first) = run.chars().next() else { return 0 };
        self.push(first, start, start + 1);
        let (byte, mut end) = (self.text.len(), start + 1);
        let others = &run[first.len_utf8()..];
        self.origins.extend((0..others.len()).step_by(3).map(|more| {
            end += 1;
            Origin { byte: byte + more, start: end - 1, end }
        }));
        self.text.push_str(others);
        self.last = run.chars().next_back();
        end - start
    }

    fn push(&mut self, c: char, start: u32, end: u32) {
        if c.is_whitespace() {
            self.blanks += 1;
        } else {
            if self.blanks > 0 && self.last.is_some_and(|last| is_seam(last, c)) {
                let kept = self.origins.len() - self.blanks;
                self.text.truncate(self.origins[kept].byte);
                self.origins.truncate(kept);
            }
            (self.blanks, self.last) = (0, Some(c));
        }
        self.origins.push(Origin { byte: self.text.len(), start, end });
        self.text.push(c);
    }
}

/// Whether `c` is an ideograph, or a mark that stands for one.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '々' | '〇' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Whether Han meets Latin (letters, digits and marks of western print) between `a` and `b`.
pub(super) const fn is_seam(a: char, b: char) -> bool {
    const fn is_latin(c: char) -> bool {
        c < '\u{2E80}'
    }
    (is_han(a) && is_latin(b)) || (is_latin(a) && is_han(b))
}

/// Quote marks of every style, and the apostrophe, which is written with the same characters.
const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '\u{2018}'..='\u{201F}' | '「' | '」' | '『' | '』' | '〝' | '〞' | '〟')
}

/// NFKC of a character for which it is one character, known without the tables.
const fn compatible(c: char) -> Option<char> {
    match c {
        '\0'..='\u{7F}' | '\u{4E00}'..='\u{9FFF}' | '\u{3001}'..='\u{3029}' | '\u{2018}'..='\u{201D}' | '—' => {
            Some(c)
        }
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0),
        '\u{3000}' => Some(' '),
        _ => None,
    }
}

/// Whether `c` may become one with what stands before it, or go before it.
fn joins(c: char) -> bool {
    if c < '\u{300}' || compatible(c).is_some() {
        return false;
    }
    let first = std::iter::once(c).nfkd().next().unwrap_or(c);
    canonical_combining_class(first) != 0 || is_nfc_quick(std::iter::once(first)) != IsNormalized::Yes
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::{Folding, Normal, compatible, is_han, is_seam};

    fn normal(text: &str) -> String {
        Normal::of(text, Folding::default()).text().to_owned()
    }

    /// The same rules on whole texts, one after the other.
    fn plainly(text: &str) -> String {
        let folded: Vec<char> = text
            .nfkc()
            .map(crate::text::radical::ideograph)
            .map(|c| if super::is_quote(c) { '"' } else { c })
            .flat_map(char::to_lowercase)
            .flat_map(|c| if c == 'ß' { vec!['s', 's'] } else { vec![if c == 'ς' { 'σ' } else { c }] })
            .collect();
        let mut out = String::new();
        for (n, c) in folded.iter().enumerate() {
            let before = folded[..n].iter().rev().find(|c| !c.is_whitespace());
            let after = folded[n..].iter().find(|c| !c.is_whitespace());
            let seam = before.zip(after).is_some_and(|(a, b)| is_seam(*a, *b));
            if !(c.is_whitespace() && seam) {
                out.push(*c);
            }
        }
        out
    }

    /// Texts full of what normalisation is about.
    pub(in crate::text) fn texts() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[人工智能重庆建议长民]",
            "[a-zA-Z0-9+%.]",
            Just(" ".to_owned()),
            "[ＡｚＺ０９，。：（）　]",
            "[“”‘’「」『』'\"]",
            "[㎡…㈱①½ﬁ㍻㏠Ⅳ℃™ßẞςİſ]",
            "[⻓⺠⻅⼈⼤⽂⻩⺀㆟豈]",
            "[e\u{301}\u{308}が\u{3099}ｶﾞ각ᄀ\u{1161}\u{11A8}\u{344}\u{323}]",
            "[𠮷𝐀😀]",
            "\\PC",
        ];
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    #[test]
    fn spellings_of_the_same_words_become_one() {
        for (text, wanted) in [
            ("ＡＩ底座", "ai底座"),
            ("AI 底座", "ai底座"),
            ("强化 AI 底座 2025 年", "强化ai底座2025年"),
            ("“人工智能 +”", "\"人工智能+\""),
            ("「人工智能＋」", "\"人工智能+\""),
            ("5㎡……", "5m2......"),
            ("⻓⼤⺠", "长大民"),
            ("ﬁne Straße", "fine strasse"),
            ("cafe\u{301}", "caf\u{e9}"),
            ("deep  learning", "deep  learning"),
            ("张 三", "张 三"),
            ("重庆　AI", "重庆ai"),
            ("", ""),
        ] {
            assert_eq!(normal(text), wanted, "{text}");
        }
        assert_eq!(Normal::of("雲計算", Folding { fold_script: true, ..Folding::default() }).text(), "云计算");
        assert_eq!(Normal::of("雲計算", Folding::default()).text(), "雲計算");
        assert_eq!(Normal::of("ＡＩ", Folding { keep_case: true, ..Folding::default() }).text(), "AI");
    }

    #[test]
    fn places_lead_back_to_the_original() {
        let normal = Normal::of("在𠮷野用 5㎡ 的 cafe\u{301}", Folding::default());
        let place = |needle: &str| {
            let byte = normal.text().find(needle).expect(needle);
            normal.origin(byte..byte + needle.len()).expect("a span").to_string()
        };
        assert_eq!(place("𠮷"), "1..2");
        assert_eq!(place("用5"), "3..6");
        assert_eq!(place("m2"), "6..7");
        assert_eq!(place("2"), "6..7");
        assert_eq!(place("é"), "13..15");
        assert!(normal.origin(3..3).is_none());
        // A capital that becomes two characters in small letters is one place, and moves none behind it.
        let normal = Normal::of("访问İZMİR。户", Folding::default());
        let place = |needle: &str| {
            let byte = normal.text().find(needle).expect(needle);
            normal.origin(byte..byte + needle.len()).expect("a span").to_string()
        };
        assert_eq!(
            (place("i\u{307}"), place("i"), place("mi\u{307}r"), place("户")),
            ("2..3".to_owned(), "2..3".to_owned(), "4..7".to_owned(), "8..9".to_owned())
        );
    }

    #[test]
    fn the_short_way_agrees_with_the_tables() {
        for c in '\0'..=char::MAX {
            if let Some(short) = compatible(c) {
                assert_eq!(std::iter::once(c).nfkc().collect::<String>(), short.to_string(), "{c:?}");
            }
        }
        assert!(is_han('豈') && !is_han('，'));
    }

    proptest! {
        #[test]
        fn the_copy_is_what_the_rules_say(text in texts()) {
            prop_assert_eq!(normal(&text), plainly(&text));
        }

        #[test]
        fn the_way_back_never_turns_round(text in texts()) {
            let normal = Normal::of(&text, Folding::default());
            let length = u32::try_from(text.chars().count()).expect("short");
            let (mut last, mut byte) = ((0, 0), 0);
            for (origin, c) in normal.origins.iter().zip(normal.text.chars()) {
                prop_assert_eq!(origin.byte, byte);
                prop_assert!(origin.start < origin.end && origin.end <= length);
                prop_assert!(last.0 <= origin.start && last.1 <= origin.end);
                last = (origin.start, origin.end);
                byte += c.len_utf8();
            }
            prop_assert_eq!(byte, normal.text.len());
        }

        #[test]
        fn a_used_copy_is_as_good_as_a_new_one(first in texts(), second in texts()) {
            let mut normal = Normal::of(&first, Folding::default());
            normal.fill(&second, Folding::default());
            let fresh = Normal::of(&second, Folding::default());
            prop_assert_eq!(&normal.text, &fresh.text);
            prop_assert_eq!(&normal.origins, &fresh.origins);
        }
    }
}
