//! Free questions in SQL: every attempt to do more than read is refused in clear words and leaves the
//! project byte for byte as it was; what is read comes whole, in every format.

use std::io::Write as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use pizhu::model::{OperationKind, Session};
use pizhu::store::{Answer, Query, Store, StoreError};

use super::sandbox::{Run, Sandbox};

/// What writes, or reaches out of the database, and the words it is refused with.
const REFUSED: &[(&str, &str)] = &[
    ("INSERT INTO coder (uid, name, created_at) VALUES ('x', 'y', 'z')", "changing coder is refused"),
    ("insert into setting (key, value) select 'a', 'b'", "changing setting is refused"),
    ("REPLACE INTO setting VALUES (1, 'a', 'b')", "changing setting is refused"),
    ("UPDATE statement SET quote = ''", "changing statement is refused"),
    ("DELETE FROM statement", "changing statement is refused"),
    ("DELETE FROM operation WHERE 0", "changing operation is refused"),
    ("DELETE FROM coder RETURNING name", "changing coder is refused"),
    ("WITH a AS (SELECT 1) UPDATE actor SET name = 'x'", "changing actor is refused"),
    ("UPDATE sqlite_schema SET sql = ''", "table sqlite_master may not be modified"),
    ("EXPLAIN DELETE FROM coder", "changing coder is refused"),
    ("ATTACH '/etc/passwd' AS p", "ATTACH is refused"),
    ("ATTACH ':memory:' AS m", "ATTACH is refused"),
    ("ATTACH 'x.db' AS x", "ATTACH is refused"),
    ("DETACH main", "DETACH is refused"),
    ("PRAGMA journal_mode = DELETE", "PRAGMA journal_mode is refused"),
    ("PRAGMA journal_mode = OFF", "PRAGMA journal_mode is refused"),
    ("PRAGMA writable_schema = ON", "PRAGMA writable_schema is refused"),
    ("PRAGMA query_only = OFF", "PRAGMA query_only is refused"),
    ("PRAGMA trusted_schema = ON", "PRAGMA trusted_schema is refused"),
    ("PRAGMA user_version = 9", "PRAGMA user_version is refused"),
    ("PRAGMA application_id = 9", "PRAGMA application_id is refused"),
    ("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys is refused"),
    ("PRAGMA hard_heap_limit = 1", "PRAGMA hard_heap_limit is refused"),
    ("PRAGMA temp_store_directory = '/tmp'", "PRAGMA temp_store_directory is refused"),
    ("PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA wal_checkpoint is refused"),
    ("PRAGMA optimize", "PRAGMA optimize is refused"),
    ("PRAGMA page_size = 512", "PRAGMA page_size is refused"),
    ("PRAGMA max_page_count = 1", "PRAGMA max_page_count is refused"),
    ("SELECT * FROM pragma_journal_mode", "PRAGMA journal_mode is refused"),
    ("SELECT * FROM pragma_wal_checkpoint", "no such table: pragma_wal_checkpoint"),
    ("CREATE TABLE t (a)", "changing the schema is refused"),
    ("CREATE TEMP TABLE t (a)", "changing the schema is refused"),
    ("CREATE TEMP VIEW v AS SELECT 1", "changing the schema is refused"),
    ("CREATE TABLE t AS SELECT * FROM coder", "changing the schema is refused"),
    ("CREATE INDEX i ON coder (name)", "changing the schema is refused"),
    ("CREATE TRIGGER t AFTER INSERT ON coder BEGIN SELECT 1; END", "changing the schema is refused"),
    ("CREATE VIRTUAL TABLE t USING fts5(a)", "changing the schema is refused"),
    ("DROP TABLE statement", "changing the schema is refused"),
    ("DROP VIEW v_statement", "changing the schema is refused"),
    ("ALTER TABLE coder RENAME TO c", "changing the schema is refused"),
    ("ALTER TABLE coder ADD COLUMN c", "changing the schema is refused"),
    ("BEGIN", "a transaction is refused"),
    ("BEGIN IMMEDIATE", "a transaction is refused"),
    ("COMMIT", "a transaction is refused"),
    ("ROLLBACK", "a transaction is refused"),
    ("SAVEPOINT s", "a savepoint is refused"),
    ("RELEASE s", "a savepoint is refused"),
    ("VACUUM", "this statement writes"),
    ("VACUUM INTO 'x.db'", "this statement writes"),
    ("REINDEX", "REINDEX is refused"),
    ("ANALYZE", "is refused"),
    ("SELECT load_extension('x.so')", "the function load_extension is refused"),
    ("SELECT LOAD_EXTENSION('x.so')", "the function load_extension is refused"),
    ("SELECT fts3_tokenizer('simple')", "the function fts3_tokenizer is refused"),
    ("SELECT zeroblob(1000000000)", "the function zeroblob is refused"),
    ("SELECT randomblob(1000000000)", "the function randomblob is refused"),
    ("SELECT hex(randomblob(9))", "the function randomblob is refused"),
    ("SELECT readfile('/etc/passwd')", "no such function: readfile"),
    ("SELECT writefile('x.db', 'y')", "no such function: writefile"),
    ("SELECT edit('x')", "no such function: edit"),
    ("SELECT 1; DROP TABLE statement", "more than one statement"),
    ("SELECT 1; SELECT 2", "more than one statement"),
    ("SELECT 1; /* then */ DELETE FROM coder", "more than one statement"),
    ("SELECT 1; nonsense (", "more than one statement"),
    ("/* nothing */", "there is no query"),
    ("", "there is no query"),
    (" \n\t", "there is no query"),
    (";", "there is no query"),
    ("SELECT printf('%1000000000s', 'x')", "too big"),
    ("SELECT printf('%.*c', 20000000, 'x')", "too big"),
    ("SELECT replace(hex(printf('%9999s', '')), '2', printf('%9999s', ''))", "too big"),
    (
        "WITH RECURSIVE r (n, s) AS (SELECT 1, 'a' UNION ALL SELECT n + 1, replace(s, 'a', 'aa') FROM r) \
         SELECT max(length(s)) FROM r",
        "too big",
    ),
    (
        "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r LIMIT 300000) \
         SELECT length(group_concat(printf('%100s', n))) FROM r",
        "too big",
    ),
    ("SELECT :a", "parameter :a needs one value and got 0"),
    ("SELECT ?", "a parameter has no name"),
    ("SELECT ?1", "a parameter has no name"),
    ("SELECT @a", "a parameter has no name"),
    ("SELECT $a", "a parameter has no name"),
];

