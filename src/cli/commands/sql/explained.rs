//! What is told of a query that SQLite finds fault with: where, and what may have been meant.

use pizhu::store::{Store, StoreError};
use pizhu::text::width::columns;

use super::meant::{about_column, about_table};
use crate::cli::error::CommandError;

/// The error with the place in the query and what may have been meant.
pub(super) fn explained(error: StoreError, sql: &str, store: &Store) -> CommandError {
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
        return about_table(name).into_iter().fold(told, CommandError::hint).hint("see the tables and views with `pizhu schema`");
    }
    let is_about_a_word = ["no such column: ", "unrecognized token: ", "near "].iter().any(|w| message.starts_with(w));
    if is_about_a_word && has_full_width_signs(sql) {
        return told.hint("SQL takes , ; ( ) = ' of the Latin keyboard, not their full-width forms");
    }
    if let Some(name) = named("no such column: ") {
        return about_column(name, sql, store).into_iter().fold(told, CommandError::hint);
    }
    if message.contains("too big") {
        return told.hint("a single value may have 10 MB at most");
    }
    if message == "statement too long" {
        return told.hint("a query may have 100 kB at most");
    }
    if message == "out of memory" {
        return told.hint("a question may take 1 GB of memory; sort or group less at once");
    }
    told
}

/// Whether signs of a Chinese keyboard stand in `sql` where SQL wants those of a Latin one; inside
/// '…' they are text.
fn has_full_width_signs(sql: &str) -> bool {
    let outside = sql.split('\'').step_by(2);
    outside.into_iter().any(|part| part.contains(['，', '；', '（', '）', '＝', '‘', '’', '“', '”']))
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
    use super::caret;

    #[test]
    fn the_caret_stands_under_the_fault() {
        assert_eq!(
            caret("SELECT 1,\n  '人' + titel\nFROM x", 18),
            ["  '人' + titel".to_owned(), format!("{}^", " ".repeat(9))]
        );
        let [line, caret] = caret(&format!("SELECT {} x", "1,".repeat(100)), 207);
        assert!(line.len() <= 80 && caret.len() == 41, "{line}\n{caret}");
    }
}
