//! From the text to clean lines.

use std::borrow::Cow;

use memchr::memmem;

use super::line::Line;
use super::{Layout, Removal, RemovalReason, clean, source};
use crate::text::width::width;

/// Splits and cleans the text into lines that are not blank, with what was removed and the number of
/// source lines.
pub(super) fn read(text: &str, layout: Layout) -> (Vec<Line<'_>>, Vec<Removal>, usize) {
    let marked =
        ["\u{feff}", "\u{200b}", "\u{ad}"].iter().any(|mark| memmem::find(text.as_bytes(), mark.as_bytes()).is_some());
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
        let (indent, body) = cleaned.split_at(cleaned.len() - cleaned.trim_start().len());
        if body.is_empty() {
            gap = true;
            continue;
        }
        let lead = u32::try_from(width(indent)).unwrap_or(u32::MAX);
        let squares = indent == "\u{3000}\u{3000}";
        let mut body = match cleaned {
            Cow::Borrowed(text) => Cow::Borrowed(text[indent.len()..].trim_end()),
            Cow::Owned(_) => Cow::Owned(body.trim_end().to_owned()),
        };
        let mut spread = false;
        if layout != Layout::Lines
            && let Some(closed) = clean::close_up(&body)
        {
            body = Cow::Owned(closed);
            spread = true;
        }
        let mut line = Line::new(piece.no, body, lead);
        if layout != Layout::Lines
            && line.doubles
            && let Some((kept, doubles)) = clean::undouble(&line.text)
        {
            line = Line::new(piece.no, Cow::Owned(kept), lead);
            removed.extend(doubles.into_iter().map(|text| Removal {
                line: piece.no,
                text,
                reason: RemovalReason::FakeBold,
            }));
        }
        line.gap = gap && !lines.is_empty();
        line.page = page;
        line.squares = squares;
        line.spread = spread;
        (gap, page) = (false, false);
        lines.push(line);
    }
    (lines, removed, n_lines)
}