fn project() -> Sandbox {
    let sandbox = Sandbox::with_project();
    sandbox.ok("codebook import demo/themes.csv");
    sandbox.ok("actor import demo/actors.csv");
    sandbox.ok("tag 7 --theme 算力普惠 --actor 郑亮");
    sandbox
}

/// Every file of the folder with its bytes.
fn files(sandbox: &Sandbox) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(sandbox.path("."))
        .expect("the folder")
        .flatten()
        .filter(|entry| entry.path().is_file())
        .map(|entry| {
            (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).expect("its bytes"))
        })
        .collect();
    files.sort();
    files
}

fn asked_on_stdin(sandbox: &Sandbox, words: &[&str], query: &str) -> Run {
    let mut child = sandbox
        .command()
        .arg("sql")
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("standard input").write_all(query.as_bytes()).expect("the query written");
    Run::of(&child.wait_with_output().expect("the program ends"))
}

#[test]
fn whatever_is_no_reading_is_refused_and_leaves_no_trace() {
    let sandbox = project();
    let before = files(&sandbox);
    for (query, says) in REFUSED {
        let run = sandbox.run(["sql", query]);
        assert!(run.code == 1 || run.code == 2, "{query} ended with {}\n{}", run.code, run.err);
        assert!(run.err.starts_with("error: ") && run.err.contains(says), "{query}: {}", run.err);
        assert_eq!(run.out, "", "{query}");
        assert!(files(&sandbox) == before, "{query} left a trace");
    }
}

#[test]
fn long_and_deep_questions_are_refused() {
    let sandbox = project();
    let before = files(&sandbox);
    let deep = |n: usize| format!("SELECT {}1", "1+".repeat(n));
    let unions = |n: usize| format!("SELECT 1{}", " UNION ALL SELECT 1".repeat(n));
    for (query, says) in [
        (format!("SELECT '{}'", "x".repeat(1_000_000)), "statement too long"),
        (format!("SELECT 1 {}", " ".repeat(1_000_000)), "a query may have 100 kB at most"),
        (deep(200), "Expression tree is too large (maximum depth 100)"),
        (unions(60), "too many terms in compound SELECT"),
        ("-- only this\n-- and that\n".to_owned(), "there is no query"),
        ("SELECT 1\0; DROP TABLE coder".to_owned(), "NUL"),
    ] {
        let run = asked_on_stdin(&sandbox, &["-"], &query);
        let shown: String = query.chars().take(40).collect();
        assert!((1..=7).contains(&run.code), "{shown} ended with {}", run.code);
        assert!(run.err.contains(says), "{shown}: {}", run.err.chars().take(500).collect::<String>());
    }
    // What is neither is answered.
    for query in [deep(90), unions(40)] {
        assert_eq!(asked_on_stdin(&sandbox, &["-"], &query).code, 0);
    }
    assert!(files(&sandbox) == before);
}

