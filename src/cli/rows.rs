//! Listings: one set of rows in every format.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use pizhu::model;
use serde_json::{Map, Value};

use super::context::count;
use super::error::{CommandError, CommandResult};
use super::safe::safe_line;
use super::ui::{Style, Ui};

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// Lined up for reading; the default on a terminal.
    Table,
    /// RFC 4180; the default in a pipe or file.
    Csv,
    /// Tab-separated; tabs and line feeds in a cell become blanks.
    Tsv,
    /// One JSON array of objects.
    Json,
    /// One JSON object per line.
    Jsonl,
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Missing.
    Null,
    /// A whole number.
    Int(i64),
    /// Any other number.
    Real(f64),
    /// A text.
    Text(String),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<model::Value> for Cell {
    /// Bytes are shown in hexadecimal.
    fn from(value: model::Value) -> Self {
        match value {
            model::Value::Null => Self::Null,
            model::Value::Int(number) => Self::Int(number),
            model::Value::Real(number) => Self::Real(number),
            model::Value::Text(text) => Self::Text(text),
            model::Value::Blob(bytes) => Self::Text(model::hex(&bytes)),
        }
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Int(number.into())
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl Cell {
    fn text(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Int(number) => number.to_string(),
            // With its point, so that a column of 2.0 and 2.5 stays a column of numbers with points.
            Self::Real(number) => format!("{number:?}"),
            Self::Text(text) => text.clone(),
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Int(number) => Value::from(*number),
            // JSON has no infinity: null, and a word on it at the end.
            Self::Real(number) => Value::from(*number),
            Self::Text(text) => Value::from(text.as_str()),
        }
    }
}

/// A listing being written: every format but the table goes out row by row.
pub(crate) struct Listing<'a> {
    ui: &'a mut Ui,
    format: Format,
    columns: Vec<String>,
    table: Vec<Vec<Cell>>,
    n: usize,
    /// Numbers that JSON does not know.
    infinite: usize,
}

impl<'a> Listing<'a> {
    /// Begins a listing; writes the header where the format has one.
    pub(crate) fn new(ui: &'a mut Ui, format: Format, columns: &[&str]) -> CommandResult<Self> {
        let columns: Vec<String> = columns.iter().map(|column| (*column).to_owned()).collect();
        let mut listing = Self { ui, format, columns, table: Vec::new(), n: 0, infinite: 0 };
        match format {
            Format::Csv => {
                let header = listing.columns.clone();
                listing.csv(header.iter().map(String::as_str))?;
            }
            Format::Tsv => {
                let header = listing.columns.iter().map(|c| tsv(c)).collect::<Vec<_>>().join("\t");
                listing.ui.data(&format!("{header}\n"))?;
            }
            Format::Json => listing.ui.data("[")?,
            Format::Table | Format::Jsonl => {}
        }
        Ok(listing)
    }

    /// Adds a row, one cell per column.
    pub(crate) fn row(&mut self, cells: Vec<Cell>) -> CommandResult {
        match self.format {
            Format::Table => self.table.push(cells.clone()),
            Format::Csv => {
                let texts: Vec<String> = cells.iter().map(Cell::text).collect();
                self.csv(texts.iter().map(String::as_str))?;
            }
            Format::Tsv => {
                let line = cells.iter().map(|cell| tsv(&cell.text())).collect::<Vec<_>>().join("\t");
                self.ui.data(&format!("{line}\n"))?;
            }
            Format::Json => {
                let comma = if self.n > 0 { ",\n " } else { "\n " };
                let object = self.object(&cells);
                self.ui.data(&format!("{comma}{object}"))?;
            }
            Format::Jsonl => {
                let object = self.object(&cells);
                self.ui.data(&format!("{object}\n"))?;
            }
        }
        self.n += 1;
        let is_infinite = |cell: &&Cell| matches!(cell, Cell::Real(number) if !number.is_finite());
        self.infinite += cells.iter().filter(is_infinite).count();
        Ok(())
    }

    /// Ends the listing, and says its size where a person reads it or nothing came.
    pub(crate) fn finish(mut self, what: (&str, &str)) -> CommandResult {
        self.end()?;
        if self.format == Format::Table || self.n == 0 {
            self.ui.note(&count(self.n, what));
        }
        Ok(())
    }

    /// Ends the listing without a word, where what is said before and after it is enough.
    pub(crate) fn close(mut self) -> CommandResult {
        self.end()
    }

    fn end(&mut self) -> CommandResult {
        match self.format {
            Format::Json => self.ui.data(if self.n > 0 { "\n]\n" } else { "]\n" })?,
            Format::Table if self.n > 0 => {
                let table = self.draw();
                self.ui.composed(&table)?;
            }
            _ => {}
        }
        if self.infinite > 0 && matches!(self.format, Format::Json | Format::Jsonl) {
            let numbers = count(self.infinite, ("infinite number is", "infinite numbers are"));
            self.ui.warn(&format!("{numbers} null here, for JSON has none; --format csv writes inf"));
        }
        Ok(())
    }

    fn object(&self, cells: &[Cell]) -> String {
        // Written by hand into one line so that the columns keep their order.
        let pairs: Vec<String> = self
            .columns
            .iter()
            .zip(cells)
            .map(|(column, cell)| format!("{}: {}", Value::from(column.as_str()), cell.json()))
            .collect();
        debug_assert!(serde_json::from_str::<Map<String, Value>>(&format!("{{{}}}", pairs.join(", "))).is_ok());
        format!("{{{}}}", pairs.join(", "))
    }

    fn csv<'b>(&mut self, cells: impl Iterator<Item = &'b str>) -> CommandResult {
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        let failed = |error: String| CommandError::new(super::error::Exit::Failed, error);
        writer.write_record(cells).map_err(|error| failed(error.to_string()))?;
        let bytes = writer.into_inner().map_err(|error| failed(error.to_string()))?;
        self.ui.data(&String::from_utf8_lossy(&bytes))
    }

    fn draw(&self) -> String {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
        let width = u16::try_from(self.ui.width()).unwrap_or(u16::MAX);
        table.set_width(width);
        table.set_header(self.columns.iter().map(|column| comfy_table::Cell::new(safe_line(column))));
        for cells in &self.table {
            table.add_row(cells.iter().map(|cell| {
                let shown = comfy_table::Cell::new(safe_line(&cell.text()));
                match cell {
                    Cell::Int(_) | Cell::Real(_) => shown.set_alignment(CellAlignment::Right),
                    Cell::Null | Cell::Text(_) => shown,
                }
            }));
        }
        let mut lines = Vec::new();
        for (n, line) in table.to_string().lines().enumerate() {
            let line = line.trim_end();
            lines.push(if n == 0 { self.ui.styled(Style::Strong, line) } else { line.to_owned() });
        }
        lines.join("\n")
    }
}

fn tsv(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}
