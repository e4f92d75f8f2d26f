//! Rows as JSON objects and back: what the log keeps and what undo restores.

use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::{Map, Value as Json};

use crate::store::{Result, StoreError};

/// One row: column names with their values, sorted by name, so that equal rows print alike.
pub(super) type Image = Map<String, Json>;

/// The row `id` of `table` as it is now.
pub(super) fn current(conn: &Connection, table: &str, id: i64) -> Result<Option<Image>> {
    // The log must see every column of whatever version the table has.
    let mut statement = conn.prepare_cached(&format!("SELECT * FROM {table} WHERE id = ?1"))?;
    let image = statement.query_row([id], |row| Ok(of_row(row))).optional()?;
    image.transpose()
}

/// A row at hand as an image.
pub(super) fn of_row(row: &Row<'_>) -> Result<Image> {
    let mut image = Image::new();
    for (index, column) in row.as_ref().column_names().enumerate() {
        let value = match row.get_ref(index)? {
            ValueRef::Null => Json::Null,
            ValueRef::Integer(number) => Json::from(number),
            ValueRef::Text(bytes) => Json::from(text(column, bytes)?),
            ValueRef::Real(_) | ValueRef::Blob(_) => return Err(wrong_type(column)),
        };
        image.insert(column.to_owned(), value);
    }
    Ok(image)
}

/// Writes the row as the JSON object an [`Image`] of it is, without making one: `columns` are the names of
/// its columns, sorted.
pub(super) fn write(row: &Row<'_>, columns: &[String], out: &mut Vec<u8>) -> Result<()> {
    out.push(b'{');
    for (index, column) in columns.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write_text(column.as_bytes(), out);
        out.push(b':');
        write_value(column, row.get_ref(index)?, out)?;
    }
    out.push(b'}');
    Ok(())
}

/// Writes a value as JSON has it. `column` is named where it is none the log can keep.
pub(super) fn write_value(column: &str, value: ValueRef<'_>, out: &mut Vec<u8>) -> Result<()> {
    match value {
        ValueRef::Null => out.extend_from_slice(b"null"),
        ValueRef::Integer(number) => out.extend_from_slice(number.to_string().as_bytes()),
        ValueRef::Text(bytes) => write_text(bytes, out),
        ValueRef::Real(_) | ValueRef::Blob(_) => return Err(wrong_type(column)),
    }
    Ok(())
}

/// Writes text as a JSON string, byte for byte as `serde_json` does: hashes of rows hang on it. What is
/// escaped is ASCII, so the bytes need not be looked at as characters; an import writes every text twice.
fn write_text(mut text: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    loop {
        let (plain, rest) = text.split_at(plain(text));
        out.extend_from_slice(plain);
        let Some((special, rest)) = rest.split_first() else { break };
        match special {
            b'"' => out.extend_from_slice(br#"\""#),
            b'\\' => out.extend_from_slice(br"\\"),
            b'\n' => out.extend_from_slice(br"\n"),
            b'\r' => out.extend_from_slice(br"\r"),
            b'\t' => out.extend_from_slice(br"\t"),
            0x08 => out.extend_from_slice(br"\b"),
            0x0C => out.extend_from_slice(br"\f"),
            other => {
                out.extend_from_slice(br"\u00");
                out.extend([other >> 4, other & 15].map(|digit| b"0123456789abcdef"[usize::from(digit)]));
            }
        }
        text = rest;
    }
    out.push(b'"');
}

/// How many bytes at the beginning JSON writes as they are.
fn plain(text: &[u8]) -> usize {
    const fn special(byte: u8) -> bool {
        byte < 0x20 || byte == b'"' || byte == b'\\'
    }
    // Whole blocks at a time, without a branch for each byte.
    let block = |block: &&[u8]| !block.iter().fold(false, |any, byte| any | special(*byte));
    let blocks = 32 * text.chunks_exact(32).take_while(block).count();
    let rest = &text[blocks..];
    blocks + rest.iter().position(|byte| special(*byte)).unwrap_or(rest.len())
}

fn text<'a>(column: &str, bytes: &'a [u8]) -> Result<&'a str> {
    std::str::from_utf8(bytes)
        .map_err(|_| StoreError::Damaged(format!("column {column} holds bytes that are not UTF-8")))
}

