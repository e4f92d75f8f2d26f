//! Coders.

use rusqlite::{Connection, OptionalExtension};

use super::{Reader, Result, StoreError, Writer, setting};
use crate::model::{CoderId, Session};

/// One coder with what he has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoderRow {
    /// The handle.
    pub id: CoderId,
    /// The name.
    pub name: String,
    /// How many statements are his.
    pub n_statements: i64,
    /// How many paragraphs he has read, in any state.
    pub n_readings: i64,
    /// Whether he works here unless told otherwise.
    pub current: bool,
}

/// The coder who works here: the one named for this run, else the project's own.
pub(super) fn current(conn: &Connection, session: &Session) -> Result<(CoderId, String)> {
    let reader = Reader::new(conn);
    let own = reader.setting(setting::CODER)?;
    // Only while a project is being made it has no coder; its first one makes it.
    let Some(own) = own else { return Ok((CoderId(0), session.coder.clone().unwrap_or_default())) };
    let name = session.coder.clone().unwrap_or(own);
    match reader.coder_by_name(&name)? {
        Some(id) => Ok((id, name)),
        None => Err(StoreError::UnknownCoder {
            name,
            known: reader.coders()?.into_iter().map(|coder| coder.name).collect(),
        }),
    }
}

impl Reader<'_> {
    /// The coder of that name.
    pub fn coder_by_name(&self, name: &str) -> Result<Option<CoderId>> {
        let mut statement = self.conn.prepare_cached("SELECT id FROM coder WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?.map(CoderId))
    }

    /// All coders, in the order they came.
    pub fn coders(&self) -> Result<Vec<CoderRow>> {
        self.rows(include_str!("coder/list.sql"), [], |row| {
            Ok(CoderRow {
                id: CoderId(row.get("id")?),
                name: row.get("name")?,
                n_statements: row.get("n_statements")?,
                n_readings: row.get("n_readings")?,
                current: row.get("current")?,
            })
        })
    }
}

impl Reader<'_> {
    /// Whether the project has more than one coder, so that it must be said whose something is.
    pub fn several_coders(&self) -> Result<bool> {
        Ok(self.conn.prepare_cached("SELECT count(*) > 1 FROM coder")?.query_row([], |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// Adds a coder.
    pub fn insert_coder(&mut self, name: &str) -> Result<CoderId> {
        let (uid, now) = (self.uid()?, self.now());
        self.insert("coder", &[("uid", &uid), ("name", &name), ("created_at", &now)]).map(CoderId)
    }

    /// Gives a coder another name; his work stays his.
    pub fn rename_coder(&mut self, id: CoderId, name: &str) -> Result<()> {
        self.update("coder", id.0, &[("name", &name)]).map(|_| ())
    }

    /// Makes a coder the one who works here unless told otherwise.
    pub fn use_coder(&mut self, name: &str) -> Result<()> {
        self.set_setting(setting::CODER, name)
    }
}
