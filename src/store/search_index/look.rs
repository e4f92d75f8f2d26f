//! Asking the index: which paragraphs of a segment hold words, and which have to be asked themselves.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, named_params};

use super::members::Members;
use super::{Range, each_row, each_text, ranges};
use crate::store::{Reader, Result, Selection, StoreError};
use crate::text::index::{Address, Paragraphs, Starts, list_in, united};
use crate::text::query::{Ask, Sought};

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
    /// What `size` has said.
    sizes: RefCell<HashMap<char, usize>>,
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
    /// `None` where there is no index, or only parts of one.
    pub(super) fn new(reader: Reader<'a>) -> Result<Option<Self>> {
        let conn = reader.conn;
        if !reader.has_index_parts()? {
            return Ok(None);
        }
        let ranges = ranges(conn)?;
        if ranges.is_empty() {
            return Ok(None);
        }
        let pending = reader.rows("SELECT paragraph_id FROM search_pending", [], |row| Ok(row.get(0)?))?;
        Ok(Some(Self { conn, ranges, pending: pending.into_iter().collect(), sizes: RefCell::default() }))
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

    /// The paragraphs of a source that may be found, in reading order.
    pub(super) fn candidates(&self, source: Source, sought: &Sought) -> Result<Vec<Candidate>> {
        let mut found = Vec::new();
        let mut keep = |at, text: &str| {
            if sought.could_stand_in(text.as_bytes()) {
                found.push(Candidate { at, rows: None });
            }
        };
        match source {
            Source::Segment(range) => match self.listed(range, &sought.ask())? {
                Some(listed) => found = listed,
                // What cannot be read is no reason to miss anything.
                None => return self.candidates(Source::Ids(range.first, range.last), sought),
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

    /// What the lists of a segment say; `None` if they cannot tell, are damaged or of another form.
    fn listed(&self, range: Range, ask: &Ask) -> Result<Option<Vec<Candidate>>> {
        if !range.readable {
            return Ok(None);
        }
        let mut lists = Lists { look: self, range, lists: HashMap::new(), paragraphs: None };
        let Some(mut found) = lists.answer(ask)? else { return Ok(None) };
        if found.is_empty() && !self.has_lists(range)? {
            return Ok(None);
        }
        found.retain(|candidate| !self.pending.contains(&candidate.at.id));
        Ok(Some(found))
    }

    /// Whether a segment has lists at all. That some of them are gone only `check` sees.
    fn has_lists(&self, range: Range) -> Result<bool> {
        let mut statement = self.conn.prepare_cached(include_str!("has_blocks.sql"))?;
        Ok(statement.exists([range.first])?)
    }

    /// How many bytes it takes at most to read the list of a character, in a segment like others. One is asked
    /// for all: what is frequent here is so there, and a wrong guess costs time alone.
    fn size(&self, segment: i64, character: char) -> Result<usize> {
        if let Some(size) = self.sizes.borrow().get(&character) {
            return Ok(*size);
        }
        let mut statement = self.conn.prepare_cached(include_str!("block_size.sql"))?;
        let place = named_params! { ":segment": segment, ":character": u32::from(character) };
        let bytes: Option<i64> = statement.query_row(place, |row| row.get("bytes")).optional()?;
        let size = bytes.and_then(|bytes| usize::try_from(bytes).ok()).unwrap_or(0);
        self.sizes.borrow_mut().insert(character, size);
        Ok(size)
    }

    /// The list of a character; `None` if it is damaged.
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

/// The lists of one segment, each read once.
struct Lists<'a> {
    look: &'a Look<'a>,
    range: Range,
    lists: HashMap<char, Vec<u8>>,
    paragraphs: Option<Vec<u8>>,
}

impl Lists<'_> {
    /// The paragraphs that may be meant, by id; `None` if the lists cannot tell.
    fn answer(&mut self, ask: &Ask) -> Result<Option<Vec<Candidate>>> {
        match ask {
            Ask::Anywhere => Ok(None),
            Ask::Row(row) => self.row(row),
            Ask::All(parts) => {
                let mut all: Option<Vec<Candidate>> = None;
                for part in parts {
                    let Some(found) = self.answer(part)? else { return Ok(None) };
                    all = Some(match all {
                        None => found,
                        Some(all) => in_both(all, &found),
                    });
                    if all.as_ref().is_some_and(Vec::is_empty) {
                        break;
                    }
                }
                Ok(all)
            }
            Ask::Any(parts) => {
                let mut any = Vec::new();
                for part in parts {
                    let Some(found) = self.answer(part)? else { return Ok(None) };
                    any.extend(found.into_iter().map(|Candidate { at, .. }| Candidate { at, rows: None }));
                }
                any.sort_unstable_by_key(|candidate| candidate.at.id);
                any.dedup_by_key(|candidate| candidate.at.id);
                Ok(Some(any))
            }
        }
    }

    /// The paragraphs in which these characters stand in a row, or may; `None` if the lists are damaged.
    ///
    /// The rarest character goes first. Once few places are left and long lists still to be read, the
    /// texts are asked instead.
    fn row(&mut self, row: &[Vec<char>]) -> Result<Option<Vec<Candidate>>> {
        let mut places = Vec::with_capacity(row.len());
        for (offset, characters) in (0..).zip(row) {
            let bytes = characters.iter().map(|c| self.look.size(self.range.first, *c)).sum::<Result<usize>>()?;
            places.push((bytes, offset, characters));
        }
        places.sort_by_key(|(bytes, offset, _)| (*bytes, *offset));
        let mut found: Option<Starts> = None;
        let mut exact = true;
        for (bytes, offset, characters) in places {
            match &mut found {
                Some(found) if found.positions().is_empty() => break,
                Some(found) if found.are_few_beside(bytes) => {
                    exact = false;
                    break;
                }
                found => {
                    let Some(list) = self.of_any(characters)? else { return Ok(None) };
                    match found {
                        Some(found) => found.narrow(offset, &list),
                        None => *found = Some(Starts::new(offset, &list)),
                    }
                }
            }
        }
        match found {
            Some(found) if !found.positions().is_empty() => self.told_apart(found.positions(), exact),
            _ => Ok(Some(Vec::new())),
        }
    }

    /// The list of any of these characters; `None` if one is damaged.
    fn of_any(&mut self, characters: &[char]) -> Result<Option<Cow<'_, [u8]>>> {
        for c in characters {
            if !self.lists.contains_key(c) {
                let Some(list) = self.look.list(self.range.first, *c)? else { return Ok(None) };
                self.lists.insert(*c, list);
            }
        }
        let lists: Vec<&[u8]> = characters.iter().filter_map(|c| self.lists.get(c).map(Vec::as_slice)).collect();
        Ok(Some(match lists.as_slice() {
            [list] => Cow::Borrowed(*list),
            lists => Cow::Owned(united(lists)),
        }))
    }

    /// Positions as the paragraphs they stand in; `None` where there are more than characters: damaged.
    fn told_apart(&mut self, positions: &[u64], exact: bool) -> Result<Option<Vec<Candidate>>> {
        let bytes = match self.paragraphs.take() {
            Some(bytes) => bytes,
            None => {
                let sql = "SELECT paragraphs FROM search_segment WHERE first_id = ?1";
                self.look.conn.prepare_cached(sql)?.query_row([self.range.first], |row| row.get(0))?
            }
        };
        let candidates = told_apart(positions, exact, Paragraphs::new(&bytes, self.range.first));
        self.paragraphs = Some(bytes);
        Ok(candidates)
    }
}

fn told_apart(positions: &[u64], exact: bool, mut paragraphs: Paragraphs<'_>) -> Option<Vec<Candidate>> {
    let mut positions = positions.iter().copied().peekable();
    let mut candidates = Vec::new();
    while let Some(first) = positions.next() {
        let (at, begin, length) = paragraphs.next_behind(first)?;
        let mut rows = 1;
        while positions.next_if(|position| *position < begin.saturating_add(length)).is_some() {
            rows += 1;
        }
        candidates.push(Candidate { at, rows: exact.then_some(rows) });
    }
    Some(candidates)
}

/// Those of `these` that are among `those`, both by id.
fn in_both(mut these: Vec<Candidate>, those: &[Candidate]) -> Vec<Candidate> {
    let mut those = those.iter().map(|candidate| candidate.at.id).peekable();
    these.retain_mut(|candidate| {
        candidate.rows = None;
        while those.next_if(|id| *id < candidate.at.id).is_some() {}
        those.peek() == Some(&candidate.at.id)
    });
    these
}

impl Reader<'_> {
    /// How many places in the selected paragraphs hold the words, from the index, without reading the
    /// texts it knows. `None` where there is no index, or where it cannot tell for these words.
    pub fn count_indexed(&self, selection: &Selection, sought: &mut Sought) -> Result<Option<Counted>> {
        let counts = sought.only_words().is_some_and(|needle| needle.is_counted_by_index());
        // What is asked of each row needs the row; then its text costs little more.
        let needs_rows = selection.is_by_row() && !selection.is_everything();
        if !counts || needs_rows {
            return Ok(None);
        }
        let Some(look) = Look::new(*self)? else { return Ok(None) };
        let Some(members) = Members::of(*self, selection)? else { return Ok(None) };
        let mut counted = Counted::default();
        let mut documents = HashSet::new();
        let mut read = self.conn.prepare_cached("SELECT text FROM paragraph WHERE id = ?1")?;
        for (_, source) in look.sources() {
            let mut last = None;
            for candidate in look.candidates(source, sought)? {
                if !members.contains(candidate.at.id) {
                    continue;
                }
                let hits = match (candidate.rows, sought.only_words()) {
                    (Some(rows), _) => rows,
                    (None, None) => 0,
                    (None, Some(needle)) => {
                        let mut rows = read.query([candidate.at.id])?;
                        match rows.next()? {
                            Some(row) => needle.count(row.get_ref("text")?.as_bytes().unwrap_or_default()),
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
