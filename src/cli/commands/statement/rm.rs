use pizhu::model::StatementRange;
use pizhu::ops::{RemoveStatementOptions, remove_statements};

use crate::cli::commands::tag::ends;
use crate::cli::context::{Context, count};
use crate::cli::error::{CommandResult, quoted};

/// Remove statements, with their links and notes
///
/// Your own with nothing of other coders on them, unless --others. `pizhu undo` brings them back with everything that hung on them.
#[derive(Debug, clap::Args)]
pub(crate) struct Rm {
    /// Statements: s14, or several: s3 s5-s7
    #[arg(required = true, value_name = "STATEMENT")]
    statements: Vec<StatementRange>,
    /// Other coders' statements, links and notes too
    #[arg(long)]
    others: bool,
    /// Say what would be removed, remove nothing
    #[arg(long)]
    dry_run: bool,
}

impl Rm {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let options = RemoveStatementOptions { others: self.others, dry_run: self.dry_run };
        let removed = remove_statements(&mut ctx.store()?, &self.statements, options)?.value;
        let word = if self.dry_run { "would remove" } else { "removed" };
        for row in &removed.statements {
            ctx.ui.note(&format!("{word} {} {} [{}] {}", row.id, row.paragraph(), row.span, ends(&row.quote)));
        }
        let mut parts = vec![count(removed.statements.len(), ("statement", "statements"))];
        parts.extend((removed.links > 0).then(|| count(removed.links, ("link", "links"))));
        parts.extend((removed.notes > 0).then(|| count(removed.notes, ("note", "notes"))));
        if parts.len() > 1 || removed.statements.len() > 1 {
            ctx.ui.note(&format!("{word} {}", parts.join(", ")));
        }
        if !self.dry_run {
            for paragraph in &removed.emptied {
                let paragraph = quoted(paragraph);
                ctx.ui.hint(&format!(
                    "nothing of yours is left in {paragraph}, which still counts as done: `pizhu read {paragraph} --none`, \
                     or --unread"
                ));
            }
            ctx.ui.hint("undo with `pizhu undo`");
        }
        Ok(())
    }
}
