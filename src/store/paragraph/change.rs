//! Correcting paragraphs: each call changes rows of its own sort, the operations put them together.
//!
//! The schema holds a statement's quote against the text on every single change, so the order of calls
//! matters, and undo goes through the same states backwards.

use rusqlite::named_params;

use super::{NewParagraph, NewRow, renumber};
use crate::model::{DocumentId, ParagraphId, ParagraphKind, Span, StatementId, sha256_hex};
use crate::store::{Reader, Result, StoreError, Writer};

/// A paragraph as far as its place in the document goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineRow {
    /// The handle in this file.
    pub id: ParagraphId,
    /// Its number, from 1.
    pub ordinal: u32,
    /// What it is on the page.
    pub kind: ParagraphKind,
    /// The heading above it, as stored.
    pub section: Option<String>,
    /// Its text, if it is a heading.
    pub heading: Option<String>,
}

/// Where a statement is to stand in a text that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// The statement.
    pub statement: StatementId,
    /// Its span in the new text.
    pub span: Span,
    /// The words of the span there.
    pub quote: String,
}

impl Reader<'_> {
    /// The paragraphs of a document in reading order.
    pub fn outline(&self, document: DocumentId) -> Result<Vec<OutlineRow>> {
        self.rows(include_str!("outline.sql"), [document.0], |row| {
            Ok(OutlineRow {
                id: ParagraphId(row.get("id")?),
                ordinal: row.get("ordinal")?,
                kind: row.get::<_, String>("kind")?.parse()?,
                section: row.get("section")?,
                heading: row.get("heading")?,
            })
        })
    }
}

impl Reader<'_> {
    /// In how many operations paragraphs of a document were split, joined, moved or changed by hand since its source
    /// was last restored; those that were undone do not count.
    pub fn corrections(&self, document: DocumentId) -> Result<u32> {
        let mut statement = self.conn.prepare_cached(include_str!("corrections.sql"))?;
        Ok(statement.query_row(named_params! { ":document_id": document.0 }, |row| row.get("n"))?)
    }
}

impl Writer<'_> {
    /// Adds a paragraph under a number that is free.
    pub fn insert_paragraph(&mut self, document: DocumentId, ordinal: u32, new: &NewParagraph) -> Result<ParagraphId> {
        Ok(ParagraphId(self.insert("paragraph", &NewRow::new(new, document, ordinal).cells())?))
    }

    /// Removes a paragraph on which nothing stands any more.
    pub fn delete_paragraph(&mut self, id: ParagraphId) -> Result<()> {
        self.delete("paragraph", id.0)
    }

    /// Gives a paragraph another text in which every statement on it has its words where it had them.
    pub fn set_paragraph_text(&mut self, id: ParagraphId, text: &str) -> Result<bool> {
        self.update("paragraph", id.0, &[("text", &text), ("hash", &sha256_hex(text.as_bytes()))])
    }

    /// Gives a paragraph another text and its statements the places they have in it.
    ///
    /// Neither side can change first: the statements wait on a paragraph of passage that has the new
    /// text until the old one has taken it. Statements whose place stays need not be named.
    pub fn set_paragraph_text_with(&mut self, id: ParagraphId, text: &str, moved: &[Placement]) -> Result<bool> {
        if moved.is_empty() {
            return self.set_paragraph_text(id, text);
        }
        let Some(row) = self.paragraph(id)? else { return Ok(false) };
        let free = self.last_ordinal(row.document_id)?.saturating_add(1);
        let of_passage = NewParagraph { kind: row.kind, section: None, text: text.to_owned(), source_lines: None };
        let passage = self.insert_paragraph(row.document_id, free, &of_passage)?;
        for placement in moved {
            self.put_statement(placement, passage)?;
        }
        let changed = self.set_paragraph_text(id, text)?;
        for placement in moved {
            self.put_statement(placement, id)?;
        }
        self.delete_paragraph(passage)?;
        Ok(changed)
    }

    /// Puts a statement on a paragraph whose text has its words there.
    pub fn put_statement(&mut self, placement: &Placement, paragraph: ParagraphId) -> Result<bool> {
        let Placement { statement, span, quote } = placement;
        self.update(
            "statement",
            statement.0,
            &[("paragraph_id", &paragraph.0), ("start", &span.start()), ("end", &span.end()), ("quote", quote)],
        )
    }

    /// Says of a statement that it was changed now: its words were.
    pub fn touch_statement(&mut self, id: StatementId) -> Result<bool> {
        let now = self.now();
        self.update("statement", id.0, &[("updated_at", &now)])
    }

    /// Says which source lines a paragraph was made of.
    pub fn set_paragraph_lines(&mut self, id: ParagraphId, lines: Option<(u32, u32)>) -> Result<bool> {
        let (first, last) = (lines.map(|(first, _)| first), lines.map(|(_, last)| last));
        self.update("paragraph", id.0, &[("source_first_line", &first), ("source_last_line", &last)])
    }

    /// Says what a paragraph is on its page.
    pub fn set_paragraph_kind(&mut self, id: ParagraphId, kind: ParagraphKind) -> Result<bool> {
        self.update("paragraph", id.0, &[("kind", &kind.as_str())])
    }

    /// Says under which heading a paragraph stands.
    pub fn set_paragraph_section(&mut self, id: ParagraphId, section: Option<&str>) -> Result<bool> {
        self.update("paragraph", id.0, &[("section", &section)])
    }

    /// Moves the notes on one paragraph to another. Returns how many.
    pub fn move_paragraph_memos(&mut self, from: ParagraphId, to: ParagraphId) -> Result<usize> {
        let ids = self.ids("SELECT id FROM memo WHERE paragraph_id = ?1 ORDER BY id", from.0)?;
        for id in &ids {
            self.update("memo", *id, &[("paragraph_id", &to.0)])?;
        }
        Ok(ids.len())
    }

    /// Numbers the paragraphs of a document from 1 in this order. Every paragraph must be named once.
    /// Only numbers that change are written, one row of the log each.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when paragraphs are missing or foreign.
    pub fn number_paragraphs(&mut self, document: DocumentId, order: &[ParagraphId]) -> Result<usize> {
        let sql = "SELECT id, ordinal FROM paragraph WHERE document_id = :document_id ORDER BY ordinal";
        let now = self.rows(sql, named_params! { ":document_id": document.0 }, |row| {
            Ok((row.get::<_, i64>("id")?, row.get::<_, i64>("ordinal")?))
        })?;
        let order: Vec<i64> = order.iter().map(|id| id.0).collect();
        let steps = renumber::steps(&now, &order)
            .ok_or_else(|| StoreError::Refused("not every paragraph of the document was named once".to_owned()))?;
        for step in &steps {
            self.change_number(("paragraph", step.id), "ordinal", (step.from, step.to))?;
        }
        Ok(steps.len())
    }
}
