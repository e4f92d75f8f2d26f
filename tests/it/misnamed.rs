//! Every kind of content under every ending: what it is goes before what it is called, and is told.

use std::path::Path;

use pizhu::intake::{self, FileProblem, ReadOptions};

use super::office::{Docx, p, zip};
use super::pdf::page;
use super::workbook::{Workbook, row};

const PROSE: &str = "会议指出，要加快发展人工智能产业。\n\n会议强调，各部门要抓好落实。\n";

/// Contents by name.
fn contents() -> Vec<(&'static str, Vec<u8>)> {
    let rows = [row(1, &["标题", "正文"]), row(2, &["算力普惠", "建议降低算力使用门槛。"])];
    let noise = (0..600_u32).map(|n| u8::try_from(n * n * 7 % 251).unwrap_or(0)).collect();
    vec![
        ("prose", PROSE.into()),
        ("empty", Vec::new()),
        ("page", format!("<!DOCTYPE html><html><body><p>{PROSE}</p></body></html>").into()),
        ("mht", format!("MIME-Version: 1.0\nContent-Type: text/html\n\n<p>{PROSE}</p>").into()),
        ("docx", Docx::new(&p("江州市政协委员建议，加快建设公共算力平台。")).bytes()),
        ("xlsx", Workbook::of(&rows.concat(), "").bytes()),
        ("pdf", page("GBK-EUC-H", "GB1", "BT /F1 12 Tf 50 700 Td <BBE1D2E9D6B8B3F6> Tj ET")),
        ("zip", zip(&[("a.txt", PROSE)])),
        ("csv", "标题,正文\n算力普惠,建议降低算力使用门槛。\n".into()),
        ("jsonl", "{\"标题\":\"算力普惠\",\"正文\":\"建议降低算力使用门槛。\"}\n".into()),
        ("png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("noise", noise),
    ]
}

/// What is made of a file: the format it is read in, `!` behind it when a person is told that its name says
/// otherwise; or why not.
fn outcome(ending: &str, bytes: &[u8]) -> String {
    let name = format!("a.{ending}");
    let mut read = String::new();
    let result = intake::read(Path::new(&name), bytes, &ReadOptions::default(), &mut |text| {
        let text = text.expect("no part is refused");
        let told = text.notes.iter().any(|note| note.starts_with("its name says it is "));
        let format = text.extractor.split(' ').next().unwrap_or_default();
        read = format!("{format}{}", if told { "!" } else { "" });
        true
    });
    match result {
        Ok(()) => read,
        Err(FileProblem::Empty) => "empty".to_owned(),
        Err(FileProblem::Binary { .. }) => "picture".to_owned(),
        Err(FileProblem::Columns(_)) => "columns".to_owned(),
        Err(FileProblem::UnknownEncoding { .. }) => "encoding".to_owned(),
        Err(problem) => {
            let words = problem.to_string();
            const REASONS: [(&str, &str); 4] = [
                ("but it is none, nor is it text", "neither"),
                ("commas must separate the cells", "commas"),
                ("text follows a closing quote", "quotes"),
                ("no line of it is a JSON object", "objects"),
            ];
            let reason = REASONS.iter().find(|(part, _)| words.contains(part)).map(|(_, short)| *short);
            reason.map_or(words, str::to_owned)
        }
    }
}

#[test]
fn what_a_file_is_goes_before_what_it_is_called() {
    let contents = contents();
    let line = |first: &str, cells: Vec<String>| {
        let cells: String = cells.iter().map(|cell| format!("{cell:9}")).collect();
        format!("{first:6}{}\n", cells.trim_end())
    };
    let mut table = line("name", contents.iter().map(|(what, _)| (*what).to_owned()).collect());
    for ending in ["txt", "md", "html", "mht", "docx", "xlsx", "pdf", "zip", "csv", "tsv", "jsonl", "png", "doc", "log"]
    {
        table.push_str(&line(ending, contents.iter().map(|(_, bytes)| outcome(ending, bytes)).collect()));
    }
    assert_eq!(table, TABLE, "{table}");
}

/// Endings down, contents across.
const TABLE: &str = "\
name  prose    empty    page     mht      docx     xlsx     pdf      zip      csv      jsonl    png      noise
txt   text     empty    html!    mhtml!   docx!    xlsx!    pdf!     text!    csv!     text     picture  encoding
md    markdown empty    html!    mhtml!   docx!    xlsx!    pdf!     text!    markdown markdown picture  encoding
html  text!    empty    html     mhtml!   docx!    xlsx!    pdf!     text!    csv!     text!    picture  encoding
mht   text!    empty    html!    mhtml    docx!    xlsx!    pdf!     text!    csv!     text!    picture  encoding
docx  text!    empty    html!    mhtml!   docx     xlsx!    pdf!     text!    csv!     text!    picture  neither
xlsx  text!    empty    html!    mhtml!   docx!    xlsx     pdf!     text!    csv!     text!    picture  neither
pdf   text!    empty    html!    mhtml!   docx!    xlsx!    pdf      text!    csv!     text!    picture  neither
zip   text!    empty    html!    mhtml!   docx!    xlsx!    pdf!     text     csv!     text!    picture  neither
csv   commas   empty    html!    mhtml!   docx!    xlsx!    pdf!     text!    csv      quotes   picture  encoding
tsv   commas   empty    html!    mhtml!   docx!    xlsx!    pdf!     text!    columns  columns  picture  encoding
jsonl objects  empty    html!    mhtml!   docx!    xlsx!    pdf!     text!    objects  json     picture  encoding
png   text!    empty    html!    mhtml!   docx!    xlsx!    pdf!     text!    csv!     text!    picture  neither
doc   text!    empty    html!    mhtml!   docx!    xlsx!    pdf!     text!    csv!     text!    picture  neither
log   text     empty    html     mhtml    docx     xlsx     pdf      text     csv      json     picture  encoding
";
