//! What the documents for readers name is there: the files and folders, and for every command a
//! transcript that shows it.

use std::path::{Path, PathBuf};

use super::sandbox::{Sandbox, root};

/// The Markdown files of a folder of the repository.
fn pages(folder: &str) -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = std::fs::read_dir(root().join(folder))
        .expect("the folder")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    pages.sort();
    assert!(!pages.is_empty(), "{folder}");
    pages
}

/// Whether a word in backticks means a file or folder of the repository: it has a slash or the ending
/// of a source file, and none of the signs that paths do not have. A lone `memos.csv` is a file of the
/// reader's own.
fn is_path(word: &str) -> bool {
    let plain = word.chars().all(|c| c.is_ascii_alphanumeric() || "_./-".contains(c));
    let source = [".rs", ".md", ".toml", ".sql"].iter().any(|ending| word.ends_with(ending));
    plain && !word.starts_with('/') && (source || word.contains('/'))
}

/// The paths a page names, in backticks or as the target of a link.
fn named_paths(text: &str) -> Vec<String> {
    let prose = text.split("```").step_by(2);
    let ticked = prose.clone().flat_map(|part| part.split('`').skip(1).step_by(2)).filter(|word| is_path(word));
    let linked = prose.flat_map(|part| part.split("](").skip(1)).filter_map(|rest| rest.split([')', '#']).next());
    let linked = linked.filter(|target| !target.is_empty() && !target.contains("://"));
    ticked.chain(linked).map(str::to_owned).collect()
}

/// Whether the path is there, seen from the page, the repository, its sources or the command line.
/// Capitals stand for any name: of `src/store/NOUN.rs` the folder must be there.
fn is_there(path: &str, page: &Path) -> bool {
    let stands_for_any = |name: &str| matches!(name, "NAME.rs" | "NOUN.rs" | "vN.db");
    let path = match path.rsplit_once('/') {
        Some((folder, name)) if stands_for_any(name) => folder,
        _ => path,
    };
    let beside = page.parent().expect("a folder").to_owned();
    [beside, root().to_owned(), root().join("src"), root().join("src/cli")].iter().any(|from| from.join(path).exists())
}

#[test]
fn every_path_the_documents_name_exists() {
    let mut pages = pages("docs/adr");
    pages.extend(["README.md", "ARCHITECTURE.md"].map(|name| root().join(name)));
    let (mut named, mut missing) = (0, Vec::new());
    for page in &pages {
        for path in named_paths(&std::fs::read_to_string(page).expect("a page")) {
            named += 1;
            if !is_there(&path, page) {
                missing.push(format!("{}: {path}", page.display()));
            }
        }
    }
    assert!(missing.is_empty(), "named and not there:\n{}", missing.join("\n"));
    assert!(named > 30, "only {named} paths were found; the search is broken");
}

#[test]
fn paths_are_told_from_other_words() {
    let text = "`src/ops`, `pizhu undo`, `memos.csv`, `Writer::insert/update`, [x](docs/adr#top), `/dev/null`\n\
                ```\n`not/this`\n```\n[y](https://example.org/z) `schema.sql`";
    assert_eq!(named_paths(text), ["src/ops", "schema.sql", "docs/adr"]);
    assert!(is_there("cli/error.rs", &root().join("README.md")));
    assert!(!is_there("cli/nothing.rs", &root().join("README.md")));
}

#[test]
fn every_command_is_shown_in_a_transcript() {
    let help = Sandbox::empty().ok("--help");
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() > 20 && commands.contains(&"tag"), "{help}");
    let transcripts: String =
        pages("tests/cmd").iter().map(|page| std::fs::read_to_string(page).expect("a transcript")).collect();
    let typed: Vec<&str> =
        transcripts.lines().filter(|line| line.starts_with("$ ") || line.starts_with("> ")).collect();
    let shown = |command: &str| {
        typed.iter().any(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            words.windows(2).any(|pair| pair == ["pizhu", command])
        })
    };
    let missing: Vec<&str> = commands.into_iter().filter(|command| !shown(command)).collect();
    assert!(missing.is_empty(), "in no transcript: {missing:?}");
}
