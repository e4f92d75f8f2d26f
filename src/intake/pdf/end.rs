//! Whether a PDF came whole. The library rebuilds what it can of a file cut short; what is left looks
//! like a document with few words, or like one of pictures.

use memchr::memmem;

/// How a PDF ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// With its mark; what others wrote behind it does no harm.
    Marked,
    /// Behind all of its objects: only the table that finds them is damaged.
    InTable,
    /// Among its objects: some of them are missing.
    CutShort,
}

/// Tells how a PDF ends from its bytes.
pub(super) fn end(pdf: &[u8]) -> End {
    // A file prepared for the web has a mark near its start, one that was added to has several.
    let rest = memmem::rfind(pdf, b"%%EOF").map_or(pdf, |mark| &pdf[mark..]);
    let Some(object) = memmem::rfind(rest, b" obj") else {
        return if rest.len() < pdf.len() { End::Marked } else { End::CutShort };
    };
    let last = &rest[object..];
    let Some(closed) = memmem::rfind(last, b"endobj") else { return End::CutShort };
    let behind = &last[closed..];
    if memmem::find(behind, b"xref").is_some() { End::InTable } else { End::CutShort }
}

#[cfg(test)]
mod tests {
    use super::{End, end};

    const OBJECT: &str = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n";
    const TABLE: &str = "xref\n0 2\n0000000000 65535 f \ntrailer\n<< /Size 2 /Root 1 0 R >>\nstartxref\n9\n";

    #[test]
    fn a_file_that_ends_with_its_mark_is_whole_whatever_follows() {
        let whole = format!("{OBJECT}{TABLE}%%EOF\n");
        assert_eq!(end(whole.as_bytes()), End::Marked);
        let longer = format!("{whole}{}", "<!-- served in 3 ms -->\n".repeat(200));
        assert_eq!(end(longer.as_bytes()), End::Marked);
        assert_eq!(end(format!("{whole}{whole}").as_bytes()), End::Marked);
    }

    #[test]
    fn where_a_cut_falls_tells_what_is_missing() {
        let whole = format!("{OBJECT}{TABLE}");
        for at in 0..whole.len() {
            let wanted = if at < OBJECT.len() + "xref".len() { End::CutShort } else { End::InTable };
            assert_eq!(end(&whole.as_bytes()[..at]), wanted, "{at}");
        }
        // The mark that stands first in a file for the web, or before what was added, ends nothing.
        assert_eq!(end(format!("{whole}%%EOF\n2 0 obj\n<< /Length 90 >>\nstr").as_bytes()), End::CutShort);
    }
}
