//! One row of a table becomes one text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

use super::column::{Columns, one_line};
use super::field::Field;
use crate::intake::{
    FileProblem, Incoming, Oddities, ReadOptions, RefusedPart, controls, decode_data, end_lines, long_line,
};
use crate::model::field;
use crate::model::{DocumentFields, ParagraphKind, beginning, sha256_hex};
use crate::text::{Guide, Layout, LineHint, metadata};

/// Longest value of an attribute, in characters; the schema holds the same bound.
const MAX_VALUE: usize = 10_000;
/// Longest name of an attribute, in characters; the schema holds the same bound.
const MAX_ATTRIBUTE: usize = 100;

/// One row as a format hands it over.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// Its number as people count: the row of a spreadsheet, the line of JSON Lines.
    pub(super) number: u64,
    /// The line of the file it begins on, where rows may have several.
    pub(super) line: Option<u64>,
    /// Its cells, at most as many as there are columns; those left out at the end are empty.
    pub(super) cells: Vec<Cell<'a>>,
}

/// One cell.
#[derive(Debug, Clone)]
pub(super) enum Cell<'a> {
    /// Its text as shown; empty: nothing.
    Text(Cow<'a, str>),
    /// Several texts: the paragraphs of a text, the authors.
    List(Vec<String>),
    /// A value that is the mark of an error, as `#N/A`.
    Broken(String),
}

impl Cell<'_> {
    /// Whether nothing stands in it.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::List(texts) => texts.iter().all(|text| text.trim().is_empty()),
            Self::Broken(_) => false,
        }
    }

    /// Its text; of several, joined by `separator`.
    pub(super) fn joined(&self, separator: &str) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Broken(mark) => Cow::Borrowed(mark),
            Self::List(texts) => Cow::Owned(texts.join(separator)),
        }
    }
}

/// What every text of one file shares.
#[derive(Debug, Clone, Default)]
pub(super) struct Origin {
    /// Character encoding of the file, or its format.
    pub(super) encoding: String,
    /// What read it.
    pub(super) extractor: String,
    /// What of the file's characters is not there; said with its first text.
    pub(super) losses: Vec<String>,
    /// What else there is to say of the whole file; said with its first text.
    pub(super) notes: Vec<String>,
}

impl Origin {
    /// Decodes a table in text. The answer is the text and where it comes from, as read by `extractor`.
    ///
    /// # Errors
    /// Why it cannot be decoded.
    pub(super) fn of(bytes: &[u8], extractor: &str, options: &ReadOptions) -> Result<(String, Self), FileProblem> {
        let decoded = decode_data(bytes, options)?;
        let (losses, notes) = (decoded.losses(), decoded.notes());
        Ok((decoded.text, Self { encoding: decoded.encoding, extractor: extractor.to_owned(), losses, notes }))
    }
}

/// Makes texts of the rows of one table.
#[derive(Debug)]
pub(super) struct Taker<'o> {
    options: &'o ReadOptions,
    columns: Columns,
    /// Stands before keys that are digits alone.
    stem: String,
    origin: Origin,
    /// The row that has each key.
    keys: HashMap<String, u64>,
}

impl<'o> Taker<'o> {
    /// For a table with these columns, of a file named `name`.
    pub(super) fn new(columns: Columns, name: &Path, origin: Origin, options: &'o ReadOptions) -> Self {
        Self { options, columns, stem: stem(name), origin, keys: HashMap::new() }
    }

    /// The text of a row, or why it has none.
    pub(super) fn take(&mut self, row: &Row<'_>) -> Result<Incoming, RefusedPart> {
        self.incoming(row).map_err(|why| refused(row.number, row.line, &why))
    }

