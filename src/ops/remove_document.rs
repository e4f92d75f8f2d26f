//! Remove document: take documents out of the project with all they hold.

use super::{OpError, Result, resolve};
use crate::model::{DocumentId, OperationKind};
use crate::store::{CodingCounts, Store, Writer, Written};

/// How documents are removed.
#[derive(Debug, Clone, Copy, Default)]
pub struct RemoveOptions {
    /// Remove them though coders have worked on them.
    pub with_coding: bool,
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
        write!(f, "{}: {} paragraphs", self.key, self.n_paragraphs)?;
        if self.coding.is_empty() { Ok(()) } else { write!(f, ", {}", self.coding) }
    }
}

/// Removes the documents of those keys, in one operation that undo takes back whole.
///
/// # Errors
/// No such document; without `with_coding` [`OpError::InUse`] with what coders have put into it.
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
        let removed: Vec<RemovedDocument> =
            ids.into_iter().map(|id| remove(w, id, options.with_coding)).collect::<Result<_>>()?;
        let words: Vec<String> = removed.iter().map(ToString::to_string).collect();
        w.summarize(words.join("; "));
        Ok(removed)
    };
    if options.dry_run {
        store.rehearse(OperationKind::DocumentRemove, change)
    } else {
        store.write(OperationKind::DocumentRemove, change)
    }
}

fn remove(w: &mut Writer<'_>, id: DocumentId, with_coding: bool) -> Result<RemovedDocument> {
    let document = resolve::document_row(w, id)?;
    let coding = w.coding_counts(id)?;
    if !with_coding && !coding.is_empty() {
        return Err(OpError::InUse { what: "document", name: document.key, used: coding.to_string() });
    }
    w.delete_document(id)?;
    Ok(RemovedDocument { key: document.key, n_paragraphs: document.n_paragraphs, coding })
}
