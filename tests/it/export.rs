//! The data set: what is described is what is written, hostile texts come through, nothing is
//! overwritten that should not be.

use std::collections::BTreeMap;
use std::path::Path;

use pizhu::export::{self, More, Profile};
use pizhu::model::{
    ActorKind, Clock, DocumentFields, LinkKind, OperationKind, ParagraphKind, ReadingState, Role, Session, Span,
    StatementKind, Uids,
};
use pizhu::store::{
    CodeFields, MemoTarget, NewActor, NewAffiliation, NewCode, NewDocument, NewParagraph, NewStatement,
    NewStatementActor, Store, StoreError, Writer,
};
use pizhu::text::Guide;

use super::package::{Read, problems};
use super::sandbox::{NOW, Sandbox, root};

/// Paragraphs that spreadsheets, CSV readers and counters of characters stumble over.
const HOSTILE: &[&str] = &[
    "=1+1",
    "+86 电话",
    "-5% 下降",
    "@某人",
    "\t制表",
    "\r回车",
    "\n换行\r\n又一行\n",
    "＝全角等号",
    "＋＠",
    "－－",
    "'=带撇号",
    "含,逗号，和\"引号\"",
    "\"整段引号\"",
    "𠮷野家与👨‍👩‍👧",
    "e\u{301} 组合与\u{a0}空格 ",
    "NA",
    "a;b|c\\d",
    "\u{FEFF}序\u{202E}",
];

/// A project in `folder` whose every table has rows, with a hostile text wherever one may stand.
fn project(folder: &Path) -> Store {
    let at = chrono::DateTime::parse_from_rfc3339(NOW).expect("a time").to_utc();
    let session = Session { clock: Clock::Fixed(at), uids: Uids::Seeded("export".to_owned()), ..Session::default() };
    let mut store = Store::create(&folder.join("pizhu.db"), "重庆/提案 AI", "li", session.clone()).expect("a project");
    store.write(OperationKind::Import, fill).expect("rows");
    store.write(OperationKind::CoderAdd, |w| w.insert_coder("=王")).expect("a coder");
    store.set_session(Session { coder: Some("=王".to_owned()), ..session });
    store.write(OperationKind::Tag, |w| code(w, 1)).expect("statements");
    store
}

fn fill(w: &mut Writer<'_>) -> Result<(), StoreError> {
    for key in ["second", "=first"] {
        let document = w.insert_document(
            &NewDocument {
                key: key.to_owned(),
                fields: DocumentFields {
                    title: Some("=标题".to_owned()),
                    published: (key == "second").then(|| "2025-06".to_owned()),
                    ..DocumentFields::default()
                },
                attributes: vec![
                    ("版次".to_owned(), format!("=HYPERLINK(\"{key}\")")),
                    (key.to_owned(), "是".to_owned()),
                ],
                source_file: None,
                sha256: "0a".repeat(32),
                encoding: "UTF-8".to_owned(),
                extractor: "test".to_owned(),
                source: HOSTILE.join("\n"),
                guide: Guide::default(),
                text_hash: None,
                simhash: None,
            },
            &[],
            &[],
        )?;
        let paragraphs: Vec<NewParagraph> = HOSTILE
            .iter()
            .map(|text| NewParagraph {
                kind: ParagraphKind::Body,
                section: Some("+节".to_owned()),
                text: (*text).to_owned(),
                source_lines: None,
            })
            .collect();
        w.insert_paragraphs(document, &paragraphs)?;
        w.insert_memo(MemoTarget::Document(document), "=2\n第二行")?;
    }
    let theme = w.variables()?[0].id;
    let parent = w.insert_code(&NewCode {
        variable: theme,
        parent: None,
        name: "-产业".to_owned(),
        fields: CodeFields::default(),
    })?;
    w.insert_code(&NewCode {
        variable: theme,
        parent: Some(parent),
        name: "招商, \"引资\"".to_owned(),
        fields: CodeFields {
            color: Some("#4477Aa".to_owned()),
            definition: Some("=定义".to_owned()),
            ..CodeFields::default()
        },
    })?;
    let stage = w.insert_variable("stage", false)?;
    w.insert_code(&NewCode {
        variable: stage, parent: None, name: "试点".to_owned(), fields: CodeFields::default()
    })?;
    let actor = |w: &mut Writer<'_>, name: &str, kind| {
        w.insert_actor(&NewActor { name: name.to_owned(), kind, actor_type: Some("@类".to_owned()) })
    };
    let person = actor(w, "甲|乙\\", ActorKind::Person)?;
    let organization = actor(w, "=市教委", ActorKind::Organization)?;
    actor(w, "会议", ActorKind::Group)?;
    w.insert_alias(person, "+老甲")?;
    w.insert_memo(MemoTarget::Actor(person), "是谁？")?;
    w.insert_memo(MemoTarget::Code(parent), "\"看这里\"")?;
    for post in [None, Some("处长".to_owned())] {
        w.insert_affiliation(&NewAffiliation {
            actor: person,
            organization,
            post,
            from: Some("2021".to_owned()),
            to: None,
        })?;
    }
    code(w, 0)
}

