use pizhu::ops::actor;

use crate::cli::context::Context;
use crate::cli::error::CommandResult;

/// Give an actor more names to be known by, or take them away
#[derive(Debug, clap::Args)]
pub(crate) struct Alias {
    /// The actor, by name or alias
    name: String,
    /// The other names
    #[arg(required = true, value_name = "OTHER")]
    others: Vec<String>,
    /// Take them away
    #[arg(long)]
    remove: bool,
}

impl Alias {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let mut store = ctx.store()?;
        let change = if self.remove {
            actor::remove_aliases(&mut store, &self.name, &self.others)?.value
        } else {
            actor::add_aliases(&mut store, &self.name, &self.others)?.value
        };
        let word = if self.remove { "no longer goes by" } else { "also goes by" };
        if !change.changed.is_empty() {
            ctx.ui.note(&format!("{} {word} {}", change.actor, change.changed.join(", ")));
        }
        if !change.known.is_empty() {
            ctx.ui.note(&format!("{} goes by {} already", change.actor, change.known.join(", ")));
        }
        Ok(())
    }
}
