//! The schema: what it forbids, that old projects reach the same shape, that every query fits it.

use std::path::{Path, PathBuf};

use pizhu::model::Session;
use pizhu::store::{SCHEMA, Store};
use rusqlite::Connection;

use super::dump;
use super::sandbox::{Sandbox, root};

/// Every table, index, trigger and view, without comments and spacing. What was added to a table later
/// stands in its words as an addition to the old ones; here every part of them stands on its own line.
fn shape(path: &Path) -> Vec<(String, String)> {
    let conn = Connection::open(path).expect("a project");
    let mut statement =
        conn.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").expect("the schema");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).expect("rows");
    rows.map(|row| row.expect("a row")).map(|(name, sql)| (name, plain(&sql))).collect()
}

/// Words of SQL without comments, one space apart, a line per part.
fn plain(sql: &str) -> String {
    let code: Vec<&str> = sql.lines().map(|line| line.split("--").next().unwrap_or(line)).collect();
    let words = code.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    words.replace(" ,", ",").replace(", ", ",\n").replace("( ", "(").replace(" )", ")")
}

#[test]
fn a_migrated_project_is_shaped_like_a_new_one() {
    let sandbox = Sandbox::empty();
    sandbox.ok("init new.db --coder li --name new");
    for entry in std::fs::read_dir(root().join("tests/data/golden")).expect("golden projects").flatten() {
        let copy = sandbox.path(entry.file_name());
        std::fs::copy(entry.path(), &copy).expect("a copy");
        drop(Store::open(&copy, Session::default()).expect("an old project opens"));
        assert_eq!(shape(&copy), shape(&sandbox.path("new.db")), "{}", entry.path().display());
        dump::assert_whole(&copy);
        assert_eq!(version(&copy), version(&sandbox.path("new.db")));
    }
}

fn version(path: &Path) -> i64 {
    let conn = Connection::open(path).expect("a project");
    conn.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version")
}