/// Codes every paragraph, each statement a little otherwise.
fn code(w: &mut Writer<'_>, turn: usize) -> Result<(), StoreError> {
    let (codes, actors, posts) = (w.codes(None)?, w.actors()?, w.affiliations(None)?);
    let mut last = None;
    for document in w.documents()? {
        for paragraph in w.paragraphs(document.id, 1, u32::MAX)? {
            let n = turn + paragraph.ordinal as usize;
            let length = u32::try_from(paragraph.text.chars().count()).expect("a length");
            let span = Span::new(u32::from(n.is_multiple_of(2) && length > 1), length)?;
            let statement = w.insert_statement(&NewStatement {
                paragraph: paragraph.id,
                span,
                quote: span.slice(&paragraph.text).expect("a slice").to_owned(),
                kind: StatementKind::ALL[if n.is_multiple_of(3) { n % 6 } else { 0 }],
                stance: [None, Some(-1), Some(0), Some(1)][n % 4],
                summary: Some(paragraph.text.clone()),
                codes: codes.iter().skip(n % 3).step_by(2).map(|code| code.id).collect(),
                actors: (0..n % 4)
                    .map(|i| NewStatementActor {
                        actor: actors[i % actors.len()].id,
                        role: if i == 2 { Role::Addressee } else { Role::Proposer },
                        affiliation: (i == 0 && n % 2 == 1).then(|| posts[n % posts.len()].id),
                    })
                    .collect(),
            })?;
            w.insert_memo(MemoTarget::Statement(statement), &paragraph.text)?;
            w.insert_memo(MemoTarget::Paragraph(paragraph.id), "段注")?;
            if let Some(last) = last.replace(statement) {
                w.insert_link(statement, last, LinkKind::ALL[n % LinkKind::ALL.len()])?;
            }
            if !n.is_multiple_of(5) {
                w.set_reading(paragraph.id, Some(ReadingState::ALL[n % ReadingState::ALL.len()]))?;
            }
        }
    }
    Ok(())
}

/// Writes the data set of `store` to `folder`.
fn written(store: &Store, folder: &Path, profile: Profile) -> export::Exported {
    store.read(|r| export::write_folder(r, folder, store.path(), false, profile)).expect("an export")
}

/// Every file below `folder` by name, with its bytes; the project's own files left out.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type().expect("a type").is_dir() {
            let below = files(&entry.path());
            found.insert(format!("{name}/"), Vec::new());
            found.extend(below.into_iter().map(|(file, bytes)| (format!("{name}/{file}"), bytes)));
        } else if !name.starts_with("pizhu.db-") {
            found.insert(name, std::fs::read(entry.path()).unwrap_or_default());
        }
    }
    found
}

#[test]
fn the_definitions_fit_the_questions_and_each_other() {
    let store = Store::in_memory("li", Session::default()).expect("a project");
    for table in export::tables() {
        let names: Vec<&str> = table.columns.iter().map(|column| &*column.name).collect();
        let mut asked = store.read(|r| r.data_columns(table.rows)).expect("columns");
        if let Some(more) = table.more {
            let packed = if more == More::Attributes { "attributes" } else { "codes" };
            assert_eq!(asked.pop().as_deref(), Some(packed));
        }
        assert_eq!(asked, names, "{}", table.name());
        for name in table.key.iter().chain(table.references.iter().flat_map(|reference| reference.columns)) {
            assert!(names.contains(name), "{} has no {name}", table.name());
        }
        for reference in table.references {
            assert_eq!(export::table(reference.table).key, reference.target, "{}", table.name());
        }
        for column in table.columns {
            assert!(column.name.is_ascii() && !column.title.is_ascii() && !column.about.is_empty());
            assert!(!table.key.contains(&&*column.name) || column.required, "{} may be missing", column.name);
        }
    }
}

