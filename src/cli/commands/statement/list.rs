use std::collections::HashMap;

use pizhu::model::{ParagraphRef, StatementId, beginning};
use pizhu::ops::{OpError, select};
use pizhu::store::{Reader, StatementRow};

use crate::cli::commands::filter::FilterFlags;
use crate::cli::context::Context;
use crate::cli::error::CommandResult;
use crate::cli::rows::{Cell, Format};

/// List statements in reading order, one row each
///
/// Several codes and several actors of a statement stand between ` | `. A table shows the columns one
/// reads and the beginning of the words; every other format has all of them.
#[derive(Debug, clap::Args)]
pub(crate) struct List {
    /// Document, paragraph or range: cq-ai, cq-ai:8, cq-ai:8-12, or 8 when there is one document
    target: Option<ParagraphRef>,
    /// With these words in the quote or the summary
    #[arg(long, help_heading = "Filter")]
    text: Option<String>,
    #[command(flatten)]
    filter: FilterFlags,
}

impl List {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let filter = self.filter.filter(self.text, self.target)?;
        let store = ctx.store()?;
        let me = store.coder()?.0;
        let (statements, labels) = store.read(|r| {
            let selection = select(r, &filter, me)?;
            let statements = r.select_statements(&selection)?;
            let ids: Vec<StatementId> = statements.iter().map(|statement| statement.id).collect();
            let labels = Labels::read(r, (!selection.is_everything()).then_some(&ids))?;
            Ok::<_, OpError>((statements, labels))
        })?;
        listing(ctx, statements, labels)
    }
}

/// The codes and actors of statements, each as one text.
#[derive(Default)]
pub(super) struct Labels {
    codes: HashMap<StatementId, String>,
    actors: HashMap<StatementId, String>,
    /// Whether it must be said whose each is.
    several_coders: bool,
}

impl Labels {
    /// Of some statements, or of all for `None`: two questions whatever their number.
    pub(super) fn read(r: &Reader<'_>, ids: Option<&Vec<StatementId>>) -> Result<Self, OpError> {
        let mut labels = Self { several_coders: r.several_coders()?, ..Self::default() };
        for code in r.codes_of_statements(ids.map(Vec::as_slice))? {
            join(labels.codes.entry(code.statement).or_default(), &format!("{}:{}", code.variable, code.code));
        }
        for actor in r.actors_of_statements(ids.map(Vec::as_slice))? {
            join(labels.actors.entry(actor.statement).or_default(), &format!("{}={}", actor.role, actor.reference()));
        }
        Ok(labels)
    }
}

fn join(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push_str(" | ");
    }
    text.push_str(more);
}

/// Writes statements as rows.
pub(super) fn listing(ctx: &mut Context, statements: Vec<StatementRow>, mut labels: Labels) -> CommandResult {
    let what = ("statement", "statements");
    if ctx.format() == Format::Table {
        let several_coders = labels.several_coders;
        let rows = statements.into_iter().map(|s| -> Vec<Cell> {
            let mut cells: Vec<Cell> = vec![
                s.id.to_string().into(),
                s.paragraph().into(),
                s.kind.as_str().into(),
                beginning(&s.quote, 30).into(),
                labels.codes.remove(&s.id).into(),
                labels.actors.remove(&s.id).into(),
            ];
            cells.extend(several_coders.then(|| s.coder.into()));
            cells
        });
        let columns = ["statement", "paragraph", "kind", "quote", "codes", "actors", "coder"];
        let n = if several_coders { columns.len() } else { columns.len() - 1 };
        return ctx.list(&columns[..n], rows, what);
    }
    let columns = [
        "statement",
        "document",
        "paragraph",
        "start",
        "end",
        "kind",
        "stance",
        "quote",
        "codes",
        "actors",
        "summary",
        "coder",
    ];
    let rows = statements.into_iter().map(|s| -> Vec<Cell> {
        vec![
            s.id.to_string().into(),
            s.document.into(),
            s.ordinal.into(),
            s.span.start().into(),
            s.span.end().into(),
            s.kind.as_str().into(),
            s.stance.map(i64::from).into(),
            s.quote.into(),
            labels.codes.remove(&s.id).into(),
            labels.actors.remove(&s.id).into(),
            s.summary.into(),
            s.coder.into(),
        ]
    });
    ctx.list(&columns, rows, what)
}
