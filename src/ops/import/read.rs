//! From a file or a stream to its bytes, within limits, and to text where only text will do.

use std::fs::{self, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::intake::{self, Decoded, FileProblem, Format, MAX_TEXT};
use crate::model::sha256_hex;
use crate::store::is_of_project;

/// Largest file taken, in bytes. What is read from it may have narrower limits.
pub const MAX_FILE: u64 = 256 * 1024 * 1024;

/// A text with where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// The file; `-` for standard input.
    pub file: PathBuf,
    /// The decoded text, without a byte order mark.
    pub text: String,
    /// SHA-256 of the bytes.
    pub sha256: String,
}

/// Reads and decodes one text file: a codebook, rows to tag. `project` is the open project, which must
/// never be read as a file.
///
/// # Errors
/// Why it cannot be taken.
pub fn read_file(path: &Path, project: &Path) -> Result<SourceText, FileProblem> {
    decoded(path, &bytes_of_file(path, project, MAX_TEXT)?)
}

/// Reads and decodes a stream of text.
///
/// # Errors
/// Why it cannot be taken.
pub fn read_stream(name: &Path, stream: impl Read) -> Result<SourceText, FileProblem> {
    decoded(name, &bytes_of_stream(stream, MAX_TEXT)?)
}

fn decoded(name: &Path, bytes: &[u8]) -> Result<SourceText, FileProblem> {
    Format::of(name, bytes)?;
    let Decoded { text, .. } = intake::decode_utf8(bytes)?;
    Ok(SourceText { file: name.to_owned(), text, sha256: sha256_hex(bytes) })
}

/// The bytes of one file of at most `limit` bytes, all of one moment.
pub(super) fn bytes_of_file(path: &Path, project: &Path, limit: u64) -> Result<Vec<u8>, FileProblem> {
    if is_of_project(path, project) {
        return Err(FileProblem::Project);
    }
    let before = fs::metadata(path).map_err(FileProblem::Unreadable)?;
    if before.is_dir() {
        return Err(FileProblem::Folder);
    }
    // Opening a pipe would wait for somebody to write into it.
    if !before.is_file() {
        return Err(FileProblem::NotAFile);
    }
    if before.len() > limit {
        return Err(FileProblem::TooLarge { bytes: before.len(), limit });
    }
    let mut file = fs::File::open(path).map_err(FileProblem::Unreadable)?;
    let bytes = bytes_of_stream(&mut file, limit)?;
    let after = file.metadata().map_err(FileProblem::Unreadable)?;
    if state(&before) != state(&after) || after.len() != bytes.len() as u64 {
        return Err(FileProblem::Changing);
    }
    Ok(bytes)
}

/// The bytes of a stream, at most `limit`.
pub(super) fn bytes_of_stream(stream: impl Read, limit: u64) -> Result<Vec<u8>, FileProblem> {
    let mut bytes = Vec::new();
    stream.take(limit + 1).read_to_end(&mut bytes).map_err(FileProblem::Unreadable)?;
    let n = bytes.len() as u64;
    if n > limit { Err(FileProblem::TooLarge { bytes: n, limit }) } else { Ok(bytes) }
}

/// What changes when somebody writes into a file.
fn state(meta: &Metadata) -> (u64, Option<SystemTime>) {
    (meta.len(), meta.modified().ok())
}
