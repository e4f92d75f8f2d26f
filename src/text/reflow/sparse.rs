//! The JSON of what is known of lines: only lines of which something is, each with its number.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{LineHint, Place};
use crate::model::ParagraphKind;

/// Lines that are told of at most. A document has far fewer; but the numbers come back from a file that
/// anybody may have written, and must not ask for more memory than there is.
const MOST: usize = 2_000_000;

/// One line with its number, from 1.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    n: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<ParagraphKind>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    joined: bool,
    /// Page, left, right, base line, size, bold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<(u32, f32, f32, f32, f32, bool)>,
}

/// Whether nothing is known of any line.
pub(super) fn says_nothing(lines: &[LineHint]) -> bool {
    lines.iter().all(|line| *line == LineHint::default())
}

pub(super) fn serialize<S: Serializer>(lines: &[LineHint], to: S) -> Result<S::Ok, S::Error> {
    let told = lines.iter().take(MOST).zip(1..).filter(|(line, _)| **line != LineHint::default());
    to.collect_seq(told.map(|(line, n)| Told {
        n,
        kind: line.kind,
        joined: line.joined,
        at: line.place.map(|place| (place.page, place.left, place.right, place.base, place.size, place.bold)),
    }))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<LineHint>, D::Error> {
    let told = Vec::<Told>::deserialize(from)?;
    let last = told.iter().map(|line| line.n).max().unwrap_or(0);
    if last > MOST || told.iter().any(|line| line.n == 0) {
        return Err(D::Error::custom("a line that no text has"));
    }
    let mut lines = vec![LineHint::default(); last];
    for Told { n, kind, joined, at } in told {
        let place = at.map(|(page, left, right, base, size, bold)| Place { page, left, right, base, size, bold });
        lines[n - 1] = LineHint { kind, place, joined };
    }
    Ok(lines)
}
