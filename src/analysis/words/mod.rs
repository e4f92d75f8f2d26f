//! The words of texts: how often, how evenly spread, more often here than there, in whose company.
//!
//! Words are what jieba cuts, with the project's names among them; `segment` says what a word is. Sizes
//! count every word, stop words too; stop words and rare words are only left out of lists. Words count by
//! their folded form and are shown as most have written them, as `written` has it.

mod count;
mod measure;
mod segment;
mod written;

use std::cmp::Ordering;
use std::collections::HashSet;

pub use measure::{log_dice, log_likelihood, log_ratio, per_million, t_score};
pub use segment::{Dictionary, Segmenter, StopList};

use self::count::{Counts, Gap, Node};
use self::measure::deviation;
use self::segment::normal;
use self::written::key;
use crate::store::{Reader, Selection, StoreError};

/// Which words are listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// None of these.
    pub stop: StopList,
    /// None rarer than this.
    pub min: u64,
}

/// A list, and how many words it was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Words<T> {
    /// The words.
    pub rows: Vec<T>,
    /// Words in all.
    pub total: u64,
    /// What they are held against: documents of a list, words of a reference, occurrences of a term.
    pub against: u64,
}

/// A word with how often and how widely it occurs.
#[derive(Debug, Clone, PartialEq)]
pub struct WordRow {
    /// The word as most have written it.
    pub word: String,
    /// Occurrences.
    pub n: u64,
    /// Documents it stands in.
    pub documents: u64,
    /// Gries' deviation of proportions over the documents, from 0 (even) towards 1.
    pub dp: f64,
}

/// A word more or less frequent here than there.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyRow {
    /// The word as most have written it.
    pub word: String,
    /// Occurrences here.
    pub n: u64,
    /// Occurrences in the reference.
    pub n_reference: u64,
    /// G²; see [`log_likelihood`].
    pub log_likelihood: f64,
    /// See [`log_ratio`]; positive: more frequent here.
    pub log_ratio: f64,
}

/// A word in the company of another.
#[derive(Debug, Clone, PartialEq)]
pub struct CollocateRow {
    /// The word as most have written it.
    pub word: String,
    /// Pairs of it and the term within the span, each occurrence of either in one pair at most.
    pub n: u64,
    /// Occurrences in all.
    pub n_total: u64,
    /// See [`log_dice`].
    pub log_dice: f64,
    /// See [`t_score`].
    pub t_score: f64,
}

/// The words of a selection, the most frequent first.
///
/// # Errors
/// What the store says.
pub fn frequencies(
    r: &Reader<'_>,
    selection: &Selection,
    segmenter: &Segmenter,
    listed: &Listed,
) -> Result<Words<WordRow>, StoreError> {
    let counts = Counts::of(r, selection, segmenter, None)?;
    let total = counts.total();
    let sizes = &counts.sizes;
    let taken = counts.words.iter().filter(|(word, spread)| listed.takes(word, spread.n()));
    let rows = taken.map(|(_, spread)| {
        let n = spread.n();
        let parts = spread.parts.iter().map(|(document, n)| (u64::from(*n), sizes.get(document).copied().unwrap_or(0)));
        let dp = deviation(parts, n, total);
        WordRow { word: spread.written(), n, documents: spread.parts.len() as u64, dp }
    });
    let mut rows: Vec<WordRow> = rows.collect();
    rows.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.word.cmp(&b.word)));
    Ok(Words { rows, total, against: sizes.len() as u64 })
}

