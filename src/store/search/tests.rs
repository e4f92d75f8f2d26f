#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use super::*;
use crate::model::{DocumentFields, OperationKind, Session, Span};
use crate::store::{
    CodeFields, NewActor, NewCode, NewDocument, NewParagraph, NewStatement, NewStatementActor, Store, StoreError,
};
use crate::text::Guide;

/// Two documents of two paragraphs each; statements s1 to s4, one on each paragraph.
///
/// s1 and s3 carry the code `a`, s2 its child `a/b`, s4 none; s1 is by actor 1 as proposer, s2 names
/// him as mentioned, s4 is a problem with a summary.
fn project() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(&folder.path().join("p.db"), "p", "li", Session::default()).unwrap();
    store
        .write(OperationKind::Import, |w| {
            let theme = w.variable_by_name("theme")?.map(|(id, _)| id).unwrap();
            let code = |name: &str, parent| NewCode {
                variable: theme,
                parent,
                name: name.to_owned(),
                fields: CodeFields::default(),
            };
            let a = w.insert_code(&code("a", None))?;
            let b = w.insert_code(&code("b", Some(a)))?;
            let actor = NewActor { name: "王".into(), kind: crate::model::ActorKind::Person, actor_type: None };
            let wang = w.insert_actor(&actor)?;
            let wang = |role| NewStatementActor { actor: wang, role, affiliation: None };
            let texts = ["100%的AI", "a_b", "c\\d'e", "';DROP TABLE statement;--"];
            for (key, published, texts) in [("x", "2025-06", &texts[..2]), ("y", "2025-07-15", &texts[2..])] {
                let new = document(key, published);
                let id = w.insert_document(&new, &[], &[])?;
                let paragraph = |text: &&str| NewParagraph {
                    kind: ParagraphKind::Body,
                    section: None,
                    text: (*text).to_owned(),
                    source_lines: None,
                };
                w.insert_paragraphs(id, &texts.iter().map(paragraph).collect::<Vec<_>>())?;
                for paragraph in w.paragraphs(id, 1, 2)? {
                    let n = paragraph.id.0;
                    w.insert_statement(&NewStatement {
                        paragraph: paragraph.id,
                        span: Span::whole(&paragraph.text).unwrap(),
                        quote: paragraph.text.clone(),
                        kind: if n == 4 { StatementKind::Problem } else { StatementKind::Proposal },
                        stance: None,
                        summary: (n == 4).then(|| "短评%".to_owned()),
                        codes: match n {
                            2 => vec![b],
                            4 => Vec::new(),
                            _ => vec![a],
                        },
                        actors: match n {
                            1 => vec![wang(Role::Proposer)],
                            2 => vec![wang(Role::Mentioned)],
                            _ => Vec::new(),
                        },
                    })?;
                    if n == 3 {
                        w.set_reading(paragraph.id, Some(crate::model::ReadingState::Unsure))?;
                    }
                }
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    (folder, store)
}

fn document(key: &str, published: &str) -> NewDocument {
    NewDocument {
        key: key.into(),
        fields: DocumentFields {
            published: Some(published.into()),
            outlet: (key == "x").then(|| "报%_'".into()),
            ..DocumentFields::default()
        },
        attributes: Vec::new(),
        source_file: None,
        sha256: "0".repeat(64),
        encoding: "UTF-8".into(),
        extractor: "test".into(),
        source: String::new(),
        guide: Guide::default(),
        text_hash: None,
        simhash: None,
    }
}

fn statements(store: &Store, selection: &Selection) -> Vec<i64> {
    let rows = store.read(|r| r.select_statements(selection)).unwrap();
    let ids = store.read(|r| r.select_statement_ids(selection)).unwrap();
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), ids);
    ids.iter().map(|id| id.0).collect()
}

fn paragraphs(store: &Store, selection: &Selection) -> Vec<i64> {
    store.read(|r| r.select_paragraph_ids(selection)).unwrap().iter().map(|id| id.0).collect()
}

