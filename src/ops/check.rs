//! Looking whether the project is whole, and making again what can be made again.

use super::Result;
use crate::store::{IndexGap, Store};

/// What is not as it must be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// Damage of the file itself, and rows that name what is not there, in SQLite's words.
    pub file: Vec<String>,
    /// Where the search index does not say what the texts say.
    pub index: Vec<IndexGap>,
}

/// Looks at every page of the file and every text.
///
/// # Errors
/// What keeps the file from being read at all.
pub fn check(store: &Store) -> Result<Findings> {
    store.read(|r| Ok(Findings { file: r.file_problems()?, index: r.index_gaps()? }))
}

/// Makes the search index again, from the texts. Nothing else is touched: the index is in no log.
///
/// # Errors
/// As [`Store::write`].
pub fn remake_index(store: &mut Store) -> Result<()> {
    Ok(store.remake_index()?)
}
