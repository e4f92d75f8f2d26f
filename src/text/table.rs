//! Tables people write: CSV as RFC 4180 has it, read strictly, and cells between tabs. What cannot be read for certain is
//! refused with its line: a quote that is never closed would otherwise swallow every row after it.

use crate::model::count;

/// A table with a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Line the header begins on, from 1.
    pub line: u64,
    /// The names of the columns, trimmed, each once.
    pub columns: Vec<String>,
    /// The rows that hold any text, in order.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Line it begins on, from 1.
    pub line: u64,
    /// Its cells, one per column, or why it has none. Line ends inside a cell are `\n`.
    pub cells: Result<Vec<String>, Uneven>,
}

/// The row has more or fewer cells than the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it has {}, the header has {expected}", count(*found, ("cell", "cells")))]
pub struct Uneven {
    /// Cells of the row.
    pub found: usize,
    /// Cells of the header.
    pub expected: usize,
}

/// Why a text cannot be read as a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// There is no line with text.
    #[error("it has no header")]
    NoHeader,
    /// A quote is opened and never closed.
    #[error("line {0}: a quote is opened and never closed")]
    Unclosed(u64),
    /// Text follows a closing quote.
    #[error("line {0}: text follows a closing quote; write a quote inside a cell twice")]
    AfterQuote(u64),
    /// The cells are separated by something else.
    #[error("line {line}: commas must separate the cells, not {}", separator.escape_default())]
    Separator {
        /// Line of the header.
        line: u64,
        /// What seems to separate them.
        separator: char,
    },
    /// A column has no name.
    #[error("line {line}: column {column} has no name")]
    Unnamed {
        /// Line of the header.
        line: u64,
        /// The column, from 1.
        column: usize,
    },
    /// Two columns have one name.
    #[error("line {line}: column `{name}` is there twice")]
    Twice {
        /// Line of the header.
        line: u64,
        /// The name.
        name: String,
    },
}

impl Table {
    /// Reads a text with a header. Blank lines and rows without any text are passed over.
    ///
    /// # Errors
    /// The first thing that makes the text no table; rows of the wrong length are told in the rows.
    pub fn read(text: &str) -> Result<Self, TableError> {
        check_quotes(text)?;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut lines = Lines { text, byte: 0, line: 1 };
        // Text that is UTF-8 and whose quotes pair is read to its end; the reader has no other errors.
        let mut records = reader.records().flatten().filter_map(|record| {
            let line = lines.at(record.position().map_or(0, csv::Position::byte));
            let holds_text = record.iter().any(|cell| !cell.trim().is_empty());
            holds_text.then(|| (line, record.iter().map(one_line_end).collect::<Vec<_>>()))
        });
        let Some((line, columns)) = records.next() else { return Err(TableError::NoHeader) };
        let columns = header(line, columns)?;
        let expected = columns.len();
        let rows = records.map(|(line, cells)| Row { line, cells: even(cells, expected) }).collect();
        Ok(Self { line, columns, rows })
    }

    /// Reads lines of cells between tabs, the first of them a header: no cell holds a tab or a line end, and
    /// a quote is a quote. Lines without any text are passed over.
    ///
    /// # Errors
    /// The first thing that makes the text no table; rows of the wrong length are told in the rows.
    pub fn read_tabs(text: &str) -> Result<Self, TableError> {
        let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        let cells = |line: &str| line.split('\t').map(str::to_owned).collect();
        let Some((line, first)) = lines.next() else { return Err(TableError::NoHeader) };
        let columns = header(line, cells(first))?;
        let rows = lines.map(|(line, row)| Row { line, cells: even(cells(row), columns.len()) }).collect();
        Ok(Self { line, columns, rows })
    }

    /// Where the column of that name stands.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

fn even(cells: Vec<String>, expected: usize) -> Result<Vec<String>, Uneven> {
    match cells.len() {
        found if found == expected => Ok(cells),
        found => Err(Uneven { found, expected }),
    }
}

fn header(line: u64, cells: Vec<String>) -> Result<Vec<String>, TableError> {
    if let [only] = cells.as_slice()
        && let Some(separator) = [';', '\t', '，'].into_iter().find(|separator| only.contains(*separator))
    {
        return Err(TableError::Separator { line, separator });
    }
    let mut names: Vec<String> = Vec::with_capacity(cells.len());
    for cell in cells {
        let name = cell.trim().to_owned();
        if name.is_empty() {
            return Err(TableError::Unnamed { line, column: names.len() + 1 });
        }
        if names.contains(&name) {
            return Err(TableError::Twice { line, name });
        }
        names.push(name);
    }
    Ok(names)
}

/// A cell whose line ends are `\n`, however the file writes them.
fn one_line_end(cell: &str) -> String {
    if cell.contains('\r') { cell.replace("\r\n", "\n").replace('\r', "\n") } else { cell.to_owned() }
}

/// Lines of a text at growing offsets.
struct Lines<'a> {
    text: &'a str,
    byte: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line, from 1, of the first text at or after `byte`: a record begins after the line ends
    /// that stand before it.
    fn at(&mut self, byte: u64) -> u64 {
        let bytes = self.text.as_bytes();
        let mut to = usize::try_from(byte).unwrap_or(bytes.len()).clamp(self.byte, bytes.len());
        while matches!(bytes.get(to), Some(b'\n' | b'\r')) {
            to += 1;
        }
        self.line += line_ends(&self.text[self.byte..to]);
        self.byte = to;
        self.line
    }
}

