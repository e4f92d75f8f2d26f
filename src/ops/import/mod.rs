//! Import: texts become documents with paragraphs.

mod read;
pub mod worker;

use std::path::{Path, PathBuf};

pub use read::{MAX_FILE, SourceText, read_file, read_stream};

use super::{FileProblem, OpError, Result};
use crate::model::field::{self, MAX_LINE};
use crate::model::{DocumentFields, DocumentId, OperationKind, ParagraphKind, count};
use crate::store::{NewDocument, NewDoubt, NewParagraph, NewRemoval, Store, Writer, Written};
use crate::text::{Layout, Restored, restore};

/// Longest paragraph taken, in characters; the schema holds the same bound.
const MAX_PARAGRAPH: usize = 1_000_000;

/// How texts are taken.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// The key of the document; made from the file's name otherwise. For a single text only.
    pub key: Option<String>,
    /// What is known about every text of this run; a title found in the text gives way to it.
    pub fields: DocumentFields,
    /// Further attributes of every text of this run.
    pub attributes: Vec<(String, String)>,
    /// How lines become paragraphs.
    pub layout: Layout,
    /// Take texts whose bytes are in the project already.
    pub allow_duplicate: bool,
    /// Refuse all texts when one is refused.
    pub atomic: bool,
    /// Show what would be stored, store nothing.
    pub dry_run: bool,
}

/// A document that was added.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The file it came from.
    pub file: PathBuf,
    /// Its key.
    pub key: String,
    /// What is known about it.
    pub fields: DocumentFields,
    /// What the text became.
    pub restored: Restored,
    /// Code points in its paragraphs.
    pub n_chars: usize,
}

/// What an import did.
#[derive(Debug, Default)]
pub struct ImportReport {
    /// Documents that were added, in the order of the files.
    pub imported: Vec<Imported>,
    /// Files that were refused, with the reason.
    pub refused: Vec<OpError>,
}

/// Adds texts as documents, in one operation. A text that was refused before it came here, or is
/// refused here, is reported and does not keep the others out, unless `atomic` is set.
///
/// # Errors
/// With `atomic` the first refusal; otherwise what concerns the project or the options.
pub fn import(
    store: &mut Store,
    texts: Vec<Result<SourceText>>,
    options: &ImportOptions,
) -> Result<Written<ImportReport>> {
    let options = ImportOptions { fields: checked(&options.fields)?, ..options.clone() };
    if options.key.is_some() && texts.len() > 1 {
        return Err(OpError::Usage("--key names one document, several files were given".to_owned()));
    }
    let change = |w: &mut Writer<'_>| {
        let mut report = ImportReport::default();
        for text in texts {
            match text.and_then(|text| add(w, text, &options)) {
                Ok(imported) => report.imported.push(imported),
                Err(error) if options.atomic || !of_one_file(&error) => return Err(error),
                Err(error) => report.refused.push(error),
            }
        }
        w.summarize(match report.imported.as_slice() {
            [one] => format!("{}: {}", one.key, count(one.restored.paragraphs.len(), ("paragraph", "paragraphs"))),
            many => format!("{} documents", many.len()),
        });
        Ok(report)
    };
    store.attempt(OperationKind::Import, options.dry_run, change)
}

/// Whether an error concerns one file only, so that the next may still be taken.
const fn of_one_file(error: &OpError) -> bool {
    matches!(error, OpError::File { .. } | OpError::Invalid(_))
}

