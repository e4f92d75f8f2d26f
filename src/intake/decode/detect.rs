//! Which encoding bytes are in when no one says.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memchr;

use super::name::{FOREIGN, WEIGHED, shown};
use super::weigh::{chance, weight, weight_of, western};
use crate::intake::FileProblem;

/// How much more likely than every other a reading must be to be taken: e to the power of this many
/// hundredths. Below it the text is refused with the question which encoding it is in. ADR 7 has the
/// measurements it was chosen by.
pub(super) const SURE: i64 = 600;

/// How many bytes are weighed, from the first that is not ASCII on: some thousand characters leave no
/// doubt, and each is weighed in ten ways.
const SAMPLE: usize = 4 * 1024;

/// Text this short may look like ASCII and be UTF-16.
const SHORT: usize = 64;

/// The encoding of a text without a byte order mark.
///
/// # Errors
/// [`FileProblem::UnknownEncoding`] where the evidence is thin or speaks for none of the encodings of
/// Chinese.
pub(super) fn detect(bytes: &[u8]) -> Result<&'static Encoding, FileProblem> {
    let utf8 = std::str::from_utf8(bytes).is_ok();
    let nul = memchr(0, bytes).is_some();
    let twos = bytes.len().is_multiple_of(2);
    if utf8 && !nul && (bytes.len() > SHORT || !twos) {
        return Ok(UTF_8);
    }
    if let Err(error) = std::str::from_utf8(bytes)
        && begins_as_utf8(&bytes[..error.valid_up_to()])
    {
        return Ok(UTF_8);
    }
    let sample = sample(bytes);
    let mut weights = WEIGHED.map(|encoding| (weight(sample, encoding), encoding));
    let (best, winner) =
        weights.into_iter().fold((i64::MIN, UTF_8), |best, next| if next.0 > best.0 { next } else { best });
    let foreign = FOREIGN
        .map(|encoding| (weight(sample, encoding), Some(encoding.name())))
        .into_iter()
        .chain([(western(sample), Some("windows-1252")), (chance(sample), None)])
        .fold((i64::MIN, None), |best, next| if next.0 > best.0 { next } else { best });
    weights.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let near = weights.iter().filter(|(weight, _)| best - weight < SURE);
    let sure = near.clone().count() == 1 && best - foreign.0 >= SURE;
    if utf8 && (winner == UTF_8 || !twos && !sure) {
        // With a NUL in it, the text is refused for that, not for its encoding.
        return Ok(UTF_8);
    }
    if !sure {
        let candidates = match foreign {
            (weight, name) if weight > best => name.into_iter().map(Into::into).collect(),
            _ => near.take(3).map(|(_, encoding)| shown(encoding).into()).collect(),
        };
        return Err(FileProblem::UnknownEncoding { candidates });
    }
    Ok(winner)
}

/// Which of the two byte orders of UTF-16 is the likelier.
pub(super) fn byte_order(bytes: &[u8]) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if weight(sample, UTF_16BE) > weight(sample, UTF_16LE) { UTF_16BE } else { UTF_16LE }
}

/// Whether what comes before the first fault of UTF-8 is surely UTF-8, so that the fault is told.
fn begins_as_utf8(valid: &[u8]) -> bool {
    let sample = sample(valid);
    let weights = [weight(sample, GB18030), weight(sample, BIG5), western(sample), chance(sample)];
    weights.iter().all(|other| weight(sample, UTF_8) > other + SURE)
}

/// What is weighed: from the first byte that is not plain ASCII on, at an even place for UTF-16.
fn sample(bytes: &[u8]) -> &[u8] {
    let strange = bytes.iter().position(|byte| !byte.is_ascii() || *byte == 0).unwrap_or(0);
    // Some words of the line before it show what the ASCII around it is.
    let from = strange.saturating_sub(SHORT) & !1;
    let sample = &bytes[from..];
    &sample[..sample.len().min(SAMPLE)]
}

/// The first line, from 1, of a text read as `encoding` that is surely in another one, with the name
/// of that: files glued together. Decoding alone finds no fault where GB18030 and Big5 read nearly
/// every pair of bytes.
pub(super) fn foreign_line(bytes: &[u8], text: &str, encoding: &'static Encoding) -> Option<(usize, &'static str)> {
    if encoding != GB18030 && encoding != BIG5 {
        return None;
    }
    let lines = bytes.split(|byte| *byte == b'\n').zip(text.split('\n'));
    lines.enumerate().find_map(|(at, (line, read))| {
        if line.is_ascii() {
            return None;
        }
        let own = weight_of(read);
        if own >= chance(line) {
            return None;
        }
        let better = |other: &&'static Encoding| match std::str::from_utf8(line) {
            Ok(text) if *other == UTF_8 => weight_of(text) > own + SURE,
            _ if *other == UTF_8 => false,
            _ => *other != encoding && weight(line, other) > own + SURE,
        };
        [UTF_8, GB18030, BIG5].into_iter().find(better).map(|other| (at + 1, shown(other)))
    })
}
