use clap::Subcommand;

use pizhu::model::OperationId;
use pizhu::store::LoggedRow;

use crate::cli::context::Context;
use crate::cli::error::{CommandError, CommandResult};
use crate::cli::rows::{Cell, Format};

/// List what was done, newest first
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Log {
    /// How many operations; 0 for all
    #[arg(short = 'n', long, default_value_t = 20)]
    limit: u32,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show one operation with the rows before and after
    Show {
        /// Its number
        operation: i64,
    },
}

impl Log {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let store = ctx.store()?;
        if let Some(Action::Show { operation }) = self.action {
            let (record, rows) = store.read(|r| r.operation(OperationId(operation)))?;
            ctx.ui.note(&format!(
                "{} {} by {} at {} ({})",
                record.id, record.kind, record.coder, record.at, record.state
            ));
            ctx.ui.note(&format!("{}\n{}", record.command, record.summary));
            let rows = rows.into_iter().map(row);
            return ctx.list(&["table", "row", "last_row", "before", "after", "hash"], rows, ("row", "rows"));
        }
        let limit = (self.limit > 0).then_some(self.limit);
        let operations = store.read(|r| Ok::<_, CommandError>(r.operations(limit)?))?;
        // The command lines are too long to be read in a table.
        let wide = ctx.format() != Format::Table;
        let columns = ["operation", "at", "coder", "kind", "state", "rows", "summary", "command"];
        let columns = if wide { &columns[..] } else { &columns[..7] };
        let rows = operations.into_iter().map(|o| {
            let mut cells: Vec<Cell> = vec![
                o.id.0.into(),
                o.at.into(),
                o.coder.into(),
                o.kind.as_str().into(),
                o.state.as_str().into(),
                o.n_rows.into(),
                o.summary.into(),
            ];
            cells.extend(wide.then(|| o.command.into()));
            cells
        });
        ctx.list(columns, rows, ("operation", "operations"))
    }
}

fn row(row: LoggedRow) -> Vec<Cell> {
    vec![row.table.into(), row.first.into(), row.last.into(), row.before.into(), row.after.into(), row.hash.into()]
}
