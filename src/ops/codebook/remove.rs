//! Remove a code nobody used.

use crate::model::{CodeRef, OperationKind, count};
use crate::ops::{OpError, Result, resolve};
use crate::store::{MemoTarget, Store, Written};

/// Removes a code that no statement carries, with nothing below it and no note on it. Returns which
/// it was, as `theme:人才培养`.
///
/// # Errors
/// [`OpError::InUse`] says by what: nobody's work goes with a code.
pub fn remove(store: &mut Store, code: &CodeRef) -> Result<Written<String>> {
    store.write(OperationKind::CodeRemove, |w| {
        let code = resolve::code(w, code)?;
        let uses = [
            (usize::try_from(code.n_statements).unwrap_or(usize::MAX), "statement", "statements"),
            (w.code_children(code.id)?.len(), "code below it", "codes below it"),
            (w.memos(MemoTarget::Code(code.id))?.len(), "note", "notes"),
        ];
        let used: Vec<String> =
            uses.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(n, (one, many))).collect();
        if !used.is_empty() {
            return Err(OpError::InUse { what: "code", name: code.reference(), used: used.join(", ") });
        }
        w.delete_code(code.id)?;
        w.summarize(code.reference());
        Ok(code.reference())
    })
}
