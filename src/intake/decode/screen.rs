//! What a decoded text must not hold, and what is worth telling of it.

use memchr::memmem;

use super::{Decoded, MAX_LINE, ReadOptions};
use crate::intake::FileProblem;
use crate::model::field::{is_control, is_hidden};

/// The line ends that Unicode has beside those of ASCII: next line, line separator, paragraph separator.
pub(in crate::intake) const LINE_ENDS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

/// Characters of a text that a person should hear of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Oddities {
    /// U+FFFD in the text as it came: lost before, by whoever converted it.
    pub replaced: usize,
    /// Private-use characters, which every font shows differently.
    pub private: usize,
    /// Marks that are not seen: directions, zero width.
    pub hidden: usize,
    /// Control characters taken out.
    pub stripped: usize,
    /// Line ends of Unicode written as line feeds.
    pub line_ends: usize,
}

impl Oddities {
    /// Counts them.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut found = Self::default();
        if text.is_ascii() {
            return found;
        }
        for c in text.chars() {
            match c {
                '\0'..='\u{AC}' | '\u{2E80}'..='\u{9FFF}' => {}
                '\u{FFFD}' => found.replaced += 1,
                '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => found.private += 1,
                // Whoever makes lines of the text tells what became of them.
                _ if LINE_ENDS.contains(&c) => {}
                _ if is_hidden(c) => found.hidden += 1,
                _ => {}
            }
        }
        found
    }

    /// One sentence for each kind of characters that are not there.
    pub fn losses(self) -> impl Iterator<Item = String> {
        let lost = "lost before it came here (U+FFFD)";
        sentences([(self.stripped, "control character", "taken out"), (self.replaced, "character", lost)])
    }

    /// One sentence for each kind of characters that are there and look like nothing.
    pub fn notes(self) -> impl Iterator<Item = String> {
        sentences([
            (self.private, "private-use character", "kept, which fonts show differently"),
            (self.line_ends, "line end", "(U+0085, U+2028, U+2029) written as LF"),
            (self.hidden, "hidden mark", "kept (direction or zero width)"),
        ])
    }
}

fn sentences<const N: usize>(counts: [(usize, &'static str, &'static str); N]) -> impl Iterator<Item = String> {
    let there = counts.into_iter().filter(|(n, ..)| *n > 0);
    there.map(|(n, what, how)| format!("{n} {what}{} {how}", if n == 1 { "" } else { "s" }))
}

/// Ends lines where Unicode does, at U+0085, U+2028 and U+2029, with a line feed: an editor shows lines
/// there, and every count of lines knows LF.
pub(super) fn with_line_ends(mut decoded: Decoded) -> Decoded {
    let n = end_lines(&mut decoded.text);
    if n > 0 {
        decoded.oddities = Oddities { line_ends: n, ..Oddities::of(&decoded.text) };
    }
    decoded
}

/// Writes the line ends of Unicode in a text as line feeds; says how many there were.
pub(in crate::intake) fn end_lines(text: &mut String) -> usize {
    let n = strange_line_ends(text);
    if n > 0 {
        *text = text.replace(LINE_ENDS, "\n");
    }
    n
}

/// How many line ends of Unicode stand in a text.
pub(in crate::intake) fn strange_line_ends(text: &str) -> usize {
    if LINE_ENDS.iter().any(|end| stands(*end, text)) { text.matches(LINE_ENDS).count() } else { 0 }
}

/// Writes U+0085 as U+2028, where lines are not those of the text: both end lines, the former is a control.
pub(super) fn with_plain_line_ends(mut decoded: Decoded) -> Decoded {
    if stands('\u{85}', &decoded.text) {
        decoded.text = decoded.text.replace('\u{85}', "\u{2028}");
        decoded.oddities = Oddities::of(&decoded.text);
    }
    decoded
}

/// Whether a character stands in a text. Hardly any has one of [`LINE_ENDS`]: a look at its bytes is all that most
/// cost.
fn stands(c: char, text: &str) -> bool {
    memmem::find(text.as_bytes(), c.encode_utf8(&mut [0; 4]).as_bytes()).is_some()
}

/// Takes a text as it may be stored, or says why it may not.
///
/// # Errors
/// Controls (unless they are to be taken out), nothing but blanks, more than one character in a hundred lost before.
pub(super) fn screen(mut decoded: Decoded, options: &ReadOptions) -> Result<Decoded, FileProblem> {
    decoded.oddities.stripped = controls(&mut decoded.text, options)?;
    if decoded.text.chars().all(char::is_whitespace) {
        return Err(FileProblem::Empty);
    }
    let replaced = decoded.oddities.replaced;
    if replaced > 2 {
        let characters = decoded.text.chars().filter(|c| !c.is_whitespace()).count();
        if replaced * 100 > characters {
            return Err(FileProblem::Garbled { count: replaced, characters });
        }
    }
    Ok(decoded)
}

