//! Storing one prepared text, if the project does not hold it yet.

use std::collections::HashMap;

use super::indexing::Added;
use super::key::Stem;
use super::near::NearIndex;
use super::prepare::{Prepared, of_one_file, words};
use super::{Event, ImportOptions, Imported};
use crate::model::{DocumentId, ParagraphKind, field};
use crate::ops::{FileProblem, OpError, Result};
use crate::store::{NewDocument, NewParagraph, Reader, Writer};
use crate::text::{self, Copies, Words};

/// Documents looked at closely when a text is near them.
const CANDIDATES: usize = 3;

/// Documents with the same words that are told of a text too short to be compared by its parts.
const SHORT_TWINS: u32 = 3;

/// Resemblance from which a text is called a reprint of another.
const ALIKE: f64 = 0.5;

/// Documents with the same words whose texts are compared with a new one.
const TWINS: u32 = 100;

/// What is remembered between the texts of one run.
pub(super) struct Keeper {
    /// The last document there was before the run.
    last_before: Option<DocumentId>,
    /// The number to try next for a key, by its stem: many files may have one name.
    next: HashMap<String, usize>,
    /// What texts are like which.
    near: NearIndex,
}

impl Keeper {
    /// Looks at the project before the first text.
    pub(super) fn of(r: &Reader<'_>) -> Result<Self> {
        let mut near = NearIndex::new();
        for (id, sketch) in r.simhashes()? {
            near.add(sketch, id);
        }
        Ok(Self { last_before: r.last_document()?, next: HashMap::new(), near })
    }

    /// Stores a text and says what of it goes to the index, or says that it is there. In a run of several
    /// files, a file that an earlier run brought is passed over, so that a run cut off goes on where it was.
    ///
    /// # Errors
    /// Why the text is refused.
    pub(super) fn store(
        &mut self,
        w: &mut Writer<'_>,
        prepared: Prepared,
        options: &ImportOptions,
        several: bool,
    ) -> Result<(Event, Option<Added>)> {
        let Prepared { file, part, key, mut document, removals, doubts, paragraphs, copies, told } = prepared;
        let refuse = |problem: FileProblem| {
            let problem = match part.clone() {
                Some(part) => FileProblem::Part { part, problem: Box::new(problem) },
                None => problem,
            };
            OpError::File { file: file.clone(), problem }
        };
        if !options.allow_duplicate {
            if let Some(twin) = w.document_with_sha256(&document.sha256)? {
                // Not what this very run has brought: two files with the same bytes are told.
                let earlier = Some(twin.id) <= self.last_before;
                let here = of_one_file(twin.source_file.as_deref(), document.source_file.as_deref());
                if earlier && here && (several || part.is_some()) {
                    return Ok((Event::There(file, twin.key), None));
                }
                return Err(refuse(FileProblem::Duplicate(twin.key)));
            }
            if let Some(twin) = same_text(w, &document, &paragraphs)? {
                return Err(refuse(FileProblem::SameText(twin)));
            }
        }
        document.key = match &key {
            Some(key) => {
                let key = field::key(key)?;
                if w.document_by_key(&key)?.is_some() {
                    return Err(refuse(FileProblem::KeyTaken(key)));
                }
                key
            }
            None => self.free_key(w, &Stem::of(&file, part.as_deref()))?,
        };
        let near = self.near(w, &document, &paragraphs, &copies)?;
        let id = w.insert_document(&document, &removals, &doubts)?;
        if let Some(sketch) = document.simhash {
            self.near.add(sketch, id);
        }
        let first = w.insert_paragraphs(id, &paragraphs)?;
        let n_paragraphs = paragraphs.len();
        let shown = paragraphs.into_iter().filter(|_| options.dry_run).map(|p| (p.kind, p.text)).collect();
        let event = Event::Stored(Box::new(Imported {
            file,
            part,
            key: document.key,
            fields: document.fields,
            n_paragraphs,
            paragraphs: shown,
            told,
            near,
        }));
        Ok((event, first.map(|first| Added { document: id, first, copies })))
    }

    /// The documents there are that resemble this one, with their resemblance, the most alike first.
    fn near(
        &self,
        w: &Writer<'_>,
        document: &NewDocument,
        paragraphs: &[NewParagraph],
        copies: &Copies,
    ) -> Result<Vec<(String, f64)>> {
        let near = document.simhash.map(|sketch| self.near.near(sketch, CANDIDATES)).unwrap_or_default();
        if near.is_empty() {
            // Too short to be compared by its parts: alike is what has the same words.
            let twins = w.documents_with_text_hash(document.text_hash.as_deref().unwrap_or_default(), SHORT_TWINS)?;
            return Ok(twins.into_iter().map(|(_, key)| (key, 1.0)).collect());
        }
        let shingles = words(paragraphs.iter().map(|paragraph| paragraph.kind), copies).shingles();
        let mut alike = Vec::new();
        for id in near {
            let texts = w.document_texts(id)?;
            let resemblance = shingles.resemblance(&Words::of(texts.iter().map(String::as_str)).shingles());
            if resemblance >= ALIKE {
                alike.push((w.document_key(id)?, resemblance));
            }
        }
        alike.sort_by(|one, other| other.1.total_cmp(&one.1));
        Ok(alike)
    }

    /// A key that is free: `article`; else after its folder, `2025-article`; else `article-2`, …
    fn free_key(&mut self, w: &Writer<'_>, stem: &Stem) -> Result<String> {
        let next = self.next.entry(stem.name.clone()).or_insert(1);
        loop {
            let (n, folder) = (*next, stem.in_folder.as_ref());
            let key = match n {
                1 => stem.name.clone(),
                n => format!("{}-{n}", stem.name),
            };
            for key in folder.filter(|_| n > 1).into_iter().chain([&key]) {
                if w.document_by_key(key)?.is_none() {
                    return Ok(field::key(key)?);
                }
            }
            *next += 1;
        }
    }
}

/// The key of the document that has this text, but for white space and where paragraphs end. The same words are
/// not enough: their search form takes `m²` for `m2`, `①` for `1` and `US` for `us`.
fn same_text(w: &Writer<'_>, document: &NewDocument, paragraphs: &[NewParagraph]) -> Result<Option<String>> {
    let Some(hash) = &document.text_hash else { return Ok(None) };
    let twins = w.documents_with_text_hash(hash, TWINS)?;
    if twins.is_empty() {
        return Ok(None);
    }
    let read = paragraphs.iter().filter(|paragraph| paragraph.kind != ParagraphKind::Furniture);
    let ours = text::without_blanks(read.map(|paragraph| paragraph.text.as_str()));
    for (id, key) in twins {
        let texts = w.document_texts(id)?;
        if ours == text::without_blanks(texts.iter().map(String::as_str)) {
            return Ok(Some(key));
        }
        // Somebody may have corrected its paragraphs since; what came in is what its source says.
        let restored = w.guide(id)?.restore(&w.source(id)?).paragraphs;
        let read = restored.iter().filter(|paragraph| paragraph.kind != ParagraphKind::Furniture);
        if ours == text::without_blanks(read.map(|paragraph| paragraph.text.as_str())) {
            return Ok(Some(key));
        }
    }
    Ok(None)
}
