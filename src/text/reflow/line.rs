//! One line of the source and what can be known of it alone.

use std::borrow::Cow;

use super::place::Spot;
use super::{byline, credit, form, form::Opening, work};
use crate::text::ideographs::{ideographs, split_ideographs};
use crate::text::width::char_width;

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    /// A sentence ends: `。` `！` `？` `……`, closing marks after it allowed.
    Stop,
    /// `：`.
    Colon,
    /// `；`.
    Semicolon,
    /// `，` `、`: the sentence surely goes on.
    Comma,
    /// Any other character.
    Open,
}

/// Pairs whose balance is kept: “” ‘’ （） 《》 「」 『』 【】.
pub(super) const PAIRS: usize = 7;

/// A line that is not blank.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// Number of the source line, from 1.
    pub(super) no: usize,
    /// Number of the source line it ends on: another where its row came in pieces.
    pub(super) last: usize,
    /// The text, trimmed and repaired.
    pub(super) text: Cow<'a, str>,
    /// Width of the space before the text, in half columns.
    pub(super) lead: u32,
    /// Width of the text in half columns.
    pub(super) width: u32,
    /// Code points.
    pub(super) chars: u32,
    /// Width in half columns of what cannot be parted at the start of the line: a character with
    /// the marks that must follow or precede it, or a whole Latin word or number.
    pub(super) unit: u32,
    /// How many characters are no whole squares (Latin, digits): their real width is uncertain.
    pub(super) latin: u32,
    /// How it ends.
    pub(super) tail: Tail,
    /// What it opens with.
    pub(super) opening: Opening,
    /// Ends in the credit of a picture.
    pub(super) credit: bool,
    /// Names an author, nothing else.
    pub(super) byline: bool,
    /// A sentence or clause ends inside: `。` `；`.
    pub(super) clauses: bool,
    /// `，` inside.
    pub(super) comma: bool,
    /// `：` or `:`, at the end perhaps.
    pub(super) colon: bool,
    /// A mark stands twice on end, or spaces part it: it may be fake bold.
    pub(super) doubles: bool,
    /// A digit of ASCII stands in it.
    pub(super) digits: bool,
    /// Blanks, two or more, or a tab stand in it: they may part cells.
    pub(super) parted: bool,
    /// A sentence runs on after a `：` inside: a turn of speech or a definition, longer than a heading.
    pub(super) tells: bool,
    /// Opening less closing marks, by pair.
    pub(super) net: [i32; PAIRS],
    /// It goes on with what the line before it began: a name, a credit, a number. See `carry`.
    pub(super) goes_on: bool,
    /// A blank line stands before it.
    pub(super) gap: bool,
    /// A form feed stands before it.
    pub(super) page: bool,
    /// Exactly two ideographic spaces stand before it.
    pub(super) squares: bool,
    /// Was spread by justification: full, whatever its width.
    pub(super) spread: bool,
    /// It ends where its characters were counted off, inside a word as well.
    pub(super) counted: bool,
    /// It is a row of a table, as the format says or its blanks tell: a paragraph of its own that tells nothing of the
    /// column.
    pub(super) row: bool,
    /// What its place on the page tells.
    pub(super) spot: Option<Spot>,
}

/// The pair of round brackets. See [`pair`].
pub(super) const BRACKETS: usize = 2;
/// The pair that stands around the name of a paper or book.
pub(super) const TITLE_MARKS: usize = 3;
/// The pair that stands around a label: `【打印】`.
pub(super) const LABEL_MARKS: usize = 6;

/// Which pair a mark belongs to, and +1 for opening, -1 for closing.
const fn pair(c: char) -> Option<(usize, i32)> {
    Some(match c {
        '“' => (0, 1),
        '”' => (0, -1),
        '‘' => (1, 1),
        '’' => (1, -1),
        '（' => (BRACKETS, 1),
        '）' => (BRACKETS, -1),
        '《' => (TITLE_MARKS, 1),
        '》' => (TITLE_MARKS, -1),
        '「' => (4, 1),
        '」' => (4, -1),
        '『' => (5, 1),
        '』' => (5, -1),
        '【' => (LABEL_MARKS, 1),
        '】' => (LABEL_MARKS, -1),
        _ => return None,
    })
}

impl<'a> Line<'a> {
    /// Measures a trimmed line.
    pub(super) fn new(no: usize, text: Cow<'a, str>, lead: u32) -> Self {
        let seen = Seen::of(&text);
        let tail = tail(&text);
        // Whole lines that name an author have no point, credits end in a few words or name a source.
        let plain = tail == Tail::Open && !seen.clauses && !seen.comma;
        let byline = plain
            && (seen.chars <= 40 && credit::is_byline(&text)
                || seen.colon && seen.chars <= 60 && byline::is_staff(&text));
        Self {
            no,
            last: no,
            lead,
            width: seen.width,
            chars: seen.chars,
            unit: unit(&text),
            latin: seen.latin,
            tail,
            opening: form::opening(&text),
            credit: credit::ends_in_credit(&text, seen.colon || seen.slash),
            byline,
            clauses: seen.clauses,
            comma: seen.comma,
            colon: seen.colon,
            tells: seen.colon && tail != Tail::Colon && seen.chars > 20,
            doubles: seen.doubles,
            digits: seen.digits,
            parted: seen.parted,
            net: seen.net,
            goes_on: false,
            gap: false,
            page: false,
            squares: false,
            spread: false,
            counted: false,
            row: false,
            spot: None,
            text,
        }
    }
}

impl Line<'_> {
    /// Whether the line has a place on a page and stands in a row of cells there.
    pub(super) fn has_cells(&self) -> bool {
        self.spot.is_some() && self.text.contains('\t')
    }
}