fn add(w: &mut Writer<'_>, text: SourceText, options: &ImportOptions) -> Result<Imported> {
    let refuse = |problem: FileProblem| OpError::File { file: text.file.clone(), problem };
    if !options.allow_duplicate
        && let Some(key) = w.document_with_sha256(&text.sha256)?
    {
        return Err(refuse(FileProblem::Duplicate(key)));
    }
    let restored = restore(&text.text, options.layout);
    if restored.paragraphs.is_empty() {
        return Err(refuse(FileProblem::Empty));
    }
    let mut n_chars = 0;
    for paragraph in &restored.paragraphs {
        let length = paragraph.text.chars().count();
        n_chars += length;
        if length > MAX_PARAGRAPH {
            let (line, limit) = (paragraph.first_line, MAX_PARAGRAPH);
            return Err(refuse(FileProblem::LongParagraph { line, length, limit }));
        }
    }
    let key = match &options.key {
        Some(key) => {
            let key = field::key(key)?;
            if w.document_by_key(&key)?.is_some() {
                return Err(OpError::Exists { what: "document", name: key });
            }
            key
        }
        None => free_key(w, &text.file)?,
    };
    let fields = proposed(&options.fields, &restored);
    let file = text.file.file_name().map(|name| shown(&name.to_string_lossy())).filter(|name| name != "-");
    let new = NewDocument {
        key: key.clone(),
        fields: fields.clone(),
        attributes: options.attributes.clone(),
        source_file: file,
        sha256: text.sha256.clone(),
        encoding: text.encoding.to_owned(),
        extractor: format!("pizhu {} text {}", env!("CARGO_PKG_VERSION"), restored.layout),
        source: text.text.clone(),
        text_hash: None,
        simhash: None,
    };
    store_document(w, &new, &restored)?;
    Ok(Imported { file: text.file, key, fields, restored, n_chars })
}

fn store_document(w: &mut Writer<'_>, new: &NewDocument, restored: &Restored) -> Result<DocumentId> {
    let removals: Vec<NewRemoval> = restored
        .removed
        .iter()
        .map(|r| NewRemoval { line: r.line, text: r.text.clone(), reason: r.reason.to_string() })
        .collect();
    let doubts: Vec<NewDoubt> = restored
        .doubts
        .iter()
        .map(|doubt| NewDoubt {
            line: doubt.line,
            next_line: doubt.next_line,
            broken: doubt.broken,
            score: hundredths(doubt.score),
            reasons: doubt.reasons.join(","),
        })
        .collect();
    let id = w.insert_document(new, &removals, &doubts)?;
    let paragraphs: Vec<NewParagraph> = restored
        .paragraphs
        .iter()
        .map(|p| NewParagraph {
            kind: p.kind,
            section: p.section.clone(),
            text: p.text.clone(),
            source_lines: Some((p.first_line, p.last_line)),
        })
        .collect();
    w.insert_paragraphs(id, &paragraphs)?;
    Ok(id)
}

/// A score as the database keeps it.
#[expect(clippy::cast_possible_truncation, reason = "a score is the sum of a dozen small numbers")]
fn hundredths(score: f32) -> i64 {
    (score * 100.0).round() as i64
}

/// Every field as it may be stored.
///
/// # Errors
/// Names the field and what is wrong with it.
pub fn checked(fields: &DocumentFields) -> Result<DocumentFields> {
    Ok(fields.checked()?)
}

/// What was given, and where nothing was, the title and subtitle the text shows.
fn proposed(given: &DocumentFields, restored: &Restored) -> DocumentFields {
    let found = |kind| {
        let paragraph = restored.paragraphs.iter().find(|paragraph| paragraph.kind == kind)?;
        field::line("title", &paragraph.text, MAX_LINE).ok()
    };
    let mut fields = given.clone();
    if fields.title.is_none() {
        fields.title = found(ParagraphKind::Title);
    }
    if fields.subtitle.is_none() {
        let subtitle = found(ParagraphKind::Subtitle);
        fields.subtitle =
            subtitle.map(|text| text.trim_start_matches(['—', '─', '-']).trim().to_owned()).filter(|t| !t.is_empty());
    }
    fields
}

/// A key from the file's name that is free: `article`, else `article-2`, …
fn free_key(w: &Writer<'_>, file: &Path) -> Result<String> {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut base: String = stem
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' })
        .take(80)
        .collect();
    base = base.trim_matches('-').to_owned();
    if field::key(&base).is_err() {
        base = format!("doc-{base}").trim_end_matches('-').to_owned();
    }
    let mut key = base.clone();
    let mut n = 1;
    while w.document_by_key(&key)?.is_some() {
        n += 1;
        key = format!("{base}-{n}");
    }
    Ok(field::key(&key)?)
}

/// A file's name as it may be stored: hidden characters replaced, at most 1,000 characters.
fn shown(name: &str) -> String {
    name.chars().map(|c| if field::is_hidden(c) { '\u{FFFD}' } else { c }).take(MAX_LINE).collect()
}
