use crate::cli::context::Context;
use crate::cli::error::CommandResult;
use crate::cli::rows::{Cell, Format};

/// List documents in the order they came
#[derive(Debug, clap::Args)]
pub(crate) struct List {}

impl List {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let documents = ctx.store()?.read(|r| r.documents())?;
        // A table shows what fits on a screen; `doc show` has the rest.
        let wide = ctx.format() != Format::Table;
        let mut columns =
            vec!["document", "title", "outlet", "author", "published", "n_paragraphs", "n_chars", "n_statements"];
        if wide {
            columns.extend(["imported_at", "subtitle", "region", "url", "language", "source_file"]);
        }
        let rows = documents.into_iter().map(|d| {
            let mut cells: Vec<Cell> = vec![
                d.key.into(),
                d.fields.title.into(),
                d.fields.outlet.into(),
                d.fields.author.into(),
                d.fields.published.into(),
                d.n_paragraphs.into(),
                d.n_chars.into(),
                d.n_statements.into(),
            ];
            if wide {
                cells.extend([
                    d.imported_at.into(),
                    d.fields.subtitle.into(),
                    d.fields.region.into(),
                    d.fields.url.into(),
                    d.fields.language.into(),
                    d.source_file.into(),
                ]);
            }
            cells
        });
        ctx.list(&columns, rows, ("document", "documents"))
    }
}
