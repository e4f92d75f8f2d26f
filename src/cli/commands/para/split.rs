use pizhu::model::{ParagraphRef, count};
use pizhu::ops::paragraph::{SplitAt, split};

use super::{DryRun, ends, moved_along, words};
use crate::cli::context::Context;
use crate::cli::error::{CommandError, CommandResult};

/// Cut a paragraph in two
///
/// White space at the cut goes. Statements stay with their words; one that reaches over the cut is named
/// and nothing is done. What coders said of the paragraph holds for both halves, since they read all of
/// it; notes stay with the first half. A doubt about this very boundary is settled.
#[derive(Debug, clap::Args)]
pub(crate) struct Split {
    /// The paragraph: cq-ai:8, or 8 when there is one document
    #[arg(value_name = "REF")]
    paragraph: ParagraphRef,
    /// Cut before these words, or after so many characters if it is digits alone
    #[arg(long, value_name = "TEXT|OFFSET", required_unless_present = "after")]
    at: Option<String>,
    /// Cut after these words
    #[arg(long, value_name = "TEXT", conflicts_with = "at")]
    after: Option<String>,
    /// Which occurrence of the words, from 1
    #[arg(long, value_name = "N")]
    nth: Option<u32>,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Split {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let at = match (self.at, self.after) {
            (Some(text), _) => match text.parse() {
                Ok(offset) if self.nth.is_none() => SplitAt::Offset(offset),
                _ => SplitAt::Before { text, nth: self.nth },
            },
            (None, Some(text)) => SplitAt::After { text, nth: self.nth },
            (None, None) => return Err(CommandError::usage("where? say it with --at TEXT or --after TEXT")),
        };
        let ways = "say which with --nth 1, or give the number before the dots with --at, or more words";
        let split = split(&mut ctx.store()?, &self.paragraph, &at, self.dry_run.dry_run)
            .map_err(|error| words(error, ways))?
            .value;
        for (reference, text) in [(&split.first, &split.before), (&split.second, &split.after)] {
            let length = count(text.chars().count(), ("character", "characters"));
            ctx.ui.note(&format!("{reference}  {length}: {}", ends(text)));
        }
        if let Some(moved) = moved_along(&split.moved) {
            ctx.ui.note(&moved);
        }
        if split.settled {
            ctx.ui.note("a doubt is settled by it");
        }
        self.dry_run.close(ctx);
        Ok(())
    }
}
