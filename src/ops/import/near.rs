//! Reprints: texts that are nearly the same as one that is there.

use crate::model::DocumentId;

/// Bits in which the SimHashes of near texts may differ: an angle of 20 degrees.
const NEAR: u32 = 7;

/// Documents by their SimHash, found by near ones.
///
/// Of four bands of 16 bits, one at least differs in at most one bit when the whole differs in at most
/// [`NEAR`]; so each band is looked up as it is and with each of its bits turned, and no near document is
/// missed, however many there are.
pub(super) struct NearIndex {
    /// The documents, in the order in which they became known.
    known: Vec<DocumentId>,
    /// By band and its bits: the whole hash of each document, that a look need not leave the list, and its
    /// place in `known`.
    bands: [Vec<Vec<(u64, u32)>>; 4],
    /// Every pattern of at most one of 16 bits.
    turned: Vec<u16>,
}

impl NearIndex {
    pub(super) fn new() -> Self {
        let one = (0..16).map(|bit| 1 << bit);
        let turned = std::iter::once(0).chain(one).collect();
        let bands = std::array::from_fn(|_| vec![Vec::new(); 1 << 16]);
        Self { known: Vec::new(), bands, turned }
    }

    pub(super) fn add(&mut self, simhash: u64, document: DocumentId) {
        let Ok(at) = u32::try_from(self.known.len()) else { return };
        self.known.push(document);
        for (band, key) in self.bands.iter_mut().zip(keys(simhash)) {
            band[usize::from(key)].push((simhash, at));
        }
    }

    /// The nearest known documents, at most `most`, the nearest first, of equals the oldest.
    pub(super) fn near(&self, simhash: u64, most: usize) -> Vec<DocumentId> {
        let mut found: Vec<(u32, u32)> = Vec::new();
        for (band, key) in self.bands.iter().zip(keys(simhash)) {
            for (known, at) in self.turned.iter().flat_map(|turn| &band[usize::from(key ^ turn)]) {
                let distance = (known ^ simhash).count_ones();
                if distance <= NEAR {
                    found.push((distance, *at));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().take(most).map(|(_, at)| self.known[at as usize]).collect()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "16 bits of 64 at a time")]
fn keys(simhash: u64) -> [u16; 4] {
    std::array::from_fn(|band| (simhash >> (16 * band)) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_near_document_is_missed() {
        let mut index = NearIndex::new();
        let base = 0x0123_4567_89AB_CDEF_u64;
        // Turned bits at steps that spread over all bands.
        let turned = |n: u32, step: u32| (0..n).fold(base, |hash, i| hash ^ 1 << (i * step % 64));
        for n in 0..=16 {
            index.add(turned(n, 7), DocumentId(i64::from(n)));
        }
        let found = index.near(base, 100);
        assert_eq!(found, (0..=7).map(DocumentId).collect::<Vec<_>>());
        assert_eq!(index.near(base, 2), [DocumentId(0), DocumentId(1)]);
        assert!(index.near(!base, 100).is_empty());
    }
}
