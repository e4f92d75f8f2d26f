//! Restoring a text whose format tells some of it: what is a heading, which lines go on, where they stand.

use super::assemble::Block;
use super::{
    Layout, LineHint, Restored, furniture, kind, layout, line::Line, place, put_together, read, restore_as_is,
};
use crate::model::ParagraphKind;

/// Restores a text whose radicals stay, believing what is known of each line; see [`super::Guide::restore`].
pub(super) fn restore(text: &str, layout: Layout, hints: &[LineHint]) -> Restored {
    let placed = hints.iter().any(|hint| hint.place.is_some());
    if placed && matches!(layout, Layout::Auto | Layout::Wrapped) {
        return place::restore_placed(text, hints);
    }
    let telling = hints.iter().any(|hint| hint.kind.is_some() || hint.joined);
    if !telling || layout == Layout::Lines {
        return restore_as_is(text, layout);
    }
    believing(text, layout, hints)
}

/// Believes kinds and joins.
fn believing(text: &str, layout: Layout, hints: &[LineHint]) -> Restored {
    let (lines, removed, n_lines) = read::read(text, layout);
    let layout = match layout {
        Layout::Auto => layout::guess(&lines),
        told => told,
    };
    if layout == Layout::Wrapped {
        let mut restored = restore_as_is(text, layout);
        for paragraph in &mut restored.paragraphs {
            let mut told = (paragraph.first_line..=paragraph.last_line).map(|no| hint(hints, no).kind);
            if let Some(Some(kind)) = told.next()
                && told.all(|other| other == Some(kind))
            {
                paragraph.kind = kind;
            }
        }
        super::section::sections(&mut restored.paragraphs);
        return restored;
    }
    let blocks = runs(&lines, hints);
    let page = furniture::furniture(&lines);
    let told: Vec<_> = blocks.iter().map(|block| hint(hints, lines[block.from].no).kind).collect();
    let mut kinds = kind::kinds_of_paragraphs(&lines, &blocks, &told);
    let titled = told.contains(&Some(ParagraphKind::Title));
    for ((kind, told), block) in kinds.iter_mut().zip(told).zip(&blocks) {
        *kind = match told {
            Some(told) => told,
            None if page[block.from] && block.from == block.to => ParagraphKind::Furniture,
            // The format names the title: what only looks like one is a heading.
            None if titled && *kind == ParagraphKind::Title => ParagraphKind::Heading,
            None => *kind,
        };
    }
    Restored { paragraphs: put_together(&lines, &blocks, kinds), removed, doubts: Vec::new(), n_lines, layout }
}

fn hint(hints: &[LineHint], line: usize) -> LineHint {
    hints.get(line.saturating_sub(1)).copied().unwrap_or_default()
}

/// One block for each line and the lines joined to it.
fn runs(lines: &[Line<'_>], hints: &[LineHint]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        match blocks.last_mut() {
            Some(open) if hint(hints, line.no).joined => {
                open.to = at;
                open.heading = false;
            }
            _ => blocks.push(Block { from: at, to: at, heading: line.chars <= 40, halves: false }),
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn kind(kind: ParagraphKind) -> LineHint {
        LineHint { kind: Some(kind), place: None, joined: false }
    }
    const NOTHING: LineHint = LineHint { kind: None, place: None, joined: false };
    const JOINED: LineHint = LineHint { kind: None, place: None, joined: true };

    fn told(text: &str, hints: &[LineHint]) -> Vec<(ParagraphKind, String)> {
        let restored = restore(text, Layout::Paragraphs, hints);
        restored.paragraphs.into_iter().map(|p| (p.kind, p.text)).collect()
    }

    #[test]
    fn the_format_is_believed() {
        use ParagraphKind::{Body, Heading, Title};
        let text = "本市要闻\n江州市数字经济促进办法\n地区\t产值\n总则\n为了促进数字经济发展，制定本办法。\n";
        let hints = [NOTHING, kind(Title), kind(Body), kind(Heading), NOTHING];
        let kinds: Vec<_> = told(text, &hints).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds[1..], [Title, Body, Heading, Body]);
        assert_ne!(kinds[0], Title);
        let restored = restore(text, Layout::Paragraphs, &hints);
        assert_eq!(restored.paragraphs[4].section.as_deref(), Some("总则"));
    }

    #[test]
    fn joined_lines_are_one_paragraph() {
        let text = "第一行的\n后半句 AI\nmodel。\n\n第二段。";
        let paragraphs = told(text, &[NOTHING, JOINED, JOINED, NOTHING, NOTHING]);
        let texts: Vec<_> = paragraphs.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["第一行的后半句 AI model。", "第二段。"]);
    }

    #[test]
    fn lines_as_they_stand_believe_nothing() {
        let text = "甲\n乙";
        let restored = restore(text, Layout::Lines, &[kind(ParagraphKind::Title), JOINED]);
        assert_eq!(restored, restore_as_is(text, Layout::Lines));
    }
}
