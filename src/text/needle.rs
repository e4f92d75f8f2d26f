//! What is sought: where a text holds the words, however they are spelled.

use memchr::memchr2;
use memchr::memmem::Finder;

use super::normal::{Folding, Normal, is_han};
use super::script::alike;
use crate::model::{Invalid, Span};

/// Words to find in many texts.
///
/// Most texts hold nothing of a word, and making the normalised copy costs far more than a look at
/// the raw bytes. So each text is first asked whether it could hold the words at all; what passes is
/// normalised and searched. The look may let through too much, never too little.
#[derive(Debug, Clone)]
pub struct Needle {
    words: String,
    /// The words as the index has them, which knows one folding: at each place one of these characters.
    indexed: Vec<Vec<char>>,
    folding: Folding,
    gate: Gate,
    copy: Normal,
}

/// What a raw text must show to be worth normalising.
#[derive(Debug, Clone)]
enum Gate {
    /// Ideographs in a row, or a character that folds to one of them.
    Han(Box<Run>),
    /// This letter, small or capital, or this digit, or a character outside the plain ones.
    Latin(u8, u8),
    /// Marks alone can be written in too many ways.
    Open,
}

/// The longest row of ideographs among the words.
#[derive(Debug, Clone)]
struct Run {
    itself: Finder<'static>,
    /// The characters that fold to one of its ideographs.
    disguises: Vec<Finder<'static>>,
    /// It is all there is to find: where nothing is disguised the text needs no copy.
    whole: bool,
}

/// The characters that fold to an ideograph or to several: radicals, Kanbun, enclosed and squared ones,
/// compatibility ideographs. A line has the code point of the ideograph and those of its disguises. As a
/// table, for asking the rules of normalisation about each takes longer than most searches.
const DISGUISES: &str = include_str!("disguises.txt");

impl Needle {
    /// Words to find; blanks at their ends do not count.
    ///
    /// # Errors
    /// [`Invalid`] if nothing is left to find.
    pub fn new(text: &str, folding: Folding) -> Result<Self, Invalid> {
        let words = Normal::of(text.trim(), folding).text().trim().to_owned();
        if words.is_empty() {
            return Err(Invalid::new("text", text, "there is nothing in it to find"));
        }
        let gate = Gate::of(&words, folding);
        let indexed = match folding.keep_case {
            false => indexed(&words, folding),
            true => {
                let small = Normal::of(text.trim(), Folding { keep_case: false, ..folding });
                indexed(small.text().trim(), folding)
            }
        };
        Ok(Self { words, indexed, folding, gate, copy: Normal::default() })
    }

    /// The words in their normalised form.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The characters that stand in a row in the normalised copy of every text that holds the words: what
    /// to ask [`super::index`] for, at each place one of several. Upper and lower case are one there,
    /// Traditional and Simplified are not.
    pub fn indexed(&self) -> &[Vec<char>] {
        &self.indexed
    }

    /// Whether there are as many places in a text as rows of these characters in its normalised copy. So
    /// it is with ideographs among them, and with the commonest marks alone; others may stand several times in
    /// what one character became, as `.` in `…`. Where case counts, ideographs alone will do.
    pub fn is_counted_by_index(&self) -> bool {
        if let [characters] = self.indexed.as_slice() {
            return characters.iter().all(|c| is_han(*c) || stands_once(*c));
        }
        let mut han = self.indexed.iter().flatten().map(|c| is_han(*c));
        if self.folding.keep_case { han.all(|han| han) } else { han.any(|han| han) }
    }

    /// Whether the words could stand in a text, from a look at its bytes. If not, they do not.
    pub fn could_stand_in(&self, text: &[u8]) -> bool {
        match &self.gate {
            Gate::Han(run) => run.itself.find(text).is_some() || run.is_disguised(text),
            Gate::Latin(small, capital) => memchr2(*small, *capital, text).is_some() || !is_plain(text),
            Gate::Open => true,
        }
    }

    /// Every place where the words stand in `text`, in order, overlapping ones included.
    pub fn places(&mut self, text: &str) -> Vec<Span> {
        match &self.gate {
            _ if !self.could_stand_in(text.as_bytes()) => Vec::new(),
            Gate::Han(run) if run.whole && !run.is_disguised(text.as_bytes()) => Span::find(text, &self.words),
            _ => self.places_in_copy(text),
        }
    }

    /// How many places [`Needle::places`] finds in a text, from its bytes: most need not be decoded for that.
    pub fn count(&mut self, text: &[u8]) -> usize {
        match &self.gate {
            _ if !self.could_stand_in(text) => 0,
            Gate::Han(run) if run.whole && !run.is_disguised(text) => {
                let step = self.words.chars().next().map_or(1, char::len_utf8);
                let next = |from: &usize| {
                    let found = run.itself.find(text.get(*from..)?)?;
                    Some(from + found + step)
                };
                std::iter::successors(next(&0), next).count()
            }
            _ => str::from_utf8(text).map_or(0, |text| self.places_in_copy(text).len()),
        }
    }

