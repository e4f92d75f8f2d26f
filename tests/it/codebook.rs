//! The codebook: files go in and come out the same, and whatever is done to codes, no statement
//! loses its coding and everything can be taken back.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use pizhu::model::{CodeRef, OperationKind, Session, StatementId};
use pizhu::ops::codebook;
use pizhu::ops::{OpError, Place, TagOptions, TagRequest, tag};
use pizhu::store::{MemoTarget, Store, StoreError};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::dump;
use super::sandbox::Sandbox;

/// The codebooks the repository brings.
const SHIPPED: [&str; 3] = ["codebooks/cap-major-topics.csv", "codebooks/policy-instruments.csv", "demo/themes.csv"];

/// A codebook with everything that makes CSV hard; retired codes, three levels, two variables.
const HARD: &str = "variable,code,parent,label,definition,include,exclude,example,color,retired\n\
    stage,执行,,\"a, \"\"b\"\"\",\"两行\n第二行\",=1+1,-,'引',#a1B2c3,1\n\
    theme,乙,,,,,,,,0\n\
    theme,丙/丁/戊,丙/丁,,,,,,,0\n\
    theme,甲：一,,,,,,,,0\n\
    theme,丙/丁,丙,,,,,,,1\n\
    theme,丙,,,,,,,,0\n\
    theme,丙/a b,丙,,,,,,,0\n";

#[test]
fn every_shipped_codebook_can_be_read_in() {
    let sandbox = Sandbox::with_project();
    for file in SHIPPED {
        let dry = sandbox.words(&format!("codebook import {file} --dry-run"));
        assert_eq!(dry.code, 0, "{file}: {}", dry.err);
        sandbox.ok(&format!("codebook import {file}"));
        let again = sandbox.words(&format!("codebook import {file} --update"));
        assert!(again.err.starts_with("0 codes added, "), "{file}: {}", again.err);
        assert!(!again.err.contains("changed"), "{file}: {}", again.err);
    }
    let rows = |text: &str| csv::Reader::from_reader(text.as_bytes()).into_records().count();
    let written: usize =
        SHIPPED.iter().map(|file| rows(&std::fs::read_to_string(sandbox.path(file)).expect("a codebook"))).sum();
    assert_eq!(rows(&sandbox.ok("codebook export")), written);
}

#[test]
fn what_comes_out_goes_in_and_comes_out_the_same() {
    let first = Sandbox::with_project();
    first.write("hard.csv", HARD);
    for file in SHIPPED.iter().chain(&["hard.csv"]) {
        first.ok(&format!("codebook import {file}"));
    }
    // Places among siblings that no single file gave.
    first.ok("codebook move 丙 --under 乙");
    first.ok("codebook move 乙/丙/丁 --top");
    let out = first.ok("codebook export");
    assert!(out.contains("theme,丁/戊,丁,") && out.contains("\"两行\n第二行\",=1+1,-,'引',#a1B2c3,1\n"), "{out}");
    let second = Sandbox::with_project();
    second.write("in.csv", &out);
    second.ok("codebook import in.csv");
    assert_eq!(second.ok("codebook export"), out);
    // Nothing of the first project but its codebook went over.
    second.ok("undo");
    assert_eq!(second.ok("codebook export").lines().count(), 1);
}

#[test]
fn a_bad_row_keeps_every_row_out() {
    let sandbox = Sandbox::with_project();
    let before = dump::of_file(&sandbox.path("pizhu.db"));
    let good = "new,甲,,,,,,,,0\n";
    for bad in [
        "theme,丙,乙,,,,,,,0",
        "theme,丙,丙,,,,,,,0",
        "theme,,,,,,,,#112233,0",
        "theme,丙,,,,,,,#11223,0",
        "theme,丙,,,,,,,,2",
        "theme,丙,,\"两\n行\",,,,,,0",
        "theme,丙,,,a\u{200b}b,,,,,0",
        "theme,丙,,,,,,,0",
        "theme,丙,,,,,,,,0,",
        "a:b,丙,,,,,,,,0",
        "new,甲,,,,,,,,0",
    ] {
        let header = HARD.lines().next().expect("a header");
        sandbox.write("bad.csv", format!("{header}\n{good}{bad}\n"));
        let run = sandbox.words("codebook import bad.csv");
        assert_eq!(run.code, 7, "{bad}: {}", run.err);
        assert!(run.err.contains("1 of 2 rows cannot be taken") && run.err.contains("\n  line 3: "), "{}", run.err);
    }
    assert_eq!(dump::of_file(&sandbox.path("pizhu.db")), before);
}

#[test]
fn columns_a_file_does_not_have_are_left_alone() {
    let sandbox = Sandbox::with_project();
    sandbox.write("full.csv", "code,label,definition,retired\n甲,A,定义,1\n");
    sandbox.ok("codebook import full.csv");
    sandbox.write("part.csv", "code,label\n甲,\n");
    sandbox.ok("codebook import part.csv --update");
    assert!(sandbox.ok("codebook export").ends_with("\ntheme,甲,,,定义,,,,,1\n"));
}

#[test]
fn the_file_written_is_the_text_written() {
    let sandbox = Sandbox::with_project();
    sandbox.ok("codebook import demo/themes.csv");
    sandbox.ok("codebook export theme -o out.csv");
    assert_eq!(std::fs::read_to_string(sandbox.path("out.csv")).expect("a file"), sandbox.ok("codebook export"));
}

