//! What can go wrong between the program and the project file.

use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::model::{Invalid, OperationId};

/// The result of everything in `store`.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// Why the store could not do what it was asked. Carries data; the screen finds the words.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no file.
    #[error("there is no project at {}", .0.display())]
    Missing(PathBuf),
    /// The file is not a project: another program's, empty, a folder, a link.
    #[error("{} is not a pizhu project: {why}", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        why: String,
    },
    /// The file was written by a newer program.
    #[error("{} has schema version {found}; this program knows versions up to {known}", path.display())]
    TooNew {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
    /// The file is damaged.
    #[error("the project file is damaged: {0}")]
    Damaged(String),
    /// Somebody else is writing and did not finish in time.
    #[error("another program is writing to the project; waited 5 seconds")]
    Locked,
    /// The file or its folder may not be written.
    #[error("the project cannot be written: {0}")]
    ReadOnly(String),
    /// The disk failed or is full.
    #[error("the disk refused: {0}")]
    Disk(String),
    /// Something is there already.
    #[error("{what} `{name}` exists already")]
    Exists {
        /// What sort of thing.
        what: &'static str,
        /// Its name.
        name: String,
    },
    /// The schema's own rules refused a row.
    #[error("the database refused the change: {0}")]
    Refused(String),
    /// The coder named is not in the project.
    #[error("no coder named `{name}` in this project")]
    UnknownCoder {
        /// The name given.
        name: String,
        /// Who is there.
        known: Vec<String>,
    },
    /// There is nothing to take back.
    #[error("nothing to undo")]
    NothingToUndo,
    /// There is nothing to do again.
    #[error("nothing to redo")]
    NothingToRedo,
    /// Rows were changed by something outside the log since the operation.
    #[error("operation {operation}: {} changed since by something else", plural(.rows.len(), "row"))]
    Changed {
        /// The operation.
        operation: OperationId,
        /// The rows, as `table id`.
        rows: Vec<String>,
    },
    /// There is no such operation.
    #[error("no operation {0}")]
    NoOperation(OperationId),
    /// A question in SQL that does more than ask, or is not one question.
    #[error("{0}")]
    NotAQuestion(String),
    /// A question in SQL and the values given for it do not fit.
    #[error("{0}")]
    SqlParameter(String),
    /// A question in SQL failed.
    #[error("{message}")]
    Sql {
        /// SQLite's words.
        message: String,
        /// Where in the text, in code points from 0.
        offset: Option<usize>,
    },
    /// A question in SQL took too long.
    #[error("the query was stopped after {0} ms")]
    SqlTimeout(u64),
    /// A search took too long.
    #[error("the search was stopped after {0} ms")]
    SearchTimeout(u64),
    /// A stored value is not what the program expects.
    #[error("unexpected value in the database: {0}")]
    Value(#[from] Invalid),
    /// Anything else SQLite says.
    #[error("database error: {0}")]
    Sqlite(#[source] rusqlite::Error),
}

/// `1 row`, `2 rows`.
fn plural(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as Sqlite;
        let (failure, message) = match &error {
            Sqlite::SqliteFailure(failure, message) => (failure, message),
            // A value that cannot be what its column says was not written by us.
            Sqlite::FromSqlConversionFailure(..)
            | Sqlite::InvalidColumnType(..)
            | Sqlite::IntegralValueOutOfRange(..) => {
                return Self::Damaged(error.to_string());
            }
            _ => return Self::Sqlite(error),
        };
        let words = message.clone().unwrap_or_else(|| failure.to_string());
        match failure.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Locked,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged(words),
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => Self::ReadOnly(words),
            ErrorCode::DiskFull | ErrorCode::SystemIoFailure => Self::Disk(words),
            ErrorCode::ConstraintViolation => Self::Refused(words),
            _ => Self::Sqlite(error),
        }
    }
}
