//! How the lines of a source relate to its paragraphs, and telling it from the text.

use super::line::{Line, Tail};
use crate::model::named_enum;

named_enum! {
    /// How lines are turned into paragraphs.
    Layout("layout") {
        /// Tell from the text whether it is hard-wrapped.
        Auto = "auto",
        /// Lines are cut where the page was full: join them.
        Wrapped = "wrapped",
        /// Each line already is a paragraph: join nothing, drop blank lines, tell kinds.
        Paragraphs = "paragraphs",
        /// Each line that is not blank is a paragraph of running text, as it stands.
        Lines = "lines",
    }
}

impl Default for Layout {
    fn default() -> Self {
        Self::Auto
    }
}

/// No page is wrapped at more than this many half columns: such a line is a whole paragraph.
const WIDER_THAN_A_PAGE: u32 = 200;
/// A line shorter than this, in half columns, may be a heading and says nothing about wrapping.
const TOO_SHORT_TO_TELL: u32 = 30;

/// Tells whether the lines are paragraphs already.
///
/// In hard-wrapped text a line ends in a stop only by chance or at a paragraph's end (a third of
/// the lines at most); where lines are paragraphs nearly every long one does.
pub(super) fn guess(lines: &[Line<'_>]) -> Layout {
    let (mut long, mut stopped, mut huge, mut indented) = (0usize, 0usize, 0usize, 0usize);
    for line in lines {
        indented += usize::from(line.lead >= 2);
        if line.width < TOO_SHORT_TO_TELL {
            continue;
        }
        long += 1;
        huge += usize::from(line.width >= WIDER_THAN_A_PAGE);
        stopped += usize::from(matches!(line.tail, Tail::Stop | Tail::Colon | Tail::Semicolon));
    }
    if long == 0 {
        return Layout::Wrapped;
    }
    let each_indented = indented * 5 >= lines.len() * 4;
    if huge * 5 >= long || stopped * 4 >= long * 3 || (each_indented && stopped * 2 >= long) {
        Layout::Paragraphs
    } else {
        Layout::Wrapped
    }
}
