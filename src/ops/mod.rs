//! Operations: one user-visible change per file. Each resolves what the person typed, checks what
//! must hold, and changes rows through one [`crate::store::Store::write`].

mod edit_statement;
mod error;
pub mod import;
mod near;
mod place;
mod remove_statement;
pub mod resolve;
mod select;
mod tag;
mod tag_file;

pub use edit_statement::{Change, Edited, StatementEdit, edit_statement};
pub use error::{FileProblem, OpError, Result, RowProblem};
pub use near::near;
pub use place::Place;
pub use remove_statement::{RemoveOptions, Removed, remove_statements, statements};
pub use select::select;
pub use tag::{TagOptions, TagRequest, Tagged, tag, tag_rows};
pub use tag_file::{TagDefaults, TagFormat, code_of, tag_requests};
