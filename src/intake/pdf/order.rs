//! The order in which the fragments of a page are read.
//!
//! A page is cut by its white space: into columns where a strip is free from top to bottom, and
//! else into bands, each as high as one set of columns goes on. So a headline that spans columns
//! stands before them, and columns are read from left to right. Rows of a table stay rows.

use super::fragment::Fragment;

/// The narrowest strip between columns, in font sizes.
const GUTTER: f32 = 0.7;
/// Columns narrower than this, in font sizes, are cells of a table when their rows line up.
const CELL_WIDTH: f32 = 7.0;
/// The strip between two columns of cells, in font sizes; behind a number stands less.
const WELL_APART: f32 = 1.5;
/// What is free without a line that stands across columns, in font sizes.
const GAINED: f32 = 0.3;
/// Type larger than the rest by this factor is a headline.
const DISPLAY: f32 = 1.2;
/// How deep cutting goes.
const DEEPEST: usize = 40;

/// Lines below each other: the fragments of each line from left to right.
type Rows = Vec<Vec<usize>>;

/// A run of lines below each other.
pub(super) struct Block {
    /// The fragments of each line from left to right.
    pub(super) rows: Rows,
    /// It looks like a table: what stands side by side are cells.
    pub(super) cells: bool,
}

/// The blocks of a page in reading order.
pub(super) fn blocks(all: &[Fragment]) -> Vec<Block> {
    let mut sizes: Vec<f32> = all.iter().flat_map(|f| std::iter::repeat_n(f.size, f.glyphs.len())).collect();
    if sizes.is_empty() {
        return Vec::new();
    }
    let middle = sizes.len() / 2;
    let size = *sizes.select_nth_unstable_by(middle, f32::total_cmp).1;
    let mut page = Page { all, size, blocks: Vec::new() };
    page.read((0..all.len()).collect(), 0);
    page.blocks
}

struct Page<'f> {
    all: &'f [Fragment],
    /// Font size of most characters.
    size: f32,
    blocks: Vec<Block>,
}

