//! Reading a segment's bytes. Bytes that are no such thing end early and never panic.

use super::Address;
use super::varint::{signed, take};

/// A character and its list.
pub type Entry<'a> = (char, &'a [u8]);

/// The entries of a block, by character; an error where the bytes are damaged.
pub fn entries(mut block: &[u8]) -> impl Iterator<Item = Result<Entry<'_>, Damaged>> {
    std::iter::from_fn(move || {
        if block.is_empty() {
            return None;
        }
        let entry = entry(&mut block).ok_or(Damaged);
        if entry.is_err() {
            block = &[];
        }
        Some(entry)
    })
}

/// Bytes that no builder wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damaged;

fn entry<'a>(block: &mut &'a [u8]) -> Option<Entry<'a>> {
    let character = take(block).and_then(|number| char::from_u32(u32::try_from(number).ok()?))?;
    let length = usize::try_from(take(block)?).ok()?;
    let (list, rest) = block.split_at_checked(length)?;
    *block = rest;
    Some((character, list))
}

/// The list of a character in the block that would hold it; empty if it stands nowhere in the segment.
///
/// # Errors
/// [`Damaged`].
pub fn list_in(block: &[u8], character: char) -> Result<&[u8], Damaged> {
    for entry in entries(block) {
        let (c, list) = entry?;
        if c == character {
            return Ok(list);
        }
    }
    Ok(&[])
}

/// The positions of a list, growing.
#[derive(Debug, Clone)]
pub(super) struct Positions<'a> {
    bytes: &'a [u8],
    behind: u64,
}

impl<'a> Positions<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, behind: 0 }
    }
}

impl Iterator for Positions<'_> {
    type Item = u64;

    #[inline]
    fn next(&mut self) -> Option<u64> {
        self.behind = self.behind.saturating_add(take(&mut self.bytes)?);
        Some(self.behind.saturating_sub(1))
    }
}

/// The paragraphs of a segment whose first has the id `first`: address, first position, length.
pub fn paragraphs(bytes: &[u8], first: i64) -> impl Iterator<Item = (Address, u64, u64)> {
    let mut bytes = bytes;
    let mut at = Address { document: 0, ordinal: 0, id: first.saturating_sub(1) };
    let mut next: u64 = 0;
    std::iter::from_fn(move || {
        let steps = match take(&mut bytes)? {
            0 => (1, 0, 1),
            id => (id.cast_signed(), signed(take(&mut bytes)?), signed(take(&mut bytes)?)),
        };
        let length = take(&mut bytes)?;
        at.id = at.id.wrapping_add(steps.0);
        at.document = at.document.wrapping_add(steps.1);
        at.ordinal = at.ordinal.wrapping_add(steps.2);
        let begin = next;
        next = begin.saturating_add(length).saturating_add(1);
        Some((at, begin, length))
    })
}
