//! Which format a file is in, told from its first bytes and then from its name.

use std::path::Path;

use super::FileProblem;

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// PDF.
    Pdf,
}

impl Format {
    /// Endings of names, in lower case, by which a file in a folder is known to be readable.
    pub const ENDINGS: &'static [&'static str] = &["txt", "text", "pdf"];

    /// Whether a file of this name is read when its folder is.
    pub fn is_known_name(name: &Path) -> bool {
        name.extension().is_some_and(|ending| Self::ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    }

    /// The format of these bytes, from a file of this name.
    ///
    /// # Errors
    /// [`FileProblem::Binary`] when the bytes are something that cannot be read.
    pub fn of(_name: &Path, bytes: &[u8]) -> Result<Self, FileProblem> {
        if is_pdf(bytes) {
            return Ok(Self::Pdf);
        }
        match known(bytes) {
            Some(what) => Err(FileProblem::Binary { what: what.to_owned() }),
            None => Ok(Self::Text),
        }
    }
}

/// Whether the mark of a PDF stands in the first KiB, where readers look for it: at the start of the
/// file or of a line, for some servers put lines of their own before it.
fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    memchr::memmem::find_iter(head, b"%PDF-").any(|at| {
        let opens = head[..at].last().is_none_or(|before| matches!(before, b'\n' | b'\r' | 0xBF | 0));
        opens && head.get(at + 5).is_some_and(u8::is_ascii_digit)
    })
}

/// What files that cannot be read begin with.
fn known(bytes: &[u8]) -> Option<&'static str> {
    const SIGNS: &[(&[u8], &str)] = &[
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
