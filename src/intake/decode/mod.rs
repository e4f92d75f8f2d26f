//! From bytes to text, or the true reason why not.
//!
//! The order: a byte order mark, strict UTF-8, then UTF-16, GB18030 and Big5 weighed against each
//! other; what is not surely one of them is refused with the question which it is. Nothing is ever
//! replaced: a sequence that does not fit ends the reading with its place, and of a character cut by
//! the end of the file the bytes are told.

mod detect;
mod hz;
mod name;
mod screen;
mod strict;
mod weigh;

use std::fmt::Write as _;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::{FileProblem, ReadOptions};
use name::{Charset, shown};

pub use screen::Oddities;
pub(super) use screen::{LINE_ENDS, controls, end_lines, long_line, strange_line_ends};

/// Largest text, in bytes as they come.
pub const MAX_TEXT: u64 = 64 * 1024 * 1024;

/// Longest line of a text, in bytes of UTF-8. No person reads a longer one, and no paragraph may be
/// that long.
pub const MAX_LINE: usize = 1024 * 1024;

/// How the encoding is called that browsers no longer know.
const HZ: &str = "HZ-GB-2312";

/// A decoded text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark; line ends as they are, but for those of Unicode, which
    /// [`decode`] writes as line feeds.
    pub text: String,
    /// The encoding its bytes were in: `UTF-8`, `UTF-16LE`, `GB18030` (of which GB 2312 and GBK are
    /// parts), `Big5`.
    pub encoding: String,
    /// The bytes at the end that begin a character and do not end it.
    pub tail: Vec<u8>,
    /// The encoding that was asked for, where a byte order mark said another.
    pub overruled: Option<String>,
    /// Characters a person should hear of.
    pub oddities: Oddities,
}

impl Decoded {
    /// What of the text is not there, a sentence each.
    #[must_use]
    pub fn losses(&self) -> Vec<String> {
        let mut losses = Vec::new();
        if !self.tail.is_empty() {
            let bytes = self.tail.iter().fold(String::new(), |mut bytes, byte| {
                // Writing to a string cannot fail.
                let _ = write!(bytes, " {byte:02X}");
                bytes
            });
            losses.push(format!("cut in its last character, of which only these bytes are there:{bytes}"));
        }
        losses.extend(self.oddities.losses());
        losses
    }

    /// What else a person should be told, a sentence each.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let overruled = self.overruled.iter();
        let overruled =
            overruled.map(|asked| format!("read as {}, as its byte order mark says, not as {asked}", self.encoding));
        overruled.chain(self.oddities.notes()).collect()
    }
}

/// Decodes a text file and checks that it may be stored.
///
/// # Errors
/// Names the byte, line or encoding that is wrong; never guesses where the evidence is thin.
pub fn decode(bytes: &[u8], options: &ReadOptions) -> Result<Decoded, FileProblem> {
    let decoded = screen::screen(screen::with_line_ends(unscreened(bytes, options)?), options)?;
    screen::long_line(&decoded.text)?;
    Ok(decoded)
}

/// Decodes a file whose lines are not those of its texts, a page or a table: they may be of any length.
///
/// # Errors
/// Those of [`decode`], but for long lines.
pub(super) fn decode_data(bytes: &[u8], options: &ReadOptions) -> Result<Decoded, FileProblem> {
    screen::screen(screen::with_plain_line_ends(unscreened(bytes, options)?), options)
}

fn unscreened(bytes: &[u8], options: &ReadOptions) -> Result<Decoded, FileProblem> {
    let size = bytes.len() as u64;
    if size > MAX_TEXT {
        return Err(FileProblem::TooLarge { bytes: size, limit: MAX_TEXT });
    }
    match &options.encoding {
        Some(label) => decode_as(bytes, label),
        None => undeclared(bytes),
    }
}