    fn places_in_copy(&mut self, text: &str) -> Vec<Span> {
        let mut places: Vec<Span> = Vec::new();
        self.copy.fill(text, self.folding);
        let copy = self.copy.text();
        let step = self.words.chars().next().map_or(1, char::len_utf8);
        let mut from = 0;
        while let Some(found) = copy.get(from..).and_then(|rest| rest.find(&self.words)) {
            let byte = from + found;
            // Several places in what one character became (`..` in `…`) are one place in the original.
            if let Some(place) = self.copy.origin(byte..byte + self.words.len())
                && places.last() != Some(&place)
            {
                places.push(place);
            }
            from = byte + step;
        }
        places
    }
}

/// Words in their normalised form as rows of the index: at each place the characters that may stand there.
pub(in crate::text) fn indexed(words: &str, folding: Folding) -> Vec<Vec<char>> {
    words.chars().map(|c| if folding.fold_script && is_han(c) { alike(c) } else { vec![c] }).collect()
}

impl Gate {
    fn of(words: &str, folding: Folding) -> Self {
        // What may be written with other ideographs shows nothing for sure.
        let is_sure = |c: char| is_han(c) && !(folding.fold_script && alike(c).len() > 1);
        let runs = words.split(|c| !is_sure(c)).filter(|run| !run.is_empty());
        if let Some(run) = runs.max_by_key(|run| run.len()) {
            let finder = |bytes: &[u8]| Finder::new(bytes).into_owned();
            return Self::Han(Box::new(Run {
                itself: finder(run.as_bytes()),
                disguises: run
                    .chars()
                    .flat_map(disguises)
                    .map(|c| finder(c.encode_utf8(&mut [0; 4]).as_bytes()))
                    .collect(),
                whole: run == words,
            }));
        }
        match words.bytes().find(u8::is_ascii_alphanumeric) {
            Some(byte) => Self::Latin(byte.to_ascii_lowercase(), byte.to_ascii_uppercase()),
            None => Self::Open,
        }
    }
}

impl Run {
    /// Whether a text holds a character that folds to one of the ideographs.
    fn is_disguised(&self, text: &[u8]) -> bool {
        self.disguises.iter().any(|disguise| disguise.find(text).is_some())
    }
}

/// The characters that fold to this ideograph.
fn disguises(ideograph: char) -> impl Iterator<Item = char> {
    let start = format!("\n{:X} ", u32::from(ideograph));
    let line = DISGUISES.find(&start).and_then(|at| DISGUISES.get(at + start.len()..)?.lines().next());
    let code = |hex: &str| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
    line.unwrap_or_default().split(' ').filter_map(code)
}

/// Whether a mark stands once at most in what any one character becomes.
const fn stands_once(mark: char) -> bool {
    matches!(mark, ',' | ';' | '、' | '。' | '"' | '(' | ')' | '《' | '》' | '—')
}

