//! The project's own words.

use super::{Reader, Result};

impl Reader<'_> {
    /// What actors and codes go by: names, other names, labels; each once, in order.
    pub fn names(&self) -> Result<Vec<String>> {
        self.rows(include_str!("words/names.sql"), [], |row| Ok(row.get("name")?))
    }
}
