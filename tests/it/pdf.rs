//! PDF: printed pages come back as the paragraphs they were made of; fonts without a map to Unicode,
//! doubled characters, and files that must be refused with their true reason.

use std::path::{Path, PathBuf};

use pizhu::intake::{FileProblem, Incoming, ReadOptions, read};
use pizhu::model::ParagraphKind;
use pizhu::text::{Removal, RemovalReason};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pdf")
}

fn incoming(bytes: &[u8]) -> Result<Incoming, FileProblem> {
    let mut found = None;
    read(Path::new("page.pdf"), bytes, &ReadOptions::default(), &mut |text| {
        found = Some(text);
        true
    })?;
    found.unwrap().map_err(|refused| refused.problem)
}

fn refused(bytes: &[u8]) -> String {
    incoming(bytes).unwrap_err().to_string()
}

/// A PDF of these objects, numbered from 1; object 1 is the catalog.
pub fn pdf(objects: &[String]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).as_bytes());
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for offset in &offsets {
        out.extend(format!("{offset:010} 00000 n \n").as_bytes());
    }
    let size = objects.len() + 1;
    out.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").as_bytes());
    out
}

/// One page that shows `content`, with a font F1 that is only named, of this encoding and collection.
pub fn page(encoding: &str, ordering: &str, content: &str) -> Vec<u8> {
    pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".into(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".into(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .into(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        format!("<< /Type /Font /Subtype /Type0 /BaseFont /SongTi /Encoding /{encoding} /DescendantFonts [6 0 R] >>"),
        format!(
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SongTi /DW 1000 \
             /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >> \
             /FontDescriptor << /Type /FontDescriptor /FontName /SongTi /Flags 4 >> >>"
        ),
    ])
}

#[test]
fn printed_pages_come_back_as_their_paragraphs() {
    for name in ["newspaper", "gazette", "traditional", "vertical"] {
        let bytes = std::fs::read(folder().join(name).with_extension("pdf")).unwrap();
        let wanted = std::fs::read_to_string(folder().join(name).with_extension("txt")).unwrap();
        let incoming = incoming(&bytes).unwrap();
        assert_eq!(incoming.guide.lines.len(), incoming.text.lines().count(), "{name}: one hint for each line");
        let restored = incoming.guide.restore(&incoming.text);
        let found: String = restored
            .paragraphs
            .iter()
            .filter(|paragraph| paragraph.kind != ParagraphKind::Furniture)
            .map(|paragraph| format!("{}\t{}\n", paragraph.kind.as_str(), paragraph.text))
            .collect();
        assert_eq!(found, wanted, "{name}");
    }
}

#[test]
fn running_heads_stand_at_the_end_and_cut_nothing() {
    let bytes = std::fs::read(folder().join("gazette.pdf")).unwrap();
    let incoming = incoming(&bytes).unwrap();
    let restored = incoming.guide.restore(&incoming.text);
    let last = restored.paragraphs.last().unwrap();
    assert_eq!(last.kind, ParagraphKind::Furniture);
    assert_eq!(last.text.replace(' ', ""), "江州市人民政府公报—1—江州市人民政府公报—2—");
    assert_eq!(last.last_line, incoming.text.lines().count());
}

#[test]
fn fonts_that_are_only_named_tell_their_text() {
    for (encoding, ordering, hex) in [
        ("GBK-EUC-H", "GB1", "C8CBB9A4D6C7C4DC"),
        ("UniGB-UCS2-H", "GB1", "4EBA5DE5667A80FD"),
        ("ETen-B5-H", "CNS1", "A448A475B4BCAFE0"),
        ("GBK-EUC-V", "GB1", "C8CBB9A4D6C7C4DC"),
    ] {
        let bytes = page(encoding, ordering, &format!("BT /F1 12 Tf 40 200 Td <{hex}> Tj ET"));
        assert_eq!(incoming(&bytes).unwrap().text, "人工智能\n", "{encoding}");
    }
}

