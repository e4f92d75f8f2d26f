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
    /// A space has been met after the last character.
    pending: bool,
}

impl Fragment {
    fn new(glyph: Glyph) -> Self {
        Self { glyphs: vec![glyph], spaced: vec![false], base: glyph.y, size: glyph.size, pending: false }
    }

    /// Its left edge.
    pub(super) fn left(&self) -> f32 {
        self.glyphs.first().map_or(0.0, |glyph| glyph.x)
    }

    /// Its right edge.
    pub(super) fn right(&self) -> f32 {
        self.glyphs.last().map_or(0.0, Glyph::right)
    }

    /// Its upper edge, as high as an ideograph.
    pub(super) fn top(&self) -> f32 {
        self.base - 0.86 * self.size
    }

    /// Its lower edge.
    pub(super) fn bottom(&self) -> f32 {
        self.base + 0.14 * self.size
    }

    /// How badly a character fits at the end; `None`: not at all.
    fn misfit(&self, glyph: &Glyph) -> Option<f32> {
        let size = self.size.max(glyph.size);
        let (hole, off) = (glyph.x - self.right(), (glyph.y - self.base).abs());
        let small = glyph.size < 0.8 * self.size || self.size < 0.8 * glyph.size;
        // A raised figure clings to its word.
        let off_line = if small && hole.abs() < 0.3 * size { 0.6 } else { OFF };
        let fits = (-0.7 * size..=HOLE * size).contains(&hole) && off <= off_line * size;
        fits.then(|| off + 0.1 * hole.abs())
    }

    fn take(&mut self, glyph: Glyph) {
        if glyph.size > 1.1 * self.size {
            (self.base, self.size) = (glyph.y, glyph.size);
        }
        self.glyphs.push(glyph);
        self.spaced.push(std::mem::take(&mut self.pending));
    }
}

/// The fragments of characters whose lines all run to the right.
pub(super) fn fragments(mut glyphs: Vec<Glyph>) -> Vec<Fragment> {
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut all: Vec<Fragment> = Vec::new();
    let mut by_base: HashMap<i32, Vec<usize>> = HashMap::new();
    let cell = |y: f32| (y / CELL).floor() as i32;
    for glyph in glyphs {
        let reach = 0.6 * glyph.size.clamp(4.0, 200.0);
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
