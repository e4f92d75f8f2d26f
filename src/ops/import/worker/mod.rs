//! Files are read in a process of their own where their format is risky, so that what crashes a reader,
//! or takes any amount of time and memory, costs one file and never the run.
//!
//! The process lives for many files, one at a time, without a project, within limits it sets on itself.
//! When it dies or falls silent it is ended, its file is refused with the true reason, and the next
//! file gets a fresh one.

mod client;
mod limit;
mod serve;
mod wire;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

pub use serve::serve;

use crate::intake::{self, FileProblem, Format, ReadOptions, Sink};
use client::Worker;
use wire::Request;

/// How long a process that reads may say nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// How the process that reads is started: a program that runs [`serve()`] on its standard streams.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerCommand {
    program: PathBuf,
    args: Vec<OsString>,
}

impl WorkerCommand {
    /// This program without arguments.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), args: Vec::new() }
    }

    /// With a further argument.
    #[must_use]
    pub fn arg(mut self, arg: impl Into<OsString>) -> Self {
        self.args.push(arg.into());
        self
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args);
        command
    }
}

/// Reads files, each here or in a process of its own as its format demands. One per thread.
#[derive(Debug)]
pub struct Reader {
    command: Option<WorkerCommand>,
    patience: Duration,
    worker: Option<Worker>,
}

impl Reader {
    /// A reader that starts processes by `command`; `None`: everything is read in this process.
    pub const fn new(command: Option<WorkerCommand>) -> Self {
        Self { command, patience: PATIENCE, worker: None }
    }

    /// Waits so long for a word of the process, instead of a minute.
    #[must_use]
    pub const fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The number of the process that reads, if there is one.
    pub fn process(&self) -> Option<u32> {
        self.worker.as_ref().map(Worker::id)
    }

    /// Reads the bytes of a file named `name` and hands over every text in it, as [`intake::read`].
    ///
    /// # Errors
    /// As [`intake::read`], and [`FileProblem::Reader`] when the process failed; texts it handed over
    /// before have gone to `sink`.
    pub fn read(
        &mut self,
        name: &Path,
        bytes: &[u8],
        options: &ReadOptions,
        sink: Sink<'_>,
    ) -> Result<(), FileProblem> {
        let format = Format::asked(name, bytes, options)?;
        let Some(command) = self.command.as_ref().filter(|_| format.is_risky()) else {
            return intake::read_as(format, name, bytes, options, sink);
        };
        // It may have ended since the last file, by no fault of this one.
        let running = self.worker.take().and_then(Worker::alive);
        let worker = match running {
            Some(worker) => worker,
            None => Worker::start(command.command())?,
        };
        let (worker, result) = worker.read(&Request::new(format, name, options), bytes, sink, self.patience);
        self.worker = worker;
        result
    }
}
