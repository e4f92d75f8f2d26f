//! Doubts: boundaries between source lines that were decided on little.

use rusqlite::{Row, named_params};

use super::journal::Cell;
use super::removal::line;
use super::{NewRemoval, Reader, Result, Writer};
use crate::model::{DocumentId, DoubtId};

/// A boundary decided on little, about to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDoubt {
    /// Source line before it, from 1.
    pub line: usize,
    /// Source line after it, from 1.
    pub next_line: usize,
    /// Whether a paragraph was ended there.
    pub broken: bool,
    /// Sum of the cues, in hundredths.
    pub score: i64,
    /// The cues that spoke, separated by commas.
    pub reasons: String,
}

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
    /// Stores the doubts of a new document.
    pub(super) fn insert_doubts(&mut self, document: DocumentId, doubts: &[NewDoubt]) -> Result<()> {
        let lines: Vec<_> = doubts.iter().map(NewDoubt::lines).collect();
        let rows: Vec<_> = doubts.iter().zip(&lines).map(|(doubt, lines)| doubt.cells(&document, lines)).collect();
        self.insert_bulk_rows("doubt", &rows)?;
        Ok(())
    }

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
        for removal in removals {
            self.insert("removal", &removal.cells(&document, &removal.line()))?;
        }
        for doubt in doubts {
            self.insert("doubt", &doubt.cells(&document, &doubt.lines()))?;
        }
        Ok(())
    }
}

impl NewDoubt {
    /// The lines before and after it, as they are stored.
    fn lines(&self) -> (i64, i64) {
        (line(self.line), line(self.next_line))
    }

    /// Its row.
    fn cells<'a>(&'a self, document: &'a DocumentId, lines: &'a (i64, i64)) -> [Cell<'a>; 7] {
        [
            ("document_id", &document.0),
            ("line", &lines.0),
            ("next_line", &lines.1),
            ("broken", &self.broken),
            ("score", &self.score),
            ("reasons", &self.reasons),
            ("settled", &false),
        ]
    }
}
