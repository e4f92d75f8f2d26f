//! Going back and forth in the log: undo, redo, and reading it.

use rusqlite::{Connection, Row, named_params};

use super::TABLES;
use super::bulk::run_hash;
use super::image::{self, Image};
use super::log::{Change, Log};
use crate::model::{OperationId, OperationKind, OperationState, Session};
use crate::store::search_index::{Upkeep, keep_up};
use crate::store::{Reader, Result, Store, StoreError, coder};

/// One operation of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationRecord {
    /// Its number.
    pub id: OperationId,
    /// When, in UTC.
    pub at: String,
    /// Who, by name.
    pub coder: String,
    /// What sort of change.
    pub kind: OperationKind,
    /// The command line as typed.
    pub command: String,
    /// What it did, in words.
    pub summary: String,
    /// The operation it takes back or brings back.
    pub undoes: Option<OperationId>,
    /// Where it stands.
    pub state: OperationState,
    /// How many rows it changed; a run added in bulk counts each of its rows.
    pub n_rows: i64,
}

/// One logged row or run of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedRow {
    /// The table.
    pub table: String,
    /// Id of the row, or of the first of a run.
    pub first: i64,
    /// Id of the last row of a run, else `first`.
    pub last: i64,
    /// The row before, as a JSON object.
    pub before: Option<String>,
    /// The row after, as a JSON object; of a run, the columns its hash covers, as a JSON list. Of a
    /// changed row both sides hold the columns that changed.
    pub after: Option<String>,
    /// The hash that stands for a run added in bulk.
    pub hash: Option<String>,
}

/// One step back or forth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryStep {
    /// The operation taken back or done again.
    pub operation: OperationId,
    /// What sort it was.
    pub kind: OperationKind,
    /// What it had done, in words.
    pub summary: String,
    /// Who had done it, by name.
    pub coder: String,
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Back,
    Forth,
}

impl Store {
    /// Takes back the last `n` operations, newest first, all or none.
    ///
    /// # Errors
    /// [`StoreError::NothingToUndo`] when not even one is left; [`StoreError::Changed`] with the rows
    /// when something outside the log changed them since.
    pub fn undo(&mut self, n: usize) -> Result<Vec<HistoryStep>> {
        self.travel(n, Direction::Back)
    }

    /// Does the last `n` operations taken back again, oldest first, all or none.
    ///
    /// # Errors
    /// [`StoreError::NothingToRedo`], and [`StoreError::Changed`] as for undo.
    pub fn redo(&mut self, n: usize) -> Result<Vec<HistoryStep>> {
        self.travel(n, Direction::Forth)
    }

    fn travel(&mut self, n: usize, direction: Direction) -> Result<Vec<HistoryStep>> {
        let tx = self.begin()?;
        let coder = coder::current(&tx, &self.session)?.1;
        let mut steps = Vec::new();
        for _ in 0..n {
            let Some(mut step) = next_step(&tx, direction)? else { break };
            let parts = parts(&tx, step.operation, direction)?;
            for part in &parts {
                apply(&tx, &self.session, &coder, part, direction)?;
            }
            if let [.., _, _] = parts.as_slice() {
                step.summary = format!("{} and more, in {} parts", step.summary, parts.len());
            }
            steps.push(step);
        }
        if steps.is_empty() && n > 0 {
            return Err(match direction {
                Direction::Back => StoreError::NothingToUndo,
                Direction::Forth => StoreError::NothingToRedo,
            });
        }
        keep_up(&tx, &Upkeep::ordinary(self.segment))?;
        tx.commit()?;
        Ok(steps)
    }
}

/// The operation to take back next, or to do again next.
fn next_step(conn: &Connection, direction: Direction) -> Result<Option<HistoryStep>> {
    let sql = match direction {
        Direction::Back => include_str!("next_undo.sql"),
        Direction::Forth => include_str!("next_redo.sql"),
    };
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    Ok(match rows.next()? {
        Some(row) => Some(step(row)?),
        None => None,
    })
}