/// The words that tell a selection from a reference, the surest first; for no reference, from all other
/// paragraphs. None where either has no words: nothing is more frequent than in nothing.
///
/// # Errors
/// What the store says.
pub fn keyness(
    r: &Reader<'_>,
    selection: &Selection,
    reference: Option<&Selection>,
    segmenter: &Segmenter,
    listed: &Listed,
) -> Result<Words<KeyRow>, StoreError> {
    let here = Counts::of(r, selection, segmenter, None)?;
    let everything = Selection::default();
    let there = Counts::of(r, reference.unwrap_or(&everything), segmenter, None)?;
    // All other paragraphs are all but these; of page furniture there may be more here than there.
    let minus = |all: u64, own: u64| if reference.is_none() { all.saturating_sub(own) } else { all };
    let (total, total_reference) = (here.total(), minus(there.total(), here.total()));
    if total == 0 || total_reference == 0 {
        return Ok(Words { rows: Vec::new(), total, against: total_reference });
    }
    let n_of = |counts: &Counts, word: &str| counts.words.get(word).map_or(0, count::Spread::n);
    let only_there = there.words.keys().filter(|word| !here.words.contains_key(*word));
    let rows = here.words.keys().chain(only_there).filter_map(|word| {
        let n = n_of(&here, word);
        let n_reference = minus(n_of(&there, word), n);
        let spread = here.words.get(word).or_else(|| there.words.get(word));
        let spread = spread.filter(|_| listed.takes(word, n + n_reference))?;
        Some(KeyRow {
            word: spread.written(),
            n,
            n_reference,
            log_likelihood: log_likelihood(n, total, n_reference, total_reference),
            log_ratio: log_ratio(n, total, n_reference, total_reference),
        })
    });
    let mut rows: Vec<KeyRow> = rows.collect();
    rows.sort_by(|a, b| descending(a.log_likelihood, b.log_likelihood).then_with(|| a.word.cmp(&b.word)));
    Ok(Words { rows, total, against: total_reference })
}

/// How many paragraphs both of these hold; page furniture counts in neither that does not ask for it.
///
/// # Errors
/// What the store says.
pub fn shared(r: &Reader<'_>, one: &Selection, other: &Selection) -> Result<usize, StoreError> {
    let read = |selection: &Selection| {
        let mut ids = HashSet::new();
        r.scan_paragraphs(selection, |paragraph| {
            if count::is_counted(selection, &paragraph)? {
                ids.insert(paragraph.id()?);
            }
            Ok::<_, StoreError>(true)
        })?;
        Ok::<_, StoreError>(ids)
    };
    Ok(read(one)?.intersection(&read(other)?).count())
}

/// The words within `span` words of a term, the most exclusive company first, and how often the term
/// stands there: as a word, or as several with nothing else between them.
///
/// # Errors
/// What the store says.
pub fn collocates(
    r: &Reader<'_>,
    selection: &Selection,
    (term, span): (&str, usize),
    segmenter: &Segmenter,
    listed: &Listed,
) -> Result<Words<CollocateRow>, StoreError> {
    let term = normal(term);
    let (mut words, mut places) = (Vec::new(), Vec::new());
    segmenter.places(&term, |word, bytes| {
        words.push(key(word).into_owned());
        places.push(bytes);
    });
    let gaps = Gap::between(&term, places.iter().cloned());
    let counts = Counts::of(r, selection, segmenter, Some(&Node { words, gaps, span }))?;
    let (total, found) = (counts.total(), counts.found);
    let rows = counts.words.iter().filter(|(word, spread)| spread.near > 0 && listed.takes(word, spread.near));
    let mut rows: Vec<CollocateRow> = rows
        .map(|(_, spread)| {
            let (both, all) = (spread.near, spread.n());
            CollocateRow {
                word: spread.written(),
                n: both,
                n_total: all,
                log_dice: log_dice(both, found, all),
                t_score: t_score(both, found, all, total),
            }
        })
        .collect();
    rows.sort_by(|a, b| descending(a.log_dice, b.log_dice).then_with(|| a.word.cmp(&b.word)));
    Ok(Words { rows, total, against: found })
}

/// What of a term words are counted by, if that is not all of it: marks and signs are no words. `AI` of
/// `AI+`, nothing of `——`. None where the term is made of words.
pub fn worded(term: &str, segmenter: &Segmenter) -> Option<String> {
    let words = apart(term, segmenter).concat();
    (words.is_empty() || words != normal(term).replace(char::is_whitespace, "")).then_some(words)
}

/// The words a term falls apart into.
pub fn apart(term: &str, segmenter: &Segmenter) -> Vec<String> {
    let mut words = Vec::new();
    segmenter.words(&normal(term), |word| words.push(word.to_owned()));
    words
}

impl Listed {
    fn takes(&self, word: &str, n: u64) -> bool {
        n >= self.min && !self.stop.holds(word)
    }
}

fn descending(a: f64, b: f64) -> Ordering {
    b.total_cmp(&a)
}
