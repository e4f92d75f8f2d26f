//! Rows of a CSV or JSONL file, each with its line, before anything is made of them.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::ops::sheet::{LineCount, check_quotes};
use crate::ops::{FileProblem, OpError, Result};

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

/// A CSV file: its header and, for each row, one cell per column.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Numbered<Vec<Cell>>>,
}

/// Reads RFC 4180 with a header.
///
/// # Errors
/// A quotation mark that is not closed or closed too early: from there on nobody can say where a row
/// ends. A row with too few or too many cells is that row's own problem.
pub(super) fn csv(text: &str) -> Result<Table, FileProblem> {
    check_quotes(text).map_err(FileProblem::Format)?;
    let format = |error: csv::Error| FileProblem::Format(error.to_string());
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().map_err(format)?.iter().map(|name| name.trim().to_owned()).collect();
    let (mut rows, mut lines) = (Vec::new(), LineCount::new(text));
    for record in reader.records() {
        let record = record.map_err(format)?;
        let line = record.position().map_or(0, |position| lines.at(position.byte()));
        let row = if record.len() == header.len() {
            Ok(record.iter().map(|cell| Cell::Text(cell.to_owned())).collect())
        } else {
            let (cells, wanted) = (record.len(), header.len());
            Err(OpError::Row(format!("it has {cells} cells, the header has {wanted}; cells with a comma need quotes")))
        };
        rows.push((line, row));
    }
    Ok(Table { header, rows })
}

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

    fn lines(text: &str) -> Vec<u64> {
        csv(text).expect("a table").rows.iter().map(|(line, _)| *line).collect()
    }

    fn problem(text: &str) -> String {
        csv(text).expect_err("broken").to_string()
    }

    #[test]
    fn rows_know_the_line_they_begin_on() {
        assert_eq!(lines("a,b\n1,2\n3,4\n"), [2, 3]);
        assert_eq!(lines("a,b\r\n1,2\r\n\r\n3,4\r\n"), [2, 4]);
        assert_eq!(lines("a,b\n\"x\ny\",2\n3,4"), [2, 4]);
    }

    #[test]
    fn a_row_of_another_length_is_one_bad_row() {
        let table = csv("a,b\n1,2\n1,2,3\n4,5\n").expect("a table");
        assert!(table.rows[0].1.is_ok() && table.rows[2].1.is_ok());
        assert!(table.rows[1].1.as_ref().is_err_and(|error| error.to_string().starts_with("it has 3 cells")));
    }

    #[test]
    fn broken_quotes_are_refused_with_their_line() {
        assert_eq!(problem("a,b\n1,\"open\n2,3\n"), "line 2: a quote is opened and never closed");
        assert!(problem("a,b\n1,2\n1,\"x\"y\n").starts_with("line 3: text after the closing quote"));
        let table = csv("a,b\n\"say \"\"hi\"\"\",disk\n").expect("well formed");
        assert_eq!(
            table.rows[0].1.as_ref().expect("a row"),
            &[Cell::Text("say \"hi\"".into()), Cell::Text("disk".into())]
        );
    }

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
