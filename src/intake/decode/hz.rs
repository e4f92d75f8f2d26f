//! HZ: GB 2312 in seven bits (RFC 1843), which browsers no longer read and old archives still hold.

use encoding_rs::GB18030;

/// The text, or the offset of the first byte that does not fit.
///
/// `~{` begins Chinese and `~}` ends it, as does the end of a line; `~~` is a tilde and `~` before
/// a line end joins two lines.
pub(super) fn decode(bytes: &[u8]) -> Result<String, usize> {
    let (mut text, mut chinese, mut at) = (String::with_capacity(bytes.len()), false, 0);
    while let Some(&byte) = bytes.get(at) {
        let next = bytes.get(at + 1).copied();
        match (byte, next) {
            (0x80.., _) => return Err(at),
            (b'~', Some(b'{')) if !chinese => (chinese, at) = (true, at + 2),
            (b'~', Some(b'}')) if chinese => (chinese, at) = (false, at + 2),
            (b'\n', _) => {
                text.push('\n');
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
            (b'~', Some(b'\n')) => at += 2,
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
    use super::decode;

    #[test]
    fn it_switches_between_ascii_and_chinese() {
        assert_eq!(decode(b"AI ~{VPND~} ok~~\n~{VP\n~\nx").as_deref(), Ok("AI 中文 ok~\n中\nx"));
    }

    #[test]
    fn what_does_not_fit_is_told_by_its_offset() {
        assert_eq!(decode(b"a\xC8"), Err(1));
        assert_eq!(decode(b"~x"), Err(0));
        assert_eq!(decode(b"~{V~}"), Err(4));
        assert_eq!(decode(b"~{VPN"), Err(4));
    }
}
