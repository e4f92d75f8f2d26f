//! What the streams of a PDF grow to, measured before anything is made of them: the library inflates a
//! stream as a whole, however large it becomes.

use std::io::{BufReader, Read};

use flate2::bufread::{DeflateDecoder, ZlibDecoder};

use super::lzw;
use crate::intake::FileProblem;
use crate::intake::package::{MAX_ENTRY, refuse};

/// Most bytes that all streams together grow to, pictures left out.
const MAX_ALL: u64 = 256 * 1024 * 1024;
/// How far before its data the dictionary of a stream is looked for, in bytes.
const DICTIONARY: usize = 4096;
/// How often data may be packed over again.
const MOST_LAYERS: usize = 4;

/// Refuses a file whose streams would grow beyond what any page holds. Told from the bytes as they
/// stand, so that streams which lie about themselves, or are encrypted, get past; these meet the limits
/// of the process that reads.
///
/// # Errors
/// [`FileProblem::Format`] with the size.
pub(super) fn check(pdf: &[u8]) -> Result<(), FileProblem> {
    let mut left = MAX_ALL;
    for at in memchr::memmem::find_iter(pdf, b"stream") {
        let before = &pdf[at.saturating_sub(DICTIONARY)..at];
        let dictionary = memchr::memmem::rfind(before, b" obj").map_or(before, |from| &before[from..]);
        if before.ends_with(b"end") || is_picture(dictionary) {
            continue;
        }
        let data = &pdf[at + b"stream".len()..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let bomb = || refuse("it is packed so that it grows beyond any page, as only bombs are");
        let deflated = named(dictionary, &[b"FlateDecode", b"Fl"]);
        for layers in 1..=deflated {
            left -= grown(data, layers, left.min(MAX_ENTRY)).ok_or_else(bomb)?;
        }
        if deflated == 0 && named(dictionary, &[b"LZWDecode", b"LZW"]) > 0 {
            let end = memchr::memmem::find(data, b"endstream").unwrap_or(data.len());
            left -= lzw::grown(&data[..end], left.min(MAX_ENTRY)).ok_or_else(bomb)?;
        }
    }
    Ok(())
}

/// How often one of these names stands in a dictionary.
fn named(dictionary: &[u8], wanted: &[&[u8]]) -> usize {
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"/[]<>()%".contains(byte);
    let names = dictionary.split(|byte| *byte == b'/').skip(1);
    names.filter(|name| name.split(is_end).next().is_some_and(|name| wanted.contains(&name))).count()
}

/// Whether a dictionary is that of a picture, which is never looked at.
fn is_picture(dictionary: &[u8]) -> bool {
    memchr::memmem::find_iter(dictionary, b"/Subtype").any(|at| {
        let value = dictionary[at + b"/Subtype".len()..].trim_ascii_start();
        value.starts_with(b"/Image")
    })
}

/// How many bytes come of data that was packed so many times, as far as it can be unpacked; `None` when
/// they are more than `limit`.
fn grown(data: &[u8], layers: usize, limit: u64) -> Option<u64> {
    if layers > MOST_LAYERS {
        return None;
    }
    let zlib = |data: &[u8]| matches!(data, [8 | 0x18 | 0x28 | 0x38 | 0x48 | 0x58 | 0x68 | 0x78, ..]);
    let mut reader: Box<dyn Read + '_> =
        if zlib(data) { Box::new(ZlibDecoder::new(data)) } else { Box::new(DeflateDecoder::new(data)) };
    for _ in 1..layers {
        reader = Box::new(ZlibDecoder::new(BufReader::new(reader)));
    }
    let (mut sum, mut buffer) = (0, vec![0; 64 * 1024]);
    // Where it breaks off, so does whoever reads it.
    while let Ok(n @ 1..) = reader.read(&mut buffer) {
        sum += n as u64;
        if sum > limit {
            return None;
        }
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, ZlibEncoder};

    use super::*;

    fn packed(mebibytes: usize) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        for _ in 0..mebibytes {
            encoder.write_all(&vec![b' '; 1 << 20]).expect("packed");
        }
        encoder.finish().expect("packed")
    }

    fn refused(filter: &str, data: &[u8], times: usize) -> bool {
        let one = [format!("1 0 obj\n<</Length 9{filter}>>stream\r\n").as_bytes(), data, b"\nendstream"].concat();
        check(&one.repeat(times)).is_err()
    }

    #[test]
    fn streams_are_measured_as_they_say_they_are_packed() {
        let once = "/Filter/FlateDecode";
        let most = packed(64);
        assert!(!refused(once, &most, 4), "as much as may be");
        assert!(refused(once, &most, 5), "too much in all");
        let more = packed(65);
        assert!(refused(once, &more, 1));
        assert!(refused("/Filter [ /Fl ]", &more, 1));
        assert!(!refused("", &more, 1), "nobody unpacks it");
        assert!(!refused("/Type/XObject/Subtype /Image/Filter/FlateDecode", &more, 1), "a picture");
        assert!(!refused(once, b"not packed at all", 1));
    }

    #[test]
    fn what_lzw_packs_is_measured_too() {
        // Each code is the one that is made by it: a run that grows by one, up to the last of 12 bits.
        let mut codes: Vec<u16> = Vec::new();
        while codes.len() < 70_000 {
            codes.extend([256, 0]);
            codes.extend(258..4095);
        }
        let packed = lzw::tests::packed(&codes);
        assert!(packed.len() < 128 * 1024);
        assert!(refused("/Filter/LZWDecode", &packed, 1));
        assert!(refused("/Filter [/LZW]", &packed, 1));
        assert!(!refused("/Filter /LZWDecode", &lzw::tests::packed(&codes[..3_000]), 9));
    }

    #[test]
    fn bombs_in_disguise_are_found() {
        let inner = packed(65);
        let mut outer = ZlibEncoder::new(Vec::new(), Compression::best());
        outer.write_all(&inner).expect("packed");
        let twice = outer.finish().expect("packed");
        assert!(!refused("/Filter[/FlateDecode]", &twice, 1));
        assert!(refused("/Filter[/FlateDecode/FlateDecode]", &twice, 1));
        assert!(refused("/Filter[/FlateDecode/FlateDecode]", &inner, 1), "what comes between counts");
        assert!(refused(&format!("/Filter[{}]", "/FlateDecode".repeat(5)), &packed(1), 1));
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::best());
        bare.write_all(&vec![0; 65 << 20]).expect("packed");
        assert!(refused("/Filter/FlateDecode", &bare.finish().expect("packed"), 1));
    }
}
