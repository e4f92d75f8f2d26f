use pizhu::model::ActorKind;
use pizhu::ops::actor::{self, ActorEdit};

use super::kind_parser;
use crate::cli::context::Context;
use crate::cli::error::CommandResult;

/// Give an actor another name, kind or type; statements keep their actor
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("change").required(true).multiple(true).args(["new_name", "kind", "actor_type"]))]
pub(crate) struct Edit {
    /// The actor, by name or alias
    name: String,
    /// The new name
    #[arg(long = "name", value_name = "NEW")]
    new_name: Option<String>,
    /// The new kind
    #[arg(long, value_parser = kind_parser())]
    kind: Option<ActorKind>,
    /// The new type; an empty text takes it away
    #[arg(long = "type", value_name = "TYPE")]
    actor_type: Option<String>,
    /// Keep the old name as an alias
    #[arg(long, requires = "new_name")]
    keep_alias: bool,
}

impl Edit {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let edit = ActorEdit {
            name: self.new_name,
            kind: self.kind,
            actor_type: self.actor_type,
            keep_alias: self.keep_alias,
        };
        let written = actor::edit(&mut ctx.store()?, &self.name, &edit)?;
        let (before, after) = written.value;
        if written.operation.is_none() {
            ctx.ui.note(&format!("{} is so already, nothing changed", after.name));
            return Ok(());
        }
        let mut changes = Vec::new();
        if before.name != after.name {
            let alias = if edit.keep_alias { format!("; {} stays an alias", before.name) } else { String::new() };
            changes.push(format!("{} is {} now{alias}", before.name, after.name));
        }
        if before.kind != after.kind {
            changes.push(format!("kind {} (was {})", after.kind, before.kind));
        }
        if before.actor_type != after.actor_type {
            let shown = |text: Option<String>| text.unwrap_or_else(|| "none".to_owned());
            changes.push(format!("type {} (was {})", shown(after.actor_type), shown(before.actor_type)));
        }
        let what = if before.name == after.name { format!("{}: ", after.name) } else { String::new() };
        ctx.ui.note(&format!("{what}{}", changes.join("; ")));
        Ok(())
    }
}
