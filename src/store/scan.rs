//! Looking through all paragraphs without copying them: search reads a million and keeps a few.

use rusqlite::types::FromSqlError;

use super::{Reader, Result, Selection, StoreError};

/// A paragraph in passing; what is wanted of it is copied.
#[derive(Debug, Clone, Copy)]
pub struct ScannedParagraph<'a> {
    /// The document's key.
    pub document: &'a str,
    /// Its number, from 1.
    pub ordinal: u32,
    /// The written name of its kind.
    pub kind: &'a str,
    /// The heading above it.
    pub section: Option<&'a str>,
    /// Its text.
    pub text: &'a str,
}

impl Reader<'_> {
    /// Shows `each` every selected paragraph, by document and number; stops when `each` says `false`.
    pub fn scan_paragraphs<E: From<StoreError>>(
        &self,
        selection: &Selection,
        mut each: impl FnMut(ScannedParagraph<'_>) -> Result<bool, E>,
    ) -> Result<(), E> {
        let question = selection.paragraphs();
        let sql = format!(
            "{}{}\nORDER BY paragraph.document_id, paragraph.ordinal",
            include_str!("scan/paragraphs.sql"),
            question.clause()
        );
        let mut statement = self.conn.prepare_cached(&sql).map_err(StoreError::from)?;
        let at = |name: &str| statement.column_index(name).map_err(StoreError::from);
        let (key, ordinal, kind, section, text) =
            (at("key")?, at("ordinal")?, at("kind")?, at("section")?, at("text")?);
        let mut rows = statement.query(question.parameters().as_slice()).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let cell = |at: usize| row.get_ref(at).map_err(StoreError::from);
            let words = |at: usize| cell(at)?.as_str().map_err(|error| not_text(at, error));
            let paragraph = ScannedParagraph {
                document: words(key)?,
                ordinal: row.get(ordinal).map_err(StoreError::from)?,
                kind: words(kind)?,
                section: cell(section)?.as_str_or_null().map_err(|error| not_text(section, error))?,
                text: words(text)?,
            };
            if !each(paragraph)? {
                break;
            }
        }
        Ok(())
    }
}

fn not_text(column: usize, error: FromSqlError) -> StoreError {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error)).into()
}