/// A page with two fonts: F1 as in [`page`], and F2, a picture font whose map leads U+`sign` from code 1.
fn page_with_bullets(font: &str, sign: &str, content: &str) -> Vec<u8> {
    let map = format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def \
         1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <01> <{sign}> endbfchar endcmap end end"
    );
    pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".into(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".into(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R /F2 7 0 R >> >> >>"
            .into(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type0 /BaseFont /SongTi /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>".into(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SongTi /DW 1000 \
         /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> \
         /FontDescriptor << /Type /FontDescriptor /FontName /SongTi /Flags 4 >> >>"
            .into(),
        format!(
            "<< /Type /Font /Subtype /TrueType /BaseFont /{font} /FirstChar 1 /LastChar 1 /Widths [500] \
             /FontDescriptor << /Type /FontDescriptor /FontName /{font} /Flags 4 >> /ToUnicode 8 0 R >>"
        ),
        format!("<< /Length {} >>\nstream\n{map}\nendstream", map.len()),
    ])
}

#[test]
fn bullets_of_picture_fonts_are_bullets() {
    let content = "BT /F2 12 Tf 40 200 Td <01> Tj ET BT /F1 12 Tf 52 200 Td <4EBA5DE5667A80FD> Tj ET";
    for (font, sign, want) in [
        ("ABCDEF+OpenSymbol", "F0B7", "•人工智能\n"),
        ("ABCDEF+Symbol", "F0B7", "•人工智能\n"),
        ("ABCDEF+Wingdings-Regular", "F06C", "●人工智能\n"),
    ] {
        assert_eq!(incoming(&page_with_bullets(font, sign, content)).unwrap().text, want, "{font}");
    }
    // What nobody knows is still told.
    assert!(refused(&page_with_bullets("ABCDEF+Webdings", "F0B7", content)).contains("cannot be told"));
}

#[test]
fn characters_drawn_twice_are_taken_once() {
    let content = "BT /F1 12 Tf 40 200 Td <4EBA5DE5667A80FD> Tj ET BT /F1 12 Tf 40.4 200 Td <4EBA5DE5667A80FD> Tj ET \
                   BT /F1 12 Tf 40 170 Td <521A521A5F0059CB> Tj ET";
    let read = incoming(&page("UniGB-UCS2-H", "GB1", content)).unwrap();
    // The source holds what the page draws; the copies are no text.
    assert_eq!(read.text, "人工智能人工智能\n刚刚开始\n");
    let restored = read.guide.restore(&read.text);
    assert_eq!(restored.check(&read.text), Ok(()));
    let texts: String = restored.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    assert_eq!(texts, "人工智能刚刚开始");
    let copies = Removal { line: 1, text: "人工智能".to_owned(), reason: RemovalReason::FakeBold };
    assert_eq!(restored.removed, [copies]);
}

#[test]
fn neighbouring_columns_do_not_run_together() {
    let column = |x: u32| -> String {
        let line = |at: u32| format!("BT /F1 10 Tf {x} {} Td <4EBA5DE5667A80FD4EBA5DE5667A80FD> Tj ET ", 250 - 15 * at);
        (0..4).map(line).collect()
    };
    // Drawn right to left, one line of each in turn: the order of drawing says nothing.
    let read = incoming(&page("UniGB-UCS2-H", "GB1", &(column(130) + &column(40)))).unwrap();
    assert_eq!(read.text, "人工智能人工智能\n".repeat(8));
    let lefts: Vec<f32> = read.guide.lines.iter().map(|hint| hint.place.unwrap().left).collect();
    assert_eq!(lefts, [40.0, 40.0, 40.0, 40.0, 130.0, 130.0, 130.0, 130.0]);
}

/// Instructions that show `text` at a place, in 10 points.
fn show(text: &str, x: u32, y: u32) -> String {
    let code: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("BT /F1 10 Tf {x} {y} Td <{code}> Tj ET ")
}

