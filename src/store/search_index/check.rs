//! Whether the index says what the texts say.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{Range, SEGMENT, Upkeep, each_text, ranges};
use crate::store::{Reader, Result, StoreError};
use crate::text::index::{Address, Paragraphs, character_row};
use crate::text::{Folding, Normal};

/// What is wrong with the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexGap {
    /// A table or a trigger of the index is missing: it is not asked.
    Incomplete,
    /// There is no index, and the project is large enough for one.
    Absent,
    /// The segment that begins with this id cannot be read: damaged, or made by another version.
    Unreadable(i64),
    /// The index has this paragraph otherwise than it is, or where there is none.
    Wrong(i64),
    /// This paragraph is in no segment that answers for its id.
    Missing(i64),
    /// No segment answers for so many paragraphs before another one; the first of them has this id. A search
    /// reads them one by one.
    Uncovered(i64, i64),
    /// This paragraph behind the last segment belongs among the documents before.
    OutOfOrder(i64),
}

impl Reader<'_> {
    /// What SQLite finds wrong with the file, and rows that name what is not there.
    pub fn file_problems(&self) -> Result<Vec<String>> {
        let mut found = self.rows("PRAGMA integrity_check", [], |row| Ok(row.get::<_, String>(0)?))?;
        found.retain(|finding| finding != "ok");
        found.extend(self.rows("PRAGMA foreign_key_check", [], |row| {
            let (table, id, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(format!("{table} {}: names a {parent} that is not there", id.unwrap_or_default()))
        })?);
        Ok(found)
    }

    /// Compares the index with every text it answers for. Whatever is found wrong, making the index again
    /// mends.
    pub fn index_gaps(&self) -> Result<Vec<IndexGap>> {
        if !self.has_index_parts()? {
            return Ok(vec![IndexGap::Incomplete]);
        }
        let ranges = ranges(self.conn)?;
        let mut gaps = Vec::new();
        let mut next = i64::MIN;
        for range in &ranges {
            if range.first > next {
                gaps.extend(self.uncovered(next, range.first - 1)?);
            }
            next = range.last.saturating_add(1);
            match segment(self.conn, *range)? {
                Some(told) => compare(self, *range, told, &mut gaps)?,
                None => gaps.push(IndexGap::Unreadable(range.first)),
            }
        }
        let Some(last) = ranges.last() else {
            let paragraphs = usize::try_from(self.paragraph_count()?).unwrap_or(0);
            // A run that was cut off leaves many without one, and a later write makes it; blocks it leaves to no segment.
            let remains: bool =
                self.conn.query_row("SELECT EXISTS (SELECT 1 FROM search_block)", [], |row| row.get(0))?;
            let most = if remains { SEGMENT } else { Upkeep::of_part(SEGMENT).most_waiting() };
            gaps.extend((paragraphs >= most).then_some(IndexGap::Absent));
            return Ok(gaps);
        };
        let highest = ranges.iter().map(|range| range.last_document).max().unwrap_or(i64::MIN);
        let late = "SELECT id FROM paragraph WHERE id > ?1 AND document_id < ?2 \
                    AND id NOT IN (SELECT paragraph_id FROM search_pending) ORDER BY id";
        gaps.extend(self.rows(late, [last.last, highest], |row| Ok(IndexGap::OutOfOrder(row.get(0)?)))?);
        Ok(gaps)
    }
}

impl Reader<'_> {
    /// The paragraphs with these ids that are in no list of pending ones.
    fn uncovered(&self, first: i64, last: i64) -> Result<Option<IndexGap>> {
        let (n, first) = self.conn.query_row(include_str!("uncovered.sql"), [first, last], |row| {
            Ok((row.get::<_, i64>("n")?, row.get::<_, Option<i64>>("first")?))
        })?;
        Ok(first.map(|first| IndexGap::Uncovered(n, first)))
    }
}

/// What a segment tells of its paragraphs: their texts put together again from the lists.
fn segment(conn: &Connection, range: Range) -> Result<Option<BTreeMap<i64, (Address, String)>>> {
    if !range.readable {
        return Ok(None);
    }
    let mut read = conn.prepare_cached("SELECT paragraphs FROM search_segment WHERE first_id = ?1")?;
    let bytes: Vec<u8> = read.query_row([range.first], |row| row.get(0))?;
    let blocks = include_str!("blocks.sql");
    let blocks: Vec<Vec<u8>> = Reader::new(conn).rows(blocks, &[(":segment", &range.first)], |row| Ok(row.get(0)?))?;
    let places: Vec<(Address, u64, u64)> = Paragraphs::new(&bytes, range.first).collect();
    let length = places.last().map_or(0, |(_, begin, length)| begin.saturating_add(*length));
    let Some(row) = character_row(&blocks, length) else { return Ok(None) };
    let text = |begin: u64, length: u64| {
        let (begin, length) = (usize::try_from(begin).ok()?, usize::try_from(length).ok()?);
        row.get(begin..begin.checked_add(length)?)?.iter().copied().collect::<Option<String>>()
    };
    let told = places.into_iter().map(|(at, begin, length)| Some((at.id, (at, text(begin, length)?))));
    Ok(told.collect())
}

fn compare(
    r: &Reader<'_>,
    range: Range,
    mut told: BTreeMap<i64, (Address, String)>,
    gaps: &mut Vec<IndexGap>,
) -> Result<()> {
    let pending = r.rows(
        "SELECT paragraph_id FROM search_pending WHERE paragraph_id BETWEEN ?1 AND ?2",
        [range.first, range.last],
        |row| Ok(row.get::<_, i64>(0)?),
    )?;
    told.retain(|id, _| !pending.contains(id));
    let mut copy = Normal::default();
    each_text(r.conn, (range.first, range.last), |at, text| {
        if !pending.contains(&at.id) {
            copy.fill(text, Folding::default());
            match told.remove(&at.id) {
                Some((address, text)) if address == at && text == copy.text() => {
                    if at.document < range.first_document || at.document > range.last_document {
                        gaps.push(IndexGap::Wrong(at.id));
                    }
                }
                Some(_) => gaps.push(IndexGap::Wrong(at.id)),
                None => gaps.push(IndexGap::Missing(at.id)),
            }
        }
        Ok::<_, StoreError>(true)
    })?;
    gaps.extend(told.into_keys().map(IndexGap::Wrong));
    Ok(())
}
