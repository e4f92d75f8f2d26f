//! What is no usable project is told apart, ends with its own exit code, and is never touched.

use std::fs;

use rusqlite::Connection;

use super::sandbox::{Run, Sandbox, root};

/// Commands that read, and one that writes.
const COMMANDS: &[&str] = &["status", "show", "log", "tag 2 --theme 甲 --new", "undo"];

/// Every command ends with `code` and words that hold `says`; the file stays as it is.
fn check(sandbox: &Sandbox, file: &str, code: i32, says: &str) {
    let before = fs::read(sandbox.path(file)).ok();
    for command in COMMANDS {
        let run = sandbox.words(&format!("{command} --db {file}"));
        assert_eq!(run.code, code, "{command}: {}", run.err);
        assert!(run.err.contains(says), "{command}: {}", run.err);
        assert!(run.out.is_empty(), "{command}: {}", run.out);
    }
    assert_eq!(fs::read(sandbox.path(file)).ok(), before, "{file} was touched");
    for suffix in ["-wal", "-shm", "-journal"] {
        assert!(!sandbox.path(format!("{file}{suffix}")).exists(), "{file}{suffix} was left behind");
    }
}

#[test]
fn a_missing_file_is_not_made() {
    let sandbox = Sandbox::empty();
    check(&sandbox, "none.db", 3, "there is no project");
    assert!(!sandbox.path("none.db").exists());
}

#[test]
fn empty_and_short_files_are_no_new_projects() {
    let sandbox = Sandbox::empty();
    for (n, says) in [(0, "it is empty"), (1, "not an SQLite database"), (99, "not an SQLite database")] {
        sandbox.write("f.db", vec![b'x'; n]);
        check(&sandbox, "f.db", 6, says);
    }
}

#[test]
fn another_programs_files_are_foreign() {
    let sandbox = Sandbox::empty();
    sandbox.write("text.db", "这是一篇文章，不是数据库。".repeat(20));
    check(&sandbox, "text.db", 6, "not an SQLite database");
    let conn = Connection::open(sandbox.path("other.db")).expect("a database");
    conn.execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1);").expect("a table");
    drop(conn);
    check(&sandbox, "other.db", 6, "another program");
}

#[test]
fn folders_and_links_are_refused() {
    let sandbox = Sandbox::with_project();
    fs::create_dir(sandbox.path("folder.db")).expect("a folder");
    check(&sandbox, "folder.db", 6, "it is a folder");
    std::os::unix::fs::symlink(sandbox.path("pizhu.db"), sandbox.path("link.db")).expect("a link");
    check(&sandbox, "link.db", 6, "symbolic link");
    fs::hard_link(sandbox.path("pizhu.db"), sandbox.path("hard.db")).expect("a hard link");
    check(&sandbox, "hard.db", 6, "hard links");
}

#[test]
fn a_newer_project_is_left_alone() {
    let sandbox = Sandbox::with_project();
    let conn = Connection::open(sandbox.path("pizhu.db")).expect("the project");
    conn.pragma_update(None, "user_version", 99).expect("a version");
    drop(conn);
    check(&sandbox, "pizhu.db", 6, "schema version 99");
}

#[test]
fn a_cut_project_is_damaged() {
    let sandbox = Sandbox::with_project();
    let whole = fs::read(sandbox.path("pizhu.db")).expect("the project");
    for keep in [4096, whole.len() / 2, whole.len() - 1] {
        sandbox.write("cut.db", &whole[..keep]);
        check(&sandbox, "cut.db", 6, "damaged");
    }
}

#[test]
fn a_locked_project_is_waited_for_and_read_meanwhile() {
    let sandbox = Sandbox::with_project();
    let conn = Connection::open(sandbox.path("pizhu.db")).expect("the project");
    conn.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    let read = sandbox.words("show 2");
    assert_eq!(read.code, 0, "{}", read.err);
    let write = sandbox.words("tag 2 --theme 甲 --new");
    assert_eq!(write.code, 5, "{}", write.err);
    assert!(write.err.contains("another program is writing"), "{}", write.err);
    conn.execute_batch("ROLLBACK").expect("the lock given back");
    assert_eq!(sandbox.words("tag 2 --theme 甲 --new").code, 0);
}

#[test]
fn a_project_that_may_not_be_written_is_read() {
    let sandbox = Sandbox::with_project();
    let mut readable = fs::metadata(sandbox.path("pizhu.db")).expect("the project").permissions();
    readable.set_readonly(true);
    fs::set_permissions(sandbox.path("pizhu.db"), readable).expect("read only");
    assert_eq!(sandbox.words("show 2").code, 0);
    let Run { code, err, .. } = sandbox.words("tag 2 --theme 甲 --new");
    // Whoever may write anyway, as root may, is not stopped by the mode of the file.
    assert!(code == 7 || code == 0, "{code} {err}");
}

#[test]
fn a_project_brought_to_a_newer_schema_is_told_of_once() {
    let sandbox = Sandbox::empty();
    fs::copy(root().join("tests/data/golden/v1.db"), sandbox.path("pizhu.db")).expect("a copy");
    let note = "the project was brought from version 1 to 3";
    let Run { code, err, .. } = sandbox.words("doc list");
    assert!(code == 0 && err.contains(note), "{code} {err}");
    let Run { code, err, .. } = sandbox.words("doc list");
    assert!(code == 0 && !err.contains(note), "{code} {err}");
}

