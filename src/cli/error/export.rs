//! What stood in the way of writing files.

use pizhu::export::{ExportError, TargetProblem};

use super::{CommandError, Exit};

impl From<ExportError> for CommandError {
    fn from(error: ExportError) -> Self {
        let new = Self::new(Exit::Refused, error.to_string());
        match error {
            ExportError::Store(inner) => inner.into(),
            ExportError::Output(inner) => Self::output(inner),
            ExportError::Target { problem, .. } => match problem {
                TargetProblem::Exists => {
                    Self { exit: Exit::Conflict, ..new }.hint("replace it with --force, or choose another name")
                }
                TargetProblem::Folder => new.hint("name a file in it"),
                TargetProblem::Link => new.hint("name what it points to"),
                TargetProblem::Project | TargetProblem::HoldsProject => new.hint("choose another place"),
                TargetProblem::ForeignFolder(_) => new.hint("choose a new or empty folder; this one was not touched"),
                TargetProblem::StrangeFiles(_) => new.hint("move them away first; nothing was replaced"),
                TargetProblem::NotAFile | TargetProblem::NotAFolder => new,
                TargetProblem::Unwritable(_) => new.hint("check permissions and free space; nothing was replaced"),
            },
        }
    }
}
