//! What restoring a text gave, as rows of the project.

use super::FileProblem;
use crate::store::{NewDoubt, NewParagraph, NewRemoval};
use crate::text::{Doubt, Removal, RestoredParagraph};

/// Longest paragraph taken, in characters; the schema holds the same bound.
pub(super) const MAX_PARAGRAPH: usize = 1_000_000;

/// Most paragraphs of one document.
pub(super) const MAX_PARAGRAPHS: usize = 20_000;

/// Code points in the paragraphs of a text that can be taken.
///
/// # Errors
/// It has no paragraph, too many, or one that is too long.
pub(super) fn checked(paragraphs: &[RestoredParagraph]) -> Result<usize, FileProblem> {
    if paragraphs.is_empty() {
        return Err(FileProblem::Empty);
    }
    if paragraphs.len() > MAX_PARAGRAPHS {
        return Err(FileProblem::ManyParagraphs { found: paragraphs.len(), limit: MAX_PARAGRAPHS });
    }
    let mut n_chars = 0;
    for paragraph in paragraphs {
        let length = paragraph.text.chars().count();
        n_chars += length;
        if length > MAX_PARAGRAPH {
            let (line, limit) = (paragraph.first_line, MAX_PARAGRAPH);
            return Err(FileProblem::LongParagraph { line, length, limit });
        }
    }
    Ok(n_chars)
}

/// The paragraphs.
pub(super) fn paragraphs(restored: Vec<RestoredParagraph>) -> Vec<NewParagraph> {
    let rows = restored.into_iter().map(|paragraph| NewParagraph {
        kind: paragraph.kind,
        section: paragraph.section,
        text: paragraph.text,
        source_lines: Some((paragraph.first_line, paragraph.last_line)),
    });
    rows.collect()
}

/// What was left out.
pub(super) fn removals(removed: &[Removal]) -> Vec<NewRemoval> {
    let rows = removed.iter().map(|removal| NewRemoval {
        line: removal.line,
        text: removal.text.clone(),
        reason: removal.reason.to_string(),
    });
    rows.collect()
}

/// The boundaries a person should look at.
pub(super) fn doubts(doubts: &[Doubt]) -> Vec<NewDoubt> {
    let rows = doubts.iter().map(|doubt| NewDoubt {
        line: doubt.line,
        next_line: doubt.next_line,
        broken: doubt.broken,
        score: hundredths(doubt.score),
        reasons: doubt.reasons.join(","),
    });
    rows.collect()
}

/// A score as the database keeps it.
#[expect(clippy::cast_possible_truncation, reason = "a score is the sum of a dozen small numbers")]
fn hundredths(score: f32) -> i64 {
    (score * 100.0).round() as i64
}
