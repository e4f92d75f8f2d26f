//! From a file or a stream to its bytes, within limits, and to text where only text will do.

use std::borrow::Cow;
use std::fs::{self, File, Metadata};
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
/// never be read as a file. A pipe with a name, as a shell makes of `<(…)`, is read as a stream: whoever names
/// it wants what comes out of it.
///
/// # Errors
/// Why it cannot be taken.
pub fn read_file(path: &Path, project: &Path) -> Result<SourceText, FileProblem> {
    if is_pipe(path) {
        return read_stream(path, File::open(path).map_err(FileProblem::Unreadable)?);
    }
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
    of_one_moment(path, &before, |file| bytes_of_stream(file, limit))
}

/// The name that tells what a file is: its own, but of a link whose ending says nothing that of the file it leads
/// to. What the file is called in the project is its own.
pub(super) fn telling_name(path: &Path) -> Cow<'_, Path> {
    let own = Cow::Borrowed(path);
    if Format::is_known_name(path) || !path.is_symlink() {
        return own;
    }
    path.canonicalize().ok().filter(|target| Format::is_known_name(target)).map_or(own, Cow::Owned)
}

/// What `read` takes out of a file, unless the file is no longer as it was `before`.
fn of_one_moment(
    path: &Path,
    before: &Metadata,
    read: impl FnOnce(&mut File) -> Result<Vec<u8>, FileProblem>,
) -> Result<Vec<u8>, FileProblem> {
    let mut file = File::open(path).map_err(FileProblem::Unreadable)?;
    let bytes = read(&mut file)?;
    let after = file.metadata().map_err(FileProblem::Unreadable)?;
    if state(before) != state(&after) || after.len() != bytes.len() as u64 {
        return Err(FileProblem::Changing);
    }
    Ok(bytes)
}

#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    fs::metadata(path).is_ok_and(|meta| meta.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe(_: &Path) -> bool {
    false
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// What is read of a file that `change` is made to between the first and the last byte.
    fn while_changing(change: impl FnOnce(&Path)) -> Result<Vec<u8>, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        fs::write(&path, "第一段。").expect("written");
        let before = fs::metadata(&path).expect("it is there");
        let read = of_one_moment(&path, &before, |file| {
            let bytes = bytes_of_stream(file, MAX_FILE);
            change(&path);
            bytes
        });
        read.map_err(|problem| problem.to_string())
    }

    #[test]
    fn a_file_somebody_writes_into_is_refused() {
        let changing = Err("it changed while it was read".to_owned());
        assert_eq!(while_changing(|_| {}), Ok("第一段。".into()));
        assert_eq!(while_changing(|path| fs::write(path, "第一段。第二段。").expect("written")), changing);
        assert_eq!(while_changing(|path| fs::write(path, "").expect("written")), changing);
        // As long as before, by other bytes.
        let later = |path: &Path| {
            let file = File::options().write(true).open(path).expect("opened");
            file.set_modified(SystemTime::now() + Duration::from_secs(1)).expect("a time");
        };
        assert_eq!(while_changing(later), changing);
        // What was read is whole: somebody put another file in its place.
        let replaced = while_changing(|path| {
            fs::write(path.with_extension("new"), "新").expect("written");
            fs::rename(path.with_extension("new"), path).expect("renamed");
        });
        assert_eq!(replaced, Ok("第一段。".into()));
    }
}
