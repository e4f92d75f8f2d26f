//! Keeping the index up: at the end of what changed paragraphs, in the same transaction.

use rusqlite::{Connection, named_params};

use super::{Range, each_text, last_id, ranges};
use crate::store::{Reader, Result, StoreError};
use crate::text::index::{Segment, SegmentBuilder, form};
use crate::text::{Folding, Normal};

/// Pending paragraphs, in parts of a segment, beyond which their segments are made again: looking through
/// a thousand takes about a millisecond.
const MOST_PENDING: usize = 16;

/// How much is done at once.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Upkeep {
    /// Paragraphs of a segment.
    segment: usize,
    /// Paragraphs behind the last segment from which on new ones are made.
    tail: usize,
    /// Whether the rest is indexed too that does not fill a segment.
    rest: bool,
    /// Most segments made anew for other reasons than new paragraphs.
    repairs: usize,
}

impl Upkeep {
    /// What an ordinary write does: nothing that a person would wait for.
    pub(in crate::store) const fn ordinary(segment: usize) -> Self {
        Self { segment, tail: segment, rest: false, repairs: 2 }
    }

    /// What a part of long work does, which brings its own segments, a little later than the paragraphs.
    pub(in crate::store) const fn of_part(segment: usize) -> Self {
        Self { tail: segment.saturating_mul(4), ..Self::ordinary(segment) }
    }

    /// Below how many paragraphs there may be no index.
    pub(super) const fn most_waiting(&self) -> usize {
        self.tail
    }

    /// Everything.
    pub(in crate::store) const fn everything(segment: usize) -> Self {
        Self { segment, tail: segment, rest: true, repairs: usize::MAX }
    }
}

/// Makes the segments that are due.
pub(in crate::store) fn keep_up(conn: &Connection, upkeep: &Upkeep) -> Result<()> {
    let mut known = ranges(conn)?;
    let mut made = false;
    if !follow_each_other(&known) {
        // Somebody took rows away. What is left is of no use.
        forget(conn)?;
        known.clear();
    }
    for range in due(conn, &known, upkeep.segment / MOST_PENDING)?.into_iter().take(upkeep.repairs) {
        remake(conn, range.first, range.last, upkeep.segment)?;
        made = true;
    }
    made |= extend(conn, known.last(), upkeep)?;
    if made { settle(conn) } else { Ok(()) }
}

/// Takes the whole index away.
pub(super) fn forget(conn: &Connection) -> Result<()> {
    Ok(conn.execute_batch("DELETE FROM search_block; DELETE FROM search_segment; DELETE FROM search_pending")?)
}

/// Whether the segments answer for every id up to the last one's.
fn follow_each_other(ranges: &[Range]) -> bool {
    let mut next = ranges.first().map_or(0, |range| range.first.min(1));
    ranges.iter().all(|range| {
        let follows = range.first == next;
        next = range.last + 1;
        follows
    })
}

/// Segments that cannot be read, and, when too many paragraphs are pending, those they belong to.
fn due(conn: &Connection, known: &[Range], most_pending: usize) -> Result<Vec<Range>> {
    let mut due: Vec<Range> = known.iter().filter(|range| !range.readable).copied().collect();
    let last = known.last().map_or(0, |range| range.last);
    let mut count = conn.prepare_cached("SELECT count(*) FROM search_pending WHERE paragraph_id <= ?1")?;
    let pending: i64 = count.query_row([last], |row| row.get(0))?;
    if usize::try_from(pending).unwrap_or(usize::MAX) > most_pending {
        let overdue = Reader::new(conn).rows(include_str!("overdue.sql"), [], |row| Ok(row.get::<_, i64>(0)?))?;
        due.extend(known.iter().filter(|range| range.readable && overdue.contains(&range.first)));
    }
    Ok(due)
}

