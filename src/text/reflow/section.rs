//! Which heading each paragraph stands under.

use super::RestoredParagraph;
use crate::model::ParagraphKind;

/// Gives each paragraph of text the heading nearest before it.
///
/// A title begins a new text and ends the section before it. Captions, bylines and furniture stand
/// apart: they belong to no section and end none.
pub(super) fn sections(paragraphs: &mut [RestoredParagraph]) {
    let mut section: Option<String> = None;
    for paragraph in paragraphs {
        match paragraph.kind {
            ParagraphKind::Title => section = None,
            ParagraphKind::Heading => section = Some(paragraph.text.clone()),
            ParagraphKind::Subtitle | ParagraphKind::Caption | ParagraphKind::Byline | ParagraphKind::Furniture => {}
            ParagraphKind::Lead | ParagraphKind::Body | ParagraphKind::Box => {
                paragraph.section.clone_from(&section);
            }
        }
    }
}
