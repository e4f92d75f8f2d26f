use pizhu::ops::actor::{self, Merged};

use super::dates;
use crate::cli::context::{Context, count};
use crate::cli::error::CommandResult;

/// Make two actors one: statements, posts and notes go over, the old name becomes an alias
#[derive(Debug, clap::Args)]
pub(crate) struct Merge {
    /// The actor that goes
    from: String,
    /// The actor that stays, with its name, kind and type
    into: String,
    /// Show what would happen, change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Merge {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let merged = actor::merge(&mut ctx.store()?, &self.from, &self.into, self.dry_run)?.value;
        tell(ctx, &merged, self.dry_run);
        if !self.dry_run {
            ctx.ui.hint("take it back with `pizhu undo`");
        }
        Ok(())
    }
}

fn tell(ctx: &mut Context, merged: &Merged, dry_run: bool) {
    let (from, into, moved) = (&merged.from, &merged.into, &merged.moved);
    ctx.ui.note(&format!(
        "{} {} into {}: {}, {}; the old name {} an alias",
        if dry_run { "would merge" } else { "merged" },
        from.name,
        into.name,
        count(moved.statements.len(), ("statement", "statements")),
        count(moved.posts, ("post", "posts")),
        if dry_run { "would become" } else { "is now" },
    ));
    if !moved.collapsed.is_empty() {
        let handles: Vec<String> = moved.collapsed.iter().map(ToString::to_string).collect();
        ctx.ui.note(&format!("  both stood in the same role in {}: once now", handles.join(", ")));
    }
    if from.kind != into.kind {
        ctx.ui.warn(&format!("the kinds differ: {} was {}, {} stays {}", from.name, from.kind, into.name, into.kind));
    }
    for post in &moved.dropped {
        ctx.ui.warn(&format!("the post {}{} goes: nobody holds a post in itself", post.reference(), dates(post)));
    }
    for post in &moved.ends_lost {
        ctx.ui.warn(&format!(
            "{}{} was known to {} with another end, which stays",
            post.place(),
            dates(post),
            into.name
        ));
    }
}
