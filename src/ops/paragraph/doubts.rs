//! Doubts: boundaries a person should look at, where they lie now.

use std::collections::HashMap;

use super::super::{Result, resolve};
use super::line_map;
use crate::model::{DocumentId, OperationKind, ParagraphKind, ParagraphRef};
use crate::store::{DoubtRow, ParagraphRow, Reader, Store, Written};
use crate::text::source_lines;

/// How much of the text on each side of a boundary is shown, code points.
const CONTEXT: usize = 12;
/// A quote that finds the place again is no longer than this; beyond it a number does.
const QUOTE: usize = 20;

/// A doubt with the place it has now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDoubt {
    /// As stored.
    pub doubt: DoubtRow,
    /// Where it lies.
    pub place: Where,
    /// The words before it.
    pub before: String,
    /// The words after it.
    pub after: String,
}

/// Where a doubtful boundary lies in the paragraphs of now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Where {
    /// Inside this paragraph: its number, the code points before the boundary, and words that stand
    /// there once and open what follows.
    Inside {
        /// Number of the paragraph.
        paragraph: u32,
        /// Code points before the boundary.
        at: u32,
        /// Words that follow it and stand nowhere else in the paragraph.
        words: Option<String>,
    },
    /// Between these two paragraphs.
    Between {
        /// Number of the one it ends.
        left: u32,
        /// Number of the one it begins.
        right: u32,
        /// Whether nothing but page furniture stands between them.
        adjacent: bool,
    },
    /// The paragraphs no longer tell their source lines.
    Unknown,
}

impl Where {
    /// The paragraph the boundary lies in or ends.
    pub const fn paragraph(&self) -> Option<u32> {
        match self {
            Self::Inside { paragraph: n, .. } | Self::Between { left: n, .. } => Some(*n),
            Self::Unknown => None,
        }
    }

    /// Whether the boundary lies in this paragraph or at its edge.
    const fn touches(&self, ordinal: u32) -> bool {
        match self {
            Self::Inside { paragraph, .. } => *paragraph == ordinal,
            Self::Between { left, right, .. } => *left == ordinal || *right == ordinal,
            Self::Unknown => false,
        }
    }
}

/// The doubts of a document, or of all, that nobody has settled; with `settled` the others too.
///
/// # Errors
/// When there is no such document.
pub fn doubts(r: &Reader<'_>, document: Option<DocumentId>, settled: bool) -> Result<Vec<FoundDoubt>> {
    let rows = r.doubts(document, settled)?;
    let mut found = Vec::with_capacity(rows.len());
    for of_one in rows.chunk_by(|a, b| a.document_id == b.document_id) {
        let Some(first) = of_one.first() else { continue };
        let paragraphs = r.paragraphs(first.document_id, 1, u32::MAX)?;
        let source = r.source(first.document_id)?;
        let lines = source_lines(&source);
        let by_line = by_line(&paragraphs);
        found.extend(of_one.iter().map(|doubt| locate(doubt, &paragraphs, &by_line, &lines)));
    }
    Ok(found)
}

/// Which paragraphs have a source line; where several do, the one of the fewest lines first.
fn by_line(paragraphs: &[ParagraphRow]) -> HashMap<u32, Vec<usize>> {
    let mut by_line: HashMap<u32, Vec<usize>> = HashMap::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if let Some((first, last)) = paragraph.source_lines {
            for line in first..=last {
                by_line.entry(line).or_default().push(index);
            }
        }
    }
    let size = |index: &usize| paragraphs[*index].source_lines.map_or(u32::MAX, |(first, last)| last - first);
    for indexes in by_line.values_mut() {
        indexes.sort_by_key(|index| (size(index), *index));
    }
    by_line
}

fn locate(
    doubt: &DoubtRow,
    paragraphs: &[ParagraphRow],
    by_line: &HashMap<u32, Vec<usize>>,
    lines: &[&str],
) -> FoundDoubt {
    let at = |line: u32| by_line.get(&line).map_or(&[][..], Vec::as_slice);
    let (left, right) = (at(doubt.line), at(doubt.next_line));
    let with = |place, before: &str, after: &str| FoundDoubt {
        doubt: doubt.clone(),
        place,
        before: last_chars(before, CONTEXT),
        after: after.chars().take(CONTEXT).collect(),
    };
    if let Some(index) = left.iter().find(|index| right.contains(index)) {
        let paragraph = &paragraphs[*index];
        let inside = line_map(lines, paragraph)
            .and_then(|(first, map)| map.start_of((doubt.next_line - first) as usize))
            .filter(|start| *start > 0);
        if let Some(start) = inside {
            let chars: Vec<char> = paragraph.text.chars().collect();
            let (before, after): (String, String) = (chars[..start].iter().collect(), chars[start..].iter().collect());
            let words = (2..=QUOTE.min(chars.len() - start))
                .map(|n| chars[start..start + n].iter().collect::<String>())
                .find(|words| paragraph.text.matches(words.as_str()).count() == 1);
            let at = u32::try_from(start).unwrap_or(u32::MAX);
            return with(Where::Inside { paragraph: paragraph.ordinal, at, words }, &before, &after);
        }
    }
    match (left.last(), right.first()) {
        (Some(&left), Some(&right)) if left != right => {
            let (from, to) = (left.min(right) + 1, left.max(right));
            let adjacent = left < right && paragraphs[from..to].iter().all(|p| p.kind == ParagraphKind::Furniture);
            let place = Where::Between { left: paragraphs[left].ordinal, right: paragraphs[right].ordinal, adjacent };
            with(place, &paragraphs[left].text, &paragraphs[right].text)
        }
        _ => with(
            Where::Unknown,
            lines.get(doubt.line as usize - 1).unwrap_or(&""),
            lines.get(doubt.next_line as usize - 1).unwrap_or(&""),
        ),
    }
}

/// The last `count` characters.
fn last_chars(text: &str, count: usize) -> String {
    let skip = text.chars().count().saturating_sub(count);
    text.chars().skip(skip).collect()
}

/// Which doubts a person has looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settle {
    /// All of a document, or of the project.
    All(Option<DocumentId>),
    /// Those in or at the edge of these paragraphs.
    At(ParagraphRef),
}

/// Says that a person has looked at doubts and leaves the text as it is. Returns how many.
///
/// # Errors
/// When there is no such paragraph.
pub fn settle(store: &mut Store, which: &Settle) -> Result<Written<usize>> {
    store.write(OperationKind::DoubtSettle, |w| {
        let (chosen, place) = match which {
            Settle::All(document) => {
                let place = document.map(|id| w.document_key(id)).transpose()?.unwrap_or_else(|| "all".to_owned());
                (w.doubts(*document, false)?, place)
            }
            Settle::At(reference) => {
                let (document, first, last) = resolve::range(w, reference)?;
                let mut found = doubts(w, Some(document), false)?;
                found.retain(|found| (first..=last).any(|ordinal| found.place.touches(ordinal)));
                let key = Some(w.document_key(document)?);
                let place = ParagraphRef { document: key, range: reference.range }.to_string();
                (found.into_iter().map(|found| found.doubt).collect(), place)
            }
        };
        for doubt in &chosen {
            w.settle_doubt(doubt.id)?;
        }
        w.summarize(format!("{place}: {} settled", chosen.len()));
        Ok(chosen.len())
    })
}
