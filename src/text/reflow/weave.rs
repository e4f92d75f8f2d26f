//! Hard-wrapped text: page furniture is set aside, the rest is put together, and both are woven back
//! in the order of the source.

use super::assemble::{Block, assemble};
use super::kind::kinds;
use super::line::Line;
use super::page::Page;
use super::{Doubt, form, furniture};
use crate::model::ParagraphKind;

/// How much of the text on each side of a doubtful boundary is shown, code points.
const CONTEXT: usize = 8;

/// Blocks over `lines`, their kinds and the boundaries in doubt.
///
/// Told are all gaps whose sum is at most `least`, either way.
pub(super) fn wrapped(lines: &[Line<'_>], least: f32) -> (Vec<Block>, Vec<ParagraphKind>, Vec<Doubt>) {
    let marks = furniture::furniture(lines);
    if !marks.contains(&true) {
        return restored(lines, least);
    }
    let kept: Vec<usize> = (0..lines.len()).filter(|&at| !marks[at]).collect();
    let text: Vec<_> = kept.iter().map(|&at| lines[at].clone()).collect();
    let (blocks, kinds, mut doubts) = restored(&text, least);
    let mut woven = Vec::with_capacity(lines.len() - kept.len() + blocks.len());
    let mut next = 0;
    for (block, kind) in blocks.iter().zip(kinds) {
        let mut from = None;
        for &at in &kept[block.from..=block.to] {
            if next < at {
                // A page ends inside a paragraph: to keep the order of the source it is cut there.
                if let Some(from) = from.take() {
                    woven.push((Block { from, to: next - 1, ..block.clone() }, kind));
                    doubts.push(cut(&lines[next - 1], &lines[at]));
                }
                woven.extend((next..at).map(of_the_page));
            }
            from.get_or_insert(at);
            next = at + 1;
        }
        if let Some(from) = from {
            woven.push((Block { from, to: next - 1, ..block.clone() }, kind));
        }
    }
    woven.extend((next..lines.len()).map(of_the_page));
    doubts.sort_by_key(|d| (d.line, d.next_line));
    let (blocks, kinds) = woven.into_iter().unzip();
    (blocks, kinds, doubts)
}

fn of_the_page(at: usize) -> (Block, ParagraphKind) {
    (Block { from: at, to: at, heading: false, halves: false }, ParagraphKind::Furniture)
}

/// A paragraph cut by the end of a page: broken, and worth a look.
fn cut(before: &Line<'_>, after: &Line<'_>) -> Doubt {
    Doubt {
        line: before.last,
        next_line: after.no,
        broken: true,
        score: 0.0,
        reasons: vec!["a page ends inside the paragraph"],
        before: form::last_chars(&before.text, CONTEXT).to_owned(),
        after: form::first_chars(&after.text, CONTEXT).to_owned(),
    }
}

/// Text without furniture.
fn restored(lines: &[Line<'_>], least: f32) -> (Vec<Block>, Vec<ParagraphKind>, Vec<Doubt>) {
    let (blocks, doubtful) = assemble(&Page::new(lines), least);
    let kinds = kinds(lines, &blocks);
    let doubts = doubtful
        .into_iter()
        .map(|d| {
            let (before, after) = (&lines[d.at], &lines[d.at + 1]);
            Doubt {
                broken: d.broken,
                score: d.verdict.score,
                reasons: d.verdict.reasons().to_vec(),
                ..cut(before, after)
            }
        })
        .collect();
    (blocks, kinds, doubts)
}
