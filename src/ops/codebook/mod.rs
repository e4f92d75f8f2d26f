//! The codebook: variables, and their codes in trees. Whatever happens to a code, the statements
//! that carry it keep a code.

mod add;
mod edit;
mod fields;
pub mod import;
mod merge;
mod relocate;
mod remove;
mod rename;
mod retire;
mod variable;

pub use add::{AddedCodes, add};
pub use edit::edit;
pub use fields::CodePatch;
pub use merge::{Merged, merge};
pub use relocate::relocate;
pub use remove::remove;
pub use rename::rename;
pub use retire::retire;
pub use variable::{VariablePatch, set_variable};

use super::{OpError, Result};
use crate::model::{CodeId, VariableId};
use crate::store::{CodeRow, Reader};

/// A code that got another path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repathed {
    /// What it was: `theme:人才培养`.
    pub before: String,
    /// What it is now.
    pub after: String,
    /// Statements that carry it or a code below it; all of them keep it.
    pub n_statements: usize,
}

/// The code with exactly this path.
fn at_path(r: &Reader<'_>, variable: VariableId, path: &str) -> Result<Option<CodeRow>> {
    let name = path.rsplit('/').next().unwrap_or(path);
    Ok(r.codes_named(Some(variable), name)?.into_iter().find(|code| code.path == path))
}

/// Refuses a name that another code directly below `parent` bears.
fn refuse_sibling(r: &Reader<'_>, code: &CodeRow, parent: Option<CodeId>, name: &str) -> Result<()> {
    let named = r.codes_named(Some(code.variable_id), name)?;
    match named.into_iter().find(|other| other.id != code.id && other.parent_id == parent) {
        Some(other) => Err(OpError::Exists { what: "code", name: other.reference() }),
        None => Ok(()),
    }
}

/// The same code as it stands now.
fn now(r: &Reader<'_>, code: &CodeRow) -> Result<CodeRow> {
    let all = r.codes(Some(code.variable_id))?;
    let lost = || OpError::NotFound { what: "code", name: code.reference(), near: Vec::new() };
    all.into_iter().find(|other| other.id == code.id).ok_or_else(lost)
}

/// Whether `path` is `above` or stands below it.
fn is_within(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn a_longer_name_is_not_below() {
        assert!(is_within("人才", "人才") && is_within("人才/学段", "人才"));
        assert!(!is_within("人才培养", "人才") && !is_within("人才", "人才/学段"));
    }
}
