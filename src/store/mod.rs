//! The project file. The only folder that knows SQLite.
//!
//! Reads go through [`Store::read`], one consistent view each; writes through [`Store::write`], one
//! operation each. Everything else is per noun: a file of calls, and the longer questions as `.sql`
//! beside it.

mod actor;
mod code;
mod coder;
mod coding;
mod dataset;
mod dictionary;
mod document;
mod doubt;
mod error;
mod facet;
mod files;
mod filter;
mod journal;
mod link;
mod memo;
mod network;
mod open;
mod paragraph;
mod profile;
mod query;
mod reading;
mod removal;
mod saved_query;
mod scan;
mod schema;
mod search;
mod search_index;
mod setting;
mod statement;
mod texts;
mod totals;
mod words;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

pub use actor::{ActorChange, ActorRow, ActorStatementRow, AffiliationRow, MergedActor, NewActor, NewAffiliation};
pub use code::{CodeFields, CodePlace, CodeRow, NewCode, VariableRow};
pub use coder::CoderRow;
pub use coding::CodingCounts;
pub use dataset::{DataTable, DataValue, Head, Unread};
pub use dictionary::{DictionaryColumn, DictionaryTable, dictionary};
pub use document::{DocumentRow, NewDocument, Twin};
pub use doubt::{DoubtRow, NewDoubt};
pub use error::{Result, StoreError};
pub use facet::{
    ActorFacet, Coverage, Facet, Figure, LabelEntry, Labelled, Place, Reach, StatementFacet, Tabulation, Tree, Unit,
    UnreadStatement,
};
pub use files::{folder_of, is_of_project, shared_permissions};
pub use filter::FilterRow;
pub use journal::{HistoryStep, LoggedRow, OperationRecord, TABLES, Writer, Written};
pub use link::LinkRow;
pub use memo::{MemoRow, MemoTarget};
pub use network::{StatementEvent, StatementText};
pub use paragraph::{NewParagraph, OutlineRow, ParagraphRow, Placement};
pub use query::{Answer, Query, QueryEvent};
pub use reading::{ReadingCounts, ReadingRow};
pub use removal::{NewRemoval, RemovalRow};
pub use saved_query::SavedQuery;
pub use scan::ScannedParagraph;
pub use schema::SCHEMA;
pub use search::Selection;
pub use search_index::{Counted, IndexBase, IndexGap, SEGMENT};
pub use statement::{NewStatement, NewStatementActor, StatementActorRow, StatementCodeRow, StatementRow};
pub use texts::TitleRow;
pub use totals::Totals;

use crate::model::{OperationKind, Session};

/// An open project file.
pub struct Store {
    conn: Connection,
    path: PathBuf,
    session: Session,
    /// Whether a log lay beside the file when it was opened; looked at before the first write.
    unchecked: bool,
    /// The version of the schema the file had, where opening it brought it to a newer one.
    brought_from: Option<i64>,
    /// How many paragraphs a segment of the search index holds.
    segment: usize,
}

/// Reads inside one consistent view of the project.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    conn: &'a Connection,
}

impl Store {
    /// Opens an existing project.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::Foreign`], [`StoreError::TooNew`] and
    /// [`StoreError::Damaged`] tell apart what is no usable project; such a file is never touched.
    pub fn open(path: &Path, session: Session) -> Result<Self> {
        let open::Opened { conn, unchecked, brought_from } = open::open(path)?;
        Ok(Self { conn, path: path.to_owned(), session, unchecked, brought_from, segment: SEGMENT })
    }

    /// The version of the schema the file had and the one it has now, where opening it changed that.
    pub fn brought(&self) -> Option<(i64, i64)> {
        self.brought_from.map(|from| (from, schema::latest()))
    }

