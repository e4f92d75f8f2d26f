//! Files in formats that a transcript cannot write by itself, made for the transcript that shows them.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::office::{Docx, RawEntry, p, raw_zip, styled, zip};
use super::pdf::{page, pdf};
use super::sandbox::{Sandbox, root};
use super::workbook::{Workbook, row};

/// Puts the files of a transcript's topic into its folder.
pub fn write(sandbox: &Sandbox, topic: &str) {
    match topic {
        "tables" => sandbox.write("news.xlsx", news()),
        "archives" => {
            sandbox.write("papers.zip", papers());
            sandbox.write("climbing.zip", climbing());
            sandbox.write("bomb.zip", zip(&[("a.txt", vec![b' '; 12 << 20])]));
            sandbox.write("locked.zip", raw_zip(&[RawEntry { flags: 1, ..RawEntry::stored(b"a.txt", b"secret") }]));
        }
        "office" => {
            sandbox.write("plan.docx", plan().bytes());
            sandbox.write("broken.docx", &plan().bytes()[..600]);
            sandbox.write("doctype.docx", zip(&[("word/document.xml", "<!DOCTYPE w [<!ENTITY a \"b\">]><w>&a;</w>")]));
            sandbox.write("locked.docx", ole("EncryptedPackage"));
            sandbox.write("old.doc", ole("WordDocument"));
            for name in ["gazette.pdf", "locked.pdf"] {
                sandbox.write(name, std::fs::read(root().join("tests/data/pdf").join(name)).expect("a file"));
            }
            sandbox.write("scan.pdf", page("GBK-EUC-H", "GB1", "q 400 0 0 300 0 0 cm Q"));
            sandbox.write("broken.pdf", "%PDF-1.7\n1 0 obj\n<< /Type /Cata");
            sandbox.write("bomb.pdf", bomb());
        }
        _ => {}
    }
}

fn news() -> Vec<u8> {
    let rows = [
        row(1, &["标题", "正文", "日期", "版次"]),
        row(2, &["算力普惠", "建议降低算力使用门槛。", "2025-06-11", "3"]),
        row(3, &["数据开放", "", "2025-06-12", "1"]),
    ];
    Workbook::of(&row(1, &["说明"]), "").sheet("新闻", "visible", &rows.concat(), "").bytes()
}

fn papers() -> Vec<u8> {
    zip(&[
        ("江州/方案.txt", "江州方案\n建议建设算力中心。\n".as_bytes()),
        ("云州/方案.txt", "云州方案\n建议开放公共数据。\n".as_bytes()),
        ("云州/提案.csv", "标题,正文\n提案一,建议培养人才。\n提案二,建议设立基金。\n".as_bytes()),
        ("图.png", b"\x89PNG\r\n"),
        ("内.zip", &zip(&[("三.txt", "三")])),
        ("__MACOSX/._方案.txt", b"\0"),
    ])
}

fn climbing() -> Vec<u8> {
    let link = RawEntry { attributes: 0o120_777 << 16, ..RawEntry::stored(b"link.txt", b"/etc/passwd") };
    raw_zip(&[
        RawEntry::stored(b"../../outside.txt", "外面。".as_bytes()),
        RawEntry::stored(b"C:\\outside.txt", "外面。".as_bytes()),
        link,
        RawEntry::stored(b"inside.txt", "里面的一篇。\n".as_bytes()),
    ])
}

fn plan() -> Docx {
    let body = [
        styled("Title", "数字江州行动方案"),
        p("江州市政协委员建议，加快建设公共算力平台。"),
        "<w:p><w:r><w:t>由市</w:t></w:r><w:del><w:r><w:delText>经信委</w:delText></w:r></w:del>\
         <w:ins><w:r><w:t>数据局</w:t></w:r></w:ins><w:r><w:t>负责。</w:t></w:r></w:p>"
            .to_owned(),
    ];
    let title = r#"<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>"#;
    Docx::new(&body.concat()).part("styles", "styles", title)
}

/// An old Office file, as far as its directory.
fn ole(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

/// A page that would be 100 MiB.
fn bomb() -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    for _ in 0..100 {
        encoder.write_all(&vec![b' '; 1 << 20]).expect("packed");
    }
    let packed = encoder.finish().expect("packed");
    let head = format!("1 0 obj\n<< /Length {} /Filter /FlateDecode >>\nstream\n", packed.len());
    [&pdf(&[]), head.as_bytes(), &packed, b"\nendstream\nendobj\n"].concat()
}
