//! Operations: one user-visible change per file. Each resolves what the person typed, checks what
//! must hold, and changes rows through one [`crate::store::Store::write`].

mod error;
pub mod import;
mod near;
mod place;
pub mod resolve;
mod tag;
mod tag_file;

pub use error::{FileProblem, OpError, Result, RowProblem};
pub use near::near;
pub use place::Place;
pub use tag::{TagOptions, TagRequest, Tagged, tag, tag_rows};
pub use tag_file::{TagDefaults, TagFormat, code_of, tag_requests};
