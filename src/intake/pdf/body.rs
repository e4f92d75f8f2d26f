//! How the text of a PDF is set: what tells its lines from those in the margins of its pages.

use super::lines::PageLine;
use crate::text::Place;
use crate::text::width::width;

/// Lines this many times the usual distance apart do not stand in one text.
const APART: f32 = 1.3;
/// The distance of base lines where no two stand below one another, in font sizes.
const USUAL_PITCH: f32 = 1.6;
/// How far a full line may end from the edge of its column, and its letters from filling it, in font sizes.
const RAGGED: f32 = 1.2;
/// The deepest indent of a full line, in font sizes.
const INDENT: f32 = 2.6;

/// The type that most of the text is set in.
pub(super) struct Body {
    /// Font size, points.
    size: f32,
    /// The usual distance of two base lines, points.
    pitch: f32,
}

impl Body {
    /// Measures the pages; none where they hold no line.
    pub(super) fn of(pages: &[Vec<PageLine>]) -> Option<Self> {
        let letters = |line: &PageLine| (line.place.size, line.text.chars().count());
        let size = median(pages.iter().flatten().map(letters).collect())?;
        let steps = pages.iter().flat_map(|lines| lines.windows(2)).filter_map(|pair| {
            let (before, line) = (&pair[0].place, &pair[1].place);
            let alike = [before, line].iter().all(|place| Place::is_one_size(place.size, size));
            let step = line.base - before.base;
            (alike && step > 0.5 * size).then_some((step, 1))
        });
        let pitch = median(steps.collect()).unwrap_or(USUAL_PITCH * size);
        Some(Self { size, pitch })
    }

    /// Whether space or another size of type parts two lines of a page.
    pub(super) fn parts(&self, a: &Place, b: &Place) -> bool {
        (a.base - b.base).abs() > APART * self.pitch || !Place::is_one_size(a.size, b.size)
    }

    /// Whether a line of a page is text that runs on or ends a sentence: no running head fills the
    /// column with letters or ends in a full stop.
    pub(super) fn is_running_text(&self, line: &PageLine, page: &[PageLine]) -> bool {
        if line.text.trim_end().ends_with(['。', '；', '，', '、', '：', '？', '！']) {
            return true;
        }
        let Place { left, right, size, .. } = line.place;
        let solid = width(line.text.trim()) as f32 * size / 2.0 > right - left - RAGGED * size;
        let sides = |other: &&PageLine| {
            let place = &other.place;
            (place.right - right).abs() <= RAGGED * size
                && (-INDENT * size..=INDENT * size).contains(&(left - place.left))
        };
        // The line itself and two more.
        Place::is_one_size(size, self.size) && solid && page.iter().filter(sides).count() > 2
    }
}

/// The median of some lengths, each with its weight.
fn median(mut values: Vec<(f32, usize)>) -> Option<f32> {
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let all: usize = values.iter().map(|(_, weight)| weight).sum();
    let mut passed = 0;
    let half = |(_, weight): &(f32, usize)| {
        passed += weight;
        passed * 2 >= all
    };
    values.into_iter().find(half).map(|(value, _)| value)
}
