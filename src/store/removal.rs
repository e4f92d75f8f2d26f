//! Removals: characters of a source that stand in no paragraph.

use super::journal::Cell;
use super::{Reader, Result};
use crate::model::DocumentId;

/// Characters of the source that stand in no paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRemoval {
    /// Source line, from 1.
    pub line: usize,
    /// The characters.
    pub text: String,
    /// Why: `fake_bold`, `zero_width`, `markup`, `radical`.
    pub reason: String,
}

/// A removal as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovalRow {
    /// Source line, from 1.
    pub line: u32,
    /// The characters.
    pub text: String,
    /// Why: `fake_bold`, `zero_width`, `markup`, `radical`.
    pub reason: String,
}

impl Reader<'_> {
    /// What was left out of a document's source, from its first line on.
    pub fn removals(&self, document: DocumentId) -> Result<Vec<RemovalRow>> {
        self.rows(
            "SELECT line, text, reason FROM removal WHERE document_id = ?1 ORDER BY line, id",
            [document.0],
            |row| Ok(RemovalRow { line: row.get("line")?, text: row.get("text")?, reason: row.get("reason")? }),
        )
    }
}

impl NewRemoval {
    /// Its line, as it is stored.
    pub(super) fn line(&self) -> i64 {
        line(self.line)
    }

    /// Its row.
    pub(super) fn cells<'a>(&'a self, document: &'a DocumentId, line: &'a i64) -> [Cell<'a>; 4] {
        [("document_id", &document.0), ("line", line), ("text", &self.text), ("reason", &self.reason)]
    }
}

/// The number of a source line as it is stored.
pub(super) fn line(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
