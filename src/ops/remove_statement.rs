//! Remove statements, with their links and notes.

use super::{OpError, Result, resolve};
use crate::model::{OperationKind, StatementId, StatementRange};
use crate::store::{Reader, StatementRow, Store, Writer, Written};

/// How statements are removed.
#[derive(Debug, Clone, Copy, Default)]
pub struct RemoveStatementOptions {
    /// Other coders' statements too.
    pub others: bool,
    /// Try everything, change nothing.
    pub dry_run: bool,
}

/// What was removed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RemovedStatements {
    /// The statements, as they were.
    pub statements: Vec<StatementRow>,
    /// Links that went with them.
    pub links: usize,
    /// Notes that went with them.
    pub notes: usize,
}

/// Removes statements as one operation; undo brings them back whole.
///
/// # Errors
/// [`OpError::OthersWork`] for the first statement of another coder; nothing was changed.
pub fn remove_statements(
    store: &mut Store,
    ranges: &[StatementRange],
    options: RemoveStatementOptions,
) -> Result<Written<RemovedStatements>> {
    let change = |w: &mut Writer<'_>| {
        let mut removed = RemovedStatements::default();
        for id in statements(w, ranges)? {
            let row = resolve::statement(w, id)?;
            if !options.others {
                own(w, &row)?;
            }
            let (links, notes) = w.delete_statement(id)?;
            removed.links += links;
            removed.notes += notes;
            removed.statements.push(row);
        }
        w.summarize(match removed.statements.as_slice() {
            [one] => format!("{} {}: {}", one.id, one.paragraph(), super::tag::short(&one.quote)),
            many => format!("{} statements", many.len()),
        });
        Ok(removed)
    };
    if options.dry_run {
        store.rehearse(OperationKind::StatementRemove, change)
    } else {
        store.write(OperationKind::StatementRemove, change)
    }
}

/// The statements of some ranges, each once, in the order they are named.
///
/// # Errors
/// A range without a single statement.
pub fn statements(r: &Reader<'_>, ranges: &[StatementRange]) -> Result<Vec<StatementId>> {
    let mut all: Vec<StatementId> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for range in ranges {
        let found = r.statement_ids(range.first, range.last)?;
        if found.is_empty() {
            return Err(OpError::NotFound { what: "statement", name: range.to_string(), near: Vec::new() });
        }
        all.extend(found.into_iter().filter(|id| seen.insert(*id)));
    }
    Ok(all)
}

/// Refuses what another coder did.
pub(super) fn own(w: &Writer<'_>, statement: &StatementRow) -> Result<()> {
    if statement.coder_id == w.coder() {
        Ok(())
    } else {
        Err(OpError::OthersWork { statement: statement.id, coder: statement.coder.clone() })
    }
}
