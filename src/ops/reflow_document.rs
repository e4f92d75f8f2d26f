//! Reflow: the paragraphs of a document nobody has worked on are restored anew from its source.

use std::collections::HashMap;
use std::path::PathBuf;

use super::{OpError, Result, resolve, restored};
use crate::model::{DocumentId, OperationKind, ParagraphId, ParagraphKind, count};
use crate::store::{MemoTarget, NewParagraph, ParagraphRow, Reader, Store, Writer, Written};
use crate::text::{Layout, common};

/// Formats that tell more than the lines of a text do: what they told is in the guide.
const TELLING: [&str; 4] = ["markdown", "html", "docx", "pdf"];

/// One difference between the paragraphs there are and those the source gives now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// A paragraph goes: its number, kind and text.
    Gone(u32, ParagraphKind, String),
    /// A paragraph comes: its number, kind and text.
    New(u32, ParagraphKind, String),
    /// A paragraph stays and is something else: its number, both kinds, its text.
    Kind(u32, ParagraphKind, ParagraphKind, String),
}

/// What a reflow did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reflowed {
    /// The document's key.
    pub document: String,
    /// The layout its source was read by.
    pub layout: Layout,
    /// The differences, in reading order.
    pub differences: Vec<Difference>,
    /// How many paragraphs stay as they are.
    pub unchanged: usize,
    /// How many paragraphs there are now.
    pub paragraphs: usize,
    /// How many boundaries are doubtful.
    pub doubts: usize,
    /// In how many operations its paragraphs were corrected by hand: that goes, where it differs.
    pub corrections: u32,
    /// Whether the document came in a format that told more than its lines do, which was not kept before
    /// version 3 of the project file.
    pub format_lost: bool,
}

/// What is asked for other than at import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReflowOptions {
    /// How lines become paragraphs; as at import otherwise.
    pub layout: Option<Layout>,
    /// Whether CJK radicals stay as they stand; as at import otherwise.
    pub keep_radicals: Option<bool>,
}

/// Restores the paragraphs of a document anew from its stored source, by what its format told and what was
/// asked for at import or at the last reflow. Paragraphs that come out with the same text keep their rows.
///
/// # Errors
/// [`OpError::WorkedOn`] with what hangs on its paragraphs, if anything does.
pub fn reflow_document(
    store: &mut Store,
    key: Option<&str>,
    options: ReflowOptions,
    dry_run: bool,
) -> Result<Written<Reflowed>> {
    store.attempt(OperationKind::DocumentReflow, dry_run, |w| {
        let id = resolve::document(w, key)?;
        let document = resolve::document_row(w, id)?;
        let there = w.paragraphs(id, 1, u32::MAX)?;
        refuse_work(w, &document.key, &there)?;
        let mut guide = w.guide(id)?;
        let telling = TELLING.iter().any(|format| format_of(&document.extractor).starts_with(format));
        let format_lost = guide.is_empty() && telling;
        guide.layout = options.layout.unwrap_or(guide.layout);
        guide.keep_radicals = options.keep_radicals.unwrap_or(guide.keep_radicals);
        let corrections = w.corrections(id)?;
        let text = guide.restore(&w.source(id)?);
        restored::checked(&text.paragraphs)
            .map_err(|problem| OpError::File { file: PathBuf::from(&document.key), problem })?;
        let new = restored::paragraphs(text.paragraphs);
        let (differences, unchanged) = replace(w, id, &there, &new)?;
        if !differences.is_empty() {
            w.replace_findings(id, &restored::removals(&text.removed), &restored::doubts(&text.doubts))?;
            w.set_extractor(id, &extractor(&document.extractor, text.layout), &guide)?;
        }
        w.summarize(format!("{}: {} changed", document.key, count(differences.len(), ("paragraph", "paragraphs"))));
        Ok(Reflowed {
            document: document.key,
            layout: text.layout,
            differences,
            unchanged,
            paragraphs: new.len(),
            doubts: text.doubts.len(),
            corrections,
            format_lost,
        })
    })
}

