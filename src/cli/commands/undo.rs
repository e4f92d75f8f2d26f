use super::history;
use crate::cli::context::Context;
use crate::cli::error::CommandResult;

/// Take back the last change, or the last N
///
/// Works to any depth and across restarts. Rows that something else changed since are named, and
/// then nothing is taken back.
#[derive(Debug, clap::Args)]
pub(crate) struct Undo {
    /// How many changes
    #[arg(default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    n: u32,
}

impl Undo {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let mut store = ctx.store()?;
        let me = store.coder()?.1;
        let steps = store.undo(self.n as usize)?;
        history::tell(ctx, "undone", &steps, &me, self.n);
        ctx.ui.hint("do it again with `pizhu redo`");
        Ok(())
    }
}
