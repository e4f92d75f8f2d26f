//! CSV and TSV.

use std::borrow::Cow;
use std::path::Path;

use super::record::{Broken, Record, Records};
use super::row::{Cell, Origin, Row, Taker, refused};
use crate::intake::{FileProblem, Format, ReadOptions, Sink};
use crate::model::count;

/// Reads a table of cells separated by commas or tabs.
///
/// # Errors
/// When it has no header, or its columns cannot be understood.
pub(in crate::intake) fn read_delimited(
    name: &Path,
    format: Format,
    bytes: &[u8],
    options: &ReadOptions,
    sink: Sink<'_>,
) -> Result<(), FileProblem> {
    let is_tsv = format == Format::Tsv;
    let (text, origin) = Origin::of(bytes, if is_tsv { "tsv" } else { "csv" }, options)?;
    let delimiter = if is_tsv { b'\t' } else { delimiter(&text) };
    let mut records = Records::new(&text, delimiter);
    let header = match records.next() {
        None => return Err(FileProblem::Empty),
        Some(Err(broken)) => return Err(FileProblem::Format(format!("line {}: {}", broken.line, broken.problem))),
        Some(Ok(record)) => record,
    };
    check_separator(&header)?;
    let header: Vec<String> = header.cells.into_iter().map(Cow::into_owned).collect();
    let columns = options.columns.resolve(&header)?;
    let mut taker = Taker::new(columns, name, origin, options);
    while let Some(record) = records.next() {
        let taken = match record {
            Ok(Record { row, line, cells }) if cells.len() != header.len() => {
                let (found, expected) = (cells.len(), header.len());
                Err(refused(
                    row,
                    Some(line),
                    &format!("it has {}, the header has {expected}", count(found, ("cell", "cells"))),
                ))
            }
            Ok(Record { row, line, cells }) => {
                taker.take(&Row { number: row, line: Some(line), cells: cells.into_iter().map(Cell::Text).collect() })
            }
            Err(Broken { row, line, problem }) => {
                let on = match records.resume(header.len()) {
                    Some(line) => format!("the next row that fits is on line {line}"),
                    None => "nothing after it can be read".to_owned(),
                };
                Err(refused(row, Some(line), &format!("{problem}; {on}")))
            }
        };
        if !sink(taken) {
            break;
        }
    }
    Ok(())
}

/// What separates the cells: a comma, unless the header has none and exactly one other of the usual.
pub(super) fn delimiter(text: &str) -> u8 {
    let splits = |delimiter: u8| {
        let header = Records::new(text, delimiter).next();
        header.is_some_and(|header| header.is_ok_and(|header| header.cells.len() > 1))
    };
    let others: Vec<u8> = b";\t|".iter().copied().filter(|other| splits(*other)).collect();
    match *others {
        [one] if !splits(b',') => one,
        _ => b',',
    }
}

/// Refuses a header of one cell that seems to be several.
fn check_separator(header: &Record<'_>) -> Result<(), FileProblem> {
    if let [only] = header.cells.as_slice()
        && let Some(separator) = ['，', '；', '、', ';', '|'].into_iter().find(|separator| only.contains(*separator))
    {
        let line = header.line;
        return Err(FileProblem::Format(format!("line {line}: commas must separate the cells, not {separator}")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::delimiter;

    #[test]
    fn the_header_tells_what_separates() {
        assert_eq!(delimiter("id,text\n1;2"), b',');
        assert_eq!(delimiter("id;text\n1,2"), b';');
        assert_eq!(delimiter("\n\nid\ttext\n"), b'\t');
        assert_eq!(delimiter("id|text"), b'|');
        assert_eq!(delimiter("id|te;xt"), b',');
        assert_eq!(delimiter("\"a;b\",text"), b',');
        assert_eq!(delimiter("text\n甲;乙"), b',');
    }
}
