//! `codebook.csv`: the codes with what is said about them, in the order of the codebook.

use std::io::Write;

use super::Result;
use crate::model::VariableId;
use crate::store::{CodeRow, Reader};

/// The columns, in their order. `codebook import` takes the same.
pub const CODEBOOK_COLUMNS: [&str; 10] =
    ["variable", "code", "parent", "label", "definition", "include", "exclude", "example", "color", "retired"];

/// Writes the codes of one variable, or of all for `None`, as CSV with a header. `retired` is 1 or
/// 0; an empty cell means missing. Returns the number of codes.
///
/// # Errors
/// What the project or the stream says.
pub fn codebook(r: &Reader<'_>, variable: Option<VariableId>, out: &mut dyn Write) -> Result<usize> {
    let codes = r.codes(variable)?;
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(CODEBOOK_COLUMNS)?;
    for code in &codes {
        csv.write_record(cells(code))?;
    }
    csv.flush()?;
    Ok(codes.len())
}

fn cells(code: &CodeRow) -> [&str; CODEBOOK_COLUMNS.len()] {
    let fields = &code.fields;
    [
        &code.variable,
        &code.path,
        code.path.rsplit_once('/').map_or("", |(parent, _)| parent),
        fields.label.as_deref().unwrap_or_default(),
        fields.definition.as_deref().unwrap_or_default(),
        fields.include.as_deref().unwrap_or_default(),
        fields.exclude.as_deref().unwrap_or_default(),
        fields.example.as_deref().unwrap_or_default(),
        fields.color.as_deref().unwrap_or_default(),
        if code.retired { "1" } else { "0" },
    ]
}
