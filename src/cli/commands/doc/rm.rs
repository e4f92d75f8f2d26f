use pizhu::ops::{RemoveOptions, remove_documents};

use crate::cli::context::Context;
use crate::cli::error::CommandResult;

/// Remove documents with all they hold
///
/// Documents somebody has worked on are kept unless --with-statements is given, and those other
/// coders have worked on unless --others is. `undo` brings every row back as it was.
#[derive(Debug, clap::Args)]
pub(crate) struct Rm {
    /// Their keys
    #[arg(required = true, value_name = "KEY")]
    documents: Vec<String>,
    /// Remove statements, readings, notes and links with them
    #[arg(long)]
    with_statements: bool,
    /// Remove what other coders did, too
    #[arg(long, requires = "with_statements")]
    others: bool,
    /// Say what would go, remove nothing
    #[arg(long)]
    dry_run: bool,
}

impl Rm {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let options = RemoveOptions { with_coding: self.with_statements, others: self.others, dry_run: self.dry_run };
        let removed = remove_documents(&mut ctx.store()?, &self.documents, options)?.value;
        let word = if self.dry_run { "would remove" } else { "removed" };
        for document in removed {
            ctx.ui.note(&format!("{word} {document}"));
        }
        if !self.dry_run {
            ctx.ui.hint("bring it back with `pizhu undo`");
        }
        Ok(())
    }
}
