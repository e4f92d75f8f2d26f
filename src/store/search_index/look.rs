//! Asking the index: which paragraphs of a segment hold words, and which have to be asked themselves.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{Range, each_row, each_text, ranges};
use crate::store::{Reader, Result, StoreError};
use crate::text::Needle;
use crate::text::index::{Address, Paragraphs, list_in, starts};

/// A paragraph that holds the words, or may hold them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) at: Address,
    /// How many times the words stand in its normalised copy; `None` if only its text can tell.
    pub(super) rows: Option<usize>,
}

/// How much was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// Places.
    pub hits: usize,
    /// Paragraphs that hold one.
    pub paragraphs: usize,
    /// Documents that hold one.
    pub documents: usize,
}

/// The index as one view of the project shows it.
pub(super) struct Look<'a> {
    conn: &'a Connection,
    ranges: Vec<Range>,
    pending: HashSet<i64>,
}

/// Paragraphs looked through together.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source {
    /// Those of a segment.
    Segment(Range),
    /// Those with ids in this range, one by one.
    Ids(i64, i64),
    /// The pending ones, one by one.
    Pending,
}

impl<'a> Look<'a> {
    /// `None` where there is no index.
    pub(super) fn new(reader: Reader<'a>) -> Result<Option<Self>> {
        let conn = reader.conn;
        let ranges = ranges(conn)?;
        if ranges.is_empty() {
            return Ok(None);
        }
        let pending = reader.rows("SELECT paragraph_id FROM search_pending", [], |row| Ok(row.get(0)?))?;
        Ok(Some(Self { conn, ranges, pending: pending.into_iter().collect() }))
    }

    /// What to look through, each with the lowest document a paragraph of it may belong to.
    pub(super) fn sources(&self) -> Vec<(i64, Source)> {
        let mut sources = vec![(i64::MIN, Source::Pending)];
        let mut next = i64::MIN;
        for range in &self.ranges {
            if range.first > next {
                sources.push((i64::MIN, Source::Ids(next, range.first - 1)));
            }
            sources.push((range.first_document, Source::Segment(*range)));
            next = range.last.saturating_add(1);
        }
        let highest = self.ranges.iter().map(|range| range.last_document).max();
        sources.push((highest.unwrap_or(i64::MIN), Source::Ids(next, i64::MAX)));
        sources
    }

    /// The paragraphs of a source that may hold the words, in reading order.
    pub(super) fn candidates(&self, source: Source, needle: &Needle) -> Result<Vec<Candidate>> {
        let mut found = Vec::new();
        let mut keep = |at, text: &str| {
            if needle.could_stand_in(text.as_bytes()) {
                found.push(Candidate { at, rows: None });
            }
        };
        match source {
            Source::Segment(range) => match self.listed(range, needle)? {
                Some(listed) => found = listed,
                // What cannot be read is no reason to miss anything.
                None => return self.candidates(Source::Ids(range.first, range.last), needle),
            },
            Source::Ids(first, last) => each_text(self.conn, (first, last), |at, text| {
                if !self.pending.contains(&at.id) {
                    keep(at, text);
                }
                Ok::<_, StoreError>(true)
            })?,
            Source::Pending if self.pending.is_empty() => {}
            Source::Pending => each_row(self.conn, include_str!("pending_texts.sql"), [], |at, text| {
                keep(at, text);
                Ok::<_, StoreError>(true)
            })?,
        }
        if !found.is_sorted_by_key(|candidate| candidate.at) {
            found.sort_unstable_by_key(|candidate| candidate.at);
        }
        Ok(found)
    }

    /// What the lists of a segment say; `None` if they are damaged or of another form.
    fn listed(&self, range: Range, needle: &Needle) -> Result<Option<Vec<Candidate>>> {
        if !range.readable {
            return Ok(None);
        }
        let mut lists: HashMap<char, Vec<u8>> = HashMap::new();
        for c in needle.indexed() {
            if lists.contains_key(c) {
                continue;
            }
            let Some(list) = self.list(range.first, *c)? else { return Ok(None) };
            if list.is_empty() {
                return Ok(Some(Vec::new()));
            }
            lists.insert(*c, list);
        }
        let in_order: Vec<&[u8]> = needle.indexed().iter().filter_map(|c| lists.get(c).map(Vec::as_slice)).collect();
        let found = starts(&in_order, true);
        if found.positions.is_empty() {
            return Ok(Some(Vec::new()));
        }
        let mut read = self.conn.prepare_cached("SELECT paragraphs FROM search_segment WHERE first_id = ?1")?;
        let bytes: Vec<u8> = read.query_row([range.first], |row| row.get(0))?;
        let mut paragraphs = Paragraphs::new(&bytes, range.first);
        let mut positions = found.positions.iter().copied().peekable();
        let mut candidates = Vec::new();
        while let Some(first) = positions.next() {
            // More positions than characters: damaged.
            let Some((at, begin, length)) = paragraphs.next_behind(first) else { return Ok(None) };
            let mut rows = 1;
            while positions.next_if(|position| *position < begin.saturating_add(length)).is_some() {
                rows += 1;
            }
            if !self.pending.contains(&at.id) {
                candidates.push(Candidate { at, rows: found.exact.then_some(rows) });
            }
        }
        Ok(Some(candidates))
    }

    fn list(&self, segment: i64, character: char) -> Result<Option<Vec<u8>>> {
        let mut statement = self.conn.prepare_cached(include_str!("block.sql"))?;
        let list =
            statement.query_row(named_params! { ":segment": segment, ":character": u32::from(character) }, |row| {
                let block = row.get_ref("lists")?.as_blob().unwrap_or(&[0x80]);
                Ok(list_in(block, character).ok().map(<[u8]>::to_vec))
            });
        Ok(list.optional()?.unwrap_or_else(|| Some(Vec::new())))
    }
}

impl Reader<'_> {
    /// How many places hold the words, from the index, without reading the texts it knows. `None` where
    /// there is no index, or where it cannot tell for these words.
    pub fn count_indexed(&self, needle: &mut Needle) -> Result<Option<Counted>> {
        let Some(look) = Look::new(*self)? else { return Ok(None) };
        if !needle.is_counted_by_index() {
            return Ok(None);
        }
        let mut counted = Counted::default();
        let mut documents = HashSet::new();
        let mut read = self.conn.prepare_cached("SELECT text FROM paragraph WHERE id = ?1")?;
        for (_, source) in look.sources() {
            let mut last = None;
            for candidate in look.candidates(source, needle)? {
                let hits = match candidate.rows {
                    Some(rows) => rows,
                    None => {
                        let mut rows = read.query([candidate.at.id])?;
                        match rows.next()? {
                            Some(row) => needle.places(row.get_ref("text")?.as_str().unwrap_or_default()).len(),
                            None => 0,
                        }
                    }
                };
                if hits > 0 {
                    counted.hits += hits;
                    counted.paragraphs += 1;
                    if last != Some(candidate.at.document) {
                        last = Some(candidate.at.document);
                        documents.insert(candidate.at.document);
                    }
                }
            }
        }
        counted.documents = documents.len();
        Ok(Some(counted))
    }
}