fn wrong_type(column: &str) -> StoreError {
    StoreError::Damaged(format!("column {column} holds a value of the wrong type"))
}

/// Whether the row still is what the log says. Columns the log does not know came with a later
/// version of the schema and do not count.
pub(super) fn same(logged: &Image, now: &Image) -> bool {
    logged.iter().all(|(column, value)| now.get(column) == Some(value))
}

/// The columns in which two images of one row differ, as each has them.
pub(super) fn difference(before: Image, after: Image) -> (Image, Image) {
    let differs: Vec<String> = before.keys().filter(|column| before[*column] != after[*column]).cloned().collect();
    let only = |image: Image| image.into_iter().filter(|(column, _)| differs.contains(column)).collect();
    (only(before), only(after))
}

/// The names of all columns of a table, sorted, as a JSON list.
pub(super) fn columns(conn: &Connection, table: &str) -> Result<String> {
    let statement = conn.prepare_cached(&format!("SELECT * FROM {table}"))?;
    let mut names: Vec<&str> = statement.column_names().collect();
    names.sort_unstable();
    Ok(Json::from(names).to_string())
}

/// Reads an image as the log keeps it.
pub(super) fn parse(text: &str) -> Result<Image> {
    serde_json::from_str(text).map_err(|error| StoreError::Damaged(format!("the operation log: {error}")))
}

/// Puts a row back with its old id.
pub(super) fn insert(conn: &Connection, table: &str, image: &Image) -> Result<()> {
    let columns: Vec<String> = image.keys().map(|column| quoted(column)).collect();
    let places: Vec<String> = (1..=columns.len()).map(|n| format!("?{n}")).collect();
    let sql = format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), places.join(", "));
    conn.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(values(image)?))?;
    Ok(())
}

/// Gives a row its old values.
pub(super) fn update(conn: &Connection, table: &str, id: i64, image: &Image) -> Result<()> {
    let columns: Vec<String> =
        image.keys().enumerate().map(|(n, column)| format!("{} = ?{}", quoted(column), n + 1)).collect();
    let sql = format!("UPDATE {table} SET {} WHERE id = ?{}", columns.join(", "), columns.len() + 1);
    let mut bound = values(image)?;
    bound.push(Sql::Integer(id));
    conn.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(bound))?;
    Ok(())
}

/// Removes a row.
pub(super) fn delete(conn: &Connection, table: &str, id: i64) -> Result<()> {
    conn.prepare_cached(&format!("DELETE FROM {table} WHERE id = ?1"))?.execute([id])?;
    Ok(())
}

fn values(image: &Image) -> Result<Vec<Sql>> {
    image
        .iter()
        .map(|(column, value)| match value {
            Json::Null => Ok(Sql::Null),
            Json::String(text) => Ok(Sql::Text(text.clone())),
            Json::Number(number) => number
                .as_i64()
                .map(Sql::Integer)
                .ok_or_else(|| StoreError::Damaged(format!("the operation log: column {column}"))),
            _ => Err(StoreError::Damaged(format!("the operation log: column {column}"))),
        })
        .collect()
}

pub(super) fn quoted(column: &str) -> String {
    format!("\"{}\"", column.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_written_as_serde_writes_it() {
        let ascii: String = (0..=0x7F_u8).map(char::from).collect();
        let long = "优化算力布局，降低使用门槛。".repeat(9);
        for text in ["", "人", "\"\\", &ascii, &long, &format!("{long}\n{long}\"{ascii}"), "𠮷\u{7F}\u{80}\u{2028}"]
        {
            let mut out = Vec::new();
            write_text(text.as_bytes(), &mut out);
            assert_eq!(String::from_utf8(out).expect("UTF-8"), Json::from(text).to_string());
        }
    }
}
