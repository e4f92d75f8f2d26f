//! Statements over their life: what an export holds can be tagged again, what changes nothing leaves
//! no trace, and what was removed comes back whole.

use super::dump;
use super::sandbox::Sandbox;

/// A project with themes, actors and the coded commitments s1 to s11.
fn coded() -> Sandbox {
    let sandbox = Sandbox::with_project();
    for line in [
        "codebook import demo/themes.csv",
        "actor import demo/actors.csv",
        "tag --from demo/commitments.csv",
        "note s10 算力券",
        "link s10 refines s11",
    ] {
        sandbox.ok(line);
    }
    sandbox
}

/// What a listing says without handles, codes and actors, which statements.csv does not hold.
fn told(sandbox: &Sandbox, db: &str) -> Vec<String> {
    let list = sandbox.ok(&format!("statement list --db {db} --format jsonl"));
    let rows = list.lines().map(|line| {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row");
        ["document", "paragraph", "start", "end", "kind", "stance", "quote", "summary"]
            .map(|column| row[column].to_string())
            .join(" ")
    });
    rows.collect()
}

#[test]
fn an_exported_file_can_be_tagged_again() {
    let sandbox = coded();
    sandbox.ok("export data");
    sandbox.ok("init --db other.db --coder wang --name other");
    sandbox.ok("import --db other.db article.txt --key cq-ai --date 2025-06-11");
    sandbox.ok("tag --db other.db --from data/statements.csv");
    let there = told(&sandbox, "other.db");
    assert_eq!(there.len(), 11);
    assert_eq!(there, told(&sandbox, "pizhu.db"));
}

#[test]
fn an_edit_that_changes_nothing_is_no_operation() {
    let sandbox = coded();
    let before = sandbox.ok("log --format csv");
    let run =
        sandbox.words("statement edit s10 --theme 算力普惠 --kind commitment --actor 市大数据发展局 --memo 算力券");
    assert_eq!((run.code, run.err.as_str()), (0, "s10: nothing changed\n"));
    assert_eq!(sandbox.ok("log --format csv"), before);
}

#[test]
fn a_bad_row_leaves_everything_as_it_was() {
    let sandbox = coded();
    let before = dump::of_file(&sandbox.path("pizhu.db"));
    sandbox.write("rows.csv", "paragraph,theme\n8,算力普惠\n8,新主题\n9,新主题/别的\n99,新主题\n");
    let run = sandbox.words("tag --from rows.csv --new");
    assert_eq!(run.code, 7);
    assert!(run.err.contains("line 5:") && !run.err.contains("line 3:"), "{}", run.err);
    assert_eq!(dump::of_file(&sandbox.path("pizhu.db")), before);
}

#[test]
fn a_removed_statement_comes_back_with_all_that_hung_on_it() {
    let sandbox = coded();
    let before = dump::of_file(&sandbox.path("pizhu.db"));
    sandbox.ok("statement rm s10-s11");
    assert_ne!(dump::of_file(&sandbox.path("pizhu.db")), before);
    sandbox.ok("undo");
    assert_eq!(dump::of_file(&sandbox.path("pizhu.db")), before);
    dump::assert_whole(&sandbox.path("pizhu.db"));
}

#[test]
fn ten_thousand_rows_are_one_operation() {
    let sandbox = Sandbox::with_project();
    let mut rows = String::from("paragraph,start,end,theme,actor\n");
    for n in 0..10_000 {
        // Different spans of paragraph 2, which has 181 characters.
        let (start, length) = (n % 100, 1 + n / 100 % 80);
        rows.push_str(&format!("2,{start},{},主题{},人{}\n", start + length, n % 7, n % 5 + n / 8_000 * 5));
    }
    sandbox.write("rows.csv", rows);
    let run = sandbox.words("tag --from rows.csv --new -q");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let count = |sandbox: &Sandbox| sandbox.ok("statement list").lines().count() - 1;
    assert_eq!(count(&sandbox), 10_000);
    sandbox.ok("undo");
    assert_eq!(count(&sandbox), 0);
}
