//! Counting words: texts come one by one from the store, and go to as many threads as there are
//! processors. What is kept is the counts, never the texts.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use super::segment::Segmenter;
use super::written::{Forms, Place, Text, key};
use crate::model::ParagraphKind;
use crate::store::{Reader, ScannedParagraph, Selection, StoreError};

/// How many bundles of texts wait at most; a bundle is handed on at so many bytes.
const WAITING: usize = 4;
const BUNDLE: usize = 64 * 1024;

/// A word by document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Spread {
    /// Document and number of occurrences.
    pub(super) parts: Vec<(u32, u32)>,
    /// Pairs of an occurrence and one of the words looked for near it; see [`Counts::near`].
    pub(super) near: u64,
    /// How it is written.
    pub(super) forms: Forms,
}

/// The words of a selection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Each word, by its [`key`].
    pub(super) words: HashMap<String, Spread>,
    /// All words of each document.
    pub(super) sizes: HashMap<u32, u64>,
    /// Occurrences of the words looked for.
    pub(super) found: u64,
}

/// Words to look for the company of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    /// The words, one right behind the other.
    pub(super) words: Vec<String>,
    /// What stands between them: one less than words.
    pub(super) gaps: Vec<Gap>,
    /// How many words to either side.
    pub(super) span: usize,
}

/// What stands between a word and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// A blank, or several.
    Blank,
    /// A sign or a number, which ends every phrase.
    Signs,
}

impl Gap {
    /// What stands between words at these bytes of a text.
    pub(super) fn between<'a>(text: &'a str, bytes: impl Iterator<Item = Range<usize>> + Clone + 'a) -> Vec<Self> {
        let gap = |(a, b): (Range<usize>, Range<usize>)| match &text[a.end..b.start] {
            "" => Self::None,
            between if between.chars().all(char::is_whitespace) => Self::Blank,
            _ => Self::Signs,
        };
        bytes.clone().zip(bytes.skip(1)).map(gap).collect()
    }
}

/// Paragraphs in a row, each with its document's number and its own.
type Bundle = Vec<(u32, u64, String)>;

/// Whether the words of a paragraph count: those of page furniture only where it is asked for.
pub(super) fn is_counted(selection: &Selection, paragraph: &ScannedParagraph<'_>) -> Result<bool, StoreError> {
    Ok(!selection.paragraph_kinds.is_empty() || paragraph.kind()? != ParagraphKind::Furniture.as_str())
}

impl Spread {
    /// The word as most have written it.
    pub(super) fn written(&self) -> String {
        self.forms.most().unwrap_or_default().to_owned()
    }

    /// Occurrences in all documents.
    pub(super) fn n(&self) -> u64 {
        self.parts.iter().map(|(_, n)| u64::from(*n)).sum()
    }
}

impl Counts {
    /// Words in all.
    pub(super) fn total(&self) -> u64 {
        self.sizes.values().sum()
    }

