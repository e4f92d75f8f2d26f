//! From a text as it came in to a document ready to be stored: restoring, checking, hashing. Needs no
//! project and runs on any thread.

use std::path::{Path, PathBuf};

use crate::intake::{FileProblem, Incoming};
use crate::model::ParagraphKind;
use crate::model::field::{self, MAX_LINE};
use crate::store::{NewDocument, NewDoubt, NewParagraph, NewRemoval};
use crate::text::metadata::{self, Named};
use crate::text::{Copies, Doubt, Layout, Removal, Restored, Words, restore_hinted, restore_hinted_as_is};

use super::{ImportOptions, checked};
use crate::ops::restored;

/// A document ready to be stored.
#[derive(Debug)]
pub(super) struct Prepared {
    /// The file it came from.
    pub(super) file: PathBuf,
    /// Its part of the file.
    pub(super) part: Option<String>,
    /// The key that was given, by a person or by the file.
    pub(super) key: Option<String>,
    /// The document; its key is not known yet.
    pub(super) document: NewDocument,
    pub(super) removals: Vec<NewRemoval>,
    pub(super) doubts: Vec<NewDoubt>,
    pub(super) paragraphs: Vec<NewParagraph>,
    /// The search copies of the paragraphs.
    pub(super) copies: Copies,
    /// What a person is told of it.
    pub(super) told: Told,
}

/// What a person is told of a text that was restored.
#[derive(Debug, Clone)]
pub struct Told {
    /// Source lines, blank ones included.
    pub n_lines: usize,
    /// The layout that was used.
    pub layout: Layout,
    /// What was taken out.
    pub removed: Vec<Removal>,
    /// Boundaries decided on little.
    pub doubts: Vec<Doubt>,
    /// Code points in its paragraphs.
    pub n_chars: usize,
    /// What else there is to say.
    pub notes: Vec<String>,
}

impl Prepared {
    /// Bytes it takes, about.
    pub(super) fn weight(&self) -> usize {
        4096 + 3 * self.document.source.len() + self.copies.bytes()
    }
}

/// Makes a document of a text.
///
/// # Errors
/// Why the text cannot be taken.
pub(super) fn prepare(file: &Path, incoming: Incoming, options: &ImportOptions) -> Result<Prepared, FileProblem> {
    let layout = options.layout.unwrap_or(incoming.layout);
    let Restored { paragraphs, mut removed, doubts, n_lines, layout } = if options.keep_radicals {
        restore_hinted_as_is(&incoming.text, layout, &incoming.hints)
    } else {
        restore_hinted(&incoming.text, layout, &incoming.hints)
    };
    if !incoming.removed.is_empty() {
        removed.extend(incoming.removed);
        removed.sort_by_key(|removal| removal.line);
    }
    let n_chars = restored::checked(&paragraphs)?;
    let named = match &options.name_pattern {
        Some(pattern) => pattern.read(&name_of(file, incoming.part.as_deref(), pattern.folders())),
        None => Ok(Named::default()),
    }
    .map_err(FileProblem::Name)?;
    let told = checked(&named.fields.or(incoming.fields)).map_err(|error| FileProblem::Format(error.to_string()))?;
    let fields = options.fields.clone().or(told).or(metadata::propose(&paragraphs, options.year));
    let mut attributes = options.attributes.clone();
    for (name, value) in named.attributes.into_iter().chain(incoming.attributes) {
        if !attributes.iter().any(|(known, _)| *known == name) {
            attributes.push((name, value));
        }
    }
    let copies = Copies::of(paragraphs.iter().map(|paragraph| paragraph.text.as_str()));
    let read = paragraphs.iter().zip(copies.iter()).filter(|(paragraph, _)| paragraph.kind != ParagraphKind::Furniture);
    let words = Words::of_copies(read.map(|(_, copy)| copy));
    let document = NewDocument {
        key: String::new(),
        fields,
        attributes,
        source_file: source_file(file),
        sha256: incoming.sha256,
        encoding: incoming.encoding,
        extractor: format!("pizhu {} {} {layout}", env!("CARGO_PKG_VERSION"), incoming.extractor),
        text_hash: Some(words.hash()),
        simhash: Some(words.simhash()),
        source: incoming.raw.unwrap_or(incoming.text),
    };
    Ok(Prepared {
        file: file.to_owned(),
        part: incoming.part,
        key: options.key.clone().or(named.key).or(incoming.key),
        document,
        removals: restored::removals(&removed),
        doubts: restored::doubts(&doubts),
        paragraphs: restored::paragraphs(paragraphs),
        copies,
        told: Told { n_lines, layout, removed, doubts, n_chars, notes: incoming.notes },
    })
}

/// What a name pattern looks at: the name without its ending, after as many folders as it asks for.
fn name_of(file: &Path, part: Option<&str>, folders: usize) -> String {
    let path = part.filter(|part| !part.starts_with("row ")).map_or(file, Path::new);
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let above = path.parent().into_iter().flat_map(Path::components).rev().take(folders);
    above.fold(stem, |name, folder| format!("{}/{name}", folder.as_os_str().to_string_lossy()))
}

/// A file's name as it is stored: hidden characters replaced, at most 1,000 characters.
fn source_file(file: &Path) -> Option<String> {
    let name = file.file_name()?.to_string_lossy();
    let name: String = name.chars().map(|c| if field::is_hidden(c) { '\u{FFFD}' } else { c }).take(MAX_LINE).collect();
    (name != "-").then_some(name)
}
