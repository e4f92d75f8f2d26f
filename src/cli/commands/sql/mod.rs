//! `sql`: free questions, once or under a name.

mod ask;
mod asked;
mod explained;
mod meant;
mod saved;

use std::path::{Path, PathBuf};

use clap::Subcommand;

use pizhu::ops::OpError;
use pizhu::ops::import::{read_file, read_stream};

use self::ask::Bounds;
use crate::cli::context::Context;
use crate::cli::error::CommandResult;

/// Ask the project in SQL; reading only
///
/// One SELECT over the tables and views that `pizhu schema` describes. Nothing can be changed from
/// here, whatever the query says. A query with a name is kept in the project: save, run, list, rm.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Sql {
    #[command(flatten)]
    text: Text,
    #[command(flatten)]
    bounds: Bounds,
    #[command(subcommand)]
    action: Option<Action>,
}

/// Where the query stands.
#[derive(Debug, Clone, clap::Args)]
struct Text {
    /// The query; - for standard input
    #[arg(required_unless_present = "file", conflicts_with = "file")]
    query: Option<String>,
    /// Take the query from a file; - for standard input
    #[arg(short, long)]
    file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Action {
    Save(saved::Save),
    Run(saved::Run),
    List(saved::List),
    Rm(saved::Rm),
}

impl Sql {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        match self.action {
            Some(Action::Save(command)) => command.run(ctx),
            Some(Action::Run(command)) => command.run(ctx),
            Some(Action::List(command)) => command.run(ctx),
            Some(Action::Rm(command)) => command.run(ctx),
            None => {
                let store = ctx.store()?;
                let sql = self.text.read(store.path())?;
                self.bounds.ask(ctx, &store, sql)
            }
        }
    }
}

impl Text {
    fn read(&self, project: &Path) -> CommandResult<String> {
        let stream = Path::new("-");
        let file = match (&self.query, &self.file) {
            (Some(query), _) if query != "-" => return Ok(query.clone()),
            (Some(_), _) | (None, None) => stream,
            (None, Some(file)) => file,
        };
        let text = if file == stream { read_stream(file, std::io::stdin().lock()) } else { read_file(file, project) };
        Ok(text.map_err(|problem| OpError::File { file: file.to_owned(), problem })?.text)
    }
}
