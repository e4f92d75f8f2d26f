use super::*;

fn read(format: TagFormat, text: &str, defaults: &TagDefaults) -> Vec<(u64, Result<TagRequest, String>)> {
    let variables = ["theme".to_owned(), "instrument".to_owned(), "kind".to_owned()];
    let rows = tag_requests(text, format, &variables, defaults).expect("a file that can be read");
    rows.into_iter().map(|(line, row)| (line, row.map_err(|error| error.to_string()))).collect()
}

fn only(format: TagFormat, text: &str) -> TagRequest {
    let mut rows = read(format, text, &TagDefaults::default());
    assert_eq!(rows.len(), 1);
    rows.remove(0).1.expect("a request")
}

fn refused(text: &str) -> String {
    let variables = ["theme".to_owned()];
    tag_requests(text, TagFormat::Csv, &variables, &TagDefaults::default()).expect_err("refused").to_string()
}

fn row_problem(text: &str) -> String {
    read(TagFormat::Csv, text, &TagDefaults::default()).remove(0).1.expect_err("a bad row")
}

fn codes(request: &TagRequest) -> Vec<String> {
    request.codes.iter().map(|code| format!("{}:{}", variable_of(code), code.tail)).collect()
}

fn actors(request: &TagRequest) -> Vec<String> {
    request.actors.iter().map(|(role, actor)| format!("{role} {actor}")).collect()
}

#[test]
fn every_column_finds_its_place() {
    let request = only(
        TagFormat::Csv,
        "document,paragraph,quote,nth,kind,theme,code:instrument,code,actor,to,implementer,stance,summary,memo\n\
         cq,8,建议,2,response,甲|theme:乙/丙,x,kind=y,熊艾伦@重庆工商大学|郑\\|亮,市教委,,+1,短,长\n",
    );
    assert_eq!(request.paragraph.to_string(), "cq:8");
    assert_eq!(request.place, Place::Quote { text: "建议".into(), nth: Some(2) });
    assert_eq!(request.kind, StatementKind::Response);
    assert_eq!(codes(&request), ["theme:甲", "theme:乙/丙", "instrument:x", "kind:y"]);
    assert_eq!(actors(&request), ["proposer 熊艾伦@重庆工商大学", "proposer 郑|亮", "addressee 市教委"]);
    assert_eq!(request.stance.map(Stance::value), Some(1));
    assert_eq!((request.summary.as_deref(), request.memo.as_deref()), (Some("短"), Some("长")));
}

#[test]
fn a_name_of_ours_beats_a_variable_of_that_name() {
    let request = only(TagFormat::Csv, "paragraph,kind,code:kind\n1,other,x\n");
    assert_eq!((request.kind, codes(&request)), (StatementKind::Other, vec!["kind:x".to_owned()]));
}

#[test]
fn json_takes_numbers_lists_and_nothing() {
    let line = r#"{"document":"cq","paragraph":8,"start":2,"end":4,"quote":"建议","theme":["a","b"],"actor":"甲|乙","memo":null}"#;
    let request = only(TagFormat::Jsonl, line);
    assert_eq!(request.place, Place::Quoted { span: Span::new(2, 4).expect("a span"), text: "建议".into() });
    assert_eq!(codes(&request), ["theme:a", "theme:b"]);
    assert_eq!(actors(&request), ["proposer 甲", "proposer 乙"]);
    assert_eq!(request.memo, None);
}

#[test]
fn flags_hold_where_the_row_says_nothing() {
    let defaults = TagDefaults {
        kind: Some(StatementKind::Problem),
        codes: vec!["甲".parse().expect("a code"), "instrument:x".parse().expect("a code")],
        actors: vec![(Role::Proposer, "李".parse().expect("an actor"))],
        summary: Some("so".into()),
        ..TagDefaults::default()
    };
    let text = "paragraph,theme,actor,kind,summary\n1,,,,\n2,乙,王,other,own\n";
    let rows: Vec<TagRequest> =
        read(TagFormat::Csv, text, &defaults).into_iter().map(|(_, row)| row.expect("a request")).collect();
    assert_eq!(codes(&rows[0]), ["theme:甲", "instrument:x"]);
    assert_eq!((actors(&rows[0]), rows[0].kind), (vec!["proposer 李".to_owned()], StatementKind::Problem));
    assert_eq!(rows[0].summary.as_deref(), Some("so"));
    assert_eq!(codes(&rows[1]), ["theme:乙", "instrument:x"]);
    assert_eq!((actors(&rows[1]), rows[1].kind), (vec!["proposer 王".to_owned()], StatementKind::Other));
    assert_eq!(rows[1].summary.as_deref(), Some("own"));
}

