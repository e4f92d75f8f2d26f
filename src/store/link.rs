//! Links between statements.

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
        let sql = "SELECT link.id, from_statement_id, to_statement_id, type, coder_id, coder.name AS coder \
                   FROM link JOIN coder ON coder.id = link.coder_id \
                   WHERE ?1 IS NULL OR from_statement_id = ?1 OR to_statement_id = ?1 \
                   ORDER BY from_statement_id, to_statement_id, link.id";
        self.rows(sql, [id.map(|id| id.0)], |row| {
            Ok(LinkRow {
                id: row.get("id")?,
                from: StatementId(row.get("from_statement_id")?),
                to: StatementId(row.get("to_statement_id")?),
                kind: row.get::<_, String>("type")?.parse()?,
                coder_id: CoderId(row.get("coder_id")?),
                coder: row.get("coder")?,
            })
        })
    }
}

impl Writer<'_> {
    /// Adds a link of the coder who works here; `false` if he has it already.
    pub fn insert_link(&mut self, from: StatementId, to: StatementId, kind: LinkKind) -> Result<bool> {
        let (coder, now) = (self.coder(), self.now());
        let known = self
            .links(Some(from))?
            .iter()
            .any(|l| l.from == from && l.to == to && l.kind == kind && l.coder_id == coder);
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
