//! Readings: how far each coder got.

use rusqlite::OptionalExtension;

use super::{Reader, Result, Writer};
use crate::model::{CoderId, DocumentId, ParagraphId, ReadingState};

/// How many paragraphs a coder has read, by what he said of them; page furniture does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadingCounts {
    /// Paragraphs there are.
    pub total: i64,
    /// Read and coded.
    pub done: i64,
    /// Read, nothing to code.
    pub none: i64,
    /// To be looked at again.
    pub unsure: i64,
}

impl ReadingCounts {
    /// Paragraphs read, whatever was said of them.
    pub const fn read(self) -> i64 {
        self.done + self.none + self.unsure
    }

    /// Paragraphs not read yet.
    pub const fn unread(self) -> i64 {
        self.total - self.read()
    }
}

/// What one coder said of one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingRow {
    /// Who.
    pub coder_id: CoderId,
    /// Who, by name.
    pub coder: String,
    /// What.
    pub state: ReadingState,
    /// When.
    pub at: String,
}

impl Reader<'_> {
    /// What all coders said of a paragraph.
    pub fn readings(&self, paragraph: ParagraphId) -> Result<Vec<ReadingRow>> {
        self.rows(include_str!("reading/of_paragraph.sql"), [paragraph.0], |row| {
            Ok(ReadingRow {
                coder_id: CoderId(row.get("coder_id")?),
                coder: row.get("coder")?,
                state: row.get::<_, String>("state")?.parse()?,
                at: row.get("at")?,
            })
        })
    }

    /// What a coder said of a paragraph.
    pub fn reading(&self, paragraph: ParagraphId, coder: CoderId) -> Result<Option<ReadingState>> {
        let mut statement =
            self.conn.prepare_cached("SELECT state FROM reading WHERE paragraph_id = ?1 AND coder_id = ?2")?;
        let state: Option<String> = statement.query_row([paragraph.0, coder.0], |row| row.get(0)).optional()?;
        Ok(state.map(|state| state.parse()).transpose()?)
    }

    /// How far a coder got in the project, or in one document.
    pub fn reading_counts(&self, coder: CoderId, document: Option<DocumentId>) -> Result<ReadingCounts> {
        let counts = self.row(
            include_str!("reading_counts.sql"),
            rusqlite::named_params! { ":coder_id": coder.0, ":document_id": document.map(|id| id.0) },
            |row| {
                Ok(ReadingCounts {
                    total: row.get("total")?,
                    done: row.get("done")?,
                    none: row.get("none")?,
                    unsure: row.get("unsure")?,
                })
            },
        )?;
        Ok(counts.unwrap_or_default())
    }
}

impl Writer<'_> {
    /// Makes these the readings of a paragraph, whoever's they are: for paragraphs that were cut or
    /// joined. What was said stays dated as it was.
    pub fn put_readings(&mut self, paragraph: ParagraphId, readings: &[ReadingRow]) -> Result<()> {
        let there =
            self.rows("SELECT id, coder_id FROM reading WHERE paragraph_id = ?1 ORDER BY id", [paragraph.0], |row| {
                Ok((row.get::<_, i64>("id")?, row.get::<_, i64>("coder_id")?))
            })?;
        for (id, coder) in &there {
            if !readings.iter().any(|reading| reading.coder_id.0 == *coder) {
                self.delete("reading", *id)?;
            }
        }
        for ReadingRow { coder_id, state, at, .. } in readings {
            let row = there.iter().find(|(_, coder)| *coder == coder_id.0);
            match row {
                Some((id, _)) => {
                    self.update("reading", *id, &[("state", &state.as_str()), ("at", at)])?;
                }
                None => {
                    self.insert(
                        "reading",
                        &[
                            ("paragraph_id", &paragraph.0),
                            ("coder_id", &coder_id.0),
                            ("state", &state.as_str()),
                            ("at", at),
                        ],
                    )?;
                }
            }
        }
        Ok(())
    }

    /// Says how far the coder who works here got with a paragraph; `None` makes it unread again.
    pub fn set_reading(&mut self, paragraph: ParagraphId, state: Option<ReadingState>) -> Result<bool> {
        let (coder, now) = (self.coder(), self.now());
        let row: Option<i64> = self
            .conn
            .query_row(
                "SELECT id FROM reading WHERE paragraph_id = ?1 AND coder_id = ?2",
                [paragraph.0, coder.0],
                |row| row.get(0),
            )
            .optional()?;
        match (row, state) {
            (Some(_), Some(state)) if self.reading(paragraph, coder)? == Some(state) => Ok(false),
            (Some(row), Some(state)) => self.update("reading", row, &[("state", &state.as_str()), ("at", &now)]),
            (Some(row), None) => self.delete("reading", row).map(|()| true),
            (None, Some(state)) => self
                .insert(
                    "reading",
                    &[("paragraph_id", &paragraph.0), ("coder_id", &coder.0), ("state", &state.as_str()), ("at", &now)],
                )
                .map(|_| true),
            (None, None) => Ok(false),
        }
    }
}
