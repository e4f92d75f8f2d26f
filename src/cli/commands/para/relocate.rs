use pizhu::model::ParagraphRef;
use pizhu::ops::paragraph::{Destination, move_paragraphs};

use super::DryRun;
use super::order::tell;
use crate::cli::context::Context;
use crate::cli::error::{CommandError, CommandResult};

/// Move paragraphs to another place in the reading order of their document
///
/// They keep their order among themselves. Sections follow the headings.
#[derive(Debug, clap::Args)]
pub(crate) struct Move {
    /// The paragraphs: cq-ai:8, or cq-ai:8-10
    #[arg(required = true, value_name = "REF")]
    paragraphs: Vec<ParagraphRef>,
    #[command(flatten)]
    to: To,
    #[command(flatten)]
    dry_run: DryRun,
}

/// Exactly one of them.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct To {
    /// Before this paragraph
    #[arg(long, value_name = "REF")]
    before: Option<ParagraphRef>,
    /// Behind this paragraph
    #[arg(long, value_name = "REF")]
    after: Option<ParagraphRef>,
    /// So that the first of them has this number
    #[arg(long, value_name = "N")]
    to: Option<u32>,
}

impl Move {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let to = match self.to {
            To { before: Some(reference), .. } => Destination::Before(reference),
            To { after: Some(reference), .. } => Destination::After(reference),
            To { to: Some(number), .. } => Destination::To(number),
            To { .. } => return Err(CommandError::usage("where to?")),
        };
        let moved = move_paragraphs(&mut ctx.store()?, &self.paragraphs, &to, self.dry_run.dry_run)?.value;
        tell(ctx, &moved, self.dry_run);
        Ok(())
    }
}
