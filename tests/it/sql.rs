//! Free questions in SQL: what is no question is refused, what is one is bounded, and nothing of it
//! shows in the file.

use pizhu::model::{Value, sha256_hex};
use rusqlite::Connection;

use super::sandbox::{Run, Sandbox};

/// Refused as no reading, whatever may stand between it and the file.
const WRITES: &[&str] = &[
    "insert into setting (key, value) values ('a', 'b')",
    "update setting set value = 'x'",
    "delete from setting returning key",
    "with x as (select 1) update setting set value = 'x'",
    "explain insert into setting (key, value) values ('a', 'b')",
    "replace into setting (key, value) values ('a', 'b')",
    "create table x (a)",
    "create temp table x (a)",
    "create view x as select 1",
    "create virtual table x using fts5(a)",
    "drop table setting",
    "alter table setting add column x",
    "attach '/etc/passwd' as x",
    "attach ':memory:' as x",
    "attach 'new.db' as x",
    "detach main",
    "vacuum",
    "vacuum into 'x.db'",
    "begin",
    "begin immediate",
    "commit",
    "rollback",
    "savepoint x",
    "release x",
    "reindex",
    "analyze",
    "pragma journal_mode = delete",
    "pragma journal_mode",
    "pragma query_only = 0",
    "pragma user_version = 9",
    "pragma writable_schema = 1",
    "pragma schema_version = 9",
    "pragma wal_checkpoint(truncate)",
    "pragma optimize",
    "pragma temp_store_directory = '/tmp'",
    "select * from pragma_user_version",
    "select load_extension('x')",
    "select zeroblob(10)",
    "select randomblob(10)",
    "select fts3_tokenizer('simple')",
    "select 1; drop table setting",
    "select 1; select 2",
    "select 1; nonsense",
    "",
    "  ",
    ";",
    "/* nothing */",
];

/// Taken, but too much of something, or not there.
const FAILING: &[&str] = &[
    "select printf('%1000000000s', 'x')",
    "select hex(printf('%9000000s', 'x'))",
    "with recursive r (s) as (select 'ab' union all select replace(s, 'a', 'aaaaaaaaaa') from r) select max(length(s)) from r",
    "select group_concat(a.text || b.text || c.text) from paragraph a, paragraph b, paragraph c",
    "with recursive r (s) as (select 'ab' union all select s || s from r) select max(length(s)) from r",
    "select '' like printf('%2000s', '%')",
    "select readfile('/etc/passwd')",
    "select writefile('x', 'y')",
    "select edit('x')",
    "select \"no such column\" from setting",
];

fn sql(sandbox: &Sandbox, args: &[&str]) -> Run {
    sandbox.run(["sql"].into_iter().chain(args.iter().copied()))
}

fn project() -> Sandbox {
    let sandbox = Sandbox::with_project();
    sandbox.ok("tag 7 --quote 积极引进国内外头部企业 --theme 产业生态/招商引资 --actor 简华球 --new");
    sandbox
}

/// The file's hash, and the names of all files beside it.
fn state(sandbox: &Sandbox) -> (String, Vec<String>) {
    let mut names: Vec<String> = std::fs::read_dir(sandbox.path("."))
        .expect("the folder")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    (sha256_hex(&std::fs::read(sandbox.path("pizhu.db")).expect("the project")), names)
}

#[test]
fn whatever_is_asked_the_file_stays_as_it_is() {
    let sandbox = project();
    let before = state(&sandbox);
    for text in WRITES {
        let run = sql(&sandbox, &["--", text]);
        assert_eq!(run.code, 2, "{text}\n{}", run.err);
        assert!(run.out.is_empty(), "{text}\n{}", run.out);
        assert_eq!(state(&sandbox), before, "{text}");
    }
    for text in FAILING {
        let run = sql(&sandbox, &["--", text]);
        assert_eq!(run.code, 1, "{text}\n{}", run.err);
        assert!(run.out.is_empty(), "{text}\n{}", run.out);
        assert_eq!(state(&sandbox), before, "{text}");
    }
}

