//! Remove document: take documents out of the project with all they hold.

use super::{OpError, Result, resolve};
use crate::model::{DocumentId, OperationKind, count};
use crate::store::{CodingCounts, Store, Writer, Written};

/// How documents are removed.
#[derive(Debug, Clone, Copy, Default)]
pub struct RemoveOptions {
    /// Remove them though coders have worked on them.
    pub with_coding: bool,
    /// Other coders' work too.
    pub others: bool,
    /// Try everything, change nothing.
    pub dry_run: bool,
}

/// A document that was removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedDocument {
    /// Its key.
    pub key: String,
    /// How many paragraphs it had.
    pub n_paragraphs: i64,
    /// What coders had put into it, removed with it.
    pub coding: CodingCounts,
}

impl std::fmt::Display for RemovedDocument {
    /// `cq-ai: 47 paragraphs, 3 statements`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let n = usize::try_from(self.n_paragraphs).unwrap_or(0);
        write!(f, "{}: {}", self.key, count(n, ("paragraph", "paragraphs")))?;
        if self.coding.is_empty() { Ok(()) } else { write!(f, ", {}", self.coding) }
    }
}

/// Removes the documents of those keys, in one operation that undo takes back whole.
///
/// # Errors
/// No such document; without `with_coding` [`OpError::InUse`] with what coders have put into it; without
/// `others` [`OpError::OthersCoding`] when some of it is not of the coder who works here.
/// Nothing was changed.
pub fn remove_documents(
    store: &mut Store,
    keys: &[String],
    options: RemoveOptions,
) -> Result<Written<Vec<RemovedDocument>>> {
    let change = |w: &mut Writer<'_>| {
        // All are found before the first one goes.
        let mut ids: Vec<DocumentId> = Vec::new();
        for key in keys {
            let id = resolve::document(w, Some(key))?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let removed: Vec<RemovedDocument> = ids.into_iter().map(|id| remove(w, id, options)).collect::<Result<_>>()?;
        let words: Vec<String> = removed.iter().map(ToString::to_string).collect();
        w.summarize(words.join("; "));
        Ok(removed)
    };
    store.attempt(OperationKind::DocumentRemove, options.dry_run, change)
}

fn remove(w: &mut Writer<'_>, id: DocumentId, options: RemoveOptions) -> Result<RemovedDocument> {
    let document = resolve::document_row(w, id)?;
    let coding = w.coding_counts(id)?;
    if !options.with_coding && !coding.is_empty() {
        return Err(OpError::InUse { what: "document", name: document.key, used: coding.to_string() });
    }
    if !options.others {
        let mut work = w.coding_by_coder(id)?;
        work.retain(|(coder, ..)| *coder != w.coder());
        if !work.is_empty() {
            let work = work.into_iter().map(|(_, name, counts)| (name, counts)).collect();
            return Err(OpError::OthersCoding { name: document.key, work });
        }
    }
    w.delete_document(id)?;
    Ok(RemovedDocument { key: document.key, n_paragraphs: document.n_paragraphs, coding })
}
