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
    /// What sort of thing it is, as the view `v_memo` says it: `document`, `paragraph`, …
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Document(_) => "document",
            Self::Paragraph(_) => "paragraph",
            Self::Statement(_) => "statement",
            Self::Code(_) => "code",
            Self::Actor(_) => "actor",
        }
    }

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

/// A note as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemoRow {
    /// The handle.
    pub id: MemoId,
    /// Who wrote it.
    pub coder_id: CoderId,
    /// Who wrote it, by name.
    pub coder: String,
    /// Its words; may have several lines.
    pub text: String,
    /// When it was written.
    pub created_at: String,
}

impl Reader<'_> {
    /// The notes on something, oldest first.
    pub fn memos(&self, target: MemoTarget) -> Result<Vec<MemoRow>> {
        let (column, id) = target.column();
        let sql = format!(
            "SELECT memo.id, memo.coder_id, coder.name AS coder, memo.text, memo.created_at \
             FROM memo JOIN coder ON coder.id = memo.coder_id WHERE memo.{column} = ?1 ORDER BY memo.id"
        );
        self.rows(&sql, [id], |row| {
            Ok(MemoRow {
                id: MemoId(row.get("id")?),
                coder_id: CoderId(row.get("coder_id")?),
                coder: row.get("coder")?,
                text: row.get("text")?,
                created_at: row.get("created_at")?,
            })
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
            self.memos(target)?.into_iter().filter(|memo| memo.coder_id == coder).map(|memo| memo.id).collect();
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
