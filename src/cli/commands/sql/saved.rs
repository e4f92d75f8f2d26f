//! Queries with a name: saved, asked, listed, removed.

use pizhu::ops::{OpError, remove_query, save_query, saved_query};
use pizhu::store::{SavedQuery, StoreError};

use super::Text;
use super::ask::Bounds;
use super::explained::explained;
use crate::cli::context::Context;
use crate::cli::error::{CommandError, CommandResult, quoted};
use crate::cli::rows::Cell;

/// Save a query under a name
///
/// It is kept in the project, and must be one that could be asked. Values come when it is run.
#[derive(Debug, clap::Args)]
pub(super) struct Save {
    /// How to call it
    name: String,
    #[command(flatten)]
    text: Text,
    /// What it is for
    #[arg(long)]
    note: Option<String>,
    /// Replace the query of that name
    #[arg(long)]
    replace: bool,
}

/// Ask a saved query
#[derive(Debug, clap::Args)]
pub(super) struct Run {
    /// What it is called
    name: String,
    #[command(flatten)]
    bounds: Bounds,
}

/// List the saved queries
#[derive(Debug, clap::Args)]
pub(super) struct List {}

/// Remove a saved query
#[derive(Debug, clap::Args)]
pub(super) struct Rm {
    /// What it is called
    name: String,
}

impl Save {
    pub(super) fn run(self, ctx: &mut Context) -> CommandResult {
        let mut store = ctx.store()?;
        let sql = self.text.read(store.path())?;
        let query = SavedQuery { name: self.name, sql, note: self.note };
        let saved = save_query(&mut store, &query, self.replace).map_err(|error| match error {
            OpError::Store(error @ (StoreError::Sql { .. } | StoreError::NotAQuestion(_) | StoreError::SqlParameter(_))) => {
                explained(error, query.sql.trim(), &store)
            }
            error @ OpError::Exists { .. } => CommandError::from(error).hint("replace it with --replace"),
            error => error.into(),
        })?;
        let name = quoted(&saved.value.name);
        ctx.ui.note(&match saved.operation {
            None => format!("query {name} was saved so already"),
            Some(_) => format!("saved query {name}"),
        });
        let values: Vec<String> =
            store.query_parameters(&saved.value.sql)?.iter().map(|name| format!(" --param {name}=…")).collect();
        ctx.ui.hint(&format!("ask it with `pizhu sql run {name}{}`", values.concat()));
        Ok(())
    }
}

impl Run {
    pub(super) fn run(self, ctx: &mut Context) -> CommandResult {
        let store = ctx.store()?;
        let query = store.read(|r| saved_query(r, &self.name))?;
        self.bounds.ask(ctx, &store, query.sql)
    }
}

impl List {
    pub(super) fn run(self, ctx: &mut Context) -> CommandResult {
        let queries = ctx.store()?.read(|r| r.saved_queries())?;
        let rows = queries.into_iter().map(|query| -> Vec<Cell> {
            vec![query.name.into(), query.note.into(), query.sql.into()]
        });
        ctx.list(&["name", "note", "sql"], rows, ("query", "queries"))
    }
}

impl Rm {
    pub(super) fn run(self, ctx: &mut Context) -> CommandResult {
        let removed = remove_query(&mut ctx.store()?, &self.name)?;
        ctx.ui.note(&format!("removed query {}", quoted(&removed.value.name)));
        Ok(())
    }
}
