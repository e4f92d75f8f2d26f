//! A counted table as a listing: a line per label or cell, or a matrix.

use std::borrow::Cow;

use pizhu::analysis::crosstab::{Count, Crosstab, Margin};
use pizhu::analysis::figure::Figures;
use pizhu::analysis::stats::Answer;
use pizhu::store::{Figure, Tabulation};
use pizhu::text::width::columns;

use super::words;
use crate::cli::context::{Context, count};
use crate::cli::error::CommandResult;
use crate::cli::rows::{Cell, Format, Listing};

/// The margin of a matrix.
const TOTAL: &str = "(total)";
/// The same beside cells that hold something else than counts.
const COUNTS: &str = "(n)";

/// A counted table with what was asked.
pub(super) struct Table<'a> {
    pub(super) question: &'a Tabulation,
    pub(super) answer: &'a Answer,
    pub(super) figures: Figures<'a>,
}

impl Table<'_> {
    /// Writes it: a line per label, a line per cell, or a matrix.
    pub(super) fn write(&self, ctx: &mut Context, as_matrix: bool) -> CommandResult {
        let Some(columns) = &self.question.columns else { return self.lines(ctx) };
        let corner = format!("{}/{}", self.question.rows.name(), columns.name());
        match ctx.format() {
            Format::Table if as_matrix => self.screen(ctx, &corner),
            _ if as_matrix => self.matrix(ctx, &corner, None),
            _ => self.lines(ctx),
        }
    }

    /// A line per cell, without totals: sums over a column of them would count statements twice.
    fn lines(&self, ctx: &mut Context) -> CommandResult {
        let header = self.question.header();
        let header: Vec<&str> = header.iter().map(String::as_str).collect();
        let rounded = ctx.format() == Format::Table;
        let rows = self.cells().into_iter().map(|cell| self.line(cell, rounded));
        write(ctx, &header, rows)
    }

    /// The cells that are told of, in order.
    fn cells(&self) -> Vec<Count> {
        let table = &self.answer.table;
        if !self.question.tells_empty_cells() {
            return table.cells.clone();
        }
        let all = (0..table.rows.len()).flat_map(|row| (0..table.columns.len()).map(move |column| (row, column)));
        all.map(|(row, column)| Count { row, column, n: table.n(row, column) }).collect()
    }

    fn line(&self, Count { row, column, n }: Count, rounded: bool) -> Vec<Cell> {
        let Crosstab { rows, columns, .. } = &self.answer.table;
        let mut line = vec![label(&rows[row]).into_owned().into()];
        if self.question.columns.is_some() {
            line.push(label(&columns[column]).into_owned().into());
        }
        line.push(number(n));
        let figures = self.question.figures.iter();
        line.extend(figures.map(|figure| figure_cell(self.figures.value(*figure, row, column, n), rounded)));
        let coverage = self.figures.coverage(row, column);
        if self.question.tells_reach() {
            line.extend([coverage.read.into(), coverage.total.into()]);
        }
        if self.question.figures.contains(&Figure::PerThousand) {
            line.push(coverage.characters.into());
        }
        line
    }

    /// The matrix of all columns, or of some, with totals.
    fn matrix(&self, ctx: &mut Context, corner: &str, shown: Option<&[usize]>) -> CommandResult {
        let table = &self.answer.table;
        let all: Vec<usize> = (0..table.columns.len()).collect();
        let shown = shown.unwrap_or(&all);
        let names: Vec<Cow<'_, str>> = shown.iter().map(|at| label(&table.columns[*at])).collect();
        let total = if self.question.figures.is_empty() { TOTAL } else { COUNTS };
        let header: Vec<&str> = std::iter::once(corner).chain(names.iter().map(AsRef::as_ref)).chain([total]).collect();
        let on_screen = ctx.format() == Format::Table;
        let cell = |row: usize, column: usize| match (self.question.figures.first(), table.n(row, column)) {
            (figure, 0) if on_screen && !figure.is_some_and(|figure| figure.is_of_expectation()) => Cell::Null,
            (Some(figure), n) => figure_cell(self.figures.value(*figure, row, column, n), on_screen),
            (None, n) => number(n),
        };
        let mut lines: Vec<Vec<Cell>> = Vec::new();
        for (row, margin) in table.rows.iter().enumerate() {
            let cells = shown.iter().map(|column| cell(row, *column));
            lines.push(std::iter::once(label(margin).into_owned().into()).chain(cells).chain([number(margin.n)]).collect());
        }
        let any = !lines.is_empty();
        if any {
            let totals = shown.iter().map(|at| number(table.columns[*at].n));
            lines.push(std::iter::once(total.into()).chain(totals).chain([number(table.total)]).collect());
        }
        write(ctx, &header, lines)?;
        if any {
            let counted = words(self.question.unit).0;
            ctx.ui.note(&match self.question.figures.first() {
                None => format!("totals count each {counted} once; they are no sums"),
                Some(_) => format!("{COUNTS} is a count, each {counted} once; it is no sum"),
            });
        }
        Ok(())
    }

    /// The matrix as far as it fits on the screen, the largest columns first; says what is left off.
    fn screen(&self, ctx: &mut Context, corner: &str) -> CommandResult {
        let table = &self.answer.table;
        let shown = fitting(ctx.ui.width(), corner, table);
        self.matrix(ctx, corner, Some(&shown))?;
        let left_off = table.columns.len() - shown.len();
        if left_off > 0 {
            ctx.ui.note(&format!(
                "{} not shown, the largest are; --format csv gives all",
                count(left_off, ("column", "columns"))
            ));
        }
        Ok(())
    }
}

