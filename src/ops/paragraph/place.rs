//! The reading order of a document while it is being changed: what the numbers and sections become.

use std::collections::HashMap;

use super::super::Result;
use crate::model::{DocumentId, ParagraphId, ParagraphKind};
use crate::store::{OutlineRow, Reader, Writer};
use crate::text::sections_above;

/// The paragraphs of a document in the order they are to have.
pub(super) struct Order {
    document: DocumentId,
    before: Vec<OutlineRow>,
    /// Each with the paragraph it was a part of, which is itself but for a piece cut off.
    after: Vec<(OutlineRow, ParagraphId)>,
}

impl Order {
    /// As it is now.
    pub(super) fn of(r: &Reader<'_>, document: DocumentId) -> Result<Self> {
        let before = r.outline(document)?;
        let after = before.iter().map(|row| (row.clone(), row.id)).collect();
        Ok(Self { document, before, after })
    }

    /// The paragraphs, in the order they are to have.
    pub(super) fn ids(&self) -> Vec<ParagraphId> {
        self.after.iter().map(|(row, _)| row.id).collect()
    }

    /// Another order of the same paragraphs; those not named fall out.
    pub(super) fn rearrange(&mut self, ids: &[ParagraphId]) {
        let mut rows: HashMap<ParagraphId, _> = self.after.drain(..).map(|entry| (entry.0.id, entry)).collect();
        self.after = ids.iter().filter_map(|id| rows.remove(id)).collect();
    }

    /// A piece `new` of the paragraph `of`, right behind it.
    pub(super) fn insert_after(&mut self, of: ParagraphId, new: ParagraphId) {
        if let Some(at) = self.after.iter().position(|(row, _)| row.id == of) {
            let row = OutlineRow { id: new, ..self.after[at].0.clone() };
            self.after.insert(at + 1, (row, of));
        }
    }

    /// Takes a paragraph out.
    pub(super) fn remove(&mut self, id: ParagraphId) {
        self.after.retain(|(row, _)| row.id != id);
    }

    /// Says what a paragraph is now, and its text, which counts where it is a heading.
    pub(super) fn describe(&mut self, id: ParagraphId, kind: ParagraphKind, text: &str) {
        if let Some((row, _)) = self.after.iter_mut().find(|(row, _)| row.id == id) {
            row.kind = kind;
            row.heading = (kind == ParagraphKind::Heading).then(|| text.to_owned());
        }
    }

    /// Writes the numbers, and the sections where they become others. A section that did not come
    /// from the headings stays, as long as these say the same of it as before.
    pub(super) fn write(self, w: &mut Writer<'_>) -> Result<usize> {
        w.number_paragraphs(self.document, &self.ids())?;
        let above: HashMap<ParagraphId, Option<&str>> =
            self.before.iter().map(|row| row.id).zip(sections_above(headings(self.before.iter()))).collect();
        let now = sections_above(headings(self.after.iter().map(|(row, _)| row)));
        let mut changed = 0;
        for ((row, origin), now) in self.after.iter().zip(now) {
            if above.get(origin).is_none_or(|before| *before != now) && row.section.as_deref() != now {
                changed += usize::from(w.set_paragraph_section(row.id, now)?);
            }
        }
        Ok(changed)
    }
}

fn headings<'a>(rows: impl Iterator<Item = &'a OutlineRow>) -> impl Iterator<Item = (ParagraphKind, &'a str)> {
    rows.map(|row| (row.kind, row.heading.as_deref().unwrap_or_default()))
}
