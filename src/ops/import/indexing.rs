//! The search index of what a run adds, made on a thread of its own while the rows are written.
//!
//! A text is handed over once it is stored; a segment that is full comes back and is written with the next
//! batch. What comes too late, or was overtaken by somebody else's writing, the store makes from the rows:
//! nothing rests on this thread but speed.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::pipeline::{Budget, Closing};
use crate::model::{DocumentId, ParagraphId};
use crate::ops::Result;
use crate::store::{IndexBase, SEGMENT, Store, Writer};
use crate::text::Copies;
use crate::text::index::{Address, Segment, SegmentBuilder};

/// A text that was stored.
pub(super) struct Added {
    pub(super) document: DocumentId,
    /// Its first paragraph; the ids of the others follow.
    pub(super) first: ParagraphId,
    /// The search copies of its paragraphs.
    pub(super) copies: Copies,
}

/// The end of the thread that the run holds.
pub(super) struct Indexer<'a> {
    /// Texts that wait to be handed over, and their weight: waking the thread for each costs more than it.
    waiting: (Vec<Added>, usize),
    /// Where the segments begin, for as long as nobody else writes; unknown in a dry run.
    base: Option<IndexBase>,
    added: Sender<(Vec<Added>, usize)>,
    made: Receiver<Segment>,
    budget: &'a Budget,
}

/// Bytes of texts that are handed over at once.
const HANDFUL: usize = 256 * 1024;

/// Runs `work` with an indexer beside it.
pub(super) fn beside<R>(work: impl FnOnce(Indexer<'_>) -> R) -> R {
    let budget = Budget::default();
    thread::scope(|scope| {
        let (added, inbox) = channel();
        let (outbox, made) = channel();
        let budget = &budget;
        scope.spawn(move || {
            // Also when this thread panics: nobody must wait for it.
            let _closing = Closing(std::slice::from_ref(budget));
            index(&inbox, &outbox, budget);
        });
        work(Indexer { waiting: (Vec::new(), 0), base: None, added, made, budget })
    })
}

impl Indexer<'_> {
    /// Looks where the index stands, before a batch is stored, unless that is known.
    pub(super) fn begin(&mut self, w: &Writer<'_>) -> Result<()> {
        if self.base.is_none() {
            self.base = Some(w.index_base()?);
        }
        Ok(())
    }

    /// Takes a text that was stored.
    pub(super) fn add(&mut self, added: Added) {
        if self.base.is_some() {
            self.waiting.1 += added.copies.bytes() + 256;
            self.waiting.0.push(added);
            if self.waiting.1 >= HANDFUL {
                self.hand_over();
            }
        }
    }

    fn hand_over(&mut self) {
        let (texts, weight) = std::mem::take(&mut self.waiting);
        if !texts.is_empty() && self.budget.take(weight) {
            // Without a receiver there is no index from here, and the store makes it.
            let _ = self.added.send((texts, weight));
        }
    }

    /// Writes the segments that were made so far.
    pub(super) fn write(&mut self, w: &mut Writer<'_>) -> Result<()> {
        self.hand_over();
        let Some(base) = self.base else { return Ok(()) };
        while let Ok(segment) = self.made.try_recv() {
            if !w.add_segment(base, &segment)? {
                // Somebody else has written: the store makes this one from the rows, and the next batch
                // begins anew.
                self.base = None;
                break;
            }
        }
        Ok(())
    }

    /// Writes what is left and whatever else is due.
    pub(super) fn finish(self, store: &mut Store) -> Result<()> {
        let Self { base, added, made, .. } = self;
        drop(added);
        match base {
            Some(base) => store.index_with(base, made.into_iter())?,
            None => store.index()?,
        }
        Ok(())
    }
}

/// Makes segments of texts as they come. The rest is a segment if it follows others and is no straggler.
fn index(inbox: &Receiver<(Vec<Added>, usize)>, outbox: &Sender<Segment>, budget: &Budget) {
    let mut builder: Option<SegmentBuilder> = None;
    let mut full = 0;
    while let Ok((texts, weight)) = inbox.recv() {
        for Added { document, first, copies } in texts {
            let builder = builder.get_or_insert_with(|| SegmentBuilder::new(first.0, SEGMENT));
            for ((copy, ordinal), id) in copies.iter().zip(1..).zip(first.0..) {
                builder.add(Address { document: document.0, ordinal, id }, copy);
                if builder.is_full()
                    && let Some(segment) = builder.finish()
                {
                    full += 1;
                    if outbox.send(segment).is_err() {
                        return;
                    }
                }
            }
        }
        budget.give(weight);
    }
    if full > 0
        && let Some(builder) = builder.as_mut().filter(|builder| builder.len() >= SEGMENT / 8)
        && let Some(segment) = builder.finish()
    {
        // The run may have ended with an error.
        let _ = outbox.send(segment);
    }
}
