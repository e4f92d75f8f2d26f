//! How connections are set up. Every setting is read back: a silent no-op would be a bug.

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::{Result, StoreError};

/// How long a writer waits for another one, in milliseconds.
pub(super) const BUSY_TIMEOUT_MS: u64 = 5_000;

/// Flags for a connection that may write. No `CREATE`, so that a wrong path never makes a file; no
/// `URI`, so that a path is a path; no links.
pub(super) fn writer_flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_EXRESCODE
}

/// The settings common to all connections.
pub(super) fn configure(conn: &Connection) -> Result<()> {
    // One tagged statement asks about twenty questions; a run over a file must not parse each anew.
    conn.set_prepared_statement_cache_capacity(64);
    conn.busy_timeout(std::time::Duration::from_millis(BUSY_TIMEOUT_MS))?;
    for (option, wanted) in [
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true),
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        // Else a question near a partial index is planned anew for every value that is bound.
        (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
    ] {
        let set = conn.set_db_config(option, wanted)?;
        verify(set == wanted, "db_config")?;
    }
    for (pragma, value, wanted) in [
        ("synchronous", "FULL", 2),
        ("cell_size_check", "ON", 1),
        ("mmap_size", "0", 0),
        ("temp_store", "MEMORY", 2),
        ("journal_size_limit", "67108864", 67_108_864),
    ] {
        conn.pragma_update(None, pragma, value)?;
        // A database in memory has no file to map and gives no answer.
        let set: Option<i64> = conn.pragma_query_value(None, pragma, |row| row.get(0)).optional()?;
        verify(set.is_none_or(|set| set == wanted), pragma)?;
    }
    // No other database is ever attached to this one.
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    verify(conn.limit(Limit::SQLITE_LIMIT_ATTACHED)? == 0, "limit attached")
}

/// Fails loudly when SQLite did not take a setting.
pub(super) fn verify(held: bool, setting: &str) -> Result<()> {
    if held { Ok(()) } else { Err(StoreError::Refused(format!("the setting {setting} did not hold"))) }
}
