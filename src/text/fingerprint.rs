//! What stays the same, or nearly the same, of a text when its wraps, blanks and the forms of its
//! characters change.

use super::copies::Copies;
use super::ideographs::split_ideographs;
use crate::model::sha256_hex;

/// Characters of a shingle by which texts are compared. Three Chinese characters are about two words: texts
/// on the same matter share few of them, copies most.
const SHINGLE: usize = 3;

/// Characters of a shingle of the sketch: more, so that the set phrases of a field are not told as copies.
const SKETCHED: usize = 5;

/// Bits of the sketch.
const BINS: usize = 64;

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
        let mut words = String::new();
        for copy in copies {
            let mut rest = copy;
            loop {
                let (han, others) = split_ideographs(rest);
                words.push_str(han);
                let mut chars = others.chars();
                let Some(c) = chars.next() else { break };
                if !c.is_whitespace() {
                    words.push(c);
                }
                rest = chars.as_str();
            }
        }
        Self(words)
    }

    /// Their SHA-256, lower-case hexadecimal: texts with the same have the same words.
    pub fn hash(&self) -> String {
        sha256_hex(self.0.as_bytes())
    }

    /// 64 bits of which near texts share nearly all; `None` for texts too short for a shingle.
    ///
    /// One bit of each of 64 MinHashes (P. Li, A. C. König, b-bit minwise hashing, WWW 2010): of two texts
    /// with the resemblance `r` about 32·(1 − r) bits differ. They come from one hash of each shingle, which
    /// falls into one of 64 bins (P. Li, A. Owen, C.-H. Zhang, One permutation hashing, NIPS 2012); a bin that
    /// stays empty, as in short texts, takes the least of a hash of its own over all shingles.
    pub fn sketch(&self) -> Option<u64> {
        let mut least = [u64::MAX; BINS];
        let hashes = |each: &mut dyn FnMut(u64)| windows::<SKETCHED>(&self.0, |window| each(spread(fold(window))));
        hashes(&mut |hash| {
            // The upper bits choose the bin; within it they are the same for all.
            let bin = &mut least[(hash >> 58) as usize];
            *bin = hash.min(*bin);
        });
        let empty: Vec<usize> = (0..BINS).filter(|bin| least[*bin] == u64::MAX).collect();
        if empty.len() == BINS {
            return None;
        }
        if !empty.is_empty() {
            hashes(&mut |hash| {
                for bin in &empty {
                    least[*bin] = least[*bin].min(spread(hash ^ *bin as u64));
                }
            });
        }
        Some(least.iter().rev().fold(0, |sketch, hash| sketch << 1 | hash & 1))
    }

    /// Its different shingles, for comparing it closely.
    pub fn shingles(&self) -> Shingles {
        let mut shingles = Vec::new();
        windows::<SHINGLE>(&self.0, |window| shingles.push(fold(window)));
        shingles.sort_unstable();
        shingles.dedup();
        Shingles(shingles)
    }
}

/// The different shingles of a text, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shingles(Vec<u64>);

impl Shingles {
    /// The resemblance of two texts (A. Broder, On the resemblance and containment of documents, 1997):
    /// the share of the shingles of either that stand in both, 0 to 1; 0 when neither has any.
    #[expect(clippy::cast_precision_loss, reason = "a share of at most some million shingles")]
    pub fn resemblance(&self, other: &Self) -> f64 {
        let (mut one, mut two, mut both) = (&self.0[..], &other.0[..], 0);
        while let ([first, rest @ ..], [second, rest_of_two @ ..]) = (one, two) {
            both += usize::from(first == second);
            (one, two) = (if first <= second { rest } else { one }, if second <= first { rest_of_two } else { two });
        }
        let either = self.0.len() + other.0.len() - both;
        if either == 0 { 0.0 } else { both as f64 / either as f64 }
    }
}

/// Hands over every `N` characters that follow one another, 21 bits each, which hold any code point.
fn windows<const N: usize>(words: &str, mut each: impl FnMut(u128)) {
    let mut window = 0_u128;
    for (n, c) in words.chars().enumerate() {
        window = (window << 21 | u128::from(u32::from(c))) & ((1 << (21 * N)) - 1);
        if n + 1 >= N {
            each(window);
        }
    }
}

