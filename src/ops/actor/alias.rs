//! Aliases: the other names an actor goes by.

use super::{Names, known};
use crate::model::{OperationKind, actor_name};
use crate::ops::{OpError, Result, near};
use crate::store::{Store, Written};

/// What changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AliasChange {
    /// The actor.
    pub actor: String,
    /// Aliases that came or went.
    pub changed: Vec<String>,
    /// Aliases that were there already.
    pub known: Vec<String>,
}

/// Gives an actor more names to be known by, in one operation.
///
/// # Errors
/// [`OpError::NameTaken`] when somebody goes by one of them, himself by his own name included.
pub fn add_aliases(store: &mut Store, name: &str, aliases: &[String]) -> Result<Written<AliasChange>> {
    store.write(OperationKind::ActorAlias, |w| {
        let actor = known(w, name)?;
        let mut names = Names::load(w)?;
        let mut change = AliasChange { actor: actor.name.clone(), ..AliasChange::default() };
        for alias in aliases {
            let alias = actor_name(alias)?;
            let own = (alias != actor.name).then_some(actor.id);
            names.free(w, &alias, own)?;
            if w.insert_alias(actor.id, &alias)? {
                names.add(&alias, actor.id);
                change.changed.push(alias);
            } else {
                change.known.push(alias);
            }
        }
        w.summarize(format!("{} also {}", actor.name, change.changed.join(", ")));
        Ok(change)
    })
}

/// Takes aliases away from an actor, in one operation, all or none.
///
/// # Errors
/// [`OpError::NotFound`] for the first that is no alias of his.
pub fn remove_aliases(store: &mut Store, name: &str, aliases: &[String]) -> Result<Written<AliasChange>> {
    store.write(OperationKind::ActorAlias, |w| {
        let actor = known(w, name)?;
        let mut change = AliasChange { actor: actor.name.clone(), ..AliasChange::default() };
        for alias in aliases {
            let alias = alias.trim();
            if !w.delete_alias(actor.id, alias)? {
                let there: Vec<String> = w.aliases(Some(actor.id))?.into_iter().map(|(_, alias)| alias).collect();
                let close = near(alias, there.iter().map(String::as_str));
                let near = if close.is_empty() { there } else { close };
                return Err(OpError::NotFound { what: "alias", name: alias.to_owned(), near });
            }
            change.changed.push(alias.to_owned());
        }
        w.summarize(format!("{} no longer {}", actor.name, change.changed.join(", ")));
        Ok(change)
    })
}
