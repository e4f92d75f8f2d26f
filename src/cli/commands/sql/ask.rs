//! Asking: values in, rows out, within bounds.

use std::time::Duration;

use pizhu::model::Value;
use pizhu::store::{Query, QueryEvent, Store, StoreError};

use super::explained::explained;
use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult};
use crate::cli::rows::{Cell, Format, Listing};

/// The values a query takes, and its bounds.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Bounds {
    /// Value of the parameter :NAME; '…' in quotes for a text that looks like a number (can be repeated)
    #[arg(long = "param", value_name = "NAME=VALUE")]
    parameters: Vec<String>,
    /// Most rows to give; 0 for all
    #[arg(long, value_name = "N", default_value_t = 1000)]
    limit: usize,
    /// Longest time to work on it, in milliseconds; 0 for ever
    #[arg(long, value_name = "MS", default_value_t = 10_000)]
    timeout: u64,
}

/// Either side can end the asking.
enum Failure {
    Store(StoreError),
    Output(CommandError),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<CommandError> for Failure {
    fn from(error: CommandError) -> Self {
        Self::Output(error)
    }
}

impl Bounds {
    /// Asks `sql` and writes the answer row by row.
    pub(super) fn ask(self, ctx: &mut Context, store: &Store, sql: String) -> CommandResult {
        let query = Query {
            sql,
            parameters: self.parameters.iter().map(|text| parameter(text)).collect::<CommandResult<_>>()?,
            limit: Some(self.limit).filter(|limit| *limit > 0),
            timeout: Some(self.timeout).filter(|ms| *ms > 0).map(Duration::from_millis),
        };
        let format = ctx.format();
        let (mut ui, mut listing) = (Some(&mut ctx.ui), None);
        let answer = store.query(&query, |event| {
            match (event, &mut listing) {
                (QueryEvent::Columns(names), _) => {
                    let names = told_apart(names, format);
                    let names: Vec<&str> = names.iter().map(String::as_str).collect();
                    listing = ui.take().map(|ui| Listing::new(ui, format, &names)).transpose()?;
                }
                (QueryEvent::Row(row), Some(listing)) => listing.row(row.into_iter().map(Cell::from).collect())?,
                (QueryEvent::Row(_), None) => {}
            }
            Ok::<_, Failure>(())
        });
        let answer = answer.map_err(|failure| match failure {
            Failure::Store(error) => explained(error, &query.sql, store),
            Failure::Output(error) => error,
        })?;
        if let Some(listing) = listing {
            listing.finish(("row", "rows"))?;
        }
        if answer.more {
            ctx.ui.warn(&format!("there are more than {}; --limit 0 gives all", count(answer.rows, ("row", "rows"))));
        }
        Ok(())
    }
}

fn parameter(text: &str) -> CommandResult<(String, Value)> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().trim_start_matches(':').to_owned(), Value::typed(value)))
        }
        _ => Err(CommandError::usage(format!("--param `{text}`: write it NAME=VALUE"))),
    }
}

/// In JSON two columns of one name would be one; the second becomes `name_2`.
fn told_apart(names: Vec<String>, format: Format) -> Vec<String> {
    if !matches!(format, Format::Json | Format::Jsonl) {
        return names;
    }
    let mut told: Vec<String> = Vec::new();
    for name in &names {
        let others = (2..).map(|n| format!("{name}_{n}"));
        let free = |candidate: &String| !told.contains(candidate) && (candidate == name || !names.contains(candidate));
        told.extend(std::iter::once(name.clone()).chain(others).find(free));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::told_apart;
    use crate::cli::rows::Format;

    #[test]
    fn names_are_told_apart_where_they_must() {
        let names = || ["n", "n_2", "n"].map(str::to_owned).to_vec();
        assert_eq!(told_apart(names(), Format::Json), ["n", "n_2", "n_3"]);
        assert_eq!(told_apart(names(), Format::Csv), names());
    }
}
