use std::path::{Path, PathBuf};
use std::time::Duration;

use pizhu::model::Value;
use pizhu::ops::import::{read_file, read_stream};
use pizhu::ops::{OpError, near};
use pizhu::store::{Query, QueryEvent, StoreError, dictionary};
use pizhu::text::width::columns;

use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult};
use crate::cli::rows::{Cell, Format, Listing};

/// Ask the project in SQL; reading only
///
/// One SELECT over the tables and views that `pizhu schema` describes. Nothing can be changed from
/// here, whatever the query says.
#[derive(Debug, clap::Args)]
pub(crate) struct Sql {
    /// The query; - for standard input
    #[arg(required_unless_present = "file", conflicts_with = "file")]
    query: Option<String>,
    /// Take the query from a file; - for standard input
    #[arg(short, long)]
    file: Option<PathBuf>,
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

impl Sql {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let store = ctx.store()?;
        let query = Query {
            sql: self.text(store.path())?,
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
            Failure::Store(error) => explained(error, &query.sql),
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

    fn text(&self, project: &Path) -> CommandResult<String> {
        let stream = Path::new("-");
        let file = match (&self.query, &self.file) {
            (Some(query), _) if query != "-" => return Ok(query.clone()),
            (Some(_), _) | (None, None) => stream,
            (None, Some(file)) => file,
        };
        let text = if file == stream { read_stream(file, std::io::stdin().lock()) } else { read_file(file, project) };
        Ok(text.map_err(|problem| OpError::File { file: file.to_owned(), problem })?.text)
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

/// The error with the place in the query and what may have been meant.
fn explained(error: StoreError, sql: &str) -> CommandError {
    let (message, offset) = match &error {
        StoreError::Sql { message, offset } => (message.clone(), *offset),
        StoreError::SqlParameter(_) => return CommandError::from(error).hint("give each with --param NAME=VALUE"),
        _ => return error.into(),
    };
    let mut told = CommandError::from(error);
    if let Some(offset) = offset {
        told = told.details(caret(sql, offset));
    }
    let named = |what: &str| message.strip_prefix(what).map(|rest| rest.split(" - ").next().unwrap_or(rest));
    if let Some(name) = named("no such table: ") {
        return did_you_mean(told, name, dictionary().into_iter().map(|table| table.name).collect())
            .hint("see the tables and views with `pizhu schema`");
    }
    if let Some(name) = named("no such column: ") {
        if name.contains(['，', '；', '（', '）', '＝', '‘', '’', '“', '”']) {
            return told.hint("SQL takes , ; ( ) = ' of the Latin keyboard, not their full-width forms");
        }
        let columns = dictionary().into_iter().flat_map(|table| table.columns).map(|column| column.name).collect();
        return did_you_mean(told, name, columns)
            .hint("a text stands between '…'; see the columns with `pizhu schema`");
    }
    if message.contains("too big") {
        return told.hint("a single value may have 10 MB at most");
    }
    if message == "out of memory" {
        return told.hint("a question may take 1 GB of memory; sort or group less at once");
    }
    told
}

fn did_you_mean(error: CommandError, name: &str, mut candidates: Vec<String>) -> CommandError {
    let name = name.rsplit('.').next().unwrap_or(name).trim_matches('"');
    candidates.sort_unstable();
    candidates.dedup();
    match near(name, candidates.iter().map(String::as_str)) {
        near if near.is_empty() => error,
        near => error.hint(format!("did you mean {}?", near.join(", "))),
    }
}

/// The line of `sql` at fault, and a caret under the character at `offset`.
fn caret(sql: &str, offset: usize) -> [String; 2] {
    const ROOM: usize = 40;
    let before: String = sql.chars().take(offset).collect();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = sql[start..].lines().next().unwrap_or("").replace('\t', " ");
    let column = before[start..].chars().count();
    let cut = column.saturating_sub(ROOM);
    let shown: String = line.chars().skip(cut).take(2 * ROOM).collect();
    let under: String = shown.chars().take(column - cut).collect();
    [shown, format!("{}^", " ".repeat(columns(&under)))]
}

#[cfg(test)]
mod tests {
    use super::{caret, told_apart};
    use crate::cli::rows::Format;

    #[test]
    fn the_caret_stands_under_the_fault() {
        assert_eq!(
            caret("SELECT 1,\n  '人' + titel\nFROM x", 18),
            ["  '人' + titel".to_owned(), format!("{}^", " ".repeat(9))]
        );
        let [line, caret] = caret(&format!("SELECT {} x", "1,".repeat(100)), 207);
        assert!(line.len() <= 80 && caret.len() == 41, "{line}\n{caret}");
    }

    #[test]
    fn names_are_told_apart_where_they_must() {
        let names = || ["n", "n_2", "n"].map(str::to_owned).to_vec();
        assert_eq!(told_apart(names(), Format::Json), ["n", "n_2", "n_3"]);
        assert_eq!(told_apart(names(), Format::Csv), names());
    }
}
