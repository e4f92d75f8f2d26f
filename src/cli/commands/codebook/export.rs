use std::path::{Path, PathBuf};

use pizhu::export::{self, ExportError, write_file};
use pizhu::ops::resolve;

use super::CODES;
use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult};

/// Write the codebook as CSV, as codebook import reads it
#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// Only the codes of this variable
    variable: Option<String>,
    /// File to write; - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

impl Export {
    pub(super) fn run(self, ctx: &mut Context) -> CommandResult {
        ctx.csv_only()?;
        let store = ctx.store()?;
        let mut bytes = Vec::new();
        let n = store.read(|r| {
            let variable = self.variable.as_deref().map(|name| resolve::variable(r, name)).transpose()?;
            Ok::<_, CommandError>(export::codebook(r, variable.map(|variable| variable.id), &mut bytes)?)
        })?;
        if self.output == Path::new("-") {
            return ctx.ui.data(&String::from_utf8_lossy(&bytes));
        }
        write_file(&self.output, store.path(), self.force, |out| out.write_all(&bytes).map_err(ExportError::from))?;
        ctx.ui.note(&format!("{}: {}", self.output.display(), count(n, CODES)));
        Ok(())
    }
}
