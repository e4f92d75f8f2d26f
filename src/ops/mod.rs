//! Operations: one user-visible change per file. Each resolves what the person typed, checks what
//! must hold, and changes rows through one [`crate::store::Store::write`].

pub mod codebook;
mod error;
pub mod import;
mod near;
mod place;
pub mod resolve;
mod tag;

pub use error::{FileProblem, OpError, Result, RowProblem};
pub use near::near;
pub use place::Place;
pub use tag::{TagOptions, TagRequest, Tagged, tag, tag_rows};
