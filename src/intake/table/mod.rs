//! Tables as documents: one row is one text, its columns say what is known about it.
//!
//! Rows stream: a row is handed over before the next is looked at, so that a table takes no more
//! memory than its bytes. A row that cannot be taken is refused with its number and the reason, and
//! the others go on; only what makes the whole table doubtful, as a header without a column of text,
//! refuses the file.

mod column;
mod column_problem;
mod delimited;
mod field;
mod json;
mod record;
mod row;
mod sign;
mod workbook;

pub use column::{ColumnMap, Columns};
pub use column_problem::ColumnProblem;
pub(super) use delimited::read_delimited;
pub use field::Field;
pub(super) use json::read_json_lines;
pub(super) use sign::{Sign, sign};
pub(super) use workbook::read_workbook;
