//! Hostile texts: refused in every field a person types or a file brings, and never obeyed by the
//! terminal.

use super::dump;
use super::sandbox::{Run, Sandbox};

/// What no field may hold: escape sequences, C1, DEL, direction marks, zero-width and tag characters.
const HOSTILE: &[&str] = &[
    "甲\u{1b}]0;x\u{7}乙",
    "甲\u{1b}[2J",
    "甲\u{9b}31m",
    "甲\r乙",
    "甲\u{8}乙",
    "甲\u{7f}",
    "甲\u{202e}乙",
    "甲\u{2066}乙",
    "甲\u{200b}乙",
    "甲\u{2028}乙",
    "甲\u{e0041}",
];

/// Every field that takes a text, as the words of a command with `{}` in place of the text.
const FIELDS: &[&[&str]] = &[
    &["init", "new.db", "--name", "{}"],
    &["init", "new.db", "--coder", "{}"],
    &["import", "other.txt", "--key", "{}"],
    &["import", "other.txt", "--title", "{}"],
    &["import", "other.txt", "--outlet", "{}"],
    &["import", "other.txt", "--author", "{}"],
    &["import", "other.txt", "--date", "{}"],
    &["import", "other.txt", "--attr", "名={}"],
    &["import", "other.txt", "--attr", "{}=值"],
    &["doc", "set", "cq-ai", "--title", "{}"],
    &["doc", "set", "cq-ai", "--key", "{}"],
    &["doc", "set", "cq-ai", "--attr", "名={}"],
    &["tag", "2", "--theme", "{}", "--new"],
    &["tag", "2", "--theme", "算力普惠", "--actor", "{}", "--new"],
    &["tag", "2", "--theme", "算力普惠", "--actor", "人@{}", "--new"],
    &["tag", "2", "--theme", "算力普惠", "--actor", "人@院/{}", "--new"],
    &["tag", "2", "--theme", "算力普惠", "--summary", "{}"],
    &["tag", "2", "--theme", "算力普惠", "--memo", "{}"],
    &["tag", "2", "--quote", "{}"],
    &["statement", "edit", "s1", "--summary", "{}"],
    &["statement", "edit", "s1", "--memo", "{}"],
    &["note", "2", "{}"],
    &["note", "cq-ai", "{}"],
    &["codebook", "add", "{}"],
    &["codebook", "add", "丁", "--label", "{}"],
    &["codebook", "add", "丁", "--definition", "{}"],
    &["codebook", "edit", "算力普惠", "--exclude", "{}"],
    &["codebook", "rename", "算力普惠", "{}"],
    &["codebook", "variable", "{}"],
    &["actor", "add", "{}"],
    &["actor", "add", "戊", "--type", "{}"],
    &["actor", "add", "戊", "--alias", "{}"],
    &["actor", "edit", "郑亮", "--name", "{}"],
    &["actor", "alias", "郑亮", "{}"],
    &["actor", "post", "郑亮", "--organization", "市政协", "--post", "{}"],
    &["coder", "add", "{}"],
    &["coder", "rename", "li", "{}"],
];

fn project() -> Sandbox {
    let sandbox = Sandbox::with_project();
    sandbox.ok("codebook import demo/themes.csv");
    sandbox.ok("actor import demo/actors.csv");
    sandbox.ok("tag 7 --theme 算力普惠 --actor 郑亮");
    sandbox.write("other.txt", "另一篇文章。\n");
    sandbox
}

#[test]
fn no_field_takes_hidden_characters() {
    let sandbox = project();
    let before = dump::of_file(&sandbox.path("pizhu.db"));
    for field in FIELDS {
        for hostile in HOSTILE {
            let words: Vec<String> = field.iter().map(|word| word.replace("{}", hostile)).collect();
            let run = sandbox.run(words.iter().map(String::as_str));
            assert!((1..=7).contains(&run.code), "{words:?} ended with {}\n{}", run.code, run.err);
            quiet(&run, &format!("{words:?}"));
        }
    }
    assert_eq!(dump::of_file(&sandbox.path("pizhu.db")), before);
    assert!(!sandbox.path("new.db").exists());
}

