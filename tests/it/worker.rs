//! The process that reads risky formats: whatever becomes of it, one file is refused with the true
//! reason and the next is read.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use pizhu::intake::{ColumnMap, Field, Incoming, ReadOptions, read};
use pizhu::ops::import::worker::{Reader, WorkerCommand};

use super::sandbox::Sandbox;
use super::workbook::{Workbook, row};

fn reader() -> Reader {
    Reader::new(Some(WorkerCommand::new(env!("CARGO_BIN_EXE_pizhu")).arg("__intake")))
}

fn shell(line: &str) -> Reader {
    Reader::new(Some(WorkerCommand::new("/bin/sh").arg("-c").arg(line))).patience(Duration::from_secs(20))
}

fn workbook(rows: usize) -> Vec<u8> {
    let rows = (2..=rows + 1).map(|n| row(n, &[&format!("k{n}"), "第一段。\n第二段。"]));
    Workbook::of(&[row(1, &["key", "text"])].into_iter().chain(rows).collect::<String>(), "").bytes()
}

/// A workbook that is more than a pipe holds.
fn large() -> Vec<u8> {
    Workbook::of(&row(1, &["text"]), "").padded(1 << 20).bytes()
}

/// The texts of a workbook and the reason it was refused for.
fn read_by(reader: &mut Reader, bytes: &[u8]) -> (Vec<Incoming>, Option<String>) {
    let mut texts = Vec::new();
    let result = reader.read(Path::new("t.xlsx"), bytes, &ReadOptions::default(), &mut |part| {
        texts.push(part.expect("a row"));
        true
    });
    (texts, result.err().map(|problem| problem.to_string()))
}

fn reason(reader: &mut Reader, bytes: &[u8]) -> String {
    read_by(reader, bytes).1.expect("a reason")
}

#[test]
fn one_process_reads_many_files_as_this_one_would() {
    let bytes = workbook(50);
    let mut here = Vec::new();
    read(Path::new("t.xlsx"), &bytes, &ReadOptions::default(), &mut |part| {
        here.push(part.expect("a row"));
        true
    })
    .expect("a workbook");
    let mut reader = reader();
    assert_eq!(reader.process(), None, "it is started when it is needed");
    assert_eq!(read_by(&mut reader, &bytes), (here.clone(), None));
    let process = reader.process();
    assert!(process.is_some());
    assert_eq!(read_by(&mut reader, &bytes), (here, None));
    assert_eq!(reader.process(), process);
}

#[test]
fn reasons_come_back_as_data() {
    let bytes = Workbook::of(&[row(1, &["题", "主"]), row(2, &["甲", "乙"])].concat(), "").bytes();
    let mut reader = reader();
    let options = ReadOptions { columns: ColumnMap::default().with(Field::Text, "主"), ..ReadOptions::default() };
    let mut n = 0;
    reader
        .read(Path::new("t.xlsx"), &bytes, &options, &mut |part| {
            n += usize::from(part.is_ok());
            true
        })
        .expect("read by the column named");
    assert_eq!(n, 1);
    assert_eq!(reason(&mut reader, &bytes), "no column is known to hold the text; its columns are 题, 主");
}

