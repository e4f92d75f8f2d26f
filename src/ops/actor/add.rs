//! Add: new actors with the other names they go by.

use super::{Names, checked_type};
use crate::model::{ActorKind, OperationKind, actor_name};
use crate::ops::Result;
use crate::store::{NewActor, Store, Written};

/// An actor to add.
#[derive(Debug, Clone)]
pub struct ActorRequest {
    /// The name exports use.
    pub name: String,
    /// Person, organization or group.
    pub kind: ActorKind,
    /// government, cppcc, enterprise, …
    pub actor_type: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
}

/// Adds actors in one operation, all or none. Returns their names as stored.
///
/// # Errors
/// [`crate::ops::OpError::NameTaken`] for the first name or alias somebody goes by already.
pub fn add(store: &mut Store, requests: &[ActorRequest]) -> Result<Written<Vec<String>>> {
    store.write(OperationKind::ActorAdd, |w| {
        let mut names = Names::load(w)?;
        let mut added = Vec::new();
        for request in requests {
            let name = actor_name(&request.name)?;
            let actor_type = request.actor_type.as_deref().map(checked_type).transpose()?;
            names.free(w, &name, None)?;
            let id = w.insert_actor(&NewActor { name: name.clone(), kind: request.kind, actor_type })?;
            names.add(&name, id);
            for alias in &request.aliases {
                let alias = actor_name(alias)?;
                names.free(w, &alias, Some(id))?;
                if alias != name {
                    w.insert_alias(id, &alias)?;
                    names.add(&alias, id);
                }
            }
            added.push(name);
        }
        w.summarize(match added.as_slice() {
            [one] => one.clone(),
            many => format!("{} actors", many.len()),
        });
        Ok(added)
    })
}
