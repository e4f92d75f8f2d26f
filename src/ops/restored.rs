//! What restoring a text gave, as rows of the project.

use super::{FileProblem, Result};
use crate::store::{NewDoubt, NewParagraph, NewRemoval};
use crate::text::Restored;

/// The paragraphs.
pub(super) fn paragraphs(restored: &Restored) -> Vec<NewParagraph> {
    let rows = restored.paragraphs.iter().map(|paragraph| NewParagraph {
        kind: paragraph.kind,
        section: paragraph.section.clone(),
        text: paragraph.text.clone(),
        source_lines: Some((paragraph.first_line, paragraph.last_line)),
    });
    rows.collect()
}

/// What was left out.
pub(super) fn removals(restored: &Restored) -> Vec<NewRemoval> {
    let rows = restored.removed.iter().map(|removal| NewRemoval {
        line: removal.line,
        text: removal.text.clone(),
        reason: removal.reason.to_string(),
    });
    rows.collect()
}

/// The boundaries a person should look at.
pub(super) fn doubts(restored: &Restored) -> Vec<NewDoubt> {
    let rows = restored.doubts.iter().map(|doubt| NewDoubt {
        line: doubt.line,
        next_line: doubt.next_line,
        broken: doubt.broken,
        score: hundredths(doubt.score),
        reasons: doubt.reasons.join(","),
    });
    rows.collect()
}

/// Refuses a text without paragraphs, and one with a paragraph longer than `limit` characters.
pub(super) fn check(restored: &Restored, limit: usize) -> Result<(), FileProblem> {
    if restored.paragraphs.is_empty() {
        return Err(FileProblem::Empty);
    }
    for paragraph in &restored.paragraphs {
        let length = paragraph.text.chars().count();
        if length > limit {
            return Err(FileProblem::LongParagraph { line: paragraph.first_line, length, limit });
        }
    }
    Ok(())
}

/// A score as the database keeps it.
#[expect(clippy::cast_possible_truncation, reason = "a score is the sum of a dozen small numbers")]
fn hundredths(score: f32) -> i64 {
    (score * 100.0).round() as i64
}
