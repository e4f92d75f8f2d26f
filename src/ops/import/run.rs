//! One run: batches of texts are taken as they come and stored, each as one committed part.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::indexing::Indexer;
use super::pipeline::Results;
use super::store_one::Keeper;
use super::{Event, Follower, ImportOptions, ImportReport, Prepare, Progress};
use crate::model::{OperationKind, count};
use crate::ops::{FileProblem, OpError, Result};
use crate::store::{Store, StoreError, Writer};

/// Paragraphs after which a batch is committed.
const BATCH_PARAGRAPHS: usize = 16_000;

/// Paragraphs after which what there is of a batch begins to be stored, while the rest is read.
const ENOUGH: usize = BATCH_PARAGRAPHS / 4;

/// Time after which a batch is committed, however few its texts are.
const BATCH_TIME: Duration = Duration::from_secs(5);

/// The same of the first batch: while it is stored the next is read, and a run that is cut off early keeps
/// something, too. Each takes twice the time of the one before, for a commit costs more than a text.
const FIRST_BATCH_TIME: Duration = Duration::from_millis(20);

/// How long the project may stay locked for writing while further texts come.
const LOCKED: Duration = Duration::from_secs(1);

/// How long the next text is waited for while the project is locked.
const PATIENCE: Duration = Duration::from_millis(20);

/// A run of fewer texts is one batch unless it is slow: what the log says of it does not hang on the machine.
const FEW: usize = 16;

/// One run under way.
pub(super) struct Run<'a, 'r> {
    options: &'a ImportOptions,
    results: &'a mut Results<'r, Prepare>,
    follower: &'a mut dyn Follower,
    bytes: &'a AtomicU64,
    files: &'a [PathBuf],
    report: ImportReport,
    /// How long the next batch may take to be read.
    time: Duration,
}

impl<'a, 'r> Run<'a, 'r> {
    /// A run that has done nothing yet. `bytes`: how many have been read, told by those who read.
    pub(super) fn new(
        options: &'a ImportOptions,
        results: &'a mut Results<'r, Prepare>,
        follower: &'a mut dyn Follower,
        bytes: &'a AtomicU64,
        files: &'a [PathBuf],
    ) -> Self {
        Self { options, results, follower, bytes, files, report: ImportReport::default(), time: FIRST_BATCH_TIME }
    }

