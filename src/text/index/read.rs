//! Reading a segment's bytes. Bytes that are no such thing end early and never panic.

use super::Address;
use super::build::before;
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

/// The paragraphs of a segment, told by document: a look for few places passes over most of them.
#[derive(Debug, Clone)]
pub struct Paragraphs<'a> {
    runs: &'a [u8],
    lengths: &'a [u8],
    /// The paragraph before.
    at: Address,
    /// The first position of the next paragraph.
    next: u64,
    /// Paragraphs of this run that are still to come.
    left: u64,
    /// The paragraph behind this run, without its address: first position and lengths.
    behind: (u64, &'a [u8]),
}

impl<'a> Paragraphs<'a> {
    /// The paragraphs of a segment that answers for ids from `first` on.
    pub fn new(mut bytes: &'a [u8], first: i64) -> Self {
        let runs = take(&mut bytes).and_then(|length| bytes.split_at_checked(usize::try_from(length).ok()?));
        let (runs, lengths) = runs.unwrap_or_default();
        Self { runs, lengths, at: before(first), next: 0, left: 0, behind: (0, lengths) }
    }

    /// The next paragraph that ends behind `position`: address, first position, length.
    pub fn next_behind(&mut self, position: u64) -> Option<(Address, u64, u64)> {
        loop {
            if self.left == 0 || self.behind.0 <= position {
                self.next_run()?;
                continue;
            }
            let (at, begin, length) = self.next_of_run()?;
            if begin.saturating_add(length) > position {
                return Some((at, begin, length));
            }
        }
    }

    /// Passes over the rest of the run.
    fn next_run(&mut self) -> Option<()> {
        let left = self.left.cast_signed();
        self.at.id = self.at.id.wrapping_add(left);
        self.at.ordinal = self.at.ordinal.wrapping_add(left);
        (self.next, self.lengths) = self.behind;
        let [id, document, ordinal, paragraphs, positions, bytes] = numbers_of_run(&mut self.runs)?;
        let (document, ordinal, bytes) = (signed(document), signed(ordinal), usize::try_from(bytes).ok()?);
        // The first of the run is told from the one before; the others follow.
        self.at.id = self.at.id.wrapping_add(id.cast_signed()).wrapping_sub(1);
        self.at.document = self.at.document.wrapping_add(document);
        self.at.ordinal = self.at.ordinal.wrapping_add(ordinal).wrapping_sub(1);
        self.left = paragraphs;
        self.behind = (self.next.saturating_add(positions), self.lengths.get(bytes..)?);
        Some(())
    }

    fn next_of_run(&mut self) -> Option<(Address, u64, u64)> {
        let length = take(&mut self.lengths)?;
        self.at.id = self.at.id.wrapping_add(1);
        self.at.ordinal = self.at.ordinal.wrapping_add(1);
        self.left -= 1;
        let begin = self.next;
        self.next = begin.saturating_add(length).saturating_add(1);
        Some((self.at, begin, length))
    }
}

/// What is noted of a run: steps of id, document and ordinal, paragraphs, positions, bytes of lengths.
///
/// Nearly every run is that of a document which is not very long: one byte each and two for the positions.
/// To pass over many such runs is most of the work for a rare word, so they are read at one go.
fn numbers_of_run(runs: &mut &[u8]) -> Option<[u64; 6]> {
    const FOLLOWED: u64 = 0x0080_8080_8080_8080;
    if let Some(first) = runs.first_chunk() {
        let word = u64::from_le_bytes(*first);
        if word & FOLLOWED == 0x80 << 32 {
            *runs = &runs[7..];
            let byte = |n: u32| word >> (8 * n) & 0x7F;
            return Some([byte(0), byte(1), byte(2), byte(3), byte(4) | byte(5) << 7, byte(6)]);
        }
    }
    numbers_one_by_one(runs)
}

fn numbers_one_by_one(runs: &mut &[u8]) -> Option<[u64; 6]> {
    let mut numbers = [0; 6];
    for number in &mut numbers {
        *number = take(runs)?;
    }
    Some(numbers)
}

impl Iterator for Paragraphs<'_> {
    type Item = (Address, u64, u64);

    fn next(&mut self) -> Option<Self::Item> {
        while self.left == 0 {
            self.next_run()?;
        }
        self.next_of_run()
    }
}

/// The characters of a segment in a row of `length`, put together again from all its lists; `None` where
/// the gaps are. `None` as a whole if the bytes are damaged: a position out of the row or taken twice.
pub fn character_row<B: AsRef<[u8]>>(blocks: &[B], length: u64) -> Option<Vec<Option<char>>> {
    // No builder makes one as long as this; damaged bytes must not fill the memory.
    let length = usize::try_from(length).ok().filter(|length| *length < 1 << 27)?;
    let mut row = vec![None; length];
    for block in blocks {
        for entry in entries(block.as_ref()) {
            let (c, list) = entry.ok()?;
            for position in Positions::new(list) {
                let place = row.get_mut(usize::try_from(position).ok()?)?;
                if place.replace(c).is_some() {
                    return None;
                }
            }
        }
    }
    Some(row)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::varint::put;
    use super::{numbers_of_run, numbers_one_by_one};

    proptest! {
        #[test]
        fn at_one_go_or_one_by_one_is_the_same(
            numbers in prop::array::uniform6(prop_oneof![4 => 0..0x80_u64, 2 => 0x80..0x4000_u64, 1 => any::<u64>()]),
            usual: bool, behind in prop::collection::vec(any::<u8>(), 0..12),
        ) {
            let mut numbers = numbers;
            if usual {
                numbers = numbers.map(|number| number & 0x7F);
                numbers[4] |= 0x400;
            }
            let mut bytes = Vec::new();
            numbers.iter().for_each(|number| put(&mut bytes, *number));
            bytes.extend(&behind);
            let (mut quick, mut slow) = (bytes.as_slice(), bytes.as_slice());
            prop_assert_eq!(numbers_of_run(&mut quick), Some(numbers));
            prop_assert_eq!(numbers_one_by_one(&mut slow), Some(numbers));
            prop_assert_eq!(quick, &behind[..]);
            // Bytes that nobody wrote end in the same way, too.
            let (mut quick, mut slow) = (behind.as_slice(), behind.as_slice());
            prop_assert_eq!(numbers_of_run(&mut quick), numbers_one_by_one(&mut slow));
        }
    }
}
