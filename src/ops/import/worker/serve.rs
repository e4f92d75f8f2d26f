//! The process that reads.

use std::io::{self, Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use super::limit;
use super::wire::{Reply, Request, read_frame, sent, write_frame, write_json};
use crate::intake;
use crate::model::beginning;

/// Reads every file that is asked for on `input` and answers on `output`, until `input` ends. Sets the
/// limits of this process, and lets panics pass in silence: whoever asked is told.
///
/// # Errors
/// When whoever asked has gone, or asks for what makes no sense.
pub fn serve(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    limit::memory()?;
    panic::set_hook(Box::new(|_| {}));
    while let Some(request) = read_frame(&mut input)? {
        let request: Request = serde_json::from_slice(&request)?;
        let bytes = read_frame(&mut input)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        limit::from_now(limit::memory_for(request.format, bytes.len()))?;
        let last = answer(&request, &bytes, &mut output)?;
        write_json(&mut output, &last)?;
        output.flush()?;
    }
    Ok(())
}

/// Answers one request but for the last word, which is returned.
fn answer(request: &Request, bytes: &[u8], mut output: impl Write) -> io::Result<Reply> {
    let mut failure = None;
    let mut sink = |part| {
        let frame = serde_json::to_vec(&Reply::from(part)).map_err(io::Error::from);
        match frame.and_then(|frame| write_frame(&mut output, &frame)).and_then(|()| output.flush()) {
            Ok(()) => true,
            Err(error) => {
                failure = Some(error);
                false
            }
        }
    };
    // Nothing of the reader outlives its panic, and frames are written whole or not at all.
    let Request { format, name, options } = request;
    let read = AssertUnwindSafe(|| intake::read_as(*format, Path::new(name), bytes, options, &mut sink));
    let last = match panic::catch_unwind(read) {
        Ok(Ok(())) => Reply::Done,
        Ok(Err(problem)) => Reply::Failed(sent(problem)),
        Err(payload) => {
            let words = payload.downcast_ref::<&str>().copied();
            let words = words.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
            Reply::Panicked(beginning(words.unwrap_or("without a word"), 200))
        }
    };
    match failure {
        Some(error) => Err(error),
        None => Ok(last),
    }
}
