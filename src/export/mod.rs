//! Export: rows in, bytes out. Reads through [`crate::store::Reader`] and never changes a project;
//! the same database gives the same bytes.

mod atomic;
mod error;

pub use atomic::write_file;
pub use error::{ExportError, Result, TargetProblem};
