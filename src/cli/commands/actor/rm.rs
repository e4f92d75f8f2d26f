use pizhu::ops::actor;

use crate::cli::context::{Context, count};
use crate::cli::error::CommandResult;

/// Remove an actor that no statement names and nobody holds a post in
#[derive(Debug, clap::Args)]
pub(crate) struct Rm {
    /// The actor, by name or alias
    name: String,
}

impl Rm {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let removed = actor::remove(&mut ctx.store()?, &self.name)?.value;
        let mut line = format!("removed {}", removed.actor);
        for (n, words) in [(removed.posts, ("post", "posts")), (removed.notes, ("note", "notes"))] {
            if n > 0 {
                line.push_str(&format!(", {}", count(n, words)));
            }
        }
        ctx.ui.note(&line);
        ctx.ui.hint("take it back with `pizhu undo`");
        Ok(())
    }
}
