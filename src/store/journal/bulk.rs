//! Rows added in bulk: thousands of one table, logged together by their ids and one hash.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql};
use sha2::{Digest, Sha256};

use super::log::{Change, RunHash};
use super::{Cells, Writer, image, insert_sql};
use crate::model::hex;
use crate::store::{Result, StoreError};

/// What is kept of rows added in bulk until they are logged.
#[derive(Default)]
pub(super) struct Bulk {
    /// Rows not logged yet, in the order in which their tables were first written.
    runs: Vec<Run>,
    tables: HashMap<&'static str, Table>,
    /// One row as JSON; its memory serves row after row.
    line: Vec<u8>,
}

/// Rows of one table, added one after the other.
#[derive(Clone)]
pub(super) struct Run {
    table: &'static str,
    first: i64,
    last: i64,
    hasher: Sha256,
}

/// How rows of a table are added and written down.
struct Table {
    sql: String,
    /// The names of its columns, sorted, as a JSON list.
    columns: String,
    /// What stands before each value in a row's JSON object, with the cell it comes from; `None` for the
    /// id, which the database gives.
    values: Vec<(String, Option<usize>)>,
}

impl Bulk {
    /// What [`Bulk::go_back`] goes back to.
    pub(super) fn mark(&self) -> Vec<Run> {
        self.runs.clone()
    }

    /// Forgets the rows added since.
    pub(super) fn go_back(&mut self, runs: Vec<Run>) {
        self.runs = runs;
    }
}

impl Writer<'_> {
    /// Adds a row of many. Rows of one table that follow each other are logged together, by their ids
    /// and one hash, when something else is logged or the operation ends. Tables that refer to others
    /// are written after them. A table's rows come with the same columns each time, and with all of them
    /// but the id.
    pub(in crate::store) fn insert_bulk(&mut self, table: &'static str, cells: Cells<'_>) -> Result<i64> {
        let bound: Vec<&dyn ToSql> = cells.iter().map(|(_, value)| *value).collect();
        let conn = self.reader.conn;
        let mut line = std::mem::take(&mut self.bulk.line);
        line.clear();
        let plan = match self.bulk.tables.entry(table) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(Table::new(conn, table, cells)?),
        };
        conn.prepare_cached(&plan.sql)?.execute(bound.as_slice())?;
        let id = conn.last_insert_rowid();
        plan.write(id, &bound, &mut line)?;
        match self.bulk.runs.iter_mut().find(|run| run.table == table) {
            Some(run) if run.last + 1 == id => {
                run.last = id;
                run.hasher.update(&line);
            }
            other => {
                if other.is_some() {
                    self.log_runs()?;
                }
                let hasher = Sha256::new_with_prefix(&line);
                self.bulk.runs.push(Run { table, first: id, last: id, hasher });
            }
        }
        self.bulk.line = line;
        Ok(id)
    }

    /// Logs the rows added in bulk so far, so that what is logged next comes after them.
    pub(super) fn log_runs(&mut self) -> Result<()> {
        for Run { table, first, last, hasher } in std::mem::take(&mut self.bulk.runs) {
            let columns = self.bulk.tables.get(table).map(|plan| plan.columns.clone()).unwrap_or_default();
            let run = RunHash { hash: hex(&hasher.finalize()), columns };
            let change = Change { table, first, last, before: None, after: None, run: Some(&run) };
            self.log.add(self.reader.conn, &change)?;
        }
        Ok(())
    }
}

impl Table {
    fn new(conn: &Connection, table: &'static str, cells: Cells<'_>) -> Result<Self> {
        let columns = image::columns(conn, table)?;
        let names = names(&columns)?;
        let mut values = Vec::with_capacity(names.len());
        for (n, name) in names.iter().enumerate() {
            let cell = cells.iter().position(|(column, _)| column == name);
            if cell.is_none() && name != "id" {
                return Err(StoreError::Refused(format!("{table}.{name} is not among the cells of a bulk row")));
            }
            let key = serde_json::Value::from(name.as_str());
            values.push((format!("{}{key}:", if n == 0 { '{' } else { ',' }), cell));
        }
        Ok(Self { sql: insert_sql(table, cells), columns, values })
    }

    /// Writes the row that was just added as [`run_hash`] reads it.
    fn write(&self, id: i64, bound: &[&dyn ToSql], out: &mut Vec<u8>) -> Result<()> {
        for (key, cell) in &self.values {
            out.extend_from_slice(key.as_bytes());
            match cell {
                None => image::write_value(key, ValueRef::Integer(id), out)?,
                Some(cell) => match bound[*cell].to_sql()? {
                    ToSqlOutput::Borrowed(value) => image::write_value(key, value, out)?,
                    ToSqlOutput::Owned(value) => image::write_value(key, ValueRef::from(&value), out)?,
                    _ => return Err(StoreError::Refused(format!("{key} is given in a way that is not logged"))),
                },
            }
        }
        out.extend_from_slice(b"}\n");
        Ok(())
    }
}

/// SHA-256 over the rows `first..=last`, each as the JSON object of these columns with a line feed.
pub(super) fn run_hash(conn: &Connection, table: &str, first: i64, last: i64, columns: &str) -> Result<String> {
    let columns = names(columns)?;
    let quoted: Vec<String> = columns.iter().map(|column| image::quoted(column)).collect();
    let sql = format!("SELECT {} FROM {table} WHERE id BETWEEN ?1 AND ?2 ORDER BY id", quoted.join(", "));
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query([first, last])?;
    let (mut hasher, mut line) = (Sha256::new(), Vec::new());
    while let Some(row) = rows.next()? {
        line.clear();
        image::write(row, &columns, &mut line)?;
        line.push(b'\n');
        hasher.update(&line);
    }
    Ok(hex(&hasher.finalize()))
}

/// The names in a JSON list of columns.
fn names(columns: &str) -> Result<Vec<String>> {
    serde_json::from_str(columns).map_err(|error| StoreError::Damaged(format!("the operation log: {error}")))
}
