//! The tables and triggers of the index, which may have been dropped: they are made as a new project has them.

use rusqlite::Connection;

use crate::store::schema::SCHEMA;
use crate::store::{Reader, Result};

/// What the index is made of, besides rows: three tables, an index, three triggers.
const PARTS: i64 = 7;

impl Reader<'_> {
    /// Whether the index has all its tables and triggers. Without one of them nothing it says can be
    /// trusted, so it is not asked: every text is.
    pub fn has_index_parts(&self) -> Result<bool> {
        has_parts(self.conn)
    }
}

pub(super) fn has_parts(conn: &Connection) -> Result<bool> {
    let mut count = conn.prepare_cached(include_str!("parts.sql"))?;
    Ok(count.query_row([], |row| row.get::<_, i64>("n"))? == PARTS)
}

/// Makes an empty index where parts of it are missing: what is left of it is of no use.
pub(in crate::store) fn restore_parts(conn: &Connection) -> Result<()> {
    if has_parts(conn)? {
        return Ok(());
    }
    let new = Connection::open_in_memory()?;
    new.execute_batch(SCHEMA)?;
    let parts: Vec<String> = Reader::new(&new).rows(include_str!("parts_made.sql"), [], |row| Ok(row.get("sql")?))?;
    let left: Vec<(String, String)> =
        Reader::new(conn).rows(include_str!("parts_left.sql"), [], |row| Ok((row.get("type")?, row.get("name")?)))?;
    left.iter().try_for_each(|(kind, name)| conn.execute_batch(&format!("DROP {kind} {name}")))?;
    Ok(parts.iter().try_for_each(|sql| conn.execute_batch(sql))?)
}
