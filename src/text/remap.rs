//! Where the characters of a text stand after it was corrected.

use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::model::Span;

/// Beyond this many changed characters on both sides no alignment is looked for: the time it takes
/// grows with their product, and a text rewritten at such length keeps nothing worth aligning.
const ALIGNED: usize = 10_000;

/// Which characters an edit kept, and where they stand now. Counts code points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remap {
    runs: Vec<Run>,
    old_len: usize,
    new_len: usize,
}

/// A stretch that was kept as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    old: usize,
    new: usize,
    len: usize,
}

/// What became of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// Its words are the same and stand here now.
    Kept(Span),
    /// Its words changed; what stands between the places its ends have now.
    Changed(Span),
    /// Its words changed, and where it began or ended nothing is left to tell.
    Lost,
}

impl Remap {
    /// From the two texts alone: the shortest edit between them.
    pub fn between(old: &str, new: &str) -> Self {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        Self::of(&chars(old), &chars(new))
    }

    /// From two sequences of anything: the shortest edit between them.
    pub(super) fn of<T: Eq + Hash>(old: &[T], new: &[T]) -> Self {
        let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        let (old_rest, new_rest) = (&old[head..], &new[head..]);
        let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
        let (old_middle, new_middle) = (&old_rest[..old_rest.len() - tail], &new_rest[..new_rest.len() - tail]);
        let mut runs = vec![Run { old: 0, new: 0, len: head }];
        if old_middle.len().min(new_middle.len()) <= ALIGNED {
            for op in capture_diff_slices(Algorithm::Myers, old_middle, new_middle) {
                if let DiffOp::Equal { old_index, new_index, len } = op {
                    runs.push(Run { old: head + old_index, new: head + new_index, len });
                }
            }
        }
        runs.push(Run { old: old.len() - tail, new: new.len() - tail, len: tail });
        Self::with(runs, old.len(), new.len())
    }

    /// From what was done: the characters `at` of a text of `old_len` gave way to `length` others.
    pub fn replaced(old_len: usize, at: Range<usize>, length: usize) -> Self {
        let tail = old_len - at.end;
        let runs = vec![Run { old: 0, new: 0, len: at.start }, Run { old: at.end, new: at.start + length, len: tail }];
        Self::with(runs, old_len, at.start + length + tail)
    }

    /// Empty runs are dropped, neighbours made one.
    fn with(all: Vec<Run>, old_len: usize, new_len: usize) -> Self {
        let mut runs: Vec<Run> = Vec::with_capacity(all.len());
        for run in all.into_iter().filter(|run| run.len > 0) {
            match runs.last_mut() {
                Some(last) if last.old + last.len == run.old && last.new + last.len == run.new => last.len += run.len,
                _ => runs.push(run),
            }
        }
        Self { runs, old_len, new_len }
    }

    /// Where the old character `at` stands now; `None` if it is gone.
    pub(super) fn character(&self, at: usize) -> Option<usize> {
        let run = self.runs[..self.runs.partition_point(|run| run.old <= at)].last()?;
        (at < run.old + run.len).then(|| run.new + at - run.old)
    }

    /// What became of a span of the old text `old` in the new text `new`.
    pub fn moved(&self, span: Span, old: &str, new: &str) -> Moved {
        if let Some(span) = self.kept(span) {
            return Moved::Kept(span);
        }
        // Where a word was put in beside its like, the shortest edit may run through a span that
        // nobody touched: its words still stand there, once before and once now.
        if let Some(quote) = span.slice(old)
            && let ([_], [place]) = (Span::find(old, quote).as_slice(), Span::find(new, quote).as_slice())
        {
            return Moved::Kept(*place);
        }
        let start = self.boundary(span.start() as usize, Side::Before);
        let end = self.boundary(span.end() as usize, Side::After);
        match start.zip(end).and_then(|(start, end)| of(start, end)) {
            Some(now) if now.slice(new) == span.slice(old) => Moved::Kept(now),
            Some(now) => Moved::Changed(now),
            None => Moved::Lost,
        }
    }

    /// The span where all its characters were kept and still stand together.
    fn kept(&self, span: Span) -> Option<Span> {
        let (start, last) = (span.start() as usize, span.end() as usize - 1);
        let (start, last_now) = (self.character(start)?, self.character(last)?);
        let together = last_now.checked_sub(start)? == (span.len() - 1) as usize;
        let one_run =
            self.runs.iter().any(|run| run.old <= span.start() as usize && span.end() as usize <= run.old + run.len);
        (together && one_run).then(|| of(start, last_now + 1)).flatten()
    }

    /// Where the boundary before the old character `at` lies now, if the edit says so: beside a
    /// character that was kept, at an end of the text, or where everything around it was taken out.
    fn boundary(&self, at: usize, side: Side) -> Option<usize> {
        let after = self.character(at);
        let before = at.checked_sub(1).and_then(|at| self.character(at)).map(|now| now + 1);
        let own = match side {
            Side::Before => after.or(before),
            Side::After => before.or(after),
        };
        if own.is_some() {
            return own;
        }
        let next = self.runs.partition_point(|run| run.old < at);
        let from = next.checked_sub(1).and_then(|n| self.runs.get(n)).map_or(0, |run| run.new + run.len);
        let to = self.runs.get(next).map_or(self.new_len, |run| run.new);
        match at {
            0 => Some(0),
            _ if at == self.old_len => Some(self.new_len),
            _ => (from == to).then_some(from),
        }
    }
}

