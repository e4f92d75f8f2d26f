//! From bytes to text, or the true reason why not.

use super::{FileProblem, ReadOptions};
use crate::model::field::is_control;

/// A decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding its bytes were in.
    pub encoding: String,
}

/// Strict UTF-8 without controls; a byte order mark is taken off.
pub fn decode(bytes: &[u8], _options: &ReadOptions) -> Result<Decoded, FileProblem> {
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
    Ok(Decoded { text: text.to_owned(), encoding: "UTF-8".to_owned() })
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
    fn another_encoding_names_the_byte() {
        let gbk = b"ok\n\xC8\xCB\xB9\xA4\xD6\xC7\xC4\xDC";
        assert_eq!(check(gbk), Err("it is not UTF-8: byte 0xc8 at offset 3, line 2".into()));
        assert_eq!(guess(gbk), Some("GB18030"));
        assert_eq!(guess(b"\xFF\xFEa\0"), Some("UTF-16LE"));
    }
}