#[test]
fn deep_and_long_questions_are_refused() {
    let sandbox = project();
    let before = state(&sandbox);
    let deep = format!("select {}1{}", "abs(".repeat(500), ")".repeat(500));
    let sum = format!("select 1{}", "+1".repeat(500));
    let union = vec!["select 1"; 60].join(" union all ");
    let long = format!("select '{}'", "x".repeat(110_000));
    for text in [deep, sum, union, long] {
        let run = sql(&sandbox, &[&text]);
        assert_eq!(run.code, 1, "{}", run.err);
    }
    assert_eq!(state(&sandbox), before);
}

#[test]
fn a_question_without_end_is_stopped() {
    let sandbox = project();
    let before = state(&sandbox);
    let endless = "with recursive n (i) as (select 1 union all select i + 1 from n)";
    let run = sql(&sandbox, &[&format!("{endless} select count(*) from n"), "--timeout", "50"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.err);
    assert!(run.err.contains("stopped after 50 ms"), "{}", run.err);
    // With a limit the rows that were asked for come, and then no more.
    let run = sql(&sandbox, &[&format!("{endless} select i from n"), "--limit", "3"]);
    assert_eq!((run.code, run.out.as_str()), (0, "i\n1\n2\n3\n"));
    assert!(run.err.contains("more than 3 rows"), "{}", run.err);
    // Also when looking for one more would take for ever.
    let run = sql(&sandbox, &[&format!("{endless} select i from n where i < 3"), "--limit", "2", "--timeout", "50"]);
    assert_eq!((run.code, run.out.as_str()), (0, "i\n1\n2\n"), "{}", run.err);
    assert_eq!(state(&sandbox), before);
}

#[test]
fn a_schema_with_tricks_gains_nothing() {
    let sandbox = project();
    let conn = Connection::open(sandbox.path("pizhu.db")).expect("the project");
    conn.execute_batch(
        "CREATE VIEW x_load AS SELECT load_extension('x') AS a;
         CREATE VIEW x_fill AS SELECT randomblob(10) AS a;
         CREATE VIEW x_fine AS SELECT key AS a FROM setting WHERE key = 'coder';",
    )
    .expect("views");
    drop(conn);
    for (view, code) in [("x_load", 1), ("x_fill", 2), ("x_fine", 0)] {
        let run = sql(&sandbox, &[&format!("select a from {view}")]);
        assert_eq!(run.code, code, "{view}: {}", run.err);
    }
}

#[test]
fn every_view_and_table_can_be_read() {
    let sandbox = project();
    for table in pizhu::store::dictionary() {
        let columns: Vec<String> = table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let run = sql(&sandbox, &[&format!("select {} from {}", columns.join(", "), table.name)]);
        assert_eq!(run.code, 0, "{}: {}", table.name, run.err);
        let header: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(run.out.lines().next(), Some(header.join(",").as_str()));
    }
    for pragma in
        ["table_info('statement')", "table_xinfo('statement')", "index_list('statement')", "table_list", "page_count"]
    {
        let run = sql(&sandbox, &[&format!("select * from pragma_{pragma}")]);
        assert_eq!(run.code, 0, "{pragma}: {}", run.err);
        assert!(run.out.lines().count() > 1, "{pragma}");
    }
}

#[test]
fn a_question_is_answered_while_somebody_writes() {
    let sandbox = project();
    let mut writer = Connection::open(sandbox.path("pizhu.db")).expect("the project");
    let tx = writer.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).expect("a transaction");
    tx.execute("UPDATE setting SET value = 'wang' WHERE key = 'coder'", []).expect("a change");
    let run = sql(&sandbox, &["select value from setting where key = 'coder'"]);
    assert_eq!((run.code, run.out.as_str()), (0, "value\nli\n"), "{}", run.err);
}

