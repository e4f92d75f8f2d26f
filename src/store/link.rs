//! Links between statements.

use rusqlite::Row;

use super::{Reader, Result, Writer};
use crate::model::{CoderId, LinkKind, StatementId};

/// A link as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRow {
    /// The handle of the row.
    pub id: i64,
    /// The reacting statement.
    pub from: StatementId,
    /// The one it is about.
    pub to: StatementId,
    /// The relation.
    pub kind: LinkKind,
    /// Who saw it.
    pub coder_id: CoderId,
    /// Who saw it, by name.
    pub coder: String,
}

impl Reader<'_> {
    /// The links of one statement, in both directions, or all for `None`.
    pub fn links(&self, id: Option<StatementId>) -> Result<Vec<LinkRow>> {
        let of_row = |row: &Row<'_>| {
            Ok(LinkRow {
                id: row.get("id")?,
                from: StatementId(row.get("from_statement_id")?),
                to: StatementId(row.get("to_statement_id")?),
                kind: row.get::<_, String>("type")?.parse()?,
                coder_id: CoderId(row.get("coder_id")?),
                coder: row.get("coder")?,
            })
        };
        match id {
            None => self.rows(include_str!("link/all.sql"), [], of_row),
            Some(id) => self.rows(include_str!("link/of_statement.sql"), [id.0], of_row),
        }
    }
}

impl Writer<'_> {
    /// Adds a link of the coder who works here; `false` if he has it already.
    pub fn insert_link(&mut self, from: StatementId, to: StatementId, kind: LinkKind) -> Result<bool> {
        let (coder, now) = (self.coder(), self.now());
        let sql = "SELECT EXISTS (SELECT 1 FROM link \
                   WHERE from_statement_id = ?1 AND to_statement_id = ?2 AND type = ?3 AND coder_id = ?4)";
        let known: bool =
            self.conn.prepare_cached(sql)?.query_row((from.0, to.0, kind.as_str(), coder.0), |row| row.get(0))?;
        if known {
            return Ok(false);
        }
        self.insert(
            "link",
            &[
                ("from_statement_id", &from.0),
                ("to_statement_id", &to.0),
                ("type", &kind.as_str()),
                ("coder_id", &coder.0),
                ("created_at", &now),
            ],
        )
        .map(|_| true)
    }

    /// Removes a link.
    pub fn delete_link(&mut self, link: &LinkRow) -> Result<()> {
        self.delete("link", link.id)
    }
}
