use pizhu::ops::{DocumentEdit, set_document};

use crate::cli::commands::fields::FieldFlags;
use crate::cli::context::Context;
use crate::cli::error::{CommandError, CommandResult, quoted};

/// Change what is known about a document
///
/// An empty value takes a field away: --author ''. The text itself is never touched.
#[derive(Debug, clap::Args)]
pub(crate) struct Set {
    /// Its key
    #[arg(value_name = "KEY")]
    document: String,
    /// Another key
    #[arg(long, value_name = "NEW")]
    key: Option<String>,
    #[command(flatten)]
    fields: FieldFlags,
}

impl Set {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        if self.key.is_none() && self.fields.is_empty() {
            return Err(CommandError::usage("what is to be changed?")
                .hint("name a field with its value, as in --date 2025-06-11; `pizhu doc set --help` lists them"));
        }
        let attributes = self.fields.attributes()?;
        let edit = DocumentEdit { key: self.key, fields: |fields| self.fields.apply(fields, None), attributes };
        let edited = set_document(&mut ctx.store()?, &self.document, edit)?.value;
        if edited.changed.is_empty() {
            ctx.ui.note(&format!("{}: nothing to change, it is so already", edited.key));
            return Ok(());
        }
        ctx.ui.note(&format!("{}: {} changed", edited.key, edited.changed.join(", ")));
        ctx.ui.hint(&format!("see it with `pizhu doc show {}`", quoted(&edited.key)));
        Ok(())
    }
}
