//! `para`: correcting paragraphs.

mod doubts;
mod edit;
mod join;
mod kind;
mod order;
mod relocate;
mod source;
mod split;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use clap::Subcommand;

use pizhu::model::{StatementId, beginning};
use pizhu::ops::OpError;

use crate::cli::context::Context;
use crate::cli::error::{CommandError, CommandResult};

/// Correct paragraphs: cut, join, move, rename, edit
///
/// Statements, readings and notes go along with the text; where that cannot be, the change is refused
/// with the list of what is in its way. The source stays as it arrived, and `undo` takes every change
/// back.
#[derive(Debug, clap::Args)]
pub(crate) struct Para {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Split(split::Split),
    Join(join::Join),
    Move(relocate::Move),
    Order(order::Order),
    Kind(kind::Kind),
    Edit(edit::Edit),
    Doubts(doubts::Doubts),
    Source(source::Source),
}

impl Para {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        match self.action {
            Action::Split(action) => action.run(ctx),
            Action::Join(action) => action.run(ctx),
            Action::Move(action) => action.run(ctx),
            Action::Order(action) => action.run(ctx),
            Action::Kind(action) => action.run(ctx),
            Action::Edit(action) => action.run(ctx),
            Action::Doubts(action) => action.run(ctx),
            Action::Source(action) => action.run(ctx),
        }
    }
}

/// What is tried, changing nothing.
#[derive(Debug, Clone, Copy, clap::Args)]
struct DryRun {
    /// Say what would be done, change nothing
    #[arg(long)]
    dry_run: bool,
}

impl DryRun {
    /// How to go on after a change, or after trying it.
    fn close(self, ctx: &mut Context) {
        if self.dry_run {
            ctx.ui.note("tried only, nothing was changed");
        } else {
            ctx.ui.hint("take it back with `pizhu undo`");
        }
    }
}

/// The text of a file, of standard input for `-`.
fn read_text(path: &Path) -> CommandResult<String> {
    // A paragraph has at most a million characters, a list of numbers fewer.
    const AT_MOST: u64 = 8_000_000;
    let stdin = path == Path::new("-");
    let stream: io::Result<Box<dyn Read>> =
        if stdin { Ok(Box::new(io::stdin().lock())) } else { File::open(path).map(|file| Box::new(file) as _) };
    let mut text = String::new();
    let read = stream.and_then(|stream| stream.take(AT_MOST).read_to_string(&mut text));
    read.map_err(|error| CommandError::file(if stdin { Path::new("standard input") } else { path }, &error))?;
    Ok(text)
}

/// `s3, s4 moved along`; nothing for none.
fn moved_along(statements: &[StatementId]) -> Option<String> {
    let handles: Vec<String> = statements.iter().map(ToString::to_string).collect();
    (!handles.is_empty()).then(|| format!("{} moved along", handles.join(", ")))
}

/// The first characters of a text and its last, where it is long.
fn ends(text: &str) -> String {
    const SHOWN: usize = 16;
    let length = text.chars().count();
    if length <= 2 * SHOWN + 1 {
        return text.to_owned();
    }
    let tail: String = text.chars().skip(length - SHOWN).collect();
    format!("{}{tail}", beginning(text, SHOWN))
}

/// An error of finding words, with the ways this command has to say which.
fn words(error: OpError, ways: &str) -> CommandError {
    let several = matches!(error, OpError::QuoteTwice { .. });
    let mut told = CommandError::from(error);
    if several {
        told.hints = vec![ways.to_owned()];
    }
    told
}