/// What one walk over the characters of a line finds.
#[derive(Default)]
struct Seen {
    width: u32,
    chars: u32,
    latin: u32,
    clauses: bool,
    comma: bool,
    colon: bool,
    slash: bool,
    digits: bool,
    parted: bool,
    doubles: bool,
    net: [i32; PAIRS],
}

impl Seen {
    fn of(text: &str) -> Self {
        let mut seen = Self::default();
        let mut spaces = 0usize;
        let (mut last, mut rest) = ('\0', text);
        // A line may be as long as its file: 32 bits hold the characters of 4 GB, the width twice that.
        let add = |sum: &mut u32, more: usize| *sum = sum.saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
        loop {
            // Most of a line is ideographs, which are only counted.
            let (han, others) = split_ideographs(rest);
            work::steps(han.len() / 3 + 1);
            add(&mut seen.chars, han.len() / 3);
            add(&mut seen.width, han.len() / 3 * 2);
            let mut chars = others.chars();
            let Some(c) = chars.next() else { break };
            if !han.is_empty() {
                last = '\0';
            }
            add(&mut seen.chars, 1);
            add(&mut seen.width, char_width(c));
            match c {
                '。' | '；' => {
                    seen.clauses = true;
                    seen.doubles |= c == last;
                }
                '，' => {
                    seen.comma = true;
                    seen.doubles |= c == last;
                }
                '：' => {
                    seen.colon = true;
                    seen.doubles |= c == last;
                }
                '、' | '！' | '？' => seen.doubles |= c == last,
                ' ' | '\u{3000}' | '\u{a0}' => spaces += 1,
                '\t' => seen.parted = true,
                '／' => seen.slash = true,
                '!'..='~' => {
                    seen.latin += 1;
                    seen.digits |= c.is_ascii_digit();
                    seen.colon |= c == ':';
                    seen.slash |= c == '/';
                }
                _ => {
                    if let Some((index, step)) = pair(c) {
                        seen.net[index] += step;
                    }
                }
            }
            (last, rest) = (c, chars.as_str());
        }
        seen.doubles |= spaces >= 2;
        seen.parted |= spaces >= 2;
        seen
    }
}

/// How a text ends.
fn tail(text: &str) -> Tail {
    let mut chars = text.chars().rev();
    let Some(last) = chars.next() else {
        return Tail::Open;
    };
    match last {
        '：' | ':' => return Tail::Colon,
        '；' | ';' => return Tail::Semicolon,
        '，' | '、' | ',' => return Tail::Comma,
        _ => {}
    }
    // A run of closing marks is short; the bound keeps hostile input linear over many lines.
    // `。［12］` is a stop with the number of a note.
    let note = |c: char| form::is_closer(c) || c.is_ascii_digit() || matches!(c, '[' | '［' | '〔');
    let noted = matches!(last, ']' | '］' | '〕');
    let mut rest =
        std::iter::once(last).chain(chars.take(8)).skip_while(|&c| if noted { note(c) } else { form::is_closer(c) });
    match rest.next() {
        Some('。' | '！' | '？' | '!' | '?' | '…' | '｡' | '．') => Tail::Stop,
        // The full stop of Latin text, not the point of a number.
        Some('.') if rest.next().is_some_and(|c| c.is_ascii_alphabetic()) => Tail::Stop,
        _ => Tail::Open,
    }
}

/// Width of the part at the start of a line that cannot be broken. See [`Line::unit`].
fn unit(text: &str) -> u32 {
    const LONGEST: usize = 64;
    if ideographs(text).nth(1).is_some() {
        return 2;
    }
    let mut width = 0;
    let mut chars = text.chars().take(LONGEST).peekable();
    while let Some(c) = chars.next_if(|&c| form::is_opener(c)) {
        width += char_width(c);
    }
    // Justification may set a bracket apart from its address.
    if width > 0 {
        width += chars.next_if_eq(&' ').map_or(0, char_width);
    }
    if let Some(first) = chars.next() {
        width += char_width(first);
        if in_word(first) {
            while let Some(c) = chars.next_if(|&c| in_word(c)) {
                width += char_width(c);
            }
            // An address on the net is one word.
            if (text.contains("://") && chars.peek() == Some(&':')) || text.contains("www.") {
                while let Some(c) = chars.next_if(char::is_ascii_graphic) {
                    width += char_width(c);
                }
            }
        } else if first == '—' {
            while let Some(c) = chars.next_if_eq(&'—') {
                width += char_width(c);
            }
        }
    }
    while let Some(c) = chars.next_if(|&c| form::is_non_starter(c)) {
        width += char_width(c);
    }
    u32::try_from(width).unwrap_or(0)
}

/// Characters that hold a Latin word or number together.
const fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '%' | '/' | '-' | '_' | '@' | '&' | '+' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails() {
        for (text, want) in [
            ("应用高地”。", Tail::Stop),
            ("实验平台。”", Tail::Stop),
            ("良好态势。［12］", Tail::Stop),
            ("各位代表：", Tail::Colon),
            ("处理结果互认；", Tail::Semicolon),
            ("近年来，", Tail::Comma),
            ("增长3.", Tail::Open),
            ("the end.", Tail::Stop),
            ("第3［2］", Tail::Open),
            ("（资料图）", Tail::Open),
        ] {
            assert_eq!(tail(text), want, "{text}");
        }
    }

    #[test]
    fn the_unit_is_what_cannot_be_parted() {
        for (text, want) in
            [("人工", 2), ("放。面对", 4), ("“人工", 4), ("22.1%、15", 7), ("DeepSeek 为", 8), ("——市", 4), ("", 0)]
        {
            assert_eq!(unit(text), want, "{text}");
        }
    }
}
