//! The search index: whatever is done to a project, by us or behind our back, words are found exactly
//! where a scan of all paragraphs finds them, in reading order.

use std::path::Path;

use pizhu::analysis::find::{Found, Search, Within, count, find};
use pizhu::model::{DocumentFields, OperationKind, ParagraphKind, Session, sha256_hex};
use pizhu::store::{IndexGap, NewDocument, NewParagraph, Reader, SEGMENT, Selection, Store, StoreError, Writer};
use pizhu::text::index::{Address, SegmentBuilder};
use pizhu::text::query::{Query, Sought};
use pizhu::text::{Folding, Guide, Needle, Normal};
use rusqlite::Connection;

use super::dump;
use super::sandbox::Sandbox;

/// Knuth's MMIX generator: the same numbers in every run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % n
    }

    pub(super) fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    /// A text of up to `most` words in which spellings vary, characters recur and words are rare.
    fn text(&mut self, most: usize) -> String {
        let words = [
            "人工智能",
            "⼈⼯智能",
            "建议",
            "重庆市",
            "加快",
            "的",
            "的",
            "了",
            "，",
            "。",
            "长江",
            "⻓江",
            "𠮷野家",
            "㎡",
            "5㎡",
            "……",
            "AI",
            "ＡＩ",
            "ai 底座",
            " ",
            "“赋能”",
            "「赋能」",
            "㍻元年",
            "2025 年",
            "政府",
            "人民",
            "人民政府",
            "民政",
            "㈱",
            "裏面",
            "長江",
            "Straße",
        ];
        let mut text = "文".to_owned();
        for _ in 0..self.below(most) {
            text.push_str(self.one(&words));
            if self.below(3) == 0 {
                text.push(char::from_u32(0x4E00 + u32::try_from(self.below(3000)).expect("small")).expect("Han"));
            }
        }
        text
    }
}

pub(super) fn add(w: &mut Writer<'_>, key: &str, texts: &[String]) -> Result<(), StoreError> {
    let new = NewDocument {
        key: key.to_owned(),
        fields: DocumentFields::default(),
        attributes: Vec::new(),
        source_file: None,
        sha256: sha256_hex(key.as_bytes()),
        encoding: "UTF-8".to_owned(),
        extractor: "test".to_owned(),
        source: texts.join("\n"),
        guide: Guide::default(),
        text_hash: None,
        simhash: None,
    };
    let id = w.insert_document(&new, &[], &[])?;
    let paragraph = |text: &String| NewParagraph {
        kind: ParagraphKind::Body,
        section: None,
        text: text.clone(),
        source_lines: None,
    };
    w.insert_paragraphs(id, &texts.iter().map(paragraph).collect::<Vec<_>>()).map(|_| ())
}

fn import(store: &mut Store, key: &str, texts: &[String]) {
    store.write(OperationKind::Import, |w| add(w, key, texts)).expect("an import");
}

/// A project with segments of so many paragraphs.
pub(super) fn project(sandbox: &Sandbox, segment: usize) -> Store {
    sandbox.ok("init --coder li");
    let mut store = Store::open(&sandbox.path("pizhu.db"), Session::default()).expect("the project");
    store.set_segment(segment);
    store
}

/// Every paragraph in reading order: document, number, text.
pub(super) fn everything(r: &Reader<'_>) -> Vec<(String, u32, String)> {
    let mut all = Vec::new();
    r.scan_paragraphs(&Selection::default(), |p| {
        all.push((p.document()?.to_owned(), p.ordinal()?, p.text()?.to_owned()));
        Ok::<_, StoreError>(true)
    })
    .expect("paragraphs");
    all
}

/// Finds and counts the words, and compares with a look at every paragraph. Returns the number of places.
fn compare(r: &Reader<'_>, all: &[(String, u32, String)], words: &str, keep_case: bool) -> usize {
    let Ok(mut needle) = Needle::new(words, Folding { keep_case, ..Folding::default() }) else { return 0 };
    let mut wanted = Vec::new();
    let mut tally = Found::default();
    let mut last = "";
    for (document, ordinal, text) in all {
        let places = needle.places(text);
        tally.hits += places.len();
        tally.paragraphs += usize::from(!places.is_empty());
        if !places.is_empty() && last != document {
            tally.documents += 1;
            last = document;
        }
        wanted.extend(places.into_iter().map(|span| (document.clone(), *ordinal, span)));
    }
    let query = Query::literal(words).expect("short words");
    let folding = Folding { keep_case, ..Folding::default() };
    let mut search = Search::new(&query, folding, Selection::default(), Within::Paragraphs).expect("words");
    let mut found = Vec::new();
    find(r, &mut search, |hit| {
        found.extend(hit.place.map(|place| (hit.document, place.paragraph, place.span)));
        Ok::<_, StoreError>(true)
    })
    .expect("hits");
    assert_eq!(found, wanted, "{words}");
    assert_eq!(count(r, &mut search).expect("a count"), tally, "{words}");
    found.len()
}

