//! What the place of a line on its page tells: measured where the text alone lets it be estimated.
//!
//! The decision stays the one of `gap`: a line with a place brings its own room, indent, size and
//! distance; edges of columns are told from the lines around it.

use super::assemble::Block;
use super::gap::Verdict;
use super::hint::{LineHint, OTHER_SIZE, Place};
use super::line::{Line, Tail};
use super::{Layout, Restored, assemble, carry, hang, put_together, read, weave};
use crate::model::ParagraphKind;

/// Lines looked at on each side to tell the edges of a column.
const REACH: usize = 12;
/// How ragged a right edge may be, in font sizes: a word or a number that did not fit leaves a hole.
const RAGGED: f32 = 1.5;
/// Type this much larger than that of the text is a headline.
const DISPLAY: f32 = 1.12;
/// Lines this much further apart than usual have a space between them.
const APART: f32 = 1.25;
/// Half columns of an indent, from and to: about two squares.
const INDENT: std::ops::Range<f32> = 2.5..6.0;

/// What its place tells of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    /// Half columns from the left edge of its column.
    pub(super) indent: f32,
    /// Half columns to the right edge of its column.
    pub(super) free: f32,
    /// Font size in points.
    size: f32,
    /// Font size over that of the text.
    scale: f32,
    /// Bold, where the text is not.
    bold: bool,
    /// Distance to the line before it, in usual distances; none at the top of a page or column.
    above: Option<f32>,
    /// The share of paragraphs of the whole text that open with an indent.
    pub(super) indented: f32,
    /// The share of paragraphs of the whole text that have a space above them.
    spaced: f32,
}

impl Spot {
    /// Whether it is set in the type of headlines.
    pub(super) fn is_display(&self) -> bool {
        self.scale >= DISPLAY
    }

    fn is_indented(&self) -> bool {
        INDENT.contains(&self.indent)
    }

    /// Whether it stands below another line of the page without a space, in type of that size.
    pub(super) fn is_close_below(&self, other: &Place, own: Option<Place>) -> bool {
        own.is_some_and(|own| own.page == other.page)
            && self.above.is_some_and(|above| above < APART)
            && Place::is_one_size(self.size, other.size)
    }

    fn same_size(&self, other: &Self) -> bool {
        Place::is_one_size(self.size, other.size)
    }
}

/// Restores a text whose lines have places.
///
/// Lines that the format calls furniture, and that stand at the end, are one paragraph.
pub(super) fn restore_placed(text: &str, hints: &[LineHint]) -> Restored {
    let (mut lines, removed, n_lines) = read::read(text, Layout::Wrapped);
    let hint = |line: &Line<'_>| hints.get(line.no.wrapping_sub(1)).copied().unwrap_or_default();
    let kept = lines.iter().rposition(|line| hint(line).kind != Some(ParagraphKind::Furniture)).map_or(0, |at| at + 1);
    for line in &mut lines[..kept] {
        line.row = hint(line).kind == Some(ParagraphKind::Body);
    }
    fill(&mut lines[..kept], hints);
    carry::carry(&mut lines[..kept]);
    let (mut blocks, mut kinds, doubts) = weave::wrapped(&lines[..kept], assemble::DOUBTFUL);
    if kept < lines.len() {
        blocks.push(Block { from: kept, to: lines.len() - 1, heading: false, halves: true });
        kinds.push(ParagraphKind::Furniture);
    }
    Restored { paragraphs: put_together(&lines, &blocks, kinds), removed, doubts, n_lines, layout: Layout::Wrapped }
}

