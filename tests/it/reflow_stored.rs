//! `doc reflow` restores from what is stored as the import restored from the file, whatever its format.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;

use super::sandbox::{Sandbox, root};
use super::{dump, pdf};

/// A document's paragraphs, removals, doubts, source and what made them, without their ids.
type Restored = BTreeMap<String, Vec<String>>;

fn restored(sandbox: &Sandbox) -> Restored {
    let conn = Connection::open(sandbox.path("pizhu.db")).expect("the project");
    let mut found = Restored::new();
    for sql in [
        "SELECT key, json_array('paragraph', ordinal, paragraph.kind, section, text, source_first_line, source_last_line)
           FROM paragraph JOIN document ON document.id = document_id ORDER BY key, ordinal",
        "SELECT key, json_array('removal', line, text, reason)
           FROM removal JOIN document ON document.id = document_id ORDER BY key, removal.id",
        "SELECT key, json_array('doubt', line, next_line, broken, score, reasons, settled)
           FROM doubt JOIN document ON document.id = document_id ORDER BY key, line",
        "SELECT key, json_array(extractor, hints, text) FROM document JOIN source ON source.id = document.id",
    ] {
        let mut statement = conn.prepare(sql).expect("a question");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
        for (key, row) in rows.map(|row| row.expect("a row")) {
            found.entry(key).or_default().push(row);
        }
    }
    found
}

/// The layout that a reflow goes by when none is asked for.
fn layout(sandbox: &Sandbox, key: &str) -> String {
    let conn = Connection::open(sandbox.path("pizhu.db")).expect("the project");
    let sql = "SELECT ifnull(hints ->> '$.layout', 'auto') FROM document JOIN source USING (id) WHERE key = ?1";
    conn.query_row(sql, [key], |row| row.get(0)).expect("a layout")
}

/// Files of every format, with marks, headings by style, places, radicals and doubled characters.
fn files(sandbox: &Sandbox) -> Vec<String> {
    let mut names = vec!["article.txt".to_owned()];
    for folder in ["docx", "html", "pdf"] {
        for entry in std::fs::read_dir(root().join("tests/data").join(folder)).expect("the folder").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let taken = ["docx", "html", "md", "pdf"].iter().any(|ending| name.ends_with(&format!(".{ending}")));
            if taken && name != "locked.pdf" && !(folder == "pdf" && name.ends_with(".html")) {
                std::fs::copy(entry.path(), sandbox.path(&name)).expect("a copy");
                names.push(name);
            }
        }
    }
    sandbox.write("radicals.txt", "⻓江保护\n⼈⺠的⽣活，，得到改善。\n");
    sandbox.write("radicals.md", "# ⻓江**保护**\n\n⼈⺠的\n*⽣活*得到改善。\n\n| ⽔ | ⽕ |\n|---|---|\n| 1 | 2 |\n");
    sandbox.write("rows.csv", "key,text\nrow-a,\"总则\n为了发展，，制定。\"\nrow-b,另一篇的正文在这里。\n");
    let line = "<4EBA5DE5667A80FD> Tj ET";
    let bold = format!("BT /F1 12 Tf 40 200 Td {line} BT /F1 12 Tf 40.4 200 Td {line} BT /F1 12 Tf 40 170 Td {line}");
    sandbox.write("bold.pdf", pdf::page("UniGB-UCS2-H", "GB1", &bold));
    names.extend(["radicals.txt", "radicals.md", "rows.csv", "bold.pdf"].map(str::to_owned));
    names
}

fn assert_comes_out_the_same(import: &str) {
    let sandbox = Sandbox::with_samples();
    sandbox.ok("init --coder li --name sample");
    let names = files(&sandbox);
    sandbox.ok(&format!("import -q {} {import}", names.join(" ")));
    let before = restored(&sandbox);
    assert_eq!(before.len(), names.len() + 1, "a document of each file, two of the table");
    let rows = dump::of_file(&sandbox.path("pizhu.db"));
    for key in before.keys() {
        let run = sandbox.words(&format!("doc reflow {key} --yes"));
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{key} {import}");
        assert!(run.err.contains("nothing to change"), "{key} {import}: {}", run.err);
    }
    assert!(dump::of_file(&sandbox.path("pizhu.db")) == rows, "{import}");
    // Another way and back: what is found is the same, doubts and removals with it.
    for key in before.keys() {
        let back = layout(&sandbox, key);
        let other = if back == "lines" { "wrapped" } else { "lines" };
        sandbox.ok(&format!("doc reflow {key} --yes --layout {other}"));
        sandbox.ok(&format!("doc reflow {key} --yes --layout {back}"));
    }
    let after = restored(&sandbox);
    for (key, rows) in &before {
        assert_eq!(&after[key], rows, "{key} {import}");
    }
    dump::assert_whole(Path::new(&sandbox.path("pizhu.db")));
}

#[test]
fn as_the_format_has_it() {
    assert_comes_out_the_same("");
}

#[test]
fn line_by_line() {
    assert_comes_out_the_same("--keep-lines");
}

#[test]
fn in_another_layout() {
    assert_comes_out_the_same("--layout wrapped");
    assert_comes_out_the_same("--layout auto --keep-radicals");
}

#[test]
fn with_radicals() {
    assert_comes_out_the_same("--keep-radicals");
}
