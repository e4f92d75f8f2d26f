//! The data set: each table a question, its rows handed on one at a time, so that memory does not
//! grow with the project. Every question names its order: the same database gives the same rows.

use rusqlite::types::ValueRef;

use super::{Reader, Result, StoreError};
use crate::model::{Invalid, OperationId, named_enum};

named_enum! {
    /// A table of the data set.
    DataTable("table") {
        /// One row per document.
        Documents = "documents",
        /// One row per paragraph.
        Paragraphs = "paragraphs",
        /// One row per statement.
        Statements = "statements",
        /// One row per code of a statement.
        StatementCodes = "statement_codes",
        /// One row per actor of a statement.
        StatementActors = "statement_actors",
        /// One row per link between statements.
        Links = "links",
        /// One row per code.
        Codebook = "codebook",
        /// One row per actor.
        Actors = "actors",
        /// One row per other name of an actor.
        Aliases = "aliases",
        /// One row per post.
        Affiliations = "affiliations",
        /// One row per paragraph and coder who read it.
        Readings = "readings",
        /// One row per note.
        Memos = "memos",
        /// One row per proposal, ready for counting.
        ProposalsWide = "proposals_wide",
    }
}

impl DataTable {
    /// The question whose answer the table is.
    const fn sql(self) -> &'static str {
        match self {
            Self::Documents => include_str!("dataset/documents.sql"),
            Self::Paragraphs => include_str!("dataset/paragraphs.sql"),
            Self::Statements => include_str!("dataset/statements.sql"),
            Self::StatementCodes => include_str!("dataset/statement_codes.sql"),
            Self::StatementActors => include_str!("dataset/statement_actors.sql"),
            Self::Links => include_str!("dataset/links.sql"),
            Self::Codebook => include_str!("dataset/codebook.sql"),
            Self::Actors => include_str!("dataset/actors.sql"),
            Self::Aliases => include_str!("dataset/aliases.sql"),
            Self::Affiliations => include_str!("dataset/affiliations.sql"),
            Self::Readings => include_str!("dataset/readings.sql"),
            Self::Memos => include_str!("dataset/memos.sql"),
            Self::ProposalsWide => include_str!("dataset/proposals_wide.sql"),
        }
    }
}

/// One value of a row, borrowed for as long as the row is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataValue<'a> {
    /// Nothing is known.
    Missing,
    /// A whole number.
    Int(i64),
    /// A text.
    Text(&'a str),
}

/// The newest operation: which state of the project was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its number.
    pub id: OperationId,
    /// When it was done.
    pub at: String,
    /// Its hash, which covers all operations before it.
    pub hash: String,
}

/// How much of the project nobody has read; page furniture does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unread {
    /// Paragraphs there are.
    pub total: i64,
    /// Paragraphs no coder has read.
    pub unread: i64,
}

impl Reader<'_> {
    /// Hands every row of a table to `each`, in the table's own order.
    ///
    /// Rows of [`DataTable::Documents`] end with the attributes as one JSON object of texts, those
    /// of [`DataTable::ProposalsWide`] with the handles of the codes as one JSON array of numbers.
    ///
    /// # Errors
    /// Whatever `each` returns; [`StoreError::Value`] for a value no table may hold.
    pub fn data<E: From<StoreError>>(
        &self,
        table: DataTable,
        mut each: impl FnMut(&[DataValue<'_>]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self.conn.prepare_cached(table.sql()).map_err(StoreError::from)?;
        let width = statement.column_count();
        let mut rows = statement.query([]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let values: Vec<DataValue<'_>> = (0..width).map(|n| value(row.get_ref(n)?)).collect::<Result<_>>()?;
            each(&values)?;
        }
        Ok(())
    }

    /// The names of the columns [`Reader::data`] gives.
    pub fn data_columns(&self, table: DataTable) -> Result<Vec<String>> {
        let statement = self.conn.prepare_cached(table.sql())?;
        Ok(statement.column_names().map(str::to_owned).collect())
    }

    /// The names attributes of documents have, sorted.
    pub fn attribute_names(&self) -> Result<Vec<String>> {
        self.rows("SELECT DISTINCT name FROM attribute ORDER BY name", [], |row| Ok(row.get(0)?))
    }

    /// The newest operation, taken back or not.
    pub fn head(&self) -> Result<Option<Head>> {
        self.row("SELECT id, at, hash FROM operation ORDER BY id DESC LIMIT 1", [], |row| {
            Ok(Head { id: OperationId(row.get("id")?), at: row.get("at")?, hash: row.get("hash")? })
        })
    }

    /// The version of the schema the project has.
    pub fn schema_version(&self) -> Result<i64> {
        Ok(self.conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
    }

    /// How much nobody has read.
    pub fn unread(&self) -> Result<Unread> {
        let counts = self.row(include_str!("dataset/unread.sql"), [], |row| {
            Ok(Unread { total: row.get("total")?, unread: row.get("unread")? })
        })?;
        Ok(counts.unwrap_or(Unread { total: 0, unread: 0 }))
    }
}

fn value(value: ValueRef<'_>) -> Result<DataValue<'_>> {
    let refuse = |what: &str, why: &str| StoreError::Value(Invalid::new("value", what, why));
    match value {
        ValueRef::Null => Ok(DataValue::Missing),
        ValueRef::Integer(number) => Ok(DataValue::Int(number)),
        ValueRef::Text(bytes) => {
            let text = std::str::from_utf8(bytes);
            Ok(DataValue::Text(text.map_err(|_| refuse(&String::from_utf8_lossy(bytes), "it is not UTF-8"))?))
        }
        ValueRef::Real(number) => Err(refuse(&number.to_string(), "whole numbers and texts are expected")),
        ValueRef::Blob(_) => Err(refuse("a blob", "whole numbers and texts are expected")),
    }
}
