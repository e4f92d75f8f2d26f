//! `filter`: questions with a name, and the flags they are made of.

mod flags;

use clap::Subcommand;
use pizhu::ops::{remove_filter, save_filter};

pub(crate) use self::flags::FilterFlags;
use crate::cli::context::Context;
use crate::cli::error::{CommandResult, quoted};

/// Keep filters under a name
///
/// A saved filter stands for its flags wherever --filter NAME is taken, beside other flags too, which
/// narrow it further. What it leaves is asked anew each time.
#[derive(Debug, clap::Args)]
pub(crate) struct Filter {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
#[expect(clippy::large_enum_variant, reason = "one is made per run")]
enum Action {
    /// List the saved filters with their flags
    List,
    /// Save flags under a name
    Save {
        /// How it is called
        name: String,
        /// Let a name that is taken mean these flags from now on
        #[arg(long)]
        replace: bool,
        #[command(flatten)]
        flags: FilterFlags,
    },
    /// Remove a saved filter
    Rm {
        /// How it is called
        name: String,
    },
}

impl Filter {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let mut store = ctx.store()?;
        match self.action {
            Action::List => {
                let filters = store.read(|r| r.filters())?;
                let rows = filters.into_iter().map(|row| vec![row.name.into(), row.expression.into()]);
                ctx.list(&["filter", "flags"], rows, ("filter", "filters"))
            }
            Action::Save { name, replace, flags } => {
                let words: Vec<String> = flags.words()?.iter().map(|word| quoted(word)).collect();
                let written = save_filter(&mut store, &name, &words.join(" "), replace)?;
                let row = written.value;
                if written.operation.is_none() {
                    ctx.ui.note(&format!("{} means that already: {}", row.name, row.expression));
                    return Ok(());
                }
                ctx.ui.note(&format!("saved {}: {}", row.name, row.expression));
                let name = quoted(&row.name);
                ctx.ui.hint(&format!("take it with --filter {name}, as in `pizhu statement list --filter {name}`"));
                Ok(())
            }
            Action::Rm { name } => {
                let row = remove_filter(&mut store, &name)?.value;
                ctx.ui.note(&format!("removed {}: {}", row.name, row.expression));
                ctx.ui.hint("undo with `pizhu undo`");
                Ok(())
            }
        }
    }
}
