//! Which format a file is in, told from its first bytes and then from its name.

use std::path::Path;

use super::{FileProblem, table};

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// A table of cells separated by commas, or another mark its header shows.
    Csv,
    /// A table of cells separated by tabs.
    Tsv,
    /// One JSON object per line.
    JsonLines,
    /// An Excel workbook.
    Xlsx,
}

impl Format {
    /// Endings of names, in lower case, by which a file in a folder is known to be readable.
    pub const ENDINGS: &'static [&'static str] =
        &["txt", "text", "csv", "tsv", "tab", "jsonl", "ndjson", "xlsx", "xlsm"];

    /// Whether a file of this name is read when its folder is.
    pub fn is_known_name(name: &Path) -> bool {
        name.extension().is_some_and(|ending| Self::ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    }

    /// The format of these bytes, from a file of this name.
    ///
    /// # Errors
    /// [`FileProblem::Binary`] when the bytes are something that cannot be read.
    pub fn of(name: &Path, bytes: &[u8]) -> Result<Self, FileProblem> {
        let extension = name.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        let extension = extension.as_deref().unwrap_or_default();
        if extension != "zip" && table::is_workbook(bytes) {
            return Ok(Self::Xlsx);
        }
        if let Some(what) = known(bytes) {
            return Err(FileProblem::Binary { what: what.to_owned() });
        }
        Ok(match extension {
            "csv" => Self::Csv,
            "tsv" | "tab" => Self::Tsv,
            "jsonl" | "ndjson" => Self::JsonLines,
            // Told by its content above.
            "xlsx" | "xlsm" => {
                return Err(FileProblem::Format("it is no Excel workbook, whatever its name".to_owned()));
            }
            _ => Self::Text,
        })
    }

    /// Whether reading it may crash or take any amount of time and memory, so that it is better done
    /// by a process of its own: everything but what is text throughout.
    pub const fn is_risky(self) -> bool {
        !matches!(self, Self::Text | Self::Csv | Self::Tsv | Self::JsonLines)
    }
}

/// What files that cannot be read begin with.
fn known(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(OLE) {
        return Some(ole(bytes));
    }
    const SIGNS: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF; turn it into text first, for example with pdftotext -raw"),
        (b"PK\x03\x04", "a ZIP archive, as DOCX, XLSX and EPUB are; save it as plain text first"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"{\\rtf", "an RTF file; save it as plain text first"),
        (b"\x7FELF", "a program"),
        (b"\x1F\x8B", "a gzip file; unpack it first"),
        (b"BZh91AY&SY", "a bzip2 file; unpack it first"),
        (b"\xFD7zXZ\0", "an XZ file; unpack it first"),
        (b"\x28\xB5\x2F\xFD", "a Zstandard file; unpack it first"),
        (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive; unpack it first"),
        (b"Rar!\x1A\x07", "a RAR archive; unpack it first"),
        (b"II*\0", "a TIFF picture"),
        (b"MM\0*", "a TIFF picture"),
        (b"8BPS", "a Photoshop picture"),
        (b"MZ\x90\0", "a program"),
        (b"\xCF\xFA\xED\xFE", "a program"),
        (b"\xCA\xFE\xBA\xBE", "a program"),
        (b"OggS\0", "a sound"),
        (b"ID3\x03", "a sound"),
        (b"ID3\x04", "a sound"),
        (b"fLaC", "a sound"),
        (b"\x1A\x45\xDF\xA3", "a film"),
        (b"HN\xC8\0", "a CAJ file of CNKI; turn it into PDF or text with its own reader first"),
        (b"CAJ\0", "a CAJ file of CNKI; turn it into PDF or text with its own reader first"),
        (b"KDH ", "a KDH file of CNKI; turn it into PDF or text with its own reader first"),
        (b"ITSF\x03\0", "a CHM help file; turn it into HTML first"),
        (b"AT&TFORM", "a DjVu file; turn it into text first"),
        (b"\0asm", "a program"),
    ];
    // Signs that stand behind the beginning.
    const INNER: &[(usize, &[u8], &str)] = &[
        (8, b"WEBP", "a WebP picture"),
        (8, b"WAVE", "a sound"),
        (8, b"AVI ", "a film"),
        (3, b"\x18ftyp", "a film or picture"),
        (3, b"\x1Cftyp", "a film or picture"),
        (3, b"\x20ftyp", "a film or picture"),
        (257, b"ustar", "a tar archive; unpack it first"),
        (60, b"BOOKMOBI", "a Kindle book; turn it into text first"),
    ];
    let starts = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, what)| *what);
    let holds = |(at, sign, _): &&(usize, &[u8], &str)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(sign));
    starts.or_else(|| bitmap(bytes)).or_else(|| INNER.iter().find(holds).map(|(_, _, what)| *what))
}

