//! What `undo` and `redo` say about the steps they took.

use pizhu::store::HistoryStep;

use crate::cli::context::Context;

/// One line per step, with its coder where that is not `me`; and how many there were of those `wanted`.
pub(super) fn tell(ctx: &mut Context, done: &str, steps: &[HistoryStep], me: &str, wanted: u32) {
    for step in steps {
        let by = if step.coder == me { String::new() } else { format!(" by {}", step.coder) };
        ctx.ui.note(&format!("{done}: {} ({}{by}, operation {})", step.summary, step.kind, step.operation));
    }
    if steps.len() < wanted as usize {
        ctx.ui.note(&format!("only {} of {wanted}: there were no more", steps.len()));
    }
}
