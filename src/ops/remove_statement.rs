//! Remove statements, with their links and notes.

use std::collections::BTreeMap;

use super::{OpError, Result, resolve};
use crate::model::{CoderId, OperationKind, ReadingState, StatementId, StatementRange, count};
use crate::store::{CodingCounts, MemoTarget, Reader, StatementRow, Store, Writer, Written};

/// How statements are removed.
#[derive(Debug, Clone, Copy, Default)]
pub struct RemoveStatementOptions {
    /// Other coders' statements too, and their links and notes on one's own.
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
    /// Paragraphs where nothing of the coder who works here is left, and which he has as read and coded.
    pub emptied: Vec<String>,
}

/// Removes statements as one operation; undo brings them back whole.
///
/// # Errors
/// Without `others` [`OpError::OthersWork`] for the first statement of another coder, and
/// [`OpError::OthersCoding`] for the first with a link or note of one; nothing was changed.
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
                nothing_of_others(w, &row)?;
            }
            let (links, notes) = w.delete_statement(id)?;
            removed.links += links;
            removed.notes += notes;
            removed.statements.push(row);
        }
        removed.emptied = emptied(w, &removed.statements)?;
        w.summarize(match removed.statements.as_slice() {
            [one] => format!("{} {}: {}", one.id, one.paragraph(), super::tag::short(&one.quote)),
            many => count(many.len(), ("statement", "statements")),
        });
        Ok(removed)
    };
    store.attempt(OperationKind::StatementRemove, options.dry_run, change)
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

/// Refuses a statement on which links or notes of other coders hang.
fn nothing_of_others(w: &Writer<'_>, row: &StatementRow) -> Result<()> {
    let mut work: BTreeMap<CoderId, (String, CodingCounts)> = BTreeMap::new();
    for link in w.links(Some(row.id))? {
        work.entry(link.coder_id).or_insert_with(|| (link.coder, CodingCounts::default())).1.links += 1;
    }
    for memo in w.memos(MemoTarget::Statement(row.id))? {
        work.entry(memo.coder_id).or_insert_with(|| (memo.coder, CodingCounts::default())).1.notes += 1;
    }
    work.remove(&w.coder());
    if work.is_empty() {
        return Ok(());
    }
    Err(OpError::OthersCoding { name: row.id.to_string(), work: work.into_values().collect() })
}

/// The paragraphs of removed statements, each once, which the coder who works here has as read and
/// coded and where nothing of his is left.
fn emptied(w: &Writer<'_>, removed: &[StatementRow]) -> Result<Vec<String>> {
    let mut emptied: Vec<String> = Vec::new();
    for row in removed.iter().filter(|row| row.coder_id == w.coder()) {
        let paragraph = row.paragraph();
        if emptied.contains(&paragraph) || w.reading(row.paragraph_id, w.coder())? != Some(ReadingState::Done) {
            continue;
        }
        let document = resolve::document(w, Some(&row.document))?;
        let left = w.statements(Some((document, row.ordinal, row.ordinal)))?;
        if !left.iter().any(|other| other.coder_id == w.coder()) {
            emptied.push(paragraph);
        }
    }
    Ok(emptied)
}

/// Refuses what another coder did.
pub(super) fn own(w: &Writer<'_>, statement: &StatementRow) -> Result<()> {
    if statement.coder_id == w.coder() {
        Ok(())
    } else {
        Err(OpError::OthersWork { statement: statement.id, coder: statement.coder.clone() })
    }
}
