//! Looking through all paragraphs without copying them: search reads a million and keeps a few.

use rusqlite::Row;
use rusqlite::types::{FromSqlError, ValueRef};

use super::search::Question;
use super::{Reader, Result, Selection, StoreError};
use crate::model::{DocumentId, ParagraphId};

/// A paragraph in passing. Nothing of it is decoded before it is asked for.
#[derive(Clone, Copy)]
pub struct ScannedParagraph<'a> {
    row: &'a Row<'a>,
    at: Columns,
}

const READING_ORDER: &str = "paragraph.document_id, paragraph.ordinal";

/// Where the columns stand in a row.
#[derive(Clone, Copy)]
struct Columns {
    id: usize,
    document_id: usize,
    key: usize,
    ordinal: usize,
    kind: usize,
    section: usize,
    text: usize,
}

impl<'a> ScannedParagraph<'a> {
    /// Its handle.
    pub fn id(&self) -> Result<ParagraphId> {
        Ok(ParagraphId(self.row.get(self.at.id)?))
    }

    /// The document's handle.
    pub fn document_id(&self) -> Result<DocumentId> {
        Ok(DocumentId(self.row.get(self.at.document_id)?))
    }

    /// The document's key.
    pub fn document(&self) -> Result<&'a str> {
        self.words(self.at.key)
    }

    /// Its number, from 1.
    pub fn ordinal(&self) -> Result<u32> {
        Ok(self.row.get(self.at.ordinal)?)
    }

    /// The written name of its kind.
    pub fn kind(&self) -> Result<&'a str> {
        self.words(self.at.kind)
    }

    /// The heading above it.
    pub fn section(&self) -> Result<Option<&'a str>> {
        self.row.get_ref(self.at.section)?.as_str_or_null().map_err(|error| not_text(self.at.section, error))
    }

    /// Its text.
    pub fn text(&self) -> Result<&'a str> {
        self.words(self.at.text)
    }

    /// The bytes of its text, not yet known to be UTF-8: enough to see that words cannot stand there.
    pub fn bytes(&self) -> Result<&'a [u8]> {
        match self.row.get_ref(self.at.text)? {
            ValueRef::Text(bytes) => Ok(bytes),
            _ => Err(not_text(self.at.text, FromSqlError::InvalidType)),
        }
    }

    fn words(&self, column: usize) -> Result<&'a str> {
        self.row.get_ref(column)?.as_str().map_err(|error| not_text(column, error))
    }
}

impl Reader<'_> {
    /// Shows `each` every selected paragraph, by document and number; stops when `each` says `false`.
    pub fn scan_paragraphs<E: From<StoreError>>(
        &self,
        selection: &Selection,
        mut each: impl FnMut(ScannedParagraph<'_>) -> Result<bool, E>,
    ) -> Result<(), E> {
        self.scan((include_str!("scan/paragraphs.sql"), READING_ORDER), &selection.paragraphs(), &mut each)?;
        Ok(())
    }

    /// Shows `each` those of these paragraphs that are selected, by document and number. Returns whether
    /// `each` wants more.
    pub(super) fn scan_some<E: From<StoreError>>(
        &self,
        selection: &Selection,
        ids: &[i64],
        each: &mut impl FnMut(ScannedParagraph<'_>) -> Result<bool, E>,
    ) -> Result<bool, E> {
        let mut question = selection.paragraphs();
        question.bind(":ids", &serde_json::json!(ids));
        self.scan((include_str!("scan/some.sql"), READING_ORDER), &question, each)
    }

    /// Shows `each` these paragraphs, in the order of the list; stops when `each` says `false`.
    ///
    /// # Errors
    /// Whatever `each` returns, and what SQLite says.
    pub fn visit_paragraphs<E: From<StoreError>>(
        &self,
        ids: &[ParagraphId],
        mut each: impl FnMut(ScannedParagraph<'_>) -> Result<bool, E>,
    ) -> Result<(), E> {
        // Few at first, for those who want few.
        let mut rest = ids;
        let mut most = 32;
        while !rest.is_empty() {
            let (batch, behind) = rest.split_at(most.min(rest.len()));
            let mut question = Question::default();
            question.bind(":ids", &serde_json::Value::from_iter(batch.iter().map(|id| id.0)));
            if !self.scan((include_str!("scan/some.sql"), "sought.key"), &question, &mut each)? {
                break;
            }
            (rest, most) = (behind, 512);
        }
        Ok(())
    }

    fn scan<E: From<StoreError>>(
        &self,
        (select, order): (&str, &str),
        question: &Question,
        each: &mut impl FnMut(ScannedParagraph<'_>) -> Result<bool, E>,
    ) -> Result<bool, E> {
        let sql = format!("{select}{}\nORDER BY {order}", question.clause());
        let mut statement = self.conn.prepare_cached(&sql).map_err(StoreError::from)?;
        let at = |name: &str| statement.column_index(name).map_err(StoreError::from);
        let at = Columns {
            id: at("id")?,
            document_id: at("document_id")?,
            key: at("key")?,
            ordinal: at("ordinal")?,
            kind: at("kind")?,
            section: at("section")?,
            text: at("text")?,
        };
        let mut rows = statement.query(question.parameters().as_slice()).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            if !each(ScannedParagraph { row, at })? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn not_text(column: usize, error: FromSqlError) -> StoreError {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error)).into()
}
