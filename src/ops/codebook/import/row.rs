//! From a row of the file to what it says.

use super::COLUMNS;
use crate::model::{CodePath, Invalid, variable_name};
use crate::ops::codebook::CodePatch;
use crate::ops::{OpError, Result};
use crate::store::CodeFields;
use crate::text::near;
use crate::text::table::{self, Table};

/// Where the columns stand.
pub(super) struct Columns([Option<usize>; COLUMNS.len()]);

/// What a row says, checked by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Line it begins on, from 1.
    pub(super) line: u64,
    /// The variable.
    pub(super) variable: String,
    /// The code as written: a path, or what follows `parent`.
    pub(super) code: CodePath,
    /// The code above it as written.
    pub(super) parent: Option<CodePath>,
    /// The fields of the columns there are.
    pub(super) fields: CodePatch,
    /// Whether it is retired; `None` if the file does not say.
    pub(super) retired: Option<bool>,
}

impl Columns {
    /// The columns of a table; says why, if it is no table of codes.
    pub(super) fn of(table: &Table) -> Result<Self, String> {
        let line = table.line;
        for column in &table.columns {
            if !COLUMNS.contains(&column.as_str()) && column != "colour" {
                let near = near(column, COLUMNS);
                let meant =
                    if near.is_empty() { String::new() } else { format!(" (did you mean {}?)", near.join(", ")) };
                return Err(format!("line {line}: unknown column `{column}`{meant}; known are {}", COLUMNS.join(", ")));
            }
        }
        let color = match (table.column("color"), table.column("colour")) {
            (Some(_), Some(_)) => return Err(format!("line {line}: the columns color and colour are one")),
            (one, other) => one.or(other),
        };
        if table.column("code").is_none() {
            return Err(format!("line {line}: the column `code` is missing; there are {}", table.columns.join(", ")));
        }
        Ok(Self(COLUMNS.map(|name| if name == "color" { color } else { table.column(name) })))
    }

    /// What a row says. `variable` is the variable of rows that name none.
    pub(super) fn row(&self, row: &table::Row, variable: &str) -> Result<Row> {
        let cells = row.cells.as_ref().map_err(|uneven| OpError::Conflict(uneven.to_string()))?;
        // Columns the file does not have leave things as they are; empty cells clear them.
        let field = |name: &str| self.cell(cells, name).map(str::to_owned);
        let text = |name: &str| self.cell(cells, name).map(str::trim).filter(|text| !text.is_empty());
        let fields = CodePatch {
            label: field("label"),
            definition: field("definition"),
            include: field("include"),
            exclude: field("exclude"),
            example: field("example"),
            color: field("color"),
        };
        fields.apply(CodeFields::default())?;
        Ok(Row {
            line: row.line,
            variable: text("variable").map_or_else(|| Ok(variable.to_owned()), variable_name)?,
            code: text("code").unwrap_or_default().parse()?,
            parent: text("parent").map(str::parse).transpose()?,
            fields,
            retired: self.cell(cells, "retired").map(retired).transpose()?,
        })
    }

    fn cell<'a>(&self, cells: &'a [String], name: &str) -> Option<&'a str> {
        let at = COLUMNS.iter().position(|column| *column == name)?;
        cells.get(self.0[at]?).map(String::as_str)
    }
}

fn retired(text: &str) -> Result<bool, Invalid> {
    match text.trim().to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" => Ok(true),
        "" | "0" | "false" | "no" => Ok(false),
        _ => Err(Invalid::new("retired", text.trim(), "write 1 or 0")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Result<Row>>, String> {
        let table = Table::read(text).expect("a table");
        let columns = Columns::of(&table)?;
        Ok(table.rows.iter().map(|row| columns.row(row, "theme")).collect())
    }

    #[test]
    fn rows_say_what_their_columns_say() {
        let rows = read("code,colour,retired,label\n甲/乙,#112233,yes,\n丙,,,L\n").expect("rows");
        let [Ok(first), Ok(second)] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((first.line, first.variable.as_str(), first.code.to_string().as_str()), (2, "theme", "甲/乙"));
        assert_eq!((first.fields.color.as_deref(), first.fields.label.as_deref()), (Some("#112233"), Some("")));
        assert_eq!((first.fields.definition.as_deref(), first.retired), (None, Some(true)));
        assert_eq!((second.retired, second.parent.clone()), (Some(false), None));
    }

    #[test]
    fn tables_of_something_else_are_refused() {
        assert_eq!(
            read("lable,code\n").unwrap_err(),
            "line 1: unknown column `lable` (did you mean label?); known are \
             variable, code, parent, label, definition, include, exclude, example, color, retired"
        );
        assert_eq!(read("\nlabel\n").unwrap_err(), "line 2: the column `code` is missing; there are label");
        assert!(read("code,color,colour\n").unwrap_err().contains("are one"));
    }

    #[test]
    fn bad_cells_are_refused() {
        let text = "variable,code,color,retired,definition\n\
                    ,,,,x\na:b,甲,,,\n,甲//乙,,,\n,甲,red,,\n,甲,,maybe,\n,甲,,,a\u{200b}b\n,甲,,\n";
        let rows = read(text).expect("rows");
        assert_eq!(rows.len(), 7);
        assert!(rows.iter().all(Result::is_err), "{rows:?}");
    }
}