#[test]
fn our_own_files_come_back_and_others_are_read_strictly() {
    let header = "statement,uid,document,published,paragraph,start,end,quote,kind,stance,summary,memo,coder,created_at,updated_at";
    let row = "s1,u,cq,2025,8,2,4,建议,proposal,,,,li,t,t";
    let request = only(TagFormat::Csv, &format!("{header}\n{row}\n"));
    assert_eq!(request.paragraph.to_string(), "cq:8");
    let hit = r#"{"document":"cq","paragraph":8,"start":2,"end":4,"quote":"建议","left":"甲","right":"乙","kind":"body","section":null}"#;
    assert_eq!(only(TagFormat::Jsonl, hit).kind, StatementKind::Proposal);
    assert_eq!(refused("paragraph,uid,qoute\n1,u,x\n"), "unknown columns `uid`, `qoute`; did you mean quote?");
    assert!(refused("paragraph,uid\n1,u\n").starts_with("unknown column `uid`; there are document, paragraph"));
}

#[test]
fn a_file_is_refused_as_a_whole_for_its_shape() {
    assert_eq!(refused("quote,theme\nx,y\n"), "it has no column `paragraph`");
    assert_eq!(refused("paragraph,theme,theme\n1,a,b\n"), "line 1: column `theme` is there twice");
    assert_eq!(TagFormat::of("-".as_ref(), "[{\"paragraph\": 1}]"), TagFormat::Jsonl);
    assert_eq!(refused("paragraph,quote\n1,\"x\n"), "line 2: a quote is opened and never closed");
    let array = tag_requests("[{\"paragraph\": 1}]", TagFormat::Jsonl, &[], &TagDefaults::default());
    assert!(array.is_err_and(|problem| problem.to_string().contains("one object per line")));
}

#[test]
fn each_bad_row_says_what_is_wrong() {
    assert_eq!(row_problem("paragraph,quote\n,x\n"), "it names no paragraph");
    assert_eq!(row_problem("paragraph,quote\n1,x,y\n"), "it has 3 cells, the header has 2");
    assert_eq!(row_problem("paragraph,start\n1,2\n"), "`start` and `end` go together");
    assert_eq!(row_problem("paragraph,nth\n1,2\n"), "`nth` goes with a quote");
    assert_eq!(row_problem("paragraph,theme\n1,a||b\n"), "an empty value beside a | in `a||b`");
    assert_eq!(row_problem("paragraph,span,start,end\n1,1..2,1,3\n"), "`span` and `start`, `end` differ");
    assert_eq!(row_problem("paragraph,quote,nth,span\n1,x,1,1..2\n"), "`nth` and a span both say where; give one");
    assert!(row_problem("document,paragraph\ncq,cq:8\n").contains("beside a document it is a number"));
    assert!(row_problem("paragraph,start,end\n1,5,2\n").contains("the end must lie after the start"));
    assert!(row_problem("paragraph,start,end\n1,-1,2\n").contains("it is no whole number"));
    assert!(row_problem("paragraph,kind\n1,proposl\n").contains("expected one of"));
    let unknown = read(TagFormat::Jsonl, "{\"paragraph\":1,\"thema\":\"x\"}", &TagDefaults::default());
    assert_eq!(unknown[0].1.as_ref().expect_err("unknown"), "unknown column `thema`; did you mean theme?");
}

#[test]
fn the_format_is_told_by_name_then_by_the_first_character() {
    let of = |file: &str, text: &str| TagFormat::of(Path::new(file), text);
    assert_eq!(of("a.JSONL", "x"), TagFormat::Jsonl);
    assert_eq!(of("a.csv", "{x"), TagFormat::Csv);
    assert_eq!(of("a.TSV", "x"), TagFormat::Tsv);
    assert_eq!(of("-", "paragraph\tquote\n1\t算力, 算法"), TagFormat::Tsv);
    assert_eq!(of("-", "\n {\"a\":1}"), TagFormat::Jsonl);
    assert_eq!(of("-", "paragraph\n1"), TagFormat::Csv);
}
