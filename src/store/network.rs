//! Statements as events: when, in which document, for or against, by whom for whom.

use std::collections::HashMap;

use rusqlite::named_params;
use serde_json::Value;

use super::{Labelled, Reader, Result, Selection};
use crate::model::{DocumentId, Role, Span, StatementId};

/// The order of time; what has no date comes last.
const BY_TIME: &str = "document.published IS NULL, document.published, paragraph.document_id, paragraph.ordinal, \
                       statement.start, statement.id";

/// A statement as an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatementEvent {
    /// The statement.
    pub statement: StatementId,
    /// For (+1), neutral (0) or against (−1); `None` where nobody said.
    pub stance: Option<i8>,
    /// The document it stands in.
    pub document: DocumentId,
}

/// A statement with its words and what is known of its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementText {
    /// The statement.
    pub statement: StatementId,
    /// Its place in the paragraph, in code points.
    pub span: Span,
    /// Its words.
    pub quote: String,
    /// Who coded it.
    pub coder: String,
    /// The paragraph's number.
    pub paragraph: u32,
    /// The heading above.
    pub section: Option<String>,
    /// The document's key.
    pub document: String,
    /// The document's title.
    pub title: Option<String>,
    /// Its author.
    pub author: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// When it was published, as far as known.
    pub published: Option<String>,
    /// Its attribute `type`.
    pub kind: Option<String>,
}

impl Reader<'_> {
    /// The selected statements in the order of time: by the document's date, those without one last,
    /// then in reading order.
    pub fn statement_events(&self, selection: &Selection) -> Result<Vec<StatementEvent>> {
        let question = selection.statements();
        let sql = format!("{}{}\nORDER BY {BY_TIME}", include_str!("network/statements.sql"), question.clause());
        self.rows(&sql, question.parameters().as_slice(), |row| {
            Ok(StatementEvent {
                statement: StatementId(row.get("statement_id")?),
                stance: row.get("stance")?,
                document: DocumentId(row.get("document_id")?),
            })
        })
    }

    /// The selected statements with their words, by handle.
    pub fn statement_texts(&self, selection: &Selection) -> Result<HashMap<StatementId, StatementText>> {
        let question = selection.statements();
        let sql = format!("{}{}", include_str!("network/texts.sql"), question.clause());
        let texts = self.rows(&sql, question.parameters().as_slice(), |row| {
            Ok(StatementText {
                statement: StatementId(row.get("statement_id")?),
                span: Span::new(row.get("start")?, row.get("end")?)?,
                quote: row.get("quote")?,
                coder: row.get("coder")?,
                paragraph: row.get("ordinal")?,
                section: row.get("section")?,
                document: row.get("key")?,
                title: row.get("title")?,
                author: row.get("author")?,
                outlet: row.get("outlet")?,
                published: row.get("published")?,
                kind: row.get("type")?,
            })
        })?;
        Ok(texts.into_iter().map(|text| (text.statement, text)).collect())
    }

    /// For whom every actor of every statement speaks, in these roles or for none in any, by statement:
    /// persons for the organization of the post the statement names, all others for themselves.
    pub fn label_speakers(&self, roles: &[Role]) -> Result<Labelled> {
        let names = || Value::from_iter(roles.iter().map(|role| role.as_str())).to_string();
        let roles = (!roles.is_empty()).then(names);
        let legend = self.legend("SELECT id, name FROM actor ORDER BY id", [], "name")?;
        let parameters = named_params! { ":roles": roles };
        self.labelled(include_str!("network/speakers.sql"), parameters, "member", ("actor_id", &[]), legend)
    }
}
