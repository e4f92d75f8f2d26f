//! What the index and the paragraphs beside it give, as one row in reading order.

use std::collections::VecDeque;

use super::look::{Candidate, Look, Source};
use super::members::Members;
use crate::store::{Reader, Result, ScannedParagraph, Selection, StoreError};
use crate::text::query::{Ask, Sought};

/// Paragraphs fetched at once: few at first, for those who want few.
const BATCHES: std::ops::RangeInclusive<usize> = 32..=512;

/// Candidates of all sources by document and number. A source is looked through when the row has come to
/// the documents it may hold, so that who stops early has read little.
struct InOrder<'a> {
    look: Look<'a>,
    /// Not yet looked through, the one with the lowest documents last.
    waiting: Vec<(i64, Source)>,
    open: Vec<VecDeque<Candidate>>,
}

impl<'a> InOrder<'a> {
    fn new(look: Look<'a>) -> Self {
        let mut waiting = look.sources();
        waiting.sort_by_key(|(document, _)| std::cmp::Reverse(*document));
        Self { look, waiting, open: Vec::new() }
    }

    fn next(&mut self, sought: &Sought) -> Result<Option<Candidate>> {
        loop {
            let first = self.open.iter().enumerate().filter_map(|(n, open)| Some((open.front()?.at, n))).min();
            let due = |(document, _): &mut (i64, Source)| first.is_none_or(|(at, _)| *document <= at.document);
            if let Some((_, source)) = self.waiting.pop_if(due) {
                let candidates = self.look.candidates(source, sought)?;
                self.open.retain(|open| !open.is_empty());
                self.open.push(candidates.into());
            } else {
                return Ok(first.and_then(|(_, n)| self.open.get_mut(n)?.pop_front()));
            }
        }
    }
}

impl Reader<'_> {
    /// Shows `each` every selected paragraph that may be found, by document and number; stops when `each`
    /// says `false`. The texts are to be asked: this only says where to look.
    pub fn search_paragraphs<E: From<StoreError>>(
        &self,
        selection: &Selection,
        sought: &Sought,
        mut each: impl FnMut(ScannedParagraph<'_>) -> Result<bool, E>,
    ) -> Result<(), E> {
        let look = if sought.ask() == Ask::Anywhere { None } else { Look::new(*self)? };
        let Some(look) = look else { return self.scan_paragraphs(selection, each) };
        // What each row says of itself is asked when it is read; all else names paragraphs.
        let everything = Selection::default();
        let (by_row, named) = if selection.is_by_row() { (selection, &everything) } else { (&everything, selection) };
        let Some(members) = Members::of(*self, named)? else { return self.scan_paragraphs(selection, each) };
        let mut candidates = InOrder::new(look);
        let (mut batch, mut most) = (Vec::new(), *BATCHES.start());
        while let Some(candidate) = candidates.next(sought)? {
            if !members.contains(candidate.at.id) {
                continue;
            }
            batch.push(candidate.at.id);
            if batch.len() == most {
                if !self.scan_some(by_row, &batch, &mut each)? {
                    return Ok(());
                }
                batch.clear();
                most = (most * 2).min(*BATCHES.end());
            }
        }
        self.scan_some(by_row, &batch, &mut each)?;
        Ok(())
    }
}
