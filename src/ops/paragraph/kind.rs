//! Kind: what paragraphs are on their page.

use super::super::Result;
use super::named;
use super::place::Order;
use crate::model::{OperationKind, ParagraphKind, ParagraphRef};
use crate::store::{Store, Written};

/// What another kind did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kinds {
    /// The document's key.
    pub document: String,
    /// Paragraphs that are something else now: number, what they were, their text.
    pub changed: Vec<(u32, ParagraphKind, String)>,
    /// How many were that already.
    pub unchanged: usize,
    /// How many paragraphs stand under another heading now.
    pub sections: usize,
    /// Whether the document has no title, or no subtitle, of its own that the text could give.
    pub lacks: bool,
}

/// Says what paragraphs of one document are on their page; sections follow the headings.
///
/// # Errors
/// When they stand in several documents.
pub fn set_kind(
    store: &mut Store,
    references: &[ParagraphRef],
    kind: ParagraphKind,
    dry_run: bool,
) -> Result<Written<Kinds>> {
    store.attempt(OperationKind::ParagraphKind, dry_run, |w| {
        let (document, paragraphs) = named(w, references)?;
        let mut order = Order::of(w, document)?;
        let (mut changed, mut unchanged) = (Vec::new(), 0);
        for paragraph in paragraphs {
            if w.set_paragraph_kind(paragraph.id, kind)? {
                order.describe(paragraph.id, kind, &paragraph.text);
                changed.push((paragraph.ordinal, paragraph.kind, paragraph.text));
            } else {
                unchanged += 1;
            }
        }
        let sections = order.write(w)?;
        let known = w.document(document)?.map(|row| row.fields).unwrap_or_default();
        let lacks = match kind {
            ParagraphKind::Title => known.title.is_none(),
            ParagraphKind::Subtitle => known.subtitle.is_none(),
            _ => false,
        };
        let key = w.document_key(document)?;
        w.summarize(match changed.as_slice() {
            [(ordinal, before, _)] => format!("{key}:{ordinal} from {before} to {kind}"),
            many => format!("{key}: {} paragraphs to {kind}", many.len()),
        });
        Ok(Kinds { document: key, changed, unchanged, sections, lacks })
    })
}
