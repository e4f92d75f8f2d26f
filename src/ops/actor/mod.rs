//! Actors: adding, changing and uniting them, and the posts they hold.

mod add;
mod alias;
mod edit;
mod import;
mod merge;
mod names;
mod post;
mod remove;
mod term;

pub use add::{ActorRequest, add};
pub use alias::{AliasChange, add_aliases, remove_aliases};
pub use edit::{ActorEdit, edit};
pub use import::{ActorImport, ImportedActors, import};
pub use merge::{Merged, merge};
pub use post::{PostOutcome, PostRequest, Posted, RemovedPost, post, remove_post};
pub use remove::{Removed, remove};

pub(super) use names::Names;

use super::{OpError, Result, resolve};
use crate::model::field;
use crate::store::{ActorRow, Reader};

/// Longest type of an actor, in characters; the schema holds the same bound.
const MAX_TYPE: usize = 100;

/// The actor of that name or alias, blanks around it left out.
///
/// # Errors
/// [`OpError::NotFound`] with names that come close.
pub fn known(r: &Reader<'_>, name: &str) -> Result<ActorRow> {
    let name = name.trim();
    let id = resolve::actor(r, name)?;
    r.actor(id)?.ok_or_else(|| OpError::NotFound { what: "actor", name: name.to_owned(), near: Vec::new() })
}

/// The actor of that name or alias, where somebody holds a post in it.
fn known_organization(r: &Reader<'_>, name: &str) -> Result<ActorRow> {
    known(r, name).map_err(|error| match error {
        OpError::NotFound { name, near, .. } => OpError::NotFound { what: "organization", name, near },
        other => other,
    })
}

/// A type as it may be stored.
fn checked_type(text: &str) -> Result<String> {
    Ok(field::line("actor type", text, MAX_TYPE)?)
}
