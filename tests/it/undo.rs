//! Undo and redo as people use them: run by run, to any depth, refused whole when something else
//! changed a row; and the chain of operations, recomputed from what is stored.

use pizhu::model::{OperationKind, Session, sha256_hex};
use pizhu::store::{Store, StoreError};
use rusqlite::Connection;

use super::dump;
use super::sandbox::Sandbox;

/// Changes rows as another program would: without the log.
fn behind_the_back(sandbox: &Sandbox, sql: &str) {
    let conn = Connection::open(sandbox.path("pizhu.db")).expect("the project");
    assert!(conn.execute(sql, []).expect("a change") > 0, "{sql} changed nothing");
}

/// The rows of the project, and what the log says of its operations.
fn everything(sandbox: &Sandbox) -> (String, String) {
    (dump::of_file(&sandbox.path("pizhu.db")), sandbox.ok("log -n 0"))
}

/// `words` must be refused as a conflict that names exactly `rows`, and change nothing.
fn refused(sandbox: &Sandbox, words: &str, rows: &[&str]) {
    let before = everything(sandbox);
    let run = sandbox.words(words);
    assert_eq!((run.code, run.out.as_str()), (4, ""), "{words}: {}", run.err);
    let named: Vec<&str> = run.err.lines().filter_map(|line| line.strip_prefix("  ")).map(str::trim).collect();
    assert_eq!(named, rows, "{}", run.err);
    assert!(run.err.contains("changed since by something else"), "{}", run.err);
    assert!(everything(sandbox) == before, "{words} changed something");
    dump::assert_whole(&sandbox.path("pizhu.db"));
}

fn tagged() -> Sandbox {
    let sandbox = Sandbox::with_project();
    sandbox.ok("codebook add 算力普惠");
    sandbox.ok("tag 7 --theme 算力普惠 --summary 一");
    sandbox
}

#[test]
fn a_row_changed_by_something_else_stops_undo() {
    let sandbox = tagged();
    sandbox.ok("statement edit s1 --summary 二");
    behind_the_back(&sandbox, "UPDATE statement SET summary = '三' WHERE id = 1");
    refused(&sandbox, "undo", &["statement 1"]);
    // Not even the sound part of a longer way back is taken.
    sandbox.ok("note cq-ai 好");
    refused(&sandbox, "undo 2", &["statement 1"]);
    sandbox.ok("undo");
    // With the row as it was, it goes on as if nothing had been.
    behind_the_back(&sandbox, "UPDATE statement SET summary = '二' WHERE id = 1");
    sandbox.ok("undo 2");
    assert_eq!(sandbox.ok("sql --limit 0 VALUES(1)").lines().count(), 2);
    assert_eq!(sandbox.ok("statement list --format csv").lines().count(), 1);
}

#[test]
fn a_text_whose_rows_get_no_numbers_in_order_is_refused_whole() {
    let sandbox = Sandbox::with_project();
    // Whoever takes the last number makes SQLite draw the others by lot; what is added together is logged by its
    // first and last number.
    let last = i64::MAX;
    behind_the_back(&sandbox, &format!("INSERT INTO doubt VALUES ({last}, 1, 900, 901, 0, 0, 'width', 0)"));
    let before = everything(&sandbox);
    let speech = "人工智能发展的情况总体良好，各项工作的推进\n有力有序有效，应用高地建设取得了积极成效。\n\
                  市政协也高度关注这个领域的发展，党组会议的\n精神强调要扎实开展工作，培育壮大新兴的产业\n和未来产业。\n";
    sandbox.write("doubtful.txt", speech.repeat(3));
    let run = sandbox.words("import doubtful.txt --layout wrapped");
    assert_eq!(run.code, 7, "{} {}", run.out, run.err);
    assert!(run.err.contains("doubt: its ids do not follow each other"), "{}", run.err);
    assert!(everything(&sandbox) == before, "something was stored");
    // Without doubts nothing is drawn.
    sandbox.write("plain.txt", "我市将加快算力布局。\n");
    sandbox.ok("import plain.txt");
    sandbox.ok("undo");
    assert!(dump::of_file(&sandbox.path("pizhu.db")) == before.0);
}