#[test]
fn a_file_that_asks_for_any_memory_is_refused_alone() {
    let hostile = |count: &str| {
        let strings = format!(r#"<sst uniqueCount="{count}"><si><t>text</t></si></sst>"#);
        Workbook::of("", "").strings(&strings).bytes()
    };
    let mut reader = reader();
    assert_eq!(read_by(&mut reader, &workbook(1)).1, None);
    let first = reader.process();
    // A panic is caught where it happens, and the process goes on.
    assert_eq!(reason(&mut reader, &hostile("18446744073709551615")), "its reader crashed: capacity overflow");
    assert_eq!(reader.process(), first);
    // No memory ends the process.
    assert_eq!(reason(&mut reader, &hostile("100000000000")), "reading it takes more than 1024 MiB of memory");
    // So does what a machine with more memory would give.
    assert_eq!(reason(&mut reader, &hostile("50000000")), "reading it takes more than 1024 MiB of memory");
    assert_eq!(reader.process(), None);
    assert_eq!(read_by(&mut reader, &workbook(3)).0.len(), 3, "the next file is read");
}

#[test]
fn a_process_killed_within_a_file_costs_that_file() {
    let bytes = workbook(3_000);
    let mut reader = reader();
    assert_eq!(read_by(&mut reader, &workbook(1)).1, None);
    let process = reader.process().expect("a process").to_string();
    let mut n = 0;
    let result = reader.read(Path::new("t.xlsx"), &bytes, &ReadOptions::default(), &mut |_| {
        n += 1;
        if n == 1 {
            assert!(Command::new("kill").args(["-9", &process]).status().expect("kill runs").success());
        }
        true
    });
    let reason = result.expect_err("it was killed").to_string();
    assert!(reason.starts_with("its reader crashed: signal: 9"), "{reason}");
    assert!((1..3_000).contains(&n), "{n} rows came before");
    assert_eq!(read_by(&mut reader, &workbook(2)).0.len(), 2);
    // Killed between two files it costs none.
    let process = reader.process().expect("a process").to_string();
    assert!(Command::new("kill").args(["-9", &process]).status().expect("kill runs").success());
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(read_by(&mut reader, &workbook(2)).0.len(), 2);
}

#[test]
fn every_way_to_fail_has_its_reason() {
    let bytes = large();
    let mut absent = Reader::new(Some(WorkerCommand::new("/nowhere/pizhu")));
    assert!(reason(&mut absent, &bytes).starts_with("its reader cannot be started: "));
    assert_eq!(
        reason(&mut Reader::new(Some(WorkerCommand::new("/bin/false"))), &bytes),
        "its reader crashed: exit status: 1"
    );
    assert_eq!(reason(&mut shell("exec cat"), &bytes), "its reader answered what nobody understands");
    assert_eq!(reason(&mut shell("exec yes"), &bytes), "its reader answered what nobody understands");
    assert_eq!(
        reason(&mut shell("echo 1 >&2; echo no luck >&2; exit 3"), &bytes),
        "its reader crashed: exit status: 3, no luck"
    );
    assert_eq!(
        reason(&mut shell("echo 'thread main has overflowed its stack' >&2; kill -ABRT $$"), &bytes),
        "its reader crashed: it is nested deeper than can be read"
    );
    // The soft limit alone, as the process sets it on itself.
    assert_eq!(
        reason(&mut shell("ulimit -St 1; while :; do :; done"), &bytes),
        "reading it takes more than 60 s of computing"
    );
}

#[test]
fn silence_is_waited_for_only_so_long() {
    let begin = Instant::now();
    // One that neither reads nor speaks, and leaves a child of its own with our streams.
    let mut reader = shell("sleep 600; true").patience(Duration::from_secs(1));
    assert_eq!(reason(&mut reader, &large()), "its reader said nothing for 1 s");
    assert!(begin.elapsed() < Duration::from_secs(30));
}

#[test]
fn who_has_enough_gets_no_more() {
    let mut reader = reader();
    let mut n = 0;
    let result = reader.read(Path::new("t.xlsx"), &workbook(3_000), &ReadOptions::default(), &mut |_| {
        n += 1;
        n < 3
    });
    assert!(result.is_ok());
    assert_eq!(n, 3);
    assert_eq!(read_by(&mut reader, &workbook(2)).0.len(), 2);
}

#[test]
fn text_is_read_without_a_process() {
    let mut reader = Reader::new(Some(WorkerCommand::new("/bin/false")));
    for (name, text) in [("a.txt", "甲"), ("a.csv", "text\n甲"), ("a.jsonl", "{\"text\": \"甲\"}")] {
        let mut n = 0;
        reader
            .read(Path::new(name), text.as_bytes(), &ReadOptions::default(), &mut |part| {
                n += usize::from(part.is_ok());
                true
            })
            .expect(name);
        assert_eq!(n, 1, "{name}");
    }
    assert_eq!(reader.process(), None);
}

#[test]
fn the_process_is_no_command_for_people() {
    let sandbox = Sandbox::empty();
    for words in ["--help", "completions bash", "man"] {
        assert!(!sandbox.ok(words).contains("__intake"), "pizhu {words}");
    }
    let run = sandbox.words("__intake");
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""), "no request, no answer");
    let mut child =
        sandbox.command().arg("__intake").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it runs");
    child.stdin.take().expect("its input").write_all(b"hello\nworld\n").expect("written");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), &b""[..]));
}
