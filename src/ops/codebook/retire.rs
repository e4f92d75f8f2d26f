//! Keep a code for what is coded, and offer it no more.

use crate::model::{CodeRef, OperationKind};
use crate::ops::{Result, resolve};
use crate::store::{CodeRow, Store, Written};

/// Retires a code, or brings it back with `back`. The codes below it are not touched. Returns the
/// code as it was; there is no operation when it was so already.
///
/// # Errors
/// Names the code that is not there.
pub fn retire(store: &mut Store, code: &CodeRef, back: bool) -> Result<Written<CodeRow>> {
    store.write(OperationKind::CodeRetire, |w| {
        let code = resolve::code(w, code)?;
        w.set_code_retired(code.id, !back)?;
        w.summarize(format!("{}{}", code.reference(), if back { " back" } else { "" }));
        Ok(code)
    })
}
