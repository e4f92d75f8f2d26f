//! One table as CSV: the fixed columns, then those the project itself gives.

use std::collections::{HashMap, HashSet};
use std::io::Write;

use serde::de::DeserializeOwned;

use super::column::{Column, Kind, More, Table};
use super::csv::{Counts, CsvWriter, Profile};
use super::error::{ExportError, Result};
use crate::model::Invalid;
use crate::store::{CodeRow, DataValue, Reader, StoreError};

/// The variable whose codes become columns.
const THEME: &str = "theme";

/// All columns of a table in this project.
///
/// # Errors
/// The store's.
pub fn columns(r: &Reader<'_>, table: &Table) -> Result<Vec<Column>> {
    Ok(table.columns.iter().cloned().chain(Rest::of(r, table)?.columns()).collect())
}

/// Writes a table to `out`.
///
/// # Errors
/// The stream's own, and the store's.
pub fn write_table(r: &Reader<'_>, table: &Table, profile: Profile, out: impl Write) -> Result<Counts> {
    let rest = Rest::of(r, table)?;
    let more = rest.columns();
    let header = table.columns.iter().chain(&more).map(|column| &*column.name);
    let mut writer = CsvWriter::new(out, profile, header)?;
    r.data(table.rows, |values| match (&rest, values) {
        (Rest::Attributes(names), [fixed @ .., packed]) => {
            let given: HashMap<String, String> = unpack(*packed)?;
            let cell = |name| given.get(name).map_or(DataValue::Missing, |text| DataValue::Text(text));
            writer.row(fixed.iter().copied().chain(names.iter().map(cell)))
        }
        (Rest::Themes(codes), [fixed @ .., packed]) => {
            let carried: HashSet<i64> = unpack(*packed)?;
            let cell = |code: &CodeRow| DataValue::Int(carried.contains(&code.id.0).into());
            writer.row(fixed.iter().copied().chain(codes.iter().map(cell)))
        }
        (_, values) => writer.row(values.iter().copied()),
    })?;
    writer.finish()
}

/// What the columns beyond the fixed ones are made of. The rows of such a table end with one value
/// that holds them all, see [`Reader::data`].
enum Rest {
    Nothing,
    Attributes(Vec<String>),
    Themes(Vec<CodeRow>),
}

impl Rest {
    fn of(r: &Reader<'_>, table: &Table) -> Result<Self> {
        Ok(match table.more {
            None => Self::Nothing,
            Some(More::Attributes) => Self::Attributes(r.attribute_names()?),
            Some(More::Themes) => {
                Self::Themes(r.codes(None)?.into_iter().filter(|code| code.variable == THEME).collect())
            }
        })
    }

    fn columns(&self) -> Vec<Column> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Attributes(names) => names.iter().map(|name| attribute(name)).collect(),
            Self::Themes(codes) => codes.iter().map(theme).collect(),
        }
    }
}

fn attribute(name: &str) -> Column {
    Column {
        name: format!("attr_{name}").into(),
        title: name.to_owned().into(),
        about: format!("Attribute `{name}` of the document").into(),
        ..Column::text("", "", "")
    }
}

fn theme(code: &CodeRow) -> Column {
    Column {
        name: format!("{}:{}", code.variable, code.path).into(),
        title: code.path.clone().into(),
        about: "1: the statement itself carries this code; codes below it do not count".into(),
        ..Column::text("", "", "").of(Kind::Flag).required()
    }
}

fn unpack<T: DeserializeOwned>(packed: DataValue<'_>) -> Result<T> {
    let text = match packed {
        DataValue::Text(text) => text.to_owned(),
        other => format!("{other:?}"),
    };
    serde_json::from_str(&text)
        .map_err(|error| ExportError::Store(StoreError::Value(Invalid::new("packed value", text, error.to_string()))))
}