/// What read the format of a document: of `pizhu 0.1.0 text wrapped` it is `text`.
fn format_of(extractor: &str) -> &str {
    let format = extractor.strip_prefix("pizhu ").and_then(|rest| Some(rest.split_once(' ')?.1.rsplit_once(' ')?.0));
    format.unwrap_or(extractor)
}

/// What made the paragraphs, after this: the reading of the format stays named.
fn extractor(before: &str, layout: Layout) -> String {
    format!("pizhu {} {} {layout}", env!("CARGO_PKG_VERSION"), format_of(before))
}

/// Refuses when anything of any coder hangs on a paragraph.
fn refuse_work(r: &Reader<'_>, document: &str, paragraphs: &[ParagraphRow]) -> Result<()> {
    let (Some(first), Some(last)) = (paragraphs.first(), paragraphs.last()) else { return Ok(()) };
    if r.coding_counts(first.document_id)?.is_empty() {
        return Ok(());
    }
    let mut statements: HashMap<ParagraphId, usize> = HashMap::new();
    for statement in r.statements(Some((first.document_id, first.ordinal, last.ordinal)))? {
        *statements.entry(statement.paragraph_id).or_default() += 1;
    }
    let mut work = Vec::new();
    for paragraph in paragraphs {
        let counts = [
            (statements.get(&paragraph.id).copied().unwrap_or_default(), ("statement", "statements")),
            (r.readings(paragraph.id)?.len(), ("reading", "readings")),
            (r.memos(MemoTarget::Paragraph(paragraph.id))?.len(), ("note", "notes")),
        ];
        let words: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| count(*n, *noun)).collect();
        if !words.is_empty() {
            work.push((paragraph.reference(), words.join(", ")));
        }
    }
    if work.is_empty() { Ok(()) } else { Err(OpError::WorkedOn { document: document.to_owned(), work }) }
}

/// Puts the new paragraphs in place of those there are; one that has the same text keeps its row.
fn replace(
    w: &mut Writer<'_>,
    document: DocumentId,
    there: &[ParagraphRow],
    new: &[NewParagraph],
) -> Result<(Vec<Difference>, usize)> {
    let old_texts: Vec<&str> = there.iter().map(|paragraph| paragraph.text.as_str()).collect();
    let new_texts: Vec<&str> = new.iter().map(|paragraph| paragraph.text.as_str()).collect();
    let mut kept = common(&old_texts, &new_texts);
    kept.push((there.len(), new.len()));
    // New ones wait behind all others for their numbers.
    let number = |index: usize| u32::try_from(index + 1).unwrap_or(u32::MAX);
    let mut waiting = there.last().map_or(0, |last| last.ordinal).max(number(new.len()));
    let (mut differences, mut unchanged, mut order) = (Vec::new(), 0, Vec::with_capacity(new.len()));
    let (mut next_old, mut next_new) = (0, 0);
    for (old_end, new_end) in kept {
        for gone in &there[next_old..old_end] {
            w.delete_paragraph(gone.id)?;
            differences.push(Difference::Gone(gone.ordinal, gone.kind, gone.text.clone()));
        }
        for (index, wanted) in new.iter().enumerate().take(new_end).skip(next_new) {
            waiting = waiting.saturating_add(1);
            order.push(w.insert_paragraph(document, waiting, wanted)?);
            differences.push(Difference::New(number(index), wanted.kind, wanted.text.clone()));
        }
        (next_old, next_new) = (old_end + 1, new_end + 1);
        let (Some(row), Some(wanted)) = (there.get(old_end), new.get(new_end)) else { break };
        let line = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        w.set_paragraph_lines(row.id, wanted.source_lines.map(|(first, last)| (line(first), line(last))))?;
        w.set_paragraph_section(row.id, wanted.section.as_deref())?;
        if w.set_paragraph_kind(row.id, wanted.kind)? {
            differences.push(Difference::Kind(number(new_end), row.kind, wanted.kind, row.text.clone()));
        } else {
            unchanged += 1;
        }
        order.push(row.id);
    }
    w.number_paragraphs(document, &order)?;
    Ok((differences, unchanged))
}