/// Nothing a terminal obeys: no control but line feed and tab, no direction or zero-width mark.
fn quiet(run: &Run, what: &str) {
    for (stream, text) in [("output", &run.out), ("talk", &run.err)] {
        let bad = text.chars().find(|c| pizhu::model::field::is_hidden(*c) && !matches!(c, '\n' | '\t'));
        assert!(bad.is_none(), "{what}: {stream} holds {:?}", bad.unwrap_or(' '));
    }
}

#[test]
fn what_was_stored_anyway_is_shown_and_not_obeyed() {
    let sandbox = project();
    let conn = rusqlite::Connection::open(sandbox.path("pizhu.db")).expect("the project");
    // Somebody else's program has written what pizhu never would.
    conn.execute_batch(
        "UPDATE document SET title = '题' || char(27) || ']0;x' || char(7), outlet = char(155) || 'm';
         UPDATE actor SET name = '郑' || char(8238) || '亮' WHERE name = '郑亮';
         UPDATE code SET name = '算' || char(13) || '力普惠' WHERE name = '算力普惠';
         UPDATE coder SET name = 'l' || char(8203) || 'i'; UPDATE setting SET value = 'l' || char(8203) || 'i' WHERE key = 'coder';
         UPDATE statement SET summary = char(27) || '[31m';
         UPDATE paragraph SET section = char(27) || 'c' WHERE ordinal < 9;",
    )
    .expect("hostile rows");
    drop(conn);
    for command in [
        "status",
        "show",
        "show 7",
        "log",
        "next",
        "doc list",
        "doc show cq-ai",
        "statement list",
        "statement show s1",
        "codebook list",
        "codebook list --tree",
        "actor list",
        "actor show 市政协",
        "coder list",
        "link list",
        "stats theme actor",
        "find 算力",
    ] {
        let format = if command.contains("--tree") { "" } else { "--format table" };
        let run = sandbox.words(&format!("{command} {format}"));
        assert_eq!(run.code, 0, "{command}: {}", run.err);
        quiet(&run, command);
    }
}

#[test]
fn bad_files_are_refused_for_their_true_reason() {
    let sandbox = Sandbox::with_project();
    std::fs::create_dir(sandbox.path("folder.txt")).expect("a folder");
    let files: &[(&str, &[u8], &str)] = &[
        ("empty.txt", b"", "holds no text"),
        ("blank.txt", b" \n\n\t\n", "holds no text"),
        ("nul.txt", b"a\0b", "NUL"),
        ("picture.txt", b"\x89PNG\r\n\x1a\nxxxx", "PNG picture"),
        ("page.txt", b"%PDF-1.7 xxxx", "a PDF"),
        ("latin.txt", b"caf\xE9 cr\xE8me, d\xE9j\xE0 bu", "its encoding cannot be told for sure"),
        ("utf16.txt", b"\xFF\xFEa\0\x00\xD8b\0", "read as UTF-16LE, byte 0x00 at offset 4, line 1 does not fit"),
        ("escape.txt", b"ok\n\x1b[2J\n", "line 2 holds the control character U+001B"),
    ];
    let before = dump::of_file(&sandbox.path("pizhu.db"));
    for (name, bytes, says) in files {
        sandbox.write(name, bytes);
        let run = sandbox.words(&format!("import {name}"));
        assert_eq!(run.code, 7, "{name}: {}", run.err);
        assert!(run.err.contains(says) && run.err.contains(name), "{name}: {}", run.err);
    }
    for (words, says) in [
        ("import folder.txt", "no file in it can be read"),
        ("import missing.txt", "cannot be read"),
        ("import pizhu.db", "it is the project file"),
        ("import /dev/null", "not an ordinary file"),
    ] {
        let run = sandbox.words(words);
        assert_eq!(run.code, 7, "{words}: {}", run.err);
        assert!(run.err.contains(says), "{words}: {}", run.err);
    }
    assert_eq!(dump::of_file(&sandbox.path("pizhu.db")), before);
    // The good ones of a batch come in, the bad ones are named.
    sandbox.write("good.txt", "一篇好文章。\n");
    let run = sandbox.words("import good.txt latin.txt empty.txt");
    assert_eq!(run.code, 7);
    assert!(run.err.contains("2 files refused, 1 stored"), "{}", run.err);
    let run = sandbox.words("import --atomic --allow-duplicate good.txt latin.txt");
    assert_eq!((run.code, sandbox.ok("doc list").lines().count()), (7, 3), "{}", run.err);
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let sandbox = project();
    // Far more than a pipe holds, so that the program is still writing when its reader has gone.
    let lines: String = (0..5_000).map(|n| format!("第{n}条建议优化算力基础设施建设布局，促进算力集聚。\n")).collect();
    sandbox.write("long.txt", lines);
    sandbox.ok("import long.txt --layout lines --key long");
    for command in [
        "show long",
        "show long --format csv",
        "find 算力 --limit 0",
        "find 算力 --limit 0 --format jsonl",
        "sql 'SELECT * FROM v_paragraph' --limit 0",
        "sql 'SELECT * FROM v_paragraph' --limit 0 --format json",
    ] {
        let line = format!("{{ pizhu {command} 2>said; echo $? >code; }} | head -n 1");
        let (first, _) = sandbox.shell(&line);
        let read = |name: &str| std::fs::read_to_string(sandbox.path(name)).expect("a file");
        assert_eq!(first.lines().count(), 1, "{command}: {first}");
        assert_eq!(
            (read("code").trim(), read("said").contains("panicked")),
            ("0", false),
            "{command}: {}",
            read("said")
        );
        assert!(!read("said").contains("error"), "{command}: {}", read("said"));
    }
    // The pipe does break: a program that does not heed it fails in the same place.
    sandbox.shell("{ yes | head -n 200000; echo $? >code; } | head -n 1");
    let (_, broken) =
        sandbox.shell("{ (trap '' PIPE; seq 200000); echo $? >code; } | head -n 1; test $(cat code) -ne 0");
    assert_eq!(broken, 0, "nothing was learned: the pipe never broke");
}

