//! Key words in context: hits with their surroundings, in an order that shows patterns.

use super::find::{Hit, Met, Search, find_places};
use crate::model::{named_enum, sha256_hex};
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
/// and of a sample hardly more are read.
///
/// A sample is the hits with the least SHA-256 of `SEED:DOCUMENT:PARAGRAPH:START:FIELD`: chance that repeats, and
/// that texts added later change little.
///
/// # Errors
/// What the store says.
pub fn kwic(r: &Reader<'_>, search: &mut Search, wanted: &Concordance) -> Result<Lines> {
    let sorts = wanted.sort != Sort::Document;
    let most = wanted.sample.map(|(n, _)| n).or(wanted.limit);
    let mut lines: Vec<Line> = Vec::new();
    let mut more = false;
    let mut n = 0;
    // What comes behind this is not wanted: as many come before it as are.
    let mut bound: Option<String> = None;
    find_places(r, search, |met| {
        let is_behind = |key: &String| bound.as_ref().is_some_and(|bound| key > bound);
        // A sample is drawn before anything is read around the places.
        let drawn = wanted.sample.map(|(_, seed)| ticket(seed, met)).transpose()?;
        if drawn.as_ref().is_some_and(is_behind) {
            return Ok(true);
        }
        let hit = met.hit()?;
        let key = drawn.unwrap_or_else(|| wanted.sort.key(&hit));
        if is_behind(&key) {
            return Ok(true);
        }
        lines.push(Line { key, n, hit });
        n += 1;
        if let Some(most) = most {
            if wanted.sample.is_none() && !sorts && lines.len() > most {
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
    key: String,
    /// Its number as the texts stand.
    n: u64,
    hit: Hit,
}

impl Line {
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        (&self.key, self.n).cmp(&(&other.key, other.n))
    }
}

impl Sort {
    fn key(self, hit: &Hit) -> String {
        match self {
            Self::Document => String::new(),
            Self::Left => hit.window.left.chars().rev().collect(),
            Self::Right => hit.window.right.clone(),
        }
    }
}

fn ticket(seed: u64, met: &Met<'_>) -> Result<String> {
    Ok(sha256_hex(format!("{seed}:{}", met.label()?).as_bytes()))
}
