//! Free questions in SQL: how much is answered, where a fault is shown, and that asking hinders nobody.

use std::process::Stdio;
use std::time::{Duration, Instant};

use pizhu::model::{OperationKind, Session};
use pizhu::store::{Answer, Query, Store, StoreError};

use super::sandbox::{Run, Sandbox};

fn project() -> Sandbox {
    let sandbox = Sandbox::with_project();
    sandbox.ok("codebook import demo/themes.csv");
    sandbox.ok("actor import demo/actors.csv");
    sandbox.ok("tag 7 --theme 算力普惠 --actor 郑亮");
    sandbox
}

#[test]
fn the_limit_holds_back_and_says_so() {
    let sandbox = project();
    let rows = |run: &Run| run.out.lines().count() - 1;
    let all = "SELECT paragraph_id FROM v_paragraph";
    let run = sandbox.run(["sql", all, "--limit", "5"]);
    assert_eq!((run.code, rows(&run)), (0, 5));
    assert!(run.err.contains("more than 5 rows; --limit 0 gives all"), "{}", run.err);
    let run = sandbox.run(["sql", all, "--limit", "47"]);
    assert_eq!((run.code, rows(&run)), (0, 47));
    assert!(!run.err.contains("more than"), "{}", run.err);
    let many = "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 1500) SELECT n FROM c";
    let run = sandbox.run(["sql", many]);
    assert_eq!(rows(&run), 1000);
    assert!(run.err.contains("more than 1000 rows"), "{}", run.err);
    let run = sandbox.run(["sql", many, "--limit", "0"]);
    assert_eq!(rows(&run), 1500);
    assert!(!run.err.contains("more than"), "{}", run.err);
}

#[test]
fn the_fault_is_shown_and_the_right_word_offered() {
    let sandbox = project();
    let told = |query: &str| {
        let run = sandbox.run(["sql", query]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{query}");
        run.err
    };
    for (query, says) in [
        ("SELECT * FROM v_statment", "did you mean v_statement"),
        ("SELECT * FROM v_statment", "hint: see the tables and views with `pizhu schema`"),
        ("SELECT pubished FROM v_document", "did you mean published"),
        ("SELECT d.oulet FROM v_document AS d", "did you mean outlet"),
        ("SELECT \"quote marks\" FROM v_document", "a text stands between '…'"),
        ("SELECT 1，2", "full-width"),
        ("SELECT count（*） FROM code", "full-width"),
        ("SELECT name FROM code WHERE name ＝ '甲'", "full-width"),
        ("SELECT ‘甲’", "full-width"),
    ] {
        let err = told(query);
        assert!(err.contains(says), "{query}: {err}");
    }
    // Inside a text they are right.
    assert!(!told("SELECT titel, '，' FROM document").contains("full-width"));
    // The caret stands below the first wrong character, Chinese before it counted as two columns.
    for (query, word) in [("SELECT '人工智能', titel FROM document", "titel"), ("SELECT 1,\n  2 +\n  from x", "from")]
    {
        let err = told(query);
        let (line, caret) = {
            let mut lines = err.lines().skip_while(|line| !line.contains(word) || line.starts_with("error"));
            (lines.next().expect("the line at fault"), lines.next().expect("the caret"))
        };
        let before = &line[..line.find(word).expect("the word")];
        let width: usize = before.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        assert_eq!(caret, format!("{}^", " ".repeat(width)), "{err}");
    }
}

#[test]
fn bytes_and_nothing_are_shown_in_every_format() {
    let sandbox = project();
    let query = "SELECT NULL AS a, x'00ff1b' AS b, '' AS c, 1.0 AS d, '甲,乙' AS e";
    for (format, expected) in [
        ("csv", "a,b,c,d,e\n,00ff1b,,1.0,\"甲,乙\"\n"),
        ("tsv", "a\tb\tc\td\te\n\t00ff1b\t\t1.0\t甲,乙\n"),
        ("jsonl", "{\"a\": null, \"b\": \"00ff1b\", \"c\": \"\", \"d\": 1.0, \"e\": \"甲,乙\"}\n"),
    ] {
        let run = sandbox.run(["sql", query, "--format", format]);
        assert_eq!((run.code, run.out.as_str()), (0, expected), "{format}: {}", run.err);
    }
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.run(["sql", query, "--format", "json"]).out).expect("JSON");
    assert_eq!(json[0]["b"], "00ff1b");
    let table = sandbox.run(["sql", query, "--format", "table"]);
    assert!(table.code == 0 && table.out.contains("00ff1b") && !table.out.contains('\u{1b}'), "{}", table.out);
    // Text that is none is bytes; a control character is shown and not sent.
    let run = sandbox.run(["sql", "SELECT CAST(x'ff' AS TEXT) AS a, char(27) || '[2J' AS b", "--format", "table"]);
    assert!(run.code == 0 && run.out.contains("ff") && !run.out.contains('\u{1b}'), "{:?}", run.out);
    // Columns of one name stay two.
    let run = sandbox.run(["sql", "SELECT 1 AS n, 2 AS n", "--format", "jsonl"]);
    assert_eq!(run.out, "{\"n\": 1, \"n_2\": 2}\n");
    // No row is no line but the head.
    let run = sandbox.run(["sql", "SELECT 1 AS n WHERE 0"]);
    assert_eq!((run.code, run.out.as_str()), (0, "n\n"));
}

#[test]
fn asking_does_not_hinder_writing_afterwards() {
    let sandbox = project();
    let mut store = Store::open(&sandbox.path("pizhu.db"), Session::default()).expect("the project");
    let ask = |store: &Store, sql: &str| {
        let query = Query { sql: sql.to_owned(), ..Query::default() };
        store.query(&query, |_| Ok::<_, StoreError>(()))
    };
    for round in 0..3 {
        let answer = ask(&store, "SELECT * FROM v_paragraph").expect("an answer");
        assert_eq!(answer, Answer { rows: 47, more: false });
        assert!(ask(&store, "DELETE FROM coder").is_err());
        assert!(ask(&store, "PRAGMA hard_heap_limit = 1").is_err());
        let written = store.write(OperationKind::CoderAdd, |w| {
            w.insert_coder(&format!("coder {round}"))?;
            Ok::<_, StoreError>(())
        });
        assert!(written.expect("written").operation.is_some());
        store.undo(1).expect("undone");
        store.redo(1).expect("done again");
    }
    assert_eq!(store.read(|r| r.coders()).expect("coders").len(), 4);
    // And while another asks at length, a writer does not wait.
    let mut asking = sandbox
        .command()
        .args(["sql", "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c, coder"])
        .args(["--timeout", "60000"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    std::thread::sleep(Duration::from_millis(300));
    let began = Instant::now();
    sandbox.ok("tag 8 --theme 算力普惠 --actor 郑亮");
    assert!(began.elapsed() < Duration::from_secs(4), "a reader held up a writer");
    assert!(asking.try_wait().expect("a child").is_none(), "the question ended too early to tell");
    asking.kill().expect("stopped");
    asking.wait().expect("ended");
}
