//! MHTML: a web page as browsers save it in one file, a mail whose parts are the page, its pictures and the
//! pages in its frames (RFC 2557).
//!
//! The parts are told apart here, one look over the file; only the page itself is decoded.

use std::borrow::Cow;

use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};
use mail_parser::{HeaderValue, Message, MessageParser, MimeHeaders};
use memchr::memmem;

use super::effort::Effort;
use super::package::refuse;
use super::{FileProblem, Incoming, ReadOptions, fields, html};
use crate::model::sha256_hex;

/// How deep parts may lie in parts; browsers put all of them side by side, mail programs two deep.
const DEEPEST: usize = 8;

/// Most pages in one file, those in frames included; no page has a hundred frames.
const MAX_PAGES: usize = 1_000;

/// How far into a file its own headers are looked for, bytes.
const HEAD: usize = 8 * 1024;

/// Whether bytes are a mail that surely holds a web page.
pub(super) fn is_saved(bytes: &[u8]) -> bool {
    let kind = header(bytes, "content-type:");
    header(bytes, "mime-version:").is_some()
        && kind.is_some_and(|kind| ["multipart/related", "text/html"].iter().any(|page| kind.starts_with(page)))
}

/// Whether bytes are a mail at all.
pub(super) fn is_mail(bytes: &[u8]) -> bool {
    header(bytes, "mime-version:").or_else(|| header(bytes, "content-type:")).is_some()
}

/// What stands behind the name of a header at the top of a file, in lower case.
fn header(bytes: &[u8], name: &str) -> Option<String> {
    let named = |line: &[u8]| line.iter().find(|byte| !is_of_name(**byte)) == Some(&b':');
    // The first look is all that most texts cost.
    if !named(bytes) {
        return None;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase().replace('\r', "");
    let head = format!("\n{}", head.split("\n\n").next().unwrap_or_default());
    head.split_once(&format!("\n{name}")).map(|(_, value)| value.trim_start().to_owned())
}

const fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

/// Reads the page in a saved page.
///
/// # Errors
/// When no page is in it, the page is damaged, or cannot be read as [`html::read`] reads pages.
pub(super) fn read(bytes: &[u8], options: &ReadOptions, effort: &Effort) -> Result<Incoming, FileProblem> {
    let whole = Part::of(bytes).ok_or_else(without_page)?;
    let start = whole.kind("start").map(|id| id.trim_matches(['<', '>']).to_owned());
    let address = whole.headers.header("Snapshot-Content-Location").and_then(HeaderValue::as_text).map(str::to_owned);
    let mut pages = Vec::new();
    whole.pages(0, &mut pages)?;
    let at = start.and_then(|start| pages.iter().position(|page| page.headers.content_id() == Some(&start)));
    let page = pages.get(at.unwrap_or(0)).ok_or_else(without_page)?;
    let mut incoming = html::read(&page.decoded()?, page.kind("charset"), options, effort)?;
    if page.cut {
        incoming.losses.push("the file ends within the page: what came after is not there".to_owned());
    }
    match pages.len() - 1 {
        0 => {}
        1 => incoming.notes.push("1 page in a frame of the page left out".to_owned()),
        n => incoming.notes.push(format!("{n} pages in frames of the page left out")),
    }
    let address = address.or_else(|| page.headers.content_location().map(str::to_owned));
    incoming.fields.url = incoming.fields.url.or_else(|| fields::address(&address?));
    incoming.sha256 = sha256_hex(bytes);
    incoming.extractor = format!("m{}", incoming.extractor);
    Ok(incoming)
}

fn without_page() -> FileProblem {
    refuse("no web page is in it; save the page as HTML instead")
}

/// The mail, or a part of it.
#[derive(Debug)]
struct Part<'a> {
    headers: Message<'a>,
    body: &'a [u8],
    /// Whether the end of the file ends it, and not a mark.
    cut: bool,
}