/// Gives each line what its place tells.
pub(super) fn fill(lines: &mut [Line<'_>], hints: &[LineHint]) {
    let places: Vec<Option<Place>> = lines
        .iter()
        .map(|line| hints.get(line.no.wrapping_sub(1)).filter(|_| !line.row).and_then(|hint| hint.place))
        .collect();
    let Some(text) = Text::of(lines, &places) else { return };
    let runs = runs(&places);
    let mut spots: Vec<Option<Spot>> = (0..lines.len()).map(|at| text.spot(at, &runs[at])).collect();
    let (indented, spaced) = style(lines, &spots);
    for spot in spots.iter_mut().flatten() {
        (spot.indented, spot.spaced) = (indented, spaced);
    }
    for (line, spot) in lines.iter_mut().zip(spots) {
        line.spot = spot;
    }
    hang::settle(lines, &places);
}

/// For each line the lines below each other it stands among: a column, with what spans it.
fn runs(places: &[Option<Place>]) -> Vec<std::ops::Range<usize>> {
    let follows = |before: &Option<Place>, place: &Option<Place>| match (before, place) {
        (Some(before), Some(place)) => before.page == place.page && place.base > before.base + 0.2 * place.size,
        _ => false,
    };
    let mut runs = Vec::with_capacity(places.len());
    let mut from = 0;
    for to in 1..=places.len() {
        if to == places.len() || !follows(&places[to - 1], &places[to]) {
            runs.extend(std::iter::repeat_n(from..to, to - from));
            from = to;
        }
    }
    runs
}

/// The lines and what is common to them.
struct Text<'l, 'a> {
    lines: &'l [Line<'a>],
    places: &'l [Option<Place>],
    /// Font size of most characters.
    size: f32,
    /// Whether most characters are bold.
    bold: bool,
    /// The usual distance of two lines of that size, in sizes.
    pitch: f32,
}

