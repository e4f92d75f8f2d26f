use std::collections::HashSet;

use pizhu::analysis::crosstab::{Crosstab, Margin};
use pizhu::analysis::stats::{Answer, Dimension, Question, StatsError, stats};
use pizhu::ops::{near, resolve, select};
use pizhu::store::{ActorFacet, Reader, Selection, StatementFacet};
use pizhu::text::width::columns;

use crate::cli::commands::filter::FilterFlags;
use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult, Exit};
use crate::cli::rows::{Cell, Format, Listing};

/// What stands for a missing value.
const NONE: &str = "(none)";
/// The margin of a matrix.
const TOTAL: &str = "(total)";

/// Count statements by one or two of their properties
///
/// Properties are the variables of the codebook (theme), and actor, actor_type, organization, role,
/// outlet, year, month, document, coder, kind. Every number counts different statements: one with two
/// themes stands in two rows and once in the total. Without ROWS it is theme by actor.
#[derive(Debug, clap::Args)]
pub(crate) struct Stats {
    /// What the rows are
    rows: Option<String>,
    /// What the columns are
    columns: Option<String>,
    /// Count codes deeper than this as the code above them; 1 is the top
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    depth: Option<u16>,
    /// Write a matrix with totals instead of one line per cell
    #[arg(long)]
    wide: bool,
    #[command(flatten)]
    filter: FilterFlags,
}

impl Stats {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let filter = self.filter.clone().filter(None, None)?;
        let store = ctx.store()?;
        let me = store.coder()?.0;
        let (question, answer, coders) = store.read(|r| {
            let question = self.question(r, select(r, &filter, me)?)?;
            let answer = stats(r, &question).map_err(explained)?;
            let coders = coders(r, &question.selection)?;
            Ok::<_, CommandError>((question, answer, coders))
        })?;
        ctx.ui.note(&heading(&question, &self.filter.describe(), coders));
        let n = answer.table.total;
        let (rows, columns) = (question.rows.name(), question.columns.as_ref().map(Dimension::name));
        match (ctx.format(), columns) {
            (_, None) => list(ctx, rows, &answer.table)?,
            (Format::Table, Some(columns)) => screen(ctx, rows, columns, &answer.table)?,
            (_, Some(columns)) if self.wide => matrix(ctx, &format!("{rows}/{columns}"), &answer.table, None)?,
            (_, Some(columns)) => long(ctx, rows, columns, &answer.table)?,
        }
        let Answer { coverage, .. } = answer;
        ctx.ui.note(&format!(
            "{} of {} (of {})",
            count(n, ("statement", "statements")),
            count(usize::try_from(coverage.read).unwrap_or(0), ("read paragraph", "read paragraphs")),
            coverage.total,
        ));
        Ok(())
    }

    fn question(&self, r: &Reader<'_>, selection: Selection) -> CommandResult<Question> {
        let rows = self.rows.as_deref().unwrap_or(resolve::THEME);
        let columns = if self.rows.is_none() { Some("actor") } else { self.columns.as_deref() };
        Ok(Question {
            rows: Dimension::named(r, rows).map_err(explained)?,
            columns: columns.map(|name| Dimension::named(r, name)).transpose().map_err(explained)?,
            depth: self.depth.map(usize::from),
            selection,
        })
    }
}

/// How many coders' statements are counted, where the filter names none; 1 in a project of one.
fn coders(r: &Reader<'_>, selection: &Selection) -> CommandResult<usize> {
    if !selection.coders.is_empty() || !r.several_coders()? {
        return Ok(1);
    }
    let labelled = r.label_statements(StatementFacet::Coder, selection)?;
    Ok(labelled.entries.iter().filter_map(|entry| entry.label).collect::<HashSet<_>>().len())
}

/// What is counted, in words.
fn heading(question: &Question, filter: &str, coders: usize) -> String {
    let dimensions = || [Some(&question.rows), question.columns.as_ref()].into_iter().flatten();
    let by_actors = dimensions().any(Dimension::is_of_actors);
    let by_roles = dimensions().any(|dimension| *dimension == Dimension::Actor(ActorFacet::Role));
    let mut filter = filter.to_owned();
    // Whoever is asked to act is an actor too: a count of proposers needs --role proposer.
    if by_actors && !by_roles && question.selection.roles.is_empty() {
        filter.push_str(", actors in any role");
    }
    if coders > 1 {
        filter.push_str(&format!(", by {coders} coders"));
    }
    let columns = question.columns.as_ref().map(|columns| format!(" and {}", columns.name())).unwrap_or_default();
    format!("statements by {}{columns}, {filter}", question.rows.name())
}

