//! Counting: the question from the words of the command line, and what is told around the answer.

mod picture;
mod shown;

use std::collections::HashSet;

use clap::builder::PossibleValuesParser;
use pizhu::analysis::figure::Figures;
use pizhu::analysis::stats::{Answer, StatsError, facet, stats};
use pizhu::ops::{near, resolve, select};
use pizhu::store::{ActorFacet, Facet, Figure, Reader, Selection, StatementFacet, Tabulation, Tree, Unit, UnreadStatement};

use self::shown::Table;
use crate::cli::commands::filter::FilterFlags;
use crate::cli::commands::plot::PlotFlags;
use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult, Exit};
use crate::cli::rows::Format;

/// Count statements by one or two of their properties
///
/// Properties are the variables of the codebook (theme), and actor, actor_type, organization, role,
/// outlet, year, month, document, region, author, language, attr_NAME, coder, kind. Every number counts
/// different statements: one with two themes stands in two rows and once in the total. Without ROWS it
/// is theme by actor. Actors are those in any role unless --role says which; in `pizhu network` they are
/// proposers.
#[derive(Debug, clap::Args)]
pub(crate) struct Stats {
    /// What the rows are
    rows: Option<String>,
    /// What the columns are
    columns: Option<String>,
    /// Count codes deeper than this as the code above them; 1 is the top
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    depth: Option<u16>,
    /// Count a code also for those above it
    #[arg(long)]
    roll_up: bool,
    /// What to count: statements, the paragraphs or documents they stand in, the characters they cover
    #[arg(long, default_value = "statement", value_parser = PossibleValuesParser::new(Unit::NAMES))]
    unit: String,
    /// Tell this of each count: shares, count per 1,000 read characters, what was to be expected of
    /// independent rows and columns and how far from it the count is (can be repeated)
    #[arg(long = "measure", value_name = "MEASURE", value_delimiter = ',', value_parser = PossibleValuesParser::new(Figure::NAMES))]
    measures: Vec<String>,
    /// Write a matrix with totals instead of one line per cell
    #[arg(long)]
    wide: bool,
    /// Write the SQL that gives the same numbers instead
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    plot: PlotFlags,
    #[command(flatten)]
    filter: FilterFlags,
}

impl Stats {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let filter = self.filter.clone().filter(None, None)?;
        self.plot.format()?;
        if self.explain && (self.wide || self.plot.is_asked_for()) {
            let other = if self.wide { "--wide" } else { "--plot" };
            return Err(CommandError::usage(format!("--explain writes SQL and no table, so there is nothing for {other}"))
                .hint(format!("ask twice: leave {other} out for the SQL, which gives a line per cell; leave --explain out for the table")));
        }
        let store = ctx.store()?;
        let me = store.coder()?.0;
        let question = store.read(|r| self.question(r, select(r, &filter, me)?))?;
        if self.explain {
            ctx.ui.data(&question.sql())?;
            ctx.ui.hint("pipe it into `pizhu sql - --limit 0`, or paste it where the project file is open");
            return Ok(());
        }
        let (answer, coders) = store.read(|r| {
            let answer = stats(r, &question).map_err(explained)?;
            Ok::<_, CommandError>((answer, coders(r, &question.selection)?))
        })?;
        let of = of_what(&question, &self.filter.describe(), coders);
        ctx.ui.note(&format!("{}, {of}", title(&question)));
        let table = Table { question: &question, answer: &answer, figures: Figures::of(&answer, question.is_paired()) };
        let matrix = self.wide || ctx.format() == Format::Table && question.figures.len() < 2;
        table.write(ctx, matrix)?;
        let behind = behind(question.unit, &answer);
        ctx.ui.note(&behind);
        if let Some(warning) = outside(&question, &answer.unread) {
            ctx.ui.warn(&warning);
        }
        if !self.plot.is_asked_for() {
            return Ok(());
        }
        match table.picture(of, &behind) {
            Some(picture) => self.plot.write(ctx, &store, &picture)?,
            None => ctx.ui.warn("there is nothing to draw; no picture was written"),
        }
        Ok(())
    }

    fn question(&self, r: &Reader<'_>, selection: Selection) -> CommandResult<Tabulation> {
        let rows = self.rows.as_deref().unwrap_or(resolve::THEME);
        let columns = if self.rows.is_none() { Some("actor") } else { self.columns.as_deref() };
        let question = Tabulation {
            rows: facet(r, rows).map_err(explained)?,
            columns: columns.map(|name| facet(r, name)).transpose().map_err(explained)?,
            tree: Tree { depth: self.depth.map(usize::from), roll_up: self.roll_up },
            unit: self.unit.parse()?,
            figures: self.measures.iter().map(|name| name.parse()).collect::<Result<_, _>>()?,
            selection,
        };
        let refuse = |figure: &Figure, why: &str| Err(CommandError::usage(format!("--measure {figure} {why}")));
        for (at, figure) in question.figures.iter().enumerate() {
            if question.figures[..at].contains(figure) {
                return refuse(figure, "is given twice");
            }
            if question.columns.is_none() && figure.needs_columns() {
                return refuse(figure, "needs two properties: rows and columns");
            }
            if question.unit == Unit::Characters && figure.is_of_expectation() {
                return refuse(figure, "is of things counted one by one, which characters are not");
            }
        }
        if self.wide && question.figures.len() > 1 {
            return Err(CommandError::usage("a matrix has one number in a cell; give --measure once"));
        }
        Ok(question)
    }
}

