//! What the search index is asked before any text is: characters that must stand in a row.

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::text::{Folding, Normal, needle::indexed};

/// Characters in a row, at each place one of several.
pub(super) type Row = Vec<Vec<char>>;

/// Where to look, told by characters of the normalised copy. It may let through too much, never too
/// little.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// The index cannot tell.
    Anywhere,
    /// These characters stand in a row.
    Row(Vec<Vec<char>>),
    /// All of these are so.
    All(Vec<Self>),
    /// One of these is so.
    Any(Vec<Self>),
}

/// A place of a row with more characters than this tells too little.
const MOST: usize = 32;

impl Ask {
    /// All of these.
    pub(super) fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut told: Vec<Self> = parts.into_iter().filter(|part| *part != Self::Anywhere).collect();
        match told.pop() {
            None => Self::Anywhere,
            Some(only) if told.is_empty() => only,
            Some(last) => {
                told.push(last);
                Self::All(told)
            }
        }
    }

    /// One of these.
    pub(super) fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        let parts: Vec<Self> = parts.into_iter().collect();
        if parts.contains(&Self::Anywhere) { Self::Anywhere } else { Self::Any(parts) }
    }

    /// What must stand wherever a regular expression matches.
    pub(super) fn of_regex(hir: &Hir, folding: Folding) -> Self {
        match hir.kind() {
            HirKind::Capture(capture) => Self::of_regex(&capture.sub, folding),
            HirKind::Repetition(repetition) if repetition.min > 0 => Self::of_regex(&repetition.sub, folding),
            HirKind::Alternation(parts) => Self::any(parts.iter().map(|part| Self::of_regex(part, folding))),
            HirKind::Concat(parts) => Self::of_sequence(parts, folding),
            HirKind::Literal(_) | HirKind::Class(_) => Self::of_sequence(std::slice::from_ref(hir), folding),
            HirKind::Empty | HirKind::Look(_) | HirKind::Repetition(_) => Self::Anywhere,
        }
    }

    /// Parts behind each other: those that are single characters make rows.
    fn of_sequence(parts: &[Hir], folding: Folding) -> Self {
        let (mut all, mut row) = (Vec::new(), Row::new());
        let end_row = |row: &mut Row| match std::mem::take(row) {
            row if row.is_empty() => Self::Anywhere,
            row => Self::Row(row),
        };
        for part in parts {
            let places: Vec<Vec<char>> = match part.kind() {
                HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
                    Ok(text) => text.chars().map(|c| vec![c]).collect(),
                    Err(_) => vec![Vec::new()],
                },
                HirKind::Class(class) => vec![few(class)],
                // Anchors take no place.
                HirKind::Look(_) => continue,
                _ => {
                    all.push(end_row(&mut row));
                    all.push(Self::of_regex(part, folding));
                    continue;
                }
            };
            for place in places {
                match in_index(&place, folding) {
                    Some(place) => row.push(place),
                    None => all.push(end_row(&mut row)),
                }
            }
        }
        all.push(end_row(&mut row));
        Self::all(all)
    }
}

/// The characters of a small class; none of one that is too large, or no class of characters.
fn few(class: &Class) -> Vec<char> {
    let Class::Unicode(class) = class else { return Vec::new() };
    let count: usize = class.iter().map(|range| (u32::from(range.end()) - u32::from(range.start())) as usize + 1).sum();
    if count > MOST { Vec::new() } else { class.iter().flat_map(|range| range.start()..=range.end()).collect() }
}

/// One place of the copy as places of the index, where case and script are not told apart as they may be
/// in the copy; `None` where that is more than one character.
fn in_index(place: &[char], folding: Folding) -> Option<Vec<char>> {
    let mut all = Vec::new();
    for c in place {
        let normal = Normal::of(c.encode_utf8(&mut [0; 4]), Folding { keep_case: false, ..folding });
        let mut row = indexed(normal.text(), folding);
        match (row.pop(), row.is_empty()) {
            (Some(alike), true) => all.extend(alike),
            _ => return None,
        }
    }
    all.sort_unstable();
    all.dedup();
    (!all.is_empty()).then_some(all)
}
