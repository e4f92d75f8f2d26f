//! Looking through all paragraphs without copying them: search reads a million and keeps a few.

use rusqlite::named_params;
use rusqlite::types::FromSqlError;

use super::{Reader, Result, StoreError};
use crate::model::DocumentId;

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
    /// Shows `each` every paragraph of the project, or of one document, by document and number; stops
    /// when `each` says `false`.
    pub fn scan_paragraphs<E: From<StoreError>>(
        &self,
        document: Option<DocumentId>,
        mut each: impl FnMut(ScannedParagraph<'_>) -> Result<bool, E>,
    ) -> Result<(), E> {
        let mut statement = self.conn.prepare_cached(include_str!("paragraph/all.sql")).map_err(StoreError::from)?;
        let at = |name: &str| statement.column_index(name).map_err(StoreError::from);
        let (key, ordinal, kind, section, text) =
            (at("key")?, at("ordinal")?, at("kind")?, at("section")?, at("text")?);
        let mut rows =
            statement.query(named_params! { ":document_id": document.map(|id| id.0) }).map_err(StoreError::from)?;
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
