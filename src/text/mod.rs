//! Pure functions on text: no file, no database, no screen.

mod fingerprint;
pub mod index;
pub mod metadata;
mod needle;
mod normal;
mod radical;
pub mod reflow;
pub mod table;
pub mod width;

pub use fingerprint::Words;
pub use needle::Needle;
pub use normal::{Folding, Normal};
pub use reflow::{
    Doubt, Layout, LineHint, Place, Removal, RemovalReason, Restored, RestoredParagraph, restore, source_lines,
};
