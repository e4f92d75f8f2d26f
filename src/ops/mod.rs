//! Operations: one user-visible change per file. Each resolves what the person typed, checks what
//! must hold, and changes rows through one [`crate::store::Store::write`].

pub mod actor;
mod check;
pub mod codebook;
pub mod coder;
mod edit_statement;
mod error;
pub mod import;
mod link;
mod note;
pub mod paragraph;
mod place;
mod read;
mod reflow_document;
mod remove_document;
mod remove_statement;
pub mod resolve;
mod restored;
mod saved_filter;
mod saved_query;
mod select;
mod set_document;
mod sheet;
mod tag;
mod tag_file;
mod tag_more;
mod target;

pub use crate::intake::FileProblem;
pub use crate::text::near;
pub use check::{Findings, check, remake_index};
pub use edit_statement::{Change, Edited, StatementEdit, edit_statement};
pub use error::{OpError, Result, RowProblem};
pub use link::{Linked, link, unlink};
pub use note::{clear_notes, note};
pub use place::Place;
pub use read::{Marked, mark};
pub use reflow_document::{Difference, ReflowOptions, Reflowed, reflow_document};
pub use remove_document::{RemoveOptions, RemovedDocument, remove_documents};
pub use remove_statement::{RemoveStatementOptions, RemovedStatements, remove_statements, statements};
pub use saved_filter::{attribute, remove_filter, save_filter, saved_filter};
pub use saved_query::{remove_query, save_query, saved_query};
pub use select::select;
pub use set_document::{DocumentEdit, EditedDocument, set_document};
pub use tag::{Outcome, TagOptions, TagRequest, Tagged, tag, tag_rows};
pub use tag_file::{TagDefaults, TagFormat, code_of, tag_requests};
pub use target::{Target, target};
