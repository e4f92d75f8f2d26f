//! Rows of a CSV file under known columns. Strict: what RFC 4180 does not allow is refused with its
//! line, never read somehow.

use std::collections::BTreeMap;

use super::import::SourceText;
use super::near::near;
use super::{FileProblem, OpError, Result};

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
    check_quotes(&text.text).map_err(refuse)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.text.as_bytes());
    let mut records = reader.records();
    let header = match records.next() {
        Some(record) => record.map_err(|error| refuse(error.to_string()))?,
        None => return Err(OpError::File { file: text.file.clone(), problem: FileProblem::Empty }),
    };
    let header = known_columns(&header, columns).map_err(refuse)?;
    let mut rows = Vec::new();
    let mut lines = LineCount::new(&text.text);
    for record in records {
        let record = record.map_err(|error| refuse(error.to_string()))?;
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        if record.iter().any(|cell| !cell.is_empty()) {
            rows.push((line, row(&record, &header)));
        }
    }
    Ok(rows)
}

fn row(record: &csv::StringRecord, header: &[&'static str]) -> Result<SheetRow> {
    if record.len() != header.len() {
        return Err(OpError::Conflict(format!("{} cells, but the header has {}", record.len(), header.len())));
    }
    let cells = header.iter().zip(record).filter(|(_, cell)| !cell.is_empty());
    Ok(SheetRow(cells.map(|(column, cell)| (*column, cell.to_owned())).collect()))
}

/// The header's columns, each known and none twice.
fn known_columns(header: &csv::StringRecord, columns: &[&'static str]) -> Result<Vec<&'static str>, String> {
    let mut found: Vec<&'static str> = Vec::new();
    for name in header {
        let Some(column) = columns.iter().find(|column| **column == name) else {
            let near = near(name, columns.iter().copied());
            let meant = if near.is_empty() { String::new() } else { format!(" (did you mean {}?)", near.join(", ")) };
            return Err(format!("unknown column `{name}`{meant}; the columns are {}", columns.join(", ")));
        };
        if found.contains(column) {
            return Err(format!("the column `{name}` stands there twice"));
        }
        found.push(column);
    }
    match columns.first() {
        Some(first) if !found.contains(first) => Err(format!("the column `{first}` is missing")),
        _ => Ok(found),
    }
}

/// Lines of a text at growing offsets.
pub(super) struct LineCount<'a> {
    text: &'a str,
    byte: usize,
    line: u64,
}

impl<'a> LineCount<'a> {
    /// Begins at the first line.
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, byte: 0, line: 1 }
    }

    /// The line, from 1, of the first text at or after `byte`: a row begins after the line ends that
    /// stand before it.
    pub(super) fn at(&mut self, byte: u64) -> u64 {
        let bytes = self.text.as_bytes();
        let mut to = usize::try_from(byte).unwrap_or(bytes.len()).clamp(self.byte, bytes.len());
        while matches!(bytes.get(to), Some(b'\n' | b'\r')) {
            to += 1;
        }
        self.line += bytes[self.byte..to].iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
        self.byte = to;
        self.line
    }
}

/// Refuses quotes that do not pair: the reader would take the rest of the file as one cell.
pub(super) fn check_quotes(text: &str) -> Result<(), String> {
    #[derive(PartialEq)]
    enum At {
        CellStart,
        Plain,
        Quoted,
        AfterQuote,
    }
    let (mut at, mut line, mut opened) = (At::CellStart, 1, 1);
    for c in text.chars() {
        at = match (at, c) {
            (At::Quoted, '"') => At::AfterQuote,
            (At::Quoted, _) => At::Quoted,
            (_, ',' | '\n' | '\r') => At::CellStart,
            (At::CellStart, '"') => {
                opened = line;
                At::Quoted
            }
            // A doubled quote stands for one.
            (At::AfterQuote, '"') => At::Quoted,
            (At::AfterQuote, ' ' | '\t') => At::AfterQuote,
            (At::AfterQuote, _) => return Err(format!("line {line}: text after the closing quote of a cell")),
            (At::Plain, '"') => return Err(format!("line {line}: a quote inside a cell that does not begin with one")),
            (_, _) => At::Plain,
        };
        line += u64::from(c == '\n');
    }
    if at == At::Quoted { Err(format!("line {opened}: a quote is opened and never closed")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<(u64, Result<SheetRow>)>> {
        let text = SourceText { file: "a.csv".into(), text: text.to_owned(), sha256: String::new(), encoding: "UTF-8" };
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
        assert!(refused("actor\n甲\"乙\"\n").contains("line 2: a quote inside"));
        assert!(refused("actor\n\"甲\"乙\n").contains("line 2: text after"));
    }

    #[test]
    fn the_header_must_fit() {
        assert!(refused("actor,alais\n").contains("did you mean alias?"));
        assert!(refused("actor,actor\n").contains("twice"));
        assert!(refused("alias\n").contains("`actor` is missing"));
        assert!(refused("actor;alias\n甲;乙\n").contains("unknown column `actor;alias`"));
    }

    #[test]
    fn a_row_of_another_width_is_its_own_error() {
        let found = rows("actor,alias\n甲\n乙,丙\n").expect("rows");
        assert_eq!(found[0].0, 2);
        assert!(found[0].1.is_err() && found[1].1.is_ok());
    }
}
