//! Records of a table in text, one by one and strictly: a quote that is never closed must not swallow
//! the rows after it, which is what the lenient readers of the libraries let it do.

use std::borrow::Cow;

use memchr::{memchr, memchr3};

/// The records of a text, in order. Line ends are `\n`, `\r\n` or `\r`.
#[derive(Debug, Clone)]
pub(super) struct Records<'a> {
    text: &'a str,
    delimiter: u8,
    /// Where the next record begins, in bytes, with its line and row from 1.
    at: usize,
    line: u64,
    row: u64,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record<'a> {
    /// Its row as a spreadsheet counts, from 1.
    pub(super) row: u64,
    /// The line of the file it begins on, from 1.
    pub(super) line: u64,
    /// Its cells; line ends in them are `\n`.
    pub(super) cells: Vec<Cow<'a, str>>,
}

/// A record whose quotes do not pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Broken {
    /// Its row.
    pub(super) row: u64,
    /// The line it begins on.
    pub(super) line: u64,
    /// What is wrong.
    pub(super) problem: QuoteProblem,
}

/// How quotes fail to pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum QuoteProblem {
    #[error("a quote is opened and never closed")]
    Unclosed,
    #[error("text follows a closing quote; write a quote inside a cell twice")]
    AfterQuote,
}

impl<'a> Records<'a> {
    /// The records of `text`, cells separated by the ASCII character `delimiter`.
    pub(super) const fn new(text: &'a str, delimiter: u8) -> Self {
        Self { text, delimiter, at: 0, line: 1, row: 1 }
    }

    /// The next record that holds any text.
    pub(super) fn next(&mut self) -> Option<Result<Record<'a>, Broken>> {
        while self.at < self.text.len() {
            let (row, line) = (self.row, self.line);
            match self.read() {
                Ok((cells, end)) => {
                    self.pass(end, 1);
                    if cells.iter().any(|cell| !cell.trim().is_empty()) {
                        return Some(Ok(Record { row, line, cells }));
                    }
                }
                Err(problem) => return Some(Err(Broken { row, line, problem })),
            }
        }
        None
    }

    /// Goes on after a broken record: at the next line that reads as a record of `width` cells. The
    /// lines passed over belong to the broken record as far as anyone can tell.
    ///
    /// Returns the line at which reading goes on; `None` when there is none.
    pub(super) fn resume(&mut self, width: usize) -> Option<u64> {
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            let end = match memchr::memchr2(b'\n', b'\r', rest) {
                Some(n) => self.after_line_end(self.at + n),
                None => self.text.len(),
            };
            self.pass(end, 1);
            if self.at == self.text.len() {
                return None;
            }
            if self.read().is_ok_and(|(cells, _)| cells.len() == width) {
                return Some(self.line);
            }
        }
    }

    /// The cells of the record that begins here, and where the next one begins.
    fn read(&self) -> Result<(Vec<Cow<'a, str>>, usize), QuoteProblem> {
        let bytes = self.text.as_bytes();
        let (mut cells, mut at) = (Vec::new(), self.at);
        loop {
            let end = if bytes.get(at) == Some(&b'"') {
                let close = closing(bytes, at + 1).ok_or(QuoteProblem::Unclosed)?;
                cells.push(unquoted(&self.text[at + 1..close]));
                close + 1
            } else {
                let rest = &bytes[at..];
                let end = memchr3(self.delimiter, b'\n', b'\r', rest).map_or(bytes.len(), |n| at + n);
                cells.push(Cow::Borrowed(&self.text[at..end]));
                end
            };
            match bytes.get(end) {
                Some(byte) if *byte == self.delimiter => at = end + 1,
                Some(b'\n' | b'\r') => return Ok((cells, self.after_line_end(end))),
                Some(_) => return Err(QuoteProblem::AfterQuote),
                None => return Ok((cells, end)),
            }
        }
    }

    fn after_line_end(&self, at: usize) -> usize {
        at + if self.text[at..].starts_with("\r\n") { 2 } else { 1 }
    }

    fn pass(&mut self, to: usize, rows: u64) {
        self.line += line_ends(&self.text[self.at..to]);
        self.row += rows;
        self.at = to;
    }
}

