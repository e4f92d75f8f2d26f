//! Pure functions on text: no file, no database, no screen.

mod copies;
mod fingerprint;
pub mod index;
mod line_map;
pub mod metadata;
mod near;
mod needle;
mod normal;
mod radical;
pub mod reflow;
mod remap;
pub mod table;
pub mod width;

pub use copies::Copies;
pub use fingerprint::Words;
pub use line_map::LineMap;
pub use near::near;
pub use needle::Needle;
pub use normal::{Folding, Normal};
pub use reflow::{
    Doubt, Layout, LineHint, Place, Removal, RemovalReason, Restored, RestoredParagraph, boundaries, fold_radicals,
    restore, restore_as_is, restore_hinted, restore_hinted_as_is, seam, sections_above, source_lines,
};
pub use remap::{Moved, Remap, common};
