//! Tables people write: CSV as RFC 4180 has it, read strictly. What cannot be read for certain is
//! refused with its line: a quote that is never closed would otherwise swallow every row after it.

use std::iter::Peekable;
use std::str::Chars;

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
#[error("it has {found} cells, the header has {expected}")]
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
        let mut records = Records { chars: text.chars().peekable(), line: 1 };
        let Some((line, columns)) = records.next()? else { return Err(TableError::NoHeader) };
        let columns = header(line, columns)?;
        let mut rows = Vec::new();
        while let Some((line, cells)) = records.next()? {
            let (found, expected) = (cells.len(), columns.len());
            rows.push(Row { line, cells: if found == expected { Ok(cells) } else { Err(Uneven { found, expected }) } });
        }
        Ok(Self { line, columns, rows })
    }

    /// Where the column of that name stands.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
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

/// Splits a text into records of cells.
struct Records<'a> {
    chars: Peekable<Chars<'a>>,
    /// The line `chars` stands on, from 1.
    line: u64,
}

impl Records<'_> {
    /// The next record that holds any text, with the line it begins on.
    fn next(&mut self) -> Result<Option<(u64, Vec<String>)>, TableError> {
        while self.chars.peek().is_some() {
            let (line, mut cells) = (self.line, vec![self.cell()?]);
            while self.chars.next_if_eq(&',').is_some() {
                cells.push(self.cell()?);
            }
            self.line_end();
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                return Ok(Some((line, cells)));
            }
        }
        Ok(None)
    }

    fn cell(&mut self) -> Result<String, TableError> {
        let mut cell = String::new();
        if self.chars.next_if_eq(&'"').is_none() {
            while let Some(c) = self.chars.next_if(|c| !ends_cell(*c)) {
                cell.push(c);
            }
            return Ok(cell);
        }
        let opened = self.line;
        loop {
            if self.line_end() {
                cell.push('\n');
                continue;
            }
            match self.chars.next() {
                None => return Err(TableError::Unclosed(opened)),
                Some('"') if self.chars.next_if_eq(&'"').is_none() => break,
                Some(c) => cell.push(c),
            }
        }
        match self.chars.peek() {
            Some(c) if !ends_cell(*c) => Err(TableError::AfterQuote(self.line)),
            _ => Ok(cell),
        }
    }

    /// Passes over one line end, if one is here: `\n`, `\r\n` or `\r`.
    fn line_end(&mut self) -> bool {
        let (cr, lf) = (self.chars.next_if_eq(&'\r').is_some(), self.chars.next_if_eq(&'\n').is_some());
        self.line += u64::from(cr || lf);
        cr || lf
    }
}

const fn ends_cell(c: char) -> bool {
    matches!(c, ',' | '\r' | '\n')
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