#[test]
fn a_row_removed_or_put_in_place_by_something_else_stops_undo() {
    let sandbox = tagged();
    sandbox.ok("note cq-ai 好");
    behind_the_back(&sandbox, "DELETE FROM memo");
    refused(&sandbox, "undo", &["memo 1"]);

    let sandbox = tagged();
    sandbox.ok("note cq-ai 好");
    sandbox.ok("undo");
    behind_the_back(
        &sandbox,
        "INSERT INTO memo (id, document_id, coder_id, text, created_at) VALUES (1, 1, 1, '别', '2025-01-01T00:00:00Z')",
    );
    refused(&sandbox, "redo", &["memo 1"]);
}

#[test]
fn a_paragraph_of_an_import_changed_by_something_else_stops_undo() {
    let sandbox = Sandbox::with_project();
    let before = everything(&sandbox);
    for change in [
        "UPDATE paragraph SET section = '另' WHERE id = 20",
        "UPDATE paragraph SET text = text || '。' WHERE id = 47",
        "UPDATE paragraph SET kind = 'box' WHERE id = 1",
        "DELETE FROM paragraph WHERE id = 30",
    ] {
        std::fs::copy(sandbox.path("pizhu.db"), sandbox.path("kept")).expect("a copy");
        behind_the_back(&sandbox, change);
        refused(&sandbox, "undo", &["paragraph 1-47"]);
        std::fs::rename(sandbox.path("kept"), sandbox.path("pizhu.db")).expect("the copy back");
    }
    // Somebody's coding on it is in the way too, even if it came past the log.
    behind_the_back(
        &sandbox,
        "INSERT INTO reading (paragraph_id, coder_id, state, at) VALUES (5, 1, 'none', '2025-01-01T00:00:00Z')",
    );
    let run = sandbox.words("undo");
    assert_eq!(run.code, 4, "{}", run.err);
    behind_the_back(&sandbox, "DELETE FROM reading");
    assert!(everything(&sandbox) == before);
    sandbox.ok("undo");
    sandbox.ok("redo");
    assert_eq!(dump::of_file(&sandbox.path("pizhu.db")), before.0);
}

#[test]
fn a_row_changed_by_something_else_stops_redo() {
    let sandbox = tagged();
    sandbox.ok("doc set cq-ai --title 新题");
    sandbox.ok("undo");
    behind_the_back(&sandbox, "UPDATE document SET title = '旁题' WHERE id = 1");
    refused(&sandbox, "redo", &["document 1"]);
    behind_the_back(&sandbox, "UPDATE document SET title = '智绘“人工智能 +”新图景' WHERE id = 1");
    sandbox.ok("redo");
    assert!(sandbox.ok("doc list --format csv").contains("新题"));
}

/// A little of everything, with steps back and forth between.
const WORK: &[&str] = &[
    "codebook import demo/themes.csv",
    "actor import demo/actors.csv",
    "tag 7 --theme 算力普惠 --actor 郑亮 --summary 一",
    "tag 8 --theme 算力普惠 --actor 新人 --new",
    "undo",
    "redo",
    "link s2 responds_to s1",
    "read 9-12 --none",
    "note s1 记",
    "undo 2",
    "redo 1",
    "codebook rename 算力普惠 算力共享",
    "doc set cq-ai --attr 年=2025",
    "actor alias 郑亮 老郑",
    "coder add wu",
    "import other.txt --key other",
    "statement edit s1 --summary 二",
    "undo 5",
    "redo 5",
    "statement rm s2",
    "undo",
    "coder rename li 李",
    "undo 12",
    "tag 2 --theme 甲 --new",
];

