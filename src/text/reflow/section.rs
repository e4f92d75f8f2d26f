//! Which heading each paragraph stands under.

use super::RestoredParagraph;
use crate::model::ParagraphKind;

/// What a paragraph is to the sections of its text.
enum Part {
    /// It ends the section before it: a new text begins.
    Ends,
    /// It opens one.
    Opens,
    /// It stands in the one that is open.
    Within,
    /// It belongs to none and ends none.
    Apart,
}

/// Titles begin a new text; captions, bylines and page furniture stand apart.
const fn part(kind: ParagraphKind) -> Part {
    match kind {
        ParagraphKind::Title => Part::Ends,
        ParagraphKind::Heading => Part::Opens,
        ParagraphKind::Lead | ParagraphKind::Body | ParagraphKind::Box => Part::Within,
        ParagraphKind::Subtitle | ParagraphKind::Caption | ParagraphKind::Byline | ParagraphKind::Furniture => {
            Part::Apart
        }
    }
}

/// Gives each paragraph of text the heading nearest before it.
pub(super) fn sections(paragraphs: &mut [RestoredParagraph]) {
    let mut section: Option<String> = None;
    for paragraph in paragraphs {
        match part(paragraph.kind) {
            Part::Ends => section = None,
            Part::Opens => section = Some(paragraph.text.clone()),
            Part::Within => paragraph.section.clone_from(&section),
            Part::Apart => {}
        }
    }
}

/// The heading each paragraph stands under, from the kinds of all of them in reading order and the
/// texts of the headings: what restoring gives, for paragraphs that were corrected since.
pub fn sections_above<'a>(paragraphs: impl IntoIterator<Item = (ParagraphKind, &'a str)>) -> Vec<Option<&'a str>> {
    let mut section = None;
    let above = paragraphs.into_iter().map(|(kind, text)| {
        match part(kind) {
            Part::Ends => section = None,
            Part::Opens => section = Some(text),
            Part::Within => return section,
            Part::Apart => {}
        }
        None
    });
    above.collect()
}

#[cfg(test)]
mod tests {
    use super::sections_above;
    use crate::model::ParagraphKind::{Body, Caption, Heading, Title};

    #[test]
    fn text_stands_under_the_heading_before_it() {
        let given =
            [(Body, "甲"), (Heading, "一"), (Body, "乙"), (Caption, "图"), (Body, "丙"), (Title, "题"), (Body, "丁")];
        assert_eq!(sections_above(given), [None, None, Some("一"), None, Some("一"), None, None]);
    }
}
