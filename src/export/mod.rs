//! Export: rows in, bytes out. Reads through [`crate::store::Reader`] and never changes a project;
//! the same database gives the same bytes.

mod atomic;
mod codebook;
mod error;

pub use atomic::write_file;
pub use codebook::{CODEBOOK_COLUMNS, codebook};
pub use error::{ExportError, Result, TargetProblem};
