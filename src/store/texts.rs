//! Texts beside the paragraphs: what a search asks of documents and statements, and no more.

use super::{Reader, Result, Selection};
use crate::model::{DocumentId, ParagraphId};

/// A document's title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleRow {
    /// The document.
    pub id: DocumentId,
    /// Its key.
    pub key: String,
    /// When it was published, as far as known.
    pub published: Option<String>,
    /// Its title.
    pub title: String,
}

impl Reader<'_> {
    /// The titles of the documents that hold a selected paragraph, in the order of the documents.
    pub fn titles(&self, selection: &Selection) -> Result<Vec<TitleRow>> {
        let mut sql = include_str!("texts/titles.sql").to_owned();
        let question = selection.paragraphs();
        if !selection.is_everything() {
            let of = include_str!("texts/documents.sql");
            sql.push_str(&format!("   AND document.id IN (\n{of}{})\n", question.clause()));
        }
        sql.push_str("ORDER BY document.id");
        self.rows(&sql, question.parameters().as_slice(), |row| {
            Ok(TitleRow {
                id: DocumentId(row.get("id")?),
                key: row.get("key")?,
                published: row.get("published")?,
                title: row.get("title")?,
            })
        })
    }

    /// When each document was published, as far as known: handle, key, date.
    pub fn dates(&self) -> Result<Vec<(DocumentId, String, String)>> {
        let sql = "SELECT id, key, published FROM document WHERE published IS NOT NULL ORDER BY id";
        self.rows(sql, [], |row| Ok((DocumentId(row.get("id")?), row.get("key")?, row.get("published")?)))
    }

    /// The summaries of statements, each with the paragraph it is about.
    pub fn summaries(&self) -> Result<Vec<(ParagraphId, String)>> {
        let sql = "SELECT paragraph_id, summary FROM statement WHERE summary IS NOT NULL ORDER BY id";
        self.rows(sql, [], |row| Ok((ParagraphId(row.get("paragraph_id")?), row.get("summary")?)))
    }

    /// The notes on each statement as one text, with the paragraph it is about.
    pub fn statement_memos(&self) -> Result<Vec<(ParagraphId, String)>> {
        self.rows(include_str!("texts/memos.sql"), [], |row| {
            Ok((ParagraphId(row.get("paragraph_id")?), row.get("memo")?))
        })
    }

    /// How many paragraphs there are.
    pub fn paragraph_count(&self) -> Result<i64> {
        Ok(self.row("SELECT count(*) AS n FROM paragraph", [], |row| Ok(row.get("n")?))?.unwrap_or(0))
    }
}
