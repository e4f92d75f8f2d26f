//! Word documents: what a reader sees becomes lines, what is not seen is left out and told.

use std::path::Path;
use std::time::Instant;

use pizhu::intake::{FileProblem, Incoming, ReadOptions, read};
use pizhu::model::ParagraphKind::{self, Body, Box, Caption, Furniture, Heading, Subtitle, Title};
use pizhu::text::Layout;

use super::office::{Docx, RawEntry, p, r, raw_zip, styled, zip};

fn take(bytes: &[u8]) -> Result<Incoming, FileProblem> {
    let mut found = Vec::new();
    read(Path::new("a.docx"), bytes, &ReadOptions::default(), &mut |text| {
        found.push(text.map_err(|refused| refused.problem));
        true
    })?;
    assert_eq!(found.len(), 1);
    found.remove(0)
}

fn docx(docx: Docx) -> Incoming {
    let incoming = take(&docx.bytes()).expect("a document");
    assert_eq!(incoming.guide.lines.len(), incoming.text.lines().count(), "a hint for each line");
    incoming
}

fn lines(body: &str) -> Vec<String> {
    docx(Docx::new(body)).text.lines().map(str::to_owned).collect()
}

fn kinds(incoming: &Incoming) -> Vec<(Option<ParagraphKind>, &str)> {
    incoming.guide.lines.iter().map(|hint| hint.kind).zip(incoming.text.lines()).collect()
}

fn refusal(bytes: &[u8]) -> String {
    let start = Instant::now();
    let problem = take(bytes).expect_err("a refusal").to_string();
    assert!(start.elapsed().as_secs() < 2, "{problem} took {:?}", start.elapsed());
    problem
}

/// Styles as WPS and a Chinese Word write them: ids are numbers, names are English.
const STYLES: &str = r#"
    <w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
        <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/>
        <w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>
    <w:style w:type="paragraph" w:styleId="a4"><w:name w:val="Subtitle"/></w:style>
    <w:style w:type="paragraph" w:styleId="a5"><w:name w:val="caption"/></w:style>
    <w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
    <w:style w:type="character" w:styleId="hid"><w:name w:val="暗"/><w:rPr><w:vanish/></w:rPr></w:style>"#;

const LISTS: &str = r#"
    <w:abstractNum w:abstractNumId="7">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="1"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="2"/><w:lvlText w:val="（%2）"/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
    </w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>"#;

fn with_styles(body: &str) -> Docx {
    Docx::new(body).part("styles", "styles", STYLES).part("numbering", "numbering", LISTS)
}

