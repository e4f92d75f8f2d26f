//! Removing a document takes everything that hangs on it, and undo brings back every byte.

use std::collections::BTreeMap;

use pizhu::model::{OperationKind, Session};
use pizhu::store::Store;

use super::dump;
use super::sandbox::Sandbox;

/// Every row of the project by its table.
fn rows(sandbox: &Sandbox) -> BTreeMap<String, Vec<String>> {
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in dump::of_file(&sandbox.path("pizhu.db")).lines() {
        let (table, row) = line.split_once(' ').expect("a table and a row");
        tables.entry(table.to_owned()).or_default().push(row.to_owned());
    }
    tables
}

/// How many rows of a table.
fn size(rows: &BTreeMap<String, Vec<String>>, table: &str) -> usize {
    rows.get(table).map_or(0, Vec::len)
}

/// A second coder, where only the store is needed.
pub(super) fn add_coder(sandbox: &Sandbox, name: &str) {
    let mut store = Store::open(&sandbox.path("pizhu.db"), Session::default()).expect("the project");
    store.write(OperationKind::CoderAdd, |w| w.insert_coder(name)).expect("a coder");
}

/// Two documents with everything that can hang on one, linked across.
fn coded() -> Sandbox {
    let sandbox = Sandbox::with_project();
    add_coder(&sandbox, "wang");
    sandbox.ok("import article.txt --key other --allow-duplicate");
    sandbox.ok("doc set cq-ai --attr genre=report --attr page=3");
    sandbox.ok("tag cq-ai:7 --quote 积极引进国内外头部企业 --theme 产业/招商 --actor 简华球@市综经院/副主任 --memo 第一条 --new");
    sandbox.ok("tag cq-ai:8 --theme 招商 --actor 简华球 --to 市教委 --summary 算力 --stance 1 --new");
    sandbox.ok("tag other:9 --theme 招商");
    sandbox.ok("--coder wang tag cq-ai:8 --theme 产业");
    sandbox.ok("link s2 refines s1");
    sandbox.ok("link s3 repeats s1 s2");
    sandbox.ok("--coder wang link s1 contradicts s4");
    sandbox.ok("read cq-ai:1-6 --none");
    sandbox.ok("--coder wang read cq-ai --unsure");
    sandbox.ok("read other:1 --none");
    for target in ["cq-ai", "cq-ai:8", "s1", "theme:产业", "简华球", "other"] {
        sandbox.ok(&format!("note {target} 记一笔"));
        sandbox.ok(&format!("--coder wang note {target} 又一笔"));
    }
    sandbox
}

#[test]
fn undo_brings_a_removed_document_back_byte_for_byte() {
    let sandbox = coded();
    let before = rows(&sandbox);
    for (table, least) in
        [("paragraph", 90), ("statement", 4), ("link", 4), ("memo", 13), ("reading", 50), ("removal", 2)]
    {
        assert!(size(&before, table) >= least, "{table} has {} rows", size(&before, table));
    }
    sandbox.ok("doc rm cq-ai --with-statements --others");
    let without = rows(&sandbox);
    let gone = |table: &str| size(&before, table) - size(&without, table);
    assert_eq!((gone("document"), gone("source"), gone("attribute")), (1, 1, 2));
    assert_eq!((gone("statement"), gone("link"), gone("paragraph")), (3, 4, 47));
    // What belongs to no document stays.
    for table in ["code", "actor", "alias", "affiliation", "coder", "variable", "setting"] {
        assert_eq!(before.get(table), without.get(table), "{table}");
    }
    for _ in 0..2 {
        sandbox.ok("undo");
        assert_eq!(rows(&sandbox), before);
        dump::assert_whole(&sandbox.path("pizhu.db"));
        sandbox.ok("redo");
        assert_eq!(rows(&sandbox), without);
    }
    sandbox.ok("undo");
    // The way further back is still open, down to the empty project.
    let mut steps = 0;
    while sandbox.words("undo").code == 0 {
        steps += 1;
    }
    assert!(steps > 20, "{steps}");
    let empty = rows(&sandbox);
    assert_eq!(size(&empty, "document") + size(&empty, "statement") + size(&empty, "memo"), 0);
}

#[test]
fn documents_somebody_worked_on_are_kept_unless_told_otherwise() {
    let sandbox = coded();
    let before = rows(&sandbox);
    let run = sandbox.words("doc rm cq-ai");
    assert_eq!(run.code, 4, "{}", run.err);
    assert!(run.err.contains("3 statements, 55 readings, 7 notes, 4 links"), "{}", run.err);
    // One that may go does not go where another may not.
    sandbox.ok("import demo/README.md --key free");
    let with_free = rows(&sandbox);
    assert_eq!(sandbox.words("doc rm free cq-ai").code, 4);
    assert_eq!(rows(&sandbox), with_free);
    sandbox.ok("doc rm free");
    assert_eq!(rows(&sandbox), before);
    assert!(sandbox.ok("doc rm cq-ai --with-statements --others --dry-run").is_empty());
    assert_eq!(rows(&sandbox), before);
}

#[test]
fn a_reading_alone_keeps_a_document() {
    let sandbox = Sandbox::with_project();
    sandbox.ok("read cq-ai:1 --none");
    assert_eq!(sandbox.words("doc rm cq-ai").code, 4);
    sandbox.ok("read cq-ai:1 --unread");
    sandbox.ok("doc rm cq-ai");
    assert_eq!(sandbox.words("next").code, 3);
}