impl<'l, 'a> Text<'l, 'a> {
    fn of(lines: &'l [Line<'a>], places: &'l [Option<Place>]) -> Option<Self> {
        let known = || lines.iter().zip(places).filter_map(|(line, place)| Some((line.chars, (*place)?)));
        let all: u32 = known().map(|(chars, _)| chars).sum();
        let size = weighted_median(known().map(|(chars, place)| (place.size, chars)).collect())?;
        let bold = known().filter(|(_, place)| place.bold).map(|(chars, _)| chars).sum::<u32>() * 2 > all;
        let steps = places.windows(2).filter_map(|pair| {
            let (a, b) = (pair[0]?, pair[1]?);
            let same = |other: f32| (other - size).abs() <= OTHER_SIZE * size;
            (a.page == b.page && b.base > a.base && same(a.size) && same(b.size)).then(|| ((b.base - a.base) / size, 1))
        });
        let pitch = weighted_median(steps.collect()).unwrap_or(1.6);
        Some(Self { lines, places, size, bold, pitch })
    }

    fn spot(&self, at: usize, run: &std::ops::Range<usize>) -> Option<Spot> {
        let place = self.places[at]?;
        let half = (place.size / 2.0).max(0.1);
        let above = (at > run.start).then(|| self.places[at - 1]).flatten().map(|before| {
            let size = before.size.max(place.size);
            (place.base - before.base) / (size * self.pitch)
        });
        Some(Spot {
            indent: (place.left - self.left_edge(at, &place, run)) / half,
            free: (self.right_edge(at, &place, run) - place.right) / half,
            size: place.size,
            scale: place.size / self.size.max(0.1),
            bold: place.bold && !self.bold,
            above,
            indented: 0.0,
            spaced: 0.0,
        })
    }

    /// The lines near `at` in its column that are set alike.
    fn near<'s>(
        &'s self,
        at: usize,
        place: &'s Place,
        run: &std::ops::Range<usize>,
    ) -> impl Iterator<Item = (usize, Place)> + 's {
        let (from, to) = (run.start.max(at.saturating_sub(REACH)), run.end.min(at + REACH + 1));
        (from..to).filter_map(|other| Some((other, self.places[other]?))).filter(|(_, other)| {
            let overlap = other.left < place.right && place.left < other.right;
            overlap && (other.size - place.size).abs() <= OTHER_SIZE * place.size
        })
    }

    /// The right edge that three lines or so reach, or that of a stretch narrowed by a picture.
    fn right_edge(&self, at: usize, place: &Place, run: &std::ops::Range<usize>) -> f32 {
        let weigh = |(other, place): (usize, Place)| (place.right, if self.ends(other) { 1 } else { 2 });
        let tolerance = RAGGED * place.size;
        let near: Vec<(f32, u32)> = self.near(at, place, run).map(weigh).collect();
        let edge = widest(&near, tolerance).filter(|edge| *edge >= place.right - tolerance).unwrap_or_else(|| {
            // A column of a line or two: what columns that begin here have elsewhere.
            let alike = |other: &Place| (other.left - place.left).abs() <= 2.6 * place.size;
            let all: Vec<(f32, u32)> = (0..self.lines.len())
                .filter_map(|other| Some((other, self.places[other]?)))
                .filter(|(_, other)| alike(other))
                .map(weigh)
                .collect();
            let most = near.iter().map(|(right, _)| *right).fold(place.right, f32::max);
            widest(&all, tolerance).filter(|edge| *edge >= place.right - tolerance).unwrap_or(most)
        });
        self.threes(at, run)
            .filter_map(|three| {
                let rights = || three.clone().filter_map(|other| Some(self.places[other]?.right));
                let (least, most) = (rights().fold(f32::INFINITY, f32::min), rights().fold(0.0, f32::max));
                let runs_on = three.clone().filter(|&other| {
                    self.lines[other].tail == Tail::Comma || !self.ends(other) && self.lines[other].comma
                });
                let narrowed =
                    most - least <= 0.8 * place.size && edge - most > 2.0 * place.size && runs_on.count() >= 2;
                narrowed.then_some(most)
            })
            .fold(edge, f32::min)
    }

    fn ends(&self, at: usize) -> bool {
        matches!(self.lines[at].tail, Tail::Stop | Tail::Colon)
    }

    /// Each three lines on end that `at` is one of.
    fn threes(&self, at: usize, run: &std::ops::Range<usize>) -> impl Iterator<Item = std::ops::Range<usize>> + use<> {
        let (start, end) = (run.start, run.end);
        (at.saturating_sub(2).max(start)..=at).map(|from| from..from + 3).filter(move |three| three.end <= end)
    }

    /// The leftmost edge at which two lines or more begin.
    fn left_edge(&self, at: usize, place: &Place, run: &std::ops::Range<usize>) -> f32 {
        let tolerance = 0.4 * place.size;
        let near: Vec<Place> = self.near(at, place, run).map(|(_, place)| place).collect();
        let leftmost = |places: &[Place]| {
            let held =
                places.iter().filter(|a| places.iter().filter(|b| (a.left - b.left).abs() <= tolerance).count() >= 2);
            held.map(|place| place.left).reduce(f32::min)
        };
        let alike = |other: &Place| (other.right - place.right).abs() <= 0.6 * place.size;
        let edge = leftmost(&near)
            .or_else(|| {
                leftmost(&self.places.iter().flatten().filter(|other| alike(other)).copied().collect::<Vec<_>>())
            })
            .unwrap_or(place.left)
            .min(place.left);
        // Beside a picture several lines on end begin further in than an indent.
        let beside = place.left - edge > 3.0 * place.size
            && self.threes(at, run).any(|mut three| {
                three.all(|other| self.places[other].is_some_and(|o| (o.left - place.left).abs() <= tolerance))
            });
        if beside { place.left } else { edge }
    }
}

/// The furthest of some edges that is well supported.
fn widest(edges: &[(f32, u32)], tolerance: f32) -> Option<f32> {
    let support =
        |edge: f32| edges.iter().filter(|(o, _)| (0.0..=tolerance).contains(&(edge - o))).map(|(_, w)| w).sum::<u32>();
    edges.iter().map(|(edge, _)| *edge).filter(|edge| support(*edge) >= 3).reduce(f32::max)
}

fn weighted_median(mut values: Vec<(f32, u32)>) -> Option<f32> {
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let all: u64 = values.iter().map(|(_, weight)| u64::from(*weight)).sum();
    let mut passed = 0;
    values
        .into_iter()
        .find(|(_, weight)| {
            passed += u64::from(*weight);
            passed * 2 >= all
        })
        .map(|(value, _)| value)
}

