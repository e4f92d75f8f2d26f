//! How the lines of a source relate to its paragraphs, and telling it from the text.

use super::line::{Line, Tail};
use crate::model::named_enum;

named_enum! {
    /// How lines are turned into paragraphs.
    #[derive(Default)]
    Layout("layout") {
        /// Tell from the text whether it is hard-wrapped.
        #[default]
        Auto = "auto",
        /// Lines are cut where the page was full: join them.
        Wrapped = "wrapped",
        /// Each line already is a paragraph: join nothing, drop blank lines, tell kinds.
        Paragraphs = "paragraphs",
        /// Each line that is not blank is a paragraph of running text, as it stands.
        Lines = "lines",
    }
}

/// No page is wrapped at more than this many half columns: such a line is a whole paragraph.
const WIDER_THAN_A_PAGE: u32 = 200;

/// Tells whether the lines are paragraphs already.
///
/// The longer lines tell it. In hard-wrapped text they are the full ones, which end in a stop only by
/// chance or at a paragraph's end (a third of them at most) and now and then in a comma; where lines
/// are paragraphs nearly every long one ends in a stop and none in a comma.
pub(super) fn guess(lines: &[Line<'_>]) -> Layout {
    let mut widths: Vec<u32> = lines.iter().map(|l| l.width).collect();
    if widths.is_empty() {
        return Layout::Wrapped;
    }
    let median = widths.len() / 2;
    let (_, &mut median, _) = widths.select_nth_unstable(median);
    let (mut long, mut stopped, mut huge) = (0usize, 0usize, 0usize);
    let (mut indented, mut commas) = (0usize, 0usize);
    for line in lines {
        indented += usize::from(line.lead >= 2);
        commas += usize::from(line.tail == Tail::Comma);
        if line.width >= median {
            long += 1;
            huge += usize::from(line.width >= WIDER_THAN_A_PAGE);
            stopped += usize::from(matches!(line.tail, Tail::Stop | Tail::Colon | Tail::Semicolon));
        }
    }
    let each_indented = indented * 5 >= lines.len() * 4;
    // A comma ends a line only where a page was full: one in twenty lines is plenty.
    let cut = commas * 20 > lines.len();
    if huge * 5 >= long || (!cut && (stopped * 4 >= long * 3 || (each_indented && stopped * 2 >= long))) {
        Layout::Paragraphs
    } else {
        Layout::Wrapped
    }
}
