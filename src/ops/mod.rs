//! Operations: one user-visible change per file. Each resolves what the person typed, checks what
//! must hold, and changes rows through one [`crate::store::Store::write`].

pub mod actor;
pub mod codebook;
pub mod coder;
mod error;
pub mod import;
mod link;
mod near;
mod note;
mod place;
mod read;
mod remove_document;
pub mod resolve;
mod set_document;
mod sheet;
mod tag;
mod target;

pub use error::{FileProblem, OpError, Result, RowProblem};
pub use link::{Linked, link, unlink};
pub use near::near;
pub use note::{clear_notes, note};
pub use place::Place;
pub use read::{Marked, mark};
pub use remove_document::{RemoveOptions, RemovedDocument, remove_documents};
pub use set_document::{DocumentEdit, EditedDocument, set_document};
pub use tag::{TagOptions, TagRequest, Tagged, tag, tag_rows};
pub use target::{Target, target};
