//! Link: say what one statement does to others, and take that back.

use super::{OpError, Result, resolve};
use crate::model::{LinkKind, OperationKind, StatementId};
use crate::store::{LinkRow, Store, Writer, Written};

/// What linking did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Linked {
    /// Statements linked to now.
    pub added: Vec<StatementId>,
    /// Statements that were linked to already.
    pub known: Vec<StatementId>,
}

/// Links `from` to every one of `to`, as the work of the coder who works here.
///
/// # Errors
/// A statement that is not there, or `from` among `to`; nothing was changed.
pub fn link(store: &mut Store, from: StatementId, kind: LinkKind, to: &[StatementId]) -> Result<Written<Linked>> {
    store.write(OperationKind::LinkAdd, |w| {
        check(w, from, to)?;
        let mut linked = Linked::default();
        for to in to {
            if w.insert_link(from, *to, kind)? {
                linked.added.push(*to);
            } else if !linked.added.contains(to) {
                linked.known.push(*to);
            }
        }
        w.summarize(format!("{from} {kind} {}", listed(&linked.added)));
        Ok(linked)
    })
}

/// Removes the links from `from` to every one of `to`: those of the coder who works here, with
/// `others` those of everybody. Returns what was removed.
///
/// # Errors
/// A statement or link that is not there; [`OpError::OthersLink`] where only another coder linked
/// them so. Nothing was changed.
pub fn unlink(
    store: &mut Store,
    from: StatementId,
    kind: LinkKind,
    to: &[StatementId],
    others: bool,
) -> Result<Written<Vec<LinkRow>>> {
    store.write(OperationKind::LinkRemove, |w| {
        check(w, from, to)?;
        let mut links = w.links(Some(from))?;
        links.retain(|link| link.from == from);
        let mut removed: Vec<LinkRow> = Vec::new();
        for to in to {
            for link in chosen(w, &links, (from, kind, *to), others)? {
                if !removed.contains(link) {
                    w.delete_link(link)?;
                    removed.push(link.clone());
                }
            }
        }
        let targets: Vec<StatementId> = removed.iter().map(|link| link.to).collect();
        w.summarize(format!("{from} {kind} {}", listed(&targets)));
        Ok(removed)
    })
}

/// The links of that description that may be removed; at least one.
fn chosen<'a>(
    w: &Writer<'_>,
    links: &'a [LinkRow],
    (from, kind, to): (StatementId, LinkKind, StatementId),
    others: bool,
) -> Result<Vec<&'a LinkRow>> {
    let all: Vec<&LinkRow> = links.iter().filter(|link| link.to == to && link.kind == kind).collect();
    let mine: Vec<&LinkRow> = all.iter().copied().filter(|link| others || link.coder_id == w.coder()).collect();
    match (mine.is_empty(), all.first()) {
        (false, _) => Ok(mine),
        (true, Some(theirs)) => Err(OpError::OthersLink { link: written(theirs), coder: theirs.coder.clone() }),
        (true, None) => Err(OpError::NotFound {
            what: "link",
            name: format!("{from} {kind} {to}"),
            near: links.iter().take(3).map(written).collect(),
        }),
    }
}

/// Every statement is there, and none is linked to itself.
fn check(w: &Writer<'_>, from: StatementId, to: &[StatementId]) -> Result<()> {
    resolve::statement(w, from)?;
    for to in to {
        resolve::statement(w, *to)?;
        if *to == from {
            return Err(OpError::SelfLink(from));
        }
    }
    Ok(())
}

/// A link as one types it.
fn written(link: &LinkRow) -> String {
    format!("{} {} {}", link.from, link.kind, link.to)
}

fn listed(statements: &[StatementId]) -> String {
    statements.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}