/// How many coders' statements are counted, where the filter names none; 1 in a project of one.
pub(super) fn coders(r: &Reader<'_>, selection: &Selection) -> CommandResult<usize> {
    if !selection.coders.is_empty() || !r.several_coders()? {
        return Ok(1);
    }
    let labelled = r.label_statements(StatementFacet::Coder, selection)?;
    Ok(labelled.entries.iter().filter_map(|entry| entry.label).collect::<HashSet<_>>().len())
}

/// The unit in words: one, several.
const fn words(unit: Unit) -> (&'static str, &'static str) {
    match unit {
        Unit::Statement => ("statement", "statements"),
        Unit::Paragraph => ("paragraph", "paragraphs"),
        Unit::Document => ("document", "documents"),
        Unit::Characters => ("character", "characters"),
    }
}

/// What is counted, in words.
fn title(question: &Tabulation) -> String {
    let columns = question.columns.as_ref().map(|columns| format!(" and {}", columns.name())).unwrap_or_default();
    format!("{} by {}{columns}", words(question.unit).1, question.rows.name())
}

/// Of which statements, in words.
fn of_what(question: &Tabulation, filter: &str, coders: usize) -> String {
    let facets = || [Some(&question.rows), question.columns.as_ref()].into_iter().flatten();
    let by_actors = facets().any(Facet::is_of_actors);
    let by_roles = facets().any(|facet| *facet == Facet::Actor(ActorFacet::Role));
    let mut filter = filter.to_owned();
    // Whoever is asked to act is an actor too: a count of proposers needs --role proposer.
    if by_actors && !by_roles && question.selection.roles.is_empty() {
        filter.push_str(", actors in any role");
    }
    if coders > 1 {
        filter.push_str(&format!(", by {coders} coders"));
    }
    filter
}

/// How much stands behind the numbers.
fn behind(unit: Unit, answer: &Answer) -> String {
    let statements = count(answer.statements, words(Unit::Statement));
    let counted = match unit {
        Unit::Statement => statements,
        Unit::Characters => format!("{} in {statements}", count(answer.table.total, words(unit))),
        Unit::Paragraph | Unit::Document => {
            format!("{} with {statements}", count(answer.table.total, words(unit)))
        }
    };
    let coverage = answer.reach.all;
    let read = count(usize::try_from(coverage.read).unwrap_or(0), ("read paragraph", "read paragraphs"));
    let of = match answer.unread.len() {
        0 => " of".to_owned(),
        unread if unit == Unit::Statement => format!(", {} of them in", answer.statements - unread),
        unread => format!(", {} of the statements in", answer.statements - unread),
    };
    format!("{counted}{of} {read} (of {})", coverage.total)
}

/// What to say of statements outside of what was read.
fn outside(question: &Tabulation, unread: &[UnreadStatement]) -> Option<String> {
    let (_, rest) = unread.split_first()?;
    let paragraphs: HashSet<i64> = unread.iter().map(|unread| unread.paragraph).collect();
    let readers = if question.selection.coders.is_empty() { "nobody has read" } else { "these coders have not read" };
    let furniture = if unread.iter().any(|unread| unread.is_furniture) { ", page furniture among them" } else { "" };
    let stand = if rest.is_empty() { "stands" } else { "stand" };
    let mut said = format!(
        "{} {stand} in {} {readers}{furniture}",
        count(unread.len(), words(Unit::Statement)),
        count(paragraphs.len(), words(Unit::Paragraph))
    );
    if question.figures.contains(&Figure::PerThousand) {
        said.push_str("; n counts them, per_1000 does not");
    }
    Some(said)
}

pub(super) fn explained(error: StatsError) -> CommandError {
    match error {
        StatsError::Store(error) => error.into(),
        StatsError::NoFacet { ref name, ref known } => {
            let told = CommandError::new(Exit::NotFound, error.to_string());
            match near(name, known.iter().map(String::as_str)) {
                near if near.is_empty() => told,
                near => told.hint(format!("did you mean {}?", near.join(", "))),
            }
            .hint(format!("there are {}", known.join(", ")))
        }
    }
}
