//! Removals: characters of a source that stand in no paragraph.

use super::{Reader, Result};
use crate::model::DocumentId;

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
