use pizhu::store::Reader;

use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult};
use crate::cli::rows::Listing;

/// Show where the project stands and what comes next
///
/// With --format the same is written as rows of item and value.
#[derive(Debug, clap::Args)]
pub(crate) struct Status {}

impl Status {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let store = ctx.store()?;
        let (coder, name) = store.coder()?;
        let path = store.path().display().to_string();
        let (lines, hint) = store.read(|r| {
            let totals = r.totals()?;
            let counts = r.reading_counts(coder, None)?;
            let others = if totals.coders > 1 { format!(" (and {} more)", totals.coders - 1) } else { String::new() };
            let variables = usize::try_from(totals.variables).unwrap_or(0);
            let lines = vec![
                ("project", format!("{} ({path})", r.project_name()?)),
                ("coder", format!("{name}{others}")),
                ("documents", totals.documents.to_string()),
                (
                    "paragraphs",
                    format!(
                        "{}: {} done, {} none, {} unsure, {} unread",
                        counts.total,
                        counts.done,
                        counts.none,
                        counts.unsure,
                        counts.unread()
                    ),
                ),
                ("statements", totals.statements.to_string()),
                ("codes", format!("{} in {}", totals.codes, count(variables, ("variable", "variables")))),
                ("actors", totals.actors.to_string()),
                ("last change", last(r)?),
            ];
            let hint = if totals.documents == 0 {
                "bring texts in with `pizhu import FILE…`"
            } else if totals.codes == 0 {
                "make a codebook with `pizhu codebook add PATH`, or `pizhu codebook import FILE`"
            } else if counts.unread() > 0 {
                "go on reading with `pizhu next`"
            } else {
                "everything is read; `pizhu stats` counts, `pizhu export` writes the data set"
            };
            Ok::<_, CommandError>((lines, hint))
        })?;
        if let Some(format) = ctx.global.format {
            let mut listing = Listing::new(&mut ctx.ui, format, &["item", "value"])?;
            for (item, value) in lines {
                listing.row(vec![item.into(), value.into()])?;
            }
            return listing.close();
        }
        for (item, value) in lines {
            ctx.ui.line(&format!("{item:<11} {value}"))?;
        }
        ctx.ui.hint(hint);
        Ok(())
    }
}

fn last(r: &Reader<'_>) -> CommandResult<String> {
    let newest = r.operations(Some(1))?;
    Ok(newest.first().map_or_else(String::new, |o| format!("{} {} by {}: {}", o.at, o.kind, o.coder, o.summary)))
}
