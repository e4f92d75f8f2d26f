//! Reading order: some paragraphs move, or a document is put in order by a list.

use std::collections::{HashMap, HashSet};

use super::super::{OpError, Result, resolve};
use super::named;
use super::place::Order;
use crate::model::{DocumentId, OperationKind, ParagraphId, ParagraphRef};
use crate::store::{Store, Writer, Written};

/// Where paragraphs go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// Before this paragraph.
    Before(ParagraphRef),
    /// Behind this paragraph.
    After(ParagraphRef),
    /// So that the first of them has this number, from 1.
    To(u32),
}

/// What another order did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reordered {
    /// The document's key.
    pub document: String,
    /// Each paragraph that was named: its number before and now, in the new order.
    pub moved: Vec<(u32, u32)>,
    /// How many paragraphs bear another number now.
    pub renumbered: usize,
    /// How many stand under another heading now.
    pub sections: usize,
}

/// Moves paragraphs of one document to another place in it; they keep their order among themselves.
///
/// # Errors
/// When the place is in another document, beyond the end, or among the paragraphs that move.
pub fn move_paragraphs(
    store: &mut Store,
    references: &[ParagraphRef],
    to: &Destination,
    dry_run: bool,
) -> Result<Written<Reordered>> {
    store.attempt(OperationKind::ParagraphMove, dry_run, |w| {
        let (document, moving) = named(w, references)?;
        let moving: Vec<ParagraphId> = moving.iter().map(|paragraph| paragraph.id).collect();
        let order = Order::of(w, document)?;
        let mut rest = order.ids();
        rest.retain(|id| !moving.contains(id));
        let at = match to {
            Destination::Before(reference) => beside(w, document, reference, &rest)?,
            Destination::After(reference) => beside(w, document, reference, &rest)? + 1,
            Destination::To(number) => {
                let last = rest.len() + 1;
                let at = usize::try_from(*number).ok().and_then(|n| n.checked_sub(1)).filter(|at| *at < last);
                at.ok_or_else(|| OpError::NoPlace { number: *number, last })?
            }
        };
        rest.splice(at..at, moving.iter().copied());
        let reordered = apply(w, document, order, &rest, &moving)?;
        w.summarize(told(&reordered));
        Ok(reordered)
    })
}

/// The index of the paragraph beside which others go, among those that stay.
fn beside(w: &Writer<'_>, document: DocumentId, reference: &ParagraphRef, rest: &[ParagraphId]) -> Result<usize> {
    let target = resolve::paragraph(w, reference)?;
    if target.document_id != document {
        let message = format!("{} stands in another document; paragraphs stay in theirs", target.reference());
        return Err(OpError::Conflict(message));
    }
    rest.iter()
        .position(|id| *id == target.id)
        .ok_or_else(|| OpError::Usage(format!("{} is one of the paragraphs that move", target.reference())))
}

/// Puts the paragraphs of a document in order by their numbers: those named share out the places they
/// hold now, in the order they are named; all others stay where they are.
///
/// # Errors
/// When a number is named twice or is beyond the document.
pub fn order(store: &mut Store, document: Option<&str>, numbers: &[u32], dry_run: bool) -> Result<Written<Reordered>> {
    store.attempt(OperationKind::ParagraphMove, dry_run, |w| {
        let document = resolve::document(w, document)?;
        let order = Order::of(w, document)?;
        let now = order.ids();
        let (mut seen, mut named, mut places) = (HashSet::new(), Vec::new(), Vec::new());
        for number in numbers {
            let at = number.checked_sub(1).map(|at| at as usize).filter(|at| *at < now.len());
            let Some(at) = at else {
                let last = u32::try_from(now.len()).unwrap_or(u32::MAX);
                return Err(OpError::NoParagraph { document: w.document_key(document)?, ordinal: *number, last });
            };
            if !seen.insert(at) {
                return Err(OpError::Usage(format!("paragraph {number} is named twice")));
            }
            named.push(now[at]);
            places.push(at);
        }
        places.sort_unstable();
        let mut wanted = now;
        for (at, id) in places.into_iter().zip(&named) {
            wanted[at] = *id;
        }
        let reordered = apply(w, document, order, &wanted, &named)?;
        w.summarize(told(&reordered));
        Ok(reordered)
    })
}

fn apply(
    w: &mut Writer<'_>,
    document: DocumentId,
    mut order: Order,
    wanted: &[ParagraphId],
    named: &[ParagraphId],
) -> Result<Reordered> {
    let now = order.ids();
    let numbers = |ids: &[ParagraphId]| ids.iter().copied().zip(1_u32..).collect::<HashMap<_, _>>();
    let (before, after) = (numbers(&now), numbers(wanted));
    let moved = named.iter().filter_map(|id| Some((*before.get(id)?, *after.get(id)?))).collect();
    let renumbered = now.iter().zip(wanted).filter(|(before, after)| before != after).count();
    order.rearrange(wanted);
    let sections = order.write(w)?;
    Ok(Reordered { document: w.document_key(document)?, moved, renumbered, sections })
}

/// `cq-ai: 7 to 4, and 3 more`.
fn told(reordered: &Reordered) -> String {
    let document = &reordered.document;
    let mut gone = reordered.moved.iter().filter(|(before, after)| before != after);
    match (gone.next(), gone.count()) {
        (None, _) => format!("{document}: as it was"),
        (Some((before, after)), 0) => format!("{document}: {before} to {after}"),
        (Some((before, after)), more) => format!("{document}: {before} to {after}, and {more} more"),
    }
}