/// A Windows bitmap: `BM` alone could begin a text, its own size behind it could not.
fn bitmap(bytes: &[u8]) -> Option<&'static str> {
    let size = bytes.strip_prefix(b"BM")?.first_chunk::<4>().map(|size| u32::from_le_bytes(*size))?;
    (usize::try_from(size) == Ok(bytes.len())).then_some("a BMP picture")
}

/// What files of the old Office begin with, and new ones that a password protects.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0";

/// What is in such a file, by the names of its parts.
fn ole(bytes: &[u8]) -> &'static str {
    let holds = |part: &str| {
        let name: Vec<u8> = part.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &name).is_some()
    };
    match () {
        () if holds("EncryptedPackage") => "it is protected by a password; save it without one first",
        () if holds("Workbook") => "an old Excel file; save it as .xlsx first",
        () => "an old Office file; save it as plain text first",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_called_by_its_name() {
        let behind = |at: usize, sign: &[u8]| [vec![b'x'; at], sign.to_vec()].concat();
        for (bytes, what) in [
            (b"\x89PNG\r\n\x1a\n".to_vec(), "PNG"),
            (b"Rar!\x1A\x07\x01\0".to_vec(), "RAR"),
            (behind(257, b"ustar\0"), "tar"),
            (b"RIFF\x10\0\0\0WEBPVP8 ".to_vec(), "WebP"),
            (b"BM\x0A\0\0\0xxxx".to_vec(), "BMP"),
        ] {
            assert!(known(&bytes).is_some_and(|name| name.contains(what)), "{what}");
        }
    }

    #[test]
    fn words_that_begin_like_a_sign_are_text() {
        for text in ["BM is a maker", "MZ", "HMO", "ID", "CAJ", "BZ", "Rar!", "PK", "II*", "GIF", "x of ftyp"] {
            assert_eq!(known(text.as_bytes()), None, "{text}");
        }
    }

    fn of(name: &str, bytes: &[u8]) -> Result<Format, String> {
        Format::of(Path::new(name), bytes).map_err(|problem| problem.to_string())
    }

    #[test]
    fn names_tell_tables_apart() {
        assert_eq!(of("a.CSV", b"id"), Ok(Format::Csv));
        assert_eq!(of("a.tsv", b"id"), Ok(Format::Tsv));
        assert_eq!(of("a.ndjson", b"{}"), Ok(Format::JsonLines));
        assert_eq!(of("a.md", b"id,text"), Ok(Format::Text));
        assert!(of("a.xlsx", b"id,text").is_err_and(|why| why.contains("no Excel workbook")));
    }

    #[test]
    fn old_office_files_are_told_apart() {
        let file = |part: &str| {
            let name: Vec<u8> = part.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [OLE, &[0; 512], &name].concat()
        };
        assert!(of("a.xlsx", &file("EncryptedPackage")).is_err_and(|why| why.contains("password")));
        assert!(of("a.xls", &file("Workbook")).is_err_and(|why| why.contains("save it as .xlsx")));
        assert!(of("a.doc", &file("WordDocument")).is_err_and(|why| why.contains("old Office")));
    }
}
