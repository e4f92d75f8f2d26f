//! Cells of a tag file, and the rows of one written as JSON, before anything is made of them.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::ops::{OpError, Result};

/// What stands under one name in one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// One text; where several values may stand it holds them between `|`.
    Text(String),
    /// The items of a JSON array.
    Items(Vec<String>),
}

/// A row that could be read, or why not, with the line it begins on.
pub(super) type Numbered<T> = (u64, Result<T>);

/// Reads one JSON object per line; blank lines are skipped.
pub(super) fn jsonl(text: &str) -> Vec<Numbered<Vec<(String, Cell)>>> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()).map(|(n, line)| (n, object(line))).collect()
}

/// The members of a JSON object in their order, repeated names included: a map would keep the last
/// and drop the others unseen.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Members;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

fn object(line: &str) -> Result<Vec<(String, Cell)>> {
    let Members(members) = serde_json::from_str(line).map_err(|error| {
        let text = error.to_string();
        let what = text.split(" at line ").next().unwrap_or(&text);
        OpError::Row(format!("it is no JSON object: {what} (column {})", error.column()))
    })?;
    members.into_iter().map(|(name, value)| cell(&name, value).map(|cell| (name, cell))).collect()
}

fn cell(name: &str, value: Value) -> Result<Cell> {
    let plain = |value: Value| match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    let read = match value {
        Value::Array(items) => items.into_iter().map(plain).collect::<Option<_>>().map(Cell::Items),
        other => plain(other).map(Cell::Text),
    };
    read.ok_or_else(|| OpError::Row(format!("`{name}` is neither a text, a number nor a list of them")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_keep_repeated_names_and_refuse_what_is_no_value() {
        let rows = jsonl("{\"a\": 1, \"a\": \"x\"}\n\n[1]\n{\"a\": {\"b\": 1}}\n{\"a\": [\"x|y\", 2]}\n{\"a\"");
        let numbers: Vec<u64> = rows.iter().map(|(n, _)| *n).collect();
        assert_eq!(numbers, [1, 3, 4, 5, 6]);
        assert_eq!(rows[0].1.as_ref().expect("an object").len(), 2);
        assert!(rows[1].1.is_err() && rows[2].1.is_err() && rows[4].1.is_err());
        let items = Cell::Items(vec!["x|y".into(), "2".into()]);
        assert_eq!(rows[3].1.as_ref().expect("an object"), &[("a".to_owned(), items)]);
    }
}
