//! Notes on documents, paragraphs, statements, codes and actors.

use super::{Reader, Result, Writer};
use crate::model::{ActorId, CodeId, CoderId, DocumentId, MemoId, ParagraphId, StatementId};

/// What a note stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemoTarget {
    /// A document.
    Document(DocumentId),
    /// A paragraph.
    Paragraph(ParagraphId),
    /// A statement.
    Statement(StatementId),
    /// A code.
    Code(CodeId),
    /// An actor.
    Actor(ActorId),
}

impl MemoTarget {
    /// The column that names it, and its id.
    const fn column(self) -> (&'static str, i64) {
        match self {
            Self::Document(id) => ("document_id", id.0),
            Self::Paragraph(id) => ("paragraph_id", id.0),
            Self::Statement(id) => ("statement_id", id.0),
            Self::Code(id) => ("code_id", id.0),
            Self::Actor(id) => ("actor_id", id.0),
        }
    }
}

impl Reader<'_> {
    /// The notes on something: handle, coder, text, oldest first.
    pub fn memos(&self, target: MemoTarget) -> Result<Vec<(MemoId, CoderId, String)>> {
        let (column, id) = target.column();
        self.rows(&format!("SELECT id, coder_id, text FROM memo WHERE {column} = ?1 ORDER BY id"), [id], |row| {
            Ok((MemoId(row.get(0)?), CoderId(row.get(1)?), row.get(2)?))
        })
    }
}

impl Writer<'_> {
    /// Adds a note of the coder who works here.
    pub fn insert_memo(&mut self, target: MemoTarget, text: &str) -> Result<MemoId> {
        let (coder, now) = (self.coder(), self.now());
        let (column, id) = target.column();
        self.insert("memo", &[(column, &id), ("coder_id", &coder.0), ("text", &text), ("created_at", &now)]).map(MemoId)
    }

    /// Removes the notes of the coder who works here. Returns how many it were.
    pub fn clear_memos(&mut self, target: MemoTarget) -> Result<usize> {
        let coder = self.coder();
        let mine: Vec<MemoId> =
            self.memos(target)?.into_iter().filter(|(_, by, _)| *by == coder).map(|(id, ..)| id).collect();
        for id in &mine {
            self.delete("memo", id.0)?;
        }
        Ok(mine.len())
    }

    /// Moves every note from one code to another.
    pub fn move_code_memos(&mut self, from: CodeId, to: CodeId) -> Result<()> {
        for id in self.ids("SELECT id FROM memo WHERE code_id = ?1 ORDER BY id", from.0)? {
            self.update("memo", id, &[("code_id", &to.0)])?;
        }
        Ok(())
    }
}
