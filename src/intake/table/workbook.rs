//! Excel workbooks, read with calamine cell by cell: its ready-made ranges reserve room for every cell
//! between the first and the last, which one stray cell makes billions.

mod value;

use std::borrow::Cow;
use std::io::Cursor;
use std::path::Path;

use calamine::{DataRef, Dimensions, Reader as _, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};

use super::column::{ColumnMap, Columns};
use super::column_problem::ColumnProblem;
use super::row::{Cell, Origin, Row, Taker};
use crate::intake::effort::Effort;
use crate::intake::package::{Package, refuse};
use crate::intake::{FileProblem, ReadOptions, Sink};

const EXTRACTOR: &str = "xlsx (calamine 0.38)";

/// The last column a sheet can have, from 0.
const LAST_COLUMN: u32 = 16_383;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads a sheet of a workbook, of formulas their last value.
///
/// # Errors
/// When it is broken, or no sheet of it can be understood.
pub(in crate::intake) fn read_workbook(
    name: &Path,
    bytes: &[u8],
    options: &ReadOptions,
    effort: &Effort,
    sink: Sink<'_>,
) -> Result<(), FileProblem> {
    // What an honest bomb says of itself; a lying one meets the limits of the process that reads.
    for part in Package::open(bytes, effort)?.entries()?.iter().filter(|part| part.name.ends_with(".xml")) {
        if let Some(why) = part.refused {
            return Err(refuse(why));
        }
        effort.inflate(part.size)?;
    }
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let (sheet, columns) = sheet(&mut book, options)?;
    let merged = merged(&mut book, &sheet)?;
    let origin = Origin { encoding: "xlsx".to_owned(), extractor: EXTRACTOR.to_owned(), ..Origin::default() };
    let mut taker = Taker::new(columns, name, origin, options);
    let mut rows = Rows::new(book.worksheet_cells_reader(&sheet).map_err(broken)?, &merged)?;
    rows.header()?;
    while let Some(row) = rows.next()? {
        if !sink(taker.take(&row)) {
            break;
        }
    }
    Ok(())
}

/// The sheet to read and what its columns are: the one named, or the first to be seen that has a
/// column of text.
fn sheet(book: &mut Book<'_>, options: &ReadOptions) -> Result<(String, Columns), FileProblem> {
    let sheets: Vec<_> =
        book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect();
    let candidates: Vec<String> = match &options.sheet {
        Some(name) if sheets.iter().any(|sheet| sheet.name == *name) => vec![name.clone()],
        Some(name) => {
            let names: Vec<String> = sheets.into_iter().map(|sheet| sheet.name).collect();
            return Err(ColumnProblem::no_sheet(name, &names).into());
        }
        None => {
            let seen = sheets.into_iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
            seen.map(|sheet| sheet.name).collect()
        }
    };
    let mut first = FileProblem::Empty;
    for name in candidates {
        match columns(book, &name, &options.columns) {
            Ok(columns) => return Ok((name, columns)),
            Err(problem @ FileProblem::Columns(ColumnProblem::NoText { .. } | ColumnProblem::Missing { .. })) => {
                if matches!(first, FileProblem::Empty) {
                    first = problem;
                }
            }
            Err(FileProblem::Empty) => {}
            Err(problem) => return Err(problem),
        }
    }
    Err(first)
}

fn columns(book: &mut Book<'_>, sheet: &str, map: &ColumnMap) -> Result<Columns, FileProblem> {
    let merged = merged(book, sheet)?;
    let header = Rows::new(book.worksheet_cells_reader(sheet).map_err(broken)?, &merged)?.header()?;
    Ok(map.resolve(&header)?)
}

/// The merged cells of a sheet, from top to bottom.
fn merged(book: &mut Book<'_>, sheet: &str) -> Result<Vec<Dimensions>, FileProblem> {
    let mut merged = book.merge_cells_by_sheet_name(sheet).map_err(broken)?;
    merged.sort_by_key(|area| area.start);
    Ok(merged)
}

