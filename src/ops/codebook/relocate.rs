//! Put a code elsewhere in its tree, with everything below it.

use super::{Repathed, is_within, now, refuse_sibling};
use crate::model::{CodeRef, OperationKind};
use crate::ops::{OpError, Result, resolve};
use crate::store::{CodeRow, Store, Written};

/// Puts a code below `under`, or at the top for `None`, after the codes there. All statements keep
/// it; there is no operation when it stands there already.
///
/// # Errors
/// [`OpError::Cycle`] when it would stand below itself, [`OpError::OtherVariable`] when `under` is a
/// value of another variable, [`OpError::Exists`] when a code there bears its name.
pub fn relocate(store: &mut Store, code: &CodeRef, under: Option<&CodeRef>) -> Result<Written<Repathed>> {
    store.write(OperationKind::CodeMove, |w| {
        let code = resolve::code(w, code)?;
        let under = under.map(|under| resolve::code(w, under)).transpose()?;
        if let Some(under) = &under {
            refuse_place(&code, under)?;
        }
        let parent = under.map(|under| under.id);
        if parent != code.parent_id {
            refuse_sibling(w, &code, parent, &code.name)?;
            w.move_code(code.id, parent)?;
        }
        let done = Repathed {
            before: code.reference(),
            after: now(w, &code)?.reference(),
            n_statements: w.statements_below(code.id)?.len(),
        };
        w.summarize(format!("{} → {}", done.before, done.after));
        Ok(done)
    })
}

fn refuse_place(code: &CodeRow, under: &CodeRow) -> Result<()> {
    if code.variable_id != under.variable_id {
        return Err(OpError::OtherVariable { code: code.reference(), other: under.reference() });
    }
    if is_within(&under.path, &code.path) {
        return Err(OpError::Cycle { code: code.reference(), parent: under.reference() });
    }
    Ok(())
}
