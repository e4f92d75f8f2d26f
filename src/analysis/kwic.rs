//! Key words in context: hits with their surroundings, in an order that shows patterns.

use std::cmp::Ordering;

use super::find::{Hit, Met, Search, find_places};
use crate::model::named_enum;
use crate::store::{Reader, Result, StoreError};

named_enum! {
    /// How the lines of a concordance are put in order.
    Sort("order") {
        /// As the texts stand.
        Document = "document",
        /// By what stands before, read from the words backwards.
        Left = "left",
        /// By what stands behind.
        Right = "right",
    }
}

/// Which lines, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concordance {
    /// How the lines are put in order; those alike stay as the texts stand.
    pub sort: Sort,
    /// Most lines; `None`: all.
    pub limit: Option<usize>,
    /// So many lines by chance, the same for the same seed.
    pub sample: Option<(usize, u64)>,
}

/// The lines, and whether there are more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    /// The lines.
    pub hits: Vec<Hit>,
    /// Whether the limit left some out.
    pub more: bool,
}

/// Puts the hits of a search in order. However many there are, about twice as many as are wanted are kept,
/// and hardly more are read: what stands around a place is looked at where it is, and copied when it is wanted.
///
/// A sample is the hits that draw the least numbers from the seed, the row they stand in and their place
/// there: chance that repeats, and that texts added later change little.
///
/// # Errors
/// What the store says.
pub fn kwic(r: &Reader<'_>, search: &mut Search, wanted: &Concordance) -> Result<Lines> {
    let draw = match wanted.sample {
        Some((_, seed)) => Draw::Chance(seed),
        None => Draw::Order(wanted.sort),
    };
    let most = wanted.sample.map(|(n, _)| n).or(wanted.limit);
    let mut lines: Vec<Line> = Vec::new();
    let mut more = false;
    let mut n = 0;
    // What comes behind this is not wanted: as many come before it as are.
    let mut bound: Option<Key> = None;
    find_places(r, search, |met| {
        let Some(key) = draw.key(met, bound.as_ref())? else { return Ok(true) };
        lines.push(Line { key, n, hit: met.hit()? });
        n += 1;
        if let Some(most) = most {
            if draw == Draw::Order(Sort::Document) && lines.len() > most {
                return Ok(false);
            }
            if lines.len() > most.saturating_mul(2).max(most + 1024) {
                more = true;
                lines.sort_by(Line::order);
                lines.truncate(most);
                bound = lines.last().map(|line| line.key.clone());
            }
        }
        Ok::<_, StoreError>(true)
    })?;
    lines.sort_by(Line::order);
    if let Some(most) = most {
        more |= lines.len() > most;
        lines.truncate(most);
    }
    if wanted.sample.is_some() {
        for line in &mut lines {
            line.key = wanted.sort.key(&line.hit);
        }
        lines.sort_by(Line::order);
        more = false;
    }
    Ok(Lines { hits: lines.into_iter().map(|line| line.hit).collect(), more })
}

struct Line {
    key: Key,
    /// Its number as the texts stand.
    n: u64,
    hit: Hit,
}

impl Line {
    fn order(&self, other: &Self) -> Ordering {
        (&self.key, self.n).cmp(&(&other.key, other.n))
    }
}

/// What tells which line comes first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// Nothing but its place.
    Place,
    /// The number it drew.
    Chance(u64),
    /// What stands beside it, from the words outwards.
    Beside(String),
}

impl Key {
    fn beside(text: impl Iterator<Item = char>) -> Self {
        Self::Beside(text.collect())
    }
}

impl Sort {
    fn key(self, hit: &Hit) -> Key {
        match self {
            Self::Document => Key::Place,
            Self::Left => Key::beside(hit.window.left.chars().rev()),
            Self::Right => Key::beside(hit.window.right.chars()),
        }
    }
}

/// What decides which lines are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Draw {
    /// Chance, from this seed.
    Chance(u64),
    /// Their order.
    Order(Sort),
}

impl Draw {
    /// The key of a place, unless it comes behind the bound.
    fn key(self, met: &Met<'_>, bound: Option<&Key>) -> Result<Option<Key>> {
        let is_wanted = |key: &Key| bound.is_none_or(|bound| key <= bound);
        let beside = match bound {
            Some(Key::Beside(beside)) => Some(beside),
            _ => None,
        };
        Ok(match self {
            Self::Chance(seed) => Some(Key::Chance(drawn(seed, met.address()?))).filter(is_wanted),
            Self::Order(Sort::Document) => Some(Key::Place),
            Self::Order(Sort::Left) => {
                let left = met.before()?.chars().rev();
                beside.is_none_or(|bound| left.clone().le(bound.chars())).then(|| Key::beside(left))
            }
            Self::Order(Sort::Right) => {
                // What differs from the bound does so in its first bytes: few rests are measured.
                let rest = met.rest()?;
                let may = |bound: &str| rest <= bound || rest.starts_with(bound);
                if !beside.is_none_or(|bound| may(bound)) {
                    return Ok(None);
                }
                let right = met.behind()?;
                beside.is_none_or(|bound| right <= bound.as_str()).then(|| Key::beside(right.chars()))
            }
        })
    }
}

/// A number by chance for a place: SplitMix64 (G. Steele, D. Lea and C. Flood, Fast Splittable Pseudorandom
/// Number Generators, 2014), fed with the seed and the numbers of the place one after the other.
fn drawn(seed: u64, place: [u64; 3]) -> u64 {
    place.into_iter().fold(mixed(seed), |state, number| mixed(state ^ mixed(number)))
}

const fn mixed(number: u64) -> u64 {
    let z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::drawn;

    #[test]
    fn a_number_of_chance_repeats_and_falls_everywhere() {
        assert_eq!(drawn(1, [2, 3, 4]), drawn(1, [2, 3, 4]));
        assert_ne!(drawn(1, [2, 3, 4]), drawn(2, [2, 3, 4]));
        // Of 10,000 neighbouring places each tenth of all numbers is drawn about 1,000 times.
        let mut tenths = [0_u32; 10];
        for place in 0..10_000 {
            let tenth = drawn(1, [place / 10, 0, place % 10]) / (u64::MAX / 10 + 1);
            tenths[usize::try_from(tenth).expect("one of ten")] += 1;
        }
        assert!(tenths.iter().all(|n| (880..1_120).contains(n)), "{tenths:?}");
    }
}
