use pizhu::model::CodeRef;
use pizhu::ops::codebook;

use super::{NOTHING, STATEMENTS};
use crate::cli::context::{Context, count};
use crate::cli::error::{CommandResult, quoted};

/// Keep a code for what is coded, and offer it no more
#[derive(Debug, clap::Args)]
pub(super) struct Retire {
    /// The code
    code: CodeRef,
    /// Offer it again
    #[arg(long)]
    undo: bool,
}

impl Retire {
    pub(super) fn run(self, ctx: &mut Context) -> CommandResult {
        let done = codebook::retire(&mut ctx.store()?, &self.code, self.undo)?;
        let reference = done.value.reference();
        if done.operation.is_none() {
            ctx.ui.note(NOTHING);
        } else if self.undo {
            ctx.ui.note(&format!("{reference} is offered again"));
        } else {
            let n = usize::try_from(done.value.n_statements).unwrap_or(0);
            let keep = if n == 1 { "keeps" } else { "keep" };
            ctx.ui.note(&format!("retired {reference}; {} {keep} it", count(n, STATEMENTS)));
            ctx.ui.hint(&format!("bring it back with `pizhu codebook retire {} --undo`", quoted(&reference)));
        }
        Ok(())
    }
}
