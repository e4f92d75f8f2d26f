use std::collections::HashMap;

use pizhu::model::{ActorId, ActorKind};
use pizhu::ops::OpError;

use super::kind_parser;
use crate::cli::context::Context;
use crate::cli::error::CommandResult;
use crate::cli::rows::Cell;

/// List the actors with their aliases, posts and number of statements
#[derive(Debug, clap::Args)]
pub(crate) struct List {
    /// Only actors of this kind
    #[arg(long, value_parser = kind_parser())]
    kind: Option<ActorKind>,
    /// Only actors of this type: government, cppcc, enterprise, …
    #[arg(long = "type", value_name = "TYPE")]
    actor_type: Option<String>,
}

impl List {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let store = ctx.store()?;
        let (actors, aliases, posts) = store.read(|r| {
            let mut aliases: HashMap<ActorId, Vec<String>> = HashMap::new();
            for (id, alias) in r.aliases(None)? {
                aliases.entry(id).or_default().push(alias);
            }
            let mut posts: HashMap<ActorId, Vec<String>> = HashMap::new();
            for post in r.affiliations(None)? {
                posts.entry(post.actor_id).or_default().push(post.place());
            }
            Ok::<_, OpError>((r.actors()?, aliases, posts))
        })?;
        let wanted_type = self.actor_type.as_deref().map(str::trim);
        let rows = actors
            .into_iter()
            .filter(|actor| self.kind.is_none_or(|kind| actor.kind == kind))
            .filter(|actor| wanted_type.is_none() || actor.actor_type.as_deref() == wanted_type)
            .map(|actor| {
                let joined = |names: &HashMap<ActorId, Vec<String>>| names.get(&actor.id).map(|names| names.join("|"));
                let cells: Vec<Cell> = vec![
                    actor.name.clone().into(),
                    actor.kind.as_str().into(),
                    actor.actor_type.clone().into(),
                    joined(&aliases).into(),
                    joined(&posts).into(),
                    actor.n_statements.into(),
                ];
                cells
            });
        ctx.list(&["actor", "kind", "type", "aliases", "posts", "n_statements"], rows, ("actor", "actors"))
    }
}
