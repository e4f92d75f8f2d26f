//! Add a variable, or change what is said about one.

use super::fields::{change, label};
use crate::model::field::prose;
use crate::model::{OperationKind, variable_name};
use crate::ops::{OpError, Result};
use crate::store::{Store, VariableRow, Written};

/// Changes to a variable: `None` leaves a field as it is, an empty text clears it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VariablePatch {
    /// A longer name.
    pub label: Option<String>,
    /// What it measures.
    pub definition: Option<String>,
    /// Whether a statement may carry several of its codes; a new variable allows it unless told.
    pub multiple: Option<bool>,
}

/// Adds the variable `name`, or changes it if it is there. Returns whether it was added; there is
/// no operation when everything was so already.
///
/// # Errors
/// [`OpError::Exists`] when it is there and nothing to change was given; [`OpError::SeveralCodes`]
/// when it is to take one code per statement and statements carry more.
pub fn set_variable(store: &mut Store, name: &str, patch: &VariablePatch) -> Result<Written<bool>> {
    let name = variable_name(name)?;
    let find = |all: Vec<VariableRow>| all.into_iter().find(|variable| variable.name == name);
    let kind = match find(store.read(|r| r.variables())?) {
        Some(_) if *patch == VariablePatch::default() => return Err(OpError::Exists { what: "variable", name }),
        Some(_) => OperationKind::VariableEdit,
        None => OperationKind::VariableAdd,
    };
    store.write(kind, |w| {
        let old = find(w.variables()?);
        let added = old.is_none();
        let (id, was) = match old {
            Some(old) => {
                (old.id, VariablePatch { label: old.label, definition: old.definition, multiple: Some(old.multiple) })
            }
            None => (w.insert_variable(&name, patch.multiple.unwrap_or(true))?, VariablePatch::default()),
        };
        let multiple = patch.multiple.or(was.multiple).unwrap_or(true);
        if !multiple {
            let statements = w.statements_with_several(id)?;
            if !statements.is_empty() {
                return Err(OpError::SeveralCodes { variable: name.clone(), statements });
            }
        }
        let label = change(was.label, patch.label.as_deref(), label)?;
        let definition = change(was.definition, patch.definition.as_deref(), |text| prose("definition", text))?;
        w.update_variable(id, label.as_deref(), definition.as_deref(), multiple)?;
        w.summarize(format!("variable {name}"));
        Ok(added)
    })
}
