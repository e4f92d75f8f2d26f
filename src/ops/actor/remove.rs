//! Remove: an actor nobody needs. Nothing that was coded goes with it.

use std::collections::BTreeSet;

use super::known;
use crate::model::{ActorId, OperationKind};
use crate::ops::{OpError, Result};
use crate::store::{MemoTarget, Reader, Store, Written};

/// How many users an error names.
const NAMED: usize = 5;

/// What was removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// The actor.
    pub actor: String,
    /// Posts that went with it.
    pub posts: usize,
    /// Own notes that went with it.
    pub notes: usize,
}

/// Removes an actor with its aliases, posts and the coder's own notes.
///
/// # Errors
/// [`OpError::InUse`] when a statement names it, somebody holds a post in it, or another coder wrote
/// a note on it.
pub fn remove(store: &mut Store, name: &str) -> Result<Written<Removed>> {
    store.write(OperationKind::ActorRemove, |w| {
        let actor = known(w, name)?;
        if let Some(used) = used(w, actor.id)? {
            return Err(OpError::InUse { what: "actor", name: actor.name, used });
        }
        let notes = w.memos(MemoTarget::Actor(actor.id))?;
        if let Some(note) = notes.iter().find(|note| note.coder_id != w.coder()) {
            return Err(OpError::InUse { what: "actor", name: actor.name, used: format!("a note by {}", note.coder) });
        }
        let posts = w.affiliations(Some(actor.id))?.len();
        w.delete_actor(actor.id)?;
        w.summarize(actor.name.clone());
        Ok(Removed { actor: actor.name, posts, notes: notes.len() })
    })
}

/// What needs the actor, in words.
fn used(r: &Reader<'_>, id: ActorId) -> Result<Option<String>> {
    let statements: BTreeSet<_> = r.actor_statements(id)?.iter().map(|row| row.statement).collect();
    if !statements.is_empty() {
        return Ok(Some(first("statements", statements.iter().map(ToString::to_string).collect())));
    }
    let posts = r.affiliations(None)?;
    let people: BTreeSet<_> = posts.into_iter().filter(|p| p.organization_id == id).map(|p| p.actor).collect();
    Ok((!people.is_empty()).then(|| first("posts of", people.into_iter().collect())))
}

/// `statements s1, s2, s3, s4, s5 and 3 more`.
fn first(what: &str, names: Vec<String>) -> String {
    let shown = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => format!("{what} {shown}"),
        more => format!("{what} {shown} and {more} more"),
    }
}
