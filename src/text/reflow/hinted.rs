//! Restoring a text whose format tells some of it.

use super::{Layout, LineHint, Restored, place, restore, unified};

/// [`restore`], believing what the format says of each line.
///
/// `hints` holds one entry for each source line, blank ones included; a missing entry says nothing.
/// [`Layout::Lines`] and [`Layout::Paragraphs`] ask for the lines as they stand: places tell nothing
/// there.
pub fn restore_hinted(text: &str, layout: Layout, hints: &[LineHint]) -> Restored {
    let placed = hints.iter().any(|hint| hint.place.is_some());
    if placed && matches!(layout, Layout::Auto | Layout::Wrapped) {
        return unified(text, |text| place::restore_placed(text, hints));
    }
    restore(text, layout)
}
