//! Characters that stand side by side become fragments of lines.
//!
//! Nothing is taken from the order in which a page is drawn: programs draw headlines last and bold
//! words apart. What stands on one base line without a hole belongs together.

use std::collections::HashMap;

use super::glyph::Glyph;

/// The widest hole inside a fragment, in font sizes. The space between the columns of a newspaper is
/// about one character; a wider hole inside a line is closed once its column is known.
const HOLE: f32 = 0.75;
/// How far characters of one line may stand off its base line, in font sizes.
const OFF: f32 = 0.25;
/// Type smaller than its neighbour by this factor may be raised or lowered: a `<sup>` is printed at
/// eight or nine tenths, a note's figure in a book at six.
const SMALL: f32 = 0.9;
/// Figures and marks may be raised or lowered when they are smaller by no more than this: `smaller` is the next of
/// a row of fixed sizes, so that WeasyPrint sets a `<sup>` of text at 11 points at 10.67.
const SMALLER: f32 = 0.99;
/// How far such type may stand off the base line, in sizes of the larger.
const RAISED: f32 = 0.6;
/// A second copy this near, in font sizes, only makes the first look bold.
const SAME_PLACE: f32 = 0.14;
/// Edge of the cells in which neighbours are looked for, points.
const CELL: f32 = 4.0;

/// A stretch of a line without a hole.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fragment {
    /// Its characters from left to right; a blank stands before those that `spaced` names.
    pub(super) glyphs: Vec<Glyph>,
    /// For each character whether a space is drawn before it.
    pub(super) spaced: Vec<bool>,
    /// Base line of its largest characters.
    pub(super) base: f32,
    /// Font size of its largest characters.
    pub(super) size: f32,
    /// Left, top, right and bottom edge of a table that stands for its rows, and which of the page it is.
    pub(super) table: Option<([f32; 4], usize)>,
    /// A space has been met after the last character.
    pending: bool,
}

impl Fragment {
    fn new(glyph: Glyph) -> Self {
        Self { glyphs: vec![glyph], spaced: vec![false], base: glyph.y, size: glyph.size, table: None, pending: false }
    }

    /// The table of that number, as one piece of its page.
    pub(super) fn of_table(edges: [f32; 4], nth: usize) -> Self {
        // Its base line is its lower edge: it follows what stands beside it.
        let base = edges[3];
        Self { glyphs: Vec::new(), spaced: Vec::new(), base, size: 1.0, table: Some((edges, nth)), pending: false }
    }

    /// Its left edge.
    pub(super) fn left(&self) -> f32 {
        if let Some((edges, _)) = self.table {
            return edges[0];
        }
        self.glyphs.first().map_or(0.0, |glyph| glyph.x)
    }

    /// Its right edge.
    pub(super) fn right(&self) -> f32 {
        if let Some((edges, _)) = self.table {
            return edges[2];
        }
        self.glyphs.last().map_or(0.0, Glyph::right)
    }

    /// Its upper edge, as high as an ideograph.
    pub(super) fn top(&self) -> f32 {
        self.table.map_or(self.base - 0.86 * self.size, |(edges, _)| edges[1])
    }

    /// Its lower edge.
    pub(super) fn bottom(&self) -> f32 {
        self.table.map_or(self.base + 0.14 * self.size, |(edges, _)| edges[3])
    }

    /// Its characters that are neither raised nor lowered.
    pub(super) fn on_base(&self) -> impl Iterator<Item = &Glyph> {
        self.glyphs.iter().filter(|glyph| (glyph.y - self.base).abs() <= OFF * self.size)
    }

    /// How badly a character fits at the end; `None`: not at all.
    fn misfit(&self, glyph: &Glyph) -> Option<f32> {
        let size = self.size.max(glyph.size);
        let (hole, off) = (glyph.x - self.right(), (glyph.y - self.base).abs());
        if !(-0.7 * size..=HOLE * size).contains(&hole) || off > RAISED * size {
            return None;
        }
        // A raised figure clings to its word.
        let fits = off <= OFF * size || hole.abs() < 0.3 * size && self.may_be_raised(glyph);
        fits.then(|| off + 0.1 * hole.abs())
    }

    /// Whether a character off the base line, or else what stands before it, may be raised or lowered.
    fn may_be_raised(&self, glyph: &Glyph) -> bool {
        let ratio = glyph.size.min(self.size) / self.size.max(glyph.size);
        let marks = || match glyph.size < self.size {
            true => is_mark(glyph.c),
            false => self.glyphs.iter().all(|glyph| is_mark(glyph.c)),
        };
        ratio < SMALL || ratio < SMALLER && marks()
    }

    fn take(&mut self, glyph: Glyph) {
        let raised = glyph.size > self.size && (glyph.y - self.base).abs() > OFF * glyph.size;
        if raised || glyph.size > 1.1 * self.size {
            (self.base, self.size) = (glyph.y, glyph.size);
        }
        self.glyphs.push(glyph);
        self.spaced.push(std::mem::take(&mut self.pending));
    }
}

/// Whether a character is one of those that are raised and lowered: exponents, units, formulas, notes.
fn is_mark(c: char) -> bool {
    c.is_ascii_graphic() || matches!(c, '①'..='⒛' | '０'..='９' | '［' | '］' | '〔' | '〕' | '−' | '※' | '†' | '‡')
}