/// How many lines end in `text`: by `\n`, `\r\n` or `\r`.
fn line_ends(text: &str) -> u64 {
    let (mut n, mut after_cr) = (0, false);
    for byte in text.bytes() {
        n += u64::from(byte == b'\r' || (byte == b'\n' && !after_cr));
        after_cr = byte == b'\r';
    }
    n
}

/// Refuses quotes that do not pair and text behind a closing one: the reader would take the rest of
/// the file as one cell, or glue the text on.
fn check_quotes(text: &str) -> Result<(), TableError> {
    #[derive(PartialEq)]
    enum At {
        CellStart,
        Plain,
        Quoted,
        AfterQuote,
    }
    let (mut at, mut opened) = (At::CellStart, 0);
    for (byte, c) in text.char_indices() {
        at = match (at, c) {
            (At::Quoted, '"') => At::AfterQuote,
            (At::Quoted, _) => At::Quoted,
            (_, ',' | '\n' | '\r') => At::CellStart,
            (At::CellStart, '"') => {
                opened = byte;
                At::Quoted
            }
            // A doubled quote stands for one.
            (At::AfterQuote, '"') => At::Quoted,
            (At::AfterQuote, _) => return Err(TableError::AfterQuote(1 + line_ends(&text[..byte]))),
            (At::CellStart | At::Plain, _) => At::Plain,
        };
    }
    if at == At::Quoted { Err(TableError::Unclosed(1 + line_ends(&text[..opened]))) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(table: &Table) -> Vec<(u64, Vec<&str>)> {
        let of = |row: &Row| row.cells.as_ref().expect("even").len();
        assert!(table.rows.iter().all(|row| of(row) == table.columns.len()));
        table.rows.iter().map(|row| (row.line, row.cells.iter().flatten().map(String::as_str).collect())).collect()
    }

    #[test]
    fn tabs_separate_cells_in_which_a_quote_is_a_quote() {
        let table = Table::read_tabs("a\tb\r\n\n1\t说“\"好\n2\n").expect("a table");
        assert_eq!(table.columns, ["a", "b"]);
        let rows: Vec<_> = table.rows.iter().map(|row| (row.line, row.cells.clone())).collect();
        assert_eq!(rows[0], (3, Ok(vec!["1".to_owned(), "说“\"好".to_owned()])));
        assert_eq!(rows[1], (4, Err(Uneven { found: 1, expected: 2 })));
        assert_eq!(Table::read_tabs("\n"), Err(TableError::NoHeader));
    }

    #[test]
    fn rows_know_their_lines() {
        let text = "code, label\r\n甲,\"一\r\n二\"\r\n\r\n,\r\n乙,\"说\"\"好\"\"\"\n丙,a\"b";
        let table = Table::read(text).expect("a table");
        assert_eq!(table.columns, ["code", "label"]);
        assert_eq!(cells(&table), [(2, vec!["甲", "一\n二"]), (6, vec!["乙", "说\"好\""]), (7, vec!["丙", "a\"b"])]);
        assert_eq!((table.column("label"), table.column("none")), (Some(1), None));
    }

    #[test]
    fn uneven_rows_are_told_apart_from_the_rest() {
        let table = Table::read("a,b\n1\n1,2\n1,2,3\n").expect("a table");
        let uneven: Vec<_> = table.rows.iter().map(|row| row.cells.clone().err().map(|e| e.found)).collect();
        assert_eq!(uneven, [Some(1), None, Some(3)]);
    }

    #[test]
    fn what_cannot_be_read_for_certain_is_refused() {
        let why = |text: &str| Table::read(text).map(|_| ()).map_err(|error| error.to_string());
        assert_eq!(why("\n \n"), Err("it has no header".into()));
        assert_eq!(why("a,b\n1,\"2\n3,4\n"), Err("line 2: a quote is opened and never closed".into()));
        assert!(why("a,b\n1,\"2\"3\n").is_err_and(|why| why.starts_with("line 2: text follows")));
        assert_eq!(why("a;b\n1;2\n"), Err("line 1: commas must separate the cells, not ;".into()));
        assert_eq!(why("a\tb\n"), Err("line 1: commas must separate the cells, not \\t".into()));
        assert_eq!(why("\na,,b\n"), Err("line 2: column 2 has no name".into()));
        assert_eq!(why("a,b, a\n"), Err("line 1: column `a` is there twice".into()));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(rows in prop::collection::vec(prop::collection::vec("[甲乙a,\" \n;]{0,4}", 3), 0..6)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["a", "b", "c"]).expect("written");
            for row in &rows {
                writer.write_record(row).expect("written");
            }
            let text = String::from_utf8(writer.into_inner().expect("bytes")).expect("text");
            let table = Table::read(&text).expect("a table");
            let read: Vec<Vec<String>> = table.rows.into_iter().map(|row| row.cells.expect("even")).collect();
            let kept: Vec<Vec<String>> =
                rows.into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
            prop_assert_eq!(read, kept);
        }
    }
}
