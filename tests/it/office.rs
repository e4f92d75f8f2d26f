//! Builds DOCX files and archives from what a test says, so that each test shows what is in its file.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A ZIP file of these names and contents.
pub fn zip<N: AsRef<str>, C: AsRef<[u8]>>(files: &[(N, C)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in files {
        zip.start_file(name.as_ref(), options).expect("an entry");
        zip.write_all(content.as_ref()).expect("its content");
    }
    zip.finish().expect("an archive").into_inner()
}

const NAMES: &str = concat!(
    r#" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#,
    r#" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#,
    r#" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#,
    r#" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape""#,
    r#" xmlns:v="urn:schemas-microsoft-com:vml""#,
    r#" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main""#,
);

/// A Word document in the making. Every part is given as the XML inside its root.
#[derive(Default)]
pub struct Docx {
    body: String,
    parts: Vec<(String, String)>,
}

impl Docx {
    /// With this body.
    pub fn new(body: &str) -> Self {
        Self { body: body.to_owned(), parts: Vec::new() }
    }

    /// Adds `word/NAME.xml` with this root.
    pub fn part(mut self, name: &str, root: &str, inner: &str) -> Self {
        self.parts.push((format!("word/{name}.xml"), format!("<w:{root}{NAMES}>{inner}</w:{root}>")));
        self
    }

    /// Adds a file as it is.
    pub fn file(mut self, path: &str, content: &str) -> Self {
        self.parts.push((path.to_owned(), content.to_owned()));
        self
    }

    /// The bytes of the file.
    pub fn bytes(self) -> Vec<u8> {
        let mut files = vec![
            ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
            ("word/document.xml".to_owned(), format!("<w:document{NAMES}><w:body>{}</w:body></w:document>", self.body)),
        ];
        files.extend(self.parts);
        zip(&files)
    }
}

/// A paragraph with this text.
pub fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", r(text))
}

/// A run with this text.
pub fn r(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A paragraph of this style.
pub fn styled(style: &str, text: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{}</w:p>"#, r(text))
}

/// One entry of an archive written byte by byte, where a library would not write what a test needs.
pub struct RawEntry {
    pub name: Vec<u8>,
    pub flags: u16,
    pub method: u16,
    pub data: Vec<u8>,
    pub declared: u32,
    pub attributes: u32,
    /// Offset of the local header, when it is not its own.
    pub at: Option<u32>,
}

impl RawEntry {
    /// A stored entry that tells the truth.
    pub fn stored(name: &[u8], data: &[u8]) -> Self {
        let declared = u32::try_from(data.len()).expect("a small entry");
        Self { name: name.to_vec(), flags: 0, method: 0, data: data.to_vec(), declared, attributes: 0, at: None }
    }
}

/// An archive of such entries.
pub fn raw_zip(entries: &[RawEntry]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    let short = |n: usize| u16::try_from(n).expect("a short length").to_le_bytes();
    let long = |n: usize| u32::try_from(n).expect("a length").to_le_bytes();
    for entry in entries {
        let start = out.len();
        let mut common = Vec::new();
        common.extend(20_u16.to_le_bytes());
        common.extend(entry.flags.to_le_bytes());
        common.extend(entry.method.to_le_bytes());
        common.extend([0, 0, 0x21, 0]);
        common.extend(crc32(&entry.data).to_le_bytes());
        common.extend(long(entry.data.len()));
        common.extend(entry.declared.to_le_bytes());
        common.extend(short(entry.name.len()));
        common.extend([0, 0]);
        if entry.at.is_none() {
            out.extend(b"PK\x03\x04");
            out.extend(&common);
            out.extend(&entry.name);
            out.extend(&entry.data);
        }
        directory.extend(b"PK\x01\x02");
        directory.extend([20, 3]);
        directory.extend(&common);
        directory.extend([0; 6]);
        directory.extend(entry.attributes.to_le_bytes());
        directory.extend(entry.at.map_or_else(|| long(start), u32::to_le_bytes));
        directory.extend(&entry.name);
    }
    let start = out.len();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    let count = u16::try_from(entries.len()).unwrap_or(u16::MAX).to_le_bytes();
    out.extend(count);
    out.extend(count);
    out.extend(long(directory.len()));
    out.extend(long(start));
    out.extend([0, 0]);
    out
}

/// CRC-32 as ZIP has it.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| crc >> 1 ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    })
}
