use std::path::{Path, PathBuf};

use pizhu::export::{self, Counts, Exported, Profile, Table};
use pizhu::store::{DataTable, Unread};

use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult};
use crate::cli::stream::stream;

/// Write the data set: a folder of CSV files with a description
///
/// One file per table, and datapackage.json with types, keys, levels and checksums. An empty cell is
/// missing; no character is ever changed. The same project gives the same bytes. The folder is
/// written beside its target and swapped in whole. exports/README.md explains every column.
#[derive(Debug, clap::Args)]
pub(crate) struct Export {
    /// The folder; exports/ and the project's name otherwise
    #[arg(conflicts_with = "table")]
    dir: Option<PathBuf>,
    /// Replace an export that is there
    #[arg(long)]
    force: bool,
    /// Write for Excel: byte order mark, CRLF, ' before texts that look like formulas
    #[arg(long)]
    excel: bool,
    /// Write one table only
    #[arg(long, value_name = "NAME", value_parser = clap::builder::PossibleValuesParser::new(DataTable::NAMES))]
    table: Option<String>,
    /// File for the one table; - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "-", requires = "table")]
    output: PathBuf,
}

impl Export {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        ctx.csv_only()?;
        let profile = if self.excel { Profile::Excel } else { Profile::Plain };
        match &self.table {
            Some(name) => self.one_table(ctx, name.parse()?, profile),
            None => self.folder(ctx, profile),
        }
    }

    fn folder(&self, ctx: &mut Context, profile: Profile) -> CommandResult {
        let store = ctx.store()?;
        let (dir, exported, unread) = store.read(|r| {
            let dir = match &self.dir {
                Some(dir) => dir.clone(),
                None => export::default_folder(&r.project_name()?),
            };
            let exported = export::write_folder(r, &dir, store.path(), self.force, profile)?;
            Ok::<_, CommandError>((dir, exported, r.unread()?))
        })?;
        tell(ctx, &exported, unread);
        ctx.ui.line(&dir.display().to_string())
    }

    fn one_table(&self, ctx: &mut Context, rows: DataTable, profile: Profile) -> CommandResult {
        let store = ctx.store()?;
        let table = export::table(rows);
        let counts = if self.output == Path::new("-") {
            stream(&mut ctx.ui, |out| Ok(store.read(|r| export::write_table(r, table, profile, out))?))?
        } else {
            let counts = store.read(|r| {
                export::write_file(&self.output, store.path(), self.force, |out| {
                    export::write_table(r, table, profile, out)
                })
            })?;
            told(ctx, table, &self.output, counts);
            counts
        };
        guarded(ctx, counts.guarded);
        Ok(())
    }
}

/// The files with their rows, and what the reader of the data should know.
fn tell(ctx: &mut Context, exported: &Exported, unread: Unread) {
    let width = exported.tables.iter().map(|(name, _)| name.len() + ".csv".len()).max().unwrap_or(0);
    for (name, rows) in &exported.tables {
        let file = format!("{name}.csv");
        ctx.ui.note(&format!("{file:width$}  {rows:>6} {}", if *rows == 1 { "row" } else { "rows" }));
    }
    guarded(ctx, exported.guarded);
    if unread.unread > 0 {
        ctx.ui.warn(&format!(
            "nobody has read {} of {} paragraphs; do not count them as paragraphs without proposals",
            unread.unread, unread.total
        ));
    }
    if let Some(folder) = &exported.left_over {
        ctx.ui.warn(&format!("what was there before could not be removed; it is in {}", folder.display()));
    }
}

fn told(ctx: &mut Context, table: &Table, file: &Path, counts: Counts) {
    let rows = usize::try_from(counts.rows).unwrap_or(usize::MAX);
    ctx.ui.note(&format!("{}: {} to {}", table.name(), count(rows, ("row", "rows")), file.display()));
}

fn guarded(ctx: &mut Context, cells: u64) {
    if cells > 0 {
        let what = if cells == 1 { "cell" } else { "cells" };
        ctx.ui.warn(&format!("guarded {cells} {what}: a ' stands before what Excel would take for a formula"));
    }
}
