//! From a text as it came in to a document ready to be stored: restoring, checking, hashing. Needs no
//! project and runs on any thread.

use std::path::{Path, PathBuf};

use crate::intake::{FileProblem, Incoming};
use crate::model::ParagraphKind;
use crate::model::field::{self, MAX_LINE};
use crate::store::{NewDocument, NewDoubt, NewParagraph, NewRemoval};
use crate::text::metadata::{self, Named, Published, YearFrom};
use crate::text::{Copies, Doubt, Layout, LineHint, Removal, Restored, Words};

use super::ImportOptions;
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
    /// Where the date is known from; of a day in the text, also when its year is not known.
    pub dated: Option<Dated>,
    /// What of its characters is not as it was, or not there.
    pub losses: Vec<String>,
    /// What else there is to say.
    pub notes: Vec<String>,
}

/// Where the date of a text is known from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dated {
    /// A person said it.
    Asked,
    /// The file's name, by the pattern of names.
    Name,
    /// What the format, or a column of a table, says of the text.
    File,
    /// The text itself.
    Text(Published),
}

/// The words of a document that is read, page furniture left out, from the search copies of its paragraphs.
pub(super) fn words(kinds: impl Iterator<Item = ParagraphKind>, copies: &Copies) -> Words {
    let read = kinds.zip(copies.iter()).filter(|(kind, _)| *kind != ParagraphKind::Furniture);
    Words::of_copies(read.map(|(_, copy)| copy))
}

impl Prepared {
    /// Bytes it takes, about.
    pub(super) fn weight(&self) -> usize {
        let document = &self.document;
        let hints = size_of::<LineHint>() * document.guide.lines.len();
        4096 + 3 * document.source.len() + hints + self.copies.bytes()
    }
}

/// Makes a document of a text.
///
/// # Errors
/// Why the text cannot be taken.
pub(super) fn prepare(file: &Path, incoming: Incoming, options: &ImportOptions) -> Result<Prepared, FileProblem> {
    let mut guide = incoming.guide;
    guide.layout = options.layout.unwrap_or(guide.layout);
    guide.keep_radicals |= options.keep_radicals;
    let Restored { paragraphs, removed, doubts, n_lines, layout } = guide.restore(&incoming.text);
    let n_chars = restored::checked(&paragraphs)?;
    let named = match &options.name_pattern {
        Some(pattern) => pattern.read(&name_of(file, incoming.part.as_deref(), pattern.folders()), options.read.year),
        None => Ok(Named::default()),
    }
    .map_err(FileProblem::Name)?;
    let dated = [
        (&options.fields.published, Dated::Asked),
        (&named.fields.published, Dated::Name),
        (&incoming.fields.published, Dated::File),
    ];
    let mut dated = dated.into_iter().find_map(|(date, from)| date.as_ref().map(|_| from));
    let mut own = incoming.fields;
    if incoming.title_is_a_guess {
        own.title = metadata::shown_title(&paragraphs, own.title.as_deref()).or(own.title);
    }
    let told = named.fields.or(own).checked().map_err(|error| FileProblem::Format(error.to_string()))?;
    let mut fields = options.fields.clone().or(told);
    let year = options.read.year.map(|year| (year, YearFrom::Asked));
    let year = year.or_else(|| Published::year_of_part(fields.published.as_deref()?));
    let year = year.or_else(|| Some((year_of_name(file, incoming.part.as_deref())?, YearFrom::Name)));
    let (proposed, published) = metadata::propose(&paragraphs, year);
    if let Some(published) = published {
        // A day in the text says more than a year that was given, unless it is of another.
        let more = fields.published.as_deref().map(|known| published.completes(known));
        if more != Some(None) {
            fields.published = None;
            dated = Some(Dated::Text(published));
        }
    }
    let fields = fields.or(proposed);
    let mut attributes = options.attributes.clone();
    for (name, value) in named.attributes.into_iter().chain(incoming.attributes) {
        if !attributes.iter().any(|(known, _)| *known == name) {
            attributes.push((name, value));
        }
    }
    // Who gives an attribute no value wants none.
    attributes.retain(|(_, value)| !value.is_empty());
    let copies = Copies::of(paragraphs.iter().map(|paragraph| paragraph.text.as_str()));
    let words = words(paragraphs.iter().map(|paragraph| paragraph.kind), &copies);
    let document = NewDocument {
        key: String::new(),
        fields,
        attributes,
        source_file: source_file(file, incoming.part.as_deref()),
        sha256: incoming.sha256,
        encoding: incoming.encoding,
        extractor: format!("pizhu {} {} {layout}", env!("CARGO_PKG_VERSION"), incoming.extractor),
        text_hash: Some(words.hash()),
        simhash: words.sketch(),
        source: incoming.text,
        guide,
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
        told: Told { n_lines, layout, removed, doubts, n_chars, dated, losses: incoming.losses, notes: incoming.notes },
    })
}

/// What a name pattern looks at: the name without its ending, after as many folders as it asks for.
fn name_of(file: &Path, part: Option<&str>, folders: usize) -> String {
    let path = part.filter(|part| !part.starts_with("row ")).map_or(file, Path::new);
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let above = path.parent().into_iter().flat_map(Path::components).rev().take(folders);
    above.fold(stem, |name, folder| format!("{}/{name}", folder.as_os_str().to_string_lossy()))
}

/// The year that the name of a file or of its part in an archive tells.
fn year_of_name(file: &Path, part: Option<&str>) -> Option<i32> {
    metadata::year_in_name(&name_of(file, part, 0))
}

/// Where a text came from as it is stored: the file's name and its part, `papers.zip: 2025/a.txt`, hidden
/// characters replaced, at most 1,000 characters.
fn source_file(file: &Path, part: Option<&str>) -> Option<String> {
    let name = file.file_name()?.to_string_lossy();
    if name == "-" {
        return None;
    }
    let part = part.map(|part| format!("{PART}{part}")).unwrap_or_default();
    let shown = name.chars().chain(part.chars()).map(|c| if field::is_hidden(c) { '\u{FFFD}' } else { c });
    Some(shown.take(MAX_LINE).collect())
}

/// What parts a file's name from its part.
const PART: &str = ": ";

/// Whether two texts, by where they came from, are of files of one name. Their parts may differ: rows
/// move when a table grows.
pub(super) fn of_one_file(one: Option<&str>, other: Option<&str>) -> bool {
    let file = |source: &str| source.split(PART).next().map(str::to_owned);
    one.and_then(file) == other.and_then(file)
}
