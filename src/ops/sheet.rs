//! Rows of a CSV file under known columns. Strict: what RFC 4180 does not allow is refused with its
//! line, never read somehow.

use std::collections::BTreeMap;

use super::import::SourceText;
use super::{FileProblem, OpError, Result};
use crate::text::near;
use crate::text::table::{Table, TableError, Uneven};

/// One row: what stands in it, by column. Cells are trimmed; empty ones are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SheetRow(BTreeMap<&'static str, String>);

impl SheetRow {
    /// The cell of a column, if it holds anything.
    pub(super) fn get(&self, column: &str) -> Option<&str> {
        self.0.get(column).map(String::as_str)
    }
}

/// A row with the line it begins on, from 1; or why it is none.
pub(super) type Numbered = (u64, Result<SheetRow>);

/// Reads the rows of `text`. `columns` are all a file may have, in any order; the first must be there.
/// Rows without any text are passed over.
///
/// # Errors
/// [`FileProblem::Format`] when it is no CSV or its header does not fit. A row that has more or fewer
/// cells than the header is an error of its own.
pub(super) fn read(text: &SourceText, columns: &[&'static str]) -> Result<Vec<Numbered>> {
    let refuse = |why: String| OpError::File { file: text.file.clone(), problem: FileProblem::Format(why) };
    let table = Table::read(&text.text).map_err(|error| match error {
        TableError::NoHeader => OpError::File { file: text.file.clone(), problem: FileProblem::Empty },
        error => refuse(error.to_string()),
    })?;
    let header = known_columns(&table.columns, columns).map_err(refuse)?;
    let rows = table.rows.into_iter().map(|row| (row.line, cells(row.cells, &header))).collect();
    Ok(rows)
}

fn cells(cells: Result<Vec<String>, Uneven>, header: &[&'static str]) -> Result<SheetRow> {
    let cells = cells.map_err(|uneven| OpError::Conflict(uneven.to_string()))?;
    let cells = header.iter().zip(&cells).map(|(column, cell)| (*column, cell.trim()));
    Ok(SheetRow(cells.filter(|(_, cell)| !cell.is_empty()).map(|(column, cell)| (column, cell.to_owned())).collect()))
}

/// The header's columns, each known and none twice.
fn known_columns(header: &[String], columns: &[&'static str]) -> Result<Vec<&'static str>, String> {
    let mut found: Vec<&'static str> = Vec::new();
    for name in header {
        let Some(column) = columns.iter().find(|column| **column == name) else {
            let near = near(name, columns.iter().copied());
            let meant = if near.is_empty() { String::new() } else { format!(" (did you mean {}?)", near.join(", ")) };
            return Err(format!("unknown column `{name}`{meant}; the columns are {}", columns.join(", ")));
        };
        found.push(column);
    }
    match columns.first() {
        Some(first) if !found.contains(first) => Err(format!("the column `{first}` is missing")),
        _ => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<(u64, Result<SheetRow>)>> {
        let text = SourceText { file: "a.csv".into(), text: text.to_owned(), sha256: String::new() };
        read(&text, &["actor", "alias", "post"])
    }

    fn refused(text: &str) -> String {
        rows(text).map(|_| ()).unwrap_err().to_string()
    }

    #[test]
    fn rows_know_their_line_and_columns_any_order() {
        let found = rows("post,actor\r\n\"a\n\"\"b\"\"\", 甲 \r\n\r\n,\r\n,乙\r\n").expect("rows");
        let cells: Vec<_> = found
            .iter()
            .map(|(line, row)| (*line, row.as_ref().expect("a row")))
            .map(|(l, r)| (l, r.get("actor")))
            .collect();
        assert_eq!(cells, [(2, Some("甲")), (6, Some("乙"))]);
        assert_eq!(found[0].1.as_ref().expect("a row").get("post"), Some("a\n\"b\""));
    }

    #[test]
    fn what_is_no_csv_is_refused_with_its_line() {
        assert!(refused("actor\n甲\n\"乙\n丙\n").contains("line 3: a quote is opened"));
        assert!(refused("actor\n\"甲\"乙\n").contains("line 2: text follows"));
    }

    #[test]
    fn the_header_must_fit() {
        assert!(refused("actor,alais\n").contains("did you mean alias?"));
        assert!(refused("actor,actor\n").contains("twice"));
        assert!(refused("alias\n").contains("`actor` is missing"));
        assert!(refused("actor;alias\n甲;乙\n").contains("commas must separate"));
    }

    #[test]
    fn a_row_of_another_width_is_its_own_error() {
        let found = rows("actor,alias\n甲\n乙,丙\n").expect("rows");
        assert_eq!(found[0].0, 2);
        assert!(found[0].1.is_err() && found[1].1.is_ok());
    }
}
