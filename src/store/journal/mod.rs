//! The one write path. Everything that changes a row goes through [`Writer`], inside one immediate
//! transaction that also writes the operation with the rows before and after.

mod bulk;
mod history;
mod image;
mod log;

pub use history::{HistoryStep, LoggedRow, OperationRecord};

use std::ops::Deref;

use rusqlite::{Connection, ToSql, Transaction, TransactionBehavior};

use self::bulk::Bulk;
use self::log::{Change, Log};
use super::search_index::{Upkeep, keep_up, restore_parts};
use super::{Reader, Result, Store, StoreError, coder, open};
use crate::model::{CoderId, OperationId, OperationKind, Session};

/// A cell of a row about to be written: column and value.
pub(super) type Cell<'a> = (&'static str, &'a dyn ToSql);

/// The cells of such a row.
pub(super) type Cells<'a> = &'a [Cell<'a>];

/// The tables whose rows operations change: everything but the log itself.
pub const TABLES: &[&str] = &[
    "setting",
    "coder",
    "document",
    "attribute",
    "source",
    "removal",
    "doubt",
    "paragraph",
    "variable",
    "code",
    "actor",
    "alias",
    "affiliation",
    "statement",
    "statement_code",
    "statement_actor",
    "link",
    "reading",
    "memo",
    "filter",
    "query",
];

/// Writes rows inside one operation. Reads too, through [`Reader`]. Has no commit: only
/// [`Store::write`] ends the transaction.
pub struct Writer<'a> {
    reader: Reader<'a>,
    session: &'a Session,
    coder: (CoderId, String),
    log: Log,
    bulk: Bulk,
    summary: String,
    uids: u64,
}

/// What [`Store::write`] returns beside the closure's own answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written<T> {
    /// The closure's answer.
    pub value: T,
    /// The operation; `None` if nothing was changed or it was a dry run.
    pub operation: Option<OperationId>,
}

/// How an operation stands to others, and whether it stays.
#[derive(Clone, Copy)]
struct Part {
    of: Option<OperationId>,
    /// Whether more parts may follow.
    long: bool,
    dry_run: bool,
    /// What is done for the search index when paragraphs were changed.
    upkeep: Upkeep,
}

impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl Store {
    /// Runs `change` as one operation: one immediate transaction, committed whole or not at all.
    ///
    /// # Errors
    /// Whatever `change` returns, and [`StoreError::Locked`] when another writer holds the file for
    /// more than five seconds. In every case nothing was changed.
    pub fn write<T, E: From<StoreError>>(
        &mut self,
        kind: OperationKind,
        change: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        self.part(kind, Part { of: None, long: false, dry_run: false, upkeep: Upkeep::ordinary(self.segment) }, change)
    }

    /// As [`Store::write`], as a further part of the work that the operation `first` began: long work
    /// is committed part by part, and taken back and brought back whole. `None`: this is the first.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_part<T, E: From<StoreError>>(
        &mut self,
        kind: OperationKind,
        first: Option<OperationId>,
        change: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        self.part(kind, Part { of: first, long: true, dry_run: false, upkeep: Upkeep::of_part(self.segment) }, change)
    }

    /// As [`Store::write`]; a dry run does exactly the same and takes everything back: `--dry-run`.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn attempt<T, E: From<StoreError>>(
        &mut self,
        kind: OperationKind,
        dry_run: bool,
        change: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        self.part(kind, Part { of: None, long: false, dry_run, upkeep: Upkeep::ordinary(self.segment) }, change)
    }

    fn part<T, E: From<StoreError>>(
        &mut self,
        kind: OperationKind,
        part: Part,
        change: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        if part.long {
            // Long work comes back to the same pages of its indexes again and again: 40 MB of them. Its log is
            // folded into the file when it holds 48 MB, for each time waits for the disk.
            self.conn.pragma_update(None, "cache_size", -40_960).map_err(StoreError::from)?;
            self.conn.pragma_update(None, "wal_autocheckpoint", 12_288).map_err(StoreError::from)?;
        }
        let tx = self.begin()?;
        let coder = coder::current(&tx, &self.session)?;
        let mut writer = Writer {
            reader: Reader::new(&tx),
            session: &self.session,
            coder,
            log: Log::new(kind, None).continuing(part.of),
            bulk: Bulk::default(),
            summary: String::new(),
            uids: 0,
        };
        let value = change(&mut writer)?;
        writer.log_runs()?;
        let Writer { log, summary, coder: (_, coder_name), .. } = writer;
        if part.dry_run || log.rows() == 0 {
            tx.rollback().map_err(StoreError::from)?;
            return Ok(Written { value, operation: None });
        }
        let texts_changed = log.has_texts();
        let operation = log.finish(&tx, &self.session, &coder_name, &summary)?;
        // What had been taken back before is overtaken now.
        tx.execute("UPDATE operation SET state = 'dropped' WHERE state = 'undone' AND undoes IS NULL", [])
            .map_err(StoreError::from)?;
        if texts_changed {
            keep_up(&tx, &part.upkeep)?;
        }
        tx.commit().map_err(StoreError::from)?;
        Ok(Written { value, operation })
    }

    /// Begins the transaction every change runs in.
    pub(super) fn begin(&self) -> Result<Transaction<'_>> {
        if self.unchecked {
            open::check_log(&self.conn)?;
        }
        open::ensure_wal(&self.conn)?;
        let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
        // Triggers on paragraphs write to the index: it must be there before anything changes.
        restore_parts(&tx)?;
        Ok(tx)
    }
}