/// The rows of the golden project of `version` are those that were kept, each table but those `without`
/// rows has some, and work goes on there.
fn assert_rows_are_there(version: u32, without: &[&str]) {
    let sandbox = Sandbox::empty();
    let name = format!("v{version}.db");
    std::fs::copy(root().join("tests/data/golden").join(&name), sandbox.path(&name)).expect("a copy");
    let rows = dump::of_file(&sandbox.path(&name));
    let kept = root().join(format!("tests/data/golden.v{version}.rows"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&kept, &rows).expect("the rows written");
    }
    let expected = std::fs::read_to_string(&kept).expect("the rows");
    assert_eq!(rows, expected);
    for table in pizhu::store::TABLES.iter().filter(|table| !without.contains(table)) {
        assert!(expected.contains(&format!("{table} {{")), "the golden project holds no {table}");
    }
    let run = sandbox.words(&format!("undo --db {name}"));
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn the_rows_of_version_1_are_all_there() {
    assert_rows_are_there(1, &["filter", "doubt", "query"]);
}

#[test]
fn the_rows_of_version_2_are_all_there() {
    assert_rows_are_there(2, &["filter", "query"]);
}

fn fresh() -> Connection {
    let conn = Connection::open_in_memory().expect("a database");
    conn.execute_batch(SCHEMA).expect("the schema");
    conn.execute_batch(
        "INSERT INTO coder VALUES (1, '00000000-0000-0000-0000-000000000001', 'li', 'now');
         INSERT INTO document (id, uid, key, sha256, encoding, extractor, imported_at)
         VALUES (1, '00000000-0000-0000-0000-000000000002', 'd', printf('%064d', 0), 'UTF-8', 'x', 'now');
         INSERT INTO paragraph (id, document_id, ordinal, kind, text, hash) VALUES (1, 1, 1, 'body', '在𠮷野家建议', printf('%064d', 0));
         INSERT INTO variable (id, name, multiple, ord) VALUES (1, 'theme', 1, 1), (2, 'stage', 0, 2);
         INSERT INTO code (id, uid, variable_id, parent_id, name, ord)
         VALUES (1, '00000000-0000-0000-0000-000000000003', 1, NULL, '甲', 1),
                (2, '00000000-0000-0000-0000-000000000004', 1, 1, '乙', 1);",
    )
    .expect("rows");
    conn
}

/// The statement fails, with words that hold `says`.
fn refused(conn: &Connection, sql: &str, says: &str) {
    let error = conn.execute_batch(sql).expect_err(sql).to_string();
    assert!(error.contains(says), "{sql}: {error}");
}

fn statement(start: u32, end: u32, quote: &str) -> String {
    format!(
        "INSERT INTO statement (uid, paragraph_id, start, end, quote, kind, coder_id, created_at, updated_at)
         VALUES ('00000000-0000-0000-0000-00000000000{start}', 1, {start}, {end}, '{quote}', 'proposal', 1, 'now', 'now')"
    )
}

#[test]
fn a_quote_is_the_words_of_its_span() {
    let conn = fresh();
    conn.execute_batch(&statement(1, 3, "𠮷野")).expect("the right words");
    refused(&conn, &statement(2, 4, "𠮷野"), "quote is not the text");
    refused(&conn, &statement(5, 9, "建议"), "quote is not the text");
    refused(&conn, &statement(4, 4, ""), "CHECK");
    refused(&conn, "UPDATE statement SET end = 4", "quote is not the text");
    refused(&conn, "UPDATE paragraph SET text = '在吉野家建议'", "statements quote words");
    conn.execute_batch("UPDATE paragraph SET text = '在𠮷野家的建议'").expect("text behind the span may change");
}

#[test]
fn text_moves_with_its_statements_through_a_paragraph_of_passage() {
    // Neither side may change first, so the statements wait in a copy of the paragraph that has the new
    // text while the old one takes it. Every step in between is true, and so is every step back.
    let conn = fresh();
    conn.execute_batch(&statement(4, 6, "建议")).expect("a statement");
    conn.execute_batch(
        "INSERT INTO paragraph (id, document_id, ordinal, kind, text, hash) VALUES (2, 1, 2, 'body', '在𠮷野家的建议', printf('%064d', 0));
         UPDATE statement SET paragraph_id = 2, start = 5, end = 7 WHERE paragraph_id = 1;
         UPDATE paragraph SET text = '在𠮷野家的建议' WHERE id = 1;
         UPDATE statement SET paragraph_id = 1 WHERE paragraph_id = 2;
         DELETE FROM paragraph WHERE id = 2;",
    )
    .expect("the words move with the text");
}

#[test]
fn a_code_tree_has_no_circles_and_one_variable() {
    let conn = fresh();
    refused(&conn, "UPDATE code SET parent_id = 2 WHERE id = 1", "below itself");
    refused(&conn, "UPDATE code SET parent_id = 1 WHERE id = 1", "below itself");
    refused(
        &conn,
        "INSERT INTO code (uid, variable_id, parent_id, name, ord) VALUES ('00000000-0000-0000-0000-000000000009', 2, 1, '丙', 1)",
        "another variable",
    );
    refused(
        &conn,
        "INSERT INTO code (uid, variable_id, parent_id, name, ord) VALUES ('00000000-0000-0000-0000-000000000009', 1, NULL, '甲', 1)",
        "UNIQUE",
    );
}

#[test]
fn work_outlives_nothing_it_refers_to() {
    let conn = fresh();
    conn.execute_batch(&statement(1, 3, "𠮷野")).expect("a statement");
    for table in ["coder", "paragraph", "document"] {
        refused(&conn, &format!("DELETE FROM {table} WHERE id = 1"), "FOREIGN KEY");
    }
}

fn sql_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sql_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "sql") {
            found.push(path);
        }
    }
    found
}

#[test]
fn every_query_fits_the_schema_and_says_what_it_asks() {
    let conn = fresh();
    let files = sql_files(&root().join("src/store"));
    assert!(files.len() > 15);
    for file in files.iter().filter(|file| !file.components().any(|part| part.as_os_str() == "migrations")) {
        let sql = std::fs::read_to_string(file).expect("a query");
        assert!(sql.starts_with("-- "), "{} does not say what it asks", file.display());
        assert!(!sql.to_uppercase().contains("SELECT *"), "{} takes whatever columns there are", file.display());
        if let Err(error) = conn.prepare(&sql) {
            panic!("{}: {error}", file.display());
        }
    }
}