    /// Counts the words of the selected paragraphs; page furniture only where it is asked for.
    pub(super) fn of(
        r: &Reader<'_>,
        selection: &Selection,
        segmenter: &Segmenter,
        node: Option<&Node>,
    ) -> Result<Self, StoreError> {
        let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let (send, receive) = sync_channel::<Bundle>(WAITING);
        let receive = Arc::new(Mutex::new(receive));
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..workers)
                .map(|_| Arc::clone(&receive))
                .map(|receive| scope.spawn(move || Self::of_bundles(&receive, segmenter, node)))
                .collect();
            // Only the workers hold the other end, so that sending ends when they do.
            drop(receive);
            // Paragraphs come document by document: the next one has the next number.
            let (mut document, mut last, mut number) = (0_u32, None, 0_u64);
            let (mut bundle, mut size) = (Bundle::new(), 0);
            let scanned = r.scan_paragraphs(selection, |paragraph| {
                if !is_counted(selection, &paragraph)? {
                    return Ok(true);
                }
                let id = paragraph.document_id()?;
                document += u32::from(last.replace(id).is_some_and(|last| last != id));
                let text = paragraph.text()?;
                size += text.len();
                bundle.push((document, number, text.to_owned()));
                number += 1;
                if size >= BUNDLE {
                    size = 0;
                    // Nobody listens only when a worker has failed, which is told below.
                    return Ok::<_, StoreError>(send.send(std::mem::take(&mut bundle)).is_ok());
                }
                Ok(true)
            });
            let _ = send.send(bundle);
            drop(send);
            let mut all = Self::default();
            for worker in workers {
                match worker.join() {
                    Ok(counts) => all.merge(counts),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            all.settle();
            scanned.map(|()| all)
        })
    }

    fn of_bundles(receive: &Mutex<Receiver<Bundle>>, segmenter: &Segmenter, node: Option<&Node>) -> Self {
        let mut counts = Self::default();
        loop {
            let bundle = receive.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(bundle) = bundle else { return counts };
            for (document, paragraph, text) in bundle {
                counts.add((document, paragraph), &Text::of(&text), segmenter, node);
            }
        }
    }

    /// Adds the words of a paragraph.
    fn add(&mut self, (document, paragraph): (u32, u64), text: &Text<'_>, segmenter: &Segmenter, node: Option<&Node>) {
        let mut words: Vec<(Cow<'_, str>, Range<usize>)> = Vec::new();
        segmenter.places(text.copy(), |word, bytes| words.push((key(word), bytes)));
        *self.sizes.entry(document).or_default() += words.len() as u64;
        let keys = || words.iter().map(|(key, _)| key.as_ref()).collect::<Vec<&str>>();
        // Only phrases ask for what stands between words.
        let gaps = |node: &Node| match node.gaps.as_slice() {
            [] => Vec::new(),
            _ => Gap::between(text.copy(), words.iter().map(|(_, bytes)| bytes.clone())),
        };
        let near = node.map(|node| self.near(&keys(), &gaps(node), node)).unwrap_or_default();
        for (n, (key, bytes)) in words.into_iter().enumerate() {
            let spread = match self.words.get_mut(key.as_ref()) {
                Some(spread) => spread,
                None => self.words.entry(key.into_owned()).or_default(),
            };
            let at: Place = (paragraph, n);
            spread.forms.add(&text.written(bytes), at);
            match spread.parts.last_mut() {
                Some((last, n)) if *last == document => *n += 1,
                _ => spread.parts.push((document, 1)),
            }
            spread.near += u64::from(near.get(n).copied().unwrap_or(false));
        }
    }

    /// Which words of a paragraph are paired with a node near them. Every occurrence is in one pair at most,
    /// of the word and of the node, and there are as many pairs as can be: so there are no more than
    /// either occurs, and as many whichever of the two is the node. A node is no company of itself.
    /// A phrase is a node only where the same stands between its words as in the node, by `gaps`.
    fn near(&mut self, words: &[&str], gaps: &[Gap], node: &Node) -> Vec<bool> {
        let (mut near, length) = (vec![false; words.len()], node.words.len());
        let starts: Vec<usize> = match length {
            0 => Vec::new(),
            _ => {
                let fits = |at: usize| gaps.get(at..at + length - 1).is_none_or(|gaps| *gaps == node.gaps);
                let same = words.windows(length).enumerate().filter(|(_, w)| **w == node.words);
                same.map(|(at, _)| at).filter(|at| fits(*at)).collect()
            }
        };
        self.found += starts.len() as u64;
        let mut own = vec![false; words.len()];
        for start in &starts {
            own[*start..start + length].fill(true);
        }
        // The nodes all reach equally far, so that to take the first one that is free gives most pairs.
        let mut free: HashMap<&str, usize> = HashMap::new();
        let reached = starts.first().map_or(words.len(), |first| first.saturating_sub(node.span));
        for (at, word) in words.iter().enumerate().skip(reached).filter(|(at, _)| !own[*at]) {
            let next = free.entry(word).or_default();
            while starts.get(*next).is_some_and(|start| start + length + node.span <= at) {
                *next += 1;
            }
            if starts.get(*next).is_some_and(|start| start.saturating_sub(node.span) <= at) {
                near[at] = true;
                *next += 1;
            }
        }
        near
    }

    fn merge(&mut self, other: Self) {
        self.found += other.found;
        for (document, size) in other.sizes {
            *self.sizes.entry(document).or_default() += size;
        }
        for (word, spread) in other.words {
            let own = self.words.entry(word).or_default();
            own.parts.extend(spread.parts);
            own.near += spread.near;
            own.forms.merge(spread.forms);
        }
    }

    /// Makes one part of those of one document: two threads may have had paragraphs of it.
    fn settle(&mut self) {
        for spread in self.words.values_mut() {
            spread.parts.sort_unstable();
            spread.parts.dedup_by(|again, first| {
                let same = again.0 == first.0;
                if same {
                    first.1 += again.1;
                }
                same
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, Gap, Node};

    #[test]
    fn a_word_and_a_node_are_in_one_pair_at_most() {
        let words = ["a", "x", "b", "x", "c", "d", "x", "y"];
        let marked = |node: &[&str], span| {
            let mut counts = Counts::default();
            let gaps = vec![Gap::None; node.len() - 1];
            let node = Node { words: node.iter().map(|word| (*word).to_owned()).collect(), gaps, span };
            let near = counts.near(&words, &[Gap::None; 7], &node);
            let marked: Vec<&str> = words.iter().zip(near).filter(|(_, near)| *near).map(|(word, _)| *word).collect();
            (marked.join(" "), counts.found)
        };
        assert_eq!(marked(&["x"], 1), ("a b c d y".to_owned(), 3));
        assert_eq!(marked(&["x", "y"], 2), ("c d".to_owned(), 1));
        assert_eq!(marked(&["b"], 9), ("a x c d y".to_owned(), 1));
        assert_eq!(marked(&["z"], 9), (String::new(), 0));
    }

    #[test]
    fn a_phrase_stands_only_where_nothing_else_stands_between_its_words() {
        let found = |text: &str, gap| {
            let ends = text.match_indices(['a', 'b']).map(|(at, word)| at..at + word.len());
            let gaps = Gap::between(text, ends.clone());
            let words: Vec<&str> = ends.map(|bytes| &text[bytes]).collect();
            let node = Node { words: vec!["a".to_owned(), "b".to_owned()], gaps: vec![gap], span: 5 };
            let mut counts = Counts::default();
            counts.near(&words, &gaps, &node);
            counts.found
        };
        assert_eq!(found("ab、a、b，a。b", Gap::None), 1);
        assert_eq!(found("ab a b a  b a, b", Gap::Blank), 2);
        assert_eq!(found("a3b", Gap::None), 0);
    }

    #[test]
    fn pairs_are_as_many_whichever_word_is_the_node_and_never_more_than_either() {
        let pairs = |text: &str, node: &str, word: &str, span| {
            let words: Vec<&str> = text.split(' ').collect();
            let near =
                Counts::default().near(&words, &[], &Node { words: vec![node.to_owned()], gaps: Vec::new(), span });
            words.iter().zip(near).filter(|(other, near)| *near && **other == word).count()
        };
        for (text, span, wanted) in [("x x x y", 5, 1), ("x y x y", 1, 2), ("x x y y", 1, 1), ("x a y x", 2, 1)] {
            assert_eq!(pairs(text, "x", "y", span), wanted, "{text}");
            assert_eq!(pairs(text, "y", "x", span), wanted, "{text}");
        }
    }
}
