//! What goes between the two processes: frames of bytes, each behind its length in eight bytes, the
//! lowest first. A request is two frames, [`Request`] as JSON and the bytes of the file; the answer is
//! as many frames of [`Reply`] as JSON as there are parts, and one that ends it.

use std::io::{self, Read, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::intake::{FileProblem, Format, Incoming, ReadOptions, RefusedPart};

/// Longest frame, in bytes: more than the memory of the process that reads.
const MAX_FRAME: u64 = 1 << 30;

/// A file to read; its bytes follow.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) format: Format,
    pub(super) name: String,
    pub(super) options: ReadOptions,
}

impl Request {
    /// For a file named `name`.
    pub(super) fn new(format: Format, name: &Path, options: &ReadOptions) -> Self {
        Self { format, name: name.to_string_lossy().into_owned(), options: options.clone() }
    }
}

/// One part of an answer.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Reply {
    /// A text.
    Text(Box<Incoming>),
    /// A part that is refused.
    Refused(Option<String>, FileProblem),
    /// All is said.
    Done,
    /// The file is refused; all is said.
    Failed(FileProblem),
    /// The reader of the format panicked with these words; all is said.
    Panicked(String),
}

/// A reason as it can travel: of what the process met outside the file, the words.
pub(super) fn sent(problem: FileProblem) -> FileProblem {
    match problem {
        FileProblem::Unreadable(_) | FileProblem::Reader(_) => FileProblem::Format(problem.to_string()),
        FileProblem::Part { part, problem } => FileProblem::Part { part, problem: Box::new(sent(*problem)) },
        problem => problem,
    }
}

impl From<Result<Incoming, RefusedPart>> for Reply {
    fn from(part: Result<Incoming, RefusedPart>) -> Self {
        match part {
            Ok(incoming) => Self::Text(Box::new(incoming)),
            Err(RefusedPart { part, problem }) => Self::Refused(part, sent(problem)),
        }
    }
}

/// Writes one frame.
pub(super) fn write_frame(mut output: impl Write, bytes: &[u8]) -> io::Result<()> {
    output.write_all(&(bytes.len() as u64).to_le_bytes())?;
    output.write_all(bytes)
}

/// Writes one frame of JSON.
pub(super) fn write_json(output: impl Write, value: &impl Serialize) -> io::Result<()> {
    write_frame(output, &serde_json::to_vec(value)?)
}

/// Reads one frame; `None` where the stream ends before it. Room is taken for bytes that came, not for
/// those announced.
pub(super) fn read_frame(mut input: impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    if input.by_ref().take(1).read(&mut length)? == 0 {
        return Ok(None);
    }
    input.read_exact(&mut length[1..])?;
    let length = u64::from_le_bytes(length);
    if length > MAX_FRAME {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(Some(bytes)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_read_as_they_were_written() {
        let mut stream = Vec::new();
        write_frame(&mut stream, b"").expect("written");
        write_frame(&mut stream, "一".as_bytes()).expect("written");
        let mut input = stream.as_slice();
        assert_eq!(read_frame(&mut input).expect("read"), Some(Vec::new()));
        assert_eq!(read_frame(&mut input).expect("read"), Some("一".into()));
        assert_eq!(read_frame(&mut input).expect("read"), None);
    }

    #[test]
    fn a_reason_comes_with_all_its_data() {
        let candidates = vec!["GB18030".into(), "Big5".into()];
        let io = || FileProblem::Unreadable(io::ErrorKind::NotFound.into());
        for (problem, told) in [
            (FileProblem::UnknownEncoding { candidates }, "UnknownEncoding"),
            (FileProblem::LongLine { line: 1, bytes: 9, limit: 8 }, "LongLine"),
            (FileProblem::Garbled { count: 1, characters: 2 }, "Garbled"),
            (io(), "Format"),
            (FileProblem::Part { part: "a".to_owned(), problem: Box::new(io()) }, "Part"),
        ] {
            let words = problem.to_string();
            let mut stream = Vec::new();
            write_json(&mut stream, &Reply::Failed(sent(problem))).expect("written");
            let frame = read_frame(stream.as_slice()).expect("read").expect("a frame");
            let Ok(Reply::Failed(came)) = serde_json::from_slice(&frame) else { panic!("no reply: {words}") };
            assert_eq!(came.to_string(), words);
            assert!(format!("{came:?}").starts_with(told), "{came:?}");
        }
    }

    #[test]
    fn half_a_frame_and_a_huge_one_are_errors() {
        for stream in [&b"\x01"[..], b"\x02\0\0\0\0\0\0\0a", &[0xFF; 9]] {
            assert!(read_frame(stream).is_err());
        }
    }
}
