//! Columns of a tag file: which names there are and what stands under each.

use crate::model::{HIT_COLUMNS, Role};
use crate::ops::near;

/// The header of our own `statements.csv`. A file with exactly these columns is taken as it is; what
/// a new statement gets anew is passed over.
const EXPORTED: &[&str] = &[
    "statement",
    "uid",
    "document",
    "published",
    "paragraph",
    "start",
    "end",
    "quote",
    "kind",
    "stance",
    "summary",
    "memo",
    "coder",
    "created_at",
    "updated_at",
];

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    Document,
    Paragraph,
    Statement,
    Quote,
    Nth,
    Span,
    Start,
    End,
    Kind,
    Code,
    Variable(String),
    Actor(Role),
    Stance,
    Summary,
    Memo,
    Ignored,
}

const FIXED: &[(&str, Column)] = &[
    ("document", Column::Document),
    ("paragraph", Column::Paragraph),
    ("quote", Column::Quote),
    ("nth", Column::Nth),
    ("span", Column::Span),
    ("start", Column::Start),
    ("end", Column::End),
    ("kind", Column::Kind),
    ("code", Column::Code),
    ("actor", Column::Actor(Role::Proposer)),
    ("to", Column::Actor(Role::Addressee)),
    ("stance", Column::Stance),
    ("summary", Column::Summary),
    ("memo", Column::Memo),
];

/// The column of each name, or what is wrong with the names.
pub(super) fn columns(names: &[String], variables: &[String]) -> Result<Vec<Column>, String> {
    if let Some(at) = (1..names.len()).find(|at| names[..*at].contains(&names[*at])) {
        return Err(format!("it has two columns `{}`", names[at]));
    }
    if ["left", "right"].iter().all(|side| names.iter().any(|name| name == side)) {
        return found(names);
    }
    let exported = names.len() == EXPORTED.len() && names.iter().all(|name| EXPORTED.contains(&name.as_str()));
    let found: Vec<Option<Column>> =
        names.iter().map(|name| column(name, variables).or_else(|| exported.then_some(Column::Ignored))).collect();
    let unknown: Vec<&str> =
        names.iter().zip(&found).filter(|(_, found)| found.is_none()).map(|(name, _)| name.as_str()).collect();
    if unknown.is_empty() {
        return Ok(found.into_iter().flatten().collect());
    }
    let known: Vec<&str> = FIXED
        .iter()
        .map(|(name, _)| *name)
        .chain(variables.iter().map(String::as_str))
        .chain(Role::NAMES.iter().copied())
        .collect();
    let mut near: Vec<String> = unknown.iter().flat_map(|name| near(name, known.iter().copied())).collect();
    near.dedup();
    let unknown: Vec<String> = unknown.into_iter().map(|name| format!("`{name}`")).collect();
    let (word, unknown) = (if unknown.len() == 1 { "column" } else { "columns" }, unknown.join(", "));
    Err(if near.is_empty() {
        format!("unknown {word} {unknown}; there are {}", known.join(", "))
    } else {
        format!("unknown {word} {unknown}; did you mean {}?", near.join(", "))
    })
}

/// The columns of `find`, told by its `left` and `right`: what was found is taken, and the statement where
/// it was found in one; what stands around it is passed over, and `kind` is the paragraph's.
fn found(names: &[String]) -> Result<Vec<Column>, String> {
    let column = |name: &String| match name.as_str() {
        "document" => Ok(Column::Document),
        "paragraph" => Ok(Column::Paragraph),
        "start" => Ok(Column::Start),
        "end" => Ok(Column::End),
        "quote" => Ok(Column::Quote),
        "statement" => Ok(Column::Statement),
        name if HIT_COLUMNS.contains(&name) => Ok(Column::Ignored),
        name => Err(format!("unknown column `{name}` among those of find, {}", HIT_COLUMNS.join(", "))),
    };
    names.iter().map(column).collect()
}

fn column(name: &str, variables: &[String]) -> Option<Column> {
    let variable = name.strip_prefix("code:").unwrap_or(name);
    let fixed = || FIXED.iter().find(|(fixed, _)| *fixed == name).map(|(_, column)| column.clone());
    let role = || name.parse().ok().map(Column::Actor);
    let named = || variables.iter().any(|known| known == variable).then(|| Column::Variable(variable.to_owned()));
    fixed().or_else(role).or_else(named)
}