/// The operation with the further parts of the same work, in the order in which to go through them.
fn parts(conn: &Connection, first: OperationId, direction: Direction) -> Result<Vec<HistoryStep>> {
    let state = match direction {
        Direction::Back => OperationState::Done,
        Direction::Forth => OperationState::Undone,
    };
    let mut statement = conn.prepare_cached(include_str!("parts.sql"))?;
    let mut rows = statement.query(named_params! { ":first": first.0, ":state": state.as_str() })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(step(row)?);
    }
    if direction == Direction::Back {
        found.reverse();
    }
    Ok(found)
}

fn step(row: &Row<'_>) -> Result<HistoryStep> {
    Ok(HistoryStep {
        operation: OperationId(row.get("id")?),
        kind: row.get::<_, String>("kind")?.parse()?,
        summary: row.get("summary")?,
        coder: row.get("coder")?,
    })
}

/// Restores the rows of one operation and logs that as an operation of its own.
fn apply(conn: &Connection, session: &Session, coder: &str, step: &HistoryStep, direction: Direction) -> Result<()> {
    // Back: the operation's own rows. Forth: the rows of the undo that took it back, which hold the
    // full images even where the operation logged only hashes.
    let (from, kind, state, word) = match direction {
        Direction::Back => (step.operation, OperationKind::Undo, OperationState::Undone, "undo"),
        Direction::Forth => (last_undo(conn, step.operation)?, OperationKind::Redo, OperationState::Done, "redo"),
    };
    let mut log = Log::new(kind, Some(step.operation));
    let mut changed: Vec<String> = Vec::new();
    // Newest change first: each row is compared when all later changes to it have been taken back.
    for row in logged_rows(conn, from)?.iter().rev() {
        let name = name_of(row);
        if changed.contains(&name) {
            continue;
        }
        if unchanged(conn, row)? {
            match restore(conn, row, &mut |change| log.add(conn, change)) {
                Err(StoreError::Refused(_)) => {
                    // Something stands in the way of this row and of all before it: what is named
                    // already, or else a row that has come to refer to this one.
                    if changed.is_empty() {
                        changed.push(name);
                    }
                    break;
                }
                restored => restored?,
            }
        } else {
            changed.push(name);
        }
    }
    if !changed.is_empty() {
        // The caller's transaction ends without a commit: nothing of this stays.
        return Err(StoreError::Changed { operation: step.operation, rows: changed });
    }
    log.finish(conn, session, coder, &format!("{word} {}: {}", step.operation, step.summary))?;
    conn.execute("UPDATE operation SET state = ?1 WHERE id = ?2", (state.as_str(), step.operation.0))?;
    Ok(())
}

fn last_undo(conn: &Connection, operation: OperationId) -> Result<OperationId> {
    let id =
        conn.query_row("SELECT max(id) FROM operation WHERE undoes = ?1 AND kind = 'undo'", [operation.0], |row| {
            row.get::<_, Option<i64>>(0)
        })?;
    id.map(OperationId).ok_or(StoreError::NothingToRedo)
}

/// Whether the rows in the database still are as the logged change left them.
fn unchanged(conn: &Connection, row: &LoggedRow) -> Result<bool> {
    if let Some(hash) = &row.hash {
        let columns = row.after.as_deref().unwrap_or("[]");
        return Ok(run_hash(conn, &row.table, row.first, row.last, columns)? == *hash);
    }
    let now = image::current(conn, &row.table, row.first)?;
    match (&row.after, now) {
        (None, None) => Ok(true),
        (Some(after), Some(now)) => Ok(image::same(&image::parse(after)?, &now)),
        _ => Ok(false),
    }
}

