//! The lines of a page, with their text and their place.

use super::browser;
use super::fragment::{Fragment, fragments, without_copies};
use super::glyph::Glyph;
use super::grid::tables;
use super::order::blocks;
use super::rule::Rule;
use crate::text::{Place, seam};

/// The narrowest hole between two letters that is a space, in font sizes.
const WORD_SPACE: f32 = 0.18;
/// The narrowest hole between other characters that is a space, in font sizes.
const WIDE_SPACE: f32 = 0.7;
/// The least room at the end of a line in a cell that ended there, in font sizes.
const ENDED: f32 = 2.0;

/// A line as it is read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PageLine {
    /// Its text; never blank.
    pub(super) text: String,
    /// Where it stands; the page is set by the caller.
    pub(super) place: Place,
    /// Copies of its characters that stand on them, in order.
    pub(super) copies: String,
    /// It is a row of a table, its cells parted by tabs.
    pub(super) row: bool,
}

/// The lines of one page, on which these lines are drawn.
pub(super) fn lines(glyphs: Vec<Glyph>, rules: &[Rule]) -> Vec<PageLine> {
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
        lines.extend(if angle == 0 { page(turned, rules) } else { upright(turned, &[]) });
    }
    lines
}

/// The lines of a browser stand before and after those of the page.
fn page(mut glyphs: Vec<Glyph>, rules: &[Rule]) -> Vec<PageLine> {
    let [head, foot] = browser::take_lines(&mut glyphs);
    let mut lines: Vec<PageLine> = whole(head).into_iter().collect();
    lines.extend(upright(glyphs, rules));
    lines.extend(whole(foot));
    lines
}

/// Characters on one base line as one line, however wide the holes in it.
fn whole(glyphs: Vec<Glyph>) -> Option<PageLine> {
    let mut row = fragments(glyphs);
    row.sort_by(|a, b| a.left().total_cmp(&b.left()));
    let margin = row.first()?.left();
    line(&row.iter().collect::<Vec<_>>(), margin, false)
}

fn upright(mut glyphs: Vec<Glyph>, rules: &[Rule]) -> Vec<PageLine> {
    let tables = tables(&mut glyphs, rules);
    let mut all = fragments(glyphs);
    all.extend(tables.iter().enumerate().map(|(nth, table)| Fragment::of_table(table.edges, nth)));
    let mut rows: Vec<Vec<PageLine>> =
        tables.into_iter().map(|table| table.rows.into_iter().flat_map(table_row).collect()).collect();
    let mut lines = Vec::new();
    for block in blocks(&all) {
        let text = block.rows.iter().flatten().map(|&at| &all[at]).filter(|fragment| fragment.table.is_none());
        let margin = text.map(Fragment::left).fold(f32::INFINITY, f32::min);
        for row in block.rows {
            let (boxes, row): (Vec<&Fragment>, Vec<&Fragment>) =
                row.iter().map(|&at| &all[at]).partition(|fragment| fragment.table.is_some());
            lines.extend(line(&row, margin, block.cells));
            for (_, nth) in boxes.iter().filter_map(|fragment| fragment.table) {
                lines.append(&mut rows[nth]);
            }
        }
    }
    lines
}

/// A row of a table: one line, its cells parted by tabs. What stands alone in its row is text like any.
fn table_row(cells: Vec<Vec<Glyph>>) -> Vec<PageLine> {
    let cells: Vec<Vec<PageLine>> = cells.into_iter().map(|cell| upright(cell, &[])).collect();
    if cells.iter().filter(|lines| !lines.is_empty()).count() < 2 {
        return cells.into_iter().flatten().collect();
    }
    let all = || cells.iter().flatten();
    let Some(first) = all().next() else { return Vec::new() };
    let least = |of: fn(&Place) -> f32| all().map(|line| of(&line.place)).fold(f32::INFINITY, f32::min);
    let most = |of: fn(&Place) -> f32| all().map(|line| of(&line.place)).fold(f32::NEG_INFINITY, f32::max);
    let place = Place {
        left: least(|place| place.left),
        right: most(|place| place.right),
        base: least(|place| place.base),
        ..first.place
    };
    let text = cells.iter().map(|lines| cell_text(lines)).collect::<Vec<_>>().join("\t");
    vec![PageLine { text, place, copies: all().map(|line| line.copies.as_str()).collect(), row: true }]
}

/// The text of a cell: its lines are joined as those of a paragraph are, with a space where one ended before its
/// column was full.
fn cell_text(lines: &[PageLine]) -> String {
    let edge = lines.iter().map(|line| line.place.right).fold(0.0, f32::max);
    let mut text = String::new();
    for (nth, line) in lines.iter().enumerate() {
        let words = line.text.trim();
        if let Some(before) = nth.checked_sub(1).map(|at| &lines[at]) {
            let ended =
                before.text.ends_with(['。', '；', '：']) && edge - before.place.right > ENDED * before.place.size;
            text.push_str(if ended { " " } else { seam(&text, words) });
        }
        text.push_str(words);
    }
    text
}

/// The line of some fragments on one base line, in a block whose left edge is `margin`. `cells`: a tab parts them.
fn line(row: &[&Fragment], margin: f32, cells: bool) -> Option<PageLine> {
    let (first, last) = (row.first()?, row.last()?);
    let (mut text, mut copies) = (String::new(), String::new());
    let mut before: Option<Glyph> = None;
    for fragment in row {
        let mut opens_cell = cells && before.is_some();
        for (glyph, spaced) in fragment.glyphs.iter().zip(&fragment.spaced) {
            if std::mem::take(&mut opens_cell) {
                text.push('\t');
            } else if before.is_some_and(|before| *spaced || is_space(&before, glyph)) {
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
    Some(PageLine { text, place, copies, row: false })
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
        let found = lines(of.into_iter().chain(note).collect(), &[]);
        let [line] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((line.text.as_str(), line.place.size, line.place.bold), ("例。[1]", 12.0, false));
    }
}
