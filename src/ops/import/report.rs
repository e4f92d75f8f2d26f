//! What an import tells those who follow it.

use std::path::PathBuf;

use super::Told;
use crate::model::{DocumentFields, ParagraphKind};
use crate::ops::OpError;

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Files done with.
    pub files: usize,
    /// Files in all.
    pub of_files: usize,
    /// Bytes read.
    pub bytes: u64,
}

/// A document that was added.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The file it came from.
    pub file: PathBuf,
    /// Its part of the file.
    pub part: Option<String>,
    /// Its key.
    pub key: String,
    /// What is known about it.
    pub fields: DocumentFields,
    /// Number of its paragraphs.
    pub n_paragraphs: usize,
    /// Kind and text of each paragraph, in a dry run only.
    pub paragraphs: Vec<(ParagraphKind, String)>,
    /// What its restoring showed.
    pub told: Told,
    /// Documents it is much like, by key, with their resemblance, the most alike first.
    pub near: Vec<(String, f64)>,
}

/// One thing that happened.
#[derive(Debug)]
pub enum Event {
    /// A document was added.
    Stored(Box<Imported>),
    /// The very same file is in the project, under this key: an earlier run brought it.
    There(PathBuf, String),
    /// A file or a part of one was refused.
    Refused(OpError),
}

/// What an import did.
#[derive(Debug, Default)]
pub struct ImportReport {
    /// Documents that were added.
    pub stored: usize,
    /// Paragraphs in them.
    pub paragraphs: usize,
    /// Code points in those.
    pub chars: usize,
    /// Boundaries decided on little.
    pub doubts: usize,
    /// Documents that have such boundaries.
    pub doubtful: usize,
    /// Documents that are much like others.
    pub alike: usize,
    /// Files that were there already.
    pub there: usize,
    /// Files and parts that were refused.
    pub refused: usize,
    /// Whether it was stopped before its end.
    pub interrupted: bool,
    /// Key and number of paragraphs of the first document.
    pub(super) first: Option<(String, usize)>,
    /// What is to be told as soon as it is committed.
    pub(super) events: Vec<Event>,
}

impl ImportReport {
    /// The key of the first document that was added.
    pub fn first_key(&self) -> Option<&str> {
        self.first.as_ref().map(|(key, _)| key.as_str())
    }

    pub(super) fn add(&mut self, event: Event) {
        match &event {
            Event::Stored(imported) => {
                self.stored += 1;
                self.paragraphs += imported.n_paragraphs;
                self.chars += imported.told.n_chars;
                self.doubts += imported.told.doubts.len();
                self.alike += usize::from(!imported.near.is_empty());
                self.doubtful += usize::from(!imported.told.doubts.is_empty());
                self.first.get_or_insert_with(|| (imported.key.clone(), imported.n_paragraphs));
            }
            Event::There(..) => self.there += 1,
            Event::Refused(_) => self.refused += 1,
        }
        self.events.push(event);
    }
}
