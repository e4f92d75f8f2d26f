use pizhu::model::CodeRef;
use pizhu::ops::codebook;

use super::relocate::tell;
use crate::cli::context::Context;
use crate::cli::error::CommandResult;

/// Give a code another name; it stays where it is
#[derive(Debug, clap::Args)]
pub(super) struct Rename {
    /// The code
    code: CodeRef,
    /// Its new own name, without the path
    name: String,
}

impl Rename {
    pub(super) fn run(self, ctx: &mut Context) -> CommandResult {
        let done = codebook::rename(&mut ctx.store()?, &self.code, &self.name)?;
        tell(ctx, "renamed", &done);
        Ok(())
    }
}