#[test]
fn a_package_holds_what_it_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = project(folder.path());
    for (name, profile) in [("plain", Profile::Plain), ("excel", Profile::Excel)] {
        let dir = folder.path().join(name);
        let exported = written(&store, &dir, profile);
        assert_eq!(problems(&dir), [""; 0], "{name}");
        assert!(exported.tables.iter().all(|(_, rows)| *rows > 0), "{:?}", exported.tables);
        assert_eq!(exported.tables.len() + 1, files(&dir).len());
    }
}

#[test]
fn a_package_that_does_not_hold_is_found_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = project(folder.path());
    for (file, from, to, problem) in [
        ("statements.csv", "proposal", "proposed", "statements: \"kind\" holds \"proposed\""),
        ("statements.csv", "\ns2,", "\ns1,", "statements: \"statement\" has a value twice"),
        ("links.csv", "\ns2,", "\ns999,", "links: [\"s999\"] is not in \"statements\""),
        ("readings.csv", "second,1,", "second,,", "readings: \"paragraph\" is missing in a row"),
        ("documents.csv", "2025-06,", "2025/06,", "documents: \"published\" holds \"2025/06\""),
        ("actors.csv", "actor,kind", "actor,sort", "actors: the header is"),
        ("memos.csv", "li,", "wu,", "memos: other bytes than described"),
    ] {
        let dir = folder.path().join("out");
        written(&store, &dir, Profile::Plain);
        let text = std::fs::read_to_string(dir.join(file)).expect("a file");
        assert!(text.contains(from), "{file} holds no {from}");
        std::fs::write(dir.join(file), text.replacen(from, to, 1)).expect("a file");
        let found = problems(&dir);
        assert!(found.iter().any(|one| one.starts_with(problem)), "{problem}\n{found:?}");
        std::fs::remove_dir_all(&dir).expect("removed");
    }
}

#[test]
fn hostile_texts_come_through_as_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = project(folder.path());
    let dir = folder.path().join("out");
    written(&store, &dir, Profile::Plain);
    let read = |table: &str| Read::of(&dir.join(format!("{table}.csv")));

    let paragraphs = read("paragraphs");
    let both: Vec<&str> = HOSTILE.iter().chain(HOSTILE).copied().collect();
    assert_eq!(paragraphs.column("text"), both);
    assert_eq!(paragraphs.column("document")[0], "=first", "ordered by key");
    let statements = read("statements");
    assert_eq!(statements.rows.len(), 4 * HOSTILE.len());
    // Each quote is the slice its numbers give, in the file itself.
    let texts: BTreeMap<(&str, &str), &str> = paragraphs
        .column("document")
        .into_iter()
        .zip(paragraphs.column("paragraph"))
        .zip(paragraphs.column("text"))
        .collect();
    let cells = |name| statements.column(name);
    for (n, quote) in cells("quote").into_iter().enumerate() {
        let place = (cells("document")[n], cells("paragraph")[n]);
        let (start, end): (usize, usize) = (cells("start")[n].parse().unwrap(), cells("end")[n].parse().unwrap());
        let slice: String = texts[&place].chars().skip(start).take(end - start).collect();
        assert_eq!(slice, quote);
        assert_eq!(cells("summary")[n], texts[&place]);
        assert_eq!(cells("memo")[n], texts[&place]);
    }
    let documents = read("documents");
    assert_eq!(documents.header[15..], ["attr_=first", "attr_second", "attr_版次"]);
    assert_eq!(documents.column("attr_版次"), ["=HYPERLINK(\"=first\")", "=HYPERLINK(\"second\")"]);
    assert_eq!(documents.column("attr_second"), ["", "是"]);
    assert!(read("memos").column("text").contains(&"=2\n第二行"));
}