/// Which share of the paragraphs that surely begin is indented, and which has a space above.
fn style(lines: &[Line<'_>], spots: &[Option<Spot>]) -> (f32, f32) {
    let (mut begun, mut below, mut indented, mut spaced) = (0, 0, 0, 0);
    for at in 1..lines.len() {
        let (Some(before), Some(spot)) = (spots[at - 1], spots[at]) else { continue };
        let ended = lines[at - 1].tail == Tail::Stop && before.free >= 6.0;
        if !ended || !before.same_size(&spot) || spot.is_display() || spot.bold {
            continue;
        }
        begun += 1;
        indented += u32::from(spot.is_indented());
        below += u32::from(spot.above.is_some());
        spaced += u32::from(spot.above.is_some_and(|above| above >= APART));
    }
    let share = |part: u32, of: u32| if of < 2 { 0.0 } else { part as f32 / of as f32 };
    (share(indented, begun), share(spaced, below))
}

/// What the places of two lines say of the gap between them.
///
/// `heading_next`: the second line can be a heading; `opens`: or it says that something opens there.
pub(super) fn weigh(a: &Line<'_>, b: &Line<'_>, heading_next: bool, opens: bool, v: &mut Verdict) {
    let (Some(before), Some(spot)) = (a.spot, b.spot) else { return };
    if !before.same_size(&spot) {
        v.add(5.0, "another size of type");
        return;
    }
    if spot.above.is_some_and(|above| above >= APART) {
        v.add(if a.tail == Tail::Comma { 1.0 } else { 3.0 }, "space between the lines");
    } else if spot.above.is_some() && spot.spaced >= 0.6 && a.tail == Tail::Stop && !heading_next {
        v.add(-3.0, "no space between the lines");
    }
    if spot.indented >= 0.6 {
        if spot.is_indented() && b.lead < 2 && a.tail != Tail::Comma {
            v.add(4.0, "indented on the page");
        } else if spot.indent < 1.2 && !opens && !spot.bold && !before.bold && !before.is_display() {
            v.add(-4.0 * spot.indented, "not indented on the page");
        }
    }
    if before.bold != spot.bold && before.free >= 4.0 {
        v.add(2.0, "another weight of type");
    }
}

/// Whether two lines are surely of two sizes: a line over the title is not of it.
pub(super) fn differ_in_size(a: &Line<'_>, b: &Line<'_>) -> bool {
    matches!((a.spot, b.spot), (Some(before), Some(spot)) if !before.same_size(&spot))
}

/// Whether running text stops in the middle of a sentence after a full line: other matter stands in between on the
/// page, and where the sentence goes on nothing tells.
pub(super) fn cuts_sentence(a: &Line<'_>, b: &Line<'_>, running: bool) -> bool {
    const FULL: f32 = 2.0;
    let Some(spot) = a.spot.filter(|spot| !spot.is_display()) else { return false };
    let inside = a.tail == Tail::Comma || a.tail == Tail::Open && running;
    inside && !a.credit && !a.byline && spot.free < b.unit as f32 + FULL
}

/// Whether two lines are rows of a box below each other, or its heading and a row: the second in the type of the
/// text, both from the same edge, the first with room for much more.
pub(super) fn are_rows(a: &Line<'_>, b: &Line<'_>) -> bool {
    let (Some(before), Some(spot)) = (a.spot, b.spot) else { return false };
    !before.is_display()
        && !spot.bold
        && before.same_size(&spot)
        && (before.indent - spot.indent).abs() < 1.0
        && before.free >= b.unit as f32 + 6.0
}

/// Whether two lines are one headline: the same large type, line under line.
pub(super) fn same_headline(a: &Line<'_>, b: &Line<'_>) -> bool {
    let (Some(before), Some(spot)) = (a.spot, b.spot) else { return false };
    before.is_display()
        && before.same_size(&spot)
        && spot.above.is_some_and(|above| above < APART)
        && b.opening == super::form::Opening::Plain
}
