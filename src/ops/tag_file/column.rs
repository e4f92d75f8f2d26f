//! Columns of a tag file: which names there are and what stands under each.

use crate::model::Role;
use crate::ops::near;

/// Files of our own, which are taken as they come: all their columns, and those of them that say
/// nothing about a new statement.
const SHAPES: &[(&[&str], &[&str])] = &[
    // statements.csv of a data set.
    (
        &[
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
        ],
        &["statement", "uid", "published", "coder", "created_at", "updated_at"],
    ),
    // Hits in paragraphs; `kind` is the paragraph's.
    (
        &["document", "paragraph", "start", "end", "quote", "left", "right", "kind", "section"],
        &["left", "right", "kind", "section"],
    ),
];

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    Document,
    Paragraph,
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
    let shape =
        SHAPES.iter().find(|(all, _)| all.len() == names.len() && names.iter().all(|n| all.contains(&n.as_str())));
    let ignored = |name: &str| shape.is_some_and(|(_, ignored)| ignored.contains(&name));
    let found: Vec<Option<Column>> =
        names.iter().map(|name| if ignored(name) { Some(Column::Ignored) } else { column(name, variables) }).collect();
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

fn column(name: &str, variables: &[String]) -> Option<Column> {
    let variable = name.strip_prefix("code:").unwrap_or(name);
    let fixed = || FIXED.iter().find(|(fixed, _)| *fixed == name).map(|(_, column)| column.clone());
    let role = || name.parse().ok().map(Column::Actor);
    let named = || variables.iter().any(|known| known == variable).then(|| Column::Variable(variable.to_owned()));
    fixed().or_else(role).or_else(named)
}
