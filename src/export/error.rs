//! What can go wrong on the way out. Carries data; the screen finds words and hints.

use std::io;
use std::path::PathBuf;

use crate::store::StoreError;

/// The result of everything in `export`.
pub type Result<T, E = ExportError> = std::result::Result<T, E>;

/// Why nothing was exported. A file that was there before is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The project file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The stream written to failed.
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
    /// The file to be written cannot be.
    #[error("{}: {problem}", path.display())]
    Target {
        /// The file.
        path: PathBuf,
        /// Why.
        problem: TargetProblem,
    },
}

/// Why a file cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum TargetProblem {
    /// A file is there.
    #[error("it exists already")]
    Exists,
    /// A folder is there.
    #[error("it is a folder")]
    Folder,
    /// A symbolic link is there; what it points to is never replaced behind its back.
    #[error("it is a symbolic link")]
    Link,
    /// A pipe, a device or the like is there.
    #[error("it is not an ordinary file")]
    NotAFile,
    /// It is the project, or one of the files SQLite keeps beside it.
    #[error("it belongs to the project file")]
    Project,
    /// Something that is no folder is where a folder should be.
    #[error("it is not a folder")]
    NotAFolder,
    /// The project file lies in the folder.
    #[error("the project file lies in it")]
    HoldsProject,
    /// The folder is no export.
    #[error("the folder is no export of pizhu; it holds {}", listed(.0))]
    ForeignFolder(
        /// What is in it.
        Vec<String>,
    ),
    /// The folder is an export to which somebody added files.
    #[error("the folder holds files that are not of the export: {}", listed(.0))]
    StrangeFiles(
        /// The files.
        Vec<String>,
    ),
    /// The folder or the disk refused.
    #[error("it cannot be written: {0}")]
    Unwritable(#[source] io::Error),
}

/// The first few names.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let mut text = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        text.push_str(&format!(" and {} more", names.len() - SHOWN));
    }
    text
}

impl From<csv::Error> for ExportError {
    /// Rows are texts of one length, so that all a CSV writer can meet is the stream's own failure.
    fn from(error: csv::Error) -> Self {
        Self::Output(error.into())
    }
}