fn listed(level: u8, text: &str) -> String {
    format!(r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>{}</w:p>"#, r(text))
}

#[test]
fn paragraphs_are_lines() {
    let body = p("第一段。") + "<w:p/>" + &p("第二段 A &amp; B &#x4E2D;") + "<w:sectPr/>";
    assert_eq!(lines(&body), ["第一段。", "", "第二段 A & B 中"]);
    let incoming = docx(Docx::new(&p("甲")));
    assert!(incoming.extractor.starts_with("docx"));
    assert_eq!(incoming.guide.layout, Layout::Paragraphs);
    assert_eq!((incoming.encoding.as_str(), incoming.sha256.len()), ("DOCX", 64));
}

#[test]
fn runs_join_as_they_look() {
    let body = format!(
        "<w:p>{}<w:hyperlink>{}</w:hyperlink><w:r><w:t> 育 </w:t></w:r><w:r><w:tab/><w:t>表</w:t><w:noBreakHyphen/></w:r>\
         <w:smartTag>{}</w:smartTag><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>",
        r("构建"),
        r("“梯度进阶”"),
        r("末")
    );
    assert_eq!(lines(&body), ["构建“梯度进阶”育\t表-末x=1"]);
}

#[test]
fn digits_above_and_below_the_line_stay_there() {
    let set =
        |how: &str, text: &str| format!("<w:r><w:rPr><w:vertAlign w:val=\"{how}\"/></w:rPr><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:p>{}{}{}{}{}{}<m:oMath><m:sSup><m:e><m:r><m:t>，10</m:t></m:r></m:e><m:sup><m:r><m:t>−3</m:t></m:r></m:sup>\
         </m:sSup><m:r><m:t>5</m:t></m:r></m:oMath></w:p>",
        r("共10"),
        set("superscript", "4"),
        r("吨CO"),
        set("subscript", "2"),
        set("superscript", "注"),
        set("baseline", "6"),
    );
    assert_eq!(lines(&body), ["共10⁴吨CO₂注6，10⁻³5"]);
}

#[test]
fn the_tabs_of_a_style_are_no_text() {
    let body = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"1\"/></w:tabs></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>";
    assert_eq!(lines(body), ["甲"]);
}

#[test]
fn tracked_changes_are_taken_as_accepted() {
    let body = format!(
        "<w:p>{}<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>{}\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>整段</w:delText></w:r></w:del></w:p>",
        r("建议"),
        r("新"),
        r("移走"),
        r("前半"),
        p("后半"),
    );
    let incoming = docx(Docx::new(&body));
    assert_eq!(incoming.text, "建议新\n前半后半\n");
    assert_eq!(incoming.notes, ["3 tracked deletions left out", "1 tracked insertion kept"]);
}

#[test]
fn tables_stay_in_place() {
    let cell = |inner: &str| format!("<w:tc><w:tcPr/>{inner}</w:tc>");
    let row = |cells: &str| format!("<w:tr>{cells}</w:tr>");
    let nested = format!("<w:tbl>{}</w:tbl><w:p/>", row(&(cell(&p("内一")) + &cell(&p("内二")))));
    let body = p("前")
        + &format!(
            "<w:tbl><w:tblPr/>{}{}{}{}<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr></w:tbl>",
            row(&(cell(&p("指标")) + &cell(&(p("2025") + &p("年"))))),
            row(&(cell("<w:p/>") + &cell(&p("左空")) + &cell(&p("右")))),
            row(&(cell(&nested) + &cell(&p("外")))),
            row(&cell(&(p("框中一段") + &p("框中二段")))),
            cell(&p("删去的行")),
        )
        + &p("后");
    let incoming = docx(Docx::new(&body));
    assert_eq!(
        kinds(&incoming),
        [
            (None, "前"),
            (Some(Body), "指标\t2025 年"),
            (Some(Body), "\t左空\t右"),
            (Some(Body), "内一 内二\t外"),
            (None, "框中一段"),
            (None, "框中二段"),
            (None, "后")
        ]
    );
    assert_eq!(incoming.notes, ["1 tracked deletion left out"]);
}

#[test]
fn text_boxes_stand_once_after_their_paragraph() {
    let boxed = |shape: &str| {
        format!("<w:{shape}><wps:txbx><w:txbxContent>{}<w:p/></w:txbxContent></wps:txbx></w:{shape}>", p("框内"))
    };
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">{}</mc:Choice>\
         <mc:Fallback><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r>{}</w:p>{}",
        r("主"),
        boxed("drawing"),
        p("框内"),
        r("文"),
        p("下一段"),
    );
    let incoming = docx(Docx::new(&body));
    assert_eq!(kinds(&incoming), [(None, "主文"), (Some(Box), "框内"), (None, "下一段")]);
    let old = format!(
        "<w:p>{}<w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r></w:p>",
        r("主"),
        p("旧框")
    );
    assert_eq!(lines(&old), ["主", "旧框"]);
    let fallback =
        "<w:p><w:r><mc:AlternateContent><mc:Fallback><w:t>甲</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>";
    assert_eq!(lines(fallback), ["甲"]);
}

#[test]
fn headings_come_from_styles_and_numbers_from_lists() {
    let body = styled("a3", "关于人工智能的建议")
        + &styled("a4", "——在市政协会议上")
        + &styled("TOC1", "一、现状	1")
        + &styled("1", "现状")
        + &styled("2", "基础")
        + &styled("2", "不足")
        + &listed(2, "算力不足。")
        + &listed(2, "人才不足。")
        + &styled("1", "建议")
        + &styled("2", "加快")
        + &styled("a5", "图1 示意")
        + "<w:p><w:pPr><w:pStyle w:val=\"1\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr><w:r><w:t>附件</w:t></w:r></w:p>"
        + "<w:p><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr><w:r><w:t>直设</w:t></w:r></w:p>";
    let incoming = docx(with_styles(&body));
    assert_eq!(
        kinds(&incoming),
        [
            (Some(Title), "关于人工智能的建议"),
            (Some(Subtitle), "——在市政协会议上"),
            (Some(Furniture), "一、现状 1"),
            (Some(Heading), "一、现状"),
            (Some(Heading), "（一）基础"),
            (Some(Heading), "（二）不足"),
            (None, "1. 算力不足。"),
            (None, "2. 人才不足。"),
            (Some(Heading), "二、建议"),
            (Some(Heading), "（一）加快"),
            (Some(Caption), "图1 示意"),
            (Some(Heading), "附件"),
            (Some(Heading), "直设"),
        ]
    );
    assert_eq!(incoming.notes, ["7 automatic numbers written out"]);
    assert_eq!(incoming.fields.title.as_deref(), Some("关于人工智能的建议"));
    assert_eq!(incoming.fields.language.as_deref(), Some("zh-CN"));
}

