//! HZ: GB 2312 in seven bits (RFC 1843), which browsers no longer read and old archives still hold.

use encoding_rs::GB18030;
use memchr::memmem;

use super::weigh::is_common;

/// Fewest Han characters that can show that bytes are HZ.
const SHOWN: usize = 8;

/// The text, if bytes nobody has named the encoding of are surely HZ: they fit throughout, and of the characters
/// they make at least three in four are common ones. Names in capitals between `~{` and `~}` make one in three.
pub(super) fn surely(bytes: &[u8]) -> Option<String> {
    if !bytes.is_ascii() {
        return None;
    }
    memmem::find(bytes, b"~{")?;
    let text = decode(bytes).ok()?;
    let han = text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
    let common = text.chars().filter(|c| is_common(*c)).count();
    (han >= SHOWN && common * 4 >= han * 3).then_some(text)
}

/// The text, or the offset of the first byte that does not fit.
///
/// `~{` begins Chinese and `~}` ends it, as does the end of a line, LF or CRLF; `~~` is a tilde and `~` before a
/// line end joins two lines.
pub(super) fn decode(bytes: &[u8]) -> Result<String, usize> {
    let (mut text, mut chinese, mut at) = (String::with_capacity(bytes.len()), false, 0);
    while let Some(&byte) = bytes.get(at) {
        let next = bytes.get(at + 1).copied();
        let ends_line = bytes[at + 1..].starts_with(b"\n") || bytes[at + 1..].starts_with(b"\r\n");
        match (byte, next) {
            (0x80.., _) => return Err(at),
            (b'~', Some(b'{')) if !chinese => (chinese, at) = (true, at + 2),
            (b'~', Some(b'}')) if chinese => (chinese, at) = (false, at + 2),
            (b'\n', _) => {
                text.push('\n');
                (chinese, at) = (false, at + 1);
            }
            (b'\r', Some(b'\n')) => {
                text.push('\r');
                (chinese, at) = (false, at + 1);
            }
            (first @ 0x21..=0x77, Some(second @ 0x21..=0x7E)) if chinese => {
                let pair = [first | 0x80, second | 0x80];
                let character = GB18030.decode_without_bom_handling_and_without_replacement(&pair).ok_or(at)?;
                text.push_str(&character);
                at += 2;
            }
            _ if chinese => return Err(at),
            (b'~', Some(b'~')) => {
                text.push('~');
                at += 2;
            }
            (b'~', _) if ends_line => at += if next == Some(b'\r') { 3 } else { 2 },
            (b'~', _) => return Err(at),
            _ => {
                text.push(char::from(byte));
                at += 1;
            }
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::{decode, surely};

    #[test]
    fn it_switches_between_ascii_and_chinese() {
        assert_eq!(decode(b"AI ~{VPND~} ok~~\n~{VP\n~\nx").as_deref(), Ok("AI 中文 ok~\n中\nx"));
    }

    #[test]
    fn lines_end_as_windows_ends_them() {
        assert_eq!(decode(b"~{VPND\r\n~{VP~}~\r\nx").as_deref(), Ok("中文\r\n中x"));
    }

    #[test]
    fn it_is_told_where_it_is_certain() {
        let text = b"AI: ~{=-V]JPU~P-N/T1=(Ri#,<S?l=(Ih9+92KcA&F=L(!#~}\nok";
        assert_eq!(surely(text).as_deref(), Some("AI: 江州市政协委员建议，加快建设公共算力平台。\nok"));
        for plain in
            ["~{~a~}", "~{USERNAME~} and ~{HOME~}, ~{PASSWORD~}", "~{ab~}", "a~{b", "~{", "plain", "中~{VPND~}"]
        {
            assert_eq!(surely(plain.as_bytes()), None, "{plain}");
        }
    }

    #[test]
    fn what_does_not_fit_is_told_by_its_offset() {
        assert_eq!(decode(b"a\xC8"), Err(1));
        assert_eq!(decode(b"~x"), Err(0));
        assert_eq!(decode(b"~{V~}"), Err(4));
        assert_eq!(decode(b"~{VPN"), Err(4));
    }
}
