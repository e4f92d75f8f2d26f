//! Change what the codebook says about a code.

use super::CodePatch;
use crate::model::{CodeRef, OperationKind};
use crate::ops::{OpError, Result, resolve};
use crate::store::{Store, Written};

/// Changes the fields of a code. Returns which code it is, as `theme:人才培养`; there is no
/// operation when everything was so already.
///
/// # Errors
/// Names the code or the field that does not fit.
pub fn edit(store: &mut Store, code: &CodeRef, fields: &CodePatch) -> Result<Written<String>> {
    if fields.is_empty() {
        return Err(OpError::Usage("nothing to change was given".to_owned()));
    }
    store.write(OperationKind::CodeEdit, |w| {
        let code = resolve::code(w, code)?;
        let reference = code.reference();
        w.update_code(code.id, &fields.apply(code.fields)?)?;
        w.summarize(reference.clone());
        Ok(reference)
    })
}
