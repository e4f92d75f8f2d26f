//! The register of commands: one file each, three words here.

mod demo;
mod export;
mod fields;
mod import;
mod init;
mod log;
mod redo;
mod show;
mod status;
mod tag;
mod undo;

use clap::Subcommand;

use super::context::Context;
use super::error::CommandResult;

/// Everything one can type after `pizhu`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Demo(demo::Demo),
    Init(init::Init),
    Import(import::Import),
    Status(status::Status),
    Show(show::Show),
    Tag(tag::Tag),
    Undo(undo::Undo),
    Redo(redo::Redo),
    Log(log::Log),
    Export(export::Export),
}

impl Command {
    /// Runs the command.
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        match self {
            Self::Demo(command) => command.run(ctx),
            Self::Init(command) => command.run(ctx),
            Self::Import(command) => command.run(ctx),
            Self::Status(command) => command.run(ctx),
            Self::Show(command) => command.run(ctx),
            Self::Tag(command) => command.run(ctx),
            Self::Undo(command) => command.run(ctx),
            Self::Redo(command) => command.run(ctx),
            Self::Log(command) => command.run(ctx),
            Self::Export(command) => command.run(ctx),
        }
    }
}
