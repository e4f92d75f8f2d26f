//! Ending long work in order when a person or the system asks for it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use super::error::{CommandError, CommandResult, Exit};

/// Whether somebody has asked this process to stop.
static ASKED: AtomicBool = AtomicBool::new(false);

/// From here on the first ^C is a wish to stop, which the work looks at when it can; the second ends the
/// program at once, which loses nothing that was acknowledged.
pub(crate) fn listen() -> CommandResult {
    static LISTENING: OnceLock<Result<(), String>> = OnceLock::new();
    let heard = LISTENING.get_or_init(|| {
        ctrlc::set_handler(|| {
            if ASKED.swap(true, Ordering::Relaxed) {
                std::process::exit(Exit::Interrupted as i32);
            }
        })
        .map_err(|error| error.to_string())
    });
    heard.clone().map_err(|error| CommandError::new(Exit::Failed, format!("signals cannot be heard: {error}")))
}

/// Whether to stop.
pub(crate) fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}
