//! `actor`: who proposes, answers, is addressed; and the posts they hold.

mod add;
mod alias;
mod edit;
mod import;
mod list;
mod merge;
mod post;
mod rm;
mod show;

use clap::Subcommand;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use pizhu::model::ActorKind;
use pizhu::store::AffiliationRow;

use crate::cli::context::Context;
use crate::cli::error::CommandResult;

/// Keep the actors: persons, organizations, groups, and the posts they hold
///
/// An actor is typed by name or by any alias, and with a post as 陈前斌@重庆邮电大学/副校长.
#[derive(Debug, clap::Args)]
pub(crate) struct Actor {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    List(list::List),
    Show(show::Show),
    Add(add::Add),
    Edit(edit::Edit),
    Alias(alias::Alias),
    Merge(merge::Merge),
    Rm(rm::Rm),
    Post(post::Post),
    Import(import::Import),
}

impl Actor {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        match self.action {
            Action::List(command) => command.run(ctx),
            Action::Show(command) => command.run(ctx),
            Action::Add(command) => command.run(ctx),
            Action::Edit(command) => command.run(ctx),
            Action::Alias(command) => command.run(ctx),
            Action::Merge(command) => command.run(ctx),
            Action::Rm(command) => command.run(ctx),
            Action::Post(command) => command.run(ctx),
            Action::Import(command) => command.run(ctx),
        }
    }
}

/// Reads a kind, and offers the kinds there are.
fn kind_parser() -> impl TypedValueParser<Value = ActorKind> {
    PossibleValuesParser::new(ActorKind::NAMES).try_map(|text| text.parse::<ActorKind>())
}

/// ` from 2019 to 2023`; nothing where no day is known.
fn dates(post: &AffiliationRow) -> String {
    let part = |word: &str, day: &Option<String>| day.as_ref().map_or_else(String::new, |day| format!(" {word} {day}"));
    part("from", &post.from) + &part("to", &post.to)
}