/// Decodes bytes in a declared encoding, by the name a web page or a person gives it; a byte order mark
/// says it better.
///
/// # Errors
/// [`FileProblem::NoSuchEncoding`], or [`FileProblem::Malformed`] at the first sequence that does not
/// fit.
fn decode_as(bytes: &[u8], label: &str) -> Result<Decoded, FileProblem> {
    let charset = Charset::named(label)?;
    if let Some((marked, length)) = mark(bytes)? {
        let mut decoded = strictly(bytes, length, marked)?;
        let agrees = match charset {
            Charset::Of(encoding) => encoding == marked,
            Charset::Utf16 => marked == UTF_16LE || marked == UTF_16BE,
            Charset::Hz => false,
        };
        decoded.overruled = (!agrees).then(|| label.trim().to_owned());
        return Ok(decoded);
    }
    match charset {
        Charset::Of(encoding) => strictly(bytes, 0, encoding),
        Charset::Utf16 => strictly(bytes, 0, detect::byte_order(bytes)),
        Charset::Hz => {
            let text = hz::decode(bytes).map_err(|at| malformed(bytes, at, HZ, None))?;
            Ok(found(text, HZ, &[]))
        }
    }
}

/// Decodes strict UTF-8: the files pizhu itself has people write, sheets and codebooks.
///
/// # Errors
/// [`FileProblem::NotUtf8`] with the encoding it seems to be in, and whatever [`decode`] refuses.
pub fn decode_utf8(bytes: &[u8]) -> Result<Decoded, FileProblem> {
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(body).map_err(|error| {
        let offset = error.valid_up_to() + (bytes.len() - body.len());
        let guess = match mark(bytes) {
            Ok(Some((encoding, _))) => Some(shown(encoding)),
            _ => detect::detect(bytes).ok().map(shown),
        };
        FileProblem::NotUtf8 {
            byte: bytes.get(offset).copied().unwrap_or(0),
            offset,
            line: line_of(bytes, offset, UTF_8),
            guess: guess.map(Into::into),
        }
    })?;
    screen::screen(found(text.to_owned(), "UTF-8", &[]), &ReadOptions::default())
}

/// Whether an encoding has that name, so that a run need not begin to find out.
///
/// # Errors
/// [`FileProblem::NoSuchEncoding`] with names close to it.
pub fn check_encoding(label: &str) -> Result<(), FileProblem> {
    Charset::named(label).map(|_| ())
}

/// Decodes bytes nothing is known of.
fn undeclared(bytes: &[u8]) -> Result<Decoded, FileProblem> {
    if let Some((encoding, length)) = mark(bytes)? {
        return strictly(bytes, length, encoding);
    }
    if bytes.is_empty() {
        return Err(FileProblem::Empty);
    }
    if let Some(text) = hz::surely(bytes) {
        return Ok(found(text, HZ, &[]));
    }
    let encoding = detect::detect(bytes)?;
    let decoded = strictly(bytes, 0, encoding)?;
    match detect::foreign_line(bytes, &decoded.text, encoding) {
        Some((line, other)) => Err(FileProblem::Mixed { encoding: shown(encoding).into(), line, other: other.into() }),
        None => Ok(decoded),
    }
}

/// The encoding a byte order mark tells, and the length of the mark.
fn mark(bytes: &[u8]) -> Result<Option<(&'static Encoding, usize)>, FileProblem> {
    Ok(match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => {
            return Err(FileProblem::Binary { what: "it is UTF-32; save it as UTF-8 first".to_owned() });
        }
        [0xEF, 0xBB, 0xBF, ..] => Some((UTF_8, 3)),
        [0xFF, 0xFE, ..] => Some((UTF_16LE, 2)),
        [0xFE, 0xFF, ..] => Some((UTF_16BE, 2)),
        [0x84, 0x31, 0x95, 0x33, ..] => Some((GB18030, 4)),
        _ => None,
    })
}

/// Decodes what stands behind the mark of `length` bytes.
fn strictly(bytes: &[u8], length: usize, encoding: &'static Encoding) -> Result<Decoded, FileProblem> {
    let body = &bytes[length..];
    match strict::strict(body, encoding) {
        Ok(strict::Strict { text, tail }) => Ok(found(text, shown(encoding), &body[body.len() - tail..])),
        Err(at) => {
            let why = why(&body[at..], encoding);
            Err(malformed(bytes, length + at, shown(encoding), why))
        }
    }
}

fn found(text: String, encoding: &str, tail: &[u8]) -> Decoded {
    let oddities = Oddities::of(&text);
    Decoded { text, encoding: encoding.to_owned(), tail: tail.to_vec(), overruled: None, oddities }
}

