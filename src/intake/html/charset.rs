//! The encoding a page declares, believed as far as its bytes bear it out.

use crate::intake::{Decoded, FileProblem, ReadOptions, decode_data};

/// How much of a page may stand before its declaration, bytes.
const HEAD: usize = 4096;

/// Decodes a page: an encoding that is asked for, a byte order mark or valid UTF-8 before what the page
/// declares, or what it came in, the bytes themselves after it. The second part of the answer is what a person should know.
///
/// # Errors
/// What the general decoding says.
pub(super) fn decode_page(
    bytes: &[u8],
    told: Option<&str>,
    options: &ReadOptions,
) -> Result<(Decoded, Option<String>), FileProblem> {
    let read_as =
        |label: &str| decode_data(bytes, &ReadOptions { encoding: Some(label.to_owned()), ..options.clone() });
    let marked = matches!(bytes, [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0xEF, 0xBB, 0xBF, ..]);
    let declared = told.map(str::to_ascii_lowercase).or_else(|| declared(bytes));
    if marked || options.encoding.is_some() {
        return Ok((decode_data(bytes, options)?, None));
    }
    // Text of another encoding is never valid UTF-8 by chance, while a page saved anew as UTF-8 often
    // keeps its old declaration.
    if std::str::from_utf8(bytes).is_ok() {
        let other = declared.filter(|label| !bytes.is_ascii() && !label.replace('-', "").eq_ignore_ascii_case("utf8"));
        return Ok(fits_not(read_as("utf-8")?, other));
    }
    let Some(label) = declared else {
        return Ok((decode_data(bytes, options)?, None));
    };
    // A page cannot be in UTF-16 when its declaration can be read byte by byte.
    let believed = !label.starts_with("utf-16") && !label.starts_with("utf16");
    match read_as(&label) {
        Err(FileProblem::Malformed { .. } | FileProblem::NoSuchEncoding { .. }) => {}
        decoded if believed => return Ok((decoded?, None)),
        _ => {}
    }
    decode_data(bytes, options).map(|decoded| fits_not(decoded, Some(label)))
}

/// What is told of a page that declares another encoding than it is in.
fn fits_not(decoded: Decoded, declared: Option<String>) -> (Decoded, Option<String>) {
    let note = declared.map(|label| format!("the page says it is {label}, but its bytes are {}", decoded.encoding));
    (decoded, note)
}

/// The label in `<meta charset=…>`, `<meta http-equiv … content="…; charset=…">` or `<?xml encoding=…?>`.
fn declared(bytes: &[u8]) -> Option<String> {
    let head: String = bytes.iter().take(HEAD).map(|&byte| char::from(byte).to_ascii_lowercase()).collect();
    let xml = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    if let Some(label) = xml.and_then(|(declaration, _)| value_of(declaration, "encoding")) {
        return Some(label);
    }
    let mut rest = head.as_str();
    while let Some(at) = rest.find("<meta") {
        let tag = &rest[at..];
        let end = tag.find('>').unwrap_or(tag.len());
        if let Some(label) = value_of(&tag[..end], "charset") {
            return Some(label);
        }
        rest = &tag[end..];
    }
    None
}

/// What stands after `name =`, without quotes.
fn value_of(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(name)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end =
        rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':' | '.')).unwrap_or(rest.len());
    (end > 0).then(|| rest[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declaration_is_found_in_all_its_forms() {
        for (head, want) in [
            ("<meta charset=\"GB2312\">", Some("gb2312")),
            ("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=gbk'>", Some("gbk")),
            ("<?xml version=\"1.0\" encoding=\"Big5\"?><html>", Some("big5")),
            ("<meta name=viewport content=\"width=1\"><meta charset = utf-8 />", Some("utf-8")),
            ("<p>charset=gbk</p>", None),
            ("<meta charset=>", None),
        ] {
            assert_eq!(declared(head.as_bytes()).as_deref(), want, "{head}");
        }
        let far = format!("{}<meta charset=gbk>", " ".repeat(HEAD));
        assert_eq!(declared(far.as_bytes()), None);
    }

    #[test]
    fn a_declaration_is_believed_when_it_fits() -> Result<(), FileProblem> {
        let options = ReadOptions::default();
        let page = "<meta charset=gb2312><p>数字经济𠮷";
        let gb = encoding_rs::GB18030.encode(page).0;
        let (decoded, note) = decode_page(&gb, None, &options)?;
        assert_eq!((decoded.text.as_str(), decoded.encoding.as_str(), note), (page, "GB18030", None));
        let (decoded, note) = decode_page(page.as_bytes(), None, &options)?;
        assert_eq!((decoded.text.as_str(), decoded.encoding.as_str()), (page, "UTF-8"));
        assert_eq!(note.as_deref(), Some("the page says it is gb2312, but its bytes are UTF-8"));
        let big5 = encoding_rs::BIG5.encode("<meta charset=big5><p>數位經濟").0;
        assert_eq!(decode_page(&big5, None, &options)?.0.text, "<meta charset=big5><p>數位經濟");
        assert!(decode_page(b"<meta charset=utf-8>\xC8\xCB", None, &options).is_err());
        let utf16: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode_page(&[b"\xFF\xFE", &utf16[..]].concat(), None, &options)?.0.notes(), [""; 0]);
        Ok(())
    }

    #[test]
    fn controls_are_found_in_every_encoding() -> Result<(), FileProblem> {
        let strip = ReadOptions { strip_controls: true, ..ReadOptions::default() };
        for charset in ["utf-8", "gb2312", "big5"] {
            let page = format!("<meta charset={charset}>\n<p>經濟\u{1b}發展");
            let bytes = encoding_rs::Encoding::for_label(charset.as_bytes()).map(|encoding| encoding.encode(&page).0);
            let bytes = bytes.unwrap_or_default();
            let refused = decode_page(&bytes, None, &ReadOptions::default()).map_err(|problem| problem.to_string());
            assert_eq!(refused, Err("line 2 holds the control character U+001B".to_owned()), "{charset}");
            let (decoded, _) = decode_page(&bytes, None, &strip)?;
            assert!(decoded.text.ends_with("經濟發展"), "{charset}");
            assert_eq!(decoded.oddities.stripped, 1);
        }
        Ok(())
    }
}
