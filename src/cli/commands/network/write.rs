//! Networks out: rows through the listing, files whole or not at all.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use pizhu::analysis::network::{Answer, Network, Node, Question, Tie};
use pizhu::export::{self, Graph, GraphEdge, GraphNode, Matrix};
use pizhu::model::StatementId;
use pizhu::store::StatementText;

use super::shape::Shape;
use crate::cli::context::{Context, count};
use crate::cli::error::CommandResult;
use crate::cli::rows::{Cell, Format, Listing};
use crate::cli::stream::stream;

/// What wrote the files.
const CREATOR: &str = concat!("pizhu ", env!("CARGO_PKG_VERSION"));

/// A network on its way out.
pub(super) struct Out<'a> {
    /// What was asked.
    pub(super) question: &'a Question,
    /// By which rules, in words.
    pub(super) rules: String,
    /// In which shape.
    pub(super) shape: Shape,
}

impl Out<'_> {
    /// A line per tie; for machines each with the rules.
    pub(super) fn edges(&self, ctx: &mut Context, answer: &Answer) -> CommandResult {
        let (format, rules) = (ctx.format(), self.question.rules);
        let machine = format != Format::Table;
        let mut columns: Vec<&str> = Vec::new();
        if rules.window.is_some() {
            columns.extend(["window", "window_start", "window_end"]);
        }
        columns.extend(["source", "target", "weight"]);
        columns.extend(rules.parts());
        columns.extend(machine.then_some("rules"));
        let mut listing = Listing::new(&mut ctx.ui, format, &columns)?;
        for stretch in &answer.stretches {
            let network = answer.network(stretch);
            let whole = (network.is_whole(), network.has_whole_parts());
            network.ties(|mut tie| {
                if !machine {
                    tie.weight = (tie.weight * 1e4).round() / 1e4;
                }
                let mut cells = Vec::with_capacity(columns.len());
                if let Some(window) = &network.window {
                    cells.push(Cell::Int(i64::try_from(window.number).unwrap_or(i64::MAX)));
                    cells.extend([window.first.as_str().into(), window.last.as_str().into()]);
                }
                self.add_tie(&mut cells, &network, &tie, whole);
                if machine {
                    cells.push(self.rules.as_str().into());
                }
                listing.row(cells)
            })?;
        }
        listing.finish(("tie", "ties"))
    }

    fn add_tie(&self, cells: &mut Vec<Cell>, network: &Network, tie: &Tie, whole: (bool, bool)) {
        // Whole numbers are far below what 64 bits hold.
        let number = |number: f64, whole: bool| if whole { Cell::Int(number as i64) } else { Cell::Real(number) };
        let targets = if network.is_one_mode() { &network.rows } else { &network.columns };
        cells.push(network.rows[tie.source as usize].label.as_str().into());
        cells.push(targets[tie.target as usize].label.as_str().into());
        cells.push(number(tie.weight, whole.0));
        let parts = tie.parts.iter().take(self.question.rules.parts().len());
        cells.extend(parts.map(|part| number(*part, whole.1)));
    }

    /// A line per event, with the columns of the event list of Discourse Network Analyzer.
    pub(super) fn events(
        &self,
        ctx: &mut Context,
        answer: &Answer,
        texts: &HashMap<StatementId, StatementText>,
    ) -> CommandResult {
        let (rows, columns) = (self.question.rows.name(), self.question.columns.name());
        let mut header = vec![
            "statement_id", "time", &rows, &columns, "stance", "start_position", "stop_position", "text", "coder",
            "document_id", "document_title", "document_author", "document_source", "document_section",
            "document_type", "paragraph",
        ];
        let machine = ctx.format() != Format::Table;
        if machine {
            header.push("rules");
        }
        let text = |text: &Option<String>| Cell::from(text.clone());
        let lines = answer.events().filter_map(|event| {
            let said = texts.get(&event.statement)?;
            let mut cells = vec![
                event.statement.to_string().into(),
                text(&said.published),
                event.row.into(),
                event.column.into(),
                event.stance.map(i64::from).into(),
                said.span.start().into(),
                said.span.end().into(),
                said.quote.as_str().into(),
                said.coder.as_str().into(),
                said.document.as_str().into(),
                text(&said.title),
                text(&said.author),
                text(&said.outlet),
                text(&said.section),
                text(&said.kind),
                said.paragraph.into(),
            ];
            if machine {
                cells.push(self.rules.as_str().into());
            }
            Some(cells)
        });
        ctx.list(&header, lines, ("event", "events"))
    }

    /// The one network to standard output.
    pub(super) fn standard(&self, ctx: &mut Context, answer: &Answer) -> CommandResult {
        for stretch in &answer.stretches {
            let network = answer.network(stretch);
            stream(&mut ctx.ui, |out| Ok(self.write(&network, out)?))?;
        }
        Ok(())
    }

    /// The network into a file; several each into a file beside it, `net-02-2025-06-01.gexf`.
    pub(super) fn files(
        &self,
        ctx: &mut Context,
        answer: &Answer,
        file: &Path,
        project: &Path,
        force: bool,
    ) -> CommandResult {
        let digits = answer.stretches.len().to_string().len();
        for stretch in &answer.stretches {
            let network = answer.network(stretch);
            let file = match &network.window {
                Some(window) => {
                    let name = format!("{:0digits$}-{}", window.number, window.first);
                    beside(file, name.trim_end_matches('-'))
                }
                None => file.to_owned(),
            };
            export::write_file(&file, project, force, |out| self.write(&network, out))?;
            ctx.ui.note(&format!("{} to {}", count(nodes(&network).count(), ("node", "nodes")), file.display()));
        }
        if answer.stretches.is_empty() {
            ctx.ui.note("nothing to write");
        }
        Ok(())
    }

    fn write(&self, network: &Network, out: &mut dyn Write) -> export::Result<()> {
        let rules = match &network.window {
            Some(window) => {
                let day = |day: &str| if day.is_empty() { "no date".to_owned() } else { day.to_owned() };
                let (first, last) = (day(&window.first), day(&window.last));
                format!("{}; window {}, {first} to {last}", self.rules, window.number)
            }
            None => self.rules.clone(),
        };
        if matches!(self.shape, Shape::GraphMl | Shape::Gexf) {
            let (rows, columns) = (self.question.rows.name(), self.question.columns.name());
            let graph = self.graph(network, &rules, (&rows, &columns));
            return if self.shape == Shape::Gexf { export::gexf(&graph, out) } else { export::graphml(&graph, out) };
        }
        let columns = if network.is_one_mode() { &network.rows } else { &network.columns };
        let names = columns.iter().map(|node| node.label.as_str());
        let mut matrix = Matrix::new(out, &rules, names, network.is_whole())?;
        network.matrix(|row, weights| matrix.row(&network.rows[row].label, weights))?;
        matrix.finish()
    }

    fn graph<'a>(&self, network: &'a Network, rules: &'a str, (rows, columns): (&'a str, &'a str)) -> Graph<'a> {
        let second = if network.is_one_mode() { 0 } else { network.rows.len() };
        let nodes = nodes(network).enumerate().map(|(n, node)| {
            let second = n >= network.rows.len();
            GraphNode { label: &node.label, kind: if second { columns } else { rows }, second, n: node.n }
        });
        let nodes = nodes.collect();
        let mut edges = Vec::new();
        let done = network.ties(|tie| {
            edges.push(GraphEdge {
                source: tie.source as usize,
                target: second + tie.target as usize,
                weight: tie.weight,
                parts: tie.parts,
            });
            Ok::<_, std::convert::Infallible>(())
        });
        let Ok(()) = done;
        Graph { rules, creator: CREATOR, two_mode: !network.is_one_mode(), nodes, parts: self.question.rules.parts(), edges }
    }
}

/// All nodes, those of the columns behind those of the rows.
pub(super) fn nodes(network: &Network) -> impl Iterator<Item = &Node> {
    let columns = if network.is_one_mode() { &[][..] } else { &network.columns };
    network.rows.iter().chain(columns)
}

/// `net.gexf` with something more in its name.
fn beside(file: &Path, more: &str) -> PathBuf {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    file.with_file_name(format!("{}-{more}.{}", part(file.file_stem()), part(file.extension())))
}