impl<'a> Part<'a> {
    /// The part that these bytes are; `None`: without headers, as only plain text is.
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let unix = memmem::find(bytes, b"\n\n").map(|at| at + 2);
        let body = match memmem::find(bytes, b"\n\r\n").map(|at| at + 3) {
            Some(dos) if unix.is_none_or(|unix| dos < unix) => Some(dos),
            _ => unix,
        };
        let (head, body) = bytes.split_at_checked(body?)?;
        Some(Self { headers: MessageParser::default().parse_headers(head)?, body, cut: false })
    }

    /// A parameter of its type.
    fn kind(&self, parameter: &str) -> Option<&str> {
        self.headers.content_type()?.attribute(parameter)
    }

    /// Gathers the pages in it, the first of which is the one that was saved.
    fn pages(self, depth: usize, pages: &mut Vec<Self>) -> Result<(), FileProblem> {
        let Some(kind) = self.headers.content_type() else { return Ok(()) };
        match (kind.ctype(), kind.subtype().unwrap_or_default()) {
            ("text", "html") | ("application", "xhtml+xml") if pages.len() == MAX_PAGES => {
                return Err(refuse(format!("it holds more than {MAX_PAGES} pages")));
            }
            ("text", "html") | ("application", "xhtml+xml") => pages.push(self),
            ("multipart", _) if depth == DEEPEST => return Err(refuse("its parts lie too deep in one another")),
            ("multipart", _) => {
                let mark = format!(
                    "--{}",
                    kind.attribute("boundary")
                        .filter(|mark| !mark.is_empty())
                        .ok_or_else(|| refuse("it is damaged: nothing tells its parts apart"),)?
                );
                for (bytes, ends) in parts(self.body, mark.as_bytes()) {
                    if let Some(part) = Self::of(bytes) {
                        Self { cut: !ends, ..part }.pages(depth + 1, pages)?;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Its bytes as they were before they were made fit for a mail.
    fn decoded(&self) -> Result<Cow<'a, [u8]>, FileProblem> {
        let coding = self.headers.content_transfer_encoding().unwrap_or_default().to_ascii_lowercase();
        let decoded = match coding.as_str() {
            "base64" => base64_decode(self.body),
            "quoted-printable" => quoted_printable_decode(self.body),
            "" | "7bit" | "8bit" | "binary" => return Ok(Cow::Borrowed(self.body)),
            _ => return Err(refuse(format!("the page in it is in `{coding}`, which nothing reads"))),
        };
        let damaged = || refuse(format!("the page in it is damaged: it is no {coding}"));
        decoded.map(Cow::Owned).ok_or_else(damaged)
    }
}

/// The bytes between lines that are `mark`, and whether one ends them; a line `mark--` ends the last.
fn parts<'a>(body: &'a [u8], mark: &[u8]) -> impl Iterator<Item = (&'a [u8], bool)> {
    let mut marks = memmem::find_iter(body, mark).filter_map(move |at| {
        let rest = &body[at + mark.len()..];
        let line = &rest[..memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1)];
        let blank = line.strip_prefix(b"--").unwrap_or(line);
        let stands = (at == 0 || body[at - 1] == b'\n') && blank.trim_ascii().is_empty();
        stands.then_some((at, at + mark.len() + line.len(), blank.len() < line.len()))
    });
    let mut start = marks.next().filter(|(.., last)| !last).map(|(_, end, _)| end);
    std::iter::from_fn(move || {
        let from = start.take()?;
        let Some((at, end, last)) = marks.next() else { return Some((&body[from..], false)) };
        start = (!last).then_some(end);
        Some((&body[from..at], true))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<title>办法</title><h1>江州市数据管理办法</h1><p>第一条　数据归口管理。</p>";

    /// A saved page whose parts are these, lines ended as in a mail.
    fn saved(parts: &[&str]) -> Vec<u8> {
        let mut mail = "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\
                        \ttype=\"text/html\"; boundary=\"--==b\"\n\n"
            .to_owned();
        for part in parts {
            mail.push_str("----==b\n");
            mail.push_str(part);
            mail.push('\n');
        }
        mail.push_str("----==b--\n");
        mail.replace('\n', "\r\n").into_bytes()
    }

    fn page(headers: &str, body: &str) -> String {
        format!("Content-Type: text/html\n{headers}\n{body}")
    }

    fn taken(bytes: &[u8]) -> Result<Incoming, String> {
        assert!(is_saved(bytes));
        read(bytes, &ReadOptions::default(), &Effort::new(bytes.len())).map_err(|problem| problem.to_string())
    }

    #[test]
    fn the_first_page_is_read_in_every_coding() {
        let quoted = PAGE.bytes().map(|byte| format!("={byte:02X}")).collect::<Vec<_>>();
        let quoted = quoted.chunks(20).map(<[String]>::concat).collect::<Vec<_>>().join("=\n");
        let plain = page("Content-Location: https://example.cn/a.html\n", PAGE);
        let quoted = page("Content-Transfer-Encoding: quoted-printable\n", &quoted);
        let base64 = page(
            "Content-Transfer-Encoding: base64\n",
            "PHRpdGxlPuWKnuazlTwvdGl0bGU+PGgxPuaxn+W3nuW4guaVsOaNrueuoeeQhuWKnuazlTwvaDE+\n\
             PHA+56ys5LiA5p2h44CA5pWw5o2u5b2S5Y+j566h55CG44CCPC9wPg==\n",
        );
        let picture = "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=";
        let frame = page("Content-Location: https://example.cn/ad.html\n", "<p>广告");
        for first in [plain, quoted, base64] {
            let incoming = taken(&saved(&[picture, &first, &frame])).unwrap();
            assert_eq!(incoming.text, "江州市数据管理办法\n第一条　数据归口管理。\n");
            assert_eq!(incoming.notes, ["1 page in a frame of the page left out"]);
            assert!(incoming.losses.is_empty() && incoming.extractor.starts_with("mhtml (dom_smoothie"));
            let address = first.contains("Location").then_some("https://example.cn/a.html");
            assert_eq!(incoming.fields.url.as_deref(), address);
        }
    }

    #[test]
    fn a_header_tells_the_encoding() {
        let mail = "MIME-Version: 1.0\nContent-Type: text/html; charset=\"big5\"\n\n<p>數位經濟與人工智慧的發展";
        let bytes = encoding_rs::BIG5.encode(mail).0;
        let incoming = taken(&bytes).unwrap();
        assert_eq!((incoming.text.as_str(), incoming.encoding.as_str()), ("數位經濟與人工智慧的發展\n", "Big5"));
    }

    #[test]
    fn what_is_damaged_is_refused_with_its_reason_or_told() {
        let base64 = "Content-Transfer-Encoding: base64\n";
        for (parts, why) in [
            (vec!["Content-Type: text/plain\n\n甲".to_owned()], "no web page is in it"),
            (vec![page(base64, "*** ???")], "the page in it is damaged: it is no base64"),
            (vec![page("Content-Transfer-Encoding: x-uuencode\n", "M")], "is in `x-uuencode`"),
            (vec!["Content-Type: multipart/mixed\n\n甲".to_owned()], "nothing tells its parts apart"),
            (
                vec!["Content-Type: message/rfc822\n\nContent-Type: text/html\n\n<p>甲".to_owned()],
                "no web page is in it",
            ),
        ] {
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            let refused = taken(&saved(&parts)).unwrap_err();
            assert!(refused.contains(why), "{refused}");
        }
        let deep: String =
            (0..100_000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
        assert!(taken(&saved(&[&deep])).unwrap_err().contains("too deep"));
        assert!(taken(&saved(&vec!["Content-Type: text/html\n\n<p>甲"; 1_001])).unwrap_err().contains("1000 pages"));
        let mut cut = saved(&[&page("", PAGE)]);
        cut.truncate(cut.len() - 12);
        assert_eq!(taken(&cut).unwrap().losses, ["the file ends within the page: what came after is not there"]);
        for end in 0..cut.len() {
            let _ = read(&cut[..end], &ReadOptions::default(), &Effort::new(end));
        }
    }

    #[test]
    fn a_text_that_opens_like_a_mail_is_text() {
        for text in ["From: me\n\ncontent-type: text/html", "甲: 乙", "Content-Type is a header\n", ""] {
            assert!(!is_saved(text.as_bytes()) && !is_mail(text.as_bytes()), "{text}");
        }
        let mail = b"Content-Type: text/plain\n\nMIME-Version: 1.0";
        assert!(is_mail(mail) && !is_saved(mail));
    }
}
