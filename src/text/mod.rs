//! Pure functions on text: no file, no database, no screen.

mod copies;
mod fingerprint;
mod ideographs;
pub mod ignorable;
pub mod index;
mod line_map;
pub mod metadata;
mod near;
mod needle;
mod normal;
mod number;
pub mod query;
mod radical;
pub mod reflow;
mod remap;
mod script;
mod shifted;
pub mod table;
pub mod width;

pub use copies::Copies;
pub use fingerprint::{Words, without_blanks};
pub use line_map::LineMap;
pub use near::near;
pub use needle::Needle;
pub use normal::{Folding, Normal};
pub use reflow::{
    Cut, Doubt, Guide, Layout, LineHint, Place, Removal, RemovalReason, Restored, RestoredParagraph, boundaries,
    fold_radicals, restore, restore_as_is, seam, sections_above, source_lines,
};
pub use remap::{Moved, Remap, common};
pub use shifted::Shift;
