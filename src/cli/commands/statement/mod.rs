//! `statement`: list, show, edit and remove what was coded.

mod edit;
mod list;
mod rm;
mod show;

use clap::Subcommand;

use crate::cli::context::Context;
use crate::cli::error::CommandResult;

/// List, show, edit and remove statements
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct Statement {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    List(list::List),
    Show(show::Show),
    Edit(edit::Edit),
    Rm(rm::Rm),
}

impl Statement {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        match self.action {
            Action::List(command) => command.run(ctx),
            Action::Show(command) => command.run(ctx),
            Action::Edit(command) => command.run(ctx),
            Action::Rm(command) => command.run(ctx),
        }
    }
}