#[test]
fn a_space_behind_the_number_of_an_article_is_no_gutter() {
    // The last lines of paragraphs are as short as what stands before the space.
    let drawn = [
        ("江州市公园管理办法", 150, 250),
        ("第一条", 60, 220),
        ("为了加强本市公园的建设和管理，保护公园环境，根据有关", 98, 220),
        ("规定制定。", 40, 204),
        ("第二条", 60, 188),
        ("本办法适用于本市行政区域内各类公园的规划建设和管理，", 98, 188),
        ("街头绿地除外。", 40, 172),
    ];
    let content: String = drawn.iter().map(|(text, x, y)| show(text, *x, *y)).collect();
    let read = incoming(&page("UniGB-UCS2-H", "GB1", &content)).unwrap();
    let lines: Vec<&str> = read.text.lines().map(str::trim).collect();
    assert_eq!(
        lines,
        [
            "江州市公园管理办法",
            "第一条 为了加强本市公园的建设和管理，保护公园环境，根据有关",
            "规定制定。",
            "第二条 本办法适用于本市行政区域内各类公园的规划建设和管理，",
            "街头绿地除外。",
        ]
    );
}

#[test]
fn what_a_browser_prints_around_columns_is_apart_from_them() {
    let mut content = show("11/23/26, 7:56 AM", 20, 290) + &show("公园", 300, 290);
    content += &(show("file:///a.html", 20, 6) + &show("1/1", 370, 6));
    // A title that stands within the middle one of three columns.
    content += &show("江州市公园条例", 165, 270).replace("10 Tf", "14 Tf");
    let text = ["新建公园应当", "先编制规划，", "报市人民政府", "批准后施工。"];
    for (nth, x) in [30, 165, 300].into_iter().enumerate() {
        for (line, y) in text.iter().zip([240, 224, 208, 192]) {
            content += &show(&format!("{}{line}", ["甲", "乙", "丙"][nth]), x, y);
        }
    }
    let read = incoming(&page("UniGB-UCS2-H", "GB1", &content)).unwrap();
    let lines: Vec<&str> = read.text.split('\u{C}').next().unwrap().lines().collect();
    assert_eq!(lines[..2], ["江州市公园条例", "甲新建公园应当"], "{}", read.text);
    assert_eq!((lines.len(), lines[12]), (13, "丙批准后施工。"));
    let restored = read.guide.restore(&read.text);
    let last = restored.paragraphs.last().unwrap();
    assert_eq!(last.kind, ParagraphKind::Furniture);
    assert!(last.text.contains("7:56 AM") && last.text.contains("1/1"), "{}", last.text);
}

/// A table of two columns and two rows between two lines of text; the cells of its second row have two lines.
fn with_table(borders: &str) -> (Vec<String>, Vec<Vec<&'static str>>) {
    let content = [
        show("任务分工见下表。", 40, 270),
        show("任务内容", 45, 240),
        show("建设照护站，配备监", 45, 215),
        show("测设备。", 45, 200),
        show("牵头单位", 165, 240),
        show("民政局会同经济和信", 165, 215),
        show("息化委员会", 165, 200),
        show("以上任务年底完成。", 40, 160),
        borders.to_owned(),
    ];
    let read = incoming(&page("UniGB-UCS2-H", "GB1", &content.concat())).unwrap();
    let restored = read.guide.restore(&read.text);
    assert_eq!(restored.check(&read.text), Ok(()));
    let texts = restored.paragraphs.into_iter().map(|paragraph| paragraph.text).collect();
    (texts, restored.doubts.into_iter().map(|doubt| doubt.reasons).collect())
}

#[test]
fn rows_of_a_table_are_paragraphs_and_its_cells_stay_apart() {
    let wanted = [
        "任务分工见下表。",
        "任务内容\t牵头单位",
        "建设照护站，配备监测设备。\t民政局会同经济和信息化委员会",
        "以上任务年底完成。",
    ];
    let across = |ys: [u32; 3]| ys.map(|y| format!("40 {y} m 280 {y} l S ")).concat();
    let down = |xs: &[u32]| xs.iter().map(|x| format!("{x} 190 0.5 65 re f ")).collect::<String>();
    // Closed all around, and open at its sides.
    for xs in [&[40, 160, 280][..], &[160]] {
        let (texts, doubts) = with_table(&(across([255, 230, 190]) + &down(xs)));
        assert_eq!(texts, wanted);
        assert_eq!(doubts, Vec::<Vec<&str>>::new());
    }
    // A frame around two columns is no table.
    let (texts, _) = with_table("40 190 240 65 re S 160 190 m 160 255 l S ");
    assert!(texts.iter().all(|text| !text.contains('\t')), "{texts:?}");
}

