//! Decoding that loses nothing: the first sequence that does not fit ends it.

use encoding_rs::{DecoderResult, Encoding, UTF_8};

/// A decoded text, with how many bytes of a cut last character stand behind it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Strict {
    /// The text.
    pub(super) text: String,
    /// Bytes at the end that begin a character and do not end it, 0–3.
    pub(super) tail: usize,
}

/// Decodes all of `bytes`; a byte order mark is taken as a character.
///
/// # Errors
/// The offset of the first malformed sequence. A character cut by the end of the bytes is none, as
/// long as another stands before it.
pub(super) fn strict(bytes: &[u8], encoding: &'static Encoding) -> Result<Strict, usize> {
    if encoding == UTF_8 {
        return utf8(bytes);
    }
    let (text, whole) = run(bytes, encoding)?;
    if whole {
        return Ok(Strict { text, tail: 0 });
    }
    for tail in 1..=3.min(bytes.len()) {
        if let Ok((text, true)) = run(&bytes[..bytes.len() - tail], encoding)
            && !text.is_empty()
        {
            return Ok(Strict { text, tail });
        }
    }
    Err(bytes.len().saturating_sub(1))
}

/// [`strict`] for UTF-8, which is not decoded, only looked at.
fn utf8(bytes: &[u8]) -> Result<Strict, usize> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Strict { text: text.to_owned(), tail: 0 }),
        Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => {
            let (whole, tail) = bytes.split_at(error.valid_up_to());
            Ok(Strict { text: String::from_utf8_lossy(whole).into_owned(), tail: tail.len() })
        }
        Err(error) => Err(error.valid_up_to()),
    }
}

/// The text of whole characters, and whether the bytes end where a character ends.
fn run(bytes: &[u8], encoding: &'static Encoding) -> Result<(String, bool), usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2 + 16);
    let mut at = 0;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(&bytes[at..], &mut text, false);
        at += read;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve((bytes.len() - at) * 3 + 16),
            DecoderResult::Malformed(bad, after) => {
                return Err(at.saturating_sub(usize::from(bad) + usize::from(after)));
            }
        }
    }
    text.reserve(16);
    let (end, _) = decoder.decode_to_string_without_replacement(&[], &mut text, true);
    Ok((text, matches!(end, DecoderResult::InputEmpty)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GB18030, UTF_16BE, UTF_16LE};

    #[test]
    fn a_cut_last_character_is_measured_at_each_of_its_bytes() {
        let text = "算力𠮷";
        let utf16 = |swap: bool| -> Vec<u8> {
            text.encode_utf16().flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        let (gb, _, _) = GB18030.encode(text);
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), UTF_8),
            (gb.into_owned(), GB18030),
            (utf16(false), UTF_16LE),
            (utf16(true), UTF_16BE),
        ] {
            for tail in 1..=3 {
                let cut = &bytes[..bytes.len() - 4 + tail];
                let want = Ok(Strict { text: "算力".to_owned(), tail });
                assert_eq!(strict(cut, encoding), want, "{} {tail}", encoding.name());
            }
            assert_eq!(strict(&bytes, encoding), Ok(Strict { text: text.to_owned(), tail: 0 }));
        }
        assert_eq!(strict(b"\xBA\xE2\xA4", BIG5), Ok(Strict { text: "算".to_owned(), tail: 1 }));
    }

    #[test]
    fn what_does_not_fit_is_told_by_its_offset() {
        assert_eq!(strict(b"ok\xC8\xCB\xFF\xB9\xA4", GB18030), Err(4));
        assert_eq!(strict(b"ok\xC8\x20\xB9\xA4", GB18030), Err(2));
        assert_eq!(strict(b"ok\xED\xA0\x80", UTF_8), Err(2));
        assert_eq!(strict(b"a\0\x00\xD8b\0", UTF_16LE), Err(2));
        for encoding in [UTF_8, GB18030, BIG5] {
            assert_eq!(strict(b"\xE4", encoding), Err(0), "nothing but a tail: {}", encoding.name());
            assert_eq!(strict(b"", encoding), Ok(Strict { text: String::new(), tail: 0 }));
        }
    }
}
