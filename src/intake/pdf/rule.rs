//! The straight lines that a page draws along and across its text: the borders of tables and boxes.

use hayro_font::kurbo::{Affine, Point};

/// What is filled and no thicker than this, points, is a line.
const THICKEST: f32 = 3.0;
/// Shorter lines, points, are dots and dashes.
const SHORTEST: f32 = 2.0;
/// Lines of a page that are kept; a map has more, a table has not.
const MOST: usize = 20_000;
/// Ends this near, points, are one place.
pub(super) const NEAR: f32 = 2.0;

/// A line. Lengths are points; y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Whether it runs down the page, not across it.
    pub(super) upright: bool,
    /// Where it stands: its x if it is upright, else its y.
    pub(super) at: f32,
    /// Where it starts along itself.
    pub(super) from: f32,
    /// Where it ends.
    pub(super) to: f32,
}

impl Rule {
    /// The line in the middle of a box; none when the box is not thin.
    fn of_box(left: f32, top: f32, right: f32, bottom: f32) -> Option<Self> {
        let (width, height) = (right - left, bottom - top);
        let rule = if width >= height {
            Self { upright: false, at: (top + bottom) / 2.0, from: left, to: right }
        } else {
            Self { upright: true, at: (left + right) / 2.0, from: top, to: bottom }
        };
        // Not finite: not a line.
        (width.min(height) <= THICKEST && (SHORTEST..1e6).contains(&(rule.to - rule.from))).then_some(rule)
    }

    /// Whether the line reaches a place along itself.
    pub(super) fn covers(&self, place: f32) -> bool {
        (self.from - NEAR..=self.to + NEAR).contains(&place)
    }

    /// Whether it meets a line of the other direction.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.upright != other.upright && self.covers(other.at) && other.covers(self.at)
    }
}

/// The path being drawn, and the lines that were painted.
#[derive(Debug, Default)]
pub(super) struct Pen {
    /// The parts of the path: their corners.
    parts: Vec<Vec<Point>>,
    corners: usize,
    rules: Vec<Rule>,
}

impl Pen {
    /// Starts a part of the path.
    pub(super) fn move_to(&mut self, to: Point) {
        if self.has_room() {
            self.parts.push(vec![to]);
        }
    }

    /// Goes on in a straight line.
    pub(super) fn line_to(&mut self, to: Point) {
        if self.has_room()
            && let Some(part) = self.parts.last_mut()
        {
            part.push(to);
        }
    }

    /// Takes the part that curves off the path: it is no line.
    pub(super) fn curve(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            part.clear();
        }
    }

    /// Goes back to where the part began.
    pub(super) fn close(&mut self) {
        if let Some(&first) = self.parts.last().and_then(|part| part.first()) {
            self.line_to(first);
        }
    }

    /// Adds a rectangle to the path.
    pub(super) fn rectangle(&mut self, [x, y, width, height]: [f64; 4], ctm: Affine) {
        let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)];
        for (nth, corner) in corners.into_iter().enumerate() {
            let corner = ctm * Point::from(corner);
            if nth == 0 { self.move_to(corner) } else { self.line_to(corner) }
        }
    }

    /// Paints the path: its sides, or what it encloses.
    pub(super) fn paint(&mut self, stroked: bool) {
        for part in std::mem::take(&mut self.parts) {
            let pieces = if stroked { 2 } else { part.len().max(1) };
            if self.rules.len() >= MOST {
                break;
            }
            for piece in part.windows(pieces) {
                let span = |of: fn(&Point) -> f64| {
                    let values = || piece.iter().map(|point| of(point) as f32);
                    (values().fold(f32::INFINITY, f32::min), values().fold(f32::NEG_INFINITY, f32::max))
                };
                let ((left, right), (top, bottom)) = (span(|point| point.x), span(|point| point.y));
                self.rules.extend(Rule::of_box(left, top, right, bottom));
            }
        }
        self.corners = 0;
    }

    /// Drops the path without painting it.
    pub(super) fn drop_path(&mut self) {
        self.parts.clear();
        self.corners = 0;
    }

    /// The lines, with those in one that touch made one.
    pub(super) fn rules(mut self) -> Vec<Rule> {
        self.rules.sort_by(|a, b| a.upright.cmp(&b.upright).then(a.at.total_cmp(&b.at)));
        let mut merged: Vec<Rule> = Vec::new();
        // Lines at one place, as far as the first of them.
        for level in self.rules.chunk_by_mut(|a, b| a.upright == b.upright && b.at - a.at <= NEAR / 2.0) {
            level.sort_by(|a, b| a.from.total_cmp(&b.from));
            let at = level.iter().map(|rule| rule.at).sum::<f32>() / level.len() as f32;
            let first = merged.len();
            for rule in level {
                match merged[first..].last_mut() {
                    Some(before) if rule.from <= before.to + NEAR => before.to = before.to.max(rule.to),
                    _ => merged.push(Rule { at, ..*rule }),
                }
            }
        }
        merged
    }

    fn has_room(&mut self) -> bool {
        self.corners += 1;
        self.corners <= MOST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thin_boxes_and_sides_are_lines_and_what_touches_is_one() {
        let mut pen = Pen::default();
        pen.rectangle([10.0, 20.0, 100.0, 0.5], Affine::IDENTITY);
        pen.rectangle([110.0, 20.0, 50.0, 0.5], Affine::IDENTITY);
        pen.rectangle([10.0, 20.0, 100.0, 60.0], Affine::IDENTITY);
        pen.paint(false);
        pen.move_to(Point::new(10.0, 20.0));
        pen.line_to(Point::new(10.0, 80.0));
        pen.line_to(Point::new(90.0, 140.0));
        pen.paint(true);
        pen.rectangle([0.0, 0.0, 500.0, 0.5], Affine::IDENTITY);
        pen.drop_path();
        pen.paint(true);
        let across = Rule { upright: false, at: 20.25, from: 10.0, to: 160.0 };
        let down = Rule { upright: true, at: 10.0, from: 20.0, to: 80.0 };
        assert_eq!(pen.rules(), [across, down]);
        assert!(across.meets(&down) && !across.meets(&across));
    }
}
