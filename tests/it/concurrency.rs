//! Many at work on one project at once: every coding that was acknowledged is there once, nobody is
//! sent away, and the file is sound.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::dump;
use super::sandbox::Sandbox;

const WRITERS: usize = 4;
/// Runs of the program by each of them.
const RUNS: usize = 50;

#[test]
fn four_coders_at_once_lose_nothing_and_nobody_is_sent_away() {
    let sandbox = Sandbox::with_project();
    sandbox.ok("codebook add 甲");
    let coders: Vec<String> = (0..WRITERS).map(|n| format!("coder{n}")).collect();
    for coder in &coders {
        sandbox.ok(&format!("coder add {coder}"));
    }
    let (at_work, looks) = (AtomicBool::new(true), AtomicUsize::new(0));
    let said: Vec<Vec<String>> = std::thread::scope(|scope| {
        let readers = ["stats theme", "show 2", "find 算力", "log"].map(|words| {
            let (sandbox, at_work, looks) = (&sandbox, &at_work, &looks);
            scope.spawn(move || {
                while at_work.load(Ordering::Relaxed) {
                    let run = sandbox.words(words);
                    assert_eq!(run.code, 0, "{words}: {}", run.err);
                    looks.fetch_add(1, Ordering::Relaxed);
                    std::thread::sleep(std::time::Duration::from_millis(50));
                }
            })
        });
        let writers: Vec<_> = coders
            .iter()
            .map(|coder| {
                let sandbox = &sandbox;
                scope.spawn(move || {
                    (0..RUNS)
                        .map(|n| {
                            let span = format!("{n}..{}", n + 1);
                            let run = sandbox.run(["--coder", coder, "tag", "7", "--span", &span, "--theme", "甲"]);
                            assert_eq!(run.code, 0, "{coder} {n}: {}", run.err);
                            run.err.split_whitespace().next().unwrap_or_default().to_owned()
                        })
                        .collect()
                })
            })
            .collect();
        let said = writers.into_iter().map(|writer| writer.join()).collect::<Result<_, _>>();
        at_work.store(false, Ordering::Relaxed);
        for reader in readers {
            reader.join().expect("a reader");
        }
        said.expect("writers")
    });
    assert!(looks.load(Ordering::Relaxed) > WRITERS, "nobody read while they wrote");

    let there = sandbox.ok("sql --limit 0 SELECT(statement)FROM(v_statement)");
    let there: BTreeSet<&str> = there.lines().skip(1).collect();
    let acknowledged: BTreeSet<&str> = said.iter().flatten().map(String::as_str).collect();
    assert_eq!(acknowledged.len(), WRITERS * RUNS, "a handle was given twice");
    assert_eq!(there, acknowledged, "what is there is not what was acknowledged");
    let count = |sql: &str| sandbox.run(["sql", sql]).out.lines().nth(1).unwrap_or_default().to_owned();
    assert_eq!(
        count("SELECT group_concat(n, ' ') FROM (SELECT count(*) AS n FROM v_statement GROUP BY coder)"),
        vec![RUNS.to_string(); WRITERS].join(" ")
    );
    assert_eq!(count("SELECT count(DISTINCT uid) FROM statement"), (WRITERS * RUNS).to_string());
    assert_eq!(count("SELECT count(*) - count(DISTINCT prev_hash) FROM operation"), "0", "two heads of one chain");
    dump::assert_whole(&sandbox.path("pizhu.db"));
    // And all of it can be taken back, one by one.
    sandbox.ok(&format!("undo {}", WRITERS * RUNS));
    assert_eq!(count("SELECT count(*) FROM statement"), "0");
}
