use pizhu::model::CodeRef;
use pizhu::ops::codebook::{self, Repathed};
use pizhu::store::Written;

use super::{NOTHING, STATEMENTS};
use crate::cli::context::{Context, count};
use crate::cli::error::CommandResult;

/// Put a code elsewhere in its tree, with everything below it
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("place").required(true))]
pub(super) struct Move {
    /// The code
    code: CodeRef,
    /// Below this code of the same variable
    #[arg(long, value_name = "CODE", group = "place")]
    under: Option<CodeRef>,
    /// At the top
    #[arg(long, group = "place")]
    top: bool,
}

impl Move {
    pub(super) fn run(self, ctx: &mut Context) -> CommandResult {
        let done = codebook::relocate(&mut ctx.store()?, &self.code, self.under.as_ref())?;
        tell(ctx, "moved", &done);
        Ok(())
    }
}

/// One line on a code that got another path.
pub(super) fn tell(ctx: &mut Context, word: &str, done: &Written<Repathed>) {
    let Repathed { before, after, n_statements } = &done.value;
    match (done.operation, n_statements) {
        (None, _) => ctx.ui.note(NOTHING),
        (Some(_), 0) => ctx.ui.note(&format!("{word} {before} → {after}")),
        (Some(_), 1) => ctx.ui.note(&format!("{word} {before} → {after}; 1 statement keeps it")),
        (Some(_), n) => ctx.ui.note(&format!("{word} {before} → {after}; {} keep it", count(*n, STATEMENTS))),
    }
}