/// A window as 64 bits; three characters stay as they are.
#[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
const fn fold(window: u128) -> u64 {
    window as u64 ^ ((window >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood, OOPSLA 2014): every bit of the result hangs
/// on every bit of the number. It is part of what is stored and must never change.
const fn spread(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Texts one after the other without white space, but for one blank where it parts two Latin letters or digits:
/// what two texts share that differ in nothing but how they are set.
pub fn without_blanks<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut joined = String::new();
    for word in texts.into_iter().flat_map(str::split_whitespace) {
        let latin = |c: char| c.is_ascii_alphanumeric();
        if joined.ends_with(latin) && word.starts_with(latin) {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_differ_in_blanks_alone_are_the_same() {
        let same = |one: &[&str], other: &str| without_blanks(one.iter().copied()) == without_blanks([other]);
        assert!(same(&["人工智能 AI，", "　　第二段"], "人工智能AI，第二段"));
        assert!(same(&["2024", "big data"], "2024 big\ndata"));
        for (one, other) in [("m²", "m2"), ("①", "1"), ("US", "us"), ("now here", "nowhere"), ("，", ",")] {
            assert!(!same(&[one], other), "{one}");
        }
    }

    #[test]
    fn the_same_words_have_the_same_hash_however_they_are_set() {
        let hash = |texts: &[&str]| Words::of(texts.iter().copied()).hash();
        assert_eq!(hash(&["人工智能 AI，", "第二段“好”。"]), hash(&["人工智能AI，第二段\"好\"。"]));
        assert_eq!(hash(&["人工智能 AI，", "第二段“好”。"]), hash(&["人工智能\u{3000}ＡＩ，\n第二", "段「好」。"]));
        assert_ne!(hash(&["人工智能 AI，", "第二段“好”。"]), hash(&["人工智能 AI，", "第三段“好”。"]));
    }

    fn text(step: u32) -> String {
        (0..2_000).filter_map(|n| char::from_u32(0x4E00 + n * step % 2999)).collect()
    }

    fn distance(one: &str, other: &str) -> u32 {
        let sketch = |text: &str| Words::of([text]).sketch().expect("it is long enough");
        (sketch(one) ^ sketch(other)).count_ones()
    }

    fn resemblance(one: &str, other: &str) -> f64 {
        Words::of([one]).shingles().resemblance(&Words::of([other]).shingles())
    }

    #[test]
    fn copies_are_near_and_other_texts_are_far() {
        let (one, other) = (text(1237), text(2011));
        let copy = one.replace('一', "二") + "本报记者张三报道";
        assert_eq!(distance(&one, &one), 0);
        assert!(distance(&one, &copy) <= 6, "{}", distance(&one, &copy));
        assert!(distance(&one, &other) > 18, "{}", distance(&one, &other));
        assert!(resemblance(&one, &copy) > 0.95);
        assert!(resemblance(&one, &other) < 0.05);
        // Half of each: a third of their shingles stand in both, so a third of the bits differ.
        let half: String = one.chars().take(1_000).chain(other.chars().skip(1_000)).collect();
        let found = resemblance(&one, &half);
        assert!((found - 1.0 / 3.0).abs() < 0.02, "{found}");
        assert!((15..=27).contains(&distance(&one, &half)), "{}", distance(&one, &half));
    }

    #[test]
    fn short_texts_are_told_apart() {
        assert!(distance("一区有建议。", "二区有建议。") > 13);
        let all = ["会议强调要抓好落实", "会议指出要加快发展", "委员建议普惠算力", "代表建议开放数据", "今日无事可记"];
        for (n, one) in all.iter().enumerate() {
            assert!(all[n + 1..].iter().all(|other| distance(one, other) > 16), "{one}");
        }
        let one = "市政协委员建议，加快建设公共算力平台，降低中小企业使用门槛。";
        assert!(distance(one, &one.replace("平台", "中心")) < 24);
    }

    #[test]
    fn a_sketch_is_the_same_for_ever() {
        // What is stored in projects is compared with what is computed today.
        assert_eq!(Words::of(["人工智能赋能千行百业，算力网络互联互通。"]).sketch(), Some(2_672_756_895_743_952_831));
    }

    #[test]
    fn what_is_too_short_for_shingles_is_like_nothing() {
        assert_eq!((Words::default().sketch(), Words::of(["四个字啊"]).sketch()), (None, None));
        assert!(Words::of(["一共五个字"]).sketch().is_some());
        assert!(resemblance("", "").total_cmp(&0.0).is_eq() && resemblance("字", "字").total_cmp(&0.0).is_eq());
    }
}
