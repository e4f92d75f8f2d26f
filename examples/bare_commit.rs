//! What one fully synced commit costs without pizhu: opens an SQLite file, adds one row, closes it.
//!
//! `bare_commit FILE` makes FILE with one table in WAL mode when it is not there. The yardstick of
//! `bench/commands.py` for `tag`.

use rusqlite::{Connection, TransactionBehavior};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: bare_commit FILE")?;
    let mut conn = Connection::open(path)?;
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.execute_batch("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")?;
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute("INSERT INTO t (text) VALUES (?1)", ["建议优化算力基础设施建设布局"])?;
    tx.commit()?;
    Ok(())
}