#[test]
fn values_come_as_they_are() {
    let sandbox = project();
    let text = "select 1 as i, 2.0 as r, 1e300 as big, 9e999 as inf, null as n, x'00ff' as b, cast(x'ff' as text) as bad, \
                '甲,乙' as t, '' as e, 1 as i";
    let run = sql(&sandbox, &[text]);
    assert_eq!(run.out, "i,r,big,inf,n,b,bad,t,e,i\n1,2.0,1e300,inf,,00ff,ff,\"甲,乙\",,1\n");
    let run = sql(&sandbox, &[text, "--format", "jsonl"]);
    let row: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(row["i"], 1);
    assert_eq!(row["i_2"], 1);
    assert_eq!(row["r"], 2.0);
    assert!(row["inf"].is_null() && row["n"].is_null());
    assert!(run.err.contains("1 infinite number is null here"), "{}", run.err);
    assert_eq!(row["b"], "00ff");
    assert_eq!(row["t"], "甲,乙");
}

#[test]
fn parameters_are_values_never_sql() {
    let sandbox = project();
    let hostile = "x' OR 1; DROP TABLE setting; --";
    let run = sql(
        &sandbox,
        &[
            "select :a as a, typeof(:n) as n, typeof(:t) as t",
            "--param",
            &format!("a={hostile}"),
            "--param",
            "n=5",
            "--param",
            "t='5'",
        ],
    );
    assert_eq!((run.code, run.out.as_str()), (0, format!("a,n,t\n{hostile},integer,text\n").as_str()), "{}", run.err);
    for args in [
        &["select :a"] as &[&str],
        &["select 1", "--param", "a=1"],
        &["select :a", "--param", "a=1", "--param", "a=2"],
        &["select ?", "--param", "a=1"],
        &["select ?1"],
        &["select @a", "--param", "a=1"],
        &["select :a", "--param", "a"],
        &["select :a", "--param", "=1"],
    ] {
        let run = sql(&sandbox, args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {}", run.err);
    }
}

#[test]
fn a_question_may_come_from_a_file_or_a_pipe() {
    let sandbox = project();
    sandbox.write("question.sql", "-- how many?\nSELECT count(*) AS n FROM statement;\n");
    for line in ["pizhu sql -f question.sql", "pizhu sql - < question.sql", "pizhu sql -f - < question.sql"] {
        assert_eq!(sandbox.shell(line), ("n\n1\n".to_owned(), 0), "{line}");
    }
    for line in ["pizhu sql -f pizhu.db", "pizhu sql -f missing.sql", "pizhu sql -f .", "printf '\\377' | pizhu sql -"]
    {
        assert_eq!(sandbox.shell(line).1, 7, "{line}");
    }
    assert_eq!(sandbox.shell("pizhu sql 'select 1' -f question.sql").1, 2);
}

#[test]
fn what_stands_in_cells_is_shown_and_not_obeyed() {
    let sandbox = project();
    let run = sql(&sandbox, &["select char(27) || '[2J' || char(8238) as a", "--format", "table"]);
    assert!(run.out.contains("␛[2J⟨U+202E⟩"), "{:?}", run.out);
    assert!(!run.out.contains('\u{1b}'));
    let run = sql(&sandbox, &["select 1 as \"\u{1b}[2J\"", "--format", "table"]);
    assert!(!run.out.contains('\u{1b}'), "{:?}", run.out);
    let run = sql(&sandbox, &["select \u{1b}[2J"]);
    assert!(!run.err.contains('\u{1b}'), "{:?}", run.err);
}

#[test]
fn the_library_gives_values_of_the_model() {
    use pizhu::store::{Query, QueryEvent, Store, StoreError};
    let sandbox = project();
    let store = Store::open(&sandbox.path("pizhu.db"), pizhu::model::Session::default()).expect("the project");
    let query = Query {
        sql: "select :n, 'a' union all select 2, null".to_owned(),
        parameters: vec![("n".to_owned(), Value::Int(1))],
        limit: Some(1),
        timeout: None,
    };
    let mut events = Vec::new();
    let answer = store
        .query(&query, |event| {
            events.push(event);
            Ok::<_, StoreError>(())
        })
        .expect("an answer");
    assert_eq!((answer.rows, answer.more), (1, true));
    assert_eq!(
        events,
        [
            QueryEvent::Columns(vec![":n".to_owned(), "'a'".to_owned()]),
            QueryEvent::Row(vec![Value::Int(1), Value::Text("a".to_owned())]),
        ]
    );
}
