use clap::builder::{PossibleValuesParser, TypedValueParser};
use pizhu::model::{ParagraphKind, ParagraphRef, beginning, count};
use pizhu::ops::paragraph::{Kinds, set_kind};

use super::DryRun;
use crate::cli::context::Context;
use crate::cli::error::{CommandResult, quoted};

/// Say what paragraphs are on their page: title, heading, body, caption, …
///
/// Sections follow the headings. Nobody is asked to read page furniture.
#[derive(Debug, clap::Args)]
pub(crate) struct Kind {
    /// The paragraphs: cq-ai:8, cq-ai:8-10
    #[arg(required = true, value_name = "REF")]
    paragraphs: Vec<ParagraphRef>,
    /// What they are
    #[arg(value_name = "KIND", value_parser = PossibleValuesParser::new(ParagraphKind::NAMES).try_map(|name| name.parse::<ParagraphKind>()))]
    kind: ParagraphKind,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Kind {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let kind = self.kind;
        let Kinds { document, changed, unchanged, sections, lacks } =
            set_kind(&mut ctx.store()?, &self.paragraphs, kind, self.dry_run.dry_run)?.value;
        for (number, before, text) in &changed {
            ctx.ui.note(&format!("{document}:{number}  {before} → {kind}: {}", beginning(text, 24)));
        }
        if unchanged > 0 {
            ctx.ui.note(&format!("{} {kind} already", count(unchanged, ("paragraph is", "paragraphs are"))));
        }
        if sections > 0 {
            ctx.ui.note(&format!("{} under another heading", count(sections, ("paragraph stands", "paragraphs stand"))));
        }
        if let Some((_, _, text)) = changed.first() {
            self.dry_run.close(ctx);
            if lacks {
                let text = text.trim_start_matches(['—', '─', '-']).trim();
                ctx.ui.hint(&format!(
                    "the document has no {kind} yet; give it one with `pizhu doc set {} --{kind} {}`",
                    quoted(&document),
                    quoted(text)
                ));
            }
        }
        Ok(())
    }
}
