//! The names actors go by, so that no two go by one, nor by two that look alike.

use std::collections::HashMap;

use crate::model::ActorId;
use crate::model::field::folded;
use crate::ops::{OpError, Result};
use crate::store::Reader;

/// Every name and alias with the actor it belongs to, by its folded form.
#[derive(Debug, Default)]
pub(in crate::ops) struct Names(HashMap<String, Vec<(String, ActorId)>>);

impl Names {
    /// The names in the project.
    pub(in crate::ops) fn load(r: &Reader<'_>) -> Result<Self> {
        let mut names = Self::default();
        for (name, id) in r.actors_by_name()? {
            names.add(&name, id);
        }
        Ok(names)
    }

    /// Takes up one more name.
    pub(in crate::ops) fn add(&mut self, name: &str, id: ActorId) {
        self.0.entry(folded(name)).or_default().push((name.to_owned(), id));
    }

    /// Refuses a name somebody else than `own` goes by. One's own name in another form is free.
    pub(in crate::ops) fn free(&self, r: &Reader<'_>, name: &str, own: Option<ActorId>) -> Result<()> {
        let others = self.0.get(&folded(name)).into_iter().flatten().filter(|(_, id)| Some(*id) != own);
        // The very same name says more than one that looks alike.
        let Some((held, id)) = others.min_by_key(|(held, _)| held != name) else { return Ok(()) };
        let owner = r.actor(*id)?.map_or_else(|| held.clone(), |actor| actor.name);
        Err(OpError::NameTaken { what: "actor", name: name.to_owned(), held: held.clone(), owner })
    }
}
