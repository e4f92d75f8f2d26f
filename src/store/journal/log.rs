//! The operation being written: its row in `operation`, its rows in `operation_row`, its hash.
//!
//! Rows are logged as they change, so that the memory an operation takes does not grow with it; the
//! operation's own row follows at the end, when its summary and hash are known.

use rusqlite::{Connection, named_params};
use sha2::{Digest, Sha256};

use super::image::Image;
use crate::model::{OperationId, OperationKind, Session, hex};
use crate::store::Result;

/// What the first operation names as its predecessor's hash.
const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// An operation under way. Nothing is written before its first row.
#[derive(Clone)]
pub(super) struct Log {
    kind: OperationKind,
    undoes: Option<OperationId>,
    continues: Option<OperationId>,
    started: Option<Started>,
}

#[derive(Clone)]
struct Started {
    id: i64,
    rows: i64,
    /// Whether a paragraph is among them.
    texts: bool,
    prev_hash: String,
    hasher: Sha256,
}

/// What stands in the log for the rows of a run.
pub(super) struct RunHash {
    /// SHA-256 over the rows.
    pub(super) hash: String,
    /// The columns it covers, as a JSON list: a later version of the schema may have more.
    pub(super) columns: String,
}

/// One change of one row or one run of rows.
pub(super) struct Change<'a> {
    pub(super) table: &'a str,
    pub(super) first: i64,
    pub(super) last: i64,
    pub(super) before: Option<&'a Image>,
    pub(super) after: Option<&'a Image>,
    /// Of a run: its hash and the columns that covers.
    pub(super) run: Option<&'a RunHash>,
}

impl Log {
    pub(super) const fn new(kind: OperationKind, undoes: Option<OperationId>) -> Self {
        Self { kind, undoes, continues: None, started: None }
    }

    /// A further part of the work that `first` began.
    pub(super) const fn continuing(mut self, first: Option<OperationId>) -> Self {
        self.continues = first;
        self
    }

    /// How many rows were logged so far.
    pub(super) fn rows(&self) -> i64 {
        self.started.as_ref().map_or(0, |started| started.rows)
    }

    /// Whether a paragraph was added, changed or removed.
    pub(super) fn has_texts(&self) -> bool {
        self.started.as_ref().is_some_and(|started| started.texts)
    }

    /// The operation's number, reserved on first need.
    pub(super) fn id(&mut self, conn: &Connection) -> Result<i64> {
        Ok(self.start(conn)?.id)
    }

    /// Adds one change.
    pub(super) fn add(&mut self, conn: &Connection, change: &Change<'_>) -> Result<()> {
        let started = self.start(conn)?;
        started.rows += 1;
        started.texts |= change.table == "paragraph";
        let text = |image: Option<&Image>| image.map(|i| serde_json::Value::Object(i.clone()).to_string());
        let (before, mut after) = (text(change.before), text(change.after));
        if let Some(run) = change.run {
            after = Some(run.columns.clone());
        }
        let hash = change.run.map(|run| run.hash.as_str());
        let mut field = |text: &str| {
            started.hasher.update(text.as_bytes());
            started.hasher.update([0]);
        };
        field(change.table);
        field(&change.first.to_string());
        field(&change.last.to_string());
        field(before.as_deref().unwrap_or(""));
        field(after.as_deref().unwrap_or(""));
        field(hash.unwrap_or(""));
        conn.prepare_cached(include_str!("add_row.sql"))?.execute(named_params! {
            ":operation_id": started.id,
            ":n": started.rows,
            ":table_name": change.table,
            ":row_id": change.first,
            ":last_id": change.last,
            ":before": before,
            ":after": after,
            ":hash": hash,
        })?;
        Ok(())
    }

    /// Writes the operation itself, its hash over the one before, its rows and its fields. Returns
    /// `None` if nothing was changed.
    pub(super) fn finish(
        self,
        conn: &Connection,
        session: &Session,
        coder: &str,
        summary: &str,
    ) -> Result<Option<OperationId>> {
        let Some(mut started) = self.started else { return Ok(None) };
        let uid = session.uids.uid(session.clock, started.id, 0);
        let at = session.clock.stamp();
        let tool = concat!("pizhu ", env!("CARGO_PKG_VERSION"));
        let undoes = self.undoes.map_or(String::new(), |id| id.to_string());
        let prev_hash = started.prev_hash.as_str();
        for field in [&uid, &at, coder, self.kind.as_str(), &session.command, summary, tool, &undoes, prev_hash] {
            started.hasher.update(field.as_bytes());
            started.hasher.update([0]);
        }
        if let Some(first) = self.continues {
            started.hasher.update(first.to_string().as_bytes());
            started.hasher.update([0]);
        }
        conn.execute(
            include_str!("add_operation.sql"),
            named_params! {
                ":id": started.id,
                ":uid": uid,
                ":at": at,
                ":coder": coder,
                ":kind": self.kind.as_str(),
                ":command": session.command,
                ":summary": summary,
                ":tool": tool,
                ":undoes": self.undoes.map(|id| id.0),
                ":continues": self.continues.map(|id| id.0),
                ":prev_hash": prev_hash,
                ":hash": hex(&started.hasher.clone().finalize()),
            },
        )?;
        Ok(Some(OperationId(started.id)))
    }

    fn start(&mut self, conn: &Connection) -> Result<&mut Started> {
        match self.started {
            Some(ref mut started) => Ok(started),
            None => {
                let head = conn.query_row(include_str!("head.sql"), [], |row| {
                    Ok((row.get::<_, i64>("last")?, row.get::<_, Option<String>>("hash")?))
                })?;
                let prev_hash = head.1.unwrap_or_else(|| GENESIS.to_owned());
                Ok(self.started.insert(Started {
                    id: head.0 + 1,
                    rows: 0,
                    texts: false,
                    prev_hash,
                    hasher: Sha256::new(),
                }))
            }
        }
    }
}
