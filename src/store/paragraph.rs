//! Paragraphs.

mod change;
mod renumber;

pub use change::{OutlineRow, Placement};

use rusqlite::{Row, named_params};

use super::journal::Cell;
use super::removal::line;
use super::{Reader, Result, Writer};
use crate::model::{CoderId, DocumentId, ParagraphId, ParagraphKind, ReadingState, sha256_hex};

/// A paragraph about to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewParagraph {
    /// What it is on the page.
    pub kind: ParagraphKind,
    /// The heading above it.
    pub section: Option<String>,
    /// Its text.
    pub text: String,
    /// First and last source line, both included, from 1.
    pub source_lines: Option<(usize, usize)>,
}

/// A paragraph as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParagraphRow {
    /// The handle in this file.
    pub id: ParagraphId,
    /// The document it belongs to.
    pub document_id: DocumentId,
    /// The document's key.
    pub document: String,
    /// Its number, from 1.
    pub ordinal: u32,
    /// What it is on the page.
    pub kind: ParagraphKind,
    /// The heading above it.
    pub section: Option<String>,
    /// Its text.
    pub text: String,
    /// First and last source line, both included, from 1.
    pub source_lines: Option<(u32, u32)>,
}

impl ParagraphRow {
    /// How people refer to it: `cq-ai:8`.
    pub fn reference(&self) -> String {
        format!("{}:{}", self.document, self.ordinal)
    }
}

pub(super) fn of_row(row: &Row<'_>) -> Result<ParagraphRow> {
    let (first, last): (Option<u32>, Option<u32>) = (row.get("source_first_line")?, row.get("source_last_line")?);
    Ok(ParagraphRow {
        id: ParagraphId(row.get("id")?),
        document_id: DocumentId(row.get("document_id")?),
        document: row.get("key")?,
        ordinal: row.get("ordinal")?,
        kind: row.get::<_, String>("kind")?.parse()?,
        section: row.get("section")?,
        text: row.get("text")?,
        source_lines: first.zip(last),
    })
}

impl Reader<'_> {
    /// The paragraphs `first..=last` of a document, in order.
    pub fn paragraphs(&self, document: DocumentId, first: u32, last: u32) -> Result<Vec<ParagraphRow>> {
        self.rows(
            include_str!("paragraph/range.sql"),
            named_params! { ":document_id": document.0, ":first": first, ":last": last },
            of_row,
        )
    }

    /// One paragraph by its handle.
    pub fn paragraph(&self, id: ParagraphId) -> Result<Option<ParagraphRow>> {
        self.row(include_str!("paragraph/one.sql"), [id.0], of_row)
    }

    /// The number of the last paragraph of a document; 0 if it has none.
    pub fn last_ordinal(&self, document: DocumentId) -> Result<u32> {
        let mut statement =
            self.conn.prepare_cached("SELECT ifnull(max(ordinal), 0) FROM paragraph WHERE document_id = ?1")?;
        Ok(statement.query_row([document.0], |row| row.get(0))?)
    }

    /// The first `limit` paragraphs of which `coder` said `state`; of which he said nothing, that is
    /// the unread ones, for `None`. In reading order, page furniture left out.
    pub fn next_to_read(
        &self,
        coder: CoderId,
        document: Option<DocumentId>,
        state: Option<ReadingState>,
        limit: u32,
    ) -> Result<Vec<ParagraphRow>> {
        self.rows(
            include_str!("paragraph/next_to_read.sql"),
            named_params! {
                ":coder_id": coder.0,
                ":document_id": document.map(|id| id.0),
                ":state": state.map(ReadingState::as_str),
                ":limit": limit,
            },
            of_row,
        )
    }

    /// The paragraph before this one, page furniture passed over.
    pub fn paragraph_before(&self, paragraph: &ParagraphRow) -> Result<Option<ParagraphRow>> {
        self.row(
            include_str!("paragraph/before.sql"),
            named_params! { ":document_id": paragraph.document_id.0, ":ordinal": paragraph.ordinal },
            of_row,
        )
    }

    /// How many paragraphs of each kind a document has, in the order the kinds come.
    pub fn paragraph_kinds(&self, document: DocumentId) -> Result<Vec<(ParagraphKind, i64)>> {
        self.rows(include_str!("paragraph/kinds.sql"), [document.0], |row| {
            Ok((row.get::<_, String>("kind")?.parse()?, row.get("n")?))
        })
    }
}

impl Writer<'_> {
    /// Stores the paragraphs of a new document, numbered from 1, under ids that follow each other. Returns
    /// the first of these.
    pub fn insert_paragraphs(
        &mut self,
        document: DocumentId,
        paragraphs: &[NewParagraph],
    ) -> Result<Option<ParagraphId>> {
        let rows: Vec<NewRow<'_>> =
            paragraphs.iter().zip(1..).map(|(new, ordinal)| NewRow::new(new, document, ordinal)).collect();
        let cells: Vec<_> = rows.iter().map(NewRow::cells).collect();
        Ok(self.insert_bulk_rows("paragraph", &cells)?.map(ParagraphId))
    }
}

/// The row of a new paragraph.
struct NewRow<'a> {
    new: &'a NewParagraph,
    document: DocumentId,
    ordinal: u32,
    kind: &'static str,
    first_line: Option<i64>,
    last_line: Option<i64>,
    hash: String,
}

impl<'a> NewRow<'a> {
    fn new(new: &'a NewParagraph, document: DocumentId, ordinal: u32) -> Self {
        Self {
            new,
            document,
            ordinal,
            kind: new.kind.as_str(),
            first_line: new.source_lines.map(|(first, _)| line(first)),
            last_line: new.source_lines.map(|(_, last)| line(last)),
            hash: sha256_hex(new.text.as_bytes()),
        }
    }

    fn cells(&self) -> [Cell<'_>; 8] {
        [
            ("document_id", &self.document.0),
            ("ordinal", &self.ordinal),
            ("kind", &self.kind),
            ("section", &self.new.section),
            ("text", &self.new.text),
            ("source_first_line", &self.first_line),
            ("source_last_line", &self.last_line),
            ("hash", &self.hash),
        ]
    }
}