/// Whether the normal form of a text holds no letter `a` to `z` and no digit but those that stand in
/// it as they are: nothing but ASCII, ideographs and the punctuation of Chinese print.
fn is_plain(mut text: &[u8]) -> bool {
    loop {
        text = match text {
            [] => return true,
            [..=0x7F, rest @ ..] | [0xC2, 0xB7, rest @ ..] => rest,
            // U+4000 to 9FFF, U+3000 to 303F, U+2000 to 203F.
            [0xE4..=0xE9, _, _, rest @ ..] | [0xE3, 0x80, _, rest @ ..] | [0xE2, 0x80, _, rest @ ..] => rest,
            // The marks among the full-width forms, U+FF01 to FF0F and U+FF1A to FF20.
            [0xEF, 0xBC, 0x81..=0x8F | 0x9A..=0xA0, rest @ ..] => rest,
            _ => return false,
        };
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::{DISGUISES, Needle, disguises, is_plain, stands_once};
    use crate::model::Span;
    use crate::text::normal::{Folding, Normal, is_han, tests::texts};

    fn places(text: &str, needle: &str) -> Vec<String> {
        let mut needle = Needle::new(needle, Folding::default()).expect("a needle");
        needle.places(text).iter().map(Span::to_string).collect()
    }

    #[test]
    fn the_index_counts_marks_that_no_character_becomes_twice() {
        for c in '\0'..=char::MAX {
            let copy = Normal::of(c.encode_utf8(&mut [0; 4]), Folding::default());
            for mark in copy.text().chars().filter(|mark| stands_once(*mark)) {
                assert_eq!(copy.text().matches(mark).count(), 1, "{mark} in {c:?}");
            }
        }
        let counted = |words| Needle::new(words, Folding::default()).is_ok_and(|n| n.is_counted_by_index());
        assert!(counted("，") && counted("、") && counted("“") && counted("企业，"));
        assert!(!counted(".") && !counted("!") && !counted("，，") && !counted("a"));
    }

    #[test]
    fn words_are_found_however_they_are_spelled() {
        assert_eq!(places("强化 AI 底座", "ai底座"), ["3..8"]);
        assert_eq!(places("强化ＡＩ底座", "AI 底座"), ["2..6"]);
        assert_eq!(places("⻓江与长江", "长江"), ["0..2", "3..5"]);
        assert_eq!(places("㍻元年", "平成"), ["0..1"]);
        assert_eq!(places("“人工智能 +”", "人工智能+"), ["1..7"]);
        assert_eq!(places("“人工智能 +”", "「人工智能＋」"), ["0..8"]);
        assert_eq!(places("占地 5㎡", "m2"), ["4..5"]);
        assert_eq!(places("人人人", "人人"), ["0..2", "1..3"]);
        assert_eq!(Needle::new("人人", Folding::default()).expect("a needle").count("人人人".as_bytes()), 2);
        assert_eq!(places("好……", "."), ["1..2", "2..3"]);
        assert_eq!(places("𠮷野家𠮷野家", "野家𠮷"), ["1..4"]);
        assert!(places("人工 智能", "人工智能").is_empty());
        assert!(places("", "人").is_empty());
    }

    #[test]
    fn case_is_told_apart_on_demand() {
        let mut needle = Needle::new("AI", Folding { keep_case: true, ..Folding::default() }).expect("a needle");
        assert_eq!(needle.places("ai AI ＡＩ").len(), 2);
    }

    #[test]
    fn traditional_is_simplified_on_demand() {
        let folding = Folding { fold_script: true, ..Folding::default() };
        for words in ["云计算", "雲計算", "雲计算"] {
            let mut needle = Needle::new(words, folding).expect("a needle");
            assert_eq!(needle.places("雲計算，云计算。雲计算").len(), 3, "{words}");
            assert!(needle.places("云集").is_empty());
        }
        let needle = Needle::new("里程", folding).expect("a needle");
        assert_eq!(needle.indexed()[0], ['里', '裏', '裡']);
        assert!(Needle::new("雲", Folding::default()).expect("a needle").places("云").is_empty());
    }

    #[test]
    fn nothing_to_find_is_refused() {
        for text in ["", "  ", "\u{3000}"] {
            assert!(Needle::new(text, Folding::default()).is_err());
        }
    }

    #[test]
    fn no_character_becomes_an_ideograph_between_two_of_a_kind() {
        // Words with an ideograph would otherwise stand twice in what one character became, as `..` in `…`.
        for c in '\0'..=char::MAX {
            let normal = Normal::of(&c.to_string(), Folding::default());
            let copy: Vec<char> = normal.text().chars().collect();
            for (at, _) in copy.iter().enumerate().filter(|(_, c)| is_han(**c)) {
                assert!(copy[..=at].iter().all(|c| !copy[at + 1..].contains(c)), "{c:?} {}", normal.text());
            }
        }
    }

    #[test]
    fn the_first_look_knows_every_disguise() {
        let mut wanted: BTreeMap<char, Vec<char>> = BTreeMap::new();
        for c in '\0'..=char::MAX {
            let normal = Normal::of(&c.to_string(), Folding::default());
            for folded in normal.text().chars().filter(|folded| is_han(*folded) && *folded != c) {
                wanted.entry(folded).or_default().push(c);
            }
            let latin = normal.text().contains(|folded: char| folded.is_ascii_alphanumeric());
            let plain = is_plain(c.encode_utf8(&mut [0; 4]).as_bytes());
            assert!(!plain || !latin || c.is_ascii_alphanumeric(), "{c:?} {}", normal.text());
        }
        let code = |c: &char| format!(" {:X}", u32::from(*c));
        let line =
            |(c, its): (&char, &Vec<char>)| format!("{}{}", &code(c)[1..], its.iter().map(code).collect::<String>());
        assert!(DISGUISES.lines().skip(1).eq(wanted.iter().map(line)), "the table is another");
        assert!(wanted.iter().all(|(c, its)| disguises(*c).eq(its.iter().copied())));
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_a_scan_of_the_copy_finds(text in texts(), needle in texts(), own in any::<(usize, usize)>()) {
            // Words that surely stand there, and any others.
            let chars: Vec<char> = text.chars().collect();
            let start = own.0 % (chars.len() + 1);
            let end = (start + 1 + own.1 % 6).min(chars.len());
            let cut: String = chars[start.min(end)..end].iter().collect();
            for words in [cut, needle] {
                let Ok(mut sought) = Needle::new(&words, Folding::default()) else { continue };
                let copy = Normal::of(&text, Folding::default());
                let wanted = Normal::of(words.trim(), Folding::default()).text().trim().to_owned();
                let found = sought.places(&text);
                prop_assert_eq!(sought.count(text.as_bytes()), found.len());
                prop_assert_eq!(found.is_empty(), !copy.text().contains(&wanted));
                if sought.could_stand_in(text.as_bytes()) {
                    prop_assert_eq!(&found, &sought.places_in_copy(&text));
                }
                for place in found {
                    let there = Normal::of(place.slice(&text).expect("inside"), Folding::default());
                    prop_assert!(there.text().contains(&wanted), "{} in {}", wanted, there.text());
                }
            }
        }
    }
}
