//! Which format a file is in, told from its first bytes and then from its name.

use std::path::Path;

use super::FileProblem;

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
}

impl Format {
    /// Endings of names, in lower case, by which a file in a folder is known to be readable.
    pub const ENDINGS: &'static [&'static str] = &["txt", "text"];

    /// Whether a file of this name is read when its folder is.
    pub fn is_known_name(name: &Path) -> bool {
        name.extension().is_some_and(|ending| Self::ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    }

    /// The format of these bytes, from a file of this name.
    ///
    /// # Errors
    /// [`FileProblem::Binary`] when the bytes are something that cannot be read.
    pub fn of(_name: &Path, bytes: &[u8]) -> Result<Self, FileProblem> {
        match known(bytes) {
            Some(what) => Err(FileProblem::Binary { what: what.to_owned() }),
            None => Ok(Self::Text),
        }
    }
}

/// What files that cannot be read begin with.
fn known(bytes: &[u8]) -> Option<&'static str> {
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