#[test]
fn the_wide_table_says_what_the_long_ones_say() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = project(folder.path());
    let dir = folder.path().join("out");
    written(&store, &dir, Profile::Plain);
    let read = |table: &str| Read::of(&dir.join(format!("{table}.csv")));
    let (wide, statements) = (read("proposals_wide"), read("statements"));
    let (codes, actors) = (read("statement_codes"), read("statement_actors"));

    let proposals: Vec<&str> = statements
        .column("statement")
        .into_iter()
        .zip(statements.column("kind"))
        .filter(|(_, kind)| *kind == "proposal")
        .map(|(statement, _)| statement)
        .collect();
    assert_eq!(wide.column("statement"), proposals);
    assert_eq!(wide.header[10..], ["theme:-产业", "theme:-产业/招商, \"引资\""]);
    for theme in &wide.header[10..] {
        for (statement, cell) in wide.column("statement").into_iter().zip(wide.column(theme)) {
            let carried =
                codes.rows.iter().any(|row| row[0] == statement && format!("{}:{}", row[1], row[2]) == *theme);
            assert_eq!(cell, if carried { "1" } else { "0" }, "{statement} {theme}");
        }
    }
    let kinds: BTreeMap<String, String> =
        read("actors").rows.into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    for (n, statement) in wide.column("statement").into_iter().enumerate() {
        let of = |role: &'static str| actors.rows.iter().filter(move |row| row[0] == statement && row[1] == role);
        let joined = |names: Vec<&str>| {
            names.iter().map(|name| name.replace('\\', "\\\\").replace('|', "\\|")).collect::<Vec<_>>().join("|")
        };
        assert_eq!(wide.column("proposers")[n], joined(of("proposer").map(|row| row[2].as_str()).collect()));
        assert_eq!(wide.column("addressees")[n], joined(of("addressee").map(|row| row[2].as_str()).collect()));
        let mut organizations: Vec<&str> = Vec::new();
        for row in of("proposer") {
            let itself = if kinds[&row[2]] == "organization" { &row[2] } else { "" };
            let name = if row[4].is_empty() { itself } else { &row[4] };
            if !name.is_empty() && !organizations.contains(&name) {
                organizations.push(name);
            }
        }
        assert_eq!(wide.column("organizations")[n], joined(organizations));
    }
    assert!(wide.column("proposers").contains(&"甲\\|乙\\\\|=市教委"), "both escapes occur");
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    let sandbox = Sandbox::with_project();
    sandbox.ok("tag 7 --theme 产业生态 --actor 简华球 --new");
    sandbox.ok("export one");
    let later = sandbox.command().args(["export", "two"]).env("PIZHU_NOW", "2031-01-01T00:00:00Z").output();
    assert!(later.expect("the program runs").status.success());
    sandbox.ok("export one --force");
    assert_eq!(files(&sandbox.path("one")), files(&sandbox.path("two")));
    sandbox.ok("undo");
    sandbox.ok("export two --force");
    assert_ne!(files(&sandbox.path("one")), files(&sandbox.path("two")));
}

#[test]
fn excel_finds_no_formula_and_every_guard_comes_off() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = project(folder.path());
    let (plain, excel) = (folder.path().join("plain"), folder.path().join("excel"));
    assert_eq!(written(&store, &plain, Profile::Plain).guarded, 0);
    let announced = written(&store, &excel, Profile::Excel).guarded;
    let begins = |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']);
    let mut guarded = 0;
    for table in export::tables() {
        let bytes = std::fs::read(excel.join(table.file())).expect("a file");
        assert!(bytes.starts_with(b"\xEF\xBB\xBF") && bytes.ends_with(b"\r\n"), "{}", table.file());
        let (before, after) = (Read::of(&plain.join(table.file())), Read::of(&excel.join(table.file())));
        assert_eq!(before.header, after.header);
        for (row, guarded_row) in before.rows.iter().zip(&after.rows) {
            for (n, (cell, guarded_cell)) in row.iter().zip(guarded_row).enumerate() {
                let number = before.header[n] == "stance";
                assert!(number || !begins(guarded_cell), "{guarded_cell:?}");
                if !number && begins(cell.trim_start_matches('\'')) {
                    guarded += 1;
                    assert_eq!(guarded_cell.strip_prefix('\''), Some(cell.as_str()));
                } else {
                    assert_eq!(guarded_cell, cell);
                }
            }
        }
    }
    assert!(announced > 100);
    assert_eq!(announced, guarded);
}

