use std::path::PathBuf;

use clap::CommandFactory as _;
use clap_mangen::{Man as Page, generate_to};

use crate::cli::Cli;
use crate::cli::context::Context;
use crate::cli::error::{CommandError, CommandResult};

/// Write the manual page, or with --dir a page for every command
///
/// For example: pizhu man | man -l -
#[derive(Debug, clap::Args)]
pub(crate) struct Man {
    /// Write pizhu.1, pizhu-tag.1 and so on into this folder, over older ones
    #[arg(long)]
    dir: Option<PathBuf>,
}

impl Man {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        match self.dir {
            Some(dir) => {
                let failed = |error| CommandError::file(&dir, &error);
                std::fs::create_dir_all(&dir).map_err(failed)?;
                generate_to(Cli::command(), &dir).map_err(failed)?;
                ctx.ui.note(&format!("manual pages in {}", dir.display()));
                ctx.ui.hint(&format!("read one with `man -l {}`", dir.join("pizhu.1").display()));
                Ok(())
            }
            None => {
                let mut page = Vec::new();
                Page::new(Cli::command()).render(&mut page).map_err(CommandError::output)?;
                ctx.ui.data(&String::from_utf8_lossy(&page))
            }
        }
    }
}
