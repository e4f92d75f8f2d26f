use pizhu::model::{CoderId, DocumentId, ReadingState};
use pizhu::ops::{OpError, resolve};
use pizhu::store::{ParagraphRow, Reader, ReadingCounts};

use crate::cli::context::Context;
use crate::cli::error::CommandResult;
use crate::cli::paragraph::{self, Passage, draw_dim};
use crate::cli::ui::Style;

/// Show the first paragraph you have not read
///
/// With the heading above it and the paragraph before it. Statements of other coders are left out,
/// so that they do not lead your hand; `show` shows them. Page furniture is passed over.
#[derive(Debug, clap::Args)]
pub(crate) struct Next {
    /// Read in this document only
    #[arg(long, value_name = "KEY")]
    document: Option<String>,
    /// How many paragraphs
    #[arg(short, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    n: u32,
    /// Show what you marked unsure instead
    #[arg(long)]
    unsure: bool,
}

/// What is read next, each passage with the paragraph before it.
struct Found {
    passages: Vec<(Option<ParagraphRow>, Passage)>,
    counts: ReadingCounts,
    several_documents: bool,
}

impl Next {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let store = ctx.store()?;
        let coder = store.coder()?.0;
        let found = store.read(|r| self.find(r, coder))?;
        let Some((_, first)) = found.passages.first() else {
            self.nothing_left(ctx, found.counts);
            return if ctx.global.format.is_some() { paragraph::list(ctx, Vec::new()) } else { Ok(()) };
        };
        let first = first.paragraph.clone();
        if ctx.global.format.is_some() {
            return paragraph::list(ctx, found.passages.into_iter().map(|(_, passage)| passage).collect());
        }
        draw(ctx, &found.passages)?;
        let place = if found.several_documents { format!("{}: ", first.document) } else { String::new() };
        ctx.ui.note(&format!("{place}{}", progress(found.counts)));
        let here = first.reference();
        ctx.ui.hint(&if self.unsure {
            format!("settle it with `pizhu read {here} --done` or `--none`")
        } else {
            format!(
                "`pizhu tag {here} --quote … --theme … --actor …` codes it, `pizhu read {here} --none` says there is \
                 nothing to code"
            )
        });
        Ok(())
    }

    fn find(&self, r: &Reader<'_>, coder: CoderId) -> Result<Found, OpError> {
        let document: Option<DocumentId> = match &self.document {
            Some(key) => Some(resolve::document(r, Some(key))?),
            None => None,
        };
        let keys = r.document_keys()?;
        if keys.is_empty() {
            return Err(OpError::WhichDocument(keys));
        }
        let state = self.unsure.then_some(ReadingState::Unsure);
        let mut passages = Vec::new();
        for row in r.next_to_read(coder, document, state, self.n)? {
            let before = r.paragraph_before(&row)?;
            let place = (row.document_id, row.ordinal, row.ordinal);
            passages.extend(Passage::load(r, place, Some(coder))?.into_iter().map(|passage| (before.clone(), passage)));
        }
        // How far one got is counted where one reads; when nothing is left, everywhere.
        let here = document.or(passages.first().map(|(_, passage)| passage.paragraph.document_id));
        let counts = r.reading_counts(coder, here)?;
        Ok(Found { passages, counts, several_documents: keys.len() > 1 })
    }

    fn nothing_left(&self, ctx: &mut Context, counts: ReadingCounts) {
        let place = self.document.as_ref().map(|key| format!("{key}: ")).unwrap_or_default();
        if self.unsure {
            ctx.ui.note(&format!("{place}nothing is marked unsure: {}", progress(counts)));
        } else {
            ctx.ui.note(&format!("{place}everything is read, {} of {}", counts.read(), counts.total));
            ctx.ui.hint(match counts.unsure {
                0 => "`pizhu stats` counts, `pizhu export` writes the data set",
                _ => "see again what you were unsure of with `pizhu next --unsure`",
            });
        }
    }
}

/// Draws each passage below what is needed to understand it, nothing of it twice.
fn draw(ctx: &mut Context, passages: &[(Option<ParagraphRow>, Passage)]) -> CommandResult {
    let mut above: Option<&ParagraphRow> = None;
    for (before, passage) in passages {
        let paragraph = &passage.paragraph;
        // A heading right above says itself what section this is.
        let section = paragraph.section.as_ref().filter(|section| before.as_ref().is_none_or(|b| b.text != **section));
        let same_document = above.is_some_and(|above| above.document_id == paragraph.document_id);
        let same_section = same_document && above.is_some_and(|above| above.section == paragraph.section);
        if !same_document || (section.is_some() && !same_section) {
            let section = section.map(|section| format!(" · {section}")).unwrap_or_default();
            let line = ctx.ui.styled(Style::Dim, &format!("{}{section}", paragraph.document));
            ctx.ui.composed(&line)?;
        }
        if let Some(before) = before.as_ref().filter(|before| above.is_none_or(|above| above.id != before.id)) {
            draw_dim(&mut ctx.ui, before)?;
        }
        passage.draw(&mut ctx.ui, false)?;
        above = Some(paragraph);
    }
    Ok(())
}

/// `12 of 46 read, 2 of them unsure`.
pub(super) fn progress(counts: ReadingCounts) -> String {
    let unsure = if counts.unsure > 0 { format!(", {} of them unsure", counts.unsure) } else { String::new() };
    format!("{} of {} read{unsure}", counts.read(), counts.total)
}
