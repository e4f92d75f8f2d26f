//! The time of a question is bounded whatever it does, also inside one call of a function.

use std::time::{Duration, Instant};

use super::sandbox::Sandbox;

#[test]
fn one_long_call_is_not_waited_for() {
    let sandbox = Sandbox::with_project();
    // 9 MB of a's, searched for 40 kB of a's and a b: many seconds inside one instr().
    let doubled =
        |times: usize| (0..times).fold("'aaaaaaaaaa'".to_owned(), |text, _| format!("replace({text}, 'a', 'aa')"));
    let query = format!("SELECT instr({}, {} || 'b')", doubled(19), doubled(12));
    let begun = Instant::now();
    let run = sandbox.run(["sql", &query, "--timeout", "300"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("stopped after 300 ms"), "{}", run.err);
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    // The project is as it was.
    assert_eq!(sandbox.run(["sql", "SELECT count(*) AS n FROM document"]).code, 0);
}

#[test]
fn rows_come_whole_and_in_order_however_many_there_are() {
    let sandbox = Sandbox::with_project();
    let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i FROM n";
    let run = sandbox.run(["sql", many, "--limit", "0"]);
    let rows: Vec<u32> = run.out.lines().skip(1).map(|line| line.parse().expect("a number")).collect();
    assert_eq!(rows, (1..=100_000).collect::<Vec<_>>());
    // A reader that goes away ends it.
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
    let (out, _) = sandbox.shell(&format!("pizhu sql \"{endless}\" --limit 0 --timeout 0 | head -2"));
    assert_eq!(out, "i\n1\n");
}

#[test]
fn the_square_root_is_there() {
    let sandbox = Sandbox::with_project();
    let run =
        sandbox.run(["sql", "SELECT sqrt(9) AS a, sqrt(2.25) AS b, sqrt(-1) AS c, sqrt('x') AS d, sqrt(NULL) AS e"]);
    assert_eq!(run.out, "a,b,c,d,e\n3.0,1.5,,,\n", "{}", run.err);
}
