//! Tag files: rows of CSV, TSV or JSONL become statements to add. Pure: text in, requests out.

mod column;
mod rows;

use std::path::Path;

use self::column::{Column, columns};
use self::rows::{Cell, Numbered};
use super::place::Place;
use super::resolve::THEME;
use super::{FileProblem, OpError, Result, TagRequest};
use crate::model::{ActorRef, CodeRef, Invalid, ParagraphRef, Role, Span, Stance, StatementId, StatementKind};
use crate::text::table::{Row, Table};

/// How a tag file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagFormat {
    /// RFC 4180 with a header.
    Csv,
    /// One JSON object per line.
    Jsonl,
    /// Cells between tabs, with a header, as `--format tsv` writes them.
    Tsv,
}

/// What holds for every row that does not say otherwise: kind by kind, variable by variable, role by
/// role.
#[derive(Debug, Clone, Default)]
pub struct TagDefaults {
    /// What sort of assertion.
    pub kind: Option<StatementKind>,
    /// Codes; those of a variable count where the row has none of that variable.
    pub codes: Vec<CodeRef>,
    /// Actors; those in a role count where the row has none in that role.
    pub actors: Vec<(Role, ActorRef)>,
    /// For, neutral, against.
    pub stance: Option<Stance>,
    /// The coder's own wording.
    pub summary: Option<String>,
    /// A note.
    pub memo: Option<String>,
}

impl TagFormat {
    /// JSONL if the file's name says so or its first character is `{` or `[`; TSV if its name says so or its
    /// header has tabs; else CSV.
    pub fn of(file: &Path, text: &str) -> Self {
        let extension = file.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        match extension.as_deref() {
            Some("jsonl" | "ndjson" | "json") => Self::Jsonl,
            Some("csv") => Self::Csv,
            Some("tsv" | "tab") => Self::Tsv,
            // An array is JSON too, of a shape that is refused with the one wanted.
            _ if text.trim_start().starts_with(['{', '[']) => Self::Jsonl,
            _ if text.trim_start().lines().next().is_some_and(|header| header.contains('\t')) => Self::Tsv,
            _ => Self::Csv,
        }
    }
}

/// The requests of a file, each with the line its row begins on; a row that makes none says why.
/// `variables` are the codebook's, each of which may be a column.
///
/// # Errors
/// What concerns the file as a whole: broken quotes, unknown columns, a JSON array.
pub fn tag_requests(
    text: &str,
    format: TagFormat,
    variables: &[String],
    defaults: &TagDefaults,
) -> Result<Vec<(u64, Result<TagRequest>)>, FileProblem> {
    let rows: Vec<Numbered<Vec<(Column, Cell)>>> = match format {
        TagFormat::Csv | TagFormat::Tsv => {
            let read = if format == TagFormat::Tsv { Table::read_tabs(text) } else { Table::read(text) };
            let table = read.map_err(|error| FileProblem::Format(error.to_string()))?;
            let columns = columns(&table.columns, variables).map_err(FileProblem::Format)?;
            if !columns.contains(&Column::Paragraph) {
                return Err(FileProblem::Format("it has no column `paragraph`".to_owned()));
            }
            let under = |cells: Vec<String>| columns.iter().cloned().zip(cells.into_iter().map(Cell::Text)).collect();
            let row = |row: Row| (row.line, row.cells.map(under).map_err(|error| OpError::Row(error.to_string())));
            table.rows.into_iter().map(row).collect()
        }
        TagFormat::Jsonl if text.trim_start().starts_with('[') => {
            let what = "it is a JSON array; write one object per line, as --format jsonl does";
            return Err(FileProblem::Format(what.to_owned()));
        }
        TagFormat::Jsonl => {
            let under = |members: Vec<(String, Cell)>| {
                let (names, cells): (Vec<String>, Vec<Cell>) = members.into_iter().unzip();
                Ok(columns(&names, variables).map_err(OpError::Row)?.into_iter().zip(cells).collect())
            };
            rows::jsonl(text).into_iter().map(|(line, members)| (line, members.and_then(under))).collect()
        }
    };
    Ok(rows.into_iter().map(|(line, cells)| (line, cells.and_then(|cells| request(cells, defaults)))).collect())
}

/// A row as far as it was read.
#[derive(Default)]
struct Draft {
    document: Option<String>,
    paragraph: Option<String>,
    statement: Option<StatementId>,
    quote: Option<String>,
    nth: Option<u32>,
    span: Option<Span>,
    start: Option<u32>,
    end: Option<u32>,
    kind: Option<StatementKind>,
    codes: Vec<CodeRef>,
    actors: Vec<(Role, ActorRef)>,
    stance: Option<Stance>,
    summary: Option<String>,
    memo: Option<String>,
}

fn request(cells: Vec<(Column, Cell)>, defaults: &TagDefaults) -> Result<TagRequest> {
    let mut row = Draft::default();
    for (column, cell) in cells {
        row.take(column, cell)?;
    }
    row.request(defaults)
}

