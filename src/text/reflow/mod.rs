//! Restoring paragraphs from hard-wrapped text.
//!
//! Text copied from a page has a line end wherever the column was full. This module tells those line
//! ends from the ends of paragraphs, says what kind each paragraph is, under which heading it stands
//! and which source lines it came from, and names the boundaries a person should look at.
//!
//! Nothing is lost: every character that is not white space stands in a paragraph, in the order of
//! the source, or in [`Restored::removed`]; nothing but joining spaces is added. A CJK radical becomes
//! the ideograph it stands for, and the radical itself is in [`Restored::removed`].

mod aligned;
mod assemble;
mod byline;
mod carry;
mod check;
mod clean;
mod count;
mod credit;
mod cut;
mod date;
mod fill;
mod form;
mod furniture;
mod gap;
mod guide;
mod hang;
mod head;
mod heading;
mod hint;
mod hinted;
mod join;
mod kind;
mod label;
mod layout;
mod line;
mod mark;
mod measure;
mod mend;
#[cfg(test)]
mod newspaper;
mod open;
mod page;
#[cfg(test)]
mod pages;
mod pair;
mod place;
mod radicals;
mod read;
mod section;
mod short;
mod signed;
mod source;
mod sparse;
mod surname;
#[cfg(test)]
mod tests;
mod turn;
mod weave;
mod word_list;
mod work;

use serde::{Deserialize, Serialize};

use crate::model::ParagraphKind;
use assemble::Block;
use line::Line;

pub use cut::Cut;
pub use guide::Guide;
pub use hint::{LineHint, Place};
pub use join::seam;
pub use layout::Layout;
pub use radicals::fold_radicals;
pub use section::sections_above;
pub use source::source_lines;

/// What became of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Restored {
    /// The paragraphs, in the order of the source.
    pub paragraphs: Vec<RestoredParagraph>,
    /// What was taken out, other than white space.
    pub removed: Vec<Removal>,
    /// Boundaries decided on little, in the order of the source.
    pub doubts: Vec<Doubt>,
    /// Source lines, blank ones included.
    pub n_lines: usize,
    /// The layout that was used; never [`Layout::Auto`].
    pub layout: Layout,
}

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestoredParagraph {
    /// What it is on its page.
    pub kind: ParagraphKind,
    /// The heading it stands under; none for headings, captions, bylines and furniture.
    pub section: Option<String>,
    /// Its text; never blank.
    pub text: String,
    /// First source line, from 1.
    pub first_line: usize,
    /// Last source line, from 1, inclusive.
    pub last_line: usize,
}

/// Text that was taken out of a source line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    /// Source line, from 1.
    pub line: usize,
    /// The characters, as they stood together.
    pub text: String,
    /// Why.
    pub reason: RemovalReason,
}

crate::model::named_enum! {
    /// Why text was taken out.
    RemovalReason("reason of a removal") {
        /// The second of two copies that made the text look bold.
        FakeBold = "fake_bold",
        /// A mark without width: BOM, U+200B, U+00AD.
        ZeroWidth = "zero_width",
        /// A CJK radical, whose ideograph stands in the paragraph instead.
        Radical = "radical",
        /// A mark of the file's format, not of the text: `**`, the address of a link.
        Markup = "markup",
    }
}

/// The gap between two lines and how it was decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// Source line before it, from 1.
    pub line: usize,
    /// Source line after it, from 1.
    pub next_line: usize,
    /// Whether a paragraph ends there now.
    pub broken: bool,
    /// The sum of the cues: positive for a boundary, the nearer to 0 the less sure.
    pub score: f32,
    /// The cues that spoke.
    pub reasons: Vec<&'static str>,
    /// The last few characters before it.
    pub before: String,
    /// The first few characters after it.
    pub after: String,
}

/// Restores the paragraphs of a text, with radicals turned into ideographs. Never fails; an empty or
/// blank text has no paragraphs.
pub fn restore(text: &str, layout: Layout) -> Restored {
    radicals::folded(text, |text| restore_as_is(text, layout))
}

/// Restores the paragraphs of a text and keeps its radicals, for those who study just them.
pub fn restore_as_is(text: &str, layout: Layout) -> Restored {
    restored(text, layout, assemble::DOUBTFUL)
}

/// Every gap between two lines of a hard-wrapped text that are not blank, with what was decided there, the sum
/// and the cues, in the order of the source: why [`restore`] put the paragraphs together as it did. Empty where
/// lines are paragraphs.
///
/// A gap beside page furniture is not weighed and told only where a page cuts a paragraph.
pub fn boundaries(text: &str, layout: Layout) -> Vec<Doubt> {
    restored(&fold_radicals(text).0, layout, f32::INFINITY).doubts
}

/// `least`: gaps whose sum is at most this, either way, are told.
fn restored(text: &str, layout: Layout, least: f32) -> Restored {
    let (mut lines, removed, n_lines) = read::read(text, layout);
    if matches!(layout, Layout::Auto | Layout::Wrapped) {
        count::by_characters(&mut lines);
    }
    let layout = match layout {
        Layout::Auto => layout::guess(&lines),
        told => told,
    };
    let mut lines = if layout == Layout::Wrapped { mend::mend(lines) } else { lines };
    if layout == Layout::Wrapped {
        aligned::tell_rows(&mut lines);
        carry::carry(&mut lines);
    }
    let (blocks, kinds, doubts) = match layout {
        Layout::Lines => {
            let blocks = each_line(&lines);
            let kinds = vec![ParagraphKind::Body; blocks.len()];
            (blocks, kinds, Vec::new())
        }
        Layout::Paragraphs => {
            let marks = furniture::furniture(&lines);
            let blocks = each_line(&lines);
            let mut kinds = kind::kinds_of_paragraphs(&lines, &blocks, &[]);
            for (kind, _) in kinds.iter_mut().zip(&marks).filter(|(_, mark)| **mark) {
                *kind = ParagraphKind::Furniture;
            }
            (blocks, kinds, Vec::new())
        }
        Layout::Auto | Layout::Wrapped => weave::wrapped(&lines, least),
    };
    Restored { paragraphs: put_together(&lines, &blocks, kinds), removed, doubts, n_lines, layout }
}

/// The paragraphs over `blocks`, each under its heading.
fn put_together(lines: &[Line<'_>], blocks: &[Block], kinds: Vec<ParagraphKind>) -> Vec<RestoredParagraph> {
    let mut paragraphs: Vec<_> = blocks
        .iter()
        .zip(kinds)
        .map(|(block, kind)| {
            let run = &lines[block.from..=block.to];
            RestoredParagraph {
                kind,
                section: None,
                text: join::join(run, block.halves),
                first_line: lines[block.from].no,
                last_line: lines[block.to].last,
            }
        })
        .collect();
    section::sections(&mut paragraphs);
    paragraphs
}

fn each_line(lines: &[Line<'_>]) -> Vec<Block> {
    (0..lines.len()).map(|at| Block { from: at, to: at, heading: lines[at].chars <= 40, halves: false }).collect()
}