/// Which entries of two lists are the same, in an order both have: pairs of indexes.
pub fn common<T: Eq + Hash>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let map = Remap::of(old, new);
    (0..old.len()).filter_map(|at| map.character(at).map(|now| (at, now))).collect()
}

/// Which end of a span a boundary is: its own character decides before its neighbour's.
#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

fn of(start: usize, end: usize) -> Option<Span> {
    Span::new(u32::try_from(start).ok()?, u32::try_from(end).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::{Moved, Remap};
    use crate::model::Span;
    use proptest::prelude::*;

    fn moved(old: &str, new: &str, quote: &str) -> (Moved, Option<String>) {
        let span = Span::find(old, quote)[0];
        let became = Remap::between(old, new).moved(span, old, new);
        let words = match became {
            Moved::Kept(span) | Moved::Changed(span) => span.slice(new).map(str::to_owned),
            Moved::Lost => None,
        };
        (became, words)
    }

    #[test]
    fn words_that_were_not_touched_move_along() {
        let (became, words) = moved("他建议优化布局", "王𠮷也曾建议优化布局", "优化布局");
        assert!(matches!(became, Moved::Kept(_)));
        assert_eq!(words.as_deref(), Some("优化布局"));
    }

    #[test]
    fn words_that_were_corrected_are_found_between_their_ends() {
        for (old, new, quote, now) in [
            ("建议优化不局，降低门槛。", "建议优化布局，降低门槛。", "优化不局", "优化布局"),
            ("建议优化局。", "建议优化布局。", "优化局", "优化布局"),
            ("建议优化化布局。", "建议优化布局。", "优化化布局", "优化布局"),
            ("建义优化。", "建议优化。", "建义", "建议"),
            ("见建义", "见建议", "建义", "建议"),
        ] {
            let (became, words) = moved(old, new, quote);
            assert!(matches!(became, Moved::Changed(_)), "{old} {became:?}");
            assert_eq!(words.as_deref(), Some(now));
        }
    }

    #[test]
    fn words_that_are_gone_are_lost() {
        assert_eq!(moved("先说甲乙丙丁再说", "先说再说", "乙丙"), (Moved::Lost, None));
        assert_eq!(moved("先说甲乙丙丁再说", "先说一二三四五再说", "乙丙"), (Moved::Lost, None));
    }

    #[test]
    fn a_word_put_in_beside_its_like_touches_nothing() {
        let (became, words) = moved("发展。要发展产业", "发展。要大力发展。要发展产业", "要发展产业");
        assert!(matches!(became, Moved::Kept(_)), "{became:?}");
        assert_eq!(words.as_deref(), Some("要发展产业"));
    }

    #[test]
    fn a_long_rewriting_ends_soon() {
        let old: String = (0..60_000_u32).filter_map(|n| char::from_u32(0x4e00 + n * 7 % 20_000)).collect();
        let new: String = old.chars().rev().collect();
        let span = Span::new(10, 20).expect("a span");
        assert_eq!(Remap::between(&old, &new).moved(span, &old, &new), Moved::Lost);
    }

    proptest! {
        /// Whatever is edited: a span that is said to be kept has the very words it had, a changed
        /// one has others and lies inside the text.
        #[test]
        fn a_kept_span_has_its_words(
            old in "[甲乙丙𠮷a ]{1,30}", start in 0_u32..30, length in 1_u32..12,
            edits in prop::collection::vec((0_usize..30, 0_usize..6, "[甲乙丁b]{0,5}"), 0..4),
        ) {
            let chars: Vec<char> = old.chars().collect();
            prop_assume!((start + length) as usize <= chars.len());
            let mut new = chars.clone();
            for (at, gone, put) in edits {
                let at = at.min(new.len());
                let end = (at + gone).min(new.len());
                new.splice(at..end, put.chars());
            }
            let new: String = new.iter().collect();
            let span = Span::new(start, start + length).expect("a span");
            let quote = span.slice(&old).expect("inside");
            match Remap::between(&old, &new).moved(span, &old, &new) {
                Moved::Kept(now) => prop_assert_eq!(now.slice(&new), Some(quote)),
                Moved::Changed(now) => {
                    prop_assert!(now.slice(&new).is_some());
                    prop_assert_ne!(now.slice(&new), Some(quote));
                }
                Moved::Lost => {}
            }
            if old == new {
                prop_assert_eq!(Remap::between(&old, &new).moved(span, &old, &new), Moved::Kept(span));
            }
        }

        /// A replacement moves what stands beside it and keeps it, to the character.
        #[test]
        fn what_stands_beside_a_replacement_is_kept(
            old in "[甲乙𠮷a]{2,20}", at in 0_usize..20, gone in 1_usize..5, put in "[甲丁]{0,4}", start in 0_u32..20,
        ) {
            let chars: Vec<char> = old.chars().collect();
            prop_assume!(at + gone <= chars.len() && (start as usize) < chars.len());
            let mut new = chars.clone();
            new.splice(at..at + gone, put.chars());
            let new: String = new.iter().collect();
            let remap = Remap::replaced(chars.len(), at..at + gone, put.chars().count());
            let span = Span::new(start, start + 1).expect("a span");
            let beside = (start as usize) < at || start as usize >= at + gone;
            if beside {
                let now = remap.moved(span, &old, &new);
                let expected = if (start as usize) < at { start as usize } else { start as usize + put.chars().count() - gone };
                prop_assert_eq!(now, Moved::Kept(Span::new(expected as u32, expected as u32 + 1).expect("a span")));
            }
        }
    }
}
