//! Which format a file is in, told from its first bytes and then from its name.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::claim::Claim;
use super::effort::Effort;
use super::mhtml;
use super::package::{Entry, Package};
use super::table::{Sign, sign};
use super::{FileProblem, ReadOptions};

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Plain text.
    Text,
    /// A Word document.
    Docx,
    /// A ZIP archive of files.
    Zip,
    /// A web page.
    Html,
    /// A web page with all that belongs to it, saved as a mail.
    Mhtml,
    /// Text with Markdown's marks.
    Markdown,
    /// PDF.
    Pdf,
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
    pub const ENDINGS: &'static [&'static str] = &[
        "txt", "text", "md", "markdown", "html", "htm", "xhtml", "shtml", "mht", "mhtml", "docx", "pdf", "zip", "csv",
        "tsv", "tab", "jsonl", "ndjson", "xlsx", "xlsm",
    ];

    /// Whether a file of this name is read when its folder is.
    pub fn is_known_name(name: &Path) -> bool {
        name.extension().is_some_and(|ending| Self::ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    }

    /// The format of these bytes, from a file of this name.
    ///
    /// # Errors
    /// [`FileProblem::Binary`] when the bytes are something that cannot be read.
    /// Whatever makes a ZIP file or an old Office file unreadable.
    pub fn of(name: &Path, bytes: &[u8]) -> Result<Self, FileProblem> {
        if is_pdf(bytes) {
            return Ok(Self::Pdf);
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return zip(bytes);
        }
        if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
            return Err(ole(bytes));
        }
        match known(bytes) {
            Some(what) => Err(FileProblem::Binary { what: what.to_owned() }),
            None if is_page(bytes) => Ok(Self::Html),
            None if mhtml::is_saved(bytes) => Ok(Self::Mhtml),
            None => Ok(match Claim::of(name) {
                // Without a tag its lines are all there is to part its paragraphs.
                Some(Claim::Format(Self::Html)) if memchr::memchr(b'<', bytes).is_none() => Self::Text,
                Some(Claim::Format(Self::Mhtml)) if mhtml::is_mail(bytes) => Self::Mhtml,
                Some(Claim::Format(told @ (Self::Html | Self::Markdown | Self::Csv | Self::Tsv | Self::JsonLines))) => {
                    told
                }
                _ => Self::Text,
            }),
        }
    }

    /// The format of bytes as [`Format::of`], but for what is no text though it seems so. Where the name says
    /// nothing, as of standard input, it is a table when a column is named, and lines that are JSON objects always
    /// are. What surely is a table of texts is read as one whatever its name says.
    ///
    /// # Errors
    /// Those of [`Format::of`], when a column is named of what can be no table, and when plain text is a table none
    /// of whose columns is known to hold texts.
    pub fn asked(name: &Path, bytes: &[u8], options: &ReadOptions) -> Result<Self, FileProblem> {
        let format = Self::of(name, bytes)?;
        let named = !options.columns.is_empty();
        match (Claim::of(name), format) {
            (None, Self::Text) if opens_object(bytes, named) => Ok(Self::JsonLines),
            (None, Self::Text) if named => Ok(if first_line(bytes).contains(&b'\t') { Self::Tsv } else { Self::Csv }),
            (None, Self::Html | Self::Mhtml | Self::Docx | Self::Pdf | Self::Markdown) if named => {
                let words = format.words();
                Err(FileProblem::Format(format!("a column of a table was named, but it is {words}")))
            }
            (claim, Self::Text) => match sign(first_line(bytes), bytes, options) {
                Some(Sign { format, has_text: true }) => Ok(format),
                // It is refused by those who read it, with the names of its columns.
                Some(Sign { format, .. }) if claim.is_none() && !options.plain => Ok(format),
                Some(Sign { format, .. }) if claim == Some(Claim::Format(Self::Text)) && !options.plain => {
                    Err(FileProblem::IsTable { format: format.words().into() })
                }
                _ => Ok(Self::Text),
            },
            (_, format) => Ok(format),
        }
    }

    /// Whether a file of this name may be a table, or hold one.
    pub fn may_be_table(name: &Path) -> bool {
        match Claim::of(name) {
            Some(Claim::Format(told)) => {
                matches!(told, Self::Csv | Self::Tsv | Self::JsonLines | Self::Xlsx | Self::Zip)
            }
            Some(Claim::Other(_)) => false,
            None => true,
        }
    }

    /// What a person should know of a file in this format whose name says that it is in another.
    pub(super) fn misnamed(self, name: &Path) -> Option<String> {
        match Claim::of(name)? {
            Claim::Format(told) if told == self => None,
            told => Some(format!("its name says it is {}, but it is {}", told.words(), self.words())),
        }
    }

    /// Why bytes that are not text are no file of its name; `None` when its name says that it is text.
    pub(super) fn no_text(name: &Path) -> Option<FileProblem> {
        let told = match Claim::of(name)? {
            Claim::Format(told) if !told.is_packed() => return None,
            told => told.words(),
        };
        Some(FileProblem::Format(format!("its name says it is {told}, but it is none, nor is it text")))
    }

    /// Whether no text ever is in this format.
    const fn is_packed(self) -> bool {
        matches!(self, Self::Docx | Self::Zip | Self::Pdf | Self::Xlsx)
    }

    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Text => "plain text",
            Self::Docx => "a Word document",
            Self::Zip => "a ZIP archive",
            Self::Html => "a web page",
            Self::Mhtml => "an MHTML file",
            Self::Markdown => "Markdown",
            Self::Pdf => "a PDF",
            Self::Csv => "a CSV table",
            Self::Tsv => "a TSV table",
            Self::JsonLines => "JSON Lines",
            Self::Xlsx => "an Excel workbook",
        }
    }

    /// Whether reading it may crash or take any amount of time and memory, so that it is better done
    /// by a process of its own: everything but what is text throughout.
    pub const fn is_risky(self) -> bool {
        !matches!(self, Self::Text | Self::Markdown | Self::Csv | Self::Tsv | Self::JsonLines)
    }
}

