//! The search index in the database: which paragraphs may hold words, without reading their texts.
//!
//! Segments ([`crate::text::index`]) answer for paragraph ids one behind the other, from the first id
//! on. What must hold, so that nothing is ever missed:
//!
//! 1. A paragraph is in `search_pending`, or behind the last segment, or its segment says of it what its
//!    row says. Triggers in the schema see to that, whoever changes the row.
//! 2. Behind the last segment stand only documents that come after all the index knows, or in the last
//!    of them, save for pending paragraphs. So hits come in reading order without reading everything first.
//!
//! Pending paragraphs and those behind the last segment are searched one by one. A project smaller than a
//! segment has no index at all: it is searched as fast without.

mod check;
mod keep;
mod look;
mod members;
mod merge;
mod parts;

use rusqlite::{Connection, Row, named_params};

pub use check::IndexGap;
pub(super) use keep::{Upkeep, keep_up};
pub use look::Counted;
pub(super) use parts::restore_parts;

use super::{Reader, Result, Store, StoreError, Writer};
use crate::text::index::{Address, Segment};

/// How many paragraphs a segment holds.
pub const SEGMENT: usize = 16_384;

/// A segment without its lists.
#[derive(Debug, Clone, Copy)]
struct Range {
    first: i64,
    last: i64,
    first_document: i64,
    last_document: i64,
    /// Whether this program can read it.
    readable: bool,
}

/// Where the next segment begins, and what the project looked like then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexBase {
    /// The id the next paragraph will have, or a lower one.
    pub first: i64,
    /// What SQLite calls the version of the data: another one when somebody else has written.
    version: i64,
}

impl Store {
    /// Indexes everything that an index pays for, at once. Done at the end of bulk work; ordinary writes
    /// keep the index up by themselves.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn index(&mut self) -> Result<()> {
        let tx = self.begin()?;
        keep_up(&tx, &Upkeep::everything(self.segment))?;
        Ok(tx.commit()?)
    }

    /// As [`Store::index`], with segments that were made while their paragraphs were written; see
    /// [`Writer::add_segment`].
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn index_with(&mut self, base: IndexBase, segments: impl Iterator<Item = Segment>) -> Result<()> {
        let tx = self.begin()?;
        for segment in segments {
            if !add_segment(&tx, base, &segment)? {
                break;
            }
        }
        keep_up(&tx, &Upkeep::everything(self.segment))?;
        Ok(tx.commit()?)
    }

    /// Makes the index again from the texts, whatever is there.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn remake_index(&mut self) -> Result<()> {
        let tx = self.begin()?;
        keep::forget(&tx)?;
        keep_up(&tx, &Upkeep::everything(self.segment))?;
        Ok(tx.commit()?)
    }

    /// How many paragraphs segments made from now on hold; [`SEGMENT`] unless told otherwise.
    pub const fn set_segment(&mut self, paragraphs: usize) {
        self.segment = paragraphs;
    }
}

impl Writer<'_> {
    /// Where a segment of paragraphs that this operation and further parts of it add would begin. To be
    /// asked before the first of them is added.
    pub fn index_base(&self) -> Result<IndexBase> {
        let sql = "SELECT ifnull(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'paragraph'";
        let first = self.conn.query_row(sql, [], |row| row.get(0))?;
        Ok(IndexBase { first, version: data_version(self.conn)? })
    }

    /// Keeps a segment that was made from paragraphs added since `base` was asked for, while they were
    /// written. Returns `false` where somebody else has written since: the segment may be wrong then and
    /// is not kept; it will be made from the rows.
    pub fn add_segment(&mut self, base: IndexBase, segment: &Segment) -> Result<bool> {
        add_segment(self.conn, base, segment)
    }
}

fn add_segment(conn: &Connection, base: IndexBase, segment: &Segment) -> Result<bool> {
    let behind = last_id(conn)? + 1;
    if data_version(conn)? != base.version || segment.first < behind || segment.first < base.first {
        return Ok(false);
    }
    if segment.first > behind {
        keep::remake(conn, behind, segment.first - 1, SEGMENT)?;
    }
    keep::store(conn, segment)?;
    keep::settle(conn)?;
    Ok(true)
}

fn data_version(conn: &Connection) -> Result<i64> {
    Ok(conn.pragma_query_value(None, "data_version", |row| row.get(0))?)
}

/// The last id the index answers for; 0 if there is none.
fn last_id(conn: &Connection) -> Result<i64> {
    let mut statement = conn.prepare_cached("SELECT ifnull(max(last_id), 0) FROM search_segment")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// The segments by id, without their bytes.
fn ranges(conn: &Connection) -> Result<Vec<Range>> {
    let form = crate::text::index::form();
    Reader::new(conn).rows(
        "SELECT first_id, last_id, first_document, last_document, form FROM search_segment ORDER BY first_id",
        [],
        |row| {
            Ok(Range {
                first: row.get("first_id")?,
                last: row.get("last_id")?,
                first_document: row.get("first_document")?,
                last_document: row.get("last_document")?,
                readable: row.get_ref("form")?.as_str().is_ok_and(|written| written == form),
            })
        },
    )
}

/// Shows `each` the paragraphs `first..=last` by id, with their texts.
fn each_text<E: From<StoreError>>(
    conn: &Connection,
    (first, last): (i64, i64),
    each: impl FnMut(Address, &str) -> Result<bool, E>,
) -> Result<(), E> {
    each_row(conn, include_str!("texts.sql"), named_params! { ":first": first, ":last": last }, each)
}

fn each_row<E: From<StoreError>>(
    conn: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
    mut each: impl FnMut(Address, &str) -> Result<bool, E>,
) -> Result<(), E> {
    let mut statement = conn.prepare_cached(sql).map_err(StoreError::from)?;
    let mut rows = statement.query(parameters).map_err(StoreError::from)?;
    while let Some(row) = rows.next().map_err(StoreError::from)? {
        let text = row.get_ref("text").map_err(StoreError::from)?;
        let text = text.as_str().map_err(|_| StoreError::Damaged("a paragraph is no text".to_owned()))?;
        if !each(address(row)?, text)? {
            break;
        }
    }
    Ok(())
}

fn address(row: &Row<'_>) -> Result<Address> {
    Ok(Address { document: row.get("document_id")?, ordinal: row.get("ordinal")?, id: row.get("id")? })
}