pub(super) fn explained(error: StatsError) -> CommandError {
    match error {
        StatsError::Store(error) => error.into(),
        StatsError::NoDimension { ref name, ref known } => {
            let told = CommandError::new(Exit::NotFound, error.to_string());
            match near(name, known.iter().map(String::as_str)) {
                near if near.is_empty() => told,
                near => told.hint(format!("did you mean {}?", near.join(", "))),
            }
            .hint(format!("there are {}", known.join(", ")))
        }
    }
}

fn label(margin: &Margin) -> &str {
    margin.label.as_deref().unwrap_or(NONE)
}

fn number(n: usize) -> Cell {
    Cell::Int(i64::try_from(n).unwrap_or(i64::MAX))
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

/// One property: a line per label.
fn list(ctx: &mut Context, rows: &str, table: &Crosstab) -> CommandResult {
    write(ctx, &[rows, "n"], table.rows.iter().map(|margin| vec![label(margin).into(), number(margin.n)]))
}

/// A line per cell, without totals: sums over a column of them would count statements twice.
fn long(ctx: &mut Context, rows: &str, columns: &str, table: &Crosstab) -> CommandResult {
    let second = if rows == columns { format!("{columns}_2") } else { columns.to_owned() };
    let cells = table.cells.iter().map(|cell| {
        vec![label(&table.rows[cell.row]).into(), label(&table.columns[cell.column]).into(), number(cell.n)]
    });
    write(ctx, &[rows, &second, "n"], cells)
}

/// The matrix of all columns, or of some, with totals.
fn matrix(ctx: &mut Context, corner: &str, table: &Crosstab, shown: Option<&[usize]>) -> CommandResult {
    let all: Vec<usize> = (0..table.columns.len()).collect();
    let shown = shown.unwrap_or(&all);
    let header: Vec<&str> =
        std::iter::once(corner).chain(shown.iter().map(|at| label(&table.columns[*at]))).chain([TOTAL]).collect();
    let blank = ctx.format() == Format::Table;
    let cell = |n: usize| if blank && n == 0 { Cell::Null } else { number(n) };
    let line = |name: &str, cells: &dyn Fn(usize) -> usize, total: usize| -> Vec<Cell> {
        let numbers = shown.iter().map(|at| cell(cells(*at)));
        std::iter::once(name.into()).chain(numbers).chain([number(total)]).collect()
    };
    let mut lines: Vec<Vec<Cell>> = table
        .rows
        .iter()
        .enumerate()
        .map(|(row, margin)| line(label(margin), &|at| table.n(row, at), margin.n))
        .collect();
    let any = !lines.is_empty();
    if any {
        lines.push(line(TOTAL, &|at| table.columns[at].n, table.total));
    }
    write(ctx, &header, lines)?;
    if any {
        ctx.ui.note("totals count each statement once; they are no sums");
    }
    Ok(())
}

/// The matrix as far as it fits on the screen, the largest columns first; says what is left off.
fn screen(ctx: &mut Context, rows: &str, columns: &str, table: &Crosstab) -> CommandResult {
    let corner = format!("{rows}/{columns}");
    let shown = fitting(ctx.ui.width(), &corner, table);
    matrix(ctx, &corner, table, Some(&shown))?;
    let left_off = table.columns.len() - shown.len();
    if left_off > 0 {
        ctx.ui.note(&format!(
            "{} not shown, the largest are; --format csv gives all",
            count(left_off, ("column", "columns"))
        ));
    }
    Ok(())
}

/// The columns there is room for: the largest, in the order of the table; at least one.
fn fitting(total: usize, corner: &str, table: &Crosstab) -> Vec<usize> {
    const GAP: usize = 2;
    let digits = table.total.to_string().len();
    let names = table.rows.iter().map(|margin| columns(label(margin)));
    let first = names.chain([columns(corner), TOTAL.len()]).max().unwrap_or(0);
    let mut room = total.saturating_sub(first + GAP + TOTAL.len() + GAP);
    let mut by_size: Vec<usize> = (0..table.columns.len()).collect();
    by_size.sort_by_key(|at| std::cmp::Reverse(table.columns[*at].n));
    let mut shown: Vec<usize> = Vec::new();
    for at in by_size {
        let width = columns(label(&table.columns[at])).max(digits) + GAP;
        if width > room && !shown.is_empty() {
            break;
        }
        room = room.saturating_sub(width);
        shown.push(at);
    }
    shown.sort_unstable();
    shown
}
