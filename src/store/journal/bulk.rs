//! Rows added in bulk: thousands of one table, logged together by their ids and one hash.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql};
use sha2::{Digest, Sha256};

use super::log::{Change, RunHash};
use super::{Cell, Cells, Writer, image, insert_sql};
use crate::model::hex;
use crate::store::{Result, StoreError};

/// What is kept of rows added in bulk until they are logged.
#[derive(Default)]
pub(super) struct Bulk {
    /// Rows not logged yet, in the order in which their tables were first written.
    runs: Vec<Run>,
    tables: HashMap<&'static str, Table>,
    /// Rows as JSON; its memory serves again and again.
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
    /// The INSERT for one row, for two, for four and so on, as far as they were needed.
    sql: Vec<Option<String>>,
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

    /// The rows of this table that are not logged yet.
    fn run_of(&mut self, table: &str) -> Option<&mut Run> {
        self.runs.iter_mut().find(|run| run.table == table)
    }

    /// Forgets the rows added since.
    pub(super) fn go_back(&mut self, runs: Vec<Run>) {
        self.runs = runs;
    }
}

/// Most rows that one INSERT adds. For each INSERT SQLite looks up the last id, and keeps the pages it touches as they
/// were: for every row alone that was a fifth of an import. Powers of two, so that few statements serve any number.
const TOGETHER: usize = 32;

impl Writer<'_> {
    /// Adds a row of many and returns its id. Rows of one table that follow each other are logged together, by
    /// their ids and one hash, when something else is logged or the operation ends. Tables that refer to others
    /// are written after them. A table's rows come with the same columns each time, and with all of them
    /// but the id.
    pub(in crate::store) fn insert_bulk(&mut self, table: &'static str, cells: Cells<'_>) -> Result<i64> {
        let bound: Vec<&dyn ToSql> = cells.iter().map(|(_, value)| *value).collect();
        self.insert_together(table, cells, &bound)
    }

    /// Adds many rows as [`Writer::insert_bulk`] adds one, under ids that follow each other. Returns the first of
    /// these.
    pub(in crate::store) fn insert_bulk_rows<const N: usize>(
        &mut self,
        table: &'static str,
        rows: &[[Cell<'_>; N]],
    ) -> Result<Option<i64>> {
        let bound: Vec<&dyn ToSql> = rows.iter().flatten().map(|(_, value)| *value).collect();
        let (mut first, mut done) = (None, 0);
        while let Some(row) = rows.get(done) {
            // What follows a row whose id is known.
            let most = if self.bulk.run_of(table).is_some() { TOGETHER } else { 1 };
            let n = 1 << (rows.len() - done).min(most).ilog2();
            let id = self.insert_together(table, row, &bound[done * N..(done + n) * N])?;
            first = first.or(Some(id));
            done += n;
        }
        Ok(first)
    }

    /// Adds rows with the columns of `cells` and the values `bound`, row by row, and returns the first id.
    fn insert_together(&mut self, table: &'static str, cells: Cells<'_>, bound: &[&dyn ToSql]) -> Result<i64> {
        let conn = self.reader.conn;
        let mut line = std::mem::take(&mut self.bulk.line);
        line.clear();
        let plan = match self.bulk.tables.entry(table) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(Table::new(conn, table, cells)?),
        };
        let n = bound.len() / cells.len();
        conn.prepare_cached(plan.sql(table, cells, n))?.execute(bound)?;
        let last = conn.last_insert_rowid();
        let first = last - (n as i64 - 1);
        for (row, id) in bound.chunks_exact(cells.len()).zip(first..) {
            plan.write(id, row, &mut line)?;
        }
        match self.bulk.run_of(table) {
            Some(run) if run.last + 1 == first => {
                run.last = last;
                run.hasher.update(&line);
            }
            // Only where a stranger has used up the numbers: which these have got is not known.
            _ if n > 1 => return Err(StoreError::Refused(format!("{table}: its ids do not follow each other"))),
            other => {
                if other.is_some() {
                    self.log_runs()?;
                }
                let hasher = Sha256::new_with_prefix(&line);
                self.bulk.runs.push(Run { table, first, last, hasher });
            }
        }
        self.bulk.line = line;
        Ok(first)
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
        Ok(Self { sql: Vec::new(), columns, values })
    }

    /// The INSERT for `n` rows, a power of two, with these columns.
    fn sql(&mut self, table: &str, cells: Cells<'_>, n: usize) -> &str {
        let place = n.ilog2() as usize;
        if self.sql.len() <= place {
            self.sql.resize(place + 1, None);
        }
        self.sql[place].get_or_insert_with(|| insert_sql(table, cells, n))
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
