use clap::builder::{PossibleValuesParser, TypedValueParser};
use pizhu::model::{ParagraphKind, ParagraphRef, ReadingState, beginning, count};
use pizhu::ops::paragraph::{JoinOptions, join};

use super::{DryRun, moved_along};
use crate::cli::context::Context;
use crate::cli::error::CommandResult;

/// Make one paragraph of several that follow each other
///
/// Nothing is put between Han, a space between two Latin words, unless --with says what. Page furniture
/// between them is left out and stands behind the whole. Statements and notes go along. A coder's
/// reading of the whole: unsure if he was unsure of a part, else unread if he has not read one, else
/// done if he coded one. A doubt about this very boundary is settled.
#[derive(Debug, clap::Args)]
pub(crate) struct Join {
    /// The paragraphs: cq-ai:8 cq-ai:9, or cq-ai:8-9
    #[arg(required = true, value_name = "REF")]
    paragraphs: Vec<ParagraphRef>,
    /// Put this between them
    #[arg(long, value_name = "TEXT")]
    with: Option<String>,
    /// What the whole is; what the first was otherwise
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(ParagraphKind::NAMES).try_map(|name| name.parse::<ParagraphKind>()))]
    kind: Option<ParagraphKind>,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Join {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let options = JoinOptions { with: self.with, kind: self.kind, dry_run: self.dry_run.dry_run };
        let joined = join(&mut ctx.store()?, &self.paragraphs, &options)?.value;
        let length = count(joined.text.chars().count(), ("character", "characters"));
        ctx.ui.note(&format!("{}  {length} from {} paragraphs", joined.paragraph, joined.parts));
        for seam in &joined.seams {
            ctx.ui.note(&format!("  joined at {seam}: {}", around(&joined.text, *seam as usize)));
        }
        if let Some(moved) = moved_along(&joined.moved) {
            ctx.ui.note(&moved);
        }
        if joined.notes > 0 {
            ctx.ui.note(&format!("{} moved along", count(joined.notes, ("note", "notes"))));
        }
        for (coder, state) in &joined.readings {
            let state = state.map_or("unread", ReadingState::as_str);
            ctx.ui.note(&format!("for {coder} it is {state} now, as a part of it was"));
        }
        if !joined.furniture.is_empty() {
            let numbers: Vec<String> = joined.furniture.iter().map(ToString::to_string).collect();
            ctx.ui.note(&format!("page furniture stands behind it now: {}", numbers.join(", ")));
        }
        if joined.settled > 0 {
            ctx.ui.note(&format!("{} settled by it", count(joined.settled, ("doubt is", "doubts are"))));
        }
        self.dry_run.close(ctx);
        Ok(())
    }
}

/// Some characters on both sides of a place.
fn around(text: &str, at: usize) -> String {
    const SHOWN: usize = 8;
    let (from, head) = (at.saturating_sub(SHOWN), if at > SHOWN { "…" } else { "" });
    let before: String = text.chars().take(at).skip(from).collect();
    let after: String = text.chars().skip(at).collect();
    format!("{head}{before}|{}", beginning(&after, SHOWN))
}