/// Makes segments of the paragraphs behind the last one. Returns whether there were enough.
fn extend(conn: &Connection, last: Option<&Range>, upkeep: &Upkeep) -> Result<bool> {
    let whole = i64::try_from(upkeep.segment).unwrap_or(i64::MAX);
    // Two questions: asked together, SQLite looks at every row.
    let sql = "SELECT ifnull((SELECT min(id) FROM paragraph), 1), ifnull((SELECT max(id) FROM paragraph), 0)";
    let mut ends = conn.prepare_cached(sql)?;
    let (oldest, newest): (i64, i64) = ends.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let behind = last.map_or(oldest.min(1) - 1, |range| range.last);
    // A few stragglers are better searched one by one than kept in a segment of their own.
    let few = if upkeep.rest && last.is_some() { upkeep.segment / 8 } else { upkeep.tail };
    if newest - behind < i64::try_from(few.max(1)).unwrap_or(i64::MAX) {
        return Ok(false);
    }
    let mut count = conn.prepare_cached("SELECT count(*) FROM paragraph WHERE id > ?1")?;
    let waiting: i64 = count.query_row([behind], |row| row.get(0))?;
    if usize::try_from(waiting).unwrap_or(usize::MAX) < few.max(1) {
        return Ok(false);
    }
    // A last segment that is far from full takes the new ones in, or small imports would make many.
    let short = last.filter(|range| upkeep.rest && range.last - range.first < whole / 2);
    let first = short.map_or(behind + 1, |range| range.first);
    make(conn, (first, newest), upkeep.segment, upkeep.rest)?;
    Ok(true)
}

/// Makes the segments for these ids again, from the rows as they are now.
pub(super) fn remake(conn: &Connection, first: i64, last: i64, segment: usize) -> Result<()> {
    make(conn, (first, last), segment, true)
}

/// Makes segments of the paragraphs `first..=last`; one of the rest, too, only where `rest` says so.
fn make(conn: &Connection, (first, last): (i64, i64), size: usize, rest: bool) -> Result<()> {
    drop_range(conn, first, last)?;
    let mut builder = SegmentBuilder::new(first, size);
    let mut copy = Normal::default();
    let mut begin = first;
    each_text(conn, (first, last), |address, text| {
        copy.fill(text, Folding::default());
        builder.add(address, copy.text());
        if builder.is_full()
            && let Some(segment) = builder.finish()
        {
            store(conn, &segment)?;
            begin = segment.last + 1;
        }
        Ok::<_, StoreError>(true)
    })?;
    if !rest || begin > last {
        return Ok(());
    }
    // The segment answers for the ids behind its last paragraph too: theirs are gone.
    let empty =
        Segment { first: begin, last, first_document: 0, last_document: 0, paragraphs: Vec::new(), blocks: Vec::new() };
    store(conn, &Segment { last, ..builder.finish().unwrap_or(empty) })
}

fn drop_range(conn: &Connection, first: i64, last: i64) -> Result<()> {
    for sql in [
        "DELETE FROM search_block WHERE key BETWEEN ?1 * 2097152 AND ?2 * 2097152 + 2097151",
        "DELETE FROM search_segment WHERE first_id BETWEEN ?1 AND ?2",
    ] {
        conn.prepare_cached(sql)?.execute([first, last])?;
    }
    Ok(())
}

/// Writes a segment. What it says is true now, so nothing of it is pending any more.
pub(super) fn store(conn: &Connection, segment: &Segment) -> Result<()> {
    conn.prepare_cached(include_str!("add_segment.sql"))?.execute(named_params! {
        ":first": segment.first,
        ":last": segment.last,
        ":first_document": segment.first_document,
        ":last_document": segment.last_document,
        ":form": form(),
        ":paragraphs": segment.paragraphs,
    })?;
    let mut add = conn.prepare_cached("INSERT INTO search_block (key, lists) VALUES (?1 * 2097152 + ?2, ?3)")?;
    for block in &segment.blocks {
        add.execute((segment.first, u32::from(block.first), &block.bytes))?;
    }
    conn.prepare_cached("DELETE FROM search_pending WHERE paragraph_id BETWEEN ?1 AND ?2")?
        .execute([segment.first, segment.last])?;
    Ok(())
}

/// Keeps what is behind the last segment in reading order: see the second promise of this module.
pub(super) fn settle(conn: &Connection) -> Result<()> {
    let last = last_id(conn)?;
    conn.prepare_cached(include_str!("out_of_order.sql"))?.execute(named_params! { ":last": last })?;
    Ok(())
}
