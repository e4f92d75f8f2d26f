mod picture;
mod shape;
mod tell;
mod write;

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use pizhu::analysis::network::{Duplicates, Handling, MissingStance, Normalization, Question, Rules, Window, network};
use pizhu::analysis::stats::facet;
use pizhu::ops::{resolve, select};
use pizhu::store::{Reader, Selection};

use self::shape::Shape;
use super::stats::{coders, explained};
use crate::cli::commands::filter::FilterFlags;
use crate::cli::commands::plot::PlotFlags;
use crate::cli::context::Context;
use crate::cli::error::{CommandError, CommandResult};

/// Tie actors to what they speak of, or to each other
///
/// ROWS and COLUMNS are properties of statements, as in `pizhu stats`: actor, organization, actor_type,
/// outlet, document, the variables of the codebook. Without --via rows are tied to columns; with it rows
/// are tied to each other by what they share. The words and sums are those of Discourse Network
/// Analyzer: an actor who speaks of a theme twice and another who does so three times are tied by 6.
/// Actors are proposers unless --role says otherwise; `pizhu stats` counts actors in any role.
/// `organization` takes a person for the organization he speaks for, and every other actor for itself.
#[derive(Debug, clap::Args)]
pub(crate) struct Network {
    /// What the nodes are; actor if not given
    rows: Option<String>,
    /// What they are tied to; theme if not given
    #[arg(conflicts_with = "via")]
    columns: Option<String>,
    /// Tie ROWS to each other by this property they share
    #[arg(long, value_name = "PROPERTY")]
    via: Option<String>,
    /// Count codes deeper than this as the code above them; 1 is the top
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    depth: Option<u16>,
    /// Count statements of the same two nodes once in a document, a stretch of time, or at all
    #[arg(long, value_name = "RULE", default_value = "include", value_parser = PossibleValuesParser::new(Duplicates::NAMES))]
    duplicates: String,
    /// What to make of for and against: congruence and conflict with --via, combine without
    #[arg(long, value_name = "RULE", default_value = "ignore", value_parser = PossibleValuesParser::new(Handling::NAMES))]
    stance: String,
    /// What to make of statements without a stance, where --stance asks for one
    #[arg(long, value_name = "RULE", default_value = "skip", value_parser = PossibleValuesParser::new(MissingStance::NAMES))]
    missing_stance: String,
    /// Divide weights: average, jaccard, cosine with --via, activity and prominence without
    ///
    /// As Discourse Network Analyzer computes them, a being the events of a node: a statement with two
    /// themes is two events of its actor. average: by the mean of both a. jaccard: by the events of either
    /// that the other has no like of, plus the products of those that meet; for and against are no likes
    /// even where --stance ignore multiplies them, so that a weight can exceed 1. cosine: by the product of
    /// both a. activity: by the a of the row. prominence: by the a of the column.
    #[arg(long, value_name = "RULE", default_value = "none", alias = "normalisation", value_parser = PossibleValuesParser::new(Normalization::NAMES))]
    normalization: String,
    /// Make one network after the other, each of such a stretch of time: month, 3months, 50statements
    #[arg(long, value_name = "STRETCH")]
    window: Option<Window>,
    /// Keep those who stand in statements, but in none that counts
    #[arg(long)]
    isolates: bool,
    /// Write ties as a list, a matrix (CSV), a graph for other programs, or the statements behind them
    #[arg(long = "as", value_name = "SHAPE", value_parser = PossibleValuesParser::new(Shape::NAMES))]
    shape: Option<String>,
    /// File of the matrix or graph; .csv, .graphml and .gexf say which
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Draw a picture of it into this file: .svg or .png
    #[arg(long, value_name = "FILE", conflicts_with = "window")]
    plot: Option<PathBuf>,
    /// Another seed arranges the picture otherwise, the same one alike
    #[arg(long, value_name = "N", default_value_t = 1, requires = "plot")]
    seed: u64,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    filter: FilterFlags,
}