/// Finds and counts what a query of such words means, and compares with a look at every paragraph.
fn compare_query(dice: &mut Dice, r: &Reader<'_>, all: &[(String, u32, String)]) -> usize {
    let term = |dice: &mut Dice| {
        let words = words(dice, all).replace(['"', '“', '”'], "");
        let quoted = format!("\"文{words}\"");
        match dice.below(6) {
            0 => format!("/{}/", regex_of(&words)),
            1 => format!("NEAR({quoted} {}, {})", dice.one(&["的", "建议", "人", "5㎡"]), dice.below(9)),
            2 => dice.one(&["的", "AI", "江", "民政", "㎡", "裏", "長江"]).to_owned(),
            _ => format!("\"{words}文\"").replace('文', ""),
        }
    };
    let operator = |dice: &mut Dice| dice.one(&["AND", "OR", "AND NOT", "OR"]).to_owned();
    let parts = [term(dice), operator(dice), term(dice), operator(dice), term(dice)];
    let text = if dice.below(2) == 0 { parts.join(" ") } else { parts.get(2..).unwrap_or_default().join(" ") };
    let Ok(query) = Query::parse(&text) else { return 0 };
    let folding = Folding { keep_case: dice.below(4) == 0, fold_script: dice.below(2) == 0 };
    let (Ok(mut search), Ok(mut sought)) =
        (Search::new(&query, folding, Selection::default(), Within::Paragraphs), Sought::new(&query, folding))
    else {
        return 0;
    };
    let mut wanted = Vec::new();
    for (document, ordinal, text) in all {
        let places = sought.places(&mut |leaf| Some(leaf.places(text)).filter(|places| !places.is_empty()));
        wanted.extend(places.into_iter().flatten().map(|span| (document.clone(), *ordinal, span)));
    }
    let mut found = Vec::new();
    find(r, &mut search, |hit| {
        found.extend(hit.place.map(|place| (hit.document, place.paragraph, place.span)));
        Ok::<_, StoreError>(true)
    })
    .expect("hits");
    assert_eq!(found, wanted, "{text}");
    assert_eq!(count(r, &mut search).expect("a count").hits, wanted.len(), "{text}");
    wanted.len()
}

/// Words as a regular expression that matches them, and more.
fn regex_of(words: &str) -> String {
    let escaped = |c: char| if c.is_alphanumeric() { c.to_string() } else { ".".to_owned() };
    let all: String = words.chars().map(escaped).collect();
    format!("({all}|的{{2}}).?")
}

/// Some words, most of them cut from a text, so that there is something to find.
fn words(dice: &mut Dice, all: &[(String, u32, String)]) -> String {
    let text = if all.is_empty() || dice.below(5) == 0 { dice.text(3) } else { all[dice.below(all.len())].2.clone() };
    let chars: Vec<char> = text.chars().collect();
    let start = dice.below(chars.len());
    chars[start..].iter().take(1 + dice.below(8)).collect()
}

pub(super) fn segments(path: &Path) -> (i64, i64) {
    let conn = Connection::open(path).expect("the project");
    let sql = "SELECT (SELECT count(*) FROM search_segment), (SELECT count(*) FROM search_pending)";
    conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).expect("counts")
}

/// Changes that no command makes, as another program would make them.
fn behind_our_back(dice: &mut Dice, path: &Path) {
    let conn = Connection::open(path).expect("the project");
    let text = dice.text(12);
    let sql = dice.one(&[
        "UPDATE paragraph SET text = :text WHERE id = (SELECT id FROM paragraph ORDER BY id * 7919 % 101 LIMIT 1)",
        "UPDATE paragraph SET text = :text WHERE id = (SELECT max(id) FROM paragraph) AND :text IS NOT NULL",
        "DELETE FROM paragraph WHERE id = (SELECT id FROM paragraph ORDER BY id * 6007 % 97 LIMIT 1) AND :text IS NOT NULL",
        "UPDATE paragraph SET ordinal = ordinal + 1000 WHERE id IN (SELECT id FROM paragraph ORDER BY id * 131 % 89 LIMIT 2) AND :text IS NOT NULL",
        "UPDATE OR IGNORE paragraph SET document_id = (SELECT max(id) FROM document), ordinal = ordinal + 500 WHERE id = (SELECT min(id) FROM paragraph) AND :text IS NOT NULL",
        "UPDATE OR ABORT paragraph SET id = (SELECT max(id) + 3 FROM paragraph) WHERE id = (SELECT id FROM paragraph ORDER BY id * 17 % 83 LIMIT 1) AND :text IS NOT NULL",
        "INSERT OR ABORT INTO paragraph (document_id, ordinal, kind, text, hash)
         SELECT min(document_id), max(ordinal) + 1, 'body', :text, printf('%064d', 0) FROM paragraph GROUP BY document_id LIMIT 1",
        "INSERT OR REPLACE INTO paragraph (id, document_id, ordinal, kind, text, hash)
         SELECT id, document_id, ordinal, 'body', :text, hash FROM paragraph ORDER BY id * 31 % 79 LIMIT 3",
        // The same row twice: it is pending already.
        "UPDATE OR FAIL paragraph SET text = text || :text WHERE id <= 3",
        "DELETE FROM search_segment WHERE :text IS NOT NULL",
        "UPDATE search_segment SET form = 'old' WHERE first_id = (SELECT min(first_id) FROM search_segment WHERE :text IS NOT NULL)",
    ]);
    conn.pragma_update(None, "foreign_keys", false).expect("a setting");
    // What the schema refuses is refused.
    let _ = conn.execute(sql, rusqlite::named_params! { ":text": text });
}

