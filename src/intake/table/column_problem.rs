//! Why the columns of a table cannot be understood.

use serde::{Deserialize, Serialize};

use super::column::one_line;
use super::field::Field;
use crate::model::beginning;
use crate::text::near;

/// Why a table's columns cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ColumnProblem {
    /// A column that was named is not there.
    #[error("it has no column `{name}`{}; its columns are {}", likely(near), columns.join(", "))]
    Missing {
        /// What it was to be.
        field: Field,
        /// Its name.
        name: String,
        /// Columns with names close to it.
        near: Vec<String>,
        /// The columns there are.
        columns: Vec<String>,
    },
    /// No column is known to hold the text.
    #[error("no column is known to hold the text; its columns are {}", columns.join(", "))]
    NoText {
        /// The columns there are.
        columns: Vec<String>,
    },
    /// Several columns could be the same field.
    #[error("which column is the {field}: {}?", columns.join(" or "))]
    Ambiguous {
        /// The field.
        field: Field,
        /// The columns.
        columns: Vec<String>,
    },
    /// One column was named for two fields.
    #[error("column `{column}` is named for both {} and {}", fields.0, fields.1)]
    TwoFields {
        /// The column.
        column: String,
        /// The fields.
        fields: (Field, Field),
    },
    /// Two columns have one name.
    #[error("column `{name}` is there twice")]
    Twice {
        /// The name.
        name: String,
    },
    /// The sheet that was named is not there.
    #[error("it has no sheet `{name}`{}; its sheets are {}", likely(near), sheets.join(", "))]
    NoSheet {
        /// The name.
        name: String,
        /// Sheets with names close to it.
        near: Vec<String>,
        /// The sheets there are.
        sheets: Vec<String>,
    },
}

impl ColumnProblem {
    /// A sheet that is not there.
    pub(super) fn no_sheet(name: &str, sheets: &[String]) -> Self {
        let near = near(name, sheets.iter().map(String::as_str));
        Self::NoSheet { name: name.to_owned(), near, sheets: shown(sheets) }
    }
}

/// The names of a header for a message: those that have text, not too many.
pub(super) fn shown(header: &[String]) -> Vec<String> {
    const MOST: usize = 30;
    const LONGEST: usize = 40;
    let named = header.iter().map(|name| beginning(&one_line(name), LONGEST)).filter(|name| !name.is_empty());
    let named: Vec<String> = named.collect();
    match named.len() {
        n if n > MOST => named.into_iter().take(MOST).chain([format!("and {} more", n - MOST)]).collect(),
        _ => named,
    }
}

fn likely(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!(" (did you mean {}?)", near.join(", ")) }
}
