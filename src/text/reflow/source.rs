//! The lines of a source, numbered as an editor shows them.

use memchr::memchr3;

/// One piece of a source line, as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// Number of the source line, from 1; lines end at LF, CRLF or CR.
    pub(super) no: usize,
    /// The piece without its line end.
    pub(super) text: &'a str,
    /// A form feed stands right before it: it opens a page. A form feed ends a piece but starts no
    /// new number, as editors show it inside a line.
    pub(super) page: bool,
}

/// Iterates over the pieces of a text, blank ones included.
pub(super) struct Pieces<'a> {
    rest: &'a str,
    no: usize,
    page: bool,
    done: bool,
}

impl<'a> Pieces<'a> {
    /// Starts at line 1.
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text, no: 1, page: false, done: text.is_empty() }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.done {
            return None;
        }
        let bytes = self.rest.as_bytes();
        let end = memchr3(b'\n', b'\r', 0x0c, bytes).unwrap_or(bytes.len());
        let piece = Piece { no: self.no, text: &self.rest[..end], page: self.page };
        self.page = false;
        let skip = match bytes.get(end) {
            None => 0,
            Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => 2,
            Some(0x0c) => {
                self.page = true;
                self.no -= 1;
                1
            }
            Some(_) => 1,
        };
        self.no += 1;
        self.rest = &self.rest[end + skip..];
        // A line end at the very end of the text closes the last line; it opens none.
        self.done = self.rest.is_empty();
        Some(piece)
    }
}

/// The lines of a source as they stand, numbered from 1 as paragraphs name them: without their line
/// ends, a form feed kept inside its line.
pub fn source_lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        lines.push(&rest[..end]);
        let after = &rest[end..];
        rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r'])).unwrap_or("");
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<(usize, &str, bool)> {
        Pieces::new(text).map(|p| (p.no, p.text, p.page)).collect()
    }

    #[test]
    fn lines_are_numbered_as_an_editor_shows_them() {
        assert_eq!(
            pieces("甲\r\n乙\r丙\n\n丁"),
            [(1, "甲", false), (2, "乙", false), (3, "丙", false), (4, "", false), (5, "丁", false)]
        );
        assert_eq!(pieces("甲\n"), [(1, "甲", false)]);
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn a_form_feed_ends_a_piece_and_keeps_the_number() {
        assert_eq!(pieces("甲\n\x0c乙\n丙"), [(1, "甲", false), (2, "", false), (2, "乙", true), (3, "丙", false)]);
    }

    #[test]
    fn lines_and_pieces_bear_the_same_numbers() {
        for text in ["甲\r\n乙\r丙\n\n丁", "甲\n", "", "\n\n", "甲\n\x0c乙\n丙", "甲\x0c", "\x0c\n乙"] {
            let mut joined: Vec<String> = Vec::new();
            for piece in Pieces::new(text) {
                if joined.len() < piece.no {
                    joined.push(String::new());
                }
                joined[piece.no - 1].push_str(piece.text);
            }
            let lines: Vec<String> = source_lines(text).iter().map(|line| line.replace('\x0c', "")).collect();
            assert_eq!(lines, joined, "{text:?}");
        }
    }
}
