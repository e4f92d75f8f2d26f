//! The arrows between the layers, and the few rules that keep them: who may name whom, who alone may
//! say rusqlite, who alone may print.

use std::path::{Path, PathBuf};

use super::sandbox::root;

/// Each layer with the layers it may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &["model"]),
    ("intake", &["model", "text"]),
    ("store", &["model", "text"]),
    ("ops", &["model", "text", "intake", "store"]),
    ("analysis", &["model", "text", "store"]),
    ("export", &["model", "store"]),
    ("plot", &["model", "text"]),
];

/// Words that belong to one layer only.
const OWNED: &[(&str, &str)] = &[
    ("rusqlite", "store"),
    ("jieba_rs", "analysis"),
    ("clap", "cli"),
    ("comfy_table", "cli"),
    ("tempfile", "store export cli"),
    ("kuva", "plot"),
    ("resvg", "plot"),
];

fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source");
            found.push((path, text));
        }
    }
    found
}

/// The code of a file: comments and the tests at its end left out.
fn code(text: &str) -> String {
    let body = text.split("#[cfg(test)]\nmod").next().unwrap_or(text);
    body.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn each_layer_uses_only_those_below() {
    let layers: Vec<&str> = ARROWS.iter().map(|(layer, _)| *layer).collect();
    for (layer, allowed) in ARROWS {
        let folder = root().join("src").join(layer);
        if !folder.exists() {
            continue;
        }
        for (path, text) in sources(&folder) {
            // One layer per line, so that none hides in a list.
            assert!(!code(&text).contains("use crate::{"), "{} uses several layers at once", path.display());
            for other in layers.iter().filter(|other| *other != layer && !allowed.contains(other)) {
                let used = code(&text).contains(&format!("crate::{other}"));
                assert!(!used, "{} uses {other}, which {layer} must not know", path.display());
            }
        }
    }
}

#[test]
fn some_words_belong_to_one_layer() {
    for (path, text) in sources(&root().join("src")) {
        let inside = path.strip_prefix(root().join("src")).expect("inside src");
        let layer = inside.iter().next().and_then(|part| part.to_str()).unwrap_or("");
        for (word, owners) in OWNED {
            if !owners.split(' ').any(|owner| owner == layer) {
                assert!(!code(&text).contains(&format!("{word}::")), "{} says {word}", path.display());
            }
        }
    }
}

#[test]
fn words_alone_are_cut_by_jieba() {
    // Its dictionary takes longer to load than most commands to run.
    let may =
        ["analysis/words/segment.rs", "analysis/words/mod.rs", "analysis/words/count.rs", "cli/commands/words.rs"];
    let mut seen = 0;
    for (path, text) in sources(&root().join("src")) {
        let inside = path.strip_prefix(root().join("src")).expect("inside src");
        if code(&text).contains("Segmenter") || code(&text).contains("jieba_rs::") {
            seen += 1;
            assert!(may.iter().any(|file| inside == Path::new(file)), "{} cuts words", path.display());
        }
    }
    assert_eq!(seen, may.len());
}

#[test]
fn the_command_line_speaks_no_sql() {
    for (path, text) in sources(&root().join("src/cli")) {
        for word in ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM"] {
            // Tables of the schema are asked for in the store; examples in help are comments.
            assert!(!code(&text).contains(&format!("\"{word}")), "{} holds SQL", path.display());
        }
    }
}

#[test]
fn nothing_unfinished_is_left() {
    for (path, text) in sources(&root().join("src")) {
        for word in ["todo!", "unimplemented!", "dbg!", "FIXME", "XXX"] {
            assert!(!text.contains(word), "{} holds {word}", path.display());
        }
    }
}
