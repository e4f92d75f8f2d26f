//! Reprints: texts that are nearly the same as one that is there.

use crate::model::DocumentId;

/// Bits in which the sketches of near texts may differ: a resemblance of about 0.6.
///
/// Of copies with one paragraph in ten replaced (2,000 texts of ten paragraphs from laws and reports), 98 %
/// differ in at most 13 bits, of those with two in ten 77 %, with five in ten 3 %, with a word changed in
/// every paragraph or another title all; of 100,000 other texts 0.2 do, and each of those costs a comparison
/// in full. Two bits more would find 89 % of two in ten, at ten times as many comparisons.
const NEAR: u32 = 13;

/// Documents by their sketch, found by near ones.
///
/// A sketch is four bands of 16 bits. Each band is looked up as it is and with one or two of its bits
/// turned (multi-probe LSH: Q. Lv and others, VLDB 2007). Whatever differs in at most 11 bits differs in
/// at most two of some band and is never missed; of 12 bits 3 % are missed, of 13 bits 10 %.
pub(super) struct NearIndex {
    /// The first stands for none.
    known: Vec<Known>,
    /// By band and its bits: the place in `known` of the last document that has them, or 0.
    last: [Vec<u32>; BANDS],
    /// Every pattern of at most two of 16 bits.
    turned: Vec<u16>,
}

const BANDS: usize = 4;

/// One document, in the order in which they became known.
struct Known {
    sketch: u64,
    document: DocumentId,
    /// For each band the document before it that has the same bits, as in `last`.
    before: [u32; BANDS],
}

impl NearIndex {
    pub(super) fn new() -> Self {
        let one = || (0..16).map(|bit| 1_u16 << bit);
        let two = one().flat_map(|bit| one().filter(move |other| *other > bit).map(move |other| bit | other));
        let turned = std::iter::once(0).chain(one()).chain(two).collect();
        let none = Known { sketch: 0, document: DocumentId(0), before: [0; BANDS] };
        Self { known: vec![none], last: std::array::from_fn(|_| vec![0; 1 << 16]), turned }
    }

    pub(super) fn add(&mut self, sketch: u64, document: DocumentId) {
        let Ok(place) = u32::try_from(self.known.len()) else { return };
        let mut before = [0; BANDS];
        for ((last, key), before) in self.last.iter_mut().zip(keys(sketch)).zip(&mut before) {
            *before = std::mem::replace(&mut last[usize::from(key)], place);
        }
        self.known.push(Known { sketch, document, before });
    }

    /// The nearest known documents, at most `most`, the nearest first, of equals the oldest.
    pub(super) fn near(&self, sketch: u64, most: usize) -> Vec<DocumentId> {
        let known = |place: &u32| &self.known[*place as usize];
        let distance = |place: &u32| (known(place).sketch ^ sketch).count_ones();
        let (mut found, mut reached): (Vec<(u32, u32)>, Vec<u32>) = (Vec::new(), Vec::new());
        for (band, (last, key)) in self.last.iter().zip(keys(sketch)).enumerate() {
            reached.extend(self.turned.iter().map(|turn| last[usize::from(key ^ turn)]));
            // All at once go back one document each. Followed one by one, each would be waited for: memory answers
            // many questions at a time, if none of them hangs on the answer to another.
            while !reached.is_empty() {
                let near = reached.iter().map(|place| (distance(place), *place));
                found.extend(near.filter(|(distance, place)| *distance <= NEAR && *place > 0));
                reached.iter_mut().for_each(|place| *place = known(place).before[band]);
                reached.retain(|place| *place > 0);
            }
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().take(most).map(|(_, place)| known(&place).document).collect()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "16 bits of 64 at a time")]
fn keys(sketch: u64) -> [u16; BANDS] {
    std::array::from_fn(|band| (sketch >> (16 * band)) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Words;

    #[test]
    fn no_near_document_is_missed() {
        let mut index = NearIndex::new();
        let base = 0x0123_4567_89AB_CDEF_u64;
        // Turned bits at steps that spread over all bands.
        let turned = |n: u32, step: u32| (0..n).fold(base, |hash, i| hash ^ 1 << (i * step % 64));
        for n in 0..=20 {
            index.add(turned(n, 7), DocumentId(i64::from(n)));
        }
        let found = index.near(base, 100);
        assert_eq!(found[..12], (0..=11).map(DocumentId).collect::<Vec<_>>());
        assert!(found.iter().all(|id| id.0 <= i64::from(NEAR)));
        assert_eq!(index.near(base, 2), [DocumentId(0), DocumentId(1)]);
        assert!(index.near(!base, 100).is_empty());
    }

    /// Numbers without an end, the same at every run.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, n: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % n
        }

        /// A paragraph of words from a small stock, as texts on one matter have them.
        fn paragraph(&mut self) -> String {
            const WORDS: [&str; 24] = [
                "人工智能",
                "发展",
                "算力",
                "建设",
                "数据",
                "企业",
                "我市",
                "推进",
                "产业",
                "政策",
                "服务",
                "平台",
                "人才",
                "创新",
                "加快",
                "完善",
                "机制",
                "的",
                "和",
                "应用场景",
                "支持",
                "重点",
                "高质量",
                "项目",
            ];
            let n = 20 + self.below(40);
            (0..n).map(|_| WORDS[usize::try_from(self.below(24)).unwrap_or(0)]).collect()
        }
    }

    /// Of 200 texts of ten paragraphs, of how many a copy is found of which so many are others.
    fn found(replaced: usize) -> usize {
        let (mut dice, mut index, mut copies) = (Dice(42), NearIndex::new(), Vec::new());
        for n in 0..200 {
            let text: Vec<String> = (0..10).map(|_| dice.paragraph()).collect();
            let mut copy = text.clone();
            copy.iter_mut().take(replaced).for_each(|paragraph| *paragraph = dice.paragraph());
            let sketch = |text: &[String]| Words::of(text.iter().map(String::as_str)).sketch().unwrap_or_default();
            index.add(sketch(&text), DocumentId(n));
            copies.push((DocumentId(n), sketch(&copy)));
        }
        copies.iter().filter(|(id, copy)| index.near(*copy, 3).contains(id)).count()
    }

    #[test]
    fn reprints_are_found_although_a_paragraph_is_another() {
        let found = [1, 2, 10].map(found);
        assert!(found[0] >= 190 && found[1] >= 120 && found[2] == 0, "{found:?}");
    }
}
