//! Pure functions on text: no file, no database, no screen.

mod fingerprint;
mod needle;
mod normal;
mod radical;
pub mod reflow;
pub mod table;
pub mod width;

pub use fingerprint::words_hash;
pub use needle::Needle;
pub use normal::{Folding, Normal};
pub use radical::unradical;
pub use reflow::{
    Doubt, Layout, LineHint, Place, Removal, RemovalReason, Restored, RestoredParagraph, restore, restore_hinted,
    source_lines,
};