#[test]
fn the_only_first_heading_that_opens_the_text_is_its_title() {
    let plain = STYLES.replace("<w:numPr><w:numId w:val=\"1\"/></w:numPr>", "");
    let one =
        Docx::new(&("<w:p/>".to_owned() + &styled("1", "题目") + &styled("2", "节"))).part("styles", "styles", &plain);
    assert_eq!(kinds(&docx(one)), [(None, ""), (Some(Title), "题目"), (Some(Heading), "节")]);
    let two = Docx::new(&(styled("1", "一节") + &styled("1", "二节"))).part("styles", "styles", &plain);
    assert_eq!(kinds(&docx(two)), [(Some(Heading), "一节"), (Some(Heading), "二节")]);
}

#[test]
fn soft_breaks_part_or_join() {
    let body = "<w:p><w:r><w:t>第一句话在这里结束。</w:t><w:br/><w:t>第二句</w:t><w:cr/><w:t>第三句</w:t></w:r></w:p>\
        <w:p><w:r><w:t>建议加快建设覆盖全市的人工智能算力</w:t><w:br/><w:t>网络体系。</w:t></w:r></w:p>";
    assert_eq!(
        lines(body),
        ["第一句话在这里结束。", "第二句", "第三句", "建议加快建设覆盖全市的人工智能算力网络体系。"]
    );
    let title =
        "<w:p><w:pPr><w:pStyle w:val=\"a3\"/></w:pPr><w:r><w:t>关于加快</w:t><w:br/><w:t>发展的建议</w:t></w:r></w:p>";
    assert_eq!(docx(with_styles(title)).text, "关于加快 发展的建议\n");
}

#[test]
fn fields_show_their_result() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>";
    let body = format!(
        "<w:p>{}{}{code}{}{}{}</w:p><w:p><w:fldSimple w:instr=\"DATE\">{}</w:fldSimple></w:p>\
         <w:p>{}{code}{}</w:p>{}",
        r("见"),
        mark("begin"),
        mark("separate"),
        r("第3页"),
        mark("end"),
        r("六月"),
        mark("begin"),
        r("未完的指令"),
        p("其后"),
    );
    assert_eq!(lines(&body), ["见第3页", "六月", "", "其后"]);
}

#[test]
fn notes_stand_at_the_end_and_once() {
    let mark = |kind: &str, id: u8| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>");
    let body = format!("<w:p>{}{}{}{}</w:p>", r("正文"), mark("endnote", 2), mark("footnote", 3), mark("footnote", 2));
    let notes = |kind: &str| {
        format!(
            "<w:{kind} w:type=\"separator\" w:id=\"0\">{}</w:{kind}><w:{kind} w:id=\"2\">{}</w:{kind}><w:{kind} w:id=\"3\">{}</w:{kind}>",
            p("——"),
            p(&format!("{kind}二")),
            p(&format!("{kind}三")),
        )
    };
    let incoming = docx(Docx::new(&body).part("footnotes", "footnotes", &notes("footnote")).part(
        "endnotes",
        "endnotes",
        &notes("endnote"),
    ));
    assert_eq!(
        kinds(&incoming),
        [(None, "正文"), (Some(Body), "footnote三"), (Some(Body), "footnote二"), (Some(Body), "endnote二")]
    );
    assert_eq!(
        incoming.notes,
        ["2 footnotes put at the end, their marks left out", "1 endnote put at the end, its mark left out"]
    );
}

