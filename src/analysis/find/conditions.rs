//! Fields as conditions: which documents and paragraphs a field term is met for, looked up once.

use std::collections::{HashMap, HashSet};

use crate::model::{DocumentId, ParagraphId};
use crate::store::{Reader, Result, Selection};
use crate::text::query::{Leaf, QueryField, Sought};

/// What the field terms of a query are met for, by the number of the term.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    documents: HashMap<usize, HashSet<DocumentId>>,
    paragraphs: HashMap<usize, HashSet<ParagraphId>>,
}

impl Conditions {
    /// Looks up those of `fields` that stand in the query.
    pub(super) fn of(r: &Reader<'_>, sought: &mut Sought, fields: &[QueryField]) -> Result<Self> {
        let mut conditions = Self::default();
        sought.each_leaf(&mut |leaf| {
            if let Some(field) = leaf.field.filter(|field| fields.contains(field)) {
                conditions.look_up(r, leaf, field)?;
            }
            Ok::<_, crate::store::StoreError>(())
        })?;
        Ok(conditions)
    }

    fn look_up(&mut self, r: &Reader<'_>, leaf: &mut Leaf, field: QueryField) -> Result<()> {
        let texts = match field {
            QueryField::Title => {
                let titles = r.titles(&Selection::default())?.into_iter();
                let met = titles.filter(|row| !leaf.places(&row.title).is_empty()).map(|row| row.id);
                let met = met.collect();
                self.documents.insert(leaf.number, met);
                return Ok(());
            }
            QueryField::Summary => r.summaries()?,
            QueryField::Memo => r.statement_memos()?,
        };
        let met = texts.into_iter().filter(|(_, text)| !leaf.places(text).is_empty()).map(|(paragraph, _)| paragraph);
        let met = met.collect();
        self.paragraphs.insert(leaf.number, met);
        Ok(())
    }

    /// Whether a term that was looked up is met for this document and paragraph.
    pub(super) fn is_met(&self, leaf: &Leaf, document: DocumentId, paragraph: ParagraphId) -> bool {
        self.documents.get(&leaf.number).is_some_and(|documents| documents.contains(&document))
            || self.paragraphs.get(&leaf.number).is_some_and(|paragraphs| paragraphs.contains(&paragraph))
    }
}
