use pizhu::model::CodeRef;
use pizhu::ops::codebook;

use super::NOTHING;
use super::fields::FieldFlags;
use crate::cli::context::Context;
use crate::cli::error::CommandResult;

/// Change what is said about a code; an empty text takes a field away
#[derive(Debug, clap::Args)]
pub(super) struct Edit {
    /// The code
    code: CodeRef,
    #[command(flatten)]
    fields: FieldFlags,
}

impl Edit {
    pub(super) fn run(self, ctx: &mut Context) -> CommandResult {
        let done = codebook::edit(&mut ctx.store()?, &self.code, &self.fields.into())?;
        match done.operation {
            Some(_) => ctx.ui.note(&format!("changed {}", done.value)),
            None => ctx.ui.note(NOTHING),
        }
        Ok(())
    }
}
