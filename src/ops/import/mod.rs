//! Import: files become documents with paragraphs.
//!
//! Files are read and restored on all cores (`pipeline`, `prepare`) and stored here, in order, a
//! batch at a time: each batch is one committed part of the same work, so that a run that is cut off
//! keeps what it had and `undo` takes the whole run back. Nobody waits for a file while the project is
//! locked for writing: a batch is read first.

mod files;
mod indexing;
mod key;
mod near;
mod pipeline;
mod prepare;
mod read;
mod report;
mod store_one;
pub mod worker;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

pub use files::{FileList, files};
pub use prepare::{Dated, Told};
pub use read::{MAX_FILE, SourceText, read_file, read_stream};
pub use report::{Event, ImportReport, Imported, Progress};

use self::indexing::Indexer;
use self::pipeline::Results;
use self::prepare::Prepared;
use self::store_one::Keeper;
use self::worker::{Reader, WorkerCommand};
use super::{FileProblem, OpError, Result};
use crate::intake::ReadOptions;
use crate::model::{DocumentFields, OperationKind, count};
use crate::store::{Store, StoreError, Writer};
use crate::text::Layout;
use crate::text::metadata::NamePattern;

/// Paragraphs after which a batch is committed.
const BATCH_PARAGRAPHS: usize = 16_000;

/// Time after which a batch is committed, however few its texts are.
const BATCH_TIME: Duration = Duration::from_secs(5);

/// The same of the first batch: while it is stored the next is read, and a run that is cut off early keeps
/// something, too. Each takes twice the time of the one before, for a commit costs more than a text.
const FIRST_BATCH_TIME: Duration = Duration::from_millis(40);

/// A run of fewer texts is one batch unless it is slow: what the log says of it does not hang on the machine.
const FEW: usize = 16;

/// How texts are taken.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// The key of the document; made from the file's name otherwise. For a single text only.
    pub key: Option<String>,
    /// What is known about every text of this run; what the file and the text say gives way to it.
    pub fields: DocumentFields,
    /// Further attributes of every text of this run.
    pub attributes: Vec<(String, String)>,
    /// What the files' names say.
    pub name_pattern: Option<NamePattern>,
    /// How lines become paragraphs; as the format has it otherwise.
    pub layout: Option<Layout>,
    /// How files are read.
    pub read: ReadOptions,
    /// How a process is started that reads risky formats; `None`: they are read in this one.
    pub worker: Option<WorkerCommand>,
    /// Leave CJK radicals as they stand instead of taking the ideographs they stand for.
    pub keep_radicals: bool,
    /// Take texts that are in the project already.
    pub allow_duplicate: bool,
    /// Refuse all texts when one is refused.
    pub atomic: bool,
    /// Show what would be stored, store nothing.
    pub dry_run: bool,
}

/// Whoever follows an import.
pub trait Follower {
    /// Something was stored, refused or found. What is stored is committed when this is called, but in
    /// a dry run.
    fn event(&mut self, event: Event);

    /// How far the reading is; called often.
    fn progress(&mut self, progress: &Progress);

    /// Whether to stop after what was read so far.
    fn stop(&self) -> bool;
}

/// A text or the reason why there is none.
type Prepare = Result<Prepared, OpError>;

/// Adds the texts in `files` as documents. A text that is refused is reported and does not keep the
/// others out, unless `atomic` is set.
///
/// # Errors
/// With `atomic` the first refusal; otherwise what concerns the project or the options.
pub fn import(
    store: &mut Store,
    files: &[PathBuf],
    options: &ImportOptions,
    follower: &mut dyn Follower,
) -> Result<ImportReport> {
    let options = &ImportOptions { fields: options.fields.checked()?, ..options.clone() };
    if options.key.is_some() && files.len() > 1 {
        return Err(OpError::Usage("--key names one document, several files were given".to_owned()));
    }
    let bytes = AtomicU64::new(0);
    let project = store.path().to_owned();
    let equip = || Reader::new(options.worker.clone());
    let work = |reader: &mut Reader, file: &PathBuf, give: &mut dyn FnMut(Prepare, usize) -> bool| {
        read_one(reader, file, &project, options, &bytes, &mut |prepared| {
            let weight = prepared.as_ref().map_or(64, Prepared::weight);
            give(prepared, weight)
        });
    };
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let report = pipeline::in_order(files, workers, equip, work, |results| {
        indexing::beside(|mut indexer| {
            let run = Run {
                options,
                results,
                follower,
                bytes: &bytes,
                files,
                report: ImportReport::default(),
                time: FIRST_BATCH_TIME,
            };
            let report = run.store_all(store, &mut indexer)?;
            if !options.dry_run && report.stored > 0 {
                indexer.finish(store)?;
            }
            Ok::<_, OpError>(report)
        })
    })?;
    Ok(report)
}

