use pizhu::model::CodeRef;
use pizhu::ops::codebook;

use crate::cli::context::Context;
use crate::cli::error::CommandResult;

/// Remove a code without statements, notes and codes below it
#[derive(Debug, clap::Args)]
pub(super) struct Rm {
    /// The code
    code: CodeRef,
}

impl Rm {
    pub(super) fn run(self, ctx: &mut Context) -> CommandResult {
        let removed = codebook::remove(&mut ctx.store()?, &self.code)?.value;
        ctx.ui.note(&format!("removed {removed}"));
        Ok(())
    }
}
