use std::str::FromStr;

use pizhu::model::{CoderId, DocumentId, Invalid};
use pizhu::ops::{OpError, resolve};
use pizhu::store::{DocumentRow, Reader, RemovalRow};
use pizhu::text::source_lines;

use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult, Exit};
use crate::cli::rows::Cell;
use crate::cli::safe::safe;
use crate::cli::ui::Style;

/// Show all that is known about a document, or its source
///
/// Where it came from, what was left out of it, how far each coder got. With --format the same is
/// written as rows of field and value.
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// Its key; not needed when there is one document
    #[arg(value_name = "KEY")]
    document: Option<String>,
    /// Show the text as it arrived, with line numbers
    #[arg(long)]
    source: bool,
    /// Show these lines of the source only: 12-20, or 12
    #[arg(long, value_name = "A-B")]
    source_lines: Option<Lines>,
}

/// A stretch of source lines, from 1, both ends included.
#[derive(Debug, Clone, Copy)]
struct Lines(usize, usize);

impl FromStr for Lines {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        match (first.parse(), last.parse()) {
            (Ok(first), Ok(last)) if 1 <= first && first <= last => Ok(Self(first, last)),
            _ => Err(Invalid::new("source lines", text, "lines are counted from 1: write 12-20 or 12")),
        }
    }
}

impl Show {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let store = ctx.store()?;
        if self.source || self.source_lines.is_some() {
            let source = store.read(|r| {
                let id = resolve::document(r, self.document.as_deref())?;
                Ok::<_, OpError>(r.source(id)?)
            })?;
            return print_source(ctx, &source, self.source_lines);
        }
        let facts = store.read(|r| {
            let id = resolve::document(r, self.document.as_deref())?;
            facts(r, &resolve::document_row(r, id)?)
        })?;
        if ctx.global.format.is_some() {
            let rows = facts.into_iter().map(|(field, value)| vec![Cell::from(field), Cell::from(value)]);
            return ctx.list(&["field", "value"], rows, ("field", "fields"));
        }
        let width = facts.iter().map(|(field, _)| field.chars().count()).max().unwrap_or(0);
        for (field, value) in facts {
            let gap = " ".repeat(width - field.chars().count());
            let field = ctx.ui.styled(Style::Dim, &field);
            ctx.ui.composed(&format!("{field}{gap}  {}", safe(&value)))?;
        }
        Ok(())
    }
}

type Facts = Vec<(String, String)>;

/// Everything there is to say, in the order one asks.
fn facts(r: &Reader<'_>, document: &DocumentRow) -> Result<Facts, OpError> {
    let mut facts = vec![("document".to_owned(), document.key.clone()), ("uid".to_owned(), document.uid.clone())];
    let mut add = |field: &str, value: String| facts.push((field.to_owned(), value));
    for (name, value) in document.fields.named() {
        if let Some(value) = value {
            add(name, value.to_owned());
        }
    }
    for (name, value) in r.attributes(document.id)? {
        add(&format!("attr_{name}"), value);
    }
    if let Some(file) = &document.source_file {
        add("source_file", file.clone());
    }
    add("source_lines", source_lines(&r.source(document.id)?).len().to_string());
    add("sha256", document.sha256.clone());
    add("encoding", document.encoding.clone());
    add("extractor", document.extractor.clone());
    add("imported_at", document.imported_at.clone());
    for (line, reason, text) in removed(r.removals(document.id)?) {
        let characters = count(text.chars().count(), ("character", "characters"));
        add("removed", format!("{characters} of source line {line} ({reason}): {text}"));
    }
    let kinds: Vec<String> =
        r.paragraph_kinds(document.id)?.into_iter().map(|(kind, n)| format!("{n} {kind}")).collect();
    add("paragraphs", format!("{}: {}", document.n_paragraphs, kinds.join(", ")));
    add("characters", document.n_chars.to_string());
    let coding = r.coding_counts(document.id)?;
    for (name, n) in [("statements", coding.statements), ("notes", coding.notes), ("links", coding.links)] {
        add(name, n.to_string());
    }
    for coder in r.coders()? {
        add("read", format!("{}: {}", coder.name, reading(r, document.id, coder.id)?));
    }
    Ok(facts)
}

/// What was left out, the pieces of one line together.
fn removed(removals: Vec<RemovalRow>) -> Vec<(u32, String, String)> {
    let mut lines: Vec<(u32, String, String)> = Vec::new();
    for RemovalRow { line, text, reason } in removals {
        match lines.last_mut() {
            Some((no, why, left_out)) if *no == line && *why == reason => left_out.push_str(&text),
            _ => lines.push((line, reason, text)),
        }
    }
    lines
}

/// `12 of 46: 3 done, 9 none, 0 unsure`.
fn reading(r: &Reader<'_>, document: DocumentId, coder: CoderId) -> Result<String, OpError> {
    let counts = r.reading_counts(coder, Some(document))?;
    Ok(format!(
        "{} of {}: {} done, {} none, {} unsure",
        counts.read(),
        counts.total,
        counts.done,
        counts.none,
        counts.unsure
    ))
}

fn print_source(ctx: &mut Context, source: &str, wanted: Option<Lines>) -> CommandResult {
    let lines = source_lines(source);
    let Lines(first, last) = wanted.unwrap_or(Lines(1, lines.len()));
    if first > lines.len() {
        return Err(CommandError::new(
            Exit::NotFound,
            format!("the source has no line {first}; it has {}", count(lines.len(), ("line", "lines"))),
        ));
    }
    let shown = lines.iter().enumerate().take(last).skip(first - 1).map(|(index, line)| (index + 1, line));
    if ctx.global.format.is_some() {
        let rows = shown.map(|(n, line)| vec![Cell::from(i64::try_from(n).unwrap_or(i64::MAX)), Cell::from(*line)]);
        return ctx.list(&["line", "text"], rows, ("line", "lines"));
    }
    let width = last.min(lines.len()).to_string().len();
    for (n, line) in shown {
        let number = ctx.ui.styled(Style::Handle, &format!("{n:>width$}"));
        ctx.ui.composed(&format!("{number}  {}", safe(line)))?;
    }
    Ok(())
}
