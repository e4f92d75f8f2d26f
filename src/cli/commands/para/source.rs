use pizhu::model::ParagraphRef;
use pizhu::ops::{OpError, resolve};
use pizhu::store::ParagraphRow;
use pizhu::text::source_lines;

use crate::cli::context::{Context, count};
use crate::cli::error::CommandResult;
use crate::cli::rows::Cell;
use crate::cli::safe::safe;
use crate::cli::ui::Style;

/// Show the source lines that paragraphs were made of
#[derive(Debug, clap::Args)]
pub(crate) struct Source {
    /// Document, paragraph or range: cq-ai, cq-ai:8, cq-ai:8-12, or 8 when there is one document
    #[arg(value_name = "REF")]
    target: Option<ParagraphRef>,
}

impl Source {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let store = ctx.store()?;
        let target = self.target.unwrap_or(ParagraphRef { document: None, range: None });
        let (source, paragraphs) = store.read(|r| {
            let (document, first, last) = resolve::range(r, &target)?;
            Ok::<_, OpError>((r.source(document)?, r.paragraphs(document, first, last)?))
        })?;
        let lines = source_lines(&source);
        if ctx.global.format.is_some() {
            let rows = paragraphs.iter().flat_map(|paragraph| {
                let (document, number) = (paragraph.document.clone(), paragraph.ordinal);
                lines_of(paragraph, &lines)
                    .map(move |(n, line)| vec![document.clone().into(), number.into(), n.into(), Cell::from(line)])
            });
            return ctx.list(&["document", "paragraph", "line", "text"], rows, ("line", "lines"));
        }
        let width = lines.len().to_string().len().max(4);
        for paragraph in &paragraphs {
            let of = match paragraph.source_lines {
                Some((first, last)) if first == last => format!("source line {first}"),
                Some((first, last)) => format!("source lines {first}-{last}"),
                None => "made of no source line".to_owned(),
            };
            let reference = ctx.ui.styled(Style::Strong, &paragraph.reference());
            let length = count(paragraph.text.chars().count(), ("character", "characters"));
            let said = ctx.ui.styled(Style::Dim, &format!("{}, {length}, {of}", paragraph.kind));
            ctx.ui.composed(&format!("{reference}  {said}"))?;
            for (n, line) in lines_of(paragraph, &lines) {
                let number = ctx.ui.styled(Style::Handle, &format!("{n:>width$}"));
                ctx.ui.composed(&format!("{number}  {}", safe(line)))?;
            }
        }
        Ok(())
    }
}

/// The lines of a paragraph with their numbers, blank ones left out.
fn lines_of<'a>(paragraph: &ParagraphRow, lines: &'a [&'a str]) -> impl Iterator<Item = (u32, &'a str)> + use<'a> {
    let (first, last) = paragraph.source_lines.unwrap_or((1, 0));
    (first..=last).filter_map(|n| Some((n, *lines.get(n.checked_sub(1)? as usize)?))).filter(|(_, line)| !line.trim().is_empty())
}
