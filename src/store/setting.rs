//! Settings of the project.

use rusqlite::OptionalExtension;

use super::{Reader, Result, Writer};

/// The setting that names the coder who works here.
pub(super) const CODER: &str = "coder";

impl Reader<'_> {
    /// The value of a setting, if it is set.
    pub fn setting(&self, key: &str) -> Result<Option<String>> {
        let mut statement = self.conn.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
        Ok(statement.query_row([key], |row| row.get(0)).optional()?)
    }

    /// The project's name.
    pub fn project_name(&self) -> Result<String> {
        Ok(self.setting("project.name")?.unwrap_or_default())
    }

    /// The project's identifier.
    pub fn project_uid(&self) -> Result<String> {
        Ok(self.setting("project.uid")?.unwrap_or_default())
    }
}

impl Writer<'_> {
    /// Gives a setting a value.
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<()> {
        let id: Option<i64> =
            self.conn.query_row("SELECT id FROM setting WHERE key = ?1", [key], |row| row.get(0)).optional()?;
        match id {
            Some(id) => self.update("setting", id, &[("value", &value)]).map(|_| ()),
            None => self.insert("setting", &[("key", &key), ("value", &value)]).map(|_| ()),
        }
    }
}
