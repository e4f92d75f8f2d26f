//! Questions in SQL that have a name.

use super::{Reader, Result, Writer};

/// A saved question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedQuery {
    /// How it is called.
    pub name: String,
    /// The question.
    pub sql: String,
    /// What it is for.
    pub note: Option<String>,
}

impl Reader<'_> {
    /// The saved questions, by name.
    pub fn saved_queries(&self) -> Result<Vec<SavedQuery>> {
        self.rows("SELECT name, sql, note FROM query ORDER BY name", [], |row| {
            Ok(SavedQuery { name: row.get("name")?, sql: row.get("sql")?, note: row.get("note")? })
        })
    }

    fn query_id(&self, name: &str) -> Result<Option<i64>> {
        self.row("SELECT id FROM query WHERE name = ?1", [name], |row| Ok(row.get("id")?))
    }
}

impl Writer<'_> {
    /// Saves a question; one of that name is replaced.
    pub fn save_query(&mut self, query: &SavedQuery) -> Result<()> {
        let SavedQuery { name, sql, note } = query;
        match self.query_id(name)? {
            Some(id) => self.update("query", id, &[("sql", sql), ("note", note)]).map(|_| ()),
            None => self.insert("query", &[("name", name), ("sql", sql), ("note", note)]).map(|_| ()),
        }
    }

    /// Removes the saved question of that name, if there is one.
    pub fn remove_query(&mut self, name: &str) -> Result<()> {
        match self.query_id(name)? {
            Some(id) => self.delete("query", id),
            None => Ok(()),
        }
    }
}
