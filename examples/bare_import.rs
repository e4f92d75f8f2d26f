//! What SQLite alone takes to store paragraphs and to index each of their characters.
//!
//! `bare_import PARAGRAPHS.csv FILE` reads the columns `doc_id,seq,text` into one table and one FTS5 index
//! of single characters, in one transaction. The yardstick of `bench/import.py`.

use rusqlite::{Connection, params};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(csv), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err("usage: bare_import PARAGRAPHS.csv FILE".into());
    };
    let mut conn = Connection::open(file)?;
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))?;
    conn.pragma_update(None, "synchronous", "NORMAL")?;
    conn.pragma_update(None, "cache_size", -65_536)?;
    conn.execute_batch(
        "CREATE TABLE paragraph (id INTEGER PRIMARY KEY, document INTEGER, ordinal INTEGER, text TEXT NOT NULL) STRICT;
         CREATE VIRTUAL TABLE characters USING fts5 (text, content = '', tokenize = 'unicode61');",
    )?;
    let tx = conn.transaction()?;
    {
        let mut store = tx.prepare("INSERT INTO paragraph VALUES (?1, ?2, ?3, ?4)")?;
        let mut index = tx.prepare("INSERT INTO characters (rowid, text) VALUES (?1, ?2)")?;
        let mut spaced = String::new();
        for (row, id) in csv::Reader::from_path(csv)?.records().zip(1_i64..) {
            let row = row?;
            let (document, ordinal): (i64, i64) = (row[0].parse()?, row[1].parse()?);
            store.execute(params![id, document, ordinal, &row[2]])?;
            spaced.clear();
            for c in row[2].chars() {
                spaced.push(c);
                spaced.push(' ');
            }
            index.execute(params![id, spaced])?;
        }
    }
    tx.commit()?;
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}
