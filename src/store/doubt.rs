//! Doubts: boundaries between source lines that were decided on little.

use rusqlite::{Row, named_params};

use super::{NewDoubt, NewRemoval, Reader, Result, Writer};
use crate::model::{DocumentId, DoubtId};

/// A doubt as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubtRow {
    /// The handle.
    pub id: DoubtId,
    /// Whose source.
    pub document_id: DocumentId,
    /// The document's key.
    pub document: String,
    /// Source line before the boundary, from 1.
    pub line: u32,
    /// Source line after it.
    pub next_line: u32,
    /// Whether a paragraph was ended there when the text was restored.
    pub broken: bool,
    /// Sum of the cues, in hundredths: positive for a boundary.
    pub score: i64,
    /// The cues that spoke, separated by commas.
    pub reasons: String,
    /// Whether a person has looked.
    pub settled: bool,
}

fn of_row(row: &Row<'_>) -> Result<DoubtRow> {
    Ok(DoubtRow {
        id: DoubtId(row.get("id")?),
        document_id: DocumentId(row.get("document_id")?),
        document: row.get("key")?,
        line: row.get("line")?,
        next_line: row.get("next_line")?,
        broken: row.get("broken")?,
        score: row.get("score")?,
        reasons: row.get("reasons")?,
        settled: row.get("settled")?,
    })
}

impl Reader<'_> {
    /// The doubts of a document, or of all, in the order of the source; those settled only if wanted.
    pub fn doubts(&self, document: Option<DocumentId>, settled: bool) -> Result<Vec<DoubtRow>> {
        self.rows(
            include_str!("doubt/list.sql"),
            named_params! { ":document_id": document.map(|id| id.0), ":settled": settled },
            of_row,
        )
    }
}

impl Writer<'_> {
    /// Says that a person has looked at a doubt and decided; `false` if it was so already.
    pub fn settle_doubt(&mut self, id: DoubtId) -> Result<bool> {
        self.update("doubt", id.0, &[("settled", &true)])
    }

    /// Stores what restoring a document's source left out and was unsure of, in place of what was
    /// stored before.
    pub fn replace_findings(
        &mut self,
        document: DocumentId,
        removals: &[NewRemoval],
        doubts: &[NewDoubt],
    ) -> Result<()> {
        self.delete_where("doubt", "document_id", document.0)?;
        self.delete_where("removal", "document_id", document.0)?;
        let line = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        for removal in removals {
            self.insert(
                "removal",
                &[
                    ("document_id", &document.0),
                    ("line", &line(removal.line)),
                    ("text", &removal.text),
                    ("reason", &removal.reason),
                ],
            )?;
        }
        for doubt in doubts {
            self.insert(
                "doubt",
                &[
                    ("document_id", &document.0),
                    ("line", &line(doubt.line)),
                    ("next_line", &line(doubt.next_line)),
                    ("broken", &doubt.broken),
                    ("score", &doubt.score),
                    ("reasons", &doubt.reasons),
                ],
            )?;
        }
        Ok(())
    }
}
