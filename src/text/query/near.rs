//! Words near each other.

use super::{QueryProblem, literal::Ask};
use crate::model::Span;
use crate::text::{Folding, Needle};

/// Words to find within a distance, in any order.
#[derive(Debug, Clone)]
pub(super) struct Near {
    needles: Vec<Needle>,
    distance: u32,
}

impl Near {
    pub(super) fn new(words: &[String], distance: u32, folding: Folding) -> Result<Self, QueryProblem> {
        let needles: Vec<Needle> = words
            .iter()
            .map(|word| Needle::new(word, folding).map_err(|_| QueryProblem::Empty))
            .collect::<Result<_, _>>()?;
        let is_same =
            |(n, needle): (usize, &Needle)| needles.iter().take(n).any(|other| other.words() == needle.words());
        if needles.iter().enumerate().any(is_same) {
            return Err(QueryProblem::NearSame);
        }
        Ok(Self { needles, distance })
    }

    pub(super) fn could_stand_in(&self, text: &[u8]) -> bool {
        self.needles.iter().all(|needle| needle.could_stand_in(text))
    }

    pub(super) fn ask(&self) -> Ask {
        Ask::all(self.needles.iter().map(|needle| Ask::Row(needle.indexed().to_vec())))
    }

    /// Each shortest stretch that holds all the words, from the beginning of the first to the end of the
    /// last, where they are near enough.
    pub(super) fn places(&mut self, text: &str) -> Vec<Span> {
        let mut all: Vec<(Span, usize)> = Vec::new();
        for (n, needle) in self.needles.iter_mut().enumerate() {
            let places = needle.places(text);
            if places.is_empty() {
                return Vec::new();
            }
            all.extend(places.into_iter().map(|place| (place, n)));
        }
        all.sort_unstable_by_key(|(place, n)| (place.start(), place.end(), *n));
        let mut last: Vec<Option<Span>> = vec![None; self.needles.len()];
        let mut found: Vec<Span> = Vec::new();
        for (place, n) in all {
            if let Some(slot) = last.get_mut(n) {
                *slot = Some(place);
            }
            // The words, each where it stood last; the one furthest back begins the stretch.
            let Some(words) = last.iter().copied().collect::<Option<Vec<Span>>>() else { continue };
            let Some(first) = words.iter().min_by_key(|word| (word.start(), word.end())) else { continue };
            let end = words.iter().map(|word| word.end()).max().unwrap_or(first.end());
            let near = place.start().saturating_sub(first.end()) <= self.distance;
            // A stretch that begins where the one before began only goes further.
            let is_shortest = found.last().is_none_or(|before| before.start() < first.start());
            if near
                && is_shortest
                && let Ok(stretch) = Span::new(first.start(), end)
            {
                found.push(stretch);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Near;
    use crate::text::Folding;

    fn near(words: &[&str], distance: u32, text: &str) -> Vec<String> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let mut near = Near::new(&words, distance, Folding::default()).expect("words");
        near.places(text).iter().map(|place| place.slice(text).expect("inside").to_owned()).collect()
    }

    #[test]
    fn words_count_from_the_end_of_the_first_to_the_beginning_of_the_last() {
        let text = "算力资源与人才培养，人才是第一资源";
        assert_eq!(near(&["算力", "人才"], 3, text), ["算力资源与人才"]);
        assert!(near(&["算力", "人才"], 2, text).is_empty());
        assert_eq!(near(&["人才", "资源"], 4, text), ["资源与人才", "人才是第一资源"]);
        assert_eq!(near(&["人才", "资源", "算力"], 20, text), ["算力资源与人才"]);
        assert_eq!(near(&["人工", "智能"], 0, "人工智能"), ["人工智能"]);
        assert_eq!(near(&["5G", "𠮷"], 1, "𠮷、５Ｇ"), ["𠮷、５Ｇ"]);
        assert!(near(&["人才", "没有"], 100, text).is_empty());
    }

    #[test]
    fn words_may_stand_in_each_other() {
        assert_eq!(near(&["人工智能", "智能"], 0, "人工智能"), ["人工智能"]);
        assert_eq!(near(&["能源", "智能"], 0, "智能源"), ["智能源"]);
    }
}
