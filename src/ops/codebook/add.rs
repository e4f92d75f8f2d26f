//! Add codes at the places their paths name.

use super::{CodePatch, at_path};
use crate::model::{CodeRef, OperationKind};
use crate::ops::resolve::{self, THEME};
use crate::ops::{OpError, Result, tag_names};
use crate::store::{CodeFields, CodeRow, NewCode, Reader, Store, VariableRow, Writer, Written};
use crate::text::near;

/// Codes that were added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedCodes {
    /// The codes, as `theme:人才培养`.
    pub codes: Vec<String>,
    /// Of codes now at the top, each with an older one of the same last name: the bare name means the
    /// new one from now on.
    pub shadowed: Vec<(String, String)>,
}

/// Adds codes, in one operation. Here a reference is the whole path. `fields` may be given for one
/// code only; `new_parents` adds the steps of a path that are missing.
///
/// # Errors
/// [`OpError::Exists`] when a code is there, [`OpError::NotFound`] when the one above it is not.
pub fn add(store: &mut Store, codes: &[CodeRef], fields: &CodePatch, new_parents: bool) -> Result<Written<AddedCodes>> {
    if codes.len() > 1 && !fields.is_empty() {
        return Err(OpError::Usage("a label, a definition and the like belong to one code".to_owned()));
    }
    let fields = fields.apply(CodeFields::default())?;
    store.write(OperationKind::CodeAdd, |w| {
        let mut added = Vec::new();
        for code in codes {
            add_one(w, code, fields.clone(), new_parents, &mut added)?;
        }
        w.summarize(match added.as_slice() {
            [one] => one.clone(),
            many => format!("{} codes", many.len()),
        });
        let shadowed = shadowed(w, &added)?;
        Ok(AddedCodes { codes: added, shadowed })
    })
}

/// The codes that were named by their last name alone before a code of that name came to stand at the
/// top, where the bare name is a whole path.
fn shadowed(r: &Reader<'_>, added: &[String]) -> Result<Vec<(String, String)>> {
    let mut shadowed = Vec::new();
    for reference in added {
        let Some((variable, name)) = reference.split_once(':').filter(|(_, path)| !path.contains('/')) else {
            continue;
        };
        let variable = resolve::variable(r, variable)?;
        let others = r.codes_named(Some(variable.id), name)?.into_iter().map(|code| code.reference());
        shadowed.extend(
            others.filter(|other| other != reference && !added.contains(other)).map(|o| (reference.clone(), o)),
        );
    }
    Ok(shadowed)
}

fn add_one(
    w: &mut Writer<'_>,
    code: &CodeRef,
    fields: CodeFields,
    new_parents: bool,
    added: &mut Vec<String>,
) -> Result<()> {
    let variable = resolve::variable(w, code.variable.as_deref().unwrap_or(THEME))?;
    let reference = format!("{}:{}", variable.name, code.tail);
    if at_path(w, variable.id, &code.tail.to_string())?.is_some() {
        return Err(OpError::Exists { what: "code", name: reference });
    }
    let parent = match code.tail.parent() {
        None => None,
        Some(path) => {
            if new_parents {
                let above = CodeRef { variable: Some(variable.name.clone()), tail: path.clone() };
                tag_names::add_code_path(w, &above, added)?;
            }
            Some(parent_at(w, &variable, &path.to_string())?.id)
        }
    };
    w.insert_code(&NewCode { variable: variable.id, parent, name: code.tail.name().to_owned(), fields })?;
    added.push(reference);
    Ok(())
}

fn parent_at(w: &Writer<'_>, variable: &VariableRow, path: &str) -> Result<CodeRow> {
    if let Some(parent) = at_path(w, variable.id, path)? {
        return Ok(parent);
    }
    let all = w.codes(Some(variable.id))?;
    let near = near(path, all.iter().map(|code| code.path.as_str()));
    Err(OpError::NotFound { what: "parent code", name: format!("{}:{path}", variable.name), near })
}
