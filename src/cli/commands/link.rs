use clap::Subcommand;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use pizhu::model::{LinkKind, StatementId, beginning};
use pizhu::ops::{OpError, link, resolve, unlink};
use pizhu::store::LinkRow;

use crate::cli::context::Context;
use crate::cli::error::{CommandError, CommandResult};
use crate::cli::rows::{Cell, Format};

/// Link statements: s18 responds_to s2
///
/// A link says what the first statement does to each of the others. Links are the work of the coder
/// who made them; two coders may link the same statements alike or otherwise.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Link {
    /// The later or reacting statement
    #[arg(required = true)]
    from: Option<StatementId>,
    /// What it does to the others
    #[arg(required = true, value_name = "TYPE", value_parser = PossibleValuesParser::new(LinkKind::NAMES).try_map(|name| name.parse::<LinkKind>()))]
    kind: Option<LinkKind>,
    /// The statements it is about
    #[arg(required = true)]
    to: Vec<StatementId>,
    /// Remove your links instead
    #[arg(long)]
    remove: bool,
    /// Remove those of other coders too
    #[arg(long, requires = "remove")]
    others: bool,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the links of a statement in both directions, or all
    List {
        /// The statement
        statement: Option<StatementId>,
    },
}

impl Link {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        if let Some(Action::List { statement }) = self.action {
            return list(ctx, statement);
        }
        let (Some(from), Some(kind)) = (self.from, self.kind) else {
            return Err(CommandError::usage("which statements?"));
        };
        let mut store = ctx.store()?;
        if self.remove {
            for removed in unlink(&mut store, from, kind, &self.to, self.others)?.value {
                let LinkRow { from, kind, to, coder, .. } = removed;
                ctx.ui.note(&format!("{from} {kind} {to}: link by {coder} removed"));
            }
            return Ok(());
        }
        let linked = link(&mut store, from, kind, &self.to)?.value;
        for to in linked.added {
            ctx.ui.note(&format!("{from} {kind} {to}"));
        }
        for to in linked.known {
            ctx.ui.note(&format!("{from} {kind} {to} is linked already"));
        }
        Ok(())
    }
}

fn list(ctx: &mut Context, statement: Option<StatementId>) -> CommandResult {
    let store = ctx.store()?;
    // Words say more than handles to a person; a program joins them by handle.
    let quotes = ctx.format() == Format::Table;
    let rows = store.read(|r| {
        if let Some(id) = statement {
            resolve::statement(r, id)?;
        }
        let mut rows = Vec::new();
        for link in r.links(statement)? {
            let mut cells: Vec<Cell> = vec![
                link.from.to_string().into(),
                link.to.to_string().into(),
                link.kind.as_str().into(),
                link.coder.into(),
            ];
            if quotes {
                cells.push(beginning(&resolve::statement(r, link.from)?.quote, 20).into());
                cells.push(beginning(&resolve::statement(r, link.to)?.quote, 20).into());
            }
            rows.push(cells);
        }
        Ok::<_, OpError>(rows)
    })?;
    let columns = ["from_statement", "to_statement", "type", "coder", "from_quote", "to_quote"];
    ctx.list(if quotes { &columns } else { &columns[..4] }, rows, ("link", "links"))
}
