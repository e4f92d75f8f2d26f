//! Read: say how far one got with paragraphs.

use std::collections::HashSet;

use super::{OpError, Result, resolve};
use crate::model::{DocumentId, OperationKind, ParagraphKind, ParagraphRef, ReadingState};
use crate::store::{ParagraphRow, Store, Writer, Written};

/// What was marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marked {
    /// The documents they stand in, each once.
    pub documents: Vec<DocumentId>,
    /// Paragraphs that stand otherwise now.
    pub changed: usize,
    /// Paragraphs that stood so already.
    pub unchanged: usize,
    /// Page furniture among what was named; nobody has to read it.
    pub furniture: usize,
}

/// Says of every paragraph named how far the coder who works here got with it; `None` makes it
/// unread again. Page furniture is passed over.
///
/// # Errors
/// [`OpError::Coded`] when paragraphs said to hold nothing hold his own statements; nothing was
/// changed.
pub fn mark(store: &mut Store, targets: &[ParagraphRef], state: Option<ReadingState>) -> Result<Written<Marked>> {
    store.write(OperationKind::Read, |w| {
        let Named { paragraphs, furniture, places } = named(w, targets)?;
        if state == Some(ReadingState::None) {
            refuse_coded(w, &paragraphs)?;
        }
        let mut marked = Marked { furniture, ..Marked::default() };
        for paragraph in &paragraphs {
            if !marked.documents.contains(&paragraph.document_id) {
                marked.documents.push(paragraph.document_id);
            }
            if w.set_reading(paragraph.id, state)? {
                marked.changed += 1;
            } else {
                marked.unchanged += 1;
            }
        }
        let word = state.map_or("unread", ReadingState::as_str);
        w.summarize(format!("{}: {} {word}", few(&places), marked.changed));
        Ok(marked)
    })
}

/// The first of many places, and how many there are more.
fn few(places: &[String]) -> String {
    const FEW: usize = 5;
    let (first, rest) = places.split_at(places.len().min(FEW));
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
    first.join(" ") + &more
}

/// What the targets name.
#[derive(Default)]
struct Named {
    /// Every paragraph once, page furniture left out.
    paragraphs: Vec<ParagraphRow>,
    /// How many paragraphs of page furniture there were.
    furniture: usize,
    /// The targets with their documents' keys, whether those were typed or not.
    places: Vec<String>,
}

fn named(w: &Writer<'_>, targets: &[ParagraphRef]) -> Result<Named> {
    let (mut seen, mut named) = (HashSet::new(), Named::default());
    for target in targets {
        let (document, first, last) = resolve::range(w, target)?;
        let place = ParagraphRef { document: Some(w.document_key(document)?), range: target.range };
        named.places.push(place.to_string());
        for paragraph in w.paragraphs(document, first, last)? {
            if !seen.insert(paragraph.id) {
                continue;
            }
            if paragraph.kind == ParagraphKind::Furniture {
                named.furniture += 1;
            } else {
                named.paragraphs.push(paragraph);
            }
        }
    }
    Ok(named)
}

/// Refuses paragraphs in which the coder who works here has statements.
fn refuse_coded(w: &Writer<'_>, paragraphs: &[ParagraphRow]) -> Result<()> {
    let mut coded = Vec::new();
    for paragraph in paragraphs {
        let statements = w.statements_on(paragraph.id, w.coder())?;
        if !statements.is_empty() {
            coded.push((paragraph.reference(), statements));
        }
    }
    if coded.is_empty() { Ok(()) } else { Err(OpError::Coded(coded)) }
}
