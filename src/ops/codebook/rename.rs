//! Give a code another name; it stays where it is.

use super::{Repathed, now, refuse_sibling};
use crate::model::{CodeRef, OperationKind, code_name};
use crate::ops::{Result, resolve};
use crate::store::{Store, Written};

/// Gives a code another own name. All statements keep it; there is no operation when it bears the
/// name already.
///
/// # Errors
/// [`crate::ops::OpError::Exists`] when a code beside it bears the name.
pub fn rename(store: &mut Store, code: &CodeRef, name: &str) -> Result<Written<Repathed>> {
    let name = code_name(name)?;
    store.write(OperationKind::CodeRename, |w| {
        let code = resolve::code(w, code)?;
        refuse_sibling(w, &code, code.parent_id, &name)?;
        w.rename_code(code.id, &name)?;
        let done = Repathed {
            before: code.reference(),
            after: now(w, &code)?.reference(),
            n_statements: w.statements_below(code.id)?.len(),
        };
        w.summarize(format!("{} → {name}", done.before));
        Ok(done)
    })
}
