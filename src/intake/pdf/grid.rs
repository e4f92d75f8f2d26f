//! Tables that a page draws with lines: which cell each character stands in.

use super::glyph::Glyph;
use super::rule::{NEAR, Rule};

/// Pairs of lines that are compared at most; a page of tables has some thousand.
const MOST_PAIRS: usize = 1_000_000;
/// Times a character is held against a line at most.
const MOST_LOOKS: usize = 50_000_000;
/// Rows and columns of a table at least.
const LEAST: usize = 2;
/// A cell with more letters holds running text, as the boxes of a newspaper do.
const LONG_CELL: usize = 200;

/// The characters of a table.
#[derive(Debug)]
pub(super) struct Table {
    /// Left, top, right and bottom edge, points.
    pub(super) edges: [f32; 4],
    /// Its rows from the top, each with the characters of its cells from left to right; an empty cell has none.
    pub(super) rows: Vec<Vec<Vec<Glyph>>>,
}

/// Takes the characters of tables out of `glyphs`.
///
/// Lines that meet make a table when two rows or more have two or more cells with text each, and only few of the
/// cells hold running text: what a newspaper frames is read in columns.
pub(super) fn tables(glyphs: &mut Vec<Glyph>, rules: &[Rule]) -> Vec<Table> {
    let mut found = Vec::new();
    if glyphs.len().saturating_mul(rules.len()) > MOST_LOOKS {
        return found;
    }
    for grid in grids(rules) {
        let (inside, outside): (Vec<Glyph>, Vec<Glyph>) =
            std::mem::take(glyphs).into_iter().partition(|glyph| !glyph.centred && grid.holds(middle(glyph)));
        *glyphs = outside;
        match grid.table(&inside) {
            Some(table) => found.push(table),
            None => glyphs.extend(inside),
        }
    }
    found
}

/// The middle of a character.
fn middle(glyph: &Glyph) -> (f32, f32) {
    (glyph.x + glyph.width / 2.0, glyph.y - 0.36 * glyph.size)
}

/// Lines that meet one another.
struct Grid {
    across: Vec<Rule>,
    upright: Vec<Rule>,
    edges: [f32; 4],
}

/// A cell: left and top edge.
type Cell = (f32, f32);

/// The sets of lines that meet.
fn grids(rules: &[Rule]) -> Vec<Grid> {
    let (upright, across): (Vec<Rule>, Vec<Rule>) = rules.iter().partition(|rule| rule.upright);
    if across.len() < LEAST || upright.is_empty() || across.len().saturating_mul(upright.len()) > MOST_PAIRS {
        return Vec::new();
    }
    // Each line of a set points to one before it, the first to itself.
    let all: Vec<Rule> = across.iter().chain(&upright).copied().collect();
    let mut sets: Vec<usize> = (0..all.len()).collect();
    for a in 0..across.len() {
        for b in across.len()..all.len() {
            if all[a].meets(&all[b]) {
                let (a, b) = (root(&sets, a), root(&sets, b));
                sets[a.max(b)] = a.min(b);
            }
        }
    }
    let mut members: Vec<Vec<Rule>> = vec![Vec::new(); all.len()];
    for (at, rule) in all.iter().enumerate() {
        members[root(&sets, at)].push(*rule);
    }
    members.into_iter().filter_map(Grid::of).collect()
}

fn root(sets: &[usize], mut at: usize) -> usize {
    while sets[at] != at {
        at = sets[at];
    }
    at
}

impl Grid {
    fn of(rules: Vec<Rule>) -> Option<Self> {
        let (upright, across): (Vec<Rule>, Vec<Rule>) = rules.into_iter().partition(|rule| rule.upright);
        // Two rows need a line between them, two columns as well; the outer ones may be missing.
        if across.len() < LEAST || upright.is_empty() {
            return None;
        }
        let least = |values: &mut dyn Iterator<Item = f32>| values.fold(f32::INFINITY, f32::min);
        let most = |values: &mut dyn Iterator<Item = f32>| values.fold(f32::NEG_INFINITY, f32::max);
        let xs = || across.iter().flat_map(|rule| [rule.from, rule.to]).chain(upright.iter().map(|rule| rule.at));
        let ys = || upright.iter().flat_map(|rule| [rule.from, rule.to]).chain(across.iter().map(|rule| rule.at));
        let edges = [least(&mut xs()), least(&mut ys()), most(&mut xs()), most(&mut ys())];
        Some(Self { across, upright, edges })
    }

    fn holds(&self, (x, y): (f32, f32)) -> bool {
        let [left, top, right, bottom] = self.edges;
        (left..=right).contains(&x) && (top..=bottom).contains(&y)
    }

    /// The cell around a place: where the next lines to its left and over it stand.
    fn cell(&self, (x, y): (f32, f32)) -> Cell {
        let nearest = |rules: &[Rule], along: f32, at: f32, edge: f32| {
            let before = rules.iter().filter(|rule| rule.at <= at && rule.covers(along));
            before.map(|rule| rule.at).fold(edge, f32::max)
        };
        (nearest(&self.upright, y, x, self.edges[0]), nearest(&self.across, x, y, self.edges[1]))
    }