/// The rows of a sheet with any cell, in order.
struct Rows<'a, 'b> {
    cells: XlsxCellReader<'a, Cursor<&'b [u8]>>,
    /// The first cell of the next row, read already; `None` at the end.
    ahead: Option<calamine::Cell<DataRef<'a>>>,
    /// Merged cells that begin further down.
    merged: &'a [Dimensions],
    /// Merged cells that reach into this row, with their value.
    open: Vec<(Dimensions, Cell<'a>)>,
}

impl<'a, 'b> Rows<'a, 'b> {
    fn new(mut cells: XlsxCellReader<'a, Cursor<&'b [u8]>>, merged: &'a [Dimensions]) -> Result<Self, FileProblem> {
        let ahead = cells.next_cell().map_err(broken)?;
        Ok(Self { cells, ahead, merged, open: Vec::new() })
    }

    /// The names of the columns: the first row with text, but for titles merged across columns.
    fn header(&mut self) -> Result<Vec<String>, FileProblem> {
        while let Some((number, cells)) = self.own_cells()? {
            let mut full = cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
            let title = match (full.next(), full.next()) {
                (None, _) => continue,
                (Some((column, _)), None) => self
                    .merged
                    .iter()
                    .any(|area| (number, column) == (area.start.0, area.start.1 as usize) && area.start.1 < area.end.1),
                _ => false,
            };
            if !title {
                return Ok(cells.iter().map(|cell| cell.joined("\n").into_owned()).collect());
            }
        }
        Err(FileProblem::Empty)
    }

    /// The next row with text of its own. A cell merged over several rows stands in each of them.
    fn next(&mut self) -> Result<Option<Row<'a>>, FileProblem> {
        while let Some((number, mut cells)) = self.own_cells()? {
            self.open.retain(|(area, _)| number <= area.end.0);
            while let Some((area, rest)) = self.merged.split_first()
                && area.start.0 <= number
            {
                self.merged = rest;
                if area.start.0 == number
                    && area.end.0 > number
                    && let Some(cell) = cells.get(area.start.1 as usize)
                {
                    self.open.push((*area, cell.clone()));
                }
            }
            if cells.iter().all(Cell::is_blank) {
                continue;
            }
            for (area, cell) in self.open.iter().filter(|(area, _)| area.start.0 < number) {
                let column = area.start.1 as usize;
                if cells.len() <= column {
                    cells.resize(column + 1, EMPTY);
                }
                if let Some(place) = cells.get_mut(column) {
                    *place = cell.clone();
                }
            }
            return Ok(Some(Row { number: u64::from(number) + 1, line: None, cells }));
        }
        Ok(None)
    }

    /// The next row as the file has it, numbered from 0.
    fn own_cells(&mut self) -> Result<Option<(u32, Vec<Cell<'a>>)>, FileProblem> {
        let Some(mut cell) = self.ahead.take() else { return Ok(None) };
        let row = cell.get_position().0;
        let mut cells = Vec::new();
        loop {
            let column = cell.get_position().1;
            if column > LAST_COLUMN {
                return Err(FileProblem::Format(format!("row {} has more than {} columns", row + 1, LAST_COLUMN + 1)));
            }
            let column = column as usize;
            if cells.len() <= column {
                cells.resize(column + 1, EMPTY);
            }
            if let Some(place) = cells.get_mut(column) {
                *place = value::shown(cell.get_value());
            }
            match self.cells.next_cell().map_err(broken)? {
                Some(next) if next.get_position().0 == row => cell = next,
                next => {
                    self.ahead = next;
                    return Ok(Some((row, cells)));
                }
            }
        }
    }
}

const EMPTY: Cell<'static> = Cell::Text(Cow::Borrowed(""));

fn broken(error: XlsxError) -> FileProblem {
    match error {
        XlsxError::Password => FileProblem::Format("it is protected by a password".to_owned()),
        error => FileProblem::Format(format!("the Excel file is broken: {error}")),
    }
}