impl Network {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let shape = self.shape(ctx)?;
        let rules = self.rules()?;
        let plot = PlotFlags::of(self.plot.clone(), self.force);
        plot.format()?;
        let filter = self.filter.clone().filter(None, None)?;
        let store = ctx.store()?;
        let me = store.coder()?.0;
        let (question, answer, texts, coders) = store.read(|r| {
            let question = self.question(r, rules, select(r, &filter, me)?)?;
            let answer = network(r, &question)?;
            let texts = (shape == Shape::Events).then(|| r.statement_texts(&question.selection)).transpose()?;
            let coders = coders(r, &question.selection)?;
            Ok::<_, CommandError>((question, answer, texts, coders))
        })?;
        let filter = tell::of_what(self.filter.describe(), coders);
        ctx.ui.note(&tell::heading(&question, &filter));
        let out = write::Out { question: &question, rules: tell::rules(&question, &filter), shape };
        match (&texts, &self.output) {
            (Some(texts), _) => out.events(ctx, &answer, texts)?,
            (None, _) if shape == Shape::Edges => out.edges(ctx, &answer)?,
            (None, Some(file)) => out.files(ctx, &answer, file, store.path(), self.force)?,
            (None, None) => out.standard(ctx, &answer)?,
        }
        tell::tally(ctx, &question, answer.tally);
        if self.isolates && shape.is_list() && !plot.is_asked_for() {
            ctx.ui.warn(&format!("--isolates changes nothing here: a list of {shape} holds none; ask for --as matrix, graphml or gexf"));
        }
        if plot.is_asked_for() {
            // Of several stretches --plot draws none: it refuses --window.
            let network = answer.stretches.first().map(|stretch| answer.network(stretch));
            let Some(network) = network.filter(|network| write::nodes(network).next().is_some()) else {
                ctx.ui.warn("there is nothing to draw; no picture was written");
                return Ok(());
            };
            let picture = picture::draw(ctx, &question, &network, &out.rules, self.seed);
            plot.write(ctx, &store, &picture)?;
        }
        Ok(())
    }

    fn shape(&self, ctx: &Context) -> CommandResult<Shape> {
        let shape = match (&self.shape, &self.output) {
            (Some(name), _) => name.parse()?,
            (None, Some(file)) => Shape::of_file(file)?,
            (None, None) => Shape::Edges,
        };
        if shape.is_list() && self.output.is_some() {
            let hint = "write it with > FILE, or ask for --as matrix, graphml or gexf";
            return Err(CommandError::usage("a list goes to standard output").hint(hint));
        }
        if !shape.is_list() && ctx.global.format.is_some() {
            return Err(CommandError::usage(format!("--as {shape} has a format of its own, without --format")));
        }
        if !shape.is_list() && self.window.is_some() && self.output.is_none() {
            let hint = "name one with --output; each window becomes a file beside it";
            return Err(CommandError::usage("several networks need a file each").hint(hint));
        }
        Ok(shape)
    }

    fn rules(&self) -> CommandResult<Rules> {
        let rules = Rules {
            one_mode: self.via.is_some(),
            duplicates: self.duplicates.parse()?,
            handling: self.stance.parse()?,
            missing: self.missing_stance.parse()?,
            normalization: self.normalization.parse()?,
            window: self.window,
            isolates: self.isolates,
        };
        rules.contradiction().map_or(Ok(rules), |contradiction| Err(CommandError::usage(contradiction)))
    }

    fn question(&self, r: &Reader<'_>, rules: Rules, selection: Selection) -> CommandResult<Question> {
        let rows = self.rows.as_deref().unwrap_or("actor");
        let columns = self.via.as_deref().or(self.columns.as_deref()).unwrap_or(resolve::THEME);
        if rows == columns {
            let hint = "to tie them to each other, name what they share with --via";
            return Err(CommandError::usage(format!("{rows} cannot be tied to {columns}")).hint(hint));
        }
        Ok(Question {
            rows: facet(r, rows).map_err(explained)?,
            columns: facet(r, columns).map_err(explained)?,
            depth: self.depth.map(usize::from),
            selection,
            rules,
        })
    }
}
