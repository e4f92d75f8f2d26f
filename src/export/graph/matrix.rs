//! The matrix of weights as CSV: a row per node, its first cell the name. RFC 4180 knows no comments:
//! the rules stand where no name is needed, in the corner.

use std::io::Write;

use crate::export::{CsvWriter, Profile, Result};
use crate::store::DataValue;

/// A matrix being written.
pub struct Matrix<W: Write> {
    out: CsvWriter<W>,
    whole: bool,
}

impl<W: Write> Matrix<W> {
    /// Begins with the rules and the names of the columns. Where every weight is `whole`, numbers have
    /// no point.
    ///
    /// # Errors
    /// The stream's own.
    pub fn new<'a>(out: W, rules: &'a str, columns: impl IntoIterator<Item = &'a str>, whole: bool) -> Result<Self> {
        let header = std::iter::once(rules).chain(columns);
        Ok(Self { out: CsvWriter::new(out, Profile::Plain, header)?, whole })
    }

    /// Adds the row of a node.
    ///
    /// # Errors
    /// The stream's own.
    pub fn row(&mut self, name: &str, weights: &[f64]) -> Result<()> {
        let numbers: Vec<String> = weights.iter().map(|weight| number(*weight, self.whole)).collect();
        let numbers = numbers.iter().map(|number| DataValue::Text(number));
        self.out.row(std::iter::once(DataValue::Text(name)).chain(numbers))
    }

    /// Ends the file.
    ///
    /// # Errors
    /// The stream's own.
    pub fn finish(self) -> Result<()> {
        self.out.finish().map(|_| ())
    }
}

fn number(number: f64, whole: bool) -> String {
    if whole { format!("{number:.0}") } else { format!("{number:?}") }
}
