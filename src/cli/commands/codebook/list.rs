use pizhu::ops::{OpError, resolve};
use pizhu::store::{CodeRow, VariableRow};

use super::{CODES, tree};
use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult};
use crate::cli::rows::Cell;

/// List the codes in the order of the codebook
#[derive(Debug, clap::Args)]
pub(super) struct List {
    /// Only the codes of this variable
    variable: Option<String>,
    /// Show the tree, each code with the number of its statements
    #[arg(long)]
    tree: bool,
    /// Show retired codes, too
    #[arg(long)]
    retired: bool,
}

impl List {
    pub(super) fn run(self, ctx: &mut Context) -> CommandResult {
        if self.tree && ctx.global.format.is_some() {
            return Err(CommandError::usage("--tree is for reading; it has no --format"));
        }
        let store = ctx.store()?;
        let (variables, mut codes) = store.read(|r| {
            let variables = match &self.variable {
                Some(name) => vec![resolve::variable(r, name)?],
                None => r.variables()?,
            };
            let codes = r.codes(self.variable.as_ref().and(variables.first()).map(|variable| variable.id))?;
            Ok::<(Vec<VariableRow>, Vec<CodeRow>), OpError>((variables, codes))
        })?;
        let all = codes.len();
        if !self.retired {
            codes.retain(|code| !code.retired);
        }
        let hidden = all - codes.len();
        if self.tree {
            tree::draw(&mut ctx.ui, &variables, &codes)?;
        } else {
            let columns = ["variable", "code", "label", "definition", "retired", "n_statements"];
            ctx.list(&columns, codes.into_iter().map(row), CODES)?;
        }
        if hidden > 0 {
            ctx.ui
                .hint(&format!("{} not shown; --retired shows them", count(hidden, ("retired code", "retired codes"))));
        }
        if all == 0 {
            ctx.ui
                .hint("add codes with `pizhu codebook add PATH`, or read a file in with `pizhu codebook import FILE`");
        }
        Ok(())
    }
}

fn row(code: CodeRow) -> Vec<Cell> {
    vec![
        code.variable.into(),
        code.path.into(),
        code.fields.label.into(),
        code.fields.definition.into(),
        i64::from(code.retired).into(),
        code.n_statements.into(),
    ]
}
