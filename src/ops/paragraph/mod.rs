//! Correcting paragraphs: cut, join, move, rename, edit. Statements, readings and notes go along, or
//! the change is refused with the list of what is in its way.

mod doubts;
mod edit;
mod join;
mod kind;
mod order;
mod place;
mod split;

pub use doubts::{FoundDoubt, Settle, Where, doubts, settle};
pub use edit::{EditedParagraph, Requoted, TextEdit, edit_paragraph};
pub use join::{JoinOptions, Joined, join};
pub use kind::{Kinds, set_kind};
pub use order::{Destination, Reordered, move_paragraphs, order};
pub use split::{Split, SplitAt, split};

use super::restored::MAX_PARAGRAPH;
use super::{OpError, Result, resolve};
use crate::model::{DocumentId, ParagraphRef, Span, StatementId};
use crate::store::{ParagraphRow, Reader, StatementRow, Writer};
use crate::text::LineMap;

/// A statement in the way of a change: its handle, coder, and words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InTheWay {
    /// The statement.
    pub statement: StatementId,
    /// Whose it is.
    pub coder: String,
    /// Its span now.
    pub span: Span,
    /// Its words now.
    pub quote: String,
}

impl From<&StatementRow> for InTheWay {
    fn from(row: &StatementRow) -> Self {
        Self { statement: row.id, coder: row.coder.clone(), span: row.span, quote: row.quote.clone() }
    }
}

/// The paragraphs that references name: of one document, each once, in reading order.
fn named(r: &Reader<'_>, references: &[ParagraphRef]) -> Result<(DocumentId, Vec<ParagraphRow>)> {
    let mut all: Vec<ParagraphRow> = Vec::new();
    for reference in references {
        if reference.range.is_none() {
            return Err(OpError::Usage(format!("`{reference}` names a whole document; which of its paragraphs?")));
        }
        all.extend(resolve::paragraphs(r, reference)?);
    }
    all.sort_by_key(|paragraph| (paragraph.document_id, paragraph.ordinal));
    all.dedup_by_key(|paragraph| paragraph.id);
    match (all.first(), all.last()) {
        (Some(first), Some(last)) if first.document_id == last.document_id => Ok((first.document_id, all)),
        (Some(first), Some(last)) => Err(OpError::Conflict(format!(
            "{} and {} stand in two documents; paragraphs stay in theirs",
            first.reference(),
            last.reference()
        ))),
        _ => Err(OpError::Usage("which paragraphs?".to_owned())),
    }
}

/// The statements on a paragraph, in reading order.
fn statements_of(r: &Reader<'_>, paragraph: &ParagraphRow) -> Result<Vec<StatementRow>> {
    Ok(r.statements(Some((paragraph.document_id, paragraph.ordinal, paragraph.ordinal)))?)
}

/// Marks as settled the doubt at exactly this boundary between source lines, counted from 1.
fn settle_at(w: &mut Writer<'_>, document: DocumentId, (line, next_line): (u32, u32)) -> Result<bool> {
    let here = w.doubts(Some(document), false)?;
    match here.iter().find(|doubt| (doubt.line, doubt.next_line) == (line, next_line)) {
        Some(doubt) => Ok(w.settle_doubt(doubt.id)?),
        None => Ok(false),
    }
}

/// How the characters of a paragraph lie on its source lines, with the number of the first of these.
fn line_map(lines: &[&str], paragraph: &ParagraphRow) -> Option<(u32, LineMap)> {
    let (first, last) = paragraph.source_lines?;
    let stretch = lines.get(first.checked_sub(1)? as usize..last as usize)?;
    Some((first, LineMap::new(&paragraph.text, stretch)))
}

/// Number of code points, as spans count them.
fn length(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}
