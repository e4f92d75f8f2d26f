//! ^C while texts come in: what was stored stays, unless all or nothing was asked for.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::sandbox::{Run, Sandbox};

/// Texts of a run: one that is read at once, one that is refused, and standard input.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write("a.txt", "本市建设公共数据开放平台，企业和个人可以依法申请使用。\n");
    sandbox.write("bad.txt", b"\x89PNG\r\n\x1a\n");
    sandbox.ok("init --coder li --name interrupted");
    sandbox
}

/// Runs an import that waits for the end of standard input, and interrupts it there.
fn interrupted(sandbox: &Sandbox, words: &str) -> Run {
    let mut child = sandbox
        .command()
        .args(words.split_whitespace())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("standard input");
    // More than a pipe holds: once it is written the program reads, and by then it listens to signals.
    input.write_all("支持企业建设智能工厂。\n".repeat(10_000).as_bytes()).expect("written");
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs").success());
    std::thread::sleep(Duration::from_millis(300));
    drop(input);
    Run::of(&child.wait_with_output().expect("its end"))
}

fn documents(sandbox: &Sandbox) -> usize {
    sandbox.ok("doc list --format jsonl").lines().count()
}

#[test]
fn what_was_read_before_an_interruption_is_stored() {
    let sandbox = sandbox();
    let run = interrupted(&sandbox, "import a.txt bad.txt - --layout lines");
    assert_eq!(run.code, 130, "{}", run.err);
    // Standard input too, where it was waited for already when the signal came.
    let stored = documents(&sandbox);
    let told =
        ["1 document", "2 documents"].iter().position(|told| run.err.contains(&format!("interrupted; {told} stored")));
    assert_eq!(told.map(|at| at + 1), Some(stored), "{}", run.err);
    assert!(run.err.contains("hint: the same command again goes on from there"), "{}", run.err);
    // Where copies were asked for, it would make some.
    let run = interrupted(&sandbox, "import a.txt - --layout lines --allow-duplicate");
    assert_eq!(run.code, 130, "{}", run.err);
    assert!(run.err.contains("take them back first with `pizhu undo`"), "{}", run.err);
}

#[test]
fn all_or_nothing_is_nothing_when_interrupted() {
    let sandbox = sandbox();
    // The second: what was refused on the way is not the reason.
    for files in ["a.txt -", "a.txt bad.txt -"] {
        let run = interrupted(&sandbox, &format!("import {files} --layout lines --atomic"));
        assert_eq!(run.code, 130, "{}", run.err);
        assert_eq!(run.err, "error: interrupted; nothing was stored, for --atomic was asked for\n");
        assert_eq!(documents(&sandbox), 0);
        assert!(!sandbox.ok("log").contains("import"));
    }
}
