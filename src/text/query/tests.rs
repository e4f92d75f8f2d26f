use proptest::prelude::*;

use super::{MAX_DEPTH, Pattern, Query, QueryProblem, Sought};
use crate::model::Span;
use crate::text::Folding;

fn read(text: &str) -> String {
    Query::parse(text).map_or_else(|error| format!("{}: {error}", error.at), |query| query.to_string())
}

#[test]
fn what_holds_no_operator_is_looked_for_as_it_stands() {
    for text in [
        "算力",
        "“人工智能+”",
        "（2025年）",
        "渝”工程",
        "建设（试点",
        "试点）",
        "人工智能+",
        "AI 底座",
        "deep  learning",
        "C++",
        "R&D",
        "/10",
        "万元/年",
        "2025/6/11",
        "AND/OR",
        "ANDROID",
        "and",
        "算力(AI)",
        "a:b",
        "例如：title",
        "5 G",
        "*",
        "[a-z]+",
    ] {
        let Ok(Query::Term(term)) = Query::parse(text) else { panic!("{text}: {}", read(text)) };
        assert_eq!(term.pattern, Pattern::Words(text.to_owned()), "{text}");
    }
}

#[test]
fn operators_bind_as_one_expects() {
    for (text, wanted) in [
        ("算力 人才", r#"("算力" AND "人才")"#),
        ("算力 AND 人才 OR 企业", r#"(("算力" AND "人才") OR "企业")"#),
        ("算力 (人才 OR 企业)", r#"("算力" AND ("人才" OR "企业"))"#),
        ("算力 NOT 人才", r#"("算力" AND NOT "人才")"#),
        ("算力 AND NOT 人才 OR 企业", r#"(("算力" AND NOT "人才") OR "企业")"#),
        ("算力 NOT NOT 人才", r#"("算力" AND "人才")"#),
        ("AI 底座 OR 算力", r#"("AI 底座" OR "算力")"#),
        ("AI AND 底座", r#"("AI" AND "底座")"#),
        ("算力　人才", r#"("算力" AND "人才")"#),
        ("\"算力 人才\"", r#""算力 人才""#),
        ("“算力 人才”", r#""算力 人才""#),
        ("（算力 OR 人才）AND 「企业 家」", r#"(("算力" OR "人才") AND "企业 家")"#),
        ("算力 ＡＮＤ 人才", r#"("算力" AND "人才")"#),
        ("(算力(AI) OR 人才)", r#"("算力(AI)" OR "人才")"#),
        ("NEAR(算力 人才)", r#"NEAR("算力" "人才", 10)"#),
        ("NEAR(算力 人才, 12)", r#"NEAR("算力" "人才", 12)"#),
        ("ＮＥＡＲ（算力、“人 才”，１２）", r#"NEAR("算力" "人 才", 12)"#),
        ("NEAR(算力 人才, 99999999999)", r#"NEAR("算力" "人才", 4294967295)"#),
        ("NEAR (算力 人才, 5)", r#"NEAR("算力" "人才", 5)"#),
        ("企业 NEAR　（算力 人才）", r#"("企业" AND NEAR("算力" "人才", 10))"#),
        ("NEAR(算力, 人才)", r#"NEAR("算力" "人才", 10)"#),
        ("NEAR(算力 \"OR\" “/10/”, 5)", r#"NEAR("算力" "OR" "/10/", 5)"#),
        ("NEAR(算力, 12, 5)", r#"NEAR("算力" "12", 5)"#),
        ("企业 NEAR(算力 12)", r#"("企业" AND NEAR("算力" "12", 10))"#),
        (r"/\d{4}年/", r"/\d{4}年/"),
        (r"/a\/b/ OR 年", r#"(/a/b/ OR "年")"#),
        ("(/(算|运)力/ 人才)", r#"(/(算|运)力/ AND "人才")"#),
        ("title:人才 算力", r#"(title:"人才" AND "算力")"#),
        ("ｔｉｔｌｅ：“人 才” NOT memo:/？/", r#"(title:"人 才" AND NOT memo:/？/)"#),
        ("summary:算力", r#"summary:"算力""#),
    ] {
        assert_eq!(read(text), wanted, "{text}");
    }
}

#[test]
fn what_makes_no_sense_is_shown_where_it_stands() {
    for (text, wanted) in [
        ("", "0: there is nothing in it to find"),
        ("　", "0: there is nothing in it to find"),
        ("(算力 OR 人才", "0: nothing closes this bracket"),
        ("算力 AND (人才", "7: nothing closes this bracket"),
        ("(算力", "0: nothing closes this bracket"),
        ("算力)", "2: nothing opens this bracket"),
        ("算力 ) 人才", "3: nothing opens this bracket"),
        ("（算力 OR 人才", "0: nothing closes this bracket"),
        ("算力 AND \"人才", "7: nothing closes this quote mark"),
        ("\"", "0: nothing closes this quote mark"),
        ("\"\"", "0: there is nothing in it to find"),
        ("算力 ()", "3: there is nothing in it to find"),
        ("算力 AND", "3: AND needs something to find behind it"),
        ("OR 算力", "0: OR needs something to find before it"),
        ("算力 AND OR 人才", "3: AND needs something to find behind it"),
        ("NOT", "0: NOT needs something to find behind it"),
        ("(算力 NOT)", "4: NOT needs something to find behind it"),
        ("title:", "0: title: needs something to find behind it"),
        ("算力 memo: OR 人才", "3: memo: needs something to find behind it"),
        ("NEAR(算力)", "0: NEAR needs two words or more, as in NEAR(算力 人才, 12)"),
        ("企业 NEAR(算力 人才", "7: nothing closes this bracket"),
        ("NEAR(算力 OR 人才 资源, 50)", "8: NEAR takes words alone; put this in quote marks if it is one"),
        ("NEAR(/算./ 资源, 5)", "5: NEAR takes words alone; put this in quote marks if it is one"),
        ("NEAR(算力 /资./, 5)", "8: NEAR takes words alone; put this in quote marks if it is one"),
        ("NEAR(算力 title:资源, 5)", "8: NEAR takes words alone; put this in quote marks if it is one"),
        ("NEAR((算力 人才) 资源, 5)", "5: NEAR takes words alone; put this in quote marks if it is one"),
        (
            "NEAR(算力 人才, x)",
            "12: this is no distance: NEAR ends with a number of characters, as in NEAR(算力 人才, 12)",
        ),
        (
            "NEAR(算力, 资源, －1)",
            "13: this is no distance: NEAR ends with a number of characters, as in NEAR(算力 人才, 12)",
        ),
        ("//", "0: there is nothing in it to find"),
        ("算力 // 人才", "3: there is nothing in it to find"),
        (
            "title:(新图景) AND 算力",
            "0: title: takes one term and no brackets; write title: before each, or use quote marks",
        ),
    ] {
        assert_eq!(read(text), wanted, "{text}");
    }
}

#[test]
fn size_is_bounded() {
    let deep = |n: usize| format!("{}算力{}", "(".repeat(n), ")".repeat(n));
    assert!(Query::parse(&deep(MAX_DEPTH)).is_ok());
    for (text, problem) in [
        (deep(MAX_DEPTH + 1), QueryProblem::TooDeep),
        (deep(20_000), QueryProblem::TooDeep),
        ("NOT ".repeat(9_000) + "算力", QueryProblem::TooDeep),
        ("算 ".repeat(300), QueryProblem::TooMany),
        (format!("NEAR({})", "算 ".repeat(300)), QueryProblem::TooMany),
        (format!("NEAR({0}) NEAR({0})", "算 ".repeat(200)), QueryProblem::TooMany),
        ("算".repeat(350_000), QueryProblem::TooLong(1_050_000)),
    ] {
        assert_eq!(Query::parse(&text).expect_err("too much").problem, problem);
    }
}

fn met(query: &str, text: &str) -> Option<Vec<String>> {
    let query = Query::parse(query).expect(query);
    let mut sought = Sought::new(&query, Folding::default()).expect("terms");
    let places = sought.places(&mut |leaf| Some(leaf.places(text)).filter(|places| !places.is_empty()))?;
    Some(places.iter().map(|place| place.slice(text).expect("inside").to_owned()).collect())
}

#[test]
fn places_are_those_of_what_is_met() {
    let text = "算力资源与人才培养";
    assert_eq!(met("算力 人才", text), Some(vec!["算力".to_owned(), "人才".to_owned()]));
    assert_eq!(met("算力 企业", text), None);
    assert_eq!(met("算力 NOT 企业", text), Some(vec!["算力".to_owned()]));
    assert_eq!(met("算力 NOT 人才", text), None);
    // What stands in a branch that is not met is not shown.
    assert_eq!(met("(人才 AND 企业) OR 资源", text), Some(vec!["资源".to_owned()]));
    assert_eq!(met("人才 OR 人 OR 人才", text), Some(vec!["人".to_owned(), "人才".to_owned()]));
}

#[test]
fn a_query_is_found_by_something() {
    let finds = |text: &str| Query::parse(text).expect(text).is_found_by(&|term| term.field.is_none());
    assert!(finds("算力 NOT 人才") && finds("title:人 算力") && finds("(算力 NOT 人) OR 企业"));
    assert!(!finds("NOT 算力") && !finds("算力 OR NOT 人才") && !finds("title:人") && !finds("NOT (算力 人才)"));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_at_a_place_in_it(
        text in r#"([算力人才（）“”「」/："(), 　]|AND|OR|NOT|NEAR\(|title:|memo：|AI|\\PC){0,16}"#
    ) {
        match Query::parse(&text) {
            Ok(query) => {
                // What is written out with every bracket is the same query again.
                let again = Query::parse(&query.to_string());
                if query.terms().iter().all(|term| plain(&term.pattern)) {
                    prop_assert_eq!(again.map(|again| again.to_string()), Ok(query.to_string()));
                }
                let _ = Sought::new(&query, Folding::default()).map(|mut sought| sought.places(&mut |leaf| {
                    for place in leaf.places(&text) {
                        assert!(place.slice(&text).is_some());
                    }
                    Some(vec![Span::new(0, 1).expect("a span")])
                }));
            }
            Err(error) => prop_assert!(error.at <= text.chars().count()),
        }
    }
}

/// Whether the words can stand between quote marks.
fn plain(pattern: &Pattern) -> bool {
    let fits = |words: &String| !words.contains(['"', '“', '”', '＂']) && !words.trim().is_empty();
    match pattern {
        Pattern::Words(words) => fits(words),
        Pattern::Near(words, _) => words.iter().all(fits),
        Pattern::Regex(_) => false,
    }
}
