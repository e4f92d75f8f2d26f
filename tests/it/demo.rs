//! The demo is the main job: it runs, its export is the committed one to the byte, and its commands
//! typed by hand give the same.

use std::collections::BTreeMap;
use std::path::Path;

use super::dump;
use super::sandbox::{Sandbox, root};

fn files(folder: &Path) -> BTreeMap<String, String> {
    std::fs::read_dir(folder)
        .expect("the folder")
        .flatten()
        .map(|entry| {
            let text = std::fs::read_to_string(entry.path()).expect("a file");
            (entry.file_name().to_string_lossy().into_owned(), text)
        })
        .collect()
}

/// Fails with the first line that differs.
fn same(ours: &Path, theirs: &Path) {
    let (ours, theirs) = (files(ours), files(theirs));
    assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>());
    for (name, text) in &ours {
        for (n, (a, b)) in text.lines().zip(theirs[name].lines()).enumerate() {
            assert_eq!(a, b, "{name}:{}", n + 1);
        }
        assert!(*text == theirs[name], "{name} differs in its line ends or length");
    }
}

#[test]
fn its_export_is_the_committed_one() {
    let sandbox = Sandbox::empty();
    let shown = sandbox.ok("demo");
    same(&sandbox.path("pizhu-demo/exports/demo"), &root().join("exports/demo"));
    dump::assert_whole(&sandbox.path("pizhu-demo/pizhu.db"));
    // Every command is shown as one would type it.
    let walkthrough = std::fs::read_to_string(root().join("demo/walkthrough.txt")).expect("the walkthrough");
    for line in walkthrough.lines() {
        assert!(shown.contains(line), "not shown: {line}");
    }
    // A second demo finds a place of its own.
    sandbox.ok("demo --quiet");
    assert!(sandbox.path("pizhu-demo-2/pizhu.db").exists());
    let run = sandbox.words("demo pizhu-demo");
    assert_eq!(run.code, 7, "{}", run.err);
}

#[test]
fn its_commands_work_when_typed_by_hand() {
    let sandbox = Sandbox::with_samples();
    let walkthrough = std::fs::read_to_string(root().join("demo/walkthrough.txt")).expect("the walkthrough");
    for command in walkthrough.lines().filter_map(|line| line.strip_prefix("$ ")) {
        let (said, code) = sandbox.shell(&format!("PIZHU_SEED=demo {command}"));
        assert_eq!(code, 0, "{command}\n{said}");
    }
    same(&sandbox.path("exports/demo"), &root().join("exports/demo"));
}

#[test]
fn it_codes_what_the_page_holds() {
    let statements = std::fs::read_to_string(root().join("exports/demo/statements.csv")).expect("the statements");
    let actors = std::fs::read_to_string(root().join("exports/demo/statement_actors.csv")).expect("the actors");
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut reader = csv::Reader::from_reader(statements.as_bytes());
    let kind = reader.headers().expect("a header").iter().position(|name| name == "kind").expect("a kind");
    for record in reader.records() {
        *kinds.entry(record.expect("a row")[kind].to_owned()).or_default() += 1;
    }
    assert_eq!(kinds.get("proposal"), Some(&18), "17 by people and one of a committee");
    assert_eq!((kinds.get("commitment"), kinds.get("directive")), (Some(&11), Some(&2)));
    for name in ["简华球", "黄井强", "贾韬", "陈前斌", "熊艾伦", "郑亮", "严志强", "覃明善", "张思文", "朱白帆"]
    {
        assert!(actors.contains(&format!(",proposer,{name},")), "{name}");
    }
    for name in ["市经济信息委", "市教委", "市科技局", "市大数据发展局"] {
        assert!(actors.contains(name), "{name}");
    }
    let posts = std::fs::read_to_string(root().join("exports/demo/affiliations.csv")).expect("the posts");
    assert_eq!(posts.lines().filter(|line| line.contains("陈前斌")).count(), 3);
}
