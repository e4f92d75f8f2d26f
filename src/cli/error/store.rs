//! What the project file or the database refused.

use pizhu::store::StoreError;

use super::{CommandError, Exit, quoted};

impl From<StoreError> for CommandError {
    fn from(error: StoreError) -> Self {
        let new = |exit| Self::new(exit, error.to_string());
        match &error {
            StoreError::Missing(path) => new(Exit::NotFound).hint(format!(
                "start it with `pizhu init {}`, or name another with --db FILE or PIZHU_DB",
                quoted(&path.display().to_string())
            )),
            StoreError::Foreign { .. } => {
                new(Exit::BadProject).hint("name the right file with --db FILE; this one was not touched")
            }
            StoreError::TooNew { .. } => new(Exit::BadProject)
                .hint("update pizhu to the version that wrote the project; the file was not touched"),
            StoreError::Damaged(_) => new(Exit::BadProject).hint(
                "keep the file as it is, copy it together with its -wal file, and go back to a copy that is whole",
            ),
            StoreError::Locked => new(Exit::Locked)
                .hint("close the other program or wait until it is done, then try again; nothing was changed"),
            StoreError::ReadOnly(_) => {
                new(Exit::Refused).hint("check the permissions of the file and of its folder; nothing was changed")
            }
            StoreError::Disk(_) => new(Exit::Refused).hint("check the free space and the disk; nothing was changed"),
            StoreError::Exists { .. } | StoreError::Refused(_) => new(Exit::Conflict),
            StoreError::UnknownCoder { name, known } => new(Exit::NotFound).hint(format!(
                "add the coder with `pizhu coder add {}`; there are: {}",
                quoted(name),
                known.join(", ")
            )),
            StoreError::NothingToUndo => new(Exit::NotFound),
            StoreError::NothingToRedo => {
                new(Exit::NotFound).hint("only what was undone last, with nothing new since, can be done again")
            }
            StoreError::Changed { rows, .. } => new(Exit::Conflict)
                .details(rows.iter().cloned())
                .hint("something outside pizhu changed these rows; everything stays as it is"),
            StoreError::NoOperation(_) => new(Exit::NotFound).hint("list them with `pizhu log`"),
            StoreError::NotAQuestion(_) | StoreError::SqlParameter(_) => new(Exit::Usage),
            StoreError::Sql { .. } => new(Exit::Failed),
            StoreError::SearchTimeout(_) => new(Exit::Failed)
                .hint("give it longer with --timeout MS, ask for less, or name words that must stand there"),
            StoreError::SqlTimeout(_) => new(Exit::Failed).hint("give it longer with --timeout MS, or ask for less"),
            StoreError::Value(_) | StoreError::Sqlite(_) => new(Exit::Failed),
        }
    }
}
