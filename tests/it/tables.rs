//! Tables as documents: one row, one text, from each format and from what people make of it.

use std::path::Path;

use pizhu::intake::{ColumnMap, Field, Incoming, ReadOptions, read};

use super::workbook::{Workbook, row};

/// What a table gave, row by row: `row 2 KEY: TEXT`, or `row 3 refused: WHY`; the file's own refusal last.
fn told_with(name: &str, bytes: &[u8], options: &ReadOptions) -> Vec<String> {
    let mut told = Vec::new();
    let result = read(Path::new(name), bytes, options, &mut |part| {
        told.push(match part {
            Ok(incoming) => format!(
                "{} {}: {}",
                incoming.part.unwrap_or_default(),
                incoming.key.unwrap_or_default(),
                incoming.text.replace('\n', "⏎")
            ),
            Err(refused) => format!("{} refused: {}", refused.part.unwrap_or_default(), refused.problem),
        });
        true
    });
    told.extend(result.err().map(|problem| format!("refused: {problem}")));
    told
}

fn told(name: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
    told_with(name, bytes.as_ref(), &ReadOptions::default())
}

fn texts(name: &str, bytes: &[u8], options: &ReadOptions) -> Vec<Incoming> {
    let mut texts = Vec::new();
    let mut take = |part: Result<Incoming, _>| {
        texts.push(part.unwrap_or_else(|_| panic!("refused")));
        true
    };
    read(Path::new(name), bytes, options, &mut take).expect("a table");
    texts
}

#[test]
fn csv_as_programs_write_it() {
    let all = ["row 2 a: 甲", "row 3 b: 乙"];
    assert_eq!(told("t.csv", "id,text\r\na,甲\r\nb,乙\r\n"), all);
    assert_eq!(told("t.csv", "\u{FEFF}id,text\r\na,甲\r\nb,乙"), all, "a byte order mark, no final line end");
    assert_eq!(told("t.csv", "id,text\ra,甲\rb,乙\r"), all, "lines ended by CR alone");
    assert_eq!(told("t.csv", "id;text\na;甲\nb;乙\n"), all);
    assert_eq!(told("t.csv", "id|text\na|甲\nb|乙\n"), all);
    assert_eq!(told("t.tsv", "id\ttext\na\t甲\nb\t乙\n"), all);
    assert_eq!(told("t.csv", "id,text\na,\"甲\r\n,\"\"乙\"\"\"\n"), ["row 2 a: 甲⏎,\"乙\""]);
    assert_eq!(told("t.csv", "id,text\na,甲，乙、丙\nb,=1+1\n"), ["row 2 a: 甲，乙、丙", "row 3 b: =1+1"]);
}

#[test]
fn lines_of_a_cell_are_judged_as_those_of_a_file() {
    let csv = "id,text\na,\"希望增加床位\n希望降低收费\"\nb,\"一、增加照护站\n在老旧小区增设照护站，配备专人\n二、培训护理员\n\
               每年培训一千人次，发放津贴\"\nc,\"建议在老旧小区增设照护站，并且配备专人值\n守，夜间也有人应答。\"\n";
    let texts = texts("t.csv", csv.as_bytes(), &ReadOptions::default());
    let counts: Vec<_> = texts.iter().map(|text| text.guide.restore(&text.text).paragraphs.len()).collect();
    assert_eq!(counts, [2, 4, 1]);
}

#[test]
fn a_bad_row_costs_itself_only() {
    assert_eq!(
        told("t.csv", "id,text\na\nb,甲,乙\nc,\nd,丁\n\nd,戊\n,己\n"),
        [
            "row 2 refused: line 2: it has 1 cell, the header has 2",
            "row 3 refused: line 3: it has 3 cells, the header has 2",
            "row 4 refused: line 4: its text is empty",
            "row 5 d: 丁",
            "row 7 refused: line 7: row 5 has the key `d` already",
            "row 8 : 己",
        ]
    );
    assert_eq!(
        told("t.csv", "id,text\na,\"abc\nb,乙\n"),
        [
            "row 2 refused: line 2: a quote is opened and never closed; the next row that fits is on line 3",
            "row 3 b: 乙",
        ]
    );
}

