//! Export: rows in, bytes out. Reads through [`crate::store::Reader`] and never changes a project;
//! the same database gives the same bytes.

mod atomic;
mod codebook;
mod column;
mod csv;
mod datapackage;
mod error;
mod field;
mod folder;
mod graph;
mod levels;
mod readme;
mod rows;
mod tables;

pub use self::csv::{Counts, CsvWriter, Profile};
pub use atomic::write_file;
pub use codebook::{CODEBOOK_COLUMNS, codebook};
pub use column::{Column, Kind, Levels, More, Reference, Table};
pub use error::{ExportError, Result, TargetProblem};
pub use folder::{Exported, default_folder, write_folder};
pub use graph::{Graph, GraphEdge, GraphNode, Matrix, gexf, graphml};
pub use readme::readme;
pub use rows::{columns, write_table};
pub use tables::{table, tables};
