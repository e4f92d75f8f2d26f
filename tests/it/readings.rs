//! What two coders say of one paragraph stands side by side.

use super::documents::add_coder;
use super::sandbox::Sandbox;

/// The rows of `v_reading` for one paragraph: coder and state.
fn readings(sandbox: &Sandbox, paragraph: u32) -> Vec<(String, String)> {
    let conn = rusqlite::Connection::open(sandbox.path("pizhu.db")).expect("the project");
    let mut statement =
        conn.prepare("SELECT coder, state FROM v_reading WHERE paragraph = ?1 ORDER BY coder").expect("a question");
    let rows = statement.query_map([paragraph], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    rows.map(Result::unwrap).collect()
}

fn pair(coder: &str, state: &str) -> (String, String) {
    (coder.to_owned(), state.to_owned())
}

#[test]
fn readings_of_two_coders_stand_side_by_side() {
    let sandbox = Sandbox::with_project();
    add_coder(&sandbox, "wang");
    sandbox.ok("read 8 --none");
    assert_eq!(readings(&sandbox, 8), [pair("li", "none")]);
    // The other one finds a proposal where the first found none.
    sandbox.ok("--coder wang tag 8 --theme 算力 --new");
    assert_eq!(readings(&sandbox, 8), [pair("li", "none"), pair("wang", "done")]);
    sandbox.ok("--coder wang read 8 --unsure");
    sandbox.ok("--coder wang read 8 --unsure");
    assert_eq!(readings(&sandbox, 8), [pair("li", "none"), pair("wang", "unsure")]);
    // A statement of one does not hinder the other's `none`; his own does.
    sandbox.ok("read 7-9 --none");
    let run = sandbox.words("--coder wang read 7-9 --none");
    assert_eq!(run.code, 4);
    assert!(run.err.contains("cq-ai:8: s1"), "{}", run.err);
    assert!(readings(&sandbox, 7) == [pair("li", "none")], "nothing was changed");
    sandbox.ok("read 8 --unread");
    assert_eq!(readings(&sandbox, 8), [pair("wang", "unsure")]);
}

#[test]
fn each_coder_goes_on_where_he_stopped_and_does_not_see_the_other() {
    let sandbox = Sandbox::with_project();
    add_coder(&sandbox, "wang");
    sandbox.ok("read 1-11 --none");
    sandbox.ok("--coder wang tag 12 --theme 人才 --new");
    let li = sandbox.ok("next");
    assert!(li.contains("\n  12  ") && !li.contains('⟦'), "{li}");
    let wang = sandbox.ok("--coder wang next");
    assert!(wang.contains("   1  "), "{wang}");
    assert!(sandbox.ok("show 12").contains("⟦s1:"));
    let shown = sandbox.ok("doc show");
    assert!(shown.contains("li: 11 of 47: 0 done, 11 none, 0 unsure"), "{shown}");
    assert!(shown.contains("wang: 1 of 47: 1 done, 0 none, 0 unsure"), "{shown}");
}

#[test]
fn marking_what_is_marked_already_leaves_no_trace() {
    let sandbox = Sandbox::with_project();
    sandbox.ok("read 1-3 --none");
    let log = sandbox.ok("log --format csv");
    assert!(sandbox.words("read 1-3 2 --none").err.contains("nothing to change"));
    assert!(sandbox.words("read 5 --unread").err.contains("nothing to change"));
    assert_eq!(sandbox.ok("log --format csv"), log);
}
