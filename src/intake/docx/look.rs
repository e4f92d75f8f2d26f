//! How a run of characters looks, as far as that changes what a reader reads.

use std::borrow::Cow;

use crate::text::Shift;

/// What the properties of a run say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// It is not shown.
    pub(super) hidden: bool,
    /// It is crossed out.
    pub(super) struck: bool,
    /// It stands above or below the line.
    pub(super) shift: Option<Shift>,
}

impl Look {
    /// Where `w:vertAlign` sets a run.
    pub(super) fn shift(alignment: Option<&str>) -> Option<Shift> {
        match alignment {
            Some("superscript") => Some(Shift::Up),
            Some("subscript") => Some(Shift::Down),
            _ => None,
        }
    }

    /// A piece of the run: digits above and below the line are no digits of the number before them.
    pub(super) fn shown(self, piece: &str) -> Cow<'_, str> {
        self.shift.and_then(|shift| shift.of(piece)).map_or(Cow::Borrowed(piece), Cow::Owned)
    }
}
