//! Note: write on something what is not coding.

use super::Result;
use super::target::{Target, target};
use crate::model::{OperationKind, field};
use crate::store::{Store, Written};

/// Adds a note of the coder who works here; what stands there already stays.
///
/// # Errors
/// Nothing of that name, or a text that may not be stored; nothing was changed.
pub fn note(store: &mut Store, on: &str, text: &str) -> Result<Written<Target>> {
    let text = field::prose("note", text)?;
    store.write(OperationKind::Note, |w| {
        let target = target(w, on)?;
        w.insert_memo(target.memo, &text)?;
        w.summarize(format!("{target}: {}", super::tag::short(&text)));
        Ok(target)
    })
}

/// Removes the notes of the coder who works here; those of others stay. Returns how many it were.
///
/// # Errors
/// Nothing of that name; nothing was changed.
pub fn clear_notes(store: &mut Store, on: &str) -> Result<Written<(Target, usize)>> {
    store.write(OperationKind::Note, |w| {
        let target = target(w, on)?;
        let n = w.clear_memos(target.memo)?;
        w.summarize(format!("{target}: {n} removed"));
        Ok((target, n))
    })
}
