//! `exports/README.md`: the data dictionary for people, made from the same definitions as the files.

use std::fmt::Write as _;

use super::column::{Column, Kind, More, Table};
use super::tables::tables;

/// What is said around the tables.
const TEXT: &str = include_str!("readme.md");

/// The text of `exports/README.md`.
pub fn readme() -> String {
    let tables: String = tables().map(section).collect();
    TEXT.replace("{tables}", &tables)
}

fn section(table: &Table) -> String {
    let mut text = format!("### {} {}\n\n{}", table.file(), table.title, table.about);
    let key: Vec<String> = table.key.iter().map(|name| format!("`{name}`")).collect();
    let mut notes = format!(" Key: {}.", key.join(", "));
    for reference in table.references {
        let here = reference.columns.join(", ");
        // Writing to a String cannot fail.
        let _ = write!(notes, " `{here}` → {}.csv.", reference.table);
    }
    text.push_str(&notes);
    text.push_str("\n\n| column | 中文 | type | always | meaning |\n|---|---|---|---|---|\n");
    text.extend(table.columns.iter().map(row));
    text.push_str(match table.more {
        None => "",
        Some(More::Attributes) => {
            "| `attr_…` | 其他属性 | text |  | One column per attribute of any document, sorted by name |\n"
        }
        Some(More::Themes) => {
            "| `theme:…` | 主题 | 0/1 | yes | One column per theme, by path: 1 if the statement itself carries it |\n"
        }
    });
    text.push('\n');
    text
}

fn row(column: &Column) -> String {
    let kind = match column.kind {
        Kind::Text if !column.levels.is_empty() => "level",
        Kind::Text if column.pattern.is_some_and(|pattern| pattern.starts_with("[0-9]{4}")) => "date",
        Kind::Text => "text",
        Kind::Integer => "number",
        Kind::Flag => "0/1",
        Kind::Instant => "time",
        Kind::Uuid => "UUID",
    };
    let always = if column.required { "yes" } else { "" };
    let mut about = column.about.replace('|', "\\|");
    if !column.levels.is_empty() {
        let levels: Vec<String> = column.levels.iter().map(|(name, label)| format!("`{name}` {label}")).collect();
        let _ = write!(about, ": {}", levels.join(", "));
    }
    format!("| `{}` | {} | {kind} | {always} | {about} |\n", column.name, column.title)
}
