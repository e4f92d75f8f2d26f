use pizhu::ops::{OpError, near};
use pizhu::store::dictionary;

use crate::cli::context::Context;
use crate::cli::error::CommandResult;
use crate::cli::rows::Cell;

/// Describe the tables, views and columns one can ask with `sql`
///
/// Views, named v_…, have the columns of the CSV files; they are what most questions need.
#[derive(Debug, clap::Args)]
pub(crate) struct Schema {
    /// One table or view; without it all of them
    table: Option<String>,
}

impl Schema {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let mut tables = dictionary();
        if let Some(wanted) = &self.table {
            let names: Vec<String> = tables.iter().map(|table| table.name.clone()).collect();
            tables.retain(|table| table.name == *wanted);
            if tables.is_empty() {
                let near = near(wanted, names.iter().map(String::as_str));
                return Err(OpError::NotFound { what: "table", name: wanted.clone(), near }.into());
            }
        }
        let rows = tables.into_iter().flat_map(|table| {
            let sort = if table.is_view { "view" } else { "table" };
            let itself = vec![table.name.as_str().into(), Cell::Null, sort.into(), table.description.into()];
            let columns = table.columns.into_iter().map(move |column| {
                vec![table.name.as_str().into(), column.name.into(), column.data_type.into(), column.description.into()]
            });
            std::iter::once(itself).chain(columns).collect::<Vec<_>>()
        });
        ctx.list(&["table", "column", "type", "description"], rows, ("line", "lines"))
    }
}
