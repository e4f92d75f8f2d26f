use pizhu::model::CodeRef;
use pizhu::ops::codebook;

use super::STATEMENTS;
use crate::cli::context::{Context, count};
use crate::cli::error::CommandResult;

/// Make one code of two
///
/// The statements of FROM carry INTO from then on, its notes and the codes below it go over, and
/// FROM is removed. What the codebook says about INTO stays.
#[derive(Debug, clap::Args)]
pub(super) struct Merge {
    /// The code that goes
    from: CodeRef,
    /// The code that stays
    into: CodeRef,
    /// Check everything, change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Merge {
    pub(super) fn run(self, ctx: &mut Context) -> CommandResult {
        let merged = codebook::merge(&mut ctx.store()?, &self.from, &self.into, self.dry_run)?.value;
        let word = if self.dry_run { "would merge" } else { "merged" };
        let mut line =
            format!("{word} {} into {}: {} recoded", merged.from, merged.into, count(merged.n_statements, STATEMENTS));
        if merged.n_both > 0 {
            line.push_str(&format!(", {} of them carried both", merged.n_both));
        }
        if merged.n_memos > 0 {
            line.push_str(&format!(", {} kept", count(merged.n_memos, ("note", "notes"))));
        }
        ctx.ui.note(&line);
        if !merged.children.is_empty() {
            ctx.ui.note(&format!("  now below {}: {}", merged.into, merged.children.join(", ")));
        }
        if !self.dry_run {
            ctx.ui.hint("take it back with `pizhu undo`");
        }
        Ok(())
    }
}
