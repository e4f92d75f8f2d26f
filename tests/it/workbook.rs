//! Excel workbooks for the tests, put together by hand so that they can also be what no program writes.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

/// A workbook of sheets, shared strings and cell formats.
pub struct Workbook {
    sheets: Vec<(String, String, String)>,
    strings: String,
    since_1904: bool,
    padding: usize,
}

impl Workbook {
    /// A workbook with one sheet; `rows` is what stands in its `sheetData`, `rest` what follows it.
    pub fn of(rows: &str, rest: &str) -> Self {
        Self { sheets: Vec::new(), strings: String::new(), since_1904: false, padding: 0 }
            .sheet("Sheet1", "visible", rows, rest)
    }

    /// With a further sheet.
    pub fn sheet(mut self, name: &str, state: &str, rows: &str, rest: &str) -> Self {
        self.sheets.push((name.to_owned(), state.to_owned(), format!("<sheetData>{rows}</sheetData>{rest}")));
        self
    }

    /// With this part of shared strings.
    pub fn strings(mut self, xml: &str) -> Self {
        xml.clone_into(&mut self.strings);
        self
    }

    /// Counting days from 1904, as old Macs do.
    pub fn since_1904(mut self) -> Self {
        self.since_1904 = true;
        self
    }

    /// With a part of so many bytes that nothing reads and nothing packs.
    pub fn padded(mut self, bytes: usize) -> Self {
        self.padding = bytes;
        self
    }

    /// Its bytes. Cell format 1 is a date, 2 a day with a time.
    pub fn bytes(&self) -> Vec<u8> {
        const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
        const RELS: &str = r#"xmlns="http://schemas.openxmlformats.org/package/2006/relationships""#;
        const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let (mut sheets, mut relations) = (String::new(), String::new());
        let mut parts = Vec::new();
        for (n, (name, state, xml)) in self.sheets.iter().enumerate() {
            sheets += &format!(r#"<sheet name="{name}" sheetId="{0}" state="{state}" r:id="rId{0}"/>"#, n + 1);
            relations += &format!(
                r#"<Relationship Id="rId{0}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{0}.xml"/>"#,
                n + 1
            );
            parts.push((format!("xl/worksheets/sheet{}.xml", n + 1), format!("<worksheet {MAIN}>{xml}</worksheet>")));
        }
        let epoch = if self.since_1904 { r#"<workbookPr date1904="1"/>"# } else { "" };
        let formats = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/></cellXfs>";
        parts.extend([
            (
                "_rels/.rels".to_owned(),
                format!(
                    r#"<Relationships {RELS}><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
                ),
            ),
            (
                "xl/workbook.xml".to_owned(),
                format!(r#"<workbook {MAIN} xmlns:r="{OFFICE}">{epoch}<sheets>{sheets}</sheets></workbook>"#),
            ),
            ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships {RELS}>{relations}</Relationships>")),
            ("xl/styles.xml".to_owned(), format!("<styleSheet {MAIN}>{formats}</styleSheet>")),
        ]);
        if !self.strings.is_empty() {
            parts.push(("xl/sharedStrings.xml".to_owned(), self.strings.replace("<sst", &format!("<sst {MAIN}"))));
        }
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (path, xml) in parts {
            archive.start_file(path, SimpleFileOptions::default()).expect("a part");
            archive.write_all(xml.as_bytes()).expect("a part written");
        }
        let unpacked = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        archive.start_file("padding.bin", unpacked).expect("a part");
        archive.write_all(&vec![b' '; self.padding]).expect("a part written");
        archive.finish().expect("an archive").into_inner()
    }
}

/// A row of texts, beginning in column A; empty ones are left out.
pub fn row(number: usize, texts: &[&str]) -> String {
    let cell = |(n, text): (usize, &&str)| {
        let column = char::from(b'A' + u8::try_from(n).expect("few columns"));
        format!(r#"<c r="{column}{number}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
    };
    let cells: String = texts.iter().enumerate().filter(|(_, text)| !text.is_empty()).map(cell).collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}
