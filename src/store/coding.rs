//! What coders have put into a document: the reason not to remove it lightly.

use rusqlite::named_params;

use super::{Reader, Result};
use crate::model::{CoderId, DocumentId};

/// Rows of coding that hang on a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CodingCounts {
    /// Statements in its paragraphs.
    pub statements: i64,
    /// Readings of its paragraphs, by any coder.
    pub readings: i64,
    /// Notes on it, its paragraphs and its statements.
    pub notes: i64,
    /// Links from or to its statements, those from or to other documents included.
    pub links: i64,
}

impl CodingCounts {
    /// Whether nobody has done anything with the document.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

impl std::fmt::Display for CodingCounts {
    /// `18 statements, 1 note`: what there is, nothing of what there is none.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words: Vec<String> =
            [(self.statements, "statement"), (self.readings, "reading"), (self.notes, "note"), (self.links, "link")]
                .into_iter()
                .filter(|(n, _)| *n > 0)
                .map(|(n, word)| format!("{n} {word}{}", if n == 1 { "" } else { "s" }))
                .collect();
        f.write_str(&words.join(", "))
    }
}

impl Reader<'_> {
    /// What coders have put into a document.
    pub fn coding_counts(&self, document: DocumentId) -> Result<CodingCounts> {
        let parameters = named_params! { ":document_id": document.0 };
        let counts = self.row(include_str!("document/coding.sql"), parameters, |row| {
            Ok(CodingCounts {
                statements: row.get("statements")?,
                readings: row.get("readings")?,
                notes: row.get("notes")?,
                links: row.get("links")?,
            })
        })?;
        Ok(counts.unwrap_or_default())
    }
}

impl Reader<'_> {
    /// What each coder has put into a document, those left out who have put nothing into it.
    pub fn coding_by_coder(&self, document: DocumentId) -> Result<Vec<(CoderId, String, CodingCounts)>> {
        let parameters = named_params! { ":document_id": document.0 };
        self.rows(include_str!("document/coding_by_coder.sql"), parameters, |row| {
            let counts = CodingCounts {
                statements: row.get("statements")?,
                readings: row.get("readings")?,
                notes: row.get("notes")?,
                links: row.get("links")?,
            };
            Ok((CoderId(row.get("id")?), row.get("name")?, counts))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::CodingCounts;

    #[test]
    fn only_what_there_is_is_named() {
        let counts = CodingCounts { statements: 2, notes: 1, ..CodingCounts::default() };
        assert_eq!(counts.to_string(), "2 statements, 1 note");
        assert!(!counts.is_empty() && CodingCounts::default().is_empty());
    }
}
