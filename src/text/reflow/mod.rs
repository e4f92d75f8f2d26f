//! Restoring paragraphs from hard-wrapped text.
//!
//! Text copied from a page has a line end wherever the column was full. This module tells those line
//! ends from the ends of paragraphs, says what kind each paragraph is, under which heading it stands
//! and which source lines it came from, and names the boundaries a person should look at.
//!
//! Nothing is lost: every character that is not white space stands in a paragraph, in the order of
//! the source, or in [`Restored::removed`]; nothing but joining spaces is added.

mod assemble;
mod clean;
mod form;
mod furniture;
mod gap;
mod join;
mod kind;
mod layout;
mod line;
mod measure;
mod page;
mod section;
mod source;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::model::ParagraphKind;
use crate::text::width::width;
use assemble::Block;
use line::Line;
use page::Page;

pub use layout::Layout;

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
#[derive(Debug, Clone, PartialEq, Eq)]
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
        FakeBold = "fake-bold",
        /// A mark without width: BOM, U+200B, U+00AD.
        ZeroWidth = "zero-width",
    }
}

/// A boundary between two lines that was decided on little.
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

/// Restores the paragraphs of a text. Never fails; an empty or blank text has no paragraphs.
pub fn restore(text: &str, layout: Layout) -> Restored {
    let (mut lines, removed, n_lines) = read(text, layout);
    let layout = match layout {
        Layout::Auto => layout::guess(&lines),
        told => told,
    };
    let (blocks, kinds, doubts) = match layout {
        Layout::Lines => {
            let blocks = each_line(&lines);
            let kinds = vec![ParagraphKind::Body; blocks.len()];
            (blocks, kinds, Vec::new())
        }
        Layout::Paragraphs => {
            let marks = furniture::furniture(&lines);
            let blocks = each_line(&lines);
            let mut kinds = kind::kinds(&lines, &blocks);
            for (kind, _) in kinds.iter_mut().zip(&marks).filter(|(_, mark)| **mark) {
                *kind = ParagraphKind::Furniture;
            }
            (blocks, kinds, Vec::new())
        }
        Layout::Auto | Layout::Wrapped => wrapped(&mut lines),
    };
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
                last_line: lines[block.to].no,
            }
        })
        .collect();
    section::sections(&mut paragraphs);
    Restored {
        paragraphs,
        removed,
        doubts,
        n_lines,
        layout,
    }
}

/// Splits and cleans the text into lines that are not blank, with what was removed and the number of
/// source lines.
fn read(text: &str, layout: Layout) -> (Vec<Line<'_>>, Vec<Removal>, usize) {
    let marked = ['\u{feff}', '\u{200b}', '\u{ad}']
        .iter()
        .any(|&c| text.contains(c));
    let (mut lines, mut removed) = (Vec::new(), Vec::new());
    let (mut gap, mut page, mut n_lines) = (false, false, 0);
    for piece in source::Pieces::new(text) {
        n_lines = piece.no;
        page |= piece.page;
        let mut cleaned = Cow::Borrowed(piece.text);
        if marked {
            let (kept, dropped) = clean::drop_zero_width(piece.text);
            cleaned = kept;
            removed.extend(dropped.into_iter().map(|text| Removal {
                line: piece.no,
                text,
                reason: RemovalReason::ZeroWidth,
            }));
        }
        let body = cleaned.trim();
        if body.is_empty() {
            gap = true;
            continue;
        }
        let before = cleaned.len() - cleaned.trim_start().len();
        let lead = u32::try_from(width(&cleaned[..before])).unwrap_or(u32::MAX);
        let mut body = match cleaned {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(ref text) => Cow::Owned(text.trim().to_owned()),
        };
        let mut spread = false;
        if layout != Layout::Lines {
            if let Some(closed) = clean::close_up(&body) {
                body = Cow::Owned(closed);
                spread = true;
            }
            if let Some((kept, doubles)) = clean::undouble(&body) {
                body = Cow::Owned(kept);
                removed.extend(doubles.into_iter().map(|text| Removal {
                    line: piece.no,
                    text,
                    reason: RemovalReason::FakeBold,
                }));
            }
        }
        let mut line = Line::new(piece.no, body, lead);
        line.gap = gap && !lines.is_empty();
        line.page = page;
        line.spread = spread;
        (gap, page) = (false, false);
        lines.push(line);
    }
    (lines, removed, n_lines)
}

fn each_line(lines: &[Line<'_>]) -> Vec<Block> {
    (0..lines.len())
        .map(|at| Block {
            from: at,
            to: at,
            heading: lines[at].chars <= 40,
            halves: false,
        })
        .collect()
}

/// Hard-wrapped text: furniture is set aside, the rest is put together, and both are handed back in
/// the order of the source.
fn wrapped<'a>(lines: &mut [Line<'a>]) -> (Vec<Block>, Vec<ParagraphKind>, Vec<Doubt>) {
    let _ = &lines;
    let marks = furniture::furniture(lines);
    let kept: Vec<usize> = (0..lines.len()).filter(|&at| !marks[at]).collect();
    let text: Vec<Line<'a>> = kept.iter().map(|&at| lines[at].clone()).collect();
    let page = Page::new(&text);
    let (blocks, doubtful) = assemble::assemble(&page);
    let kinds = kind::kinds(&text, &blocks);
    let doubts = doubtful
        .into_iter()
        .map(|d| Doubt {
            line: text[d.at].no,
            next_line: text[d.at + 1].no,
            broken: d.broken,
            score: d.verdict.score,
            reasons: d.verdict.reasons().to_vec(),
            before: form::last_chars(&text[d.at].text, 8).to_owned(),
            after: form::first_chars(&text[d.at + 1].text, 8).to_owned(),
        })
        .collect();
    let (mut all, mut all_kinds) = (
        Vec::with_capacity(blocks.len()),
        Vec::with_capacity(blocks.len()),
    );
    let mut next = 0;
    for (block, kind) in blocks.into_iter().zip(kinds) {
        let mut from = kept[block.from];
        let to = kept[block.to];
        for at in next..from {
            all.push(Block {
                from: at,
                to: at,
                heading: false,
                halves: false,
            });
            all_kinds.push(ParagraphKind::Furniture);
        }
        // A page break inside a paragraph cuts it, to keep the order of the source.
        for at in from..=to {
            if marks[at] {
                if from < at {
                    all.push(Block {
                        from,
                        to: at - 1,
                        ..block.clone()
                    });
                    all_kinds.push(kind);
                }
                all.push(Block {
                    from: at,
                    to: at,
                    heading: false,
                    halves: false,
                });
                all_kinds.push(ParagraphKind::Furniture);
                from = at + 1;
            }
        }
        all.push(Block { from, to, ..block });
        all_kinds.push(kind);
        next = to + 1;
    }
    for at in next..lines.len() {
        all.push(Block {
            from: at,
            to: at,
            heading: false,
            halves: false,
        });
        all_kinds.push(ParagraphKind::Furniture);
    }
    (all, all_kinds, doubts)
}