/// Takes the control characters out of a text, if that is asked for; says how many there were.
///
/// # Errors
/// [`FileProblem::Control`] at the first one when they are to be refused, [`FileProblem::Binary`] when
/// they are too many for a text.
pub(in crate::intake) fn controls(text: &mut String, options: &ReadOptions) -> Result<usize, FileProblem> {
    let strange = |c: char| is_control(c) && !matches!(c, '\r' | '\u{C}');
    let Some(at) = first_control(text.as_bytes()) else { return Ok(0) };
    let first = text[at..].chars().next().unwrap_or('\0');
    let n = text[at..].chars().filter(|c| strange(*c)).count();
    // Who asks for them to be taken out knows that they are there.
    let most = text.len() / if options.strip_controls { 4 } else { 20 };
    if n > 2 && n > most {
        let what = if first == '\0' { "it holds NUL bytes" } else { "it is full of control characters" };
        return Err(FileProblem::Binary { what: what.to_owned() });
    }
    if !options.strip_controls {
        let line = 1 + line_ends(&text.as_bytes()[..at]);
        return Err(FileProblem::Control { line, code_point: u32::from(first) });
    }
    text.retain(|c| !strange(c));
    Ok(n)
}

/// Where the first control stands that no text may hold: C0 but for tab, line ends and form feed, DEL,
/// and C1, which is two bytes in UTF-8.
fn first_control(bytes: &[u8]) -> Option<usize> {
    /// Hardly any bytes hold one: so many are asked together, which processors do at once.
    const TOGETHER: usize = 64;
    let may_be = |byte: u8| matches!(byte, 0..=0x1F | 0x7F | 0xC2) & !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C);
    let is = |at: &usize| may_be(bytes[*at]) && (bytes[*at] != 0xC2 || matches!(bytes.get(at + 1), Some(0x80..=0x9F)));
    let mut from = 0;
    bytes.chunks(TOGETHER).find_map(|some| {
        let held = some.iter().fold(false, |held, byte| held | may_be(*byte));
        let mut places = from..from + some.len();
        from = places.end;
        held.then(|| places.find(is)).flatten()
    })
}

/// Refuses lines longer than [`MAX_LINE`], line ends not counted.
pub(in crate::intake) fn long_line(text: &str) -> Result<(), FileProblem> {
    let mut start = 0;
    let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]);
    for end in ends {
        if end - start > MAX_LINE {
            let line = 1 + line_ends(&text.as_bytes()[..start]);
            return Err(FileProblem::LongLine { line, bytes: end - start, limit: MAX_LINE });
        }
        start = end + 1;
    }
    Ok(())
}

/// How many lines end in these bytes of UTF-8 or any encoding that keeps ASCII: at LF, CRLF or CR.
pub(super) fn line_ends(bytes: &[u8]) -> usize {
    let pairs = memchr::memmem::find_iter(bytes, b"\r\n").count();
    memchr::memchr2_iter(b'\n', b'\r', bytes).count() - pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_told_in_one_sentence() {
        let mut found = Oddities::of("甲\u{E000}\u{E001}\u{200B}\u{202E}\u{FFFD}𠮷长");
        assert_eq!(found, Oddities { replaced: 1, private: 2, hidden: 2, stripped: 0, line_ends: 0 });
        (found.stripped, found.line_ends) = (3, 1);
        assert_eq!(
            found.losses().chain(found.notes()).collect::<Vec<_>>(),
            [
                "3 control characters taken out",
                "1 character lost before it came here (U+FFFD)",
                "2 private-use characters kept, which fonts show differently",
                "1 line end (U+0085, U+2028, U+2029) written as LF",
                "2 hidden marks kept (direction or zero width)",
            ]
        );
    }

    #[test]
    fn controls_are_found_as_bytes_where_they_are_as_characters() {
        for c in '\0'..='\u{FF}' {
            let wanted = (is_control(c) && !matches!(c, '\r' | '\u{C}')).then_some("甲é".len());
            assert_eq!(first_control(format!("甲é{c}").as_bytes()), wanted, "{c:?}");
            // Wherever it stands among bytes that are asked together.
            for before in [61, 62, 63, 64, 200] {
                let text = format!("{}\u{a0}{c}", "a".repeat(before));
                assert_eq!(first_control(text.as_bytes()), wanted.map(|_| before + 2), "{c:?} {before}");
            }
        }
    }

    #[test]
    fn lines_end_at_each_kind_of_line_end() {
        assert_eq!(line_ends(b"a\r\nb\rc\n\nd"), 4);
    }
}
