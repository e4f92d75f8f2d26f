//! Edit: another name, kind or type. Statements keep their actor.

use super::{Names, checked_type, known};
use crate::model::{ActorKind, OperationKind, actor_name};
use crate::ops::Result;
use crate::store::{ActorChange, ActorRow, Store, Written};

/// New values; `None` leaves what is there.
#[derive(Debug, Clone, Default)]
pub struct ActorEdit {
    /// The name exports use.
    pub name: Option<String>,
    /// Person, organization or group.
    pub kind: Option<ActorKind>,
    /// The type; an empty text takes it away.
    pub actor_type: Option<String>,
    /// Keep the old name as an alias.
    pub keep_alias: bool,
}

/// Changes an actor. Returns the actor before and after.
///
/// # Errors
/// [`crate::ops::OpError::NameTaken`] when somebody else goes by the new name.
pub fn edit(store: &mut Store, name: &str, edit: &ActorEdit) -> Result<Written<(ActorRow, ActorRow)>> {
    store.write(OperationKind::ActorEdit, |w| {
        let before = known(w, name)?;
        let mut after = before.clone();
        if let Some(name) = &edit.name {
            after.name = actor_name(name)?;
            Names::load(w)?.free(w, &after.name, Some(before.id))?;
        }
        after.kind = edit.kind.unwrap_or(before.kind);
        after.actor_type = match edit.actor_type.as_deref().map(str::trim) {
            None => before.actor_type.clone(),
            Some("") => None,
            Some(text) => Some(checked_type(text)?),
        };
        let change = ActorChange { name: after.name.clone(), kind: after.kind, actor_type: after.actor_type.clone() };
        w.update_actor(before.id, &change)?;
        if after.name != before.name {
            // What was an alias is the name now.
            w.delete_alias(before.id, &after.name)?;
            if edit.keep_alias {
                w.insert_alias(before.id, &before.name)?;
            }
        }
        w.summarize(if after.name == before.name {
            format!("{}: {}", after.name, facts(&after))
        } else {
            format!("{} is {} now", before.name, after.name)
        });
        Ok((before, after))
    })
}

/// `organization, government`.
fn facts(actor: &ActorRow) -> String {
    match &actor.actor_type {
        Some(actor_type) => format!("{}, {actor_type}", actor.kind),
        None => actor.kind.to_string(),
    }
}
