//! Every row of every table of the field, as text: to compare two states of a project.

use std::path::Path;

use pizhu::model::Session;
use pizhu::store::Store;
use rusqlite::Connection;

/// The rows of one project, one per line.
pub fn of_store(store: &Store) -> String {
    let mut out = String::new();
    store
        .read(|r| {
            r.each_image(|table, row| {
                out.push_str(table);
                out.push(' ');
                out.push_str(&row);
                out.push('\n');
            })
        })
        .expect("rows");
    out
}

/// The rows of one project file.
pub fn of_file(path: &Path) -> String {
    of_store(&Store::open(path, Session::default()).expect("the project opens"))
}

/// Fails unless SQLite finds the file whole and every reference in it kept.
pub fn assert_whole(path: &Path) {
    let conn = Connection::open(path).expect("the project opens");
    let verdict: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a verdict");
    assert_eq!(verdict, "ok");
    let broken: i64 =
        conn.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).expect("a count");
    assert_eq!(broken, 0, "references without target");
    let wrong: i64 = conn
        .query_row(
            "SELECT count(*) FROM statement JOIN paragraph ON paragraph.id = paragraph_id \
             WHERE substr(text, start + 1, end - start) IS NOT quote",
            [],
            |row| row.get(0),
        )
        .expect("a count");
    assert_eq!(wrong, 0, "quotes that are not the slice");
}