    fn table(&self, glyphs: &[Glyph]) -> Option<Table> {
        let mut cells: Vec<(Cell, Vec<Glyph>)> = Vec::new();
        let mut placed: Vec<(Cell, Glyph)> =
            glyphs.iter().filter(|glyph| !glyph.c.is_whitespace()).map(|g| (self.cell(middle(g)), *g)).collect();
        placed.sort_by(|(a, _), (b, _)| a.1.total_cmp(&b.1).then(a.0.total_cmp(&b.0)));
        for (cell, glyph) in placed {
            match cells.last_mut() {
                Some((last, glyphs)) if *last == cell => glyphs.push(glyph),
                _ => cells.push((cell, vec![glyph])),
            }
        }
        // Blanks stand where the page draws them; only a cell with text has any.
        for blank in glyphs.iter().filter(|glyph| glyph.c.is_whitespace()) {
            let cell = self.cell(middle(blank));
            if let Some((_, glyphs)) = cells.iter_mut().find(|(other, _)| *other == cell) {
                glyphs.push(*blank);
            }
        }
        let rows: Vec<&[(Cell, Vec<Glyph>)]> = cells.chunk_by(|(a, _), (b, _)| a.1 == b.1).collect();
        let long = cells.iter().filter(|(_, glyphs)| glyphs.len() > LONG_CELL).count();
        if rows.iter().filter(|row| row.len() >= LEAST).count() < LEAST || long * 3 > cells.len() {
            return None;
        }
        Some(Table { edges: self.edges, rows: rows.into_iter().map(|row| self.row(row)).collect() })
    }

    /// The cells of a row, with those without text before the last that has one.
    fn row(&self, filled: &[(Cell, Vec<Glyph>)]) -> Vec<Vec<Glyph>> {
        let Some(&((_, top), _)) = filled.first() else { return Vec::new() };
        let mut lefts: Vec<f32> = filled.iter().map(|((left, _), _)| *left).collect();
        // A little under its upper edge.
        let inside = top + 2.0 * NEAR;
        lefts.extend(self.upright.iter().filter(|rule| rule.covers(inside)).map(|rule| rule.at));
        lefts.sort_by(f32::total_cmp);
        lefts.dedup_by(|a, b| (*a - *b).abs() <= NEAR);
        let of = |left: &f32| filled.iter().find(|((other, _), _)| (other - left).abs() <= NEAR);
        let last = lefts.iter().rposition(|left| of(left).is_some()).unwrap_or(0);
        lefts[..=last].iter().map(|left| of(left).map(|(_, glyphs)| glyphs.clone()).unwrap_or_default()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::glyph::drawn;
    use super::*;

    fn grid(xs: &[f32], ys: &[f32]) -> Vec<Rule> {
        let ends = |places: &[f32]| (places[0], places[places.len() - 1]);
        let ((left, right), (top, bottom)) = (ends(xs), ends(ys));
        let across = ys.iter().map(|&at| Rule { upright: false, at, from: left, to: right });
        across.chain(xs.iter().map(|&at| Rule { upright: true, at, from: top, to: bottom })).collect()
    }

    fn write(text: &str, x: f32, y: f32) -> Vec<Glyph> {
        let chars: Vec<char> = text.chars().collect();
        let lines = chars.chunks(8).enumerate();
        lines.flat_map(|(nth, line)| drawn(&String::from_iter(line), x, y + 12.0 * nth as f32, 10.0)).collect()
    }

    fn texts(tables: &[Table]) -> Vec<Vec<String>> {
        let text = |cell: &Vec<Glyph>| cell.iter().map(|glyph| glyph.c).collect();
        tables.iter().flat_map(|table| &table.rows).map(|row| row.iter().map(text).collect()).collect()
    }

    #[test]
    fn characters_stand_in_the_cells_that_lines_draw() {
        let rules = grid(&[0.0, 100.0, 200.0, 300.0], &[0.0, 40.0, 80.0]);
        let mut glyphs = [
            write("区县", 5.0, 20.0),
            write("床位", 105.0, 20.0),
            write("备注", 205.0, 20.0),
            write("东岭", 5.0, 60.0),
            write("含在建", 205.0, 60.0),
            write("表后", 5.0, 120.0),
        ]
        .concat();
        let found = tables(&mut glyphs, &rules);
        assert_eq!(texts(&found), [vec!["区县", "床位", "备注"], vec!["东岭", "", "含在建"]]);
        assert_eq!(glyphs, write("表后", 5.0, 120.0));
    }

    #[test]
    fn a_frame_around_columns_and_boxes_with_articles_are_no_tables() {
        let article = "近日市里出台办法，".repeat(30);
        let frame = grid(&[0.0, 100.0, 200.0], &[0.0, 900.0]);
        let mut glyphs = [write(&article, 5.0, 20.0), write(&article, 105.0, 20.0)].concat();
        assert!(tables(&mut glyphs, &frame).is_empty());
        let boxes = grid(&[0.0, 100.0, 200.0], &[0.0, 600.0, 1200.0]);
        glyphs.extend([write(&article, 5.0, 620.0), write(&article, 105.0, 620.0)].concat());
        assert!(tables(&mut glyphs, &boxes).is_empty());
        assert_eq!(glyphs.len(), 4 * 270);
    }
}
