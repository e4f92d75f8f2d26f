//! From a file or a stream to decoded text, or the true reason why not.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::model::field::is_control;
use crate::model::sha256_hex;
use crate::ops::FileProblem;
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
    let text = decode(&bytes)?;
    Ok(SourceText { file: name.to_owned(), text, sha256: sha256_hex(&bytes), encoding: "UTF-8" })
}

/// Strict UTF-8 without controls; a byte order mark is taken off.
fn decode(bytes: &[u8]) -> Result<String, FileProblem> {
    if let Some(what) = known_format(bytes) {
        return Err(FileProblem::Binary { what: what.to_owned() });
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(body).map_err(|error| {
        let at = error.valid_up_to();
        FileProblem::NotUtf8 {
            byte: body.get(at).copied().unwrap_or(0),
            offset: at + (bytes.len() - body.len()),
            line: 1 + body[..at].iter().filter(|byte| **byte == b'\n').count(),
            guess: guess(bytes),
        }
    })?;
    let strange = |c: &char| is_control(*c) && !matches!(c, '\r' | '\u{C}');
    if let Some((at, c)) = text.char_indices().find(|(_, c)| strange(c)) {
        if c == '\0' {
            return Err(FileProblem::Binary { what: "it holds NUL bytes".to_owned() });
        }
        let line = 1 + text[..at].matches('\n').count();
        return Err(FileProblem::Control { line, code_point: u32::from(c) });
    }
    if text.chars().all(char::is_whitespace) {
        return Err(FileProblem::Empty);
    }
    Ok(text.to_owned())
}

/// What files that are not text begin with.
fn known_format(bytes: &[u8]) -> Option<&'static str> {
    const SIGNS: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF; turn it into text first, for example with pdftotext -raw"),
        (b"PK\x03\x04", "a ZIP archive, as DOCX, XLSX and EPUB are; save it as plain text first"),
        (b"\xD0\xCF\x11\xE0", "an old Office file; save it as plain text first"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"{\\rtf", "an RTF file; save it as plain text first"),
        (b"\x7FELF", "a program"),
        (b"\x1F\x8B", "a gzip file; unpack it first"),
    ];
    SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, what)| *what)
}

/// The encoding the bytes may be in, told by marks and by plain shape; only ever a hint.
fn guess(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, ..] => Some("UTF-16LE"),
        [0xFE, 0xFF, ..] => Some("UTF-16BE"),
        _ => {
            let nul = |parity: usize| bytes.iter().skip(parity).step_by(2).take(400).filter(|b| **b == 0).count();
            if nul(1) > 20 && nul(0) == 0 {
                return Some("UTF-16LE");
            }
            if nul(0) > 20 && nul(1) == 0 {
                return Some("UTF-16BE");
            }
            let high = bytes.iter().filter(|byte| **byte >= 0x81).count();
            (high * 3 > bytes.len()).then_some("GB18030")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8]) -> Result<String, String> {
        decode(bytes).map_err(|problem| problem.to_string())
    }

    #[test]
    fn text_is_taken_as_it_is() {
        assert_eq!(check("\u{FEFF}第一行\r\n第二行\t。\n".as_bytes()).as_deref(), Ok("第一行\r\n第二行\t。\n"));
    }

    #[test]
    fn what_is_no_text_is_told_apart() {
        assert_eq!(check(b""), Err("it holds no text".into()));
        assert_eq!(check(b" \n\n \xE3\x80\x80\n"), Err("it holds no text".into()));
        assert!(check(b"%PDF-1.7\n").unwrap_err().contains("PDF"));
        assert!(check(b"a\0b").unwrap_err().contains("NUL"));
        assert_eq!(check(b"ab\ncd\x1b[2J"), Err("line 2 holds the control character U+001B".into()));
    }

    #[test]
    fn another_encoding_names_the_byte() {
        let gbk = b"ok\n\xC8\xCB\xB9\xA4\xD6\xC7\xC4\xDC";
        assert_eq!(check(gbk), Err("it is not UTF-8: byte 0xc8 at offset 3, line 2".into()));
        assert_eq!(guess(gbk), Some("GB18030"));
        assert_eq!(guess(b"\xFF\xFEa\0"), Some("UTF-16LE"));
    }
}