#[test]
fn each_field_narrows() {
    let (_folder, store) = project();
    let everything = Selection::default();
    assert_eq!(statements(&store, &everything), [1, 2, 3, 4]);
    assert_eq!(paragraphs(&store, &everything), [1, 2, 3, 4]);
    let (x, y) = (DocumentId(1), DocumentId(2));
    let cases: Vec<(Selection, &[i64])> = vec![
        (Selection { places: vec![(y, None)], ..Selection::default() }, &[3, 4]),
        (Selection { places: vec![(x, Some((2, 2))), (y, None)], ..Selection::default() }, &[2, 3, 4]),
        (Selection { from: Some("2025-06-20".into()), ..Selection::default() }, &[1, 2, 3, 4]),
        (Selection { from: Some("2025-07".into()), ..Selection::default() }, &[3, 4]),
        (Selection { to: Some("2025-07-14".into()), ..Selection::default() }, &[1, 2]),
        (Selection { to: Some("2025".into()), ..Selection::default() }, &[1, 2, 3, 4]),
        (Selection { outlets: vec!["报%_'".into()], ..Selection::default() }, &[1, 2]),
        (Selection { paragraph_kinds: vec![ParagraphKind::Title], ..Selection::default() }, &[]),
        (Selection { kinds: vec![StatementKind::Problem, StatementKind::Other], ..Selection::default() }, &[4]),
        (Selection { codes: vec![vec![CodeId(1)]], ..Selection::default() }, &[1, 2, 3]),
        (Selection { codes: vec![vec![CodeId(2)]], ..Selection::default() }, &[2]),
        (Selection { codes: vec![vec![CodeId(1)], vec![CodeId(2)]], ..Selection::default() }, &[2]),
        (Selection { actors: vec![ActorId(1)], ..Selection::default() }, &[1, 2]),
        (Selection { actors: vec![ActorId(1)], roles: vec![Role::Mentioned], ..Selection::default() }, &[2]),
        (Selection { roles: vec![Role::Proposer], ..Selection::default() }, &[1]),
        (Selection { coders: vec![CoderId(9)], ..Selection::default() }, &[]),
        (Selection { reading: Some((ReadingFilter::Unsure, vec![CoderId(1)])), ..Selection::default() }, &[3]),
        (Selection { reading: Some((ReadingFilter::Unread, vec![CoderId(1)])), ..Selection::default() }, &[1, 2, 4]),
    ];
    for (selection, expected) in cases {
        assert_eq!(statements(&store, &selection), expected, "{selection:?}");
        // Each paragraph holds the statement of the same number.
        assert_eq!(paragraphs(&store, &selection), expected, "{selection:?}");
    }
}

#[test]
fn what_people_type_is_only_ever_looked_for() {
    let (_folder, store) = project();
    let text = |text: &str| Selection { text: Some(text.into()), ..Selection::default() };
    for (typed, expected) in [
        ("';DROP TABLE statement;--", &[4_i64][..]),
        ("%", &[1, 4]),
        ("_", &[2]),
        ("\\", &[3]),
        ("'", &[3, 4]),
        ("ai", &[1]),
        ("短评", &[4]),
        ("\"", &[]),
        (":value0", &[]),
        ("\0", &[]),
    ] {
        assert_eq!(statements(&store, &text(typed)), expected, "{typed}");
    }
    assert_eq!(paragraphs(&store, &text("%")), [1]);
    let hostile = "x') OR 1=1; DROP TABLE statement; --";
    for selection in [
        Selection { outlets: vec![hostile.into()], ..Selection::default() },
        Selection { from: Some(hostile.into()), to: Some(hostile.into()), ..Selection::default() },
        text(hostile),
    ] {
        assert_eq!(statements(&store, &selection), [0_i64; 0], "{selection:?}");
    }
    assert_eq!(statements(&store, &Selection::default()).len(), 4);
}