#[test]
fn an_old_project_that_cannot_be_written_says_its_version() {
    let sandbox = Sandbox::empty();
    fs::copy(root().join("tests/data/golden/v1.db"), sandbox.path("pizhu.db")).expect("a copy");
    let mut readable = fs::metadata(sandbox.path("pizhu.db")).expect("the project").permissions();
    readable.set_readonly(true);
    fs::set_permissions(sandbox.path("pizhu.db"), readable).expect("read only");
    let Run { code, err, .. } = sandbox.words("doc list");
    // Whoever may write anyway, as root may, is not stopped by the mode of the file.
    assert!(
        code == 0 || code == 7 && err.contains("it is of version 1 and has to be brought to 3 first"),
        "{code} {err}"
    );
}

#[test]
fn reading_leaves_no_trace() {
    let sandbox = Sandbox::with_project();
    let before = fs::read(sandbox.path("pizhu.db")).expect("the project");
    for command in ["status", "show", "log", "show 2 --format json"] {
        sandbox.ok(command);
    }
    assert_eq!(fs::read(sandbox.path("pizhu.db")).expect("the project"), before);
    assert!(!sandbox.path("pizhu.db-wal").exists() && !sandbox.path("pizhu.db-shm").exists());
}

#[test]
fn a_project_in_a_place_that_may_not_be_written_is_read() {
    let sandbox = Sandbox::with_project();
    fs::create_dir(sandbox.path("shelf 100%?#")).expect("a folder");
    fs::copy(sandbox.path("pizhu.db"), sandbox.path("shelf 100%?#/p.db")).expect("a copy");
    let (said, code) = sandbox.shell(
        "chmod -R a+rX . .. 2>/dev/null; chmod 555 'shelf 100%?#'; chmod 444 'shelf 100%?#/p.db'
         if [ $(id -u) = 0 ]; then run='setpriv --reuid=65534 --regid=65534 --clear-groups'; else run=; fi
         $run true 2>/dev/null || { echo skipped; exit 0; }
         $run $(command -v pizhu) show 2 --db 'shelf 100%?#/p.db' || exit $?
         $run $(command -v pizhu) tag 2 --theme 甲 --new --coder li --db 'shelf 100%?#/p.db'; echo tagged $?
         ls 'shelf 100%?#'; chmod 755 'shelf 100%?#'",
    );
    assert_eq!(code, 0, "{said}");
    if said.contains("skipped") || said.contains("Permission denied") {
        // Without a second user on this machine, or with the program where that user may not reach
        // it, nothing can be shown.
        return;
    }
    assert!(said.contains("人工智能是新一轮科技革命") && said.contains("tagged 7"), "{said}");
    assert!(said.trim_end().ends_with("p.db"), "something was left behind: {said}");
}

#[test]
fn a_strangers_log_is_not_folded_in() {
    let sandbox = Sandbox::with_project();
    sandbox.ok("init other.db --coder li --name other");
    sandbox.ok("import article.txt --key andere --layout lines --db other.db");
    sandbox.ok("codebook import themes.csv --db other.db");
    let conn = Connection::open(sandbox.path("other.db")).expect("the other project");
    conn.pragma_update(None, "wal_autocheckpoint", 0).expect("no checkpoint");
    conn.execute_batch("UPDATE paragraph SET section = 'x'; UPDATE document SET title = 'y'").expect("a log");
    // Somebody copied the log of one project beside the other.
    fs::copy(sandbox.path("other.db-wal"), sandbox.path("pizhu.db-wal")).expect("a copy");
    drop(conn);
    let project = fs::read(sandbox.path("pizhu.db")).expect("the project");
    let log = fs::read(sandbox.path("pizhu.db-wal")).expect("the log");
    for command in ["status", "show 2", "statement list", "tag 2 --theme 甲 --new", "note 2 注"] {
        let run = sandbox.words(command);
        assert!(run.code == 0 || run.code == 6, "{command}: {} {}", run.code, run.err);
        assert!(fs::read(sandbox.path("pizhu.db")).expect("the project") == project, "{command} touched the project");
        assert!(fs::read(sandbox.path("pizhu.db-wal")).expect("the log") == log, "{command} touched the log");
    }
    // Without the stranger's log the project is what it was.
    for suffix in ["-wal", "-shm"] {
        let _ = fs::remove_file(sandbox.path(format!("pizhu.db{suffix}")));
    }
    assert_eq!(sandbox.words("tag 2 --theme 甲 --new").code, 0);
}

#[test]
fn what_was_committed_before_a_crash_is_there_and_folded_in_by_the_next_write() {
    let sandbox = Sandbox::with_project();
    let conn = Connection::open(sandbox.path("pizhu.db")).expect("the project");
    conn.pragma_update(None, "wal_autocheckpoint", 0).expect("no checkpoint");
    conn.execute_batch("UPDATE document SET title = '崩溃之前'").expect("a log");
    fs::create_dir(sandbox.path("crashed")).expect("a folder");
    for suffix in ["", "-wal"] {
        fs::copy(sandbox.path(format!("pizhu.db{suffix}")), sandbox.path(format!("crashed/p.db{suffix}")))
            .expect("a copy");
    }
    drop(conn);
    assert!(sandbox.ok("doc list --db crashed/p.db").contains("崩溃之前"));
    sandbox.ok("tag 2 --theme 甲 --new --db crashed/p.db");
    assert!(sandbox.ok("doc list --db crashed/p.db").contains("崩溃之前"));
    assert!(!sandbox.path("crashed/p.db-wal").exists());
}