    /// Makes a new project at `path` with its first coder: beside it first, then under its name, so
    /// that a half-made project never exists. Never replaces anything.
    ///
    /// # Errors
    /// [`StoreError::Exists`] when something is there already.
    pub fn create(path: &Path, name: &str, coder: &str, session: Session) -> Result<Self> {
        let disk = |error: std::io::Error| StoreError::Disk(format!("{}: {error}", path.display()));
        if path.symlink_metadata().is_ok() {
            return Err(StoreError::Exists { what: "the file", name: path.display().to_string() });
        }
        let path = &open::real_folder(path);
        let folder = folder_of(path);
        let mut beside = tempfile::Builder::new();
        beside.prefix(".pizhu-").suffix(".new");
        files::shared_permissions(&mut beside, 0o666);
        let beside = beside.tempfile_in(folder).map_err(disk)?;
        let beside = beside.into_temp_path();
        let conn = Connection::open_with_flags(&beside, profile::writer_flags())?;
        profile::configure(&conn)?;
        schema::create(&conn)?;
        open::ensure_wal(&conn)?;
        let mut store =
            Self { conn, path: beside.to_path_buf(), session, unchecked: false, brought_from: None, segment: SEGMENT };
        store.found(name, coder)?;
        let Self { conn, session, .. } = store;
        // Closing the last connection folds the log into the file.
        conn.close().map_err(|(_, error)| StoreError::from(error))?;
        beside.persist_noclobber(path).map_err(|error| match error.error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                StoreError::Exists { what: "the file", name: path.display().to_string() }
            }
            _ => disk(error.error),
        })?;
        Self::open(path, session)
    }

    /// A project that lives in memory only and is gone at the end: for trying operations out.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn in_memory(coder: &str, session: Session) -> Result<Self> {
        let conn = Connection::open_in_memory()?;
        profile::configure(&conn)?;
        schema::create(&conn)?;
        let mut store = Self {
            conn,
            path: PathBuf::from(":memory:"),
            session,
            unchecked: false,
            brought_from: None,
            segment: SEGMENT,
        };
        store.found("memory", coder)?;
        Ok(store)
    }

    /// The first operation of a project: its settings, its first coder, the variable `theme`.
    fn found(&mut self, name: &str, coder: &str) -> Result<()> {
        self.write(OperationKind::Init, |w| {
            let uid = w.uid()?;
            let now = w.now();
            w.set_setting("project.uid", &uid)?;
            w.set_setting("project.name", name)?;
            w.set_setting("project.created_at", &now)?;
            w.insert_coder(coder)?;
            w.set_setting(setting::CODER, coder)?;
            w.insert_variable("theme", true)?;
            w.summarize(format!("project {name}"));
            Ok::<_, StoreError>(())
        })?;
        Ok(())
    }

    /// Where the project is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What this run was asked, by whom, when.
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// The same project for the next command of the same run.
    pub fn set_session(&mut self, session: Session) {
        self.session = session;
    }

    /// Runs `look` on one consistent view of the project; never waits for a writer.
    ///
    /// # Errors
    /// Whatever `look` returns.
    pub fn read<T, E: From<StoreError>>(&self, look: impl FnOnce(&Reader<'_>) -> Result<T, E>) -> Result<T, E> {
        let tx = self.conn.unchecked_transaction().map_err(StoreError::from)?;
        let answer = look(&Reader::new(&tx));
        // Nothing was written; ending the view cannot lose anything.
        tx.finish().map_err(StoreError::from)?;
        answer
    }

    /// The coder who works here: the one named for this run, or the project's own.
    ///
    /// # Errors
    /// [`StoreError::UnknownCoder`] when nobody of that name is in the project.
    pub fn coder(&self) -> Result<(crate::model::CoderId, String)> {
        coder::current(&self.conn, &self.session)
    }
}

impl<'a> Reader<'a> {
    const fn new(conn: &'a Connection) -> Self {
        Self { conn }
    }

    /// The ids a one-parameter question gives.
    fn ids(&self, sql: &str, parameter: i64) -> Result<Vec<i64>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let ids = statement.query_map([parameter], |row| row.get(0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// The rows a question gives, each mapped by `map`.
    fn rows<T>(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
        mut map: impl FnMut(&rusqlite::Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(parameters)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(map(row)?);
        }
        Ok(found)
    }

    /// The first row a question gives.
    fn row<T>(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
        map: impl FnMut(&rusqlite::Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.rows(sql, parameters, map)?.into_iter().next())
    }
}
