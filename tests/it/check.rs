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

#[test]
fn a_damaged_or_missing_index_is_found_and_made_again() {
    let sandbox = Sandbox::empty();
    let lines: String = (0..17_000).map(|n| format!("第{n}条建议优化算力布局\n")).collect();
    std::fs::write(sandbox.path("long.txt"), lines).expect("a text");
    sandbox.ok("init --coder li");
    sandbox.ok("import long.txt --keep-lines");
    sandbox.ok("check");
    let count = || sandbox.ok("find 建议优化 --count");
    let right = count();
    assert!(right.contains("17000,17000,1"), "{right}");
    for damage in ["DELETE FROM search_block WHERE key % 2 = 0", "DELETE FROM search_segment"] {
        let conn = Connection::open(sandbox.path("pizhu.db")).expect("the project");
        assert!(conn.execute(damage, []).expect("damage") > 0);
        drop(conn);
        let run = sandbox.words("check");
        assert_eq!(run.code, 8, "{damage}: {}", run.out);
        assert!(run.out.contains("index"), "{}", run.out);
        sandbox.ok("check --fix");
        sandbox.ok("check");
        assert_eq!(count(), right);
    }
}
