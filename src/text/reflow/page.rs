//! What is known of the lines together, before any boundary is decided.

use super::credit;
use super::form::{self, Opening};
use super::head::{Part, head, heads_inside};
use super::heading::SERIES;
use super::line::{Line, Tail};
use super::measure::{Measure, measures, settle};
use super::pair::{Cell, cells};
use super::turn::turns;
use super::work;

/// First-line indent of a paragraph, half columns: two squares.
pub(super) const INDENT: f32 = 4.0;
/// Half columns a Latin letter or digit may be wider than half a square.
const LATIN_SPREAD: f32 = 0.12;
/// From this room on, in half columns, a line surely was not ended by a lack of it.
pub(super) const SURELY_SHORT: f32 = 4.0;

/// The lines of the text, furniture apart, and what surrounds each.
pub(super) struct Page<'l, 'a> {
    /// The lines.
    pub(super) lines: &'l [Line<'a>],
    /// The measures around each.
    pub(super) measures: Vec<Measure>,
    /// How likely it is, 0 to 1, that paragraphs around each line have an indented first line whose
    /// indent was lost.
    pub(super) indented: Vec<f32>,
    /// The indent of each line that was kept in the source, half columns; 0 where there is none, or it is that of a
    /// line in the middle.
    kept: Vec<u32>,
    /// Where a turn of speech opens.
    pub(super) turns: Vec<bool>,
    /// What each line is of a box of figures, if it is of one.
    pub(super) cells: Vec<Option<Cell>>,
    /// Where an item opens whose neighbour in the list opens a line nearby.
    pub(super) listed: Vec<bool>,
    /// How many lines the name of who signs has that opens at each line. See `signed`.
    pub(super) signatures: Vec<Option<usize>>,
    /// Blank lines are rare enough to tell something.
    pub(super) blank_tells: bool,
    /// Blank lines tell, and hardly one stands inside a sentence, as the end of a page or column does.
    pub(super) blank_parts: bool,
    /// Which forms of numbered lines are headings in this text. See `heading`.
    pub(super) series: [bool; SERIES],
    /// Half columns by which widths prove more than they do in a text of which nothing is known. See `fill`.
    pub(super) exact: f32,
    /// The parts of the first lines, when they are the head of a document.
    head: Vec<Part>,
    /// The parts of headlines inside the text, in order.
    heads: Vec<(usize, Part)>,
}

