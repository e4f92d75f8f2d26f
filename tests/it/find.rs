//! Search finds what a substring scan of the normalised text finds, with places that fit the text.

use pizhu::analysis::find::{Search, Within, find};
use pizhu::model::{Session, Span};
use pizhu::store::{ParagraphRow, Reader, Selection, Store, StoreError};
use pizhu::text::query::{Query, QueryError};
use pizhu::text::{Folding, Normal};

use super::sandbox::Sandbox;

/// The next number below `below`, the same in every run: Knuth's MMIX generator, of which the high
/// bits are the good ones.
fn pick(state: &mut u64, below: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 33).expect("31 bits") % below
}

fn paragraphs(r: &Reader<'_>) -> Vec<ParagraphRow> {
    let ids = r.select_paragraph_ids(&Selection::default()).expect("ids");
    ids.into_iter().filter_map(|id| r.paragraph(id).expect("a paragraph")).collect()
}

fn normal(text: &str) -> String {
    Normal::of(text, Folding::default()).text().to_owned()
}

/// A search for words as they stand, in everything.
fn literally(words: &str, within: Within) -> Result<Search, QueryError> {
    Search::new(&Query::literal(words)?, Folding::default(), Selection::default(), within)
}

#[test]
fn recall_and_precision_are_one() {
    let sandbox = Sandbox::with_project();
    sandbox.ok("import demo/README.md --key notes");
    let store = Store::open(&sandbox.path("pizhu.db"), Session::default()).expect("the project");
    store
        .read(|r| {
            let all = paragraphs(r);
            let mut state = 1;
            let mut sought = 0;
            while sought < 400 {
                let from: Vec<char> = all[pick(&mut state, all.len())].text.chars().collect();
                let start = pick(&mut state, from.len());
                let end = (start + 1 + pick(&mut state, 8)).min(from.len());
                let term: String = from[start..end].iter().collect();
                let Ok(mut search) = literally(&term, Within::Paragraphs) else { continue };
                sought += 1;
                let mut found = Vec::new();
                find(r, &mut search, |hit| {
                    let Some(place) = hit.place else { panic!("{term}: a hit in no paragraph") };
                    let there = all.iter().find(|p| p.document == hit.document && p.ordinal == place.paragraph);
                    assert_eq!(there.and_then(|p| place.span.slice(&p.text)), Some(place.quote.as_str()), "{term}");
                    assert!(normal(&place.quote).contains(normal(term.trim()).trim()), "{term}: {}", place.quote);
                    found.push((hit.document, place.paragraph));
                    Ok::<_, StoreError>(true)
                })?;
                found.dedup();
                let wanted: Vec<(String, u32)> = all
                    .iter()
                    .filter(|p| normal(&p.text).contains(normal(term.trim()).trim()))
                    .map(|p| (p.document.clone(), p.ordinal))
                    .collect();
                assert_eq!(found, wanted, "{term}");
                assert!(!found.is_empty(), "{term} stands somewhere");
            }
            Ok::<_, StoreError>(())
        })
        .expect("the project reads");
}

#[test]
fn search_stops_when_it_is_told_to() {
    let sandbox = Sandbox::with_project();
    let store = Store::open(&sandbox.path("pizhu.db"), Session::default()).expect("the project");
    let mut search = literally("人工智能", Within::All).expect("words");
    let mut n = 0;
    store
        .read(|r| {
            find(r, &mut search, |_| {
                n += 1;
                Ok::<_, StoreError>(n < 3)
            })
        })
        .expect("hits");
    assert_eq!(n, 3);
}