/// Reads one file and hands over every text in it.
fn read_one(
    reader: &mut Reader,
    file: &Path,
    project: &Path,
    options: &ImportOptions,
    read: &AtomicU64,
    give: &mut dyn FnMut(Prepare) -> bool,
) {
    let bytes = if file == Path::new("-") {
        read::bytes_of_stream(std::io::stdin().lock(), MAX_FILE)
    } else {
        read::bytes_of_file(file, project, MAX_FILE)
    };
    let refuse = |problem| OpError::File { file: file.to_owned(), problem };
    let in_part = |part: Option<String>, problem| match part {
        Some(part) => refuse(FileProblem::Part { part, problem: Box::new(problem) }),
        None => refuse(problem),
    };
    let outcome = bytes.and_then(|bytes| {
        read.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        reader.read(&read::telling_name(file), &bytes, &options.read, &mut |text| {
            give(match text {
                Ok(incoming) => {
                    let part = incoming.part.clone();
                    prepare::prepare(file, incoming, options).map_err(|problem| in_part(part, problem))
                }
                Err(refused) => Err(in_part(refused.part, refused.problem)),
            })
        })
    });
    if let Err(problem) = outcome {
        give(Err(refuse(problem)));
    }
}

/// One run under way.
struct Run<'a, 'r> {
    options: &'a ImportOptions,
    results: &'a mut Results<'r, Prepare>,
    follower: &'a mut dyn Follower,
    bytes: &'a AtomicU64,
    files: &'a [PathBuf],
    report: ImportReport,
    /// How long the next batch may take to be read.
    time: Duration,
}

impl Run<'_, '_> {
    fn store_all(mut self, store: &mut Store, indexer: &mut Indexer<'_>) -> Result<ImportReport> {
        let mut keeper = store.read(Keeper::of)?;
        if self.options.atomic || self.options.dry_run {
            let (dry_run, mut run) = (self.options.dry_run, self);
            let change = |w: &mut Writer<'_>| {
                while let Some(batch) = run.next_batch() {
                    run.store_batch(w, &mut keeper, indexer, batch)?;
                }
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

    /// The next texts to be stored together; `None` when there are no more, or the follower wants no
    /// more.
    fn next_batch(&mut self) -> Option<Vec<Prepare>> {
        let (began, mut batch, mut paragraphs) = (Instant::now(), Vec::new(), 0);
        let time = self.time;
        self.time = (time * 2).min(BATCH_TIME);
        while paragraphs < BATCH_PARAGRAPHS && began.elapsed() < if batch.len() < FEW { BATCH_TIME } else { time } {
            if self.follower.stop() {
                self.report.interrupted = true;
                break;
            }
            let Some(next) = self.results.next() else { break };
            paragraphs += next.as_ref().map_or(1, |prepared| prepared.paragraphs.len());
            batch.push(next);
            self.follower.progress(&Progress {
                files: self.results.finished(),
                of_files: self.files.len(),
                bytes: self.bytes.load(Ordering::Relaxed),
            });
        }
        (!batch.is_empty()).then_some(batch)
    }

    /// Stores a batch inside an operation; each text whole or not at all.
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
        for text in batch {
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
                Err(error) if self.options.atomic || !of_one_file(&error) => return Err(error),
                Err(error) => self.report.add(Event::Refused(error)),
            }
        }
        indexer.write(w)
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
