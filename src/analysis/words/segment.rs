//! Texts into words, by jieba with the project's own words. The only file that knows jieba: its
//! dictionary takes longer to load than most commands to run.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use jieba_rs::Jieba;

use super::written::{Text, key};
use crate::model::{Invalid, sha256_hex};

/// The version of jieba-rs, whose dictionary it brings.
const JIEBA: &str = "0.11.0";

/// Words of one's own: with the frequency somebody gave them, where somebody did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dictionary(BTreeMap<String, usize>);

impl Dictionary {
    /// Adds a word as it would be written; one with a blank in it, or of one character, is none.
    pub fn add(&mut self, word: &str) {
        self.insert(word, 0);
    }

    /// Adds the words of a file: one a line, as jieba has it with a frequency and a part of speech
    /// behind it. Blank lines and those that begin with # are passed over.
    ///
    /// # Errors
    /// A line that is none, with its number.
    pub fn add_file(&mut self, text: &str) -> Result<(), Invalid> {
        for (n, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#')) {
            let mut parts = line.split_whitespace();
            let Some(word) = parts.next() else { continue };
            let refuse = |why: &str| Invalid::new("dictionary", format!("line {n}: {}", line.trim()), why);
            let frequency = match parts.next() {
                Some(number) => number.parse().map_err(|_| refuse("behind the word comes its frequency, a number"))?,
                None => 0,
            };
            if parts.count() > 1 {
                return Err(refuse("a line is a word, a frequency and a part of speech"));
            }
            self.insert(word, frequency);
        }
        Ok(())
    }

    fn insert(&mut self, word: &str, frequency: usize) {
        let word = normal(word);
        if word.chars().nth(1).is_some() && !word.contains(char::is_whitespace) {
            let known = self.0.entry(word).or_default();
            *known = frequency.max(*known);
        }
    }
}

/// Cuts texts into words.
pub struct Segmenter {
    jieba: Jieba,
    guesses: bool,
    description: String,
}

impl Segmenter {
    /// Loads jieba, with `dictionary` on top. A word is never made rarer than it was, and always
    /// frequent enough to stay in one piece where it stands alone: jieba's own loader takes a word
    /// without a frequency for one that never occurs. With `guesses` jieba's hidden Markov model makes words
    /// of characters that no word of the dictionary holds together; else each of these is a word.
    pub fn new(dictionary: &Dictionary, guesses: bool) -> Self {
        let mut jieba = Jieba::new();
        let mut added = String::new();
        for (word, given) in &dictionary.0 {
            let frequency = jieba.suggest_freq(word).max(*given);
            jieba.add_word(word, Some(frequency), None);
            added.push_str(&format!("{word} {frequency}\n"));
        }
        let hash = sha256_hex(added.as_bytes());
        let model = if guesses { "HMM" } else { "no HMM" };
        let description =
            format!("jieba-rs {JIEBA}, {model}; {} own words, sha256 {}", dictionary.0.len(), &hash[..12]);
        Self { jieba, guesses, description }
    }

    /// What cuts the words: the version, whether it guesses, and the words added by their number and hash. The same
    /// description gives the same words.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// Shows `each` the words of a text in their order, in the form of `normal`: what holds a letter
    /// or an ideograph. Numbers and marks are no words.
    pub fn words<'t>(&self, normal: &'t str, mut each: impl FnMut(&'t str)) {
        self.places(normal, |word, _| each(word));
    }

    /// As [`Segmenter::words`], each with its bytes.
    pub(super) fn places<'t>(&self, normal: &'t str, mut each: impl FnMut(&'t str, Range<usize>)) {
        for token in self.jieba.cut(normal, self.guesses) {
            if token.word.chars().any(char::is_alphabetic) {
                each(token.word, token.byte_start..token.byte_end);
            }
        }
    }
}

/// The form a text is cut in.
pub(super) fn normal(text: &str) -> String {
    Text::of(text).copy().to_owned()
}

/// Words that say little by themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StopList(HashSet<String>);

impl StopList {
    /// The list that comes with the program.
    pub fn own() -> Self {
        let mut list = Self::default();
        list.add_text(include_str!("stop.txt"));
        list
    }

    /// Adds the words of a text, separated by blanks or lines.
    pub fn add_text(&mut self, text: &str) {
        self.0.extend(text.split_whitespace().map(|word| key(&normal(word)).into_owned()));
    }

    /// Whether it holds the word, in small letters as words are counted.
    pub fn holds(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::{Dictionary, JIEBA, Segmenter, normal};

    fn words(segmenter: &Segmenter, text: &str) -> Vec<String> {
        let (text, mut words) = (normal(text), Vec::new());
        segmenter.words(&text, |word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn own_words_stay_whole_and_hurt_no_others() {
        let text = "疆算入渝算力，打造人工智能＋应用高地。2025 年，政协 A I";
        let plain = Segmenter::new(&Dictionary::default(), true);
        assert_eq!(
            words(&plain, text),
            ["疆", "算入", "渝", "算力", "打造", "人工智能", "应用", "高地", "年", "政协", "A", "I"]
        );
        let mut dictionary = Dictionary::default();
        // 政协 and 算力 are known to jieba; a bare word, or a small number, must not make them rarer.
        dictionary.add_file("# own\n疆算入渝\n人工智能+\n政协\n算力 0 n\n\n").expect("a dictionary");
        let own = Segmenter::new(&dictionary, true);
        assert_eq!(
            words(&own, text),
            ["疆算入渝", "算力", "打造", "人工智能+", "应用", "高地", "年", "政协", "A", "I"]
        );
        for word in ["政协", "算力"] {
            assert!(own.jieba.suggest_freq(word) >= plain.jieba.suggest_freq(word), "{word}");
        }
    }

    #[test]
    fn the_description_follows_the_words() {
        let described = |text: &str| {
            let mut dictionary = Dictionary::default();
            dictionary.add_file(text).expect("a dictionary");
            Segmenter::new(&dictionary, true).description().to_owned()
        };
        assert_eq!(described("疆算入渝\n职本硕博"), described("# own\n职本硕博\n\n疆算入渝\n"));
        assert_ne!(described("疆算入渝"), described("职本硕博"));
        assert_ne!(described("疆算入渝"), described("疆算入渝 500"));
        assert!(described("").starts_with(&format!("jieba-rs {JIEBA}, HMM; 0 own words")));
    }

    #[test]
    fn the_version_is_the_one_that_is_linked() {
        let lock = include_str!("../../../Cargo.lock");
        assert!(lock.contains(&format!("name = \"jieba-rs\"\nversion = \"{JIEBA}\"")));
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        let mut dictionary = Dictionary::default();
        let error = dictionary.add_file("算力券\n算力 nz").expect_err("no frequency").to_string();
        assert!(error.contains("line 2: 算力 nz"), "{error}");
        assert!(dictionary.add_file("算力 5 nz more").is_err());
    }
}
