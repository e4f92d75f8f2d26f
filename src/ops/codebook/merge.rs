//! Make one code of two. The statements of the one that goes carry the other from then on.

use super::{is_within, now};
use crate::model::{CodeRef, OperationKind, count};
use crate::ops::{OpError, Result, resolve};
use crate::store::{CodeRow, MemoTarget, Store, Writer, Written};

/// What a merge did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The code that is gone: `theme:人才`.
    pub from: String,
    /// The code that stays.
    pub into: String,
    /// Statements that carried the first; all of them carry the second now.
    pub n_statements: usize,
    /// How many of them had carried both.
    pub n_both: usize,
    /// Codes that stood below the first and stand below the second now, by name.
    pub children: Vec<String>,
    /// Notes on the first, now on the second.
    pub n_memos: usize,
}

/// Makes `from` part of `into`: statements, notes and the codes below it go over, then it is removed.
/// What the codebook said about `into` stays.
///
/// # Errors
/// [`OpError::OtherVariable`], [`OpError::MergeBelow`] when `into` stands below `from`, and
/// [`OpError::NameClash`] when codes below both bear one name.
pub fn merge(store: &mut Store, from: &CodeRef, into: &CodeRef, dry_run: bool) -> Result<Written<Merged>> {
    let change = |w: &mut Writer<'_>| {
        let (from, into) = (resolve::code(w, from)?, resolve::code(w, into)?);
        refuse_pair(&from, &into)?;
        let children = adopt_children(w, &from, &into)?;
        let n_memos = w.memos(MemoTarget::Code(from.id))?.len();
        w.move_code_memos(from.id, into.id)?;
        let n_statements = w.recode(from.id, into.id)?;
        let gained = usize::try_from(now(w, &into)?.n_statements - into.n_statements).unwrap_or(0);
        let n_both = n_statements.saturating_sub(gained);
        w.delete_code(from.id)?;
        let merged = Merged { from: from.reference(), into: into.reference(), n_statements, n_both, children, n_memos };
        let n = count(n_statements, ("statement", "statements"));
        w.summarize(format!("{} → {}: {n}", merged.from, merged.into));
        Ok(merged)
    };
    store.attempt(OperationKind::CodeMerge, dry_run, change)
}

fn refuse_pair(from: &CodeRow, into: &CodeRow) -> Result<()> {
    if from.id == into.id {
        return Err(OpError::Usage(format!("`{}` cannot become part of itself", from.reference())));
    }
    if from.variable_id != into.variable_id {
        return Err(OpError::OtherVariable { code: from.reference(), other: into.reference() });
    }
    if is_within(&into.path, &from.path) {
        return Err(OpError::MergeBelow { code: from.reference(), into: into.reference() });
    }
    Ok(())
}

/// Puts the codes below `from` below `into`, in their order. Returns their names.
fn adopt_children(w: &mut Writer<'_>, from: &CodeRow, into: &CodeRow) -> Result<Vec<String>> {
    let all = w.codes(Some(from.variable_id))?;
    let names_below = |parent: &CodeRow| -> Vec<String> {
        all.iter().filter(|code| code.parent_id == Some(parent.id)).map(|code| code.name.clone()).collect()
    };
    let (names, there) = (names_below(from), names_below(into));
    let clashing: Vec<String> = names.iter().filter(|name| there.contains(name)).cloned().collect();
    if !clashing.is_empty() {
        return Err(OpError::NameClash { code: from.reference(), into: into.reference(), names: clashing });
    }
    for child in w.code_children(from.id)? {
        w.move_code(child, Some(into.id))?;
    }
    Ok(names)
}
