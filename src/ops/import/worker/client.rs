//! Whoever asks the process that reads.

use std::io::{self, BufReader, Read, Write};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::limit;
use super::wire::{Reply, Request, read_frame, write_frame, write_json};
use crate::intake::{FileProblem, Incoming, ReaderProblem, RefusedPart, Sink};
use crate::model::beginning;

/// How long a process that closed its output may take to end.
const GRACE: Duration = Duration::from_secs(2);
/// How many bytes of what it says on standard error are kept.
const MAX_WORDS: usize = 16 * 1024;

/// A running process that reads. Dropped, it is ended.
#[derive(Debug)]
pub(super) struct Worker {
    child: Child,
    input: ChildStdin,
    /// What it answers; an error is an answer in no known form.
    replies: Receiver<io::Result<Reply>>,
    /// What it says on standard error.
    words: Option<JoinHandle<Vec<u8>>>,
}

/// How a request came to its end.
enum End {
    /// All is said, the process is ready for the next.
    Done(Result<(), FileProblem>),
    /// `sink` wants no more.
    Enough,
    /// The process closed its output.
    Gone,
    /// It answered in no known form.
    Garbled,
    /// It said nothing for too long.
    Silent,
}

impl Worker {
    /// Starts a process.
    pub(super) fn start(mut command: Command) -> Result<Self, ReaderProblem> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        limit::apart(&mut command);
        let mut child = command.spawn().map_err(ReaderProblem::Start)?;
        let (Some(input), Some(output), Some(errors)) = (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(ReaderProblem::Start(io::ErrorKind::BrokenPipe.into()));
        };
        // Few, so that a fast reader waits for a slow taker and memory stays small.
        let (sender, replies) = sync_channel(2);
        thread::spawn(move || pass_on(output, &sender));
        let words = thread::spawn(move || last_words(errors));
        Ok(Self { child, input, replies, words: Some(words) })
    }

    /// Its number.
    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The process if it still runs.
    pub(super) fn alive(mut self) -> Option<Self> {
        matches!(self.child.try_wait(), Ok(None)).then_some(self)
    }

    /// Has one file read. The process is returned if it is fit for another.
    pub(super) fn read(
        mut self,
        request: &Request,
        bytes: &[u8],
        sink: Sink<'_>,
        patience: Duration,
    ) -> (Option<Self>, Result<(), FileProblem>) {
        let input = &mut self.input;
        let (child, replies) = (&mut self.child, &self.replies);
        let end = thread::scope(|scope| {
            // By a thread, for a process that does not read would have us wait without an end. What goes
            // wrong here shows in the answer.
            scope.spawn(move || send(input, request, bytes));
            let end = listen(replies, sink, patience);
            match end {
                End::Done(_) => {}
                End::Gone => wait_a_little(child),
                End::Enough | End::Garbled | End::Silent => {
                    let _ = limit::end(child);
                }
            }
            end
        });
        let problem = match end {
            End::Done(result) => return (Some(self), result),
            End::Enough => return (None, Ok(())),
            End::Gone => self.why(limit::memory_for(request.format, bytes.len())),
            End::Garbled => ReaderProblem::Garbled,
            End::Silent => ReaderProblem::Silent(patience.as_secs()),
        };
        (None, Err(problem.into()))
    }

    /// Why the process has gone, which had so many MiB of memory.
    fn why(mut self, memory: u64) -> ReaderProblem {
        let status = limit::end(&mut self.child);
        let words = self.words.take().and_then(|words| words.join().ok()).unwrap_or_default();
        told(status, &String::from_utf8_lossy(&words), memory)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = limit::end(&mut self.child);
    }
}

fn send(mut input: &mut ChildStdin, request: &Request, bytes: &[u8]) -> io::Result<()> {
    write_json(&mut input, request)?;
    write_frame(&mut input, bytes)?;
    input.flush()
}

/// Hands the parts of one answer on to `sink`.
fn listen(replies: &Receiver<io::Result<Reply>>, sink: Sink<'_>, patience: Duration) -> End {
    loop {
        let part: Result<Incoming, RefusedPart> = match replies.recv_timeout(patience) {
            Ok(Ok(Reply::Text(incoming))) => Ok(*incoming),
            Ok(Ok(Reply::Refused(part, problem))) => Err(RefusedPart { part, problem }),
            Ok(Ok(Reply::Done)) => return End::Done(Ok(())),
            Ok(Ok(Reply::Failed(problem))) => return End::Done(Err(problem)),
            Ok(Ok(Reply::Panicked(words))) => return End::Done(Err(ReaderProblem::Crashed(words).into())),
            Ok(Err(_)) => return End::Garbled,
            Err(RecvTimeoutError::Timeout) => return End::Silent,
            Err(RecvTimeoutError::Disconnected) => return End::Gone,
        };
        if !sink(part) {
            return End::Enough;
        }
    }
}

/// Passes the answers of a process on until it ends or makes no sense.
fn pass_on(output: ChildStdout, replies: &SyncSender<io::Result<Reply>>) {
    let mut output = BufReader::new(output);
    loop {
        let reply = match read_frame(&mut output) {
            // A process that dies leaves half a frame.
            Ok(None) => return,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return,
            Ok(Some(frame)) => serde_json::from_slice(&frame).map_err(io::Error::from),
            Err(error) => Err(error),
        };
        let fit = reply.is_ok();
        if replies.send(reply).is_err() || !fit {
            return;
        }
    }
}

/// The last of what a process says on standard error.
fn last_words(mut errors: ChildStderr) -> Vec<u8> {
    let (mut kept, mut buffer) = (Vec::new(), [0; 4096]);
    while let Ok(n @ 1..) = errors.read(&mut buffer) {
        kept.extend_from_slice(&buffer[..n]);
        let over = kept.len().saturating_sub(MAX_WORDS);
        kept.drain(..over);
    }
    kept
}

/// Lets a process that closed its output end by itself, so that it can say how.
fn wait_a_little(child: &mut Child) {
    let begin = Instant::now();
    while matches!(child.try_wait(), Ok(None)) && begin.elapsed() < GRACE {
        thread::sleep(Duration::from_millis(2));
    }
    // Frees whoever still writes to it.
    let _ = limit::end(child);
}

/// The reason in how a process ended and what it said last.
fn told(status: io::Result<ExitStatus>, words: &str, memory: u64) -> ReaderProblem {
    match status {
        Ok(status) if limit::was_too_long(status) => ReaderProblem::Time(limit::COMPUTING),
        // What Rust says before it gives up for want of memory.
        _ if words.contains("memory allocation of") => ReaderProblem::Memory(memory),
        _ if words.contains("overflowed its stack") => {
            ReaderProblem::Crashed("it is nested deeper than can be read".to_owned())
        }
        Ok(status) => ReaderProblem::Crashed(match words.lines().rfind(|line| !line.trim().is_empty()) {
            Some(line) => format!("{status}, {}", beginning(line.trim(), 200)),
            None => status.to_string(),
        }),
        Err(error) => ReaderProblem::Crashed(error.to_string()),
    }
}
