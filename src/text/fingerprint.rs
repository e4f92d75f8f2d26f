//! What stays the same, or nearly the same, of a text when its wraps, blanks and the forms of its
//! characters change.

use std::collections::HashSet;

use super::copies::Copies;
use crate::model::sha256_hex;

/// Characters of a shingle. Three Chinese characters are about two words: texts on the same matter share
/// few of them, copies most.
const SHINGLE: usize = 3;

/// The words of a text in their search form, without any blanks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(String);

impl Words {
    /// The words of `texts`, one after the other.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self::of_copies(Copies::of(texts).iter())
    }

    /// The words of texts whose search copies these are.
    pub fn of_copies<'a>(copies: impl IntoIterator<Item = &'a str>) -> Self {
        Self(copies.into_iter().flat_map(str::split_whitespace).collect())
    }

    /// Their SHA-256, lower-case hexadecimal: texts with the same have the same words.
    pub fn hash(&self) -> String {
        sha256_hex(self.0.as_bytes())
    }

    /// Their SimHash (M. Charikar, Similarity estimation techniques from rounding algorithms, STOC 2002;
    /// for copies of pages G. Manku, A. Jain, A. Das Sarma, Detecting near-duplicates for web crawling, WWW
    /// 2007) over all shingles: of two texts it differs in about 64·φ/π bits, φ the angle between their
    /// shingle counts.
    pub fn simhash(&self) -> u64 {
        let mut tally = Tally::default();
        shingles(&self.0, |shingle| tally.add(shingle));
        tally.sign()
    }

    /// The resemblance of two texts (A. Broder, On the resemblance and containment of documents, 1997):
    /// the share of the shingles of either that stand in both, 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "a share of at most some million shingles")]
    pub fn resemblance(&self, other: &Self) -> f64 {
        let set = |words: &Self| {
            let mut set = HashSet::new();
            shingles(&words.0, |shingle| {
                set.insert(shingle);
            });
            set
        };
        let (one, two) = (set(self), set(other));
        let both = one.intersection(&two).count();
        let either = one.len() + two.len() - both;
        match either {
            // Neither is long enough for a shingle.
            0 => f64::from(u8::from(self == other)),
            _ => both as f64 / either as f64,
        }
    }
}

/// Hands over every shingle of the words, spread over 64 bits.
fn shingles(words: &str, mut each: impl FnMut(u64)) {
    let mut window = 0_u64;
    for (n, c) in words.chars().enumerate() {
        // 21 bits hold any code point, 63 bits three of them.
        window = (window << 21 | u64::from(u32::from(c))) & (u64::MAX >> 1);
        if n + 1 >= SHINGLE {
            each(spread(window));
        }
    }
}

/// The finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood, OOPSLA 2014): every bit of the result hangs
/// on every bit of the number. It is part of what is stored and must never change.
const fn spread(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// How often each of 64 bits was set.
struct Tally {
    /// Eight bytes of a word count eight bits at a time; emptied before they overflow.
    packed: [u64; 8],
    in_packed: u8,
    counts: [u64; 64],
    total: u64,
}

impl Default for Tally {
    fn default() -> Self {
        Self { packed: [0; 8], in_packed: 0, counts: [0; 64], total: 0 }
    }
}

/// For each byte, its bits one per byte of a word, the lowest first.
const SPREAD: [u64; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            table[byte] |= ((byte as u64 >> bit) & 1) << (8 * bit);
            bit += 1;
        }
        byte += 1;
    }
    table
};

impl Tally {
    fn add(&mut self, number: u64) {
        for (sum, byte) in self.packed.iter_mut().zip(number.to_le_bytes()) {
            *sum += SPREAD[usize::from(byte)];
        }
        self.total += 1;
        self.in_packed += 1;
        if self.in_packed == u8::MAX {
            self.empty();
        }
    }

    fn empty(&mut self) {
        for (n, sum) in self.packed.iter_mut().enumerate() {
            for (bit, count) in sum.to_le_bytes().into_iter().enumerate() {
                self.counts[8 * n + bit] += u64::from(count);
            }
            *sum = 0;
        }
        self.in_packed = 0;
    }

    /// The bits that were set more often than not.
    fn sign(mut self) -> u64 {
        self.empty();
        let set = self.counts.iter().enumerate().filter(|(_, count)| 2 * **count > self.total);
        set.fold(0, |sign, (bit, _)| sign | 1 << bit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_have_the_same_hash_however_they_are_set() {
        let hash = |texts: &[&str]| Words::of(texts.iter().copied()).hash();
        assert_eq!(hash(&["人工智能 AI，", "第二段“好”。"]), hash(&["人工智能AI，第二段\"好\"。"]));
        assert_eq!(hash(&["人工智能 AI，", "第二段“好”。"]), hash(&["人工智能\u{3000}ＡＩ，\n第二", "段「好」。"]));
        assert_ne!(hash(&["人工智能 AI，", "第二段“好”。"]), hash(&["人工智能 AI，", "第三段“好”。"]));
    }

    #[test]
    fn a_tally_counts_every_bit() {
        let mut tally = Tally::default();
        let mut counts = [0_u64; 64];
        for n in 0..1_000_u64 {
            let number = spread(n);
            tally.add(number);
            (0..64).for_each(|bit| counts[bit] += number >> bit & 1);
        }
        tally.empty();
        assert_eq!((tally.counts, tally.total), (counts, 1_000));
    }

    #[test]
    fn copies_are_near_and_other_texts_are_far() {
        let text =
            |step: u32| -> String { (0..2_000).filter_map(|n| char::from_u32(0x4E00 + n * step % 2999)).collect() };
        let (one, other) = (text(1237), text(2011));
        let copy = one.replace('一', "二") + "本报记者张三报道";
        let words = |text: &str| Words::of([text]);
        let distance = |a: &str, b: &str| (words(a).simhash() ^ words(b).simhash()).count_ones();
        assert_eq!(distance(&one, &one), 0);
        assert!(distance(&one, &copy) <= 6, "{}", distance(&one, &copy));
        assert!(distance(&one, &other) > 18, "{}", distance(&one, &other));
        assert!(words(&one).resemblance(&words(&copy)) > 0.95);
        assert!(words(&one).resemblance(&words(&other)) < 0.05);
        // Half of each: the angle is 60 degrees, a third of the bits differ.
        let half: String = one.chars().take(1_000).chain(other.chars().skip(1_000)).collect();
        let found = words(&one).resemblance(&words(&half));
        assert!((found - 1.0 / 3.0).abs() < 0.02, "{found}");
    }

    #[test]
    fn what_is_too_short_for_shingles_is_only_like_itself() {
        assert_eq!(Words::default().simhash(), 0);
        let like = |one: &str, other: &str| Words::of([one]).resemblance(&Words::of([other]));
        assert!(like("", "").total_cmp(&1.0).is_eq() && like("字", "字").total_cmp(&1.0).is_eq());
        assert!(like("字", "词").total_cmp(&0.0).is_eq() && like("", "字").total_cmp(&0.0).is_eq());
    }
}
