//! Words in the lists: where characters stand in a row.

use super::read::Positions;
use super::varint::put;

/// Positions at which words begin, or may begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Starts {
    /// The positions, growing.
    pub positions: Vec<u64>,
    /// Whether the words really stand at each; if not, the texts must be asked.
    pub exact: bool,
}

/// A look at one text costs as much as reading about so many bytes of a list.
const TEXT: usize = 500;

/// Where the characters stand in a row, given the list of each in the order of the words.
///
/// The rarest character goes first. Once few places are left and long lists still to be read, looking at
/// the texts is cheaper than reading on; `may_guess` allows to stop there.
pub fn starts(lists: &[&[u8]], may_guess: bool) -> Starts {
    let mut order: Vec<(u64, &[u8])> = (0..).zip(lists.iter().copied()).collect();
    order.sort_by_key(|(_, list)| list.len());
    let mut order = order.into_iter();
    let Some((offset, rarest)) = order.next() else { return Starts { positions: Vec::new(), exact: true } };
    let mut positions: Vec<u64> = Vec::with_capacity(rarest.len());
    positions.extend(Positions::new(rarest).filter_map(|position| position.checked_sub(offset)));
    for (offset, list) in order {
        if positions.is_empty() {
            break;
        }
        if may_guess && positions.len() * TEXT < list.len() {
            return Starts { positions, exact: false };
        }
        let mut there = Positions::new(list);
        let mut at = there.next();
        positions.retain(|start| {
            while at.is_some_and(|position| position < start + offset) {
                at = there.next();
            }
            at == Some(start + offset)
        });
    }
    Starts { positions, exact: true }
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
