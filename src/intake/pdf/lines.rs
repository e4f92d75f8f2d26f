//! The lines of a page, with their text and their place.

use super::fragment::{Fragment, fragments, without_copies};
use super::glyph::Glyph;
use super::order::blocks;
use crate::text::Place;

/// The narrowest hole between two letters that is a space, in font sizes.
const WORD_SPACE: f32 = 0.18;
/// The narrowest hole between other characters that is a space, in font sizes.
const WIDE_SPACE: f32 = 0.7;

/// A line as it is read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PageLine {
    /// Its text; never blank.
    pub(super) text: String,
    /// Where it stands; the page is set by the caller.
    pub(super) place: Place,
    /// Copies of its characters that stand on them, in order.
    pub(super) copies: String,
}

/// The lines of one page.
pub(super) fn lines(glyphs: Vec<Glyph>) -> Vec<PageLine> {
    let glyphs = without_copies(glyphs);
    let mut angles: Vec<(i16, usize)> = Vec::new();
    for glyph in &glyphs {
        match angles.iter_mut().find(|(angle, _)| (angle - glyph.angle).abs() <= 2) {
            Some((_, count)) => *count += 1,
            None => angles.push((glyph.angle, 1)),
        }
    }
    // The text of the page first, then what is written across it: marks at its side, watermarks.
    angles.sort_by_key(|&(angle, count)| (std::cmp::Reverse(count), angle));
    let mut lines = Vec::new();
    for (angle, _) in angles {
        let turned =
            glyphs.iter().filter(|glyph| (glyph.angle - angle).abs() <= 2).map(|glyph| glyph.turned()).collect();
        lines.extend(upright(turned));
    }
    lines
}

fn upright(glyphs: Vec<Glyph>) -> Vec<PageLine> {
    let all = fragments(glyphs);
    let mut lines = Vec::new();
    for block in blocks(&all) {
        let margin = block.iter().filter_map(|row| row.first()).map(|&at| all[at].left()).fold(f32::INFINITY, f32::min);
        for row in block {
            let row: Vec<&Fragment> = row.iter().map(|&at| &all[at]).collect();
            lines.extend(line(&row, margin));
        }
    }
    lines
}

/// The line of some fragments on one base line, in a block whose left edge is `margin`.
fn line(row: &[&Fragment], margin: f32) -> Option<PageLine> {
    let (first, last) = (row.first()?, row.last()?);
    let (mut text, mut copies) = (String::new(), String::new());
    let mut before: Option<Glyph> = None;
    for fragment in row {
        for (glyph, spaced) in fragment.glyphs.iter().zip(&fragment.spaced) {
            if before.is_some_and(|before| *spaced || is_space(&before, glyph)) {
                text.push(' ');
            }
            text.push(glyph.c);
            copies.extend(std::iter::repeat_n(glyph.c, glyph.copies as usize));
            before = Some(*glyph);
        }
    }
    // A raised `[1]` behind two characters does not tell what type a line is set in.
    let glyphs = || row.iter().flat_map(|fragment| fragment.on_base());
    let size = common(glyphs().map(|glyph| glyph.size));
    let bold = glyphs().filter(|glyph| glyph.bold).count() * 2 > glyphs().count();
    // An indent of two characters opens a paragraph: the text keeps it as Chinese text writes it.
    if (1.5..2.6).contains(&((first.left() - margin) / size)) {
        text.insert_str(0, "\u{3000}\u{3000}");
    }
    let place = Place {
        page: 0,
        left: hundredth(first.left()),
        right: hundredth(last.right()),
        base: hundredth(first.base),
        size,
        bold,
    };
    Some(PageLine { text, place, copies })
}

/// A length to a hundredth of a point: finer ones only make the project larger.
fn hundredth(length: f32) -> f32 {
    (length * 100.0).round() / 100.0
}

fn is_space(before: &Glyph, glyph: &Glyph) -> bool {
    let hole = (glyph.x - before.right()) / before.size.max(glyph.size).max(0.1);
    let letter = |c: char| c.is_alphanumeric() && c < '\u{2E80}';
    hole >= if letter(before.c) && letter(glyph.c) { WORD_SPACE } else { WIDE_SPACE }
}

/// The most common of some lengths, to a tenth of a point.
fn common(lengths: impl Iterator<Item = f32>) -> f32 {
    let mut tenths: Vec<i32> = lengths.map(|length| (length * 10.0).round() as i32).collect();
    tenths.sort_unstable();
    let runs = tenths.chunk_by(|a, b| a == b);
    runs.max_by_key(|run| (run.len(), run[0])).map_or(1.0, |run| run[0] as f32 / 10.0)
}

#[cfg(test)]
mod tests {
    use super::{Glyph, lines};

    #[test]
    fn a_raised_note_does_not_tell_the_size_of_its_line() {
        let glyph = |c, x, y, size| Glyph {
            c,
            x,
            y,
            width: size,
            size,
            angle: 0,
            centred: false,
            bold: size < 12.0,
            copies: 0,
        };
        let of = [glyph('例', 60.0, 100.0, 12.0), glyph('。', 72.0, 100.0, 12.0)];
        let note = [('[', 84.0), ('1', 94.0), (']', 104.0)].map(|(c, x)| glyph(c, x, 94.0, 10.0));
        let found = lines(of.into_iter().chain(note).collect());
        let [line] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((line.text.as_str(), line.place.size, line.place.bold), ("例。[1]", 12.0, false));
    }
}
