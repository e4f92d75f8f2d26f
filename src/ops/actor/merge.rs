//! Merge: two actors turn out to be one.

use super::known;
use crate::model::OperationKind;
use crate::ops::{OpError, Result};
use crate::store::{ActorRow, MergedActor, Store, Writer, Written};

/// What a merge did.
#[derive(Debug, Clone)]
pub struct Merged {
    /// The actor that is no more.
    pub from: ActorRow,
    /// The one that remains, as it was before.
    pub into: ActorRow,
    /// What went over.
    pub moved: MergedActor,
}

/// Makes `from` one with `into`, which keeps its name, kind and type; the name of `from` becomes an
/// alias. With `dry_run` nothing is changed.
///
/// # Errors
/// [`OpError::Conflict`] when both names mean one actor.
pub fn merge(store: &mut Store, from: &str, into: &str, dry_run: bool) -> Result<Written<Merged>> {
    let change = |w: &mut Writer<'_>| {
        let (from, into) = (known(w, from)?, known(w, into)?);
        if from.id == into.id {
            return Err(OpError::Conflict(format!("both names mean `{}`", into.name)));
        }
        let moved = w.merge_actor(from.id, into.id, &from.name)?;
        w.summarize(format!("{} into {}; statements: {}", from.name, into.name, moved.statements.len()));
        Ok(Merged { from, into, moved })
    };
    store.attempt(OperationKind::ActorMerge, dry_run, change)
}
