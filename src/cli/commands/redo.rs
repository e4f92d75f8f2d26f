use super::history;
use crate::cli::context::Context;
use crate::cli::error::CommandResult;

/// Do again what was undone last, or the last N
#[derive(Debug, clap::Args)]
pub(crate) struct Redo {
    /// How many changes
    #[arg(default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    n: u32,
}

impl Redo {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let mut store = ctx.store()?;
        let me = store.coder()?.1;
        let steps = store.redo(self.n as usize)?;
        history::tell(ctx, "done again", &steps, &me, self.n);
        Ok(())
    }
}