#[test]
fn what_only_looks_like_a_table_keeps_its_rows_and_is_told() {
    let rows = [["区县", "床位", "护理员"], ["东岭", "1200", "340"], ["南滨", "860", "215"], ["西屏", "430", "98"]];
    let lines = [("各区县的情况如下：", 270u32), ("以上数据截至年底，由民政局汇总。", 170)];
    let table = rows
        .iter()
        .zip((190..=250u32).rev().step_by(20))
        .flat_map(|(row, y)| row.iter().zip([40, 140, 240]).map(move |(cell, x)| show(cell, x, y)));
    let content: String = table.chain(lines.map(|(text, y)| show(text, 40, y))).collect();
    let read = incoming(&page("UniGB-UCS2-H", "GB1", &content)).unwrap();
    let restored = read.guide.restore(&read.text);
    let texts: Vec<_> = restored.paragraphs.iter().map(|paragraph| paragraph.text.clone()).collect();
    assert_eq!(texts[1..5], rows.map(|row| row.join("\t")));
    assert_eq!(texts.len(), 6);
    let told = |doubt: &&pizhu::text::Doubt| doubt.broken && doubt.reasons == ["looks like a table"];
    assert_eq!(restored.doubts.iter().filter(told).count(), 5);
}

#[test]
fn what_holds_no_text_is_refused_with_its_reason() {
    let scanned = page("UniGB-UCS2-H", "GB1", "0 0 400 300 re f");
    assert_eq!(refused(&scanned), "it holds no text: its pages are pictures (scanned); run OCR on it first");
    let unknown = page("Identity-H", "Identity", "BT /F1 12 Tf 40 200 Td <000100020003> Tj ET");
    assert_eq!(
        refused(&unknown),
        "3 of its 3 characters cannot be told: its fonts do not say which they are; run OCR on it or get it in \
         another format"
    );
    let locked = std::fs::read(folder().join("locked.pdf")).unwrap();
    assert_eq!(refused(&locked), "it is a PDF that needs a password; save it without one first");
    assert_eq!(refused(b"%PDF-1.4\nnothing else"), "it is a PDF, but broken: it cannot be read");
}

#[test]
fn the_mark_may_stand_after_other_lines() {
    let bytes = page("UniGB-UCS2-H", "GB1", "BT /F1 12 Tf 40 200 Td <4EBA> Tj ET");
    assert_eq!(incoming(&[b"\r\n".as_slice(), &bytes].concat()).unwrap().text, "人\n");
    assert_eq!(incoming("文中提到 %PDF-1.4 的格式。".as_bytes()).unwrap().extractor, "text");
}

/// What is left of a file cut short is no short document, nor one of pictures.
#[test]
fn a_file_cut_short_is_broken() {
    let whole = page("GBK-EUC-H", "GB1", "BT /F1 12 Tf 40 200 Td <C8CBB9A4D6C7C4DC> Tj ET");
    let table = whole.windows(6).position(|bytes| bytes == b"xref\n0").unwrap();
    for cut in ["%PDF-1.4\n".len()..table, table + 4..whole.len() - "%%EOF\n".len()] {
        for at in cut.step_by(7) {
            match incoming(&whole[..at]) {
                Err(problem) => {
                    assert!(at < table && problem.to_string().contains("but broken: it"), "{at}: {problem}")
                }
                Ok(read) => {
                    assert!(at > table, "{at}");
                    assert_eq!(read.text, "人工智能\n");
                    assert_eq!(read.losses, ["the file is damaged at its end; compare the text with its pages"]);
                }
            }
        }
    }
}

/// A damaged file may be read or refused, but it must not stop the program or keep it busy.
#[test]
fn damaged_files_end_in_order() {
    let mut files = vec![page("GBK-EUC-H", "GB1", "BT /F1 12 Tf 40 200 Td <C8CBB9A4D6C7C4DC> Tj ET")];
    files.push(std::fs::read(folder().join("gazette.pdf")).unwrap());
    for bytes in &files {
        for step in 0..60 {
            let _ = incoming(&bytes[..bytes.len() * step / 60]);
            let mut flipped = bytes.clone();
            flipped[bytes.len() * step / 60] ^= 0xA5;
            let _ = incoming(&flipped);
        }
    }
}
