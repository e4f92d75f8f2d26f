//! `codebook`: variables and their codes.

mod add;
mod edit;
mod export;
mod fields;
mod import;
mod list;
mod merge;
mod relocate;
mod rename;
mod retire;
mod rm;
mod tree;
mod variable;

use clap::Subcommand;

use crate::cli::context::Context;
use crate::cli::error::CommandResult;

/// Make and keep the codebook: variables and their codes, in trees
///
/// A code is written theme:人才培养/学段衔接: variable, then the path from the top. Without a
/// variable it is a theme, and where the code is there already any unique tail of the path will do.
/// Whatever happens to a code, the statements that carry it keep one.
#[derive(Debug, clap::Args)]
pub(crate) struct Codebook {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    List(list::List),
    Add(add::Add),
    Edit(edit::Edit),
    Rename(rename::Rename),
    Move(relocate::Move),
    Merge(merge::Merge),
    Retire(retire::Retire),
    Rm(rm::Rm),
    Variable(variable::Variable),
    Import(import::Import),
    Export(export::Export),
}

impl Codebook {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        match self.action {
            Action::List(command) => command.run(ctx),
            Action::Add(command) => command.run(ctx),
            Action::Edit(command) => command.run(ctx),
            Action::Rename(command) => command.run(ctx),
            Action::Move(command) => command.run(ctx),
            Action::Merge(command) => command.run(ctx),
            Action::Retire(command) => command.run(ctx),
            Action::Rm(command) => command.run(ctx),
            Action::Variable(command) => command.run(ctx),
            Action::Import(command) => command.run(ctx),
            Action::Export(command) => command.run(ctx),
        }
    }
}

/// What is said when everything was so already.
const NOTHING: &str = "nothing to change";

/// What counts are of.
const STATEMENTS: (&str, &str) = ("statement", "statements");
const CODES: (&str, &str) = ("code", "codes");
