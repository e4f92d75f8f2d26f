use std::path::PathBuf;

use pizhu::ops::actor::{self, ActorImport};

use crate::cli::commands::import::read;
use crate::cli::context::{Context, count};
use crate::cli::error::CommandResult;

/// Read actors and their posts from a CSV file, all or nothing
///
/// Columns: actor, kind, type, alias, organization, post, from, to; all but the first may be missing.
/// One row per post, aliases parted by |. What is there already and says the same is passed over.
#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    /// The file; - for standard input
    file: PathBuf,
    /// Where kind, type or the end of a post differ from what is stored, take the file's
    #[arg(long)]
    update: bool,
    /// Check everything, change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Import {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let mut store = ctx.store()?;
        let text = read(&self.file, store.path())?;
        let report =
            actor::import(&mut store, &text, ActorImport { update: self.update, dry_run: self.dry_run })?.value;
        let changes: Vec<String> = [
            (report.added, "added", ("actor", "actors")),
            (report.aliases, "added", ("alias", "aliases")),
            (report.posts, "added", ("post", "posts")),
            (report.changed, "changed", ("actor", "actors")),
            (report.dated, "dated", ("post", "posts")),
        ]
        .into_iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(n, done, words)| format!("{} {done}", count(n, words)))
        .collect();
        let changes = if changes.is_empty() { "nothing new".to_owned() } else { changes.join(", ") };
        let rows = count(report.rows, ("row", "rows"));
        let word = if self.dry_run { " (not written)" } else { "" };
        ctx.ui.note(&format!("{rows}, {}: {changes}{word}", count(report.actors, ("actor", "actors"))));
        Ok(())
    }
}