fn malformed(bytes: &[u8], offset: usize, encoding: &'static str, why: Option<&'static str>) -> FileProblem {
    let read_as = Encoding::for_label(encoding.as_bytes()).unwrap_or(UTF_8);
    let byte = bytes.get(offset).copied().unwrap_or(0);
    let line = line_of(bytes, offset, read_as);
    FileProblem::Malformed { encoding: encoding.into(), byte, offset, line, why: why.map(Into::into) }
}

/// What a malformed sequence seems to be.
fn why(rest: &[u8], encoding: &'static Encoding) -> Option<&'static str> {
    match rest {
        [0xED, 0xA0..=0xBF, ..] if encoding == UTF_8 => Some("half of a surrogate pair, as CESU-8 has them"),
        [0xC0 | 0xC1, ..] | [0xE0, 0x80..=0x9F, ..] | [0xF0, 0x80..=0x8F, ..] if encoding == UTF_8 => {
            Some("an overlong form")
        }
        _ if encoding == UTF_16LE || encoding == UTF_16BE => Some("half of a surrogate pair"),
        _ => None,
    }
}

/// The line, from 1, of a byte.
fn line_of(bytes: &[u8], offset: usize, encoding: &'static Encoding) -> usize {
    let before = &bytes[..offset.min(bytes.len())];
    let unit = |pair: &[u8]| match encoding == UTF_16BE {
        true => *pair == [0, b'\n'],
        false => *pair == [b'\n', 0],
    };
    if encoding == UTF_16LE || encoding == UTF_16BE {
        1 + before.chunks_exact(2).filter(|pair| unit(pair)).count()
    } else {
        1 + screen::line_ends(before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8]) -> Result<String, String> {
        decode(bytes, &ReadOptions::default()).map(|decoded| decoded.text).map_err(|problem| problem.to_string())
    }

    #[test]
    fn text_is_taken_as_it_is() {
        assert_eq!(check("\u{FEFF}第一行\r\n第二行\t。\n".as_bytes()).as_deref(), Ok("第一行\r\n第二行\t。\n"));
    }

    #[test]
    fn what_is_no_text_is_told_apart() {
        assert_eq!(check(b""), Err("it holds no text".into()));
        assert_eq!(check(b" \n\n \xE3\x80\x80\n"), Err("it holds no text".into()));
        assert!(check(b"a\0b").unwrap_err().contains("NUL"));
        assert_eq!(check(b"ab\ncd\x1b[2J"), Err("line 2 holds the control character U+001B".into()));
    }

    #[test]
    fn sheets_are_utf8_or_named() {
        let gbk = b"ok\n\xC8\xCB\xB9\xA4\xD6\xC7\xC4\xDC";
        let problem = decode_utf8(gbk).unwrap_err();
        assert_eq!(problem.to_string(), "it is not UTF-8: byte 0xc8 at offset 3, line 2");
        assert!(matches!(problem, FileProblem::NotUtf8 { guess: Some(name), .. } if name == "GB18030"));
        let marked = decode_utf8(b"\xFF\xFEa\0");
        assert!(matches!(marked, Err(FileProblem::NotUtf8 { guess: Some(name), .. }) if name == "UTF-16LE"));
    }

    #[test]
    fn lines_end_where_unicode_ends_them() {
        let source = "第一行\u{2028}第二行\u{2029}第三行\u{85}第四行\u{200B}";
        let decoded = decode(source.as_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!(decoded.text, "第一行\n第二行\n第三行\n第四行\u{200B}");
        assert_eq!(decoded.oddities, Oddities { line_ends: 3, hidden: 1, ..Oddities::default() });
        // Where lines are not those of the text, nothing is changed: in JSON a line feed ends the row.
        let data = decode_data("甲\u{2028}乙\u{85}丙".as_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!(data.text, "甲\u{2028}乙\u{2028}丙");
    }

    #[test]
    fn a_name_told_is_followed_unless_a_mark_says_better() {
        let decoded = decode_as(b"\xEF\xBB\xBF\xE7\x94\xB2", "gbk").unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding.as_str()), ("甲", "UTF-8"));
        assert_eq!(decoded.notes(), ["read as UTF-8, as its byte order mark says, not as gbk"]);
        assert_eq!(decode_as(b"\xBC\xD7", "gb2312").unwrap().encoding, "GB18030");
        assert_eq!(decode_as(b"\x75\x32\x00\x0a", "utf-16").unwrap().encoding, "UTF-16BE");
    }
}
