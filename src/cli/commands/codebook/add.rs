use pizhu::model::CodeRef;
use pizhu::ops::codebook;

use super::fields::FieldFlags;
use crate::cli::context::Context;
use crate::cli::error::CommandResult;

/// Add codes at the places their paths name
#[derive(Debug, clap::Args)]
pub(super) struct Add {
    /// Whole path: theme:人才培养/学段衔接; several when no field is given
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<CodeRef>,
    #[command(flatten)]
    fields: FieldFlags,
    /// Add the codes above that are missing, too
    #[arg(long)]
    new_parents: bool,
}

impl Add {
    pub(super) fn run(self, ctx: &mut Context) -> CommandResult {
        let mut store = ctx.store()?;
        let added = codebook::add(&mut store, &self.codes, &self.fields.into(), self.new_parents)?.value;
        for code in &added.codes {
            ctx.ui.note(&format!("added {code}"));
        }
        for (new, old) in &added.shadowed {
            let name = new.split_once(':').map_or(new.as_str(), |(_, name)| name);
            ctx.ui.warn(&format!("`{name}` alone means {new} from now on, no longer {old}"));
        }
        Ok(())
    }
}