impl Writer<'_> {
    /// The coder who works here.
    pub fn coder(&self) -> CoderId {
        self.coder.0
    }

    /// The name of the coder who works here.
    pub fn coder_name(&self) -> &str {
        &self.coder.1
    }

    /// The present instant as it is stored.
    pub fn now(&self) -> String {
        self.session.clock.stamp()
    }

    /// Says in words what the operation did; shown by `log` and `undo`.
    pub fn summarize(&mut self, summary: impl Into<String>) {
        self.summary = summary.into();
    }

    /// Runs `change` so that it happens whole or not at all inside the operation: when it fails, what it
    /// wrote and logged is taken back and the operation goes on.
    ///
    /// # Errors
    /// Whatever `change` returns, and what SQLite says to a savepoint.
    pub fn each<T, E: From<StoreError>>(&mut self, change: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        let run = |sql: &str, conn: &Connection| -> Result<()> {
            conn.prepare_cached(sql)?.execute([])?;
            Ok(())
        };
        let (log, runs, uids) = (self.log.clone(), self.bulk.mark(), self.uids);
        run("SAVEPOINT each_part", self.reader.conn)?;
        let answer = change(self);
        if answer.is_err() {
            run("ROLLBACK TO each_part", self.reader.conn)?;
            (self.log, self.uids) = (log, uids);
            self.bulk.go_back(runs);
        }
        run("RELEASE each_part", self.reader.conn)?;
        answer
    }

    /// A new identifier that stays with its row wherever it travels.
    pub(super) fn uid(&mut self) -> Result<String> {
        let operation = self.log.id(self.reader.conn)?;
        self.uids += 1;
        Ok(self.session.uids.uid(self.session.clock, operation, self.uids))
    }

    /// Adds a row and logs it. Returns its id.
    pub(super) fn insert(&mut self, table: &str, cells: Cells<'_>) -> Result<i64> {
        self.log_runs()?;
        let sql = format!("{} RETURNING *", insert_sql(table, cells, 1));
        let bound: Vec<&dyn ToSql> = cells.iter().map(|(_, value)| *value).collect();
        let after = {
            let mut statement = self.reader.conn.prepare_cached(&sql)?;
            statement.query_row(bound.as_slice(), |row| Ok(image::of_row(row)))??
        };
        let id = self.reader.conn.last_insert_rowid();
        self.record(table, id, None, Some(&after))?;
        Ok(id)
    }

    /// Changes cells of a row and logs it. A change to what already is there is no change.
    pub(super) fn update(&mut self, table: &str, id: i64, cells: Cells<'_>) -> Result<bool> {
        self.log_runs()?;
        let conn = self.reader.conn;
        let before = image::current(conn, table, id)?;
        let columns: Vec<String> =
            cells.iter().enumerate().map(|(n, (column, _))| format!("\"{column}\" = ?{}", n + 2)).collect();
        let mut bound: Vec<&dyn ToSql> = vec![&id];
        bound.extend(cells.iter().map(|(_, value)| *value));
        conn.prepare_cached(&format!("UPDATE {table} SET {} WHERE id = ?1", columns.join(", ")))?
            .execute(bound.as_slice())?;
        let after = image::current(conn, table, id)?;
        // Only what changed is kept: a long text beside it need not be written twice.
        let (before, after) = match (before, after) {
            (Some(before), Some(after)) => image::difference(before, after),
            _ => return Ok(false),
        };
        if before.is_empty() {
            return Ok(false);
        }
        self.record(table, id, Some(&before), Some(&after))?;
        Ok(true)
    }

    /// Changes one number of a row whose present value is known, and logs it: as [`Writer::update`],
    /// without reading the row twice, where thousands of rows change.
    pub(super) fn change_number(
        &mut self,
        (table, id): (&str, i64),
        column: &'static str,
        (before, after): (i64, i64),
    ) -> Result<()> {
        let sql = format!("UPDATE {table} SET {column} = ?3 WHERE id = ?1 AND {column} = ?2");
        let changed = self.reader.conn.prepare_cached(&sql)?.execute([id, before, after])?;
        if changed != 1 {
            return Err(StoreError::Refused(format!("{table} {id}: {column} is not {before}")));
        }
        let image = |value: i64| image::Image::from_iter([(column.to_owned(), value.into())]);
        self.record(table, id, Some(&image(before)), Some(&image(after)))
    }

    /// Removes a row and logs it.
    pub(super) fn delete(&mut self, table: &str, id: i64) -> Result<()> {
        self.log_runs()?;
        let before = image::current(self.reader.conn, table, id)?;
        image::delete(self.reader.conn, table, id)?;
        self.record(table, id, before.as_ref(), None)
    }

    /// Removes every row whose `column` is `id`, newest first, and logs each.
    pub(super) fn delete_where(&mut self, table: &str, column: &str, id: i64) -> Result<usize> {
        let ids = self.reader.ids(&format!("SELECT id FROM {table} WHERE {column} = ?1 ORDER BY id DESC"), id)?;
        for row in &ids {
            self.delete(table, *row)?;
        }
        Ok(ids.len())
    }

    fn record(
        &mut self,
        table: &str,
        id: i64,
        before: Option<&image::Image>,
        after: Option<&image::Image>,
    ) -> Result<()> {
        let change = Change { table, first: id, last: id, before, after, run: None };
        self.log.add(self.reader.conn, &change)
    }
}

impl Reader<'_> {
    /// Calls `each` with every row the project holds, table by table, by id, as the log writes rows:
    /// two projects are the same when these are.
    pub fn each_image(&self, mut each: impl FnMut(&str, String)) -> Result<()> {
        for table in TABLES {
            let mut statement = self.conn.prepare_cached(&format!("SELECT * FROM {table} ORDER BY id"))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                each(table, serde_json::Value::Object(image::of_row(row)?).to_string());
            }
        }
        Ok(())
    }
}

/// `INSERT INTO table (columns) VALUES (places)`, the places for so many rows.
fn insert_sql(table: &str, cells: Cells<'_>, rows: usize) -> String {
    let columns: Vec<String> = cells.iter().map(|(column, _)| format!("\"{column}\"")).collect();
    let places = |row: usize| {
        let places: Vec<String> = (1..=cells.len()).map(|n| format!("?{}", row * cells.len() + n)).collect();
        format!("({})", places.join(", "))
    };
    let rows: Vec<String> = (0..rows).map(places).collect();
    format!("INSERT INTO {table} ({}) VALUES {}", columns.join(", "), rows.join(", "))
}