impl Draft {
    fn take(&mut self, column: Column, cell: Cell) -> Result<()> {
        match column {
            Column::Document => self.document = one(cell)?.map(|text| text.trim().to_owned()),
            Column::Paragraph => self.paragraph = one(cell)?.map(|text| text.trim().to_owned()),
            Column::Statement => self.statement = parsed(cell)?,
            // The words count as they stand, blanks at their ends too.
            Column::Quote => self.quote = one(cell)?,
            Column::Nth => self.nth = number("nth", cell)?,
            Column::Span => self.span = parsed(cell)?,
            Column::Start => self.start = number("start", cell)?,
            Column::End => self.end = number("end", cell)?,
            Column::Kind => self.kind = parsed(cell)?,
            Column::Stance => self.stance = parsed(cell)?,
            Column::Summary => self.summary = one(cell)?,
            Column::Memo => self.memo = one(cell)?,
            Column::Code => {
                for text in many(cell)? {
                    self.codes.push(code_of(&text)?);
                }
            }
            Column::Variable(variable) => {
                for text in many(cell)? {
                    let tail = text.strip_prefix(&format!("{variable}:")).unwrap_or(&text).parse()?;
                    self.codes.push(CodeRef { variable: Some(variable.clone()), tail });
                }
            }
            Column::Actor(role) => {
                for text in many(cell)? {
                    self.actors.push((role, text.parse()?));
                }
            }
            Column::Ignored => {}
        }
        Ok(())
    }

    fn request(mut self, defaults: &TagDefaults) -> Result<TagRequest> {
        let paragraph = self.reference()?;
        let place = self.place()?;
        let given: Vec<String> = self.codes.iter().map(|code| variable_of(code).to_owned()).collect();
        let more = defaults.codes.iter().filter(|code| !given.iter().any(|known| known == variable_of(code)));
        self.codes.extend(more.cloned());
        let given: Vec<Role> = self.actors.iter().map(|(role, _)| *role).collect();
        self.actors.extend(defaults.actors.iter().filter(|(role, _)| !given.contains(role)).cloned());
        Ok(TagRequest {
            paragraph,
            place,
            statement: self.statement,
            kind: self.kind.or(defaults.kind).unwrap_or(StatementKind::Proposal),
            codes: self.codes,
            actors: self.actors,
            stance: self.stance.or(defaults.stance),
            summary: self.summary.or_else(|| defaults.summary.clone()),
            memo: self.memo.or_else(|| defaults.memo.clone()),
        })
    }

    /// The paragraph: a reference of its own, or a number beside the document.
    fn reference(&self) -> Result<ParagraphRef> {
        let Some(paragraph) = &self.paragraph else {
            return Err(OpError::Row("it names no paragraph".to_owned()));
        };
        let Some(document) = &self.document else { return Ok(paragraph.parse()?) };
        if !paragraph.chars().all(|c| c.is_ascii_digit()) {
            return Err(Invalid::new("paragraph", paragraph.as_str(), "beside a document it is a number").into());
        }
        Ok(format!("{document}:{paragraph}").parse()?)
    }

    fn place(&mut self) -> Result<Place> {
        let refuse = |why: &str| Err(OpError::Row(why.to_owned()));
        let range = match (self.start, self.end) {
            (Some(start), Some(end)) => Some(Span::new(start, end)?),
            (None, None) => None,
            _ => return refuse("`start` and `end` go together"),
        };
        if range.is_some() && self.span.is_some() && range != self.span {
            return refuse("`span` and `start`, `end` differ");
        }
        Ok(match (self.quote.take(), self.span.or(range), self.nth) {
            (Some(_), Some(_), Some(_)) => return refuse("`nth` and a span both say where; give one"),
            (None, _, Some(_)) => return refuse("`nth` goes with a quote"),
            (Some(text), Some(span), None) => Place::Quoted { span, text },
            (Some(text), None, nth) => Place::Quote { text, nth },
            (None, Some(span), None) => Place::Span(span),
            (None, None, None) => Place::Whole,
        })
    }
}

fn variable_of(code: &CodeRef) -> &str {
    code.variable.as_deref().unwrap_or(THEME)
}

/// `instrument=供给型/人才培养`, also with `:`; a theme where no variable is named.
///
/// # Errors
/// A path with an empty step.
pub fn code_of(text: &str) -> Result<CodeRef, Invalid> {
    match text.split_once('=') {
        Some((variable, tail)) => Ok(CodeRef { variable: Some(variable.trim().to_owned()), tail: tail.parse()? }),
        None => text.parse(),
    }
}

/// The one value of a cell; `None` if it is blank.
fn one(cell: Cell) -> Result<Option<String>> {
    let text = match cell {
        Cell::Text(text) => text,
        Cell::Items(mut items) if items.len() <= 1 => items.pop().unwrap_or_default(),
        Cell::Items(items) => return Err(OpError::Row(format!("one value is wanted, not {}", items.join(", ")))),
    };
    Ok((!text.trim().is_empty()).then_some(text))
}

fn parsed<T: std::str::FromStr<Err = Invalid>>(cell: Cell) -> Result<Option<T>> {
    Ok(one(cell)?.map(|text| text.trim().parse()).transpose()?)
}

fn number(what: &'static str, cell: Cell) -> Result<Option<u32>> {
    let Some(text) = one(cell)? else { return Ok(None) };
    let number = text.trim().parse().map_err(|_| Invalid::new(what, text.trim(), "it is no whole number"))?;
    Ok(Some(number))
}

/// The values of a cell: between `|`, where `\|` is a `|` of the value's own; or the items of an array.
fn many(cell: Cell) -> Result<Vec<String>> {
    let text = match cell {
        Cell::Items(items) => return Ok(items),
        Cell::Text(text) if text.trim().is_empty() => return Ok(Vec::new()),
        Cell::Text(text) => text,
    };
    let (mut values, mut value) = (Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '|' => values.push(std::mem::take(&mut value)),
            '\\' if chars.next_if_eq(&'|').is_some() => value.push('|'),
            c => value.push(c),
        }
    }
    values.push(value);
    if values.iter().any(|value| value.trim().is_empty()) {
        return Err(OpError::Row(format!("an empty value beside a | in `{text}`")));
    }
    Ok(values.into_iter().map(|value| value.trim().to_owned()).collect())
}

#[cfg(test)]
mod tests;
