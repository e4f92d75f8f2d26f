//! Coders: who codes here.

use crate::model::field::{self, MAX_NAME, folded};
use crate::model::{CoderId, OperationKind};
use crate::ops::{OpError, Result};
use crate::store::{CoderRow, Reader, Store, StoreError, Written};

/// Adds a coder; with `use_it` he works here from now on. Returns the name as stored.
///
/// # Errors
/// [`OpError::NameTaken`] when a coder has that name, or one that differs in the forms of its
/// characters only.
pub fn add(store: &mut Store, name: &str, use_it: bool) -> Result<Written<String>> {
    store.write(OperationKind::CoderAdd, |w| {
        let name = field::line("coder", name, MAX_NAME)?;
        free(w, &name, None)?;
        w.insert_coder(&name)?;
        if use_it {
            w.use_coder(&name)?;
        }
        w.summarize(name.clone());
        Ok(name)
    })
}

/// Makes a coder the one who works here unless told otherwise. Returns the name as stored; without an
/// operation he worked here already.
///
/// # Errors
/// [`StoreError::UnknownCoder`] with those there are.
pub fn switch(store: &mut Store, name: &str) -> Result<Written<String>> {
    store.write(OperationKind::CoderUse, |w| {
        let coder = known(w, name)?;
        w.use_coder(&coder.name)?;
        w.summarize(coder.name.clone());
        Ok(coder.name)
    })
}

/// Gives a coder another name; his work stays his, and if he works here he goes on doing so. Returns
/// both names as stored.
///
/// # Errors
/// As [`add`] and [`switch`].
pub fn rename(store: &mut Store, old: &str, new: &str) -> Result<Written<(String, String)>> {
    store.write(OperationKind::CoderRename, |w| {
        let coder = known(w, old)?;
        let name = field::line("coder", new, MAX_NAME)?;
        free(w, &name, Some(coder.id))?;
        w.rename_coder(coder.id, &name)?;
        if coder.current {
            w.use_coder(&name)?;
        }
        w.summarize(format!("{} is {name} now", coder.name));
        Ok((coder.name, name))
    })
}

fn known(r: &Reader<'_>, name: &str) -> Result<CoderRow> {
    let name = name.trim();
    let mut all = r.coders()?;
    match all.iter().position(|coder| coder.name == name) {
        Some(at) => Ok(all.swap_remove(at)),
        None => {
            let known = all.into_iter().map(|coder| coder.name).collect();
            Err(StoreError::UnknownCoder { name: name.to_owned(), known }.into())
        }
    }
}

/// Refuses a name that another coder has, or that looks like his.
fn free(r: &Reader<'_>, name: &str, own: Option<CoderId>) -> Result<()> {
    let wanted = folded(name);
    match r.coders()?.into_iter().find(|coder| Some(coder.id) != own && folded(&coder.name) == wanted) {
        None => Ok(()),
        Some(coder) => Err(OpError::NameTaken {
            what: "coder",
            name: name.to_owned(),
            held: coder.name.clone(),
            owner: coder.name,
        }),
    }
}
