//! The shape of the database: the schema of a new file and the steps that bring an old one there.
//!
//! To change it: edit `schema.sql`, add a numbered step to [`MIGRATIONS`], keep a golden file of the
//! old version with rows, note it in the change log. A released step is never edited.

use rusqlite::config::DbConfig;
use rusqlite::{Connection, TransactionBehavior};

use super::{Result, StoreError};

/// The schema of a new project.
pub const SCHEMA: &str = include_str!("../../schema.sql");

/// Marks the file as a project: the bytes `PiZU` at offset 68.
pub(super) const APPLICATION_ID: i64 = 0x5069_5A55;

/// Step `n` (from 0) leads from version `n + 1` to `n + 2`.
const MIGRATIONS: &[&str] = &[include_str!("migrations/002_intake.sql"), include_str!("migrations/003_hints.sql")];

/// The version a new file gets.
pub(super) fn latest() -> i64 {
    1 + i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// Fills an empty database.
pub(super) fn create(conn: &Connection) -> Result<()> {
    conn.execute_batch(SCHEMA)?;
    conn.pragma_update(None, "user_version", latest())?;
    let id: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    super::profile::verify(id == APPLICATION_ID, "application_id")
}

/// Brings a file of version `from` to the latest, in one transaction.
pub(super) fn migrate(conn: &mut Connection, from: i64) -> Result<()> {
    let done =
        usize::try_from(from - 1).map_err(|_| StoreError::Damaged(format!("schema version {from} does not exist")))?;
    // A step may put a CHECK otherwise, in the schema's own words; nothing else may ever touch those.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
    let migrated = take_steps(conn, done);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    migrated
}

fn take_steps(conn: &mut Connection, done: usize) -> Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in MIGRATIONS.iter().skip(done) {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(None, "user_version", latest())?;
    tx.commit()?;
    Ok(())
}
