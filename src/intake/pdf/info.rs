//! What the document information dictionary says, as far as it is worth proposing.

use hayro_syntax::metadata::Metadata;

use crate::model::DocumentFields;
use crate::model::field;
use crate::text::metadata::without_site;

/// Longest title and author that are proposed, code points.
const LONGEST: usize = 200;

/// Title and author, unless a program put them there.
pub(super) fn fields(info: &Metadata) -> DocumentFields {
    let text = |bytes: &Option<Box<[u8]>>| Some(text_string(bytes.as_deref()?));
    DocumentFields {
        title: text(&info.title)
            .and_then(|title| named(&title))
            .filter(|title| !is_file_name(title))
            .map(|title| without_site(&title, None, false).to_owned()),
        author: text(&info.author).and_then(|author| named(&author)).filter(|author| !is_account(author)),
        ..DocumentFields::default()
    }
}

/// A text string: UTF-16 or UTF-8 by its mark, else Latin, where byte and code point are one.
pub(super) fn text_string(bytes: &[u8]) -> String {
    let utf16 = |order: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes {
        [0xFE, 0xFF, ..] => utf16(u16::from_be_bytes),
        [0xFF, 0xFE, ..] => utf16(u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // Against the standard, yet common: UTF-8 without a mark.
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}

/// A name as the house takes names; none when it is empty, broken or not text.
fn named(text: &str) -> Option<String> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    let known = !text.chars().any(|c| super::font::is_unknown(c) || ('\u{80}'..='\u{FF}').contains(&c));
    let word = text.chars().any(char::is_alphabetic);
    (known && word).then(|| field::line("title", text, LONGEST).ok()).flatten().filter(|text| !text.is_empty())
}

/// A title that is the name of a file, or what a program calls a document without one.
fn is_file_name(title: &str) -> bool {
    const ENDINGS: [&str; 18] = [
        ".doc", ".docx", ".wps", ".pdf", ".txt", ".rtf", ".odt", ".indd", ".qxd", ".qxp", ".fbd", ".ps", ".xls",
        ".xlsx", ".ppt", ".pptx", ".html", ".htm",
    ];
    const PROGRAMS: [&str; 12] = [
        "microsoft word",
        "microsoft powerpoint",
        "powerpoint",
        "wps ",
        "untitled",
        "about:blank",
        "document",
        "无标题",
        "未命名",
        "文档",
        "演示文稿",
        "print",
    ];
    let lower = title.to_lowercase();
    ENDINGS.iter().any(|end| lower.ends_with(end))
        || PROGRAMS.iter().any(|program| lower.starts_with(program))
        || lower.contains("://")
        || lower.contains(['\\', '/'])
}

/// An author that is the account of a machine, not a person.
fn is_account(author: &str) -> bool {
    const ACCOUNTS: [&str; 14] = [
        "administrator",
        "admin",
        "user",
        "users",
        "unknown",
        "author",
        "owner",
        "microsoft",
        "windows",
        "lenovo",
        "dell",
        "hp",
        "微软用户",
        "微软中国",
    ];
    let lower = author.to_lowercase();
    ACCOUNTS.contains(&lower.as_str()) || (!author.chars().any(|c| c > '\u{2E80}') && !author.contains(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(title: &[u8], author: &[u8]) -> (Option<String>, Option<String>) {
        let info = Metadata { title: Some(title.into()), author: Some(author.into()), ..Metadata::default() };
        let fields = fields(&info);
        (fields.title, fields.author)
    }

    #[test]
    fn what_a_person_wrote_is_proposed() {
        let title = [&b"\xFE\xFF"[..], &[0x59, 0x27, 0x4F, 0x1A]].concat();
        assert_eq!(told(&title, "王小明".as_bytes()), (Some("大会".into()), Some("王小明".into())));
        assert_eq!(told("大会召开-人民日报".as_bytes(), b"").0.as_deref(), Some("大会召开"));
        assert_eq!(told(b"White Paper 2025", b"Li Hua").0.as_deref(), Some("White Paper 2025"));
    }

    #[test]
    fn what_a_program_wrote_is_not() {
        for title in
            ["Microsoft Word - 文档1", "通知.docx", "untitled", "C:\\temp\\a", "文档1", "", "2025", "\u{FFFD}\u{FFFD}"]
        {
            assert_eq!(told(title.as_bytes(), b"Administrator"), (None, None), "{title}");
        }
        // GBK bytes read as Latin.
        assert_eq!(told(b"\xB4\xF3\xBB\xE1", b"lenovo"), (None, None));
    }
}