impl Page<'_> {
    fn read(&mut self, set: Vec<usize>, depth: usize) {
        if set.is_empty() {
            return;
        }
        let bands = if depth < DEEPEST { self.bands(&set) } else { vec![set.clone()] };
        if bands.len() > 1 {
            for band in bands {
                self.read(band, depth + 1);
            }
            return;
        }
        let columns = self.columns(&set);
        let cells = self.is_table(&columns);
        if columns.len() > 1 && depth < DEEPEST && !cells && !self.is_labelled(&columns) {
            for column in columns {
                self.read(column, depth + 1);
            }
        } else {
            let rows = self.rows(&set);
            let cells = cells && self.shows_cells(&set, &rows);
            self.blocks.push(Block { rows, cells });
        }
    }

    /// Free strips between the fragments of a set, left to right.
    fn strips(&self, set: &[usize]) -> Vec<(f32, f32)> {
        let mut spans: Vec<(f32, f32)> = set.iter().map(|&at| (self.all[at].left(), self.all[at].right())).collect();
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut strips = Vec::new();
        let mut right = f32::INFINITY;
        for (from, to) in spans {
            if from - right >= GUTTER * self.size {
                strips.push((right, from));
            }
            right = if right.is_finite() { right.max(to) } else { to };
        }
        strips
    }

    /// The columns of a set, prose or the cells of a table: none where there is but one.
    fn columns(&self, set: &[usize]) -> Vec<Vec<usize>> {
        let strips = self.strips(set);
        if strips.is_empty() || self.rows(set).len() < 3 {
            return Vec::new();
        }
        let mut columns = vec![Vec::new(); strips.len() + 1];
        for &at in set {
            let nth = strips.iter().take_while(|strip| strip.1 <= self.all[at].left() + 0.01).count();
            columns[nth].push(at);
        }
        columns.retain(|column| !column.is_empty());
        columns
    }

    /// Whether what stands side by side are rows of cells: lines that share their base lines, in
    /// columns too narrow for prose or hardly filled.
    fn is_table(&self, columns: &[Vec<usize>]) -> bool {
        if columns.len() < 2 {
            return false;
        }
        let rows: Vec<Rows> = columns.iter().map(|column| self.rows(column)).collect();
        let base = |row: &Vec<usize>| row.first().map_or(0.0, |&at| self.all[at].base);
        let (mut shared, mut least) = (0, 0);
        for pair in rows.windows(2) {
            let (few, many) = if pair[0].len() <= pair[1].len() { (&pair[0], &pair[1]) } else { (&pair[1], &pair[0]) };
            least += few.len();
            shared +=
                few.iter().filter(|row| many.iter().any(|o| (base(o) - base(row)).abs() < 0.2 * self.size)).count();
        }
        if shared * 5 < least * 4 {
            return false;
        }
        let thin = |column: &Vec<usize>, rows: &Rows| {
            let left = column.iter().map(|&at| self.all[at].left()).fold(f32::INFINITY, f32::min);
            let width = column.iter().map(|&at| self.all[at].right()).fold(0.0, f32::max) - left;
            let filled: f32 = column.iter().map(|&at| self.all[at].right() - self.all[at].left()).sum();
            width < CELL_WIDTH * self.size || filled < 0.5 * width * rows.len() as f32 && !self.holds_columns(column)
        };
        let thin = columns.iter().zip(&rows).filter(|(column, rows)| thin(column, rows)).count();
        thin * 2 >= columns.len()
    }

    /// Whether the first of two columns is nothing but what lines open with, as `第一条` and a space do: too narrow
    /// for prose, close to the rest, and most of its lines go on behind the strip. The others end a paragraph.
    fn is_labelled(&self, columns: &[Vec<usize>]) -> bool {
        let [labels, rest] = columns else { return false };
        let left = |column: &[usize]| column.iter().map(|&at| self.all[at].left()).fold(f32::INFINITY, f32::min);
        let right = |column: &[usize]| column.iter().map(|&at| self.all[at].right()).fold(0.0, f32::max);
        let (from, to) = (left(labels), right(labels));
        if to - from >= CELL_WIDTH * self.size || left(rest) - to >= WELL_APART * self.size {
            return false;
        }
        let lines = self.rows(labels);
        let base = |at: usize| self.all[at].base;
        let goes_on = |line: &&Vec<usize>| {
            line.iter().any(|&at| rest.iter().any(|&other| (base(other) - base(at)).abs() < 0.1 * self.size))
        };
        lines.iter().filter(goes_on).count() * 2 >= lines.len()
    }

    /// Whether a part of a column has columns itself, under something that stands across them.
    fn holds_columns(&self, column: &[usize]) -> bool {
        self.bands(column).iter().any(|band| self.columns(band).len() > 1)
    }

    /// Whether rows that line up are surely no text with a number or a name before it: several of them have more
    /// than one cell, and there are three columns, or two that stand well apart.
    fn shows_cells(&self, set: &[usize], rows: &Rows) -> bool {
        let strips = self.strips(set);
        let apart = strips.iter().any(|(from, to)| to - from >= WELL_APART * self.size);
        (strips.len() >= 2 || apart) && rows.iter().filter(|row| row.len() >= 2).count() >= 3
    }

    /// Cuts a set into bands, each as high as a set of free strips goes on.
    fn bands(&self, set: &[usize]) -> Vec<Vec<usize>> {
        let mut bands: Vec<Band> = Vec::new();
        for layer in self.layers(set) {
            let strips = self.strips(&layer);
            let display = layer.len() == 1 && self.all[layer[0]].size >= DISPLAY * self.size;
            let goes_on = bands.last().is_some_and(|band| {
                let both: Vec<usize> = band.members.iter().chain(&layer).copied().collect();
                let free = self.strips(&both).len();
                match (band.split, free == 0) {
                    // Columns go on while a strip stays free.
                    (true, closed) => !closed,
                    // A headline opens what follows; plain lines go on as they are, unless columns begin that they
                    // stand across.
                    (false, false) => (!band.display || display) && free >= strips.len(),
                    (false, true) => strips.is_empty(),
                }
            });
            match bands.last_mut() {
                Some(band) if goes_on => {
                    band.members.extend(layer);
                    band.display &= display;
                    band.split = !self.strips(&band.members).is_empty();
                }
                _ => bands.push(Band { split: !strips.is_empty(), display, members: layer }),
            }
        }
        bands
            .into_iter()
            .flat_map(|band| if band.split { self.trimmed(band.members) } else { vec![band.members] })
            .collect()
    }

    /// Columns without what stands above and below them across more than one: a headline whose end lies over the
    /// indent of a heading in the next column leaves a strip free, so does the head of a page between its words, and
    /// a box under narrow columns.
    fn trimmed(&self, band: Vec<usize>) -> Vec<Vec<usize>> {
        let mut layers = self.layers(&band);
        let columns = layers.split_off(self.across(&layers, true));
        let turned: Vec<Vec<usize>> = columns.into_iter().rev().collect();
        let (below, columns) = turned.split_at(self.across(&turned, false));
        let parts = [layers.concat(), columns.concat(), below.concat()];
        parts.into_iter().filter(|part| !part.is_empty()).collect()
    }

    /// How many of the first layers stand across strips that are free without them: all the lines that no strip
    /// parts. `head`: or one line that is parted elsewhere.
    fn across(&self, layers: &[Vec<usize>], head: bool) -> usize {
        let free = |from: usize| self.strips(&layers[from..].concat()).iter().map(|(from, to)| to - from).sum::<f32>();
        let plain = layers.iter().take_while(|layer| self.strips(layer).is_empty()).count();
        let lines = if plain == 0 && head { 1 } else { plain };
        // What stands beside the end of the longest column is not parted either; then nothing is gained.
        if lines > 0 && lines < layers.len() && free(lines) > free(0) + GAINED * self.size { lines } else { 0 }
    }

    /// Cuts a set at every level that no fragment crosses.
    fn layers(&self, set: &[usize]) -> Vec<Vec<usize>> {
        let mut sorted = set.to_vec();
        sorted.sort_by(|&a, &b| self.all[a].top().total_cmp(&self.all[b].top()));
        let mut layers: Vec<Vec<usize>> = Vec::new();
        let mut bottom = f32::NEG_INFINITY;
        for at in sorted {
            let fragment = &self.all[at];
            match layers.last_mut() {
                Some(layer) if fragment.top() < bottom - 0.1 * fragment.size => layer.push(at),
                _ => layers.push(vec![at]),
            }
            bottom = bottom.max(fragment.bottom());
        }
        layers
    }

    /// The lines of a set, top to bottom, each from left to right.
    fn rows(&self, set: &[usize]) -> Rows {
        let mut sorted = set.to_vec();
        sorted.sort_by(|&a, &b| self.all[a].base.total_cmp(&self.all[b].base));
        let mut rows: Rows = Vec::new();
        for at in sorted {
            let fragment = &self.all[at];
            match rows.last_mut() {
                Some(row)
                    if row.first().is_some_and(|&first| {
                        let first = &self.all[first];
                        fragment.base - first.base <= 0.35 * fragment.size.min(first.size)
                    }) =>
                {
                    row.push(at)
                }
                _ => rows.push(vec![at]),
            }
        }
        for row in &mut rows {
            row.sort_by(|&a, &b| self.all[a].left().total_cmp(&self.all[b].left()));
        }
        rows
    }
}

struct Band {
    members: Vec<usize>,
    /// A strip is free in it.
    split: bool,
    /// It holds nothing but headlines.
    display: bool,
}
