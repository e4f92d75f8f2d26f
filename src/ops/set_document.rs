//! Set document: change what is known about a document.

use super::{OpError, Result, resolve};
use crate::model::{DocumentFields, OperationKind, field};
use crate::store::{Store, Writer, Written};

/// What to change about a document.
pub struct DocumentEdit<F> {
    /// Another key.
    pub key: Option<String>,
    /// From the fields as they are to the fields as they should be.
    pub fields: F,
    /// Attributes with their new values; an empty value takes the attribute away.
    pub attributes: Vec<(String, String)>,
}

/// What was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedDocument {
    /// The document's key, the new one if it got one.
    pub key: String,
    /// The fields that stand otherwise now, attributes as `attr_NAME`; empty if nothing does.
    pub changed: Vec<String>,
}

/// Changes the document of that key.
///
/// # Errors
/// No such document, a value that may not be stored, or [`OpError::Exists`] when the new key is
/// another document's; nothing was changed.
pub fn set_document<F>(store: &mut Store, key: &str, edit: DocumentEdit<F>) -> Result<Written<EditedDocument>>
where
    F: FnOnce(DocumentFields) -> DocumentFields,
{
    store.write(OperationKind::DocumentSet, |w| {
        let id = resolve::document(w, Some(key))?;
        let old = resolve::document_row(w, id)?;
        let new_key = free_key(w, edit.key.as_deref(), &old.key)?;
        let fields = (edit.fields)(old.fields.clone()).checked()?;
        w.update_document(id, &new_key, &fields)?;
        let mut changed: Vec<String> = old
            .fields
            .named()
            .into_iter()
            .zip(fields.named())
            .filter(|((_, before), (_, after))| before != after)
            .map(|((name, _), _)| name.to_owned())
            .collect();
        if new_key != old.key {
            changed.insert(0, "key".to_owned());
        }
        for (name, value) in &edit.attributes {
            if w.set_attribute(id, name, Some(value.as_str()).filter(|value| !value.is_empty()))? {
                changed.push(format!("attr_{name}"));
            }
        }
        w.summarize(format!("{new_key}: {}", changed.join(", ")));
        Ok(EditedDocument { key: new_key, changed })
    })
}

/// The key wanted, if no other document has it; the old one if none is wanted.
fn free_key(w: &Writer<'_>, wanted: Option<&str>, old: &str) -> Result<String> {
    let Some(wanted) = wanted else { return Ok(old.to_owned()) };
    let key = field::key(wanted)?;
    if key != old && w.document_by_key(&key)?.is_some() {
        return Err(OpError::Exists { what: "document", name: key });
    }
    Ok(key)
}