    fn incoming(&mut self, row: &Row<'_>) -> Result<Incoming, String> {
        let cell = |n: usize| row.cells.get(n).filter(|cell| !cell.is_blank());
        if let Some(n) = self.columns.unnamed.iter().find(|n| cell(**n).is_some()) {
            return Err(format!("column {} has a value and no name", n + 1));
        }
        let of = |field: Field| match self.columns.of(field).and_then(cell) {
            Some(Cell::Broken(mark)) => Err(format!("its {field} is the error {mark}")),
            other => Ok(other),
        };
        let line = |field: Field| Ok::<_, String>(of(field)?.map(|cell| one_line(&cell.joined("; "))));
        let cell_of_text = of(Field::Text)?.ok_or("its text is empty")?;
        let mut text = cell_of_text.joined("\n").into_owned();
        let line_ends = end_lines(&mut text);
        let stripped = controls(&mut text, self.options).and_then(|stripped| long_line(&text).map(|()| stripped));
        let stripped = stripped.map_err(|problem| format!("its text cannot be taken: {problem}"))?;
        let published = match line(Field::Date)? {
            Some(text) => Some(metadata::date_in(&text, self.options.year).ok_or_else(|| {
                let year =
                    if metadata::date_in(&text, Some(2000)).is_some() { ", or give its year with --year" } else { "" };
                format!(
                    "the date `{}` cannot be read; write it 2025-06-11, 2025-06 or 2025{year}",
                    beginning(&text, 40)
                )
            })?),
            None => None,
        };
        let fields = DocumentFields {
            title: line(Field::Title)?,
            subtitle: line(Field::Subtitle)?,
            outlet: line(Field::Outlet)?,
            author: line(Field::Author)?,
            published,
            region: line(Field::Region)?,
            url: line(Field::Url)?,
            language: line(Field::Language)?,
        };
        let fields = fields.checked().map_err(|error| error.to_string())?;
        let mut attributes = Vec::new();
        for (n, name) in &self.columns.attributes {
            if let Some(cell) = cell(*n) {
                let name = field::line("attribute", name, MAX_ATTRIBUTE).map_err(|error| error.to_string())?;
                let value = one_line(&cell.joined("; "));
                let value = field::line("attribute", &value, MAX_VALUE).map_err(|why| format!("{name}: {why}"))?;
                attributes.push((name, value));
            }
        }
        // Last, so that a row that is refused takes no key away from a later one.
        let key = line(Field::Key)?.map(|key| self.key(&key, row.number)).transpose()?;
        Ok(Incoming {
            part: Some(format!("row {}", row.number)),
            sha256: sha256_hex(text.as_bytes()),
            guide: guide(cell_of_text, &text),
            text,
            encoding: self.origin.encoding.clone(),
            extractor: self.origin.extractor.clone(),
            losses: std::mem::take(&mut self.origin.losses)
                .into_iter()
                .chain(Oddities { stripped, ..Oddities::default() }.losses())
                .collect(),
            notes: std::mem::take(&mut self.origin.notes)
                .into_iter()
                .chain(Oddities { line_ends, ..Oddities::default() }.notes())
                .collect(),
            fields,
            attributes,
            key,
            title_is_a_guess: false,
        })
    }

    /// The key of row `number`. Digits alone cannot be a document's key: the file's name goes before.
    fn key(&mut self, text: &str, number: u64) -> Result<String, String> {
        let digits = text.chars().all(|c| c.is_ascii_digit() || c == '-');
        let key = if digits { format!("{}-{text}", self.stem) } else { text.to_owned() };
        let key = field::key(&key).map_err(|error| error.to_string())?;
        match self.keys.get(&key) {
            Some(first) => Err(format!("row {first} has the key `{key}` already")),
            None => {
                self.keys.insert(key.clone(), number);
                Ok(key)
            }
        }
    }
}

/// How the text of a cell becomes paragraphs. A list has its own; one line alone is what somebody answered, however
/// short, and no headline.
fn guide(cell: &Cell<'_>, text: &str) -> Guide {
    match cell {
        Cell::List(_) => Guide::of(Layout::Paragraphs),
        _ if text.trim_end().contains('\n') => Guide::default(),
        _ => Guide {
            lines: vec![LineHint { kind: Some(ParagraphKind::Body), ..LineHint::default() }],
            ..Guide::default()
        },
    }
}

/// A row that was refused.
pub(super) fn refused(number: u64, line: Option<u64>, why: &str) -> RefusedPart {
    let line = line.map(|line| format!("line {line}: ")).unwrap_or_default();
    RefusedPart { part: Some(format!("row {number}")), problem: FileProblem::Format(format!("{line}{why}")) }
}

