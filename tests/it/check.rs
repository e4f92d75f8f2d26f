//! `check`: what is wrong with a project is told, and the index is made again.

use rusqlite::Connection;

use super::sandbox::Sandbox;

#[test]
fn a_row_that_names_nothing_is_found() {
    let sandbox = Sandbox::with_project();
    let conn = Connection::open(sandbox.path("pizhu.db")).expect("the project");
    conn.execute_batch(
        "PRAGMA foreign_keys = OFF;
         INSERT INTO reading (paragraph_id, coder_id, state, at) VALUES (999, 1, 'done', '2025')",
    )
    .expect("a stray row");
    drop(conn);
    let run = sandbox.words("check");
    assert_eq!(run.code, 8, "{}", run.err);
    assert!(run.out.contains("names a paragraph that is not there"), "{}", run.out);
    // What is no index is not mended.
    assert_eq!(sandbox.words("check --fix").code, 8);
}

/// A project of 17,000 short paragraphs, which has an index.
fn large_project() -> Sandbox {
    let sandbox = Sandbox::empty();
    let lines: String = (0..17_000).map(|n| format!("第{n}条建议优化算力布局\n")).collect();
    std::fs::write(sandbox.path("long.txt"), lines).expect("a text");
    sandbox.ok("init --coder li");
    sandbox.ok("import long.txt --keep-lines");
    sandbox
}

#[test]
fn what_is_found_does_not_depend_on_the_index_being_there() {
    let sandbox = large_project();
    let right = sandbox.ok("find 建议优化 --count");
    assert!(right.contains("17000,17000,1"), "{right}");
    for damage in [
        "DROP TABLE search_block",
        "DROP TABLE search_segment",
        "DROP TABLE search_pending",
        "DROP TABLE search_block; CREATE TABLE search_block (key)",
        "DROP TABLE search_pending; CREATE VIEW search_pending AS SELECT 1 AS paragraph_id",
        "DROP TRIGGER search_paragraph_update; UPDATE paragraph SET text = text || '建议优化' WHERE ordinal = 1",
        "DROP TABLE search_block; DROP TABLE search_segment; DROP TABLE search_pending",
    ] {
        let conn = Connection::open(sandbox.path("pizhu.db")).expect("the project");
        conn.execute_batch(damage).expect(damage);
        drop(conn);
        let right = if damage.contains("UPDATE") { right.replace("17000,17000", "17001,17000") } else { right.clone() };
        let run = sandbox.words("find 建议优化 --count");
        assert_eq!((run.code, run.out.as_str()), (0, right.as_str()), "{damage}: {}", run.err);
        assert!(run.err.contains("pizhu check --fix"), "{damage}: {}", run.err);
        let run = sandbox.words("check");
        assert_eq!(run.code, 8, "{damage}: {}", run.err);
        assert!(run.out.contains("a table or a trigger of it is missing"), "{}", run.out);
        sandbox.ok("check --fix");
        sandbox.ok("check");
        let run = sandbox.words("find 建议优化 --count");
        assert_eq!((run.out.as_str(), run.err.as_str()), (right.as_str(), ""), "{damage}");
        let conn = Connection::open(sandbox.path("pizhu.db")).expect("the project");
        conn.execute_batch("UPDATE paragraph SET text = '第0条建议优化算力布局' WHERE ordinal = 1").expect("as before");
    }
}

#[test]
fn a_segment_without_lists_is_read() {
    let sandbox = large_project();
    let conn = Connection::open(sandbox.path("pizhu.db")).expect("the project");
    conn.execute("DELETE FROM search_block", []).expect("damage");
    drop(conn);
    assert!(sandbox.ok("find 建议优化 --count").contains("17000,17000,1"));
    assert_eq!(sandbox.words("check").code, 8);
}

#[test]
fn writing_goes_on_without_the_index() {
    let sandbox = Sandbox::with_project();
    let conn = Connection::open(sandbox.path("pizhu.db")).expect("the project");
    conn.execute_batch("DROP TABLE search_segment").expect("dropped");
    drop(conn);
    sandbox.write("more.txt", "一、加快算力布局。\n");
    sandbox.ok("import more.txt");
    sandbox.ok("undo");
    sandbox.ok("check");
}

#[test]
fn a_damaged_or_missing_index_is_found_and_made_again() {
    let sandbox = large_project();
    sandbox.ok("check");
    let count = || sandbox.ok("find 建议优化 --count");
    let right = count();
    assert!(right.contains("17000,17000,1"), "{right}");
    for damage in ["DELETE FROM search_block WHERE key % 2 = 0", "DELETE FROM search_segment"] {
        let conn = Connection::open(sandbox.path("pizhu.db")).expect("the project");
        assert!(conn.execute(damage, []).expect("damage") > 0, "{damage}");
        drop(conn);
        let run = sandbox.words("check");
        assert_eq!(run.code, 8, "{damage}: {}", run.out);
        assert!(run.out.contains("index"), "{}", run.out);
        sandbox.ok("check --fix");
        sandbox.ok("check");
        assert_eq!(count(), right);
    }
    // As a run leaves it that was cut off early: nothing is wrong, the texts are asked.
    let conn = Connection::open(sandbox.path("pizhu.db")).expect("the project");
    conn.execute_batch("DELETE FROM search_block; DELETE FROM search_segment").expect("taken away");
    drop(conn);
    sandbox.ok("check");
    assert_eq!(count(), right);
}
