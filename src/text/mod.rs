//! Pure functions on text: no file, no database, no screen.

pub mod index;
mod needle;
mod normal;
mod radical;
pub mod reflow;
pub mod table;
pub mod width;

pub use needle::Needle;
pub use normal::{Folding, Normal};
pub use reflow::{
    Doubt, Layout, LineHint, Place, Removal, RemovalReason, Restored, RestoredParagraph, restore, source_lines,
};
