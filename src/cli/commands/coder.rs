//! `coder`: who codes here.

use clap::Subcommand;

use pizhu::ops::coder;
use pizhu::store::StoreError;

use crate::cli::context::Context;
use crate::cli::error::CommandResult;
use crate::cli::rows::Cell;

/// Keep the coders, and say who works here
///
/// Every statement and reading is somebody's. Another coder works for one command with --coder NAME,
/// for a shell with PIZHU_CODER, and from now on with `pizhu coder use NAME`.
#[derive(Debug, clap::Args)]
pub(crate) struct Coder {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the coders with what each has done
    List,
    /// Add a coder
    Add {
        /// The name
        name: String,
        /// Let the coder work here from now on
        #[arg(long = "use")]
        use_it: bool,
    },
    /// Let another coder work here from now on
    Use {
        /// The name
        name: String,
    },
    /// Give a coder another name; the work stays theirs
    Rename {
        /// The name as it is
        old: String,
        /// The new name
        new: String,
    },
}

impl Coder {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let mut store = ctx.store()?;
        // Whoever is named for this run may be the very one who is to be added.
        if matches!(store.coder(), Err(StoreError::UnknownCoder { .. })) {
            store = ctx.own_store()?;
        }
        match self.action {
            Action::List => {
                let coders = store.read(|r| r.coders())?;
                let rows = coders.into_iter().map(|coder| {
                    let current: Cell = i64::from(coder.current).into();
                    vec![coder.name.into(), coder.n_statements.into(), coder.n_readings.into(), current]
                });
                ctx.list(&["coder", "n_statements", "n_readings", "current"], rows, ("coder", "coders"))
            }
            Action::Add { name, use_it } => {
                let name = coder::add(&mut store, &name, use_it)?.value;
                if use_it {
                    ctx.ui.note(&format!("added coder {name}, who works here from now on"));
                    overridden(ctx, &name);
                } else {
                    ctx.ui.note(&format!("added coder {name}"));
                    let name = crate::cli::error::quoted(&name);
                    ctx.ui.hint(&format!(
                        "work as {name} with --coder {name}, or from now on with `pizhu coder use {name}`"
                    ));
                }
                Ok(())
            }
            Action::Use { name } => {
                let written = coder::switch(&mut store, &name)?;
                let name = written.value;
                ctx.ui.note(&match written.operation {
                    Some(_) => format!("{name} works here from now on"),
                    None => format!("{name} works here already"),
                });
                overridden(ctx, &name);
                Ok(())
            }
            Action::Rename { old, new } => {
                let written = coder::rename(&mut store, &old, &new)?;
                let (old, new) = written.value;
                ctx.ui.note(&match written.operation {
                    Some(_) => format!("{old} is {new} now"),
                    None => format!("{new} is so named already"),
                });
                if ctx.session().coder.is_some_and(|named| named == old) && old != new {
                    ctx.ui.warn(&format!("this run was started as {old}; from now on say {new}"));
                }
                Ok(())
            }
        }
    }
}

/// Says so where the coder named for this run goes before the project's.
fn overridden(ctx: &mut Context, name: &str) {
    if let Some(named) = ctx.session().coder.filter(|named| named != name) {
        ctx.ui.warn(&format!("--coder or PIZHU_CODER names {named}, which goes before"));
    }
}
