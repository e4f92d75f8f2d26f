//! Pure functions on text: no file, no database, no screen.

pub mod reflow;
pub mod table;
pub mod width;

pub use reflow::{Doubt, Layout, Removal, RemovalReason, Restored, RestoredParagraph, restore, source_lines};
