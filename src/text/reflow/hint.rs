//! What a format knows of a line beyond its characters.

use crate::model::ParagraphKind;

/// What is known of one source line.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct LineHint {
    /// What it is on the page, where the format says so: a heading by its style.
    pub kind: Option<ParagraphKind>,
    /// Where it stands on the page, where the format has pages.
    pub place: Option<Place>,
    /// It goes on with the paragraph of the line before it, where the format says so.
    pub joined: bool,
}

/// Where a line stands on its page. Lengths are points, counted from the top left corner.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Place {
    /// Page, from 1.
    pub page: u32,
    /// Left edge of its first character.
    pub left: f32,
    /// Right edge of its last character.
    pub right: f32,
    /// Its base line.
    pub base: f32,
    /// Font size of most of its characters.
    pub size: f32,
    /// Whether most of its characters are bold.
    pub bold: bool,
}

/// Sizes of type this much apart, as a part of the larger, are two sizes.
pub(super) const OTHER_SIZE: f32 = 0.08;

impl Place {
    /// Whether two sizes of type are one, but for rounding.
    pub fn is_one_size(a: f32, b: f32) -> bool {
        (a - b).abs() <= OTHER_SIZE * a.max(b)
    }
}
