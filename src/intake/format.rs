//! Which format a file is in, told from its first bytes and then from its name.

use std::path::Path;

use super::FileProblem;

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// A web page.
    Html,
    /// Text with Markdown's marks.
    Markdown,
}

impl Format {
    /// The format of these bytes, from a file of this name.
    ///
    /// # Errors
    /// [`FileProblem::Binary`] when the bytes are something that cannot be read.
    pub fn of(name: &Path, bytes: &[u8]) -> Result<Self, FileProblem> {
        match known(bytes) {
            Some(what) => Err(FileProblem::Binary { what: what.to_owned() }),
            None if is_page(bytes) => Ok(Self::Html),
            None => Ok(Self::named(name)),
        }
    }

    /// The format a name tells; plain text when it tells none.
    fn named(name: &Path) -> Self {
        let extension = name.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        match extension.as_str() {
            "html" | "htm" | "xhtml" | "shtml" => Self::Html,
            "md" | "markdown" => Self::Markdown,
            _ => Self::Text,
        }
    }
}

/// Whether bytes open as a web page does, after white space, comments and what XML puts first.
fn is_page(bytes: &[u8]) -> bool {
    let head = bytes.get(..2048).unwrap_or(bytes);
    // Pages in UTF-16 are told as well: every other byte of their marks is NUL.
    let plain: Vec<u8> =
        head.iter().filter(|byte| **byte != 0 && byte.is_ascii()).map(u8::to_ascii_lowercase).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

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
        ] {
            assert_eq!(Format::of(Path::new(name), bytes).ok(), Some(want), "{name}");
        }
    }
}
