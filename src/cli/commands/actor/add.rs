use pizhu::model::ActorKind;
use pizhu::ops::actor::{self, ActorRequest};

use super::kind_parser;
use crate::cli::context::Context;
use crate::cli::error::{CommandError, CommandResult, quoted};

/// Add actors
///
/// Several names are added alike, in one operation. A name or alias that somebody goes by already,
/// or that differs from one in the forms of its characters only, is refused.
#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    /// Their names
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
    /// What sort of actor
    #[arg(long, default_value = "person", value_parser = kind_parser())]
    kind: ActorKind,
    /// government, cppcc, enterprise, university, research, media, …
    #[arg(long = "type", value_name = "TYPE")]
    actor_type: Option<String>,
    /// Another name to be known by (can be repeated)
    #[arg(long, value_name = "NAME")]
    alias: Vec<String>,
}

impl Add {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        if self.names.len() > 1 && !self.alias.is_empty() {
            return Err(CommandError::usage("--alias belongs to one actor, several names were given")
                .hint("add the aliases afterwards with `pizhu actor alias NAME OTHER…`"));
        }
        let requests: Vec<ActorRequest> = self
            .names
            .into_iter()
            .map(|name| ActorRequest {
                name,
                kind: self.kind,
                actor_type: self.actor_type.clone(),
                aliases: self.alias.clone(),
            })
            .collect();
        let added = actor::add(&mut ctx.store()?, &requests)?.value;
        for name in &added {
            ctx.ui.note(&format!("added {name} ({})", self.kind));
        }
        if let (ActorKind::Person, [name]) = (self.kind, added.as_slice()) {
            let name = quoted(name);
            ctx.ui.hint(&format!("give a post with `pizhu actor post {name} --organization ORGANIZATION --post POST`"));
        }
        Ok(())
    }
}
