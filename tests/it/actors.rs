//! Actors: merging keeps every coding, undo brings every row back, a file says the same twice.

use super::sandbox::{Sandbox, root};

/// Every row of the project but the log.
fn dump(sandbox: &Sandbox) -> String {
    super::dump::of_file(&sandbox.path("pizhu.db"))
}

/// The rows a question gives, cells joined by `|`.
fn ask(sandbox: &Sandbox, sql: &str) -> Vec<String> {
    let conn = rusqlite::Connection::open(sandbox.path("pizhu.db")).expect("the project");
    let mut statement = conn.prepare(sql).expect("a question");
    let n = statement.column_count();
    let rows = statement.query_map([], |row| {
        let cells = (0..n).map(|i| row.get::<_, rusqlite::types::Value>(i).map(shown));
        Ok(cells.collect::<rusqlite::Result<Vec<_>>>()?.join("|"))
    });
    rows.expect("rows").collect::<rusqlite::Result<_>>().expect("rows")
}

fn shown(value: rusqlite::types::Value) -> String {
    match value {
        rusqlite::types::Value::Null => String::new(),
        rusqlite::types::Value::Integer(number) => number.to_string(),
        rusqlite::types::Value::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

/// Runs the command, then undo, redo, undo: each must bring back exactly the rows there were.
fn there_and_back(sandbox: &Sandbox, line: &str) {
    let before = dump(sandbox);
    sandbox.ok(line);
    let after = dump(sandbox);
    assert_ne!(before, after, "{line} changed nothing");
    sandbox.ok("undo");
    assert_eq!(dump(sandbox), before, "{line}, undone");
    sandbox.ok("redo");
    assert_eq!(dump(sandbox), after, "{line}, done again");
    sandbox.ok("undo");
    assert_eq!(dump(sandbox), before, "{line}, undone once more");
    sandbox.ok("redo");
    super::dump::assert_whole(&sandbox.path("pizhu.db"));
}

fn statement_actors(sandbox: &Sandbox) -> Vec<String> {
    let columns = "statement, role, actor, ifnull(organization, ''), ifnull(post, '')";
    ask(sandbox, &format!("SELECT {columns} FROM v_statement_actor ORDER BY statement, role, actor"))
}

#[test]
fn merging_keeps_every_statement_role_and_post() {
    let s = Sandbox::with_project();
    // Both in one role of one statement, the post known of the one that goes only.
    s.ok("tag 17 --actor 陈教授@重庆邮电大学/副校长 --actor 陈前斌 --theme 甲 --new");
    // One in each of two roles.
    s.ok("tag 18 --actor 陈教授 --to 陈前斌 --theme 甲");
    s.ok("tag 19 --role mentioned=陈教授@重庆邮电大学/副校长 --theme 甲");
    // The alias added last has the id that the next alias would get.
    s.ok("actor alias 陈前斌 老陈");
    s.ok("actor alias 陈教授 陈校长");
    s.ok("note actor:陈教授 与陈前斌同一人");
    there_and_back(&s, "actor merge 陈教授 陈前斌");
    assert_eq!(
        statement_actors(&s),
        [
            "s1|proposer|陈前斌|重庆邮电大学|副校长",
            "s2|addressee|陈前斌||",
            "s2|proposer|陈前斌|重庆邮电大学|副校长",
            "s3|mentioned|陈前斌|重庆邮电大学|副校长",
        ]
    );
    let names = ask(
        &s,
        "SELECT alias.name FROM alias JOIN actor ON actor.id = actor_id WHERE actor.name = '陈前斌' ORDER BY alias.id",
    );
    assert_eq!(names, ["老陈", "陈校长", "陈教授"]);
    assert_eq!(ask(&s, "SELECT count(*) FROM actor WHERE name = '陈教授'"), ["0"]);
    assert_eq!(ask(&s, "SELECT target, text FROM v_memo"), ["陈前斌|与陈前斌同一人"]);
}

#[test]
fn merging_organizations_unites_the_posts_in_them() {
    let s = Sandbox::with_project();
    // 熊艾伦 is a member of both, under the same words; the dates are known of one.
    s.ok("tag 17 --actor 熊艾伦@市政协/委员 --theme 甲 --new");
    s.ok("tag 18 --actor 熊艾伦@重庆市政协/委员 --theme 甲 --new");
    s.ok("tag 19 --actor 贾韬@重庆市政协/常委 --theme 甲 --new");
    s.ok("actor post 熊艾伦 --organization 重庆市政协 --post 委员 --from 2023");
    there_and_back(&s, "actor merge 重庆市政协 市政协");
    assert_eq!(
        statement_actors(&s),
        ["s1|proposer|熊艾伦|市政协|委员", "s2|proposer|熊艾伦|市政协|委员", "s3|proposer|贾韬|市政协|常委"]
    );
    let posts = ask(&s, "SELECT actor, organization, post, \"from\", \"to\" FROM v_affiliation ORDER BY actor");
    assert_eq!(posts, ["熊艾伦|市政协|委员|2023|", "贾韬|市政协|常委||"]);
}

#[test]
fn a_post_in_oneself_goes_and_its_statement_stays() {
    for (from, into) in [("市政协经济委", "市政协"), ("市政协", "市政协经济委")] {
        let s = Sandbox::with_project();
        s.ok("tag 3 --actor 市政协经济委@市政协/专委会 --theme 甲 --new");
        let run = s.words(&format!("actor merge {from} {into}"));
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.err.contains("nobody holds a post in itself"), "{}", run.err);
        assert_eq!(statement_actors(&s), [format!("s1|proposer|{into}||")]);
        s.ok("undo");
        assert_eq!(statement_actors(&s), ["s1|proposer|市政协经济委|市政协|专委会"]);
        there_and_back(&s, &format!("actor merge {from} {into}"));
    }
}

#[test]
fn two_ends_of_one_post_are_named() {
    let s = Sandbox::with_project();
    s.ok("actor add 甲 乙");
    s.ok("actor post 甲 --organization 丙 --post 丁 --from 2019 --to 2022 --new");
    s.ok("actor post 乙 --organization 丙 --post 丁 --from 2019 --to 2023");
    let run = s.words("actor merge 甲 乙");
    assert!(run.err.contains("another end"), "{}", run.err);
    assert_eq!(ask(&s, "SELECT \"from\", \"to\" FROM affiliation"), ["2019|2023"]);
}

#[test]
fn every_change_of_actors_can_be_taken_back() {
    let s = Sandbox::with_project();
    s.ok("tag 17 --actor 陈前斌@重庆邮电大学/副校长 --theme 甲 --new");
    there_and_back(&s, "actor add 贾韬 --type university --alias 贾委员");
    there_and_back(&s, "actor alias 贾韬 贾校长");
    there_and_back(&s, "actor edit 贾韬 --name 贾校长 --keep-alias --kind group");
    there_and_back(&s, "actor post 贾校长 --organization 重庆师范大学 --post 副校长 --new");
    there_and_back(&s, "actor post 贾校长 --organization 重庆师范大学 --post 副校长 --from 2020");
    there_and_back(&s, "actor post 陈前斌 --organization 重庆邮电大学 --remove");
    there_and_back(&s, "actor rm 贾校长");
    there_and_back(&s, "actor import demo/actors.csv --update");
    there_and_back(&s, "coder add zhang --use");
    there_and_back(&s, "coder rename zhang wang");
    there_and_back(&s, "coder use li");
    assert_eq!(statement_actors(&s), ["s1|proposer|陈前斌||"]);
}

#[test]
fn renaming_the_coder_who_works_here_takes_the_setting_along() {
    let s = Sandbox::with_project();
    s.ok("coder rename li wang");
    assert_eq!(ask(&s, "SELECT value FROM setting WHERE key = 'coder'"), ["wang"]);
    s.ok("coder add zhang");
    s.ok("coder rename zhang zhao");
    assert_eq!(ask(&s, "SELECT value FROM setting WHERE key = 'coder'"), ["wang"]);
}

#[test]
fn nothing_of_another_coder_goes_with_an_actor() {
    let s = Sandbox::with_project();
    s.ok("actor add 贾韬");
    s.ok("coder add zhang");
    s.ok("--coder zhang note actor:贾韬 来源待查");
    let before = dump(&s);
    let run = s.words("actor rm 贾韬");
    assert_eq!(run.code, 4);
    assert!(run.err.contains("a note by zhang"), "{}", run.err);
    assert_eq!(dump(&s), before);
}

#[test]
fn every_row_of_the_demo_comes_in_once() {
    let s = Sandbox::with_project();
    s.ok("actor import demo/actors.csv");
    let file = std::fs::read_to_string(root().join("demo/actors.csv")).expect("the demo");
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    let (mut actors, mut aliases, mut posts) = (Vec::new(), Vec::new(), Vec::new());
    for record in reader.records() {
        let record = record.expect("a row");
        actors.push(format!("{}|{}|{}", &record[0], &record[1], &record[2]));
        aliases.extend(record[3].split('|').filter(|a| !a.is_empty()).map(|alias| format!("{}|{alias}", &record[0])));
        if !record[4].is_empty() {
            posts.push(format!("{}|{}|{}", &record[0], &record[4], &record[5]));
        }
    }
    for list in [&mut actors, &mut aliases, &mut posts] {
        assert!(!list.is_empty());
        list.sort();
        list.dedup();
    }
    let sorted = |sql: &str| {
        let mut rows = ask(&s, sql);
        rows.sort();
        rows
    };
    assert_eq!(sorted("SELECT actor, kind, type FROM v_actor"), actors);
    assert_eq!(sorted("SELECT actor.name, alias.name FROM alias JOIN actor ON actor.id = actor_id"), aliases);
    assert_eq!(sorted("SELECT actor, organization, post FROM v_affiliation"), posts);
    let (before, operations) = (dump(&s), ask(&s, "SELECT count(*) FROM operation"));
    s.ok("actor import demo/actors.csv");
    assert_eq!(dump(&s), before, "read in twice");
    assert_eq!(ask(&s, "SELECT count(*) FROM operation"), operations, "no operation for nothing");
}

#[test]
fn one_bad_row_keeps_the_whole_file_out() {
    let s = Sandbox::with_project();
    s.ok("actor add 甲 --kind organization --type university");
    let bad = [
        "甲,person,,,,,,",
        "甲,organization,media,,,,,",
        "乙,person,,甲,,,,",
        "乙,person,,,丁,校长,,",
        "乙,person,,,甲,校长,2024,2023",
        "乙,person,,,甲,校长,2023-13,",
        "乙,person,,,甲,\"校\n长\",,",
        "乙,person,,,乙,校长,,",
        "乙,person,,,,校长,,",
        "乙,nobody,,,,,,",
        "乙@甲,person,,,,,,",
        ",person,,,,,,",
        "乙,person",
        "乙,person,\u{202e}x,,,,,",
    ];
    for row in bad {
        s.write("a.csv", format!("actor,kind,type,alias,organization,post,from,to\n丙,person,,,甲,教师,,\n{row}\n"));
        let before = dump(&s);
        let run = s.words("actor import a.csv");
        assert_eq!(run.code, 7, "{row}\n{}", run.err);
        assert!(run.err.contains("  line 3: "), "{row}\n{}", run.err);
        assert!(run.err.contains("1 of 2 rows cannot be taken"), "{row}\n{}", run.err);
        assert_eq!(dump(&s), before, "{row}");
    }
}

#[test]
fn a_file_fills_in_what_was_not_known() {
    let s = Sandbox::with_project();
    // As `tag --new` leaves them: a person without a type, a post without dates.
    s.ok("tag 17 --actor 陈前斌@重庆邮电大学/副校长 --theme 甲 --new");
    s.write(
        "a.csv",
        "to,from,post,organization,type,actor\n,2019,副校长,重邮,university,陈前斌\n,,,,university,重庆邮电大学\n",
    );
    assert_eq!(s.words("actor import a.csv").code, 7, "重邮 is not known yet");
    s.ok("actor alias 重庆邮电大学 重邮");
    s.ok("actor import a.csv");
    assert_eq!(
        ask(&s, "SELECT actor, kind, type FROM v_actor"),
        ["陈前斌|person|university", "重庆邮电大学|organization|university"]
    );
    assert_eq!(ask(&s, "SELECT actor, organization, \"from\" FROM v_affiliation"), ["陈前斌|重庆邮电大学|2019"]);
    assert_eq!(statement_actors(&s), ["s1|proposer|陈前斌|重庆邮电大学|副校长"]);
}