#[test]
fn whatever_is_done_the_index_finds_what_a_scan_finds() {
    for seed in 0..6 {
        let mut dice = Dice(seed);
        let sandbox = Sandbox::empty();
        let segment = [3, 16, 40][dice.below(3)];
        let mut store = project(&sandbox, segment);
        let path = sandbox.path("pizhu.db");
        let (mut hits, mut met) = (0, 0);
        for step in 0..45 {
            match dice.below(8) {
                0..=2 => {
                    let texts: Vec<String> = (0..1 + dice.below(12)).map(|_| dice.text(12)).collect();
                    import(&mut store, &format!("d{step}"), &texts);
                }
                3 => {
                    let keys = store.read(|r| r.document_keys()).expect("keys");
                    if keys.len() > 2 {
                        let key = &keys[dice.below(keys.len())];
                        let id = store.read(|r| r.document_by_key(key)).expect("a document").expect("there");
                        // A row changed by something else may stand in the way.
                        let _ = store.write(OperationKind::DocumentRemove, |w| w.delete_document(id));
                    }
                }
                4 => drop(store.undo(1 + dice.below(3))),
                5 => drop(store.redo(1 + dice.below(3))),
                6 => store.index().expect("an index"),
                _ => behind_our_back(&mut dice, &path),
            }
            store
                .read(|r| {
                    let all = everything(r);
                    for _ in 0..4 {
                        let words = words(&mut dice, &all);
                        hits += compare(r, &all, &words, dice.below(4) == 0);
                    }
                    met += compare_query(&mut dice, r, &all) + compare_query(&mut dice, r, &all);
                    let gaps = r.index_gaps()?;
                    let expected = |gap: &IndexGap| matches!(gap, IndexGap::Unreadable(_));
                    assert!(gaps.iter().all(expected), "seed {seed} step {step}: {gaps:?}");
                    Ok::<_, StoreError>(())
                })
                .expect("a view");
        }
        assert!(hits > 100 && met > 100, "seed {seed} finds only {hits} and {met}");
        store.index().expect("an index");
        assert_eq!(store.read(|r| r.index_gaps()).expect("gaps"), []);
        assert!(segments(&path).0 > 0, "seed {seed} never had an index");
    }
}

#[test]
fn a_small_project_has_no_index_and_a_large_one_keeps_its_own() {
    let mut dice = Dice(5);
    let sandbox = Sandbox::empty();
    let mut store = project(&sandbox, 20);
    let path = sandbox.path("pizhu.db");
    let texts: Vec<String> = (0..19).map(|_| dice.text(5)).collect();
    import(&mut store, "a", &texts);
    store.index().expect("an index");
    assert_eq!(segments(&path), (0, 0));
    import(&mut store, "b", &texts);
    assert_eq!(segments(&path), (1, 0));
    // A change waits by itself until there are several.
    let conn = Connection::open(&path).expect("the project");
    conn.execute("UPDATE paragraph SET text = '变了' WHERE id = 1", []).expect("a change");
    assert_eq!(segments(&path), (1, 1));
    // The rest is taken into a segment on demand, and small ones grow.
    store.index().expect("an index");
    assert_eq!(segments(&path), (2, 1));
    for key in ["c", "d"] {
        import(&mut store, key, &texts[..3]);
        store.index().expect("an index");
        assert_eq!(segments(&path), (3, 1));
    }
    store.undo(3).expect("three steps back");
    assert_eq!(store.read(|r| r.index_gaps()).expect("gaps"), []);
    store.redo(3).expect("three steps forth");
    assert_eq!(store.read(|r| r.index_gaps()).expect("gaps"), []);
    dump::assert_whole(&path);
    assert_eq!(SEGMENT, 16_384);
}