#[test]
fn a_file_without_permission_is_refused_for_that_reason() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = project();
    sandbox.write("secret.txt", "秘密。\n");
    let closed = std::fs::Permissions::from_mode(0o000);
    std::fs::set_permissions(sandbox.path("secret.txt"), closed).expect("no permission");
    let open = std::fs::Permissions::from_mode(0o777);
    std::fs::set_permissions(sandbox.path("."), open.clone()).expect("a folder for all");
    std::fs::set_permissions(sandbox.path("pizhu.db"), open).expect("a project for all");
    let before = dump::of_file(&sandbox.path("pizhu.db"));
    // Root may read everything; another user may not.
    let plain = std::fs::File::open(sandbox.path("secret.txt")).is_err();
    let other = "setpriv --reuid=65534 --regid=65534 --clear-groups";
    let as_other = if plain { "" } else { other };
    if !plain && sandbox.shell(&format!("{other} pizhu --version")).1 != 0 {
        println!("skipped: everything may be read here, and the program cannot be run as another user");
        return;
    }
    for command in ["import secret.txt", "codebook import secret.txt", "tag --from secret.txt", "sql -f secret.txt"] {
        let (text, code) = sandbox.shell(&format!("{as_other} pizhu {command}"));
        assert_eq!(code, 7, "{command}: {text}");
        assert!(text.contains("secret.txt") && text.contains("ermission denied"), "{command}: {text}");
    }
    std::fs::set_permissions(sandbox.path("pizhu.db"), std::fs::Permissions::from_mode(0o000)).expect("none");
    let (text, code) = sandbox.shell(&format!("{as_other} pizhu status"));
    assert!(code == 6 || code == 7, "{code}: {text}");
    assert!(text.contains("ermission") && !text.contains("panicked"), "{text}");
    std::fs::set_permissions(sandbox.path("pizhu.db"), std::fs::Permissions::from_mode(0o644)).expect("again");
    assert_eq!(dump::of_file(&sandbox.path("pizhu.db")), before);
}

#[test]
fn an_output_that_fails_is_said() {
    let sandbox = project();
    let (text, code) = sandbox.shell("pizhu show 2>&1 >/dev/full");
    assert_eq!(code, 7, "{text}");
    assert!(text.contains("cannot write the output"), "{text}");
}
