//! Saved filters: questions with a name.

use super::{Reader, Result, Writer};

/// A saved filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterRow {
    /// The handle.
    pub id: i64,
    /// How it is called.
    pub name: String,
    /// Its flags as one would type them.
    pub expression: String,
}

impl Reader<'_> {
    /// The saved filters, by name.
    pub fn filters(&self) -> Result<Vec<FilterRow>> {
        self.rows("SELECT id, name, expression FROM filter ORDER BY name", [], |row| {
            Ok(FilterRow { id: row.get("id")?, name: row.get("name")?, expression: row.get("expression")? })
        })
    }
}

impl Writer<'_> {
    /// Saves a filter.
    pub fn insert_filter(&mut self, name: &str, expression: &str) -> Result<i64> {
        self.insert("filter", &[("name", &name), ("expression", &expression)])
    }

    /// Lets a saved filter mean something else. Returns whether it did not mean that already.
    pub fn set_filter(&mut self, id: i64, expression: &str) -> Result<bool> {
        self.update("filter", id, &[("expression", &expression)])
    }

    /// Removes a saved filter.
    pub fn delete_filter(&mut self, id: i64) -> Result<()> {
        self.delete("filter", id)
    }
}
