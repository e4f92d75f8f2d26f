//! Saved questions: SQL with a name, kept in the project.

use super::resolve::by_name;
use super::{OpError, Result};
use crate::model::field::{self, MAX_NAME};
use crate::model::{Invalid, OperationKind};
use crate::store::{Reader, SavedQuery, Store, Written};

/// Longest question, in characters; the schema holds it too.
const MAX_SQL: usize = 100_000;

/// Saves a question under a name, with `replace` also where the name is taken. The question must be
/// one that could be asked. Without an operation it was saved so already.
///
/// # Errors
/// [`OpError::Exists`] without `replace`; what [`Store::query`] refuses; nothing was changed.
pub fn save_query(store: &mut Store, query: &SavedQuery, replace: bool) -> Result<Written<SavedQuery>> {
    let sql = query.sql.trim();
    if sql.chars().count() > MAX_SQL {
        return Err(Invalid::new("query", &query.name, "it has more than 100,000 characters").into());
    }
    store.query_parameters(sql)?;
    let note = query.note.as_deref().map(|note| field::prose("note", note)).transpose()?;
    let new = SavedQuery {
        name: field::line("query name", &query.name, MAX_NAME / 2)?,
        sql: field::prose("query", sql)?,
        note,
    };
    store.write(OperationKind::QuerySave, |w| {
        let old = w.saved_queries()?.into_iter().find(|old| old.name == new.name);
        match old {
            Some(old) if old == new => return Ok(new),
            Some(_) if !replace => return Err(OpError::Exists { what: "query", name: new.name }),
            _ => w.save_query(&new)?,
        }
        w.summarize(new.name.clone());
        Ok(new)
    })
}

/// Removes a saved question. Returns it.
///
/// # Errors
/// [`OpError::NotFound`]; nothing was changed.
pub fn remove_query(store: &mut Store, name: &str) -> Result<Written<SavedQuery>> {
    store.write(OperationKind::QueryRemove, |w| {
        let query = saved_query(w, name)?;
        w.remove_query(&query.name)?;
        w.summarize(query.name.clone());
        Ok(query)
    })
}

/// The saved question of that name.
///
/// # Errors
/// [`OpError::NotFound`] with what comes close.
pub fn saved_query(r: &Reader<'_>, name: &str) -> Result<SavedQuery> {
    by_name("query", name.trim(), r.saved_queries()?, |query| &query.name)
}
