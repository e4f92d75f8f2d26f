use pizhu::ops::codebook::{VariablePatch, set_variable};

use super::NOTHING;
use crate::cli::context::Context;
use crate::cli::error::{CommandResult, quoted};
use crate::cli::rows::Cell;

/// Add a variable or change one; without a name, list them
#[derive(Debug, clap::Args)]
pub(super) struct Variable {
    /// Its name: instrument, stage, target
    name: Option<String>,
    /// A longer name; an empty text takes it away
    #[arg(long, requires = "name")]
    label: Option<String>,
    /// What it measures; an empty text takes it away
    #[arg(long, requires = "name")]
    definition: Option<String>,
    /// One code per statement
    #[arg(long, requires = "name", conflicts_with = "multiple")]
    single: bool,
    /// Several codes per statement; a new variable allows them
    #[arg(long, requires = "name")]
    multiple: bool,
}

impl Variable {
    pub(super) fn run(self, ctx: &mut Context) -> CommandResult {
        let mut store = ctx.store()?;
        let Some(name) = self.name else {
            let variables = store.read(|r| r.variables())?;
            let rows = variables.into_iter().map(|variable| -> Vec<Cell> {
                vec![
                    variable.name.into(),
                    variable.label.into(),
                    variable.definition.into(),
                    i64::from(variable.multiple).into(),
                    variable.n_codes.into(),
                ]
            });
            let columns = ["variable", "label", "definition", "multiple", "n_codes"];
            return ctx.list(&columns, rows, ("variable", "variables"));
        };
        let patch = VariablePatch {
            label: self.label,
            definition: self.definition,
            multiple: (self.single || self.multiple).then_some(self.multiple),
        };
        let done = set_variable(&mut store, &name, &patch)?;
        match (done.operation, done.value) {
            (None, _) => ctx.ui.note(NOTHING),
            (Some(_), false) => ctx.ui.note(&format!("changed variable {name}")),
            (Some(_), true) => {
                ctx.ui.note(&format!("added variable {name}"));
                ctx.ui.hint(&format!("give it codes with `pizhu codebook add {}`", quoted(&format!("{name}:CODE"))));
            }
        }
        Ok(())
    }
}
