//! The process that `import` starts to read what may crash its reader. Not for people, and therefore
//! no command of the help: it speaks the form of [`pizhu::ops::import::worker`] on both streams.

use std::process::ExitCode;

use pizhu::ops::import::worker::{WorkerCommand, serve};

/// The word that starts it.
pub(crate) const NAME: &str = "__intake";

/// How this very program is started as such a process; `None` when it does not know where it is.
pub(crate) fn command() -> Option<WorkerCommand> {
    Some(WorkerCommand::new(std::env::current_exe().ok()?).arg(NAME))
}

/// Serves until standard input ends.
pub(crate) fn run() -> ExitCode {
    match serve(std::io::stdin().lock(), std::io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever asked has gone.
        Err(_) => ExitCode::FAILURE,
    }
}
