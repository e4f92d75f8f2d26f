//! How much there is, and whether it holds together.

use super::{Reader, Result, StoreError};

/// How many rows of each sort the project holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Documents.
    pub documents: i64,
    /// Statements.
    pub statements: i64,
    /// Variables of the codebook.
    pub variables: i64,
    /// Codes.
    pub codes: i64,
    /// Actors.
    pub actors: i64,
    /// Coders.
    pub coders: i64,
}

impl Reader<'_> {
    /// How many rows of each sort the project holds.
    pub fn totals(&self) -> Result<Totals> {
        let totals = self.row(include_str!("totals.sql"), [], |row| {
            Ok(Totals {
                documents: row.get("documents")?,
                statements: row.get("statements")?,
                variables: row.get("variables")?,
                codes: row.get("codes")?,
                actors: row.get("actors")?,
                coders: row.get("coders")?,
            })
        })?;
        Ok(totals.unwrap_or_default())
    }

    /// Makes sure that no row refers to a row that is gone. Only a program that switches references
    /// off, as the plain shell does, can leave such rows behind.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] with the tables and how many of their rows hang in the air.
    pub fn check_references(&self) -> Result<()> {
        let sql = "SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1 ORDER BY 1";
        let broken = self.rows(sql, [], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
        if broken.is_empty() {
            return Ok(());
        }
        let tables: Vec<String> = broken.iter().map(|(table, n)| format!("{n} of {table}")).collect();
        Err(StoreError::Damaged(format!("rows refer to rows that are gone: {}", tables.join(", "))))
    }
}