fn code(text: &str) -> CodeRef {
    text.parse().expect("a code")
}

/// A project with codes in a tree, a note on each of the first two, and a statement for every code
/// and every pair of neighbours.
fn coded(sandbox: &Sandbox) -> Store {
    let mut store = Store::open(&sandbox.path("pizhu.db"), Session::default()).expect("the project");
    let paths = ["甲", "甲/子", "甲/子/孙", "甲/丑", "乙", "乙/子", "乙/丑/卯", "丙"];
    let codes: Vec<CodeRef> = paths.iter().map(|path| code(path)).collect();
    codebook::add(&mut store, &codes, &codebook::CodePatch::default(), true).expect("codes");
    for (n, codes) in codes.iter().map(std::slice::from_ref).chain(codes.windows(2)).enumerate() {
        let request = TagRequest {
            paragraph: format!("cq-ai:{}", 2 + n).parse().expect("a paragraph"),
            place: Place::Whole,
            statement: None,
            kind: pizhu::model::StatementKind::Proposal,
            codes: codes.to_vec(),
            actors: Vec::new(),
            stance: None,
            summary: None,
            memo: None,
        };
        tag(&mut store, &request, TagOptions::default()).expect("a statement");
    }
    store
        .write(OperationKind::Note, |w| {
            for code in w.codes(None)?.into_iter().take(2) {
                w.insert_memo(MemoTarget::Code(code.id), &format!("note on {}", code.path))?;
            }
            Ok::<_, StoreError>(())
        })
        .expect("notes");
    store
}

/// The statements that carry a code, and the notes on codes.
fn kept(store: &Store) -> (BTreeSet<StatementId>, BTreeSet<String>) {
    store
        .read(|r| {
            let statements = r.statement_codes(None)?.iter().map(|code| code.statement).collect();
            let mut notes = BTreeSet::new();
            for code in r.codes(None)? {
                notes.extend(r.memos(MemoTarget::Code(code.id))?.into_iter().map(|memo| memo.text));
            }
            Ok::<_, StoreError>((statements, notes))
        })
        .expect("codes of statements")
}

/// Whether a change that was refused was refused for a reason a person can act on.
fn sensible(error: &OpError) -> bool {
    matches!(
        error,
        OpError::Exists { .. }
            | OpError::Cycle { .. }
            | OpError::InUse { .. }
            | OpError::MergeBelow { .. }
            | OpError::NameClash { .. }
            | OpError::Usage(_)
    )
}

/// Does one random change to the codebook; says whether it was an operation.
fn change(store: &mut Store, (which, a, b): (u8, usize, usize)) -> Result<bool, OpError> {
    let codes = store.read(|r| r.codes(None))?;
    let pick = |n: usize| code(&codes[n % codes.len()].reference());
    let (one, other) = (pick(a), pick(b));
    let names = ["甲", "子", "丑", "新"];
    let done = match which % 8 {
        0 => codebook::rename(store, &one, names[b % names.len()])?.operation,
        1 => codebook::relocate(store, &one, None)?.operation,
        2 | 3 => codebook::relocate(store, &one, Some(&other))?.operation,
        4 | 5 => codebook::merge(store, &one, &other, false)?.operation,
        6 => codebook::retire(store, &one, b % 2 == 0)?.operation,
        _ => codebook::remove(store, &one)?.operation,
    };
    Ok(done.is_some())
}

#[test]
fn nothing_done_to_codes_loses_a_coding() {
    let sandbox = Sandbox::with_project();
    let store = coded(&sandbox);
    let (start, before) = (dump::of_store(&store), kept(&store));
    assert_eq!((before.0.len(), before.1.len()), (15, 2));
    let changes = prop::collection::vec((any::<u8>(), any::<usize>(), any::<usize>()), 1..12);
    let (done, refused, store) = (Cell::new(0), Cell::new(0), RefCell::new(store));
    // A case that fails leaves the project as it is, so that smaller ones would begin elsewhere.
    let config = Config { cases: 48, max_shrink_iters: 0, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    runner
        .run(&changes, |changes| {
            let store = &mut *store.borrow_mut();
            let mut operations = 0;
            for act in changes {
                match change(store, act) {
                    Ok(was_operation) => operations += usize::from(was_operation),
                    Err(error) => {
                        prop_assert!(sensible(&error), "{error}");
                        refused.set(refused.get() + 1);
                    }
                }
                prop_assert_eq!(&kept(store), &before);
            }
            if operations > 0 {
                done.set(done.get() + operations);
                let end = dump::of_store(store);
                store.undo(operations).expect("undo");
                prop_assert_eq!(&dump::of_store(store), &start);
                store.redo(operations).expect("redo");
                prop_assert_eq!(&dump::of_store(store), &end);
                // The next case begins where this one began.
                store.undo(operations).expect("undo");
            }
            Ok(())
        })
        .expect("the property");
    let (done, refused) = (done.get(), refused.get());
    assert!(done > 50 && refused > 20, "{done} changes, {refused} refused: the acts are no test");
    dump::assert_whole(&sandbox.path("pizhu.db"));
}
