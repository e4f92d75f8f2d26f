//! From a file or a stream to decoded text, or the true reason why not.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::intake::{self, Decoded, FileProblem, Format};
use crate::model::sha256_hex;
use crate::store::is_of_project;

/// Largest text file taken, in bytes.
pub const MAX_FILE: u64 = 64 * 1024 * 1024;

/// A text with where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// The file; `-` for standard input.
    pub file: PathBuf,
    /// The decoded text, without a byte order mark.
    pub text: String,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// Their encoding.
    pub encoding: &'static str,
}

/// Reads and decodes one file. `project` is the open project, which must never be read as a file.
pub fn read_file(path: &Path, project: &Path) -> Result<SourceText, FileProblem> {
    if is_of_project(path, project) {
        return Err(FileProblem::Project);
    }
    let meta = fs::metadata(path).map_err(FileProblem::Unreadable)?;
    if meta.is_dir() {
        return Err(FileProblem::Folder);
    }
    if !meta.is_file() {
        return Err(FileProblem::NotAFile);
    }
    if meta.len() > MAX_FILE {
        return Err(FileProblem::TooLarge { bytes: meta.len(), limit: MAX_FILE });
    }
    let file = fs::File::open(path).map_err(FileProblem::Unreadable)?;
    read_stream(path, file)
}

/// Reads and decodes a stream, at most [`MAX_FILE`] bytes of it.
pub fn read_stream(name: &Path, stream: impl Read) -> Result<SourceText, FileProblem> {
    let mut bytes = Vec::new();
    stream.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(FileProblem::Unreadable)?;
    let n = bytes.len() as u64;
    if n > MAX_FILE {
        return Err(FileProblem::TooLarge { bytes: n, limit: MAX_FILE });
    }
    Format::of(name, &bytes)?;
    let Decoded { text, .. } = intake::decode_utf8(&bytes)?;
    Ok(SourceText { file: name.to_owned(), text, sha256: sha256_hex(&bytes), encoding: "UTF-8" })
}