#[test]
fn texts_in_any_spelling_are_found_where_they_stand() {
    let sandbox = Sandbox::empty();
    sandbox.ok("init --coder li");
    let text = "⻓江上游的⼈⼯智能 AI 底座占地 5㎡……\n在𠮷野家，ＡＩ“赋能”千行百业\n";
    sandbox.write("odd.txt", text);
    sandbox.ok("import odd.txt --key odd --keep-lines");
    // Radicals are folded on their way in, whether in the text or in the words looked for.
    let (stored, _) = pizhu::text::fold_radicals(text);
    let lines: Vec<&str> = stored.lines().collect();
    for (term, paragraph, wanted) in [
        ("⻓江", 1, "长江"),
        ("⼈工智能ai底座", 1, "人工智能 AI 底座"),
        ("5m2", 1, "5㎡"),
        ("...", 1, "…"),
        ("𠮷野", 2, "𠮷野"),
        ("ai「赋能」", 2, "ＡＩ“赋能”"),
    ] {
        let run = sandbox.run(["find", term, "--format", "jsonl"]);
        let first = run.out.lines().next().unwrap_or_else(|| panic!("{term}: {}", run.err));
        let hit: serde_json::Value = serde_json::from_str(first).expect("JSON");
        assert_eq!(hit["paragraph"], paragraph, "{term}");
        assert_eq!(hit["quote"], wanted, "{term}");
        let span: Span = format!("{}..{}", hit["start"], hit["end"]).parse().expect("a span");
        assert_eq!(span.slice(lines[paragraph - 1]), Some(wanted), "{term}");
    }
}

#[test]
fn what_is_found_can_be_coded() {
    let sandbox = Sandbox::with_project();
    let line = "pizhu find 算力 --format jsonl | pizhu tag --from - --theme 算力 --new";
    let (said, code) = sandbox.shell(line);
    assert_eq!(code, 0, "{said}");
    let found = sandbox.run(["find", "算力"]);
    let coded =
        sandbox.run(["sql", "select document, paragraph, start, end, quote from v_statement order by statement_id"]);
    let places = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.splitn(6, ',').take(5).collect::<Vec<_>>().join(",")).collect()
    };
    assert!(found.out.lines().count() > 5, "{}", found.err);
    assert_eq!(places(&coded.out), places(&found.out));
    // One operation, as any other.
    sandbox.ok("undo");
    assert_eq!(sandbox.run(["sql", "select count(*) as n from statement"]).out, "n\n0\n");
}

#[test]
fn hostile_words_are_words() {
    let sandbox = Sandbox::with_project();
    for term in ["'; DROP TABLE paragraph; --", "%", "_", "*", "\\", "[a-z]+", "\u{1b}[2J", "\u{202e}%"] {
        let run = sandbox.run(["find", "--format", "table", "--", term]);
        assert_eq!(run.code, 0, "{term:?}: {}", run.err);
        assert!(!run.out.contains('\u{1b}') && !run.err.contains('\u{1b}'), "{term:?}");
    }
    // A mark that shows nothing is nothing to find.
    let run = sandbox.run(["find", "\u{202e}"]);
    assert!(run.code == 2 && !run.err.contains('\u{202e}'), "{}", run.err);
    let long = "人工智能".repeat(5_000);
    assert_eq!(sandbox.run(["find", &long]).code, 0);
}

#[test]
fn a_search_ends_when_its_time_is_over() {
    let sandbox = Sandbox::empty();
    let line = format!("{}\n", "优化算力布局y".repeat(100));
    sandbox.write("long.txt", line.repeat(500));
    sandbox.ok("init --coder li");
    sandbox.ok("import long.txt --keep-lines");
    for command in [
        "find /(.{1,100}y){1,20}z/ --count",
        "find /(.{1,100}y){1,20}z/ --sort relevance",
        "kwic /(.{1,100}y){1,20}z/ --sort right",
    ] {
        let run = sandbox.words(&format!("{command} --timeout 5"));
        assert_eq!((run.code, run.out.lines().count() < 2), (1, true), "{command}: {}", run.out);
        assert!(run.err.contains("the search was stopped after 5 ms"), "{command}: {}", run.err);
    }
}