/// The name of a file without extension, as it may stand in a key.
fn stem(name: &Path) -> String {
    let stem = name.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let fits = |c: char| field::key(&format!("a{c}a")).is_ok();
    let kept: String = stem.chars().map(|c| if fits(c) { c } else { '-' }).take(50).collect();
    match kept.trim_matches('-') {
        "" => "row".to_owned(),
        kept if kept.chars().all(|c| c.is_ascii_digit() || c == '-') => format!("row-{kept}"),
        kept => kept.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::intake::table::ColumnMap;

    static PLAIN: LazyLock<ReadOptions> = LazyLock::new(ReadOptions::default);

    fn taker(header: &str) -> Taker<'static> {
        let header: Vec<String> = header.split('|').map(str::to_owned).collect();
        let columns = ColumnMap::default().resolve(&header).expect("columns");
        Taker::new(columns, Path::new("新闻 2025.csv"), Origin::default(), &PLAIN)
    }

    fn row(number: u64, cells: &str) -> Row<'_> {
        let cells = cells.split('|').map(|text| Cell::Text(Cow::Borrowed(text))).collect();
        Row { number, line: Some(number + 10), cells }
    }

    fn why(taker: &mut Taker<'_>, number: u64, cells: &str) -> String {
        taker.take(&row(number, cells)).map_or_else(|refused| refused.problem.to_string(), |_| String::new())
    }

    #[test]
    fn a_row_says_what_it_knows() {
        let mut taker = taker("id|标题|正文|日期|文种|页");
        let incoming = taker.take(&row(2, "7|关于\n规划|第一段。\n第二段。|2025年6月11日|提案| ")).expect("a text");
        assert_eq!(incoming.part.as_deref(), Some("row 2"));
        assert_eq!(incoming.key.as_deref(), Some("新闻-2025-7"));
        assert_eq!(incoming.text, "第一段。\n第二段。");
        assert_eq!(incoming.sha256, sha256_hex("第一段。\n第二段。".as_bytes()));
        assert_eq!(incoming.fields.title.as_deref(), Some("关于 规划"));
        assert_eq!(incoming.fields.published.as_deref(), Some("2025-06-11"));
        assert_eq!(incoming.attributes, [("文种".to_owned(), "提案".to_owned())]);
    }

    #[test]
    fn lines_of_a_cell_end_where_unicode_ends_them() {
        let mut taker = taker("标题|正文");
        let incoming = taker.take(&row(2, "关于\u{2028}规划|第一段。\u{2029}第二段。\u{85}第三段。")).expect("a text");
        assert_eq!(incoming.text, "第一段。\n第二段。\n第三段。");
        assert_eq!(incoming.fields.title.as_deref(), Some("关于 规划"));
        assert_eq!(incoming.notes, ["2 line ends (U+0085, U+2028, U+2029) written as LF"]);
    }

    #[test]
    fn a_row_that_cannot_be_taken_says_why() {
        let mut taker = taker("key|text|date|");
        assert_eq!(why(&mut taker, 2, "a| |2025"), "line 12: its text is empty");
        assert!(why(&mut taker, 3, "a|甲|去年").starts_with("line 13: the date `去年` cannot be read"));
        assert_eq!(why(&mut taker, 4, "a|甲|2025|x"), "line 14: column 4 has a value and no name");
        assert_eq!(
            why(&mut taker, 5, "a|甲\0"),
            "line 15: its text cannot be taken: line 1 holds the control character U+0000 (NUL)"
        );
        assert!(why(&mut taker, 6, "a b|甲").contains("blanks and"));
        assert_eq!(why(&mut taker, 7, "a|甲"), "");
        assert_eq!(why(&mut taker, 8, "a|乙"), "line 18: row 7 has the key `a` already");
        let broken = Row { number: 9, line: None, cells: vec![Cell::Text("b".into()), Cell::Broken("#N/A".into())] };
        assert_eq!(
            taker.take(&broken).map_err(|refused| refused.problem.to_string()),
            Err("its text is the error #N/A".into())
        );
    }

    #[test]
    fn names_of_files_become_beginnings_of_keys() {
        let of = |name: &str| stem(Path::new(name));
        assert_eq!((of("news.csv"), of("a b/人民 日报:1.tsv")), ("news".into(), "人民-日报-1".into()));
        assert_eq!((of("2025.csv"), of("-"), of("")), ("row-2025".into(), "row".into(), "row".into()));
    }
}
