//! Words in the lists: where characters stand in a row.

use super::read::Positions;
use super::varint::put;

/// Positions at which words begin, or may begin: narrowed down by the list of one character after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Starts {
    positions: Vec<u64>,
}

/// A look at one text costs as much as reading about so many bytes of lists.
const TEXT: usize = 500;

impl Starts {
    /// Where words may begin that have a character of this list `offset` characters behind their first.
    /// Begun with the shortest list, the least is read.
    pub fn new(offset: u64, list: &[u8]) -> Self {
        let mut positions = Vec::with_capacity(list.len());
        positions.extend(Positions::new(list).filter_map(|position| position.checked_sub(offset)));
        Self { positions }
    }

    /// Keeps the positions that have a character of this list at `offset`.
    pub fn narrow(&mut self, offset: u64, list: &[u8]) {
        let mut there = Positions::new(list);
        let mut at = there.next();
        self.positions.retain(|start| {
            while at.is_some_and(|position| position < start + offset) {
                at = there.next();
            }
            at == Some(start + offset)
        });
    }

    /// Whether it is cheaper to look at the texts themselves than to read so many bytes of lists.
    pub fn are_few_beside(&self, bytes: usize) -> bool {
        self.positions.len().saturating_mul(TEXT) < bytes
    }

    /// The positions, growing.
    pub fn positions(&self) -> &[u64] {
        &self.positions
    }
}

/// The lists of several characters as the list of any of them.
pub fn united(lists: &[&[u8]]) -> Vec<u8> {
    let mut positions: Vec<u64> = lists.iter().flat_map(|list| Positions::new(list)).collect();
    positions.sort_unstable();
    let mut bytes = Vec::with_capacity(lists.iter().map(|list| list.len()).sum());
    let mut behind = 0;
    for position in positions {
        put(&mut bytes, position + 1 - behind);
        behind = position + 1;
    }
    bytes
}