/// The first line with text in it.
fn first_line(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    bytes.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default()
}

/// Whether the first line opens a JSON object; where nobody named a column, whether it is one.
fn opens_object(bytes: &[u8], named: bool) -> bool {
    let line = first_line(bytes);
    line.starts_with(b"{") && (named || serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok())
}

/// Whether bytes open as a web page does, after white space, comments and what XML puts first.
fn is_page(bytes: &[u8]) -> bool {
    let head = bytes.get(..2048).unwrap_or(bytes);
    // Pages in UTF-16 are told as well: every other byte of their marks is NUL.
    let plain = || head.iter().filter(|byte| **byte != 0 && byte.is_ascii());
    // The first look is all that most texts cost.
    if plain().find(|byte| !char::from(**byte).is_whitespace()) != Some(&b'<') {
        return false;
    }
    let plain: Vec<u8> = plain().map(u8::to_ascii_lowercase).collect();
    let text = String::from_utf8_lossy(&plain);
    let mut rest = text.trim_start();
    while let Some(end) = [("<!--", "-->"), ("<?xml", "?>")]
        .iter()
        .find_map(|(open, close)| rest.strip_prefix(open)?.split_once(close).map(|(_, rest)| rest))
    {
        rest = end.trim_start();
    }
    ["<!doctype html", "<html", "<head", "<meta ", "<title>", "<body"].iter().any(|sign| rest.starts_with(sign))
}