#[test]
fn what_is_not_seen_is_left_out_and_told() {
    let body = format!(
        "<w:p>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"hid\"/></w:rPr><w:t>藏字</w:t></w:r>\
         <w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>字</w:t></w:r>\
         <w:r><w:ruby><w:rt><w:r><w:t>yǔ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>语</w:t></w:r></w:rubyBase></w:ruby></w:r>\
         <w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:sym w:font=\"Webdings\" w:char=\"F061\"/></w:r>\
         <w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>",
        r("明")
    );
    let relations = "<Relationships><Relationship Type=\"http://x/header\" Target=\"header1.xml\"/>\
        <Relationship Type=\"http://x/footer\" Target=\"footer1.xml\"/><Relationship Type=\"http://x/header\" Target=\"header2.xml\"/></Relationships>";
    let incoming = docx(
        with_styles(&body)
            .part("comments", "comments", &format!("<w:comment>{}</w:comment><w:comment/>", p("评")))
            .part("header1", "hdr", &p("内部资料"))
            .part("header2", "hdr", "<w:p/>")
            .part("footer1", "ftr", &p("第 1 页"))
            .file("word/_rels/document.xml.rels", relations),
    );
    assert_eq!(incoming.text, "明字语☑〓\n");
    assert_eq!(
        incoming.notes,
        [
            "3 hidden characters left out",
            "2 comments left out",
            "2 headers and footers left out",
            "1 picture left out",
            "1 phonetic guide left out",
        ]
    );
    assert_eq!(incoming.losses, ["1 symbol of a picture font shown as 〓"]);
}

#[test]
fn what_its_author_crossed_out_is_kept_and_told() {
    let body = "<w:p><w:r><w:t>每</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>年 报告</w:t></w:r>\
                <w:r><w:rPr><w:dstrike/><w:strike w:val=\"0\"/></w:rPr><w:t>一次</w:t></w:r>\
                <w:r><w:rPr><w:strike w:val=\"false\"/></w:rPr><w:t>月报告。</w:t></w:r></w:p>";
    let incoming = docx(Docx::new(body));
    assert_eq!(incoming.text, "每年 报告一次月报告。\n");
    assert_eq!(incoming.notes, ["5 characters are struck out in the source; kept"]);
}

#[test]
fn lines_end_where_unicode_ends_them() {
    let incoming = docx(Docx::new(&p("联系人：张三\u{2028}电话：123\u{2029}地址：江州")));
    assert_eq!(incoming.text, "联系人：张三\n电话：123\n地址：江州\n");
    assert_eq!(incoming.notes, ["2 line ends (U+0085, U+2028, U+2029) written as LF"]);
}

#[test]
fn properties_become_fields() {
    let core = "<c:coreProperties xmlns:c=\"c\" xmlns:dc=\"d\" xmlns:t=\"t\"><dc:title>建议</dc:title><dc:creator>张三</dc:creator>\
        <dc:language>zh-CN</dc:language><t:created>2025-06-11T08:00:00Z</t:created></c:coreProperties>";
    let incoming = docx(Docx::new(&p("甲")).file("docProps/core.xml", core));
    let fields = incoming.fields;
    assert_eq!((fields.title.as_deref(), fields.author.as_deref()), (Some("建议"), Some("张三")));
    assert_eq!((fields.language.as_deref(), fields.published), (Some("zh-CN"), None));
    let english = docx(Docx::new(&p("甲")).file("docProps/core.xml", &core.replace("zh-CN", "en-US")));
    assert_eq!(english.fields.language, None, "a text in Han is not English");
    assert_eq!(incoming.attributes, [("created".to_owned(), "2025-06-11".to_owned())]);
}

#[test]
fn a_text_under_another_name_is_found() {
    let text = "<x:document xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><x:body><x:p><x:r><x:t>甲</x:t></x:r></x:p></x:body></x:document>";
    let bytes = zip(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "_rels/.rels",
            "<Relationships><Relationship Type=\"http://x/officeDocument\" Target=\"/word/document2.xml\"/></Relationships>",
        ),
        ("word/document2.xml", text),
    ]);
    assert_eq!(take(&bytes).expect("a document").text, "甲\n");
}