    /// Stores everything, in parts, or all at once with `atomic` and in a dry run.
    ///
    /// # Errors
    /// What is no fault of one text; with `atomic`, any, and [`OpError::Interrupted`] when the follower wants no
    /// more.
    pub(super) fn store_all(mut self, store: &mut Store, indexer: &mut Indexer<'_>) -> Result<ImportReport> {
        let mut keeper = store.read(Keeper::of)?;
        if self.options.atomic || self.options.dry_run {
            let (dry_run, mut run) = (self.options.dry_run, self);
            let change = |w: &mut Writer<'_>| {
                while let Some(batch) = run.next_batch() {
                    run.store_batch(w, &mut keeper, indexer, batch)?;
                }
                run.must_be_whole()?;
                run.summarize(w, 0);
                Ok::<_, OpError>(run)
            };
            run = store.attempt(OperationKind::Import, dry_run, change)?.value;
            run.tell();
            return Ok(run.report);
        }
        let mut first = None;
        while let Some(batch) = self.next_batch() {
            let before = self.report.stored;
            let part = store.write_part(OperationKind::Import, first, |w| {
                self.store_batch(w, &mut keeper, indexer, batch)?;
                self.summarize(w, before);
                Ok::<_, OpError>(())
            })?;
            first = first.or(part.operation);
            self.tell();
        }
        Ok(self.report)
    }

    /// All or nothing: a run that was to end early must not keep what it had.
    fn must_be_whole(&self) -> Result<()> {
        if self.options.atomic && self.report.interrupted { Err(OpError::Interrupted) } else { Ok(()) }
    }

    /// The first texts of the next batch; `None` when there are no more, or the follower wants no
    /// more.
    fn next_batch(&mut self) -> Option<Vec<Prepare>> {
        let (began, mut batch, mut paragraphs) = (Instant::now(), Vec::new(), 0);
        let time = self.time;
        self.time = (time * 2).min(BATCH_TIME);
        while paragraphs < ENOUGH && began.elapsed() < if batch.len() < FEW { BATCH_TIME } else { time } {
            let Some(next) = self.next_text(None) else { break };
            paragraphs += paragraphs_of(&next);
            batch.push(next);
        }
        (!batch.is_empty()).then_some(batch)
    }

    /// The next text, if one comes within so much time, or at all.
    fn next_text(&mut self, within: Option<Duration>) -> Option<Prepare> {
        if self.follower.stop() {
            self.report.interrupted = true;
            return None;
        }
        let next = match within {
            None => self.results.next(),
            Some(time) => self.results.next_within(time),
        }?;
        self.follower.progress(&Progress {
            files: self.results.finished(),
            of_files: self.files.len(),
            bytes: self.bytes.load(Ordering::Relaxed),
        });
        Some(next)
    }

    /// Stores the texts of a batch and what comes while it is stored, and hands what goes to the index over.
    ///
    /// # Errors
    /// What is no fault of one text; with `atomic`, any.
    fn store_batch(
        &mut self,
        w: &mut Writer<'_>,
        keeper: &mut Keeper,
        indexer: &mut Indexer<'_>,
        batch: Vec<Prepare>,
    ) -> Result<()> {
        if !self.options.dry_run {
            indexer.begin(w)?;
        }
        let (began, mut batch, mut paragraphs) = (Instant::now(), batch.into_iter(), 0);
        loop {
            let text = match batch.next() {
                Some(text) => text,
                None if paragraphs >= BATCH_PARAGRAPHS || began.elapsed() >= LOCKED => break,
                None => match self.next_text(Some(PATIENCE)) {
                    Some(text) => text,
                    None => break,
                },
            };
            paragraphs += paragraphs_of(&text);
            self.store_text(w, keeper, indexer, text)?;
        }
        indexer.write(w)
    }

    fn store_text(
        &mut self,
        w: &mut Writer<'_>,
        keeper: &mut Keeper,
        indexer: &mut Indexer<'_>,
        text: Prepare,
    ) -> Result<()> {
        let outcome = text.and_then(|prepared| {
            let file = prepared.file.clone();
            let stored = w.each(|w| keeper.store(w, prepared, self.options, self.files.len() > 1));
            stored.map_err(|error| refused_by_store(error, &file))
        });
        match outcome {
            Ok((event, added)) => {
                added.into_iter().for_each(|added| indexer.add(added));
                self.report.add(event);
            }
            // What ends the run also ends the reading of files: their refusal is no reason of its own.
            Err(_) if self.options.atomic && self.follower.stop() => return Err(OpError::Interrupted),
            Err(error) if self.options.atomic || !of_one_file(&error) => return Err(error),
            Err(error) => self.report.add(Event::Refused(error)),
        }
        Ok(())
    }

    fn summarize(&self, w: &mut Writer<'_>, before: usize) {
        w.summarize(match &self.report.first {
            Some((key, paragraphs)) if self.report.stored == 1 => {
                format!("{key}: {}", count(*paragraphs, ("paragraph", "paragraphs")))
            }
            _ => count(self.report.stored - before, ("document", "documents")),
        });
    }

    /// Hands over what happened, once it is committed.
    fn tell(&mut self) {
        for event in std::mem::take(&mut self.report.events) {
            self.follower.event(event);
        }
    }
}

/// How many paragraphs a text brings; what is refused counts as one.
fn paragraphs_of(text: &Prepare) -> usize {
    text.as_ref().map_or(1, |prepared| prepared.paragraphs.len())
}

/// What the database refuses of one text is a matter of that text.
fn refused_by_store(error: OpError, file: &Path) -> OpError {
    match error {
        OpError::Store(StoreError::Refused(why)) => {
            OpError::File { file: file.to_owned(), problem: FileProblem::Format(why) }
        }
        error => error,
    }
}

/// Whether an error concerns one file only, so that the next may still be taken.
const fn of_one_file(error: &OpError) -> bool {
    matches!(error, OpError::File { .. } | OpError::Invalid(_))
}