/// Where the quote is that closes a cell whose text begins at `at`: the first one that is not doubled.
fn closing(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let quote = at + memchr(b'"', &bytes[at..])?;
        if bytes.get(quote + 1) != Some(&b'"') {
            return Some(quote);
        }
        at = quote + 2;
    }
}

/// The text of a quoted cell.
fn unquoted(cell: &str) -> Cow<'_, str> {
    if !cell.contains(['"', '\r']) {
        return Cow::Borrowed(cell);
    }
    Cow::Owned(cell.replace("\"\"", "\"").replace("\r\n", "\n").replace('\r', "\n"))
}

/// How many lines end in `text`.
fn line_ends(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
    // The `\n` of a `\r\n` ends no line of its own.
    ends.filter(|n| bytes[*n] == b'\r' || *n == 0 || bytes[*n - 1] != b'\r').count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<(u64, u64, Vec<String>)> {
        let mut records = Records::new(text, b',');
        std::iter::from_fn(|| records.next())
            .map(|record| record.expect("whole"))
            .map(|record| (record.row, record.line, record.cells.into_iter().map(Cow::into_owned).collect()))
            .collect()
    }

    fn row(row: u64, line: u64, cells: &[&str]) -> (u64, u64, Vec<String>) {
        (row, line, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn rows_and_lines_are_counted_apart() {
        let text = "a,b\r\n甲,\"一\r\n二\"\r\n\r\n,\r\n乙,\"说\"\"好\"\"\"\n丙,a\"b";
        let rows = [
            row(1, 1, &["a", "b"]),
            row(2, 2, &["甲", "一\n二"]),
            row(5, 6, &["乙", "说\"好\""]),
            row(6, 7, &["丙", "a\"b"]),
        ];
        assert_eq!(read(text), rows);
        assert_eq!(read("a,b\r1,2\r"), [row(1, 1, &["a", "b"]), row(2, 2, &["1", "2"])]);
        assert_eq!(read("a,\"\"\n"), [row(1, 1, &["a", ""])]);
        assert_eq!(read("\n \n"), []);
    }

    #[test]
    fn a_broken_record_does_not_swallow_the_next() {
        let mut records = Records::new("a,b\n1,\"2\n3,4\n5,\"6\"7\n\"x\n8,9", b',');
        let mut told = Vec::new();
        while let Some(record) = records.next() {
            match record {
                Ok(record) => told.push(format!("{}: {}", record.line, record.cells.join("|"))),
                Err(broken) => {
                    told.push(format!("{}: {}", broken.line, broken.problem));
                    told.push(format!("on at {:?}", records.resume(2)));
                }
            }
        }
        let after = QuoteProblem::AfterQuote;
        assert_eq!(
            told,
            [
                "1: a|b",
                // Its quote is closed by the one of line 4, behind which text follows.
                &format!("2: {after}"),
                "on at Some(3)",
                "3: 3|4",
                &format!("4: {after}"),
                "on at Some(6)",
                "6: 8|9",
            ]
        );
    }

    proptest! {
        #[test]
        fn what_the_library_writes_is_read(rows in prop::collection::vec(prop::collection::vec("[甲乙a,\" \n;]{0,4}", 3), 0..6)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).expect("written");
            }
            let text = String::from_utf8(writer.into_inner().expect("bytes")).expect("text");
            let cells: Vec<Vec<String>> = read(&text).into_iter().map(|(_, _, cells)| cells).collect();
            let kept: Vec<Vec<String>> =
                rows.into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
            prop_assert_eq!(cells, kept);
        }

        #[test]
        fn every_text_comes_to_an_end(text in "[a,\"\r\n]{0,40}") {
            let mut records = Records::new(&text, b',');
            let mut n = 0;
            while let Some(record) = records.next() {
                if record.is_err() {
                    records.resume(2);
                }
                n += 1;
                prop_assert!(n <= 41);
            }
        }
    }
}
