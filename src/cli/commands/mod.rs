//! The register of commands: one file each, three words here.

mod actor;
mod codebook;
mod coder;
mod completions;
mod demo;
mod doc;
mod export;
mod fields;
mod filter;
mod find;
mod import;
mod init;
mod link;
mod log;
mod man;
mod next;
mod note;
mod read;
mod redo;
mod schema;
mod show;
mod sql;
mod statement;
mod stats;
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
    Next(next::Next),
    Tag(tag::Tag),
    Statement(statement::Statement),
    Actor(actor::Actor),
    Coder(coder::Coder),
    Note(note::Note),
    Read(read::Read),
    Link(link::Link),
    Doc(doc::Doc),
    Codebook(codebook::Codebook),
    Undo(undo::Undo),
    Redo(redo::Redo),
    Log(log::Log),
    Export(export::Export),
    Find(find::Find),
    Sql(sql::Sql),
    Schema(schema::Schema),
    Stats(stats::Stats),
    Completions(completions::Completions),
    Man(man::Man),
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
            Self::Next(command) => command.run(ctx),
            Self::Tag(command) => command.run(ctx),
            Self::Statement(command) => command.run(ctx),
            Self::Actor(command) => command.run(ctx),
            Self::Coder(command) => command.run(ctx),
            Self::Note(command) => command.run(ctx),
            Self::Read(command) => command.run(ctx),
            Self::Link(command) => command.run(ctx),
            Self::Doc(command) => command.run(ctx),
            Self::Codebook(command) => command.run(ctx),
            Self::Undo(command) => command.run(ctx),
            Self::Redo(command) => command.run(ctx),
            Self::Log(command) => command.run(ctx),
            Self::Export(command) => command.run(ctx),
            Self::Find(command) => command.run(ctx),
            Self::Sql(command) => command.run(ctx),
            Self::Stats(command) => command.run(ctx),
            Self::Schema(command) => command.run(ctx),
            Self::Completions(command) => command.run(ctx),
            Self::Man(command) => command.run(ctx),
        }
    }
}