/// What a row or column is called. What is itself called as the row of nothing is, or the totals, stands
/// in quote marks.
pub(super) fn label(margin: &Margin) -> Cow<'_, str> {
    match margin.label.as_deref() {
        None => Tabulation::NONE.into(),
        Some(label @ (Tabulation::NONE | TOTAL | COUNTS)) => format!("“{label}”").into(),
        Some(label) => label.into(),
    }
}

fn number(n: usize) -> Cell {
    Cell::Int(i64::try_from(n).unwrap_or(i64::MAX))
}

/// A figure, with three places where people read it.
fn figure_cell(figure: Option<f64>, rounded: bool) -> Cell {
    match figure {
        None => Cell::Null,
        Some(figure) if rounded => Cell::Real((figure * 1000.0).round() / 1000.0),
        Some(figure) => Cell::Real(figure),
    }
}

/// Writes rows without their number, which is not what was asked for.
fn write(ctx: &mut Context, columns: &[&str], rows: impl IntoIterator<Item = Vec<Cell>>) -> CommandResult {
    let format = ctx.format();
    let mut listing = Listing::new(&mut ctx.ui, format, columns)?;
    for row in rows {
        listing.row(row)?;
    }
    listing.close()
}

/// The columns there is room for: the largest, in the order of the table; at least one.
fn fitting(total: usize, corner: &str, table: &Crosstab) -> Vec<usize> {
    const GAP: usize = 2;
    // Room for a number, or a figure with three places.
    let digits = table.total.to_string().len().max(6);
    let names = table.rows.iter().map(|margin| columns(&label(margin)));
    let first = names.chain([columns(corner), TOTAL.len()]).max().unwrap_or(0);
    let mut room = total.saturating_sub(first + GAP + TOTAL.len() + GAP);
    let mut by_size: Vec<usize> = (0..table.columns.len()).collect();
    by_size.sort_by_key(|at| std::cmp::Reverse(table.columns[*at].n));
    let mut shown: Vec<usize> = Vec::new();
    for at in by_size {
        let width = columns(&label(&table.columns[at])).max(digits) + GAP;
        if width > room && !shown.is_empty() {
            break;
        }
        room = room.saturating_sub(width);
        shown.push(at);
    }
    shown.sort_unstable();
    shown
}