#[test]
fn a_segment_that_is_gone_is_told() {
    let mut dice = Dice(7);
    let sandbox = Sandbox::empty();
    let mut store = project(&sandbox, 5);
    let texts: Vec<String> = (0..14).map(|_| dice.text(8)).collect();
    import(&mut store, "a", &texts);
    let conn = Connection::open(sandbox.path("pizhu.db")).expect("the project");
    conn.execute("DELETE FROM search_segment WHERE first_id = 1", []).expect("a segment");
    store
        .read(|r| {
            assert_eq!(r.index_gaps()?, [IndexGap::Uncovered(5, 1)]);
            assert!(compare(r, &everything(r), "文", false) >= 12);
            Ok::<_, StoreError>(())
        })
        .expect("a view");
}

#[test]
fn an_index_of_another_form_is_not_read_and_made_again() {
    let mut dice = Dice(6);
    let sandbox = Sandbox::empty();
    let mut store = project(&sandbox, 5);
    let texts: Vec<String> = (0..12).map(|_| dice.text(8)).collect();
    import(&mut store, "a", &texts);
    let conn = Connection::open(sandbox.path("pizhu.db")).expect("the project");
    conn.execute("UPDATE search_segment SET form = '0'", []).expect("an old index");
    conn.execute("UPDATE search_block SET lists = x'FFFF' WHERE key / 2097152 = 1", []).expect("nonsense");
    store
        .read(|r| {
            assert_eq!(r.index_gaps()?, [IndexGap::Unreadable(1), IndexGap::Unreadable(6)]);
            assert!(compare(r, &everything(r), "文", false) >= 12);
            Ok::<_, StoreError>(())
        })
        .expect("a view");
    store.index().expect("an index");
    assert_eq!(store.read(|r| r.index_gaps()).expect("gaps"), []);
    // Nonsense in an index of this form is no reason to miss anything either.
    conn.execute("UPDATE search_block SET lists = x'FFFF' WHERE key / 2097152 = 1", []).expect("nonsense");
    store
        .read(|r| {
            assert_eq!(r.index_gaps()?, [IndexGap::Unreadable(1)]);
            assert!(compare(r, &everything(r), "文", false) >= 12);
            Ok::<_, StoreError>(())
        })
        .expect("a view");
}

/// Adds a document and feeds its paragraphs to a builder, as an import does beside its writing.
fn add_and_feed(
    w: &mut Writer<'_>,
    builder: &mut SegmentBuilder,
    key: &str,
    texts: &[String],
) -> Result<(), StoreError> {
    add(w, key, texts)?;
    let document = w.document_by_key(key)?.expect("just added");
    for (paragraph, text) in w.paragraphs(document, 1, u32::MAX)?.iter().zip(texts) {
        let at = Address { document: document.0, ordinal: paragraph.ordinal.into(), id: paragraph.id.0 };
        builder.add(at, Normal::of(text, Folding::default()).text());
    }
    Ok(())
}

#[test]
fn a_segment_made_beside_the_writing_is_kept_unless_somebody_else_wrote() {
    for disturbed in [false, true] {
        let mut dice = Dice(7);
        let sandbox = Sandbox::empty();
        let mut store = project(&sandbox, 10);
        let path = sandbox.path("pizhu.db");
        let texts: Vec<String> = (0..8).map(|_| dice.text(8)).collect();
        import(&mut store, "before", &texts);
        let (base, mut builder) = store
            .write_part(OperationKind::Import, None, |w| {
                let base = w.index_base()?;
                let mut builder = SegmentBuilder::new(base.first, 10);
                add_and_feed(w, &mut builder, "one", &texts)?;
                Ok::<_, StoreError>((base, builder))
            })
            .expect("a part")
            .value;
        if disturbed {
            let conn = Connection::open(&path).expect("the project");
            conn.execute("UPDATE paragraph SET text = '变了' WHERE id = 12", []).expect("a change");
        }
        let kept = store
            .write_part(OperationKind::Import, None, |w| {
                add_and_feed(w, &mut builder, "two", &texts)?;
                let segment = builder.finish().expect("a segment");
                w.add_segment(base, &segment)
            })
            .expect("a part")
            .value;
        assert_eq!(kept, !disturbed);
        assert_eq!(segments(&path).0, if disturbed { 0 } else { 2 });
        store
            .read(|r| {
                assert_eq!(r.index_gaps()?, []);
                assert!(compare(r, &everything(r), "文", false) >= 23);
                Ok::<_, StoreError>(())
            })
            .expect("a view");
    }
}