#[test]
fn a_doubtful_header_refuses_the_file() {
    assert_eq!(told("t.csv", "\n \n"), ["refused: it holds no text"]);
    assert_eq!(told("t.csv", "id，正文\n1，甲\n"), ["refused: line 1: commas must separate the cells, not ，"]);
    assert_eq!(
        told("t.csv", "id,主题\n1,算力\n"),
        ["refused: no column is known to hold the text; its columns are id, 主题"]
    );
    let options = ReadOptions { columns: ColumnMap::default().with(Field::Text, "主提"), ..ReadOptions::default() };
    assert_eq!(
        told_with("t.csv", "id,主题\n1,算力\n".as_bytes(), &options),
        ["refused: it has no column `主提` (did you mean 主题?); its columns are id, 主题"]
    );
}

#[test]
fn columns_fill_fields_and_attributes() {
    let table = "编号,标题,正文,发布日期,来源,页,处室\n7,关于\"人\"的建议,甲,2025年6月11日,重庆政协报, ,教育处\n";
    let texts = texts("提案.csv", table.as_bytes(), &ReadOptions::default());
    let [one] = texts.as_slice() else { panic!("one text, not {}", texts.len()) };
    assert_eq!(one.key.as_deref(), Some("提案-7"), "digits alone are no key");
    assert_eq!(one.fields.title.as_deref(), Some("关于\"人\"的建议"));
    assert_eq!(one.fields.published.as_deref(), Some("2025-06-11"));
    assert_eq!(one.fields.outlet.as_deref(), Some("重庆政协报"));
    assert_eq!(one.attributes, [("处室".to_owned(), "教育处".to_owned())], "an empty cell is no attribute");
    assert_eq!((one.encoding.as_str(), one.extractor.as_str()), ("UTF-8", "csv"));
}