#[test]
fn what_must_not_be_replaced_is_refused() {
    let sandbox = Sandbox::with_project();
    for folder in ["foreign", "ours", "empty", "package"] {
        std::fs::create_dir(sandbox.path(folder)).expect("a folder");
    }
    sandbox.write("foreign/thesis.docx", "work");
    sandbox.write("package/datapackage.json", "{\"name\": \"not ours\", \"resources\": []}");
    sandbox.ok("export ours");
    sandbox.ok("export edited");
    sandbox.write("edited/analysis.R", "work");
    std::os::unix::fs::symlink("ours", sandbox.path("link")).expect("a link");
    std::os::unix::fs::symlink("nowhere", sandbox.path("dangling")).expect("a link");
    let before = files(&sandbox.path(""));
    for (line, why) in [
        ("export ours", "it exists already"),
        ("export ours/", "it exists already"),
        ("export article.txt --force", "it is not a folder"),
        ("export article.txt/below --force", "it cannot be written"),
        ("export foreign --force", "no export of pizhu; it holds thesis.docx"),
        ("export package --force", "no export of pizhu; it holds datapackage.json"),
        ("export edited --force", "files that are not of the export: analysis.R"),
        ("export link --force", "it is a symbolic link"),
        ("export link/ --force", "it is a symbolic link"),
        ("export dangling --force", "it is a symbolic link"),
        ("export . --force", "the project file lies in it"),
        ("export ours/.. --force", "the project file lies in it"),
        ("export / --force", "the project file lies in it"),
        ("export pizhu.db --force", "it belongs to the project file"),
        ("export pizhu.db-wal --force", "it belongs to the project file"),
        ("export ./pizhu.db-shm --force", "it belongs to the project file"),
        ("export --table actors -o pizhu.db --force", "it belongs to the project file"),
        ("export --table actors -o pizhu.db-journal", "it belongs to the project file"),
        ("export --table actors -o article.txt", "it exists already"),
        ("export --table actors -o ours", "it is a folder"),
        ("export --table actors -o link/actors.csv", "it exists already"),
        ("export --table actors -o dangling --force", "it is a symbolic link"),
        ("export --table actors -o /dev/full --force", "it is not an ordinary file"),
    ] {
        let run = sandbox.words(line);
        // What --force may replace is a conflict; the rest is refused for good.
        let code = if why == "it exists already" { 4 } else { 7 };
        assert_eq!(run.code, code, "{line}\n{}", run.err);
        assert!(run.err.contains(why), "{line}\n{}", run.err);
        assert_eq!(run.out, "", "{line}");
        assert_eq!(files(&sandbox.path("")), before, "{line}");
    }
    sandbox.ok("export empty");
    assert_eq!(files(&sandbox.path("empty")), files(&sandbox.path("ours")));
    let (text, code) = sandbox.shell("pizhu export --table paragraphs > /dev/full");
    assert!(code == 7 && text.contains("cannot write the output"), "{text}");
}

#[test]
fn a_new_export_takes_the_place_of_the_old_one() {
    let sandbox = Sandbox::with_project();
    assert_eq!(sandbox.ok("export"), "exports/sample\n");
    let first = files(&sandbox.path("exports"));
    sandbox.ok("tag 7 --theme 产业生态 --new");
    assert_eq!(sandbox.ok("export --force -q"), "exports/sample\n");
    let second = files(&sandbox.path("exports"));
    assert_ne!(first, second);
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>(), "nothing is left beside it");
    assert_eq!(problems(&sandbox.path("exports/sample")), [""; 0]);
}

#[cfg(unix)]
#[test]
fn others_may_read_an_export_as_they_may_read_any_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = Sandbox::with_project();
    let (_, code) = sandbox.shell("umask 027; pizhu export out; pizhu export --table actors -o one.csv");
    assert_eq!(code, 0);
    let mode = |name: &str| std::fs::metadata(sandbox.path(name)).expect("there").permissions().mode() & 0o777;
    assert_eq!([mode("out"), mode("out/actors.csv"), mode("one.csv")], [0o750, 0o640, 0o640]);
}

#[test]
fn one_table_is_the_file_of_the_folder() {
    let sandbox = Sandbox::with_project();
    sandbox.ok("tag 7 --theme 产业生态 --actor 简华球 --new");
    sandbox.ok("export out");
    for table in export::tables() {
        let name = table.name();
        let file = std::fs::read_to_string(sandbox.path("out").join(table.file())).expect("a file");
        assert_eq!(sandbox.ok(&format!("export --table {name}")), file);
        sandbox.ok(&format!("export --table {name} -o one-{name}.csv"));
        let one = std::fs::read_to_string(sandbox.path(format!("one-{name}.csv"))).expect("a file");
        assert_eq!(one, file);
    }
}

#[test]
fn the_readme_is_made_from_the_definitions() {
    let file = root().join("exports/README.md");
    if std::env::var_os("UPDATE_TRANSCRIPTS").is_some() {
        std::fs::write(&file, export::readme()).expect("the README written");
    }
    let text = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(text == export::readme(), "exports/README.md is stale; write it with UPDATE_TRANSCRIPTS=1");
}
