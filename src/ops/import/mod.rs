//! Import: files become documents with paragraphs.
//!
//! Files are read and restored on all cores (`pipeline`, `prepare`) and stored here, in order, a
//! batch at a time: each batch is one committed part of the same work, so that a run that is cut off
//! keeps what it had and `undo` takes the whole run back. Nobody waits long for a file while the project is
//! locked for writing: a batch is read first, and goes on only while further texts are at hand.

mod files;
mod indexing;
mod key;
mod near;
mod pipeline;
mod prepare;
mod read;
mod report;
mod run;
mod store_one;
pub mod worker;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

pub use files::{FileList, files};
pub use prepare::{Dated, Told};
pub use read::{MAX_FILE, SourceText, read_file, read_stream};
pub use report::{Event, ImportReport, Imported, Progress};

use self::prepare::Prepared;
use self::run::Run;
use self::worker::{Reader, WorkerCommand};
use super::{FileProblem, OpError, Result};
use crate::intake::ReadOptions;
use crate::model::DocumentFields;
use crate::store::Store;
use crate::text::Layout;
use crate::text::metadata::NamePattern;

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

    /// Whether to stop after what was read so far; nothing of it is kept with `atomic`.
    fn stop(&self) -> bool;
}

/// A text or the reason why there is none.
type Prepare = Result<Prepared, OpError>;

/// Adds the texts in `files` as documents. A text that is refused is reported and does not keep the
/// others out, unless `atomic` is set.
///
/// # Errors
/// With `atomic` the first refusal, or [`OpError::Interrupted`]; otherwise what concerns the project or the options.
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
            let run = Run::new(options, results, follower, &bytes, files);
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
