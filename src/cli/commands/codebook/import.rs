use std::path::{Path, PathBuf};

use pizhu::ops::OpError;
use pizhu::ops::codebook::import::{self as codebook, CodebookOptions, CodebookReport};
use pizhu::ops::import::{read_file, read_stream};

use super::CODES;
use crate::cli::context::{Context, count};
use crate::cli::error::CommandResult;

/// Read codes in from a CSV file, all or none
///
/// Columns: variable, code, parent, label, definition, include, exclude, example, color, retired;
/// only code is needed. A code is a path, or the name below the code in parent, which may come later
/// in the file. Variables that are missing are added. Codes that are there already are refused,
/// unless --update is given.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// CSV file in UTF-8 with a header; - for standard input
    file: PathBuf,
    /// Variable of rows that name none
    #[arg(long, value_name = "NAME", default_value = pizhu::ops::resolve::THEME)]
    variable: String,
    /// Change codes that are there already: each column of the file replaces what is said
    #[arg(long)]
    update: bool,
    /// Check everything, change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Import {
    pub(super) fn run(self, ctx: &mut Context) -> CommandResult {
        let mut store = ctx.store()?;
        let text = if self.file == Path::new("-") {
            read_stream(&self.file, std::io::stdin().lock())
        } else {
            read_file(&self.file, store.path())
        };
        let text = text.map_err(|problem| OpError::File { file: self.file.clone(), problem })?;
        let options = CodebookOptions { variable: Some(self.variable), update: self.update, dry_run: self.dry_run };
        let report = codebook::import(&mut store, &text, &options)?.value;
        tell(ctx, &report, self.dry_run);
        Ok(())
    }
}

fn tell(ctx: &mut Context, report: &CodebookReport, dry_run: bool) {
    let would = if dry_run { "would be " } else { "" };
    for variable in &report.variables {
        ctx.ui.note(&format!("variable {variable} {would}added"));
    }
    let mut line = format!("{} {would}added", count(report.added, CODES));
    if report.changed > 0 {
        line.push_str(&format!(", {} {would}changed", report.changed));
    }
    if report.unchanged > 0 {
        line.push_str(&format!(", {} as they were", report.unchanged));
    }
    ctx.ui.note(&line);
    if !dry_run && report.added > 0 {
        ctx.ui.hint("see them with `pizhu codebook list --tree`");
    }
}