#[test]
fn broken_and_hostile_documents_are_refused() {
    let good = Docx::new(&p("甲")).bytes();
    assert_eq!(refusal(&good[..good.len() - 30]), "its archive is broken or cut off");
    assert_eq!(refusal(b"PK\x03\x04 no archive"), "its archive is broken or cut off");
    assert_eq!(refusal(&Docx::new("").bytes()), "it holds no text");
    assert_eq!(refusal(&Docx::new(&p("甲&#7;")).bytes()), "line 1 holds the control character U+0007");
    assert_eq!(refusal(&Docx::new(&p("&evil;")).bytes()), "its text names an entity of its own");
    assert_eq!(refusal(&Docx::new("<w:p>").bytes()), "its text is broken");
    let with = |document: &str| zip(&[("[Content_Types].xml", ""), ("word/document.xml", document)]);
    let laughs = "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><l>&b;</l>";
    assert_eq!(refusal(&with(laughs)), "its text holds a DOCTYPE, which no office program writes");
    assert_eq!(refusal(&with("<a/>")), "it is a Word file without a text");
    assert_eq!(refusal(&with("\u{FEFF}")), "it is a Word file without a text");
    let deep = Docx::new(&"<w:sdt>".repeat(100_000)).bytes();
    assert_eq!(refusal(&deep), "its text nests deeper than 256 elements");
    let missing = zip(&[
        ("_rels/.rels", "<Relationships><Relationship Type=\"x/officeDocument\" Target=\"a.xml\"/></Relationships>"),
        ("word/document.xml", "<a/>"),
    ]);
    assert_eq!(refusal(&missing), "it is a Word file without a text");
}

#[test]
fn what_is_large_beyond_any_document_is_refused_early() {
    let many = |piece: &str, n: usize| Docx::new(&(p("甲") + &piece.repeat(n))).bytes();
    let refused = take(&many("<w:p/>", 100_001)).expect_err("a refusal").to_string();
    assert_eq!(refused, "it has more than 100000 lines");
    let refused = take(&Docx::new(&p(&"甲".repeat(350_000))).bytes()).expect_err("a refusal").to_string();
    assert_eq!(refused, "line 1 has 1050000 bytes; at most 1048576 are taken");
    let raw = |declared| RawEntry { declared, ..RawEntry::stored(b"word/document.xml", &vec![b' '; 1 << 20]) };
    assert_eq!(
        refusal(&raw_zip(&[raw(34 << 20)])),
        "its word/document.xml has 35651584 bytes; at most 33554432 are taken"
    );
}

#[test]
fn nesting_as_deep_as_allowed_is_read() {
    let body = (0..40).fold(p("底"), |inner, _| format!("<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"));
    assert_eq!(lines(&body), ["底"]);
    let boxes =
        (0..40).fold(p("底"), |inner, _| format!("<w:p><w:r><w:txbxContent>{inner}</w:txbxContent></w:r></w:p>"));
    assert_eq!(lines(&boxes).last().map(String::as_str), Some("底"));
}

#[test]
fn other_office_files_are_named() {
    let kind = |file: &str| refusal(&zip(&[("mimetype", ""), (file, "<a/>")]));
    assert!(kind("xl/workbook.xml").contains("Excel"));
    assert!(kind("ppt/presentation.xml").contains("PowerPoint"));
    let mime = |kind: &str| refusal(&zip(&[("mimetype", kind)]));
    assert!(mime("application/epub+zip").contains("EPUB"));
    assert!(mime("application/vnd.oasis.opendocument.text").contains("OpenDocument"));
    let ole = |stream: &str| {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        refusal(&bytes)
    };
    assert_eq!(ole("EncryptedPackage"), "it is password-protected; save it without a password");
    assert_eq!(ole("WordDocument"), "it is not text: an old Word file; save it as .docx first");
    assert!(ole("").contains("an old Office file"));
}

#[test]
fn a_file_that_libreoffice_wrote_is_read() {
    let bytes = std::fs::read(super::sandbox::root().join("tests/data/docx/libreoffice.docx")).expect("the file");
    let incoming = take(&bytes).expect("a document");
    assert_eq!(
        kinds(&incoming),
        [
            (Some(Title), "数字经济报告"),
            (Some(Heading), "一、总体情况"),
            (None, "正文第一段继续结束。"),
            (Some(Box), "框内文字"),
            (Some(Heading), "二、下一步"),
            (None, "1)第一项"),
            (None, "2)第二项"),
            (None, "第一行"),
            (None, "第二行\t制表"),
            (None, "作者附言"),
            (Some(Body), "脚注内容。"),
        ]
    );
}