#[test]
fn the_chain_of_operations_can_be_recomputed_from_what_is_stored() {
    let sandbox = Sandbox::with_project();
    sandbox.write("other.txt", "另一篇文章。\n第二段。\n");
    for words in WORK {
        sandbox.ok(words);
    }
    let operations = chained(&sandbox);
    let mut kinds: Vec<&str> = operations.iter().map(|(kind, _)| kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert!(kinds.len() >= 15 && kinds.contains(&"undo") && kinds.contains(&"redo"), "{kinds:?}");
    assert!(operations.len() >= 40, "{}", operations.len());
    let states: Vec<&str> = operations.iter().map(|(_, state)| state.as_str()).collect();
    assert!(states.contains(&"done") && states.contains(&"dropped"), "{states:?}");
}

/// Recomputes the chain from what is stored; gives kind and state of every operation.
fn chained(sandbox: &Sandbox) -> Vec<(String, String)> {
    let conn = Connection::open(sandbox.path("pizhu.db")).expect("the project");
    let mut operations = conn
        .prepare(
            "SELECT id, uid, at, coder, kind, command, summary, tool, ifnull(undoes, '') || '', prev_hash,
                    hash, state, ifnull(continues, '') || ''
               FROM operation ORDER BY id",
        )
        .expect("a question");
    let mut rows = conn
        .prepare(
            "SELECT table_name, row_id || '', last_id || '', ifnull(before, ''), ifnull(after, ''), ifnull(hash, '')
               FROM operation_row WHERE operation_id = ? ORDER BY n",
        )
        .expect("a question");
    let texts = |row: &rusqlite::Row<'_>, from: usize, to: usize| -> Vec<String> {
        (from..to).map(|column| row.get(column).expect("a text")).collect()
    };
    let operations: Vec<(i64, Vec<String>)> = operations
        .query_map([], |row| Ok((row.get(0)?, texts(row, 1, 13))))
        .expect("operations")
        .map(|row| row.expect("an operation"))
        .collect();
    let mut previous = "0".repeat(64);
    for (n, (id, fields)) in operations.iter().enumerate() {
        assert_eq!(*id, i64::try_from(n).expect("small") + 1, "a gap in the numbers");
        assert_eq!(fields[8], previous, "operation {id} names another predecessor");
        let mut written = String::new();
        let mut count = 0;
        let of_operation = rows.query_map([id], |row| Ok(texts(row, 0, 6))).expect("rows");
        for row in of_operation.map(|row| row.expect("a row")) {
            count += 1;
            row.iter().for_each(|field| written.extend([field.as_str(), "\0"]));
        }
        assert!(count > 0, "operation {id} changed nothing");
        fields[..9].iter().for_each(|field| written.extend([field.as_str(), "\0"]));
        if !fields[11].is_empty() {
            written.extend([fields[11].as_str(), "\0"]);
        }
        assert_eq!(sha256_hex(written.as_bytes()), fields[9], "operation {id} ({})", fields[3]);
        previous.clone_from(&fields[9]);
    }
    operations.into_iter().map(|(_, mut fields)| (fields.remove(3), fields.remove(9))).collect()
}

#[test]
fn history_ends_at_the_beginning_and_lasts_over_runs() {
    let sandbox = Sandbox::with_project();
    let mut states = vec![dump::of_file(&sandbox.path("pizhu.db"))];
    let work = ["codebook add 甲", "tag 2 --theme 甲", "note s1 记", "read 3-5 --none", "coder add wu"];
    for words in work {
        sandbox.ok(words);
        states.push(dump::of_file(&sandbox.path("pizhu.db")));
    }
    // Each step is a run of its own.
    for n in (0..work.len()).rev() {
        sandbox.ok("undo");
        assert_eq!(dump::of_file(&sandbox.path("pizhu.db")), states[n], "back to {n}");
    }
    for (n, state) in states.iter().enumerate().skip(1) {
        sandbox.ok("redo");
        assert_eq!(dump::of_file(&sandbox.path("pizhu.db")), *state, "forth to {n}");
    }
    let run = sandbox.words("redo");
    assert_eq!(run.code, 3);
    assert!(run.err.contains("nothing to redo"), "{}", run.err);
    // Further back than there is: as far as there is, which is the import, and no further.
    let run = sandbox.words("undo 1000");
    assert_eq!((run.code, run.err.matches("undone: ").count()), (0, work.len() + 1), "{}", run.err);
    assert_eq!(sandbox.ok("doc list --format csv").lines().count(), 1);
    let run = sandbox.words("undo");
    assert_eq!(run.code, 3);
    assert!(run.err.contains("nothing to undo"), "{}", run.err);
    for words in ["undo 0", "undo -1", "undo x", "undo 1 2", "redo 0"] {
        assert_eq!(sandbox.words(words).code, 2, "{words}");
    }
    let run = sandbox.words("redo 1000");
    assert_eq!((run.code, run.err.matches("done again: ").count()), (0, work.len() + 1), "{}", run.err);
    assert_eq!(dump::of_file(&sandbox.path("pizhu.db")), states[work.len()]);
}

