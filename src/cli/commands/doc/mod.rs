//! `doc`: what is known about documents.

mod list;
mod reflow;
mod rm;
mod set;
mod show;

use clap::Subcommand;

use crate::cli::context::Context;
use crate::cli::error::CommandResult;

/// List, show, change, reflow and remove documents
#[derive(Debug, clap::Args)]
pub(crate) struct Doc {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    List(list::List),
    Show(show::Show),
    Set(Box<set::Set>),
    Reflow(reflow::Reflow),
    Rm(rm::Rm),
}

impl Doc {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        match self.action {
            Action::List(action) => action.run(ctx),
            Action::Show(action) => action.run(ctx),
            Action::Set(action) => action.run(ctx),
            Action::Reflow(action) => action.run(ctx),
            Action::Rm(action) => action.run(ctx),
        }
    }
}