/// What a ZIP file is, told from what is in it.
fn zip(bytes: &[u8]) -> Result<Format, FileProblem> {
    let effort = Effort::new(bytes.len());
    let mut package = Package::open(bytes, &effort)?;
    let entries = package.entries()?;
    let has = |name: &str| entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name));
    // Word on the web numbers its files: `word/document2.xml`.
    let document = |entry: &Entry| entry.name.starts_with("word/document") && entry.name.ends_with(".xml");
    let binary = |what: &str| Err(FileProblem::Binary { what: what.to_owned() });
    if has("[Content_Types].xml") && entries.iter().any(document) || has("word/document.xml") {
        return Ok(Format::Docx);
    }
    if has("xl/workbook.xml") {
        return Ok(Format::Xlsx);
    }
    if has("xl/workbook.bin") {
        return binary("a binary Excel workbook; save it as .xlsx first");
    }
    if has("ppt/presentation.xml") {
        return binary("a PowerPoint file; save its text first");
    }
    match package.part(&entries, "mimetype") {
        Ok(Some(kind)) if kind.starts_with(b"application/epub+zip") => binary("an EPUB book; save its text first"),
        Ok(Some(kind)) if kind.starts_with(b"application/vnd.oasis.opendocument.text") => {
            binary("an OpenDocument text; save it as .docx first")
        }
        Ok(Some(kind)) if kind.starts_with(b"application/vnd.oasis.opendocument") => {
            binary("an OpenDocument file; save it as .docx or CSV first")
        }
        _ => Ok(Format::Zip),
    }
}

/// Why an OLE file is not read: Office files before 2007, and newer ones with a password.
fn ole(bytes: &[u8]) -> FileProblem {
    // The names of its streams stand in its directory, in UTF-16.
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &name).is_some()
    };
    let what = if has("EncryptedPackage") {
        return FileProblem::Format("it is password-protected; save it without a password".to_owned());
    } else if has("WordDocument") {
        "an old Word file; save it as .docx first"
    } else if has("Workbook") {
        "an old Excel file; save it as .xlsx or CSV first"
    } else if has("PowerPoint Document") {
        "an old PowerPoint file; save its text first"
    } else {
        "an old Office file; save it as plain text first"
    };
    FileProblem::Binary { what: what.to_owned() }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{ColumnMap, Field};

    #[test]
    fn pages_are_told_by_their_content_and_then_by_their_name() {
        for (name, bytes, want) in [
            ("a.txt", &b"\xEF\xBB\xBF \n<!DOCTYPE HTML PUBLIC>"[..], Format::Html),
            ("a", b"<!-- saved from url=(0020)http://example.cn/ -->\n<html lang=zh>", Format::Html),
            ("a", b"<?xml version='1.0' encoding='utf-8'?>\n<html xmlns=x>", Format::Html),
            ("a", b"<\0h\0t\0m\0l\0>\0", Format::Html),
            ("a.HTM", b"<div>", Format::Html),
            ("a.md", b"# <html>", Format::Markdown),
            ("a.txt", b"<p> is a tag", Format::Text),
            ("a.html.txt", b"text", Format::Text),
            ("a.CSV", b"id", Format::Csv),
            ("a.tsv", b"id", Format::Tsv),
            ("a.ndjson", b"{}", Format::JsonLines),
        ] {
            assert_eq!(Format::of(Path::new(name), bytes).ok(), Some(want), "{name}");
        }
    }

    #[test]
    fn what_has_no_name_is_a_table_when_a_column_is_named() {
        let named = ReadOptions { columns: ColumnMap::default().with(Field::Text, "正文"), ..ReadOptions::default() };
        let plain = ReadOptions::default();
        let asked = |name: &str, text: &str, options| Format::asked(Path::new(name), text.as_bytes(), options).ok();
        for (text, with, without) in [
            ("议题,答复\n1,甲", Some(Format::Csv), Some(Format::Text)),
            ("\u{FEFF}\n议题\t答复\n1\t甲", Some(Format::Tsv), Some(Format::Text)),
            ("编号,正文\n1,甲", Some(Format::Csv), Some(Format::Csv)),
            ("\n{\"正文\": \"甲\"}\n", Some(Format::JsonLines), Some(Format::JsonLines)),
            ("{算力}是新动力", Some(Format::JsonLines), Some(Format::Text)),
            ("<html><p>甲</p>", None, Some(Format::Html)),
        ] {
            assert_eq!((asked("-", text, &named), asked("-", text, &plain)), (with, without), "{text}");
        }
        assert_eq!(asked("a.txt", "正文\n甲", &named), Some(Format::Text));
        assert!(Format::may_be_table(Path::new("-")) && Format::may_be_table(Path::new("a.ZIP")));
        assert!(!Format::may_be_table(Path::new("a.txt")) && !Format::may_be_table(Path::new("a.html")));
    }

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
}
