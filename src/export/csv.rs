//! RFC 4180 in two profiles: the plain one changes no character, the one for Excel says what it changes.

use std::io::Write;

use csv::{Terminator, WriterBuilder};

use super::error::Result;
use crate::store::DataValue;

/// What marks a file as UTF-8 for Excel.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Who is going to open the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// Programs: UTF-8, lines end in LF, every text as it is.
    #[default]
    Plain,
    /// Excel: a byte order mark, lines end in CRLF, and `'` before texts it would take for formulas.
    Excel,
}

impl Profile {
    /// How lines end.
    pub const fn line_end(self) -> &'static str {
        match self {
            Self::Plain => "\n",
            Self::Excel => "\r\n",
        }
    }

    /// The name in `datapackage.json`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Excel => "excel",
        }
    }
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows, the header aside.
    pub rows: u64,
    /// Cells that got a `'` in front.
    pub guarded: u64,
}

/// Writes rows.
pub struct CsvWriter<W: Write> {
    out: csv::Writer<W>,
    profile: Profile,
    counts: Counts,
    scratch: String,
}

impl<W: Write> CsvWriter<W> {
    /// Begins a file with its header.
    ///
    /// # Errors
    /// The stream's own.
    pub fn new<'a>(mut out: W, profile: Profile, header: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        if profile == Profile::Excel {
            out.write_all(BOM)?;
        }
        let end = match profile {
            Profile::Plain => Terminator::Any(b'\n'),
            Profile::Excel => Terminator::CRLF,
        };
        let out = WriterBuilder::new().terminator(end).from_writer(out);
        let mut writer = Self { out, profile, counts: Counts::default(), scratch: String::new() };
        for name in header {
            writer.text(name)?;
        }
        writer.end_line()?;
        Ok(writer)
    }

    /// Adds a row, one value per column.
    ///
    /// # Errors
    /// The stream's own.
    pub fn row<'a>(&mut self, values: impl IntoIterator<Item = DataValue<'a>>) -> Result<()> {
        for value in values {
            match value {
                DataValue::Missing => self.out.write_field("")?,
                DataValue::Int(number) => self.out.write_field(number.to_string())?,
                DataValue::Text(text) => self.text(text)?,
            }
        }
        self.counts.rows += 1;
        self.end_line()
    }

    /// Ends the file; says how much is in it.
    ///
    /// # Errors
    /// The stream's own.
    pub fn finish(mut self) -> Result<Counts> {
        self.out.flush()?;
        Ok(self.counts)
    }

    fn text(&mut self, text: &str) -> Result<()> {
        if self.profile == Profile::Excel && is_formula(text) {
            self.counts.guarded += 1;
            self.scratch.clear();
            self.scratch.push('\'');
            self.scratch.push_str(text);
            self.out.write_field(&self.scratch)?;
        } else {
            self.out.write_field(text)?;
        }
        Ok(())
    }

    fn end_line(&mut self) -> Result<()> {
        Ok(self.out.write_record(None::<&[u8]>)?)
    }
}

/// Whether a spreadsheet could take the text for a formula. Apostrophes in front do not count, so
/// that a guard can always be told from an apostrophe of the text: taking one off brings it back.
fn is_formula(text: &str) -> bool {
    const BEGINNINGS: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];
    text.trim_start_matches('\'').starts_with(BEGINNINGS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(profile: Profile, values: &[DataValue<'_>]) -> (String, Counts) {
        let mut bytes = Vec::new();
        let mut writer = CsvWriter::new(&mut bytes, profile, ["a", "b"]).expect("a header");
        writer.row(values.iter().copied()).expect("a row");
        let counts = writer.finish().expect("the end");
        (String::from_utf8(bytes).expect("UTF-8"), counts)
    }

    #[test]
    fn plain_files_hold_the_text_as_it_is() {
        let (text, counts) = written(Profile::Plain, &[DataValue::Text("=1,\"甲\"\n𠮷"), DataValue::Missing]);
        assert_eq!(text, "a,b\n\"=1,\"\"甲\"\"\n𠮷\",\n");
        assert_eq!(counts, Counts { rows: 1, guarded: 0 });
    }

    #[test]
    fn excel_gets_no_formula_but_its_numbers() {
        let (text, counts) = written(Profile::Excel, &[DataValue::Text("=1+1"), DataValue::Int(-1)]);
        assert_eq!(text, "\u{FEFF}a,b\r\n'=1+1,-1\r\n");
        assert_eq!(counts, Counts { rows: 1, guarded: 1 });
    }

    #[test]
    fn guards_can_be_taken_off_again() {
        for text in ["=1", "+86", "-5%", "@某人", "\t表", "\r行", "＝", "＋", "－", "＠", "'=1", "''@", "\0"] {
            assert!(is_formula(text) && is_formula(&format!("'{text}")), "{text:?}");
        }
        for text in ["甲=1", "'甲", "'", "", "1-2", "，"] {
            assert!(!is_formula(text), "{text:?}");
        }
    }
}