/// Whether blank lines are rare enough to tell something: fewer than three in five gaps.
pub(super) fn blank_tells(lines: &[Line<'_>]) -> bool {
    let gaps = lines.iter().skip(1).filter(|l| l.gap).count();
    gaps * 10 < lines.len().saturating_sub(1) * 6
}

/// For each line whether it opens an item of a list and the item before or after it opens a line as well, not
/// far away. Numbers in a row hardly ever stand first in their lines by chance.
fn listed(lines: &[Line<'_>]) -> Vec<bool> {
    const REACH: usize = 12;
    let is_item = |line: &Line<'_>| {
        matches!(line.opening, Opening::Item | Opening::Bullet)
            || line.latin >= 3 && form::outline_number(&line.text).is_some()
    };
    let items: Vec<usize> = (0..lines.len()).filter(|&at| is_item(&lines[at])).collect();
    let mut listed = vec![false; lines.len()];
    for (n, &at) in items.iter().enumerate() {
        let near = items[n + 1..].iter().take_while(|&&next| next <= at + REACH);
        for &next in near {
            work::steps(1);
            if form::follows_in_list(&lines[at].text, &lines[next].text) {
                (listed[at], listed[next]) = (true, true);
                break;
            }
        }
    }
    listed
}

/// For each line by how much it stands further in than the lines around it, if that is the indent of a first line.
fn kept_indents(lines: &[Line<'_>]) -> Vec<u32> {
    const INDENTS: std::ops::RangeInclusive<u32> = 2..=5;
    let mut kept = vec![0; lines.len()];
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.lead > 0 && line.spot.is_none()) {
        let around = lines[at.saturating_sub(1)..].iter().take(3).map(|line| line.lead);
        let further = line.lead - around.min().unwrap_or(0).min(line.lead);
        if INDENTS.contains(&further) {
            kept[at] = further;
        }
    }
    kept
}

impl<'l, 'a> Page<'l, 'a> {
    /// Measures the lines.
    pub(super) fn new(lines: &'l [Line<'a>]) -> Self {
        let blank_tells = blank_tells(lines);
        let mut page = Self {
            lines,
            measures: measures(lines),
            indented: Vec::new(),
            kept: kept_indents(lines),
            turns: turns(lines),
            cells: cells(lines),
            listed: listed(lines),
            signatures: Vec::new(),
            blank_tells,
            blank_parts: false,
            series: [false; SERIES],
            exact: 0.0,
            head: head(lines, blank_tells),
            heads: heads_inside(lines),
        };
        page.exact = page.exactness();
        if page.exact > 0.0 {
            settle(&mut page.measures, lines);
        }
        page.indented = page.indents();
        page.signatures = page.find_signatures();
        page.series = page.headings_by_number();
        page.blank_parts = blank_tells && page.blanks_stand_between();
        page
    }

    /// Whether at most one blank line in five stands after a full line that runs on.
    fn blanks_stand_between(&self) -> bool {
        let gaps = || (self.head.len()..self.lines.len().saturating_sub(1)).filter(|&at| self.lines[at + 1].gap);
        let inside = gaps().filter(|&at| match self.lines[at].tail {
            Tail::Comma => true,
            Tail::Open => self.nearest_room(at) < 1.5,
            _ => false,
        });
        inside.count() * 5 <= gaps().count()
    }

    /// What line `at` is of the head of the document, if it is of it.
    pub(super) fn part(&self, at: usize) -> Option<Part> {
        let inside = || self.heads.binary_search_by_key(&at, |(line, _)| *line).ok().map(|found| self.heads[found].1);
        self.head.get(at).copied().or_else(inside)
    }

    /// Half columns that were free at the end of line `at` beyond what the start of the next line
    /// needed, if a full line is `measure` wide. Below zero the line was simply full; far above it,
    /// something ended there.
    pub(super) fn room(&self, at: usize, measure: u32) -> f32 {
        let line = &self.lines[at];
        if line.spread && line.spot.is_none() {
            return -1.0;
        }
        let next = self.lines.get(at + 1).map_or(2, |l| l.unit);
        if let Some(spot) = line.spot {
            return spot.free - next as f32 + self.exact;
        }
        measure as f32 - (line.width + self.kept[at]) as f32 - next as f32 - LATIN_SPREAD * line.latin as f32
            + self.exact
    }

    /// By how much line `at` is shorter, half columns, because it likely is the indented first line of a paragraph and
    /// lost its indent.
    pub(super) fn lost_indent(&self, at: usize) -> f32 {
        if self.kept[at] > 0 { 0.0 } else { INDENT * self.indented[at] }
    }

    /// [`Self::room`] in the measure the line most likely was set in.
    pub(super) fn nearest_room(&self, at: usize) -> f32 {
        self.room(at, self.measures[at].nearest(self.lines[at].width))
    }

    /// [`Self::room`] in the narrower of the measures before and after: what is left even where a
    /// picture narrows the column. None without neighbours.
    pub(super) fn least_room(&self, at: usize) -> Option<f32> {
        if self.lines[at].spot.is_some() {
            return Some(self.room(at, 0));
        }
        // Headings as long as one another are no column beside one three times as wide.
        let widest = self.measures[at].sides().max().unwrap_or(0);
        let sides = self.measures[at].sides().filter(|measure| measure.saturating_mul(3) >= widest);
        sides.chain(self.run_of_three(at)).min().map(|narrowest| self.room(at, narrowest))
    }

    /// The width of three lines on end that are as wide as one another (the third may be the last
    /// of its paragraph), `at` among them: a column that a picture narrows for a few lines. A headline wrapped in its own measure looks alike, but
    /// has no points in it.
    fn run_of_three(&self, at: usize) -> Option<u32> {
        const SAME: u32 = 3;
        let numbered = |l: &Line<'_>| matches!(l.opening, Opening::Item | Opening::Chapter);
        (at.saturating_sub(2)..=at)
            .filter_map(|from| self.lines.get(from..from + 3))
            .filter(|three| {
                three.iter().any(|l| l.comma || l.clauses || l.tail != Tail::Open)
                    && !three.iter().any(|l| l.byline || numbered(l))
            })
            .find_map(|three| {
                let [first, second, third] = three else {
                    return None;
                };
                let most = first.width.max(second.width);
                let ends = (third.tail == Tail::Stop || third.credit) && third.width < most;
                (first.width.abs_diff(second.width) <= SAME && (ends || third.width.abs_diff(most) <= SAME))
                    .then_some(most)
            })
    }

    /// Whether lines around line `at` share a width, or its place is known: without that it may have ended anywhere.
    pub(super) fn tells_width(&self, at: usize) -> bool {
        let measure = &self.measures[at];
        self.lines[at].spot.is_some() || measure.back.holds() || measure.ahead.holds() || measure.around.holds()
    }

    /// Whether line `at` opens the caption of a picture by its own words.
    pub(super) fn opens_caption(&self, at: usize) -> bool {
        credit::opens_caption(&self.lines[at].text)
    }

    /// By how much the line falls short of the measure of the lines after it (before it, at the end
    /// of the text), half columns. Where most lines are first lines, as in a law, their own width
    /// is the best supported: a width that is an indent more, nearby, then is the measure.
    pub(super) fn deficit(&self, at: usize) -> f32 {
        if let Some(spot) = self.lines[at].spot {
            return spot.indent;
        }
        let measure = self.measures[at];
        let held = || [measure.ahead, measure.back, measure.around].into_iter().filter(|c| c.holds()).map(|c| c.width);
        let full = held().next().map_or(self.lines[at].width, |first| {
            let most = first.saturating_add(INDENT as u32 + 2);
            held().filter(|&w| w <= most).max().unwrap_or(first)
        });
        full as f32 - self.lines[at].width as f32
    }

    /// Whether the line surely is the indented first line of a paragraph: it lacks the indent, not only what the
    /// next unit did not leave free, and the line after it is full.
    pub(super) fn opens_indented(&self, at: usize) -> bool {
        at + 1 < self.lines.len()
            && self.indented[at] > 0.5
            && matches!(self.lines[at].tail, Tail::Open | Tail::Comma)
            && self.looks_indented(at)
            && self.nearest_room(at) >= 1.5
            && self.is_full(at + 1)
    }

    /// Whether the line has the width of a full one, not of a first one.
    pub(super) fn is_full(&self, at: usize) -> bool {
        at < self.lines.len() && (-3.0..2.5).contains(&self.deficit(at))
    }

    /// Whether the line has the width of an indented first line, not of a full one. The first line
    /// of a paragraph lacks the indent and, like any line, what the next unit did not leave free.
    pub(super) fn looks_indented(&self, at: usize) -> bool {
        let next = self.lines.get(at + 1).map_or(2, |l| l.unit) as f32;
        let deficit = self.deficit(at);
        deficit >= 2.5 && deficit <= INDENT + (next + 1.0).max(3.0)
    }

    /// The likelihood of a lost first-line indent around each line.
    ///
    /// The lines after a certain end (short, with a stop) vote: is their width that of an indented
    /// line or of a full one? Votes nearby count, those of the whole text steady them, since a box
    /// may be set without indent beside an article set with one.
    fn indents(&self) -> Vec<f32> {
        if self.lines.iter().any(|line| line.spot.is_some()) {
            return self.lines.iter().map(|line| line.spot.map_or(0.0, |spot| spot.indented)).collect();
        }
        const NEAR: usize = 4;
        const PRIOR: f32 = 3.0;
        let mut votes: Vec<(usize, bool)> = Vec::new();
        for at in 1..self.lines.len().saturating_sub(1) {
            let (before, line) = (&self.lines[at - 1], &self.lines[at]);
            if before.tail != Tail::Stop
                || matches!(line.tail, Tail::Stop | Tail::Colon)
                || line.lead >= 2
                || !self.measures[at].ahead.holds()
                || self.nearest_room(at - 1) < SURELY_SHORT
            {
                continue;
            }
            let deficit = self.deficit(at);
            let indented = self.looks_indented(at);
            // Much shorter: a heading. Wider: another column.
            if indented || (-3.0..2.5).contains(&deficit) {
                votes.push((at, indented));
            }
        }
        let yes = votes.iter().filter(|(_, v)| *v).count();
        // Two votes are not yet a habit of the text.
        let overall = (yes as f32 + 0.2) / (votes.len() as f32 + 1.0);
        let mut sums = Vec::with_capacity(votes.len() + 1);
        sums.push(0usize);
        for (_, vote) in &votes {
            sums.push(sums.last().copied().unwrap_or(0) + usize::from(*vote));
        }
        let mut passed = 0;
        (0..self.lines.len())
            .map(|at| {
                while votes.get(passed).is_some_and(|(line, _)| *line < at) {
                    passed += 1;
                }
                let (from, to) = (passed.saturating_sub(NEAR), (passed + NEAR).min(votes.len()));
                let near = sums[to] - sums[from];
                (near as f32 + PRIOR * overall) / ((to - from) as f32 + PRIOR)
            })
            .collect()
    }
}