#[test]
fn new_work_drops_what_was_undone_and_nothing_else_does() {
    let sandbox = tagged();
    sandbox.ok("note s1 记");
    sandbox.ok("undo");
    // Looking, failing and rehearsing are no work.
    sandbox.ok("show 7");
    assert_ne!(sandbox.words("tag 999 --theme 算力普惠").code, 0);
    sandbox.ok("tag 8 --theme 算力普惠 --dry-run");
    sandbox.ok("read 7 --done");
    sandbox.ok("redo");
    sandbox.ok("undo");
    sandbox.ok("note cq-ai 别");
    let run = sandbox.words("redo");
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("nothing to redo") && run.err.contains("nothing new since"), "{}", run.err);
    assert!(sandbox.ok("log --format csv").contains(",note,dropped,"));
    // What was dropped is not brought back by taking the new work back either.
    sandbox.ok("undo");
    sandbox.ok("redo");
    assert_eq!(sandbox.words("redo").code, 3);
}

#[test]
fn the_log_shows_an_operation_with_its_rows() {
    let sandbox = tagged();
    sandbox.ok("statement edit s1 --summary 二");
    let number = sandbox.ok("log -n 1 --format csv").lines().nth(1).expect("a line")[..1].to_owned();
    let run = sandbox.words(&format!("log show {number} --format jsonl"));
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("statement.edit by li") && run.err.contains("--summary 二"), "{}", run.err);
    let row: serde_json::Value = serde_json::from_str(run.out.lines().next().expect("a row")).expect("JSON");
    assert_eq!((row["table"].as_str(), row["row"].as_i64()), (Some("statement"), Some(1)));
    let image = |side: &str| -> serde_json::Value {
        serde_json::from_str(row[side].as_str().expect("an image")).expect("JSON")
    };
    assert_eq!((image("before")["summary"].as_str(), image("after")["summary"].as_str()), (Some("一"), Some("二")));
    for (words, code) in [("log show 999", 3), ("log show x", 2), ("log show", 2)] {
        assert_eq!(sandbox.words(words).code, code, "{words}");
    }
}

#[test]
fn long_work_done_in_parts_is_taken_back_and_brought_back_whole() {
    let sandbox = tagged();
    let before = dump::of_file(&sandbox.path("pizhu.db"));
    let mut store = Store::open(&sandbox.path("pizhu.db"), Session::default()).expect("the project");
    let mut first = None;
    for name in ["甲", "乙", "丙"] {
        let part = store.write_part(OperationKind::CoderAdd, first, |w| {
            let bad: Result<(), StoreError> = w.each(|w| {
                w.insert_coder("half")?;
                w.insert_coder("li").map(|_| ())
            });
            assert!(bad.is_err(), "a name twice");
            w.summarize(name);
            w.insert_coder(name)
        });
        first = first.or(part.expect("a part").operation);
    }
    let after = dump::of_store(&store);
    assert!(!after.contains("half"), "what failed half way left something");
    let steps = store.undo(1).expect("undo");
    assert_eq!(steps.len(), 1);
    assert_eq!(steps[0].summary, "甲 and more, in 3 parts");
    assert_eq!(dump::of_store(&store), before);
    assert_eq!(store.redo(1).expect("redo")[0].operation, steps[0].operation);
    assert_eq!(dump::of_store(&store), after);
    store.undo(2).expect("back over the parts and the statement");
    drop(store);
    dump::assert_whole(&sandbox.path("pizhu.db"));
    chained(&sandbox);
}
