//! A column as Table Schema describes it in `datapackage.json`.

use serde::Serialize;
use serde_json::Value;

use super::column::{Column, Kind};

/// A field, its parts in the order people read them.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Field {
    name: String,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    title: String,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    true_values: Option<[&'static str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    false_values: Option<[&'static str; 1]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    categories: Vec<Category>,
    #[serde(skip_serializing_if = "Constraints::is_empty")]
    constraints: Constraints,
}

#[derive(Debug, Serialize)]
struct Category {
    value: Value,
    label: &'static str,
}

#[derive(Debug, Default, PartialEq, Serialize)]
struct Constraints {
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unique: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<i64>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    values: Vec<Value>,
}

impl Constraints {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Field {
    /// Describes a column.
    pub(super) fn of(column: &Column) -> Self {
        let (kind, format) = match column.kind {
            Kind::Text => ("string", None),
            Kind::Integer => ("integer", None),
            Kind::Flag => ("boolean", None),
            Kind::Instant => ("datetime", None),
            Kind::Uuid => ("string", Some("uuid")),
        };
        let flag = column.kind == Kind::Flag;
        let value = |text: &str| match text.parse::<i64>() {
            Ok(number) if column.kind == Kind::Integer => Value::from(number),
            _ => Value::from(text),
        };
        Self {
            name: column.name.to_string(),
            r#type: kind,
            format,
            title: column.title.to_string(),
            description: column.about.to_string(),
            true_values: flag.then_some(["1"]),
            false_values: flag.then_some(["0"]),
            categories: column.levels.iter().map(|(name, label)| Category { value: value(name), label }).collect(),
            constraints: Constraints {
                required: column.required.then_some(true),
                unique: column.unique.then_some(true),
                pattern: column.pattern,
                minimum: column.minimum,
                // `categories` say what the values mean; not every reader holds the data to them.
                values: column.levels.iter().map(|(name, _)| value(name)).collect(),
            },
        }
    }
}