/// Puts the rows back as they were before the logged change, and reports each change made.
fn restore(conn: &Connection, row: &LoggedRow, report: &mut impl FnMut(&Change<'_>) -> Result<()>) -> Result<()> {
    let table = row.table.as_str();
    if row.hash.is_some() {
        for id in (row.first..=row.last).rev() {
            let Some(before) = image::current(conn, table, id)? else { continue };
            image::delete(conn, table, id)?;
            report(&single(table, id, Some(&before), None))?;
        }
        return Ok(());
    }
    let target = row.before.as_deref().map(image::parse).transpose()?;
    let now = image::current(conn, table, row.first)?;
    match (&target, &now) {
        (Some(image), None) => image::insert(conn, table, image)?,
        (Some(image), Some(_)) => image::update(conn, table, row.first, image)?,
        (None, Some(_)) => image::delete(conn, table, row.first)?,
        (None, None) => return Ok(()),
    }
    match (now, image::current(conn, table, row.first)?) {
        (Some(now), Some(then)) => {
            let (before, after) = image::difference(now, then);
            report(&single(table, row.first, Some(&before), Some(&after)))
        }
        (now, then) => report(&single(table, row.first, now.as_ref(), then.as_ref())),
    }
}

fn single<'a>(table: &'a str, id: i64, before: Option<&'a Image>, after: Option<&'a Image>) -> Change<'a> {
    Change { table, first: id, last: id, before, after, run: None }
}

fn name_of(row: &LoggedRow) -> String {
    if row.first == row.last {
        format!("{} {}", row.table, row.first)
    } else {
        format!("{} {}-{}", row.table, row.first, row.last)
    }
}

fn logged_rows(conn: &Connection, operation: OperationId) -> Result<Vec<LoggedRow>> {
    let mut statement = conn.prepare_cached(include_str!("rows.sql"))?;
    let rows = statement.query_map([operation.0], |row| {
        Ok(LoggedRow {
            table: row.get("table_name")?,
            first: row.get("row_id")?,
            last: row.get("last_id")?,
            before: row.get("before")?,
            after: row.get("after")?,
            hash: row.get("hash")?,
        })
    })?;
    let rows: Vec<LoggedRow> = rows.collect::<rusqlite::Result<_>>()?;
    // The names become part of statements, so only names of ours may.
    match rows.iter().find(|row| !TABLES.contains(&row.table.as_str())) {
        Some(row) => Err(StoreError::Damaged(format!("the operation log names a table `{}`", row.table))),
        None => Ok(rows),
    }
}

fn record(row: &Row<'_>) -> Result<OperationRecord> {
    Ok(OperationRecord {
        id: OperationId(row.get("id")?),
        at: row.get("at")?,
        coder: row.get("coder")?,
        kind: row.get::<_, String>("kind")?.parse()?,
        command: row.get("command")?,
        summary: row.get("summary")?,
        undoes: row.get::<_, Option<i64>>("undoes")?.map(OperationId),
        state: row.get::<_, String>("state")?.parse()?,
        n_rows: row.get("n_rows")?,
    })
}

impl Reader<'_> {
    /// The newest `limit` operations, newest first; all of them for `None`.
    pub fn operations(&self, limit: Option<u32>) -> Result<Vec<OperationRecord>> {
        let mut statement = self.conn.prepare_cached(include_str!("operations.sql"))?;
        let limit = limit.map_or(-1, i64::from);
        let mut rows = statement.query(named_params! { ":id": None::<i64>, ":limit": limit })?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(record(row)?);
        }
        Ok(found)
    }

    /// One operation with its rows in order.
    ///
    /// # Errors
    /// [`StoreError::NoOperation`] when there is none of that number.
    pub fn operation(&self, id: OperationId) -> Result<(OperationRecord, Vec<LoggedRow>)> {
        let mut statement = self.conn.prepare_cached(include_str!("operations.sql"))?;
        let mut rows = statement.query(named_params! { ":id": id.0, ":limit": 1 })?;
        let row = rows.next()?.ok_or(StoreError::NoOperation(id))?;
        Ok((record(row)?, logged_rows(self.conn, id)?))
    }
}
