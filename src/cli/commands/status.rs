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
            let documents = r.documents()?;
            let codes = r.codes(None)?;
            let counts = r.reading_counts(coder, None)?;
            let statements: i64 = documents.iter().map(|document| document.n_statements).sum();
            let lines = vec![
                ("project", format!("{} ({path})", r.project_name()?)),
                ("coder", format!("{name}{}", others(r, &name)?)),
                ("documents", documents.len().to_string()),
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
                ("statements", statements.to_string()),
                ("codes", format!("{} in {}", codes.len(), count(r.variables()?.len(), ("variable", "variables")))),
                ("actors", r.actors()?.len().to_string()),
                ("last change", last(r)?),
            ];
            let hint = if documents.is_empty() {
                "bring texts in with `pizhu import FILE…`"
            } else if codes.is_empty() {
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

fn others(r: &Reader<'_>, name: &str) -> CommandResult<String> {
    let n = r.coders()?.into_iter().filter(|coder| coder.name != name).count();
    Ok(if n == 0 { String::new() } else { format!(" (and {n} more)") })
}

fn last(r: &Reader<'_>) -> CommandResult<String> {
    let newest = r.operations(Some(1))?;
    Ok(newest.first().map_or_else(String::new, |o| format!("{} {} by {}: {}", o.at, o.kind, o.coder, o.summary)))
}
