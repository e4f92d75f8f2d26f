//! The operation being written: its row in `operation`, its rows in `operation_row`, its hash.
//!
//! Rows are logged as they change, so that the memory an operation takes does not grow with it.

use rusqlite::{Connection, OptionalExtension, named_params};
use sha2::{Digest, Sha256};

use super::image::Image;
use crate::model::{OperationId, OperationKind, Session, hex};
use crate::store::Result;

/// What the first operation names as its predecessor's hash.
const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// An operation under way. Nothing is written before its first row.
pub(super) struct Log {
    kind: OperationKind,
    undoes: Option<OperationId>,
    started: Option<Started>,
}

struct Started {
    id: i64,
    rows: i64,
    prev_hash: String,
    hasher: Sha256,
}

/// One change of one row or one run of rows.
pub(super) struct Change<'a> {
    pub(super) table: &'a str,
    pub(super) first: i64,
    pub(super) last: i64,
    pub(super) before: Option<&'a Image>,
    pub(super) after: Option<&'a Image>,
    pub(super) hash: Option<&'a str>,
}

impl Log {
    pub(super) const fn new(kind: OperationKind, undoes: Option<OperationId>) -> Self {
        Self { kind, undoes, started: None }
    }

    /// How many rows were logged so far.
    pub(super) fn rows(&self) -> i64 {
        self.started.as_ref().map_or(0, |started| started.rows)
    }

    /// The operation's number, reserved on first need.
    pub(super) fn id(&mut self, conn: &Connection, session: &Session, coder: &str) -> Result<i64> {
        Ok(self.start(conn, session, coder)?.id)
    }

    /// Adds one change.
    pub(super) fn add(&mut self, conn: &Connection, session: &Session, coder: &str, change: &Change<'_>) -> Result<()> {
        let started = self.start(conn, session, coder)?;
        started.rows += 1;
        let text = |image: Option<&Image>| image.map(|i| serde_json::Value::Object(i.clone()).to_string());
        let (before, after) = (text(change.before), text(change.after));
        let mut field = |text: &str| {
            started.hasher.update(text.as_bytes());
            started.hasher.update([0]);
        };
        field(change.table);
        field(&change.first.to_string());
        field(&change.last.to_string());
        field(before.as_deref().unwrap_or(""));
        field(after.as_deref().unwrap_or(""));
        field(change.hash.unwrap_or(""));
        conn.prepare_cached(include_str!("add_row.sql"))?.execute(named_params! {
            ":operation_id": started.id,
            ":n": started.rows,
            ":table_name": change.table,
            ":row_id": change.first,
            ":last_id": change.last,
            ":before": before,
            ":after": after,
            ":hash": change.hash,
        })?;
        Ok(())
    }

    /// Writes what the operation did and closes its hash. Returns `None` if nothing was changed.
    pub(super) fn finish(self, conn: &Connection, session: &Session, summary: &str) -> Result<Option<OperationId>> {
        let Some(mut started) = self.started else { return Ok(None) };
        let (uid, at, coder, tool): (String, String, String, String) =
            conn.query_row("SELECT uid, at, coder, tool FROM operation WHERE id = ?1", [started.id], |row| {
                Ok((row.get("uid")?, row.get("at")?, row.get("coder")?, row.get("tool")?))
            })?;
        let undoes = self.undoes.map_or(String::new(), |id| id.to_string());
        for field in
            [&uid, &at, &coder, self.kind.as_str(), &session.command, summary, &tool, &undoes, &started.prev_hash]
        {
            started.hasher.update(field.as_bytes());
            started.hasher.update([0]);
        }
        let hash = hex(&started.hasher.finalize());
        conn.execute("UPDATE operation SET summary = ?1, hash = ?2 WHERE id = ?3", (summary, hash, started.id))?;
        Ok(Some(OperationId(started.id)))
    }

    fn start(&mut self, conn: &Connection, session: &Session, coder: &str) -> Result<&mut Started> {
        match self.started {
            Some(ref mut started) => Ok(started),
            None => {
                let started = open_operation(conn, session, coder, self.kind, self.undoes)?;
                Ok(self.started.insert(started))
            }
        }
    }
}

/// Writes the row of a new operation, its summary and hash still open.
fn open_operation(
    conn: &Connection,
    session: &Session,
    coder: &str,
    kind: OperationKind,
    undoes: Option<OperationId>,
) -> Result<Started> {
    let prev_hash: String = conn
        .query_row("SELECT hash FROM operation ORDER BY id DESC LIMIT 1", [], |row| row.get(0))
        .optional()?
        .unwrap_or_else(|| GENESIS.to_owned());
    let last: Option<i64> =
        conn.query_row("SELECT seq FROM sqlite_sequence WHERE name = 'operation'", [], |row| row.get(0)).optional()?;
    let id = last.unwrap_or(0) + 1;
    conn.prepare_cached(include_str!("add_operation.sql"))?.execute(named_params! {
        ":id": id,
        ":uid": session.uids.uid(session.clock, id, 0),
        ":at": session.clock.stamp(),
        ":coder": coder,
        ":kind": kind.as_str(),
        ":command": session.command,
        ":tool": concat!("pizhu ", env!("CARGO_PKG_VERSION")),
        ":undoes": undoes.map(|id| id.0),
        ":prev_hash": prev_hash,
        ":hash": GENESIS,
    })?;
    Ok(Started { id, rows: 0, prev_hash, hasher: Sha256::new() })
}