#[test]
fn json_lines_keep_what_they_nest() {
    let lines = r#"{"id": "a", "content": ["一。", "二。"], "meta": {"页": [1, 2]}, "n": 12345678901234567890}

{"id": "b", "content": "三\r\n四", "date": 20250611}
{"id": "b", "content": "五"}
["六"]
{"id": "c", "content": "七"
{"id": "d"}
"#;
    assert_eq!(
        told("t.jsonl", lines),
        [
            "row 1 a: 一。⏎二。",
            "row 3 b: 三⏎四",
            "row 4 refused: row 3 has the key `b` already",
            "row 5 refused: it is not a JSON object",
            "row 6 refused: it is not JSON: character 26 does not fit",
            "row 7 refused: its text is empty",
        ]
    );
    let first = &texts("t.ndjson", lines.lines().next().expect("a line").as_bytes(), &ReadOptions::default())[0];
    let named = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(first.attributes, [named("meta", r#"{"页":[1,2]}"#), named("n", "12345678901234567890")]);
    assert_eq!(told("t.jsonl", "[1]\n"), ["refused: no line of it is a JSON object"]);
}

#[test]
fn a_workbook_reads_as_excel_shows_it() {
    let rows = [
        // A title merged over the columns is no header.
        row(1, &["二〇二五年报道"]),
        row(3, &["key", "text", "date", "outlet", "n", "late"]),
        r#"<row r="4"><c r="A4" t="s"><v>0</v></c><c r="B4" t="s"><v>1</v></c><c r="C4" s="1"><v>45819</v></c>
           <c r="D4" t="inlineStr"><is><t>重庆政协报</t></is></c><c r="E4"><v>12</v></c><c r="F4" t="b"><v>1</v></c></row>"#
            .to_owned(),
        // Formulas give the value they had last; the date is a text; the outlet is merged with row 4.
        r#"<row r="5"><c r="A5" t="str"><f>"b"&amp;1</f><v>b1</v></c><c r="B5" t="inlineStr"><is><t>乙</t></is></c>
           <c r="C5" t="inlineStr"><is><t>2025/6/12</t></is></c><c r="E5"><f>1/8</f><v>0.30000000000000004</v></c></row>"#
            .to_owned(),
        r#"<row r="6"><c r="A6" t="inlineStr"><is><t>c</t></is></c><c r="B6" t="e"><v>#N/A</v></c></row>"#.to_owned(),
        r#"<row r="7"><c r="B7" t="inlineStr"><is><t>丁</t></is></c><c r="C7"><v>45819</v></c></row>"#.to_owned(),
        row(9, &["", "戊"]),
    ];
    let merged = r#"<mergeCells><mergeCell ref="A1:F1"/><mergeCell ref="D4:D6"/></mergeCells>"#;
    let strings = r#"<sst uniqueCount="2"><si><t>a</t></si>
        <si><r><t>甲</t></r><rPh><t>jia</t></rPh><r><t xml:space="preserve">&amp;_x000D_
乙</t></r></si></sst>"#;
    let bytes = Workbook::of(&rows.concat(), merged).strings(strings).bytes();
    assert_eq!(
        told("t.xlsx", &bytes),
        [
            "row 4 a: 甲&⏎乙",
            "row 5 b1: 乙",
            "row 6 refused: its text is the error #N/A",
            "row 7 refused: the date `45819` cannot be read; write it 2025-06-11, 2025-06 or 2025",
            "row 9 : 戊",
        ]
    );
    let mut seen = Vec::new();
    read(Path::new("t.xlsx"), &bytes, &ReadOptions::default(), &mut |part| {
        seen.extend(part.ok());
        seen.len() < 2
    })
    .expect("a workbook");
    let [a, b] = seen.as_slice() else { panic!("the reading ended where it was told to") };
    let value =
        |incoming: &Incoming, name: &str| incoming.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
    assert_eq!(a.fields.published.as_deref(), Some("2025-06-11"));
    assert_eq!((value(a, "n"), value(a, "late")), (Some("12".into()), Some("TRUE".into())));
    assert_eq!(b.fields.published.as_deref(), Some("2025-06-12"));
    assert_eq!(b.fields.outlet.as_deref(), Some("重庆政协报"), "merged over rows");
    assert_eq!(value(b, "n"), Some("0.3".into()));
    assert_eq!(a.encoding, "xlsx");
}

#[test]
fn the_name_of_the_reader_is_true() {
    let manifest = std::fs::read_to_string(super::sandbox::root().join("Cargo.toml")).expect("the manifest");
    let bytes = Workbook::of(&[row(1, &["text"]), row(2, &["甲"])].concat(), "").bytes();
    let extractor = &texts("t.xlsx", &bytes, &ReadOptions::default())[0].extractor;
    let version = extractor.trim_start_matches("xlsx (calamine ").trim_end_matches(')');
    assert!(manifest.contains(&format!("calamine = {{ version = \"{version}\"")), "{extractor}");
}

#[test]
fn the_sheet_with_texts_is_found_or_named() {
    let sheet = |text: &str| [row(1, &["正文"]), row(2, &[text])].concat();
    let bytes = Workbook::of(&row(1, &["说明"]), "")
        .sheet("旧", "hidden", &sheet("旧的"), "")
        .sheet("提案", "visible", &sheet("甲"), "")
        .sheet("批复", "visible", &sheet("乙"), "")
        .bytes();
    assert_eq!(told("t.xlsx", &bytes), ["row 2 : 甲"]);
    let named = |name: &str| ReadOptions { sheet: Some(name.to_owned()), ..ReadOptions::default() };
    assert_eq!(told_with("t.xlsx", &bytes, &named("旧")), ["row 2 : 旧的"]);
    assert_eq!(
        told_with("t.xlsx", &bytes, &named("提安")),
        ["refused: it has no sheet `提安` (did you mean 提案?); its sheets are Sheet1, 旧, 提案, 批复"]
    );
    let none = Workbook::of(&row(1, &["说明"]), "").bytes();
    assert_eq!(told("t.xlsx", &none), ["refused: no column is known to hold the text; its columns are 说明"]);
    assert_eq!(told("t.xlsx", Workbook::of("", "").bytes()), ["refused: it holds no text"]);
}

#[test]
fn days_since_1904_are_the_same_days() {
    let rows = [
        row(1, &["text", "date"]),
        r#"<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="2"><v>44357.5</v></c></row>"#.into(),
    ];
    let bytes = Workbook::of(&rows.concat(), "").since_1904().bytes();
    assert_eq!(texts("t.xlsx", &bytes, &ReadOptions::default())[0].fields.published.as_deref(), Some("2025-06-11"));
}

#[test]
fn one_stray_cell_does_not_ask_for_billions() {
    let stray = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let rows = [row(1, &["text"]), row(2, &["甲"]), stray.to_owned()];
    let all = told("t.xlsx", Workbook::of(&rows.concat(), "").bytes());
    assert_eq!(all, ["row 2 : 甲", "row 1048576 refused: its text is empty"]);
}

#[test]
fn what_is_no_workbook_says_so() {
    let bytes =
        Workbook::of("", "").strings("<!DOCTYPE sst [<!ENTITY a \"b\">]><sst><si><t>&a;</t></si></sst>").bytes();
    assert!(told("t.xlsx", &bytes)[0].starts_with("refused: the Excel file is broken"), "{:?}", told("t.xlsx", &bytes));
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let encrypted = [b"\xD0\xCF\x11\xE0".as_slice(), &encrypted].concat();
    assert_eq!(told("t.xlsx", encrypted), ["refused: it is password-protected; save it without a password"]);
}
