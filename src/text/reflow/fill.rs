//! How well full lines are filled: what a text is set like tells how much its widths prove.
//!
//! A line is full when what opens the next line did not fit. On a page set in squares that can be counted to
//! the half column; where marks are squeezed or letters are wider than they are counted it cannot. The lines
//! that surely run on show which of the two it is.

use super::line::{Line, Tail};
use super::page::Page;

/// Fewer lines than this show nothing.
const LEAST: usize = 10;
/// Half columns by which the widths of a text may at most be believed to be exact.
const MOST: f32 = 1.5;

impl Page<'_, '_> {
    /// Half columns, 0 to [`MOST`], by which the lines that surely run on are fuller than they have to be: so
    /// much nearer to full a line may be and still have ended for another reason.
    pub(super) fn exactness(&self) -> f32 {
        let mut rooms: Vec<f32> = (1..self.lines.len())
            .filter(|&at| runs_on(&self.lines[at]) && runs_on(&self.lines[at - 1]) && self.stands_in_one_measure(at))
            .map(|at| self.nearest_room(at))
            .collect();
        if rooms.len() < LEAST {
            return 0.0;
        }
        // One line in twenty may be told the wrong measure.
        let most = (rooms.len() - 1) * 19 / 20;
        let (_, &mut most, _) = rooms.select_nth_unstable_by(most, f32::total_cmp);
        (-0.5 - most).clamp(0.0, MOST)
    }

    /// Whether the lines before and after the line are equally wide.
    fn stands_in_one_measure(&self, at: usize) -> bool {
        let (back, ahead) = (self.measures[at].back, self.measures[at].ahead);
        back.holds() && ahead.holds() && back.width.abs_diff(ahead.width) <= 3
    }
}

/// Whether the sentence goes on after the line: no heading, caption or last line is like that.
fn runs_on(line: &Line<'_>) -> bool {
    let inside = line.tail == Tail::Open && (line.comma || line.clauses) && !line.credit && !line.byline;
    line.tail == Tail::Comma || inside
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    /// Lines of running text of these widths, in squares.
    fn exactness(widths: impl Iterator<Item = usize>) -> f32 {
        let lines: Vec<_> = widths
            .enumerate()
            .map(|(at, width)| Line::new(at + 1, Cow::Owned(format!("{}，字", "字".repeat(width - 2))), 0))
            .collect();
        Page::new(&lines).exact
    }

    #[test]
    fn widths_prove_as_much_as_full_lines_are_alike() {
        assert_eq!(exactness(std::iter::repeat_n(12, 30)), MOST);
        // Squeezed marks: now a square more, now one less.
        assert_eq!(exactness((0..30).map(|at| 22 + at % 3)), 0.0);
        // Too few lines to tell.
        assert_eq!(exactness(std::iter::repeat_n(12, 8)), 0.0);
    }
}