#[test]
fn an_endless_question_ends_with_its_time() {
    let sandbox = project();
    let before = files(&sandbox);
    for (query, rows) in [
        ("WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c", 0),
        ("WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c WHERE n < 3", 3),
    ] {
        let began = Instant::now();
        let run = sandbox.run(["sql", query, "--timeout", "300"]);
        let took = began.elapsed();
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.err.contains("stopped after 300 ms") && run.err.contains("--timeout"), "{}", run.err);
        assert_eq!(run.out.lines().count(), rows, "{}", run.out);
        assert!(took >= Duration::from_millis(300) && took < Duration::from_secs(10), "{took:?}");
    }
    assert!(files(&sandbox) == before);
}

#[test]
fn every_view_and_table_can_be_asked() {
    let sandbox = project();
    let tables = sandbox.ok("schema --format jsonl");
    let names: Vec<String> = tables
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .filter(|row| row["column"].is_null())
        .map(|row| row["table"].as_str().expect("a name").to_owned())
        .collect();
    assert!(names.iter().filter(|name| name.starts_with("v_")).count() >= 11, "{names:?}");
    for name in &names {
        let run = sandbox.run(["sql", &format!("SELECT count(*) AS n FROM {name}")]);
        assert_eq!(run.code, 0, "{name}: {}", run.err);
        assert!(run.out.starts_with("n\n"), "{name}: {}", run.out);
    }
    let themes = sandbox.run(["sql", "SELECT statement, code FROM v_statement_code"]);
    assert_eq!(themes.out, "statement,code\ns1,算力设施/算力普惠\n");
    // What describes the schema is reading too.
    for query in [
        "SELECT name FROM pragma_table_info('statement') WHERE pk",
        "PRAGMA table_info(statement)",
        "EXPLAIN QUERY PLAN SELECT * FROM v_statement",
        "PRAGMA page_size",
        "SELECT name FROM sqlite_schema",
        "VALUES (1, 2)",
        "SELECT 1; -- done\n;",
    ] {
        let run = sandbox.run(["sql", query]);
        assert!(run.code == 0 && run.out.lines().count() > 1, "{query}: {} {}", run.out, run.err);
    }
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
fn parameters_are_values_and_never_text_of_the_query() {
    let sandbox = project();
    let ask = |words: &[&str]| sandbox.run(std::iter::once("sql").chain(words.iter().copied()));
    let typed = "SELECT :a AS a, typeof(:a) AS t";
    for (given, value) in [
        ("a=7", "7,integer"),
        (":a=7", "7,integer"),
        ("a='7'", "7,text"),
        ("a=人工智能", "人工智能,text"),
        ("a=x'; DROP TABLE coder; --", "x'; DROP TABLE coder; --,text"),
        ("a=b=c", "b=c,text"),
        ("a=2.5", "2.5,real"),
    ] {
        let run = ask(&[typed, "--param", given]);
        assert_eq!((run.code, run.out.as_str()), (0, format!("a,t\n{value}\n").as_str()), "{given}: {}", run.err);
    }
    for (words, says) in [
        (&[typed][..], "parameter :a needs one value and got 0"),
        (&[typed, "--param", "a=1", "--param", "a=2"], "parameter :a needs one value and got 2"),
        (&[typed, "--param", "a=1", "--param", "b=2"], "no parameter :b; it has :a"),
        (&["SELECT 1", "--param", "b=2"], "no parameter :b; it has none"),
        (&[typed, "--param", "a"], "write it NAME=VALUE"),
        (&[typed, "--param", "=a"], "write it NAME=VALUE"),
    ] {
        let run = ask(words);
        assert_eq!(run.code, 2, "{words:?}");
        assert!(run.err.contains(says), "{words:?}: {}", run.err);
        assert_eq!(run.out, "", "{words:?}");
    }
}

#[test]
fn a_question_comes_from_a_file_or_a_pipe() {
    let sandbox = project();
    let query = "-- How many?\nSELECT count(*) AS n\nFROM v_paragraph\n";
    sandbox.write("q.sql", query);
    let expected = "n\n47\n";
    assert_eq!(sandbox.ok("sql -f q.sql"), expected);
    for words in [&["-"][..], &["-f", "-"]] {
        let run = asked_on_stdin(&sandbox, words, query);
        assert_eq!((run.code, run.out.as_str()), (0, expected), "{}", run.err);
    }
    sandbox.write("latin.sql", b"SELECT '\xe9'");
    for (words, code, says) in [
        ("sql -f missing.sql", 7, "missing.sql"),
        ("sql -f latin.sql", 7, "not UTF-8"),
        ("sql -f .", 7, "it is a folder"),
        ("sql -f pizhu.db", 7, "it is the project file"),
        ("sql", 2, "required"),
        ("sql -f q.sql VALUES(1)", 2, "cannot be used with"),
    ] {
        let run = sandbox.words(words);
        assert_eq!(run.code, code, "{words}: {}", run.err);
        assert!(run.err.contains(says), "{words}: {}", run.err);
    }
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