/// The fragments of characters whose lines all run to the right.
pub(super) fn fragments(mut glyphs: Vec<Glyph>) -> Vec<Fragment> {
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut all: Vec<Fragment> = Vec::new();
    let mut by_base: HashMap<i32, Vec<usize>> = HashMap::new();
    let cell = |y: f32| (y / CELL).floor() as i32;
    for glyph in glyphs {
        // Half as large as its line, it may stand off by as much as it is high.
        let reach = 2.0 * RAISED * glyph.size.clamp(4.0, 200.0);
        let near = (cell(glyph.y - reach)..=cell(glyph.y + reach)).filter_map(|key| by_base.get(&key)).flatten();
        // The latest fragments of a cell stand furthest to the right.
        let best = near
            .filter_map(|&at| Some((all[at].misfit(&glyph)?, at)))
            .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
            .map(|(_, at)| at);
        match best {
            Some(at) if glyph.c.is_whitespace() => all[at].pending = true,
            Some(at) => all[at].take(glyph),
            None if glyph.c.is_whitespace() => {}
            None => {
                by_base.entry(cell(glyph.y)).or_default().push(all.len());
                all.push(Fragment::new(glyph));
            }
        }
    }
    all
}

/// Takes out copies that stand on their first, which counts them.
pub(super) fn without_copies(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut firsts: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut seen: HashMap<(char, i32, i32), Vec<usize>> = HashMap::new();
    for glyph in glyphs {
        if glyph.c.is_whitespace() {
            firsts.push(glyph);
            continue;
        }
        let near = SAME_PLACE * glyph.size;
        let (column, row) = ((glyph.x / CELL).floor() as i32, (glyph.y / CELL).floor() as i32);
        let reach = (near / CELL).ceil().clamp(1.0, 8.0) as i32;
        let cells = (column - reach..=column + reach)
            .flat_map(|column| (row - reach..=row + reach).map(move |row| (glyph.c, column, row)));
        let first = cells.filter_map(|cell| seen.get(&cell)).flatten().copied().find(|&at| {
            let first = firsts[at];
            (first.x - glyph.x).abs() < near && (first.y - glyph.y).abs() < near
        });
        match first {
            Some(at) => firsts[at].copies = firsts[at].copies.saturating_add(1),
            None => {
                seen.entry((glyph.c, column, row)).or_default().push(firsts.len());
                firsts.push(glyph);
            }
        }
    }
    firsts
}

#[cfg(test)]
mod tests {
    use super::super::glyph::drawn;
    use super::{Glyph, fragments};

    fn texts(parts: &[(&str, f32, f32, f32)]) -> Vec<String> {
        let glyphs = parts.iter().flat_map(|&(text, x, y, size)| drawn(text, x, y, size)).collect();
        let text = |glyphs: &[Glyph]| glyphs.iter().map(|glyph| glyph.c).collect();
        fragments(glyphs).iter().map(|fragment| text(&fragment.glyphs)).collect()
    }

    #[test]
    fn raised_and_lowered_type_stays_in_its_line() {
        // As WeasyPrint sets `m<sup>2</sup>` and `CO<sub>2</sub>`.
        let (twelve, small) = (12.0, 10.67);
        let line = [
            ("面积m", 60.0, 100.0, twelve),
            ("2", 96.0, 93.9, small),
            ("，CO", 106.67, 100.0, twelve),
            ("2", 142.67, 104.6, small),
            ("排放", 153.34, 100.0, twelve),
        ];
        assert_eq!(texts(&line), ["面积m2，CO2排放"]);
    }

    #[test]
    fn marks_may_be_raised_in_type_hardly_smaller() {
        // Of text at 11 points the next smaller size is 10.67.
        let line = [
            ("减排4.1×10", 62.0, 140.7, 11.0),
            ("4", 150.0, 135.4, 10.67),
            ("吨CO", 160.67, 140.7, 11.0),
            ("2", 193.67, 146.0, 10.67),
            ("，", 204.34, 140.7, 11.0),
        ];
        assert_eq!(texts(&line), ["减排4.1×104吨CO2，"]);
        let note = fragments([drawn("[3]", 60.0, 95.0, 10.67), drawn("出处", 92.0, 100.0, 11.0)].concat());
        assert_eq!(note.len(), 1);
        assert_eq!((note[0].base, note[0].size), (100.0, 11.0));
        // A figure of the same size, or words, are in no line that they stand off.
        assert_eq!(texts(&[("面积", 60.0, 100.0, 11.0), ("2", 82.0, 94.7, 11.0)]), ["面积", "2"]);
        assert_eq!(texts(&[("面积", 60.0, 100.0, 11.0), ("大", 82.0, 94.7, 10.67)]), ["面积", "大"]);
    }

    #[test]
    fn raised_type_is_found_however_small_it_is() {
        // Whatever the cells in which neighbours are looked for.
        for shift in 0..8 {
            let y = 100.0 + shift as f32;
            assert_eq!(texts(&[("本条", 60.0, y, 12.0), ("1", 84.0, y - 6.5, 6.0)]), ["本条1"], "{y}");
        }
    }

    #[test]
    fn a_line_that_opens_raised_stands_on_the_base_of_its_text() {
        let glyphs = [drawn("①", 60.0, 94.7, 10.67), drawn("，以信息", 70.67, 100.0, 12.0)].concat();
        let all = fragments(glyphs);
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].base, all[0].size), (100.0, 12.0));
    }

    #[test]
    fn small_type_under_a_line_or_apart_from_it_is_a_line_of_its_own() {
        let under = [("正文正文", 60.0, 100.0, 12.0), ("小字", 108.0, 112.0, 9.0)];
        assert_eq!(texts(&under), ["正文正文", "小字"]);
        let apart = [("正文正文", 60.0, 100.0, 12.0), ("小字", 116.0, 95.0, 9.0)];
        assert_eq!(texts(&apart), ["正文正文", "小字"]);
        let as_large = [("正文正文", 60.0, 100.0, 12.0), ("正文", 108.0, 94.0, 11.5)];
        assert_eq!(texts(&as_large), ["正文正文", "正文"]);
    }
}
