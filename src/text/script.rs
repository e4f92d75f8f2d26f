//! Traditional characters and the simplified ones that are written for them now.
//!
//! The table is OpenCC's `TSCharacters` (Apache-2.0), of each entry the first answer, in pairs:
//! 萬万與与. It is character by character, for matching alone: 頭髮 and 頭發 become one, which a
//! conversion for readers must not do. See `script/README.md`.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// Where nearly all of them stand: looked up without hashing.
const COMMON: RangeInclusive<char> = '\u{4E00}'..='\u{9FFF}';

struct Table {
    common: Vec<char>,
    rest: HashMap<char, char>,
}

/// Read when it is asked for first, which only `--fold-script` does.
static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { common: COMMON.collect(), rest: HashMap::new() };
    for (traditional, simplified) in pairs() {
        match table.common.get_mut(place(traditional)) {
            Some(entry) => *entry = simplified,
            None => {
                table.rest.insert(traditional, simplified);
            }
        }
    }
    table
});

fn pairs() -> impl Iterator<Item = (char, char)> {
    let mut chars = include_str!("script/simplified.txt").chars().filter(|c| *c != '\n');
    std::iter::from_fn(move || Some((chars.next()?, chars.next()?)))
}

fn place(c: char) -> usize {
    (u32::from(c) as usize).wrapping_sub(u32::from(*COMMON.start()) as usize)
}

/// The simplified character for a traditional one; every other character is itself.
pub(super) fn simplified(c: char) -> char {
    match TABLE.common.get(place(c)) {
        Some(c) => *c,
        None => TABLE.rest.get(&c).copied().unwrap_or(c),
    }
}

/// Every character that [`simplified`] makes this one: itself, then the traditional ones.
pub(super) fn alike(c: char) -> Vec<char> {
    let mut all = vec![c];
    all.extend(pairs().filter(|(_, simplified)| *simplified == c).map(|(traditional, _)| traditional));
    all
}

#[cfg(test)]
mod tests {
    use super::{alike, pairs, simplified};
    use crate::text::normal::is_han;

    #[test]
    fn traditional_and_simplified_become_one() {
        let folded: String = "雲計算與臺灣裡裏𠁞，AI".chars().map(simplified).collect();
        assert_eq!(folded, "云计算与台湾里里𠀾，AI");
        assert_eq!(alike('里'), ['里', '裏', '裡']);
        assert_eq!(alike('A'), ['A']);
    }

    #[test]
    fn the_table_leads_to_its_end_at_once_and_stays_among_ideographs() {
        let mut last = '\0';
        for (traditional, to) in pairs() {
            assert!(last < traditional && is_han(traditional) && is_han(to), "{traditional}{to}");
            assert_eq!((simplified(traditional), simplified(to)), (to, to));
            last = traditional;
        }
        assert_eq!(pairs().count(), 3222);
    }
}
