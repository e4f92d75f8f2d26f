//! JSON Lines: one object per line.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::path::Path;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::row::{Cell, Origin, Row, Taker, refused};
use crate::intake::{FileProblem, ReadOptions, Sink};

/// Reads a file of JSON objects. The names in all of them together are its header.
///
/// # Errors
/// When no line is an object, or the names cannot be understood.
pub(in crate::intake) fn read_json_lines(
    name: &Path,
    bytes: &[u8],
    options: &ReadOptions,
    sink: Sink<'_>,
) -> Result<(), FileProblem> {
    let (text, origin) = Origin::of(bytes, "json lines", options)?;
    let header = names(&text);
    if header.is_empty() {
        return Err(FileProblem::Format("no line of it is a JSON object".to_owned()));
    }
    let positions: HashMap<&str, usize> = header.iter().enumerate().map(|(n, name)| (name.as_str(), n)).collect();
    let mut taker = Taker::new(options.columns.resolve(&header)?, name, origin, options);
    for (number, line) in lines(&text) {
        let taken = cells(line, &positions)
            .map_err(|why| refused(number, None, &why))
            .and_then(|cells| taker.take(&Row { number, line: None, cells }));
        if !sink(taken) {
            break;
        }
    }
    Ok(())
}

/// The lines with text, numbered from 1.
fn lines(text: &str) -> impl Iterator<Item = (u64, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty())
}

/// Every name in the objects, in the order in which they come first.
fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    for object in lines(text).filter_map(|(_, line)| serde_json::from_str::<Object<'_>>(line).ok()) {
        for (name, _) in object.0 {
            if known.insert(name.clone()) {
                names.push(name);
            }
        }
    }
    names
}

/// The cells of one line.
fn cells<'a>(line: &'a str, positions: &HashMap<&str, usize>) -> Result<Vec<Cell<'a>>, String> {
    let object: Object<'_> = serde_json::from_str(line).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => "it is not a JSON object".to_owned(),
        _ => {
            let column = line.char_indices().take_while(|(byte, _)| *byte < error.column()).count();
            format!("it is not JSON: character {column} does not fit")
        }
    })?;
    let mut cells: Vec<Option<Cell<'_>>> = vec![None; positions.len()];
    for (name, value) in object.0 {
        let Some(place) = positions.get(name.as_str()).and_then(|n| cells.get_mut(*n)) else { continue };
        if place.is_some() {
            return Err(format!("`{name}` is in it twice"));
        }
        *place = Some(cell(value)?);
    }
    Ok(cells.into_iter().map(|cell| cell.unwrap_or(Cell::Text(Cow::Borrowed("")))).collect())
}

/// A value as a cell: numbers as they are written, lists of texts as such, other nesting as JSON.
fn cell(value: &RawValue) -> Result<Cell<'_>, String> {
    let raw = value.get();
    Ok(match raw.bytes().next() {
        Some(b'"') => {
            let text: String = serde_json::from_str(raw).map_err(|_| "a text in it is not JSON".to_owned())?;
            Cell::Text(Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")))
        }
        Some(b'n') => Cell::Text(Cow::Borrowed("")),
        Some(b'[') => match serde_json::from_str::<Vec<String>>(raw) {
            Ok(texts) => Cell::List(texts),
            Err(_) => Cell::Text(Cow::Owned(compact(raw))),
        },
        Some(b'{') => Cell::Text(Cow::Owned(compact(raw))),
        _ => Cell::Text(Cow::Borrowed(raw)),
    })
}

/// JSON without the blanks between its parts.
fn compact(json: &str) -> String {
    let (mut within, mut escaped) = (false, false);
    json.chars()
        .filter(|c| {
            let keep = within || !c.is_ascii_whitespace();
            if *c == '"' && !escaped {
                within = !within;
            }
            escaped = within && *c == '\\' && !escaped;
            keep
        })
        .collect()
}

/// The members of an object in order, doubled ones too; values as they are written.
struct Object<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Object(members))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Result<Vec<String>, String> {
        let names = ["id", "text"];
        let positions: HashMap<&str, usize> = names.into_iter().zip(0..).collect();
        Ok(cells(line, &positions)?.iter().map(|cell| format!("{cell:?}")).collect())
    }

    #[test]
    fn values_are_kept_as_they_are_written() {
        let text = |text: &str| format!("{:?}", Cell::Text(text.into()));
        assert_eq!(
            told(r#"{"id": 12345678901234567890123, "text": "一\r\n二\u4e09"}"#),
            Ok(vec![text("12345678901234567890123"), text("一\n二三")])
        );
        assert_eq!(told(r#"{"id": 1.10, "text": null}"#), Ok(vec![text("1.10"), text("")]));
        assert_eq!(told(r#"{"id": {"a": [1, "b \" c"]}}"#), Ok(vec![text(r#"{"a":[1,"b \" c"]}"#), text("")]));
        let list = Cell::List(vec!["一".into(), "二".into()]);
        assert_eq!(told(r#"{"text": ["一", "二"]}"#), Ok(vec![text(""), format!("{list:?}")]));
    }

    #[test]
    fn what_is_no_object_is_told() {
        assert_eq!(told("[1]"), Err("it is not a JSON object".into()));
        assert_eq!(told("{\"id\": 1"), Err("it is not JSON: character 8 does not fit".into()));
        assert_eq!(told(r#"{"id": 1, "id": 2}"#), Err("`id` is in it twice".into()));
    }
}
