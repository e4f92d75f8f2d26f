//! Statements, with their codes and actors.

mod read;

pub(super) use read::{of_row, select};

use super::{Result, Writer};
use crate::model::{ActorId, AffiliationId, CodeId, CoderId, ParagraphId, Role, Span, StatementId, StatementKind};

/// A statement about to be stored.
#[derive(Debug, Clone)]
pub struct NewStatement {
    /// Where it stands.
    pub paragraph: ParagraphId,
    /// The span in the paragraph's text.
    pub span: Span,
    /// The words of the span.
    pub quote: String,
    /// What sort of assertion.
    pub kind: StatementKind,
    /// −1, 0, 1.
    pub stance: Option<i8>,
    /// The coder's own wording.
    pub summary: Option<String>,
    /// Its codes.
    pub codes: Vec<CodeId>,
    /// Its actors.
    pub actors: Vec<NewStatementActor>,
}

/// An actor of a statement about to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewStatementActor {
    /// Who.
    pub actor: ActorId,
    /// How he stands in it.
    pub role: Role,
    /// The post he speaks in.
    pub affiliation: Option<AffiliationId>,
}

/// A statement as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementRow {
    /// The handle: `s14`.
    pub id: StatementId,
    /// The paragraph's handle.
    pub paragraph_id: ParagraphId,
    /// The document's key.
    pub document: String,
    /// The paragraph's number.
    pub ordinal: u32,
    /// The span.
    pub span: Span,
    /// Its words.
    pub quote: String,
    /// What sort of assertion.
    pub kind: StatementKind,
    /// −1, 0, 1.
    pub stance: Option<i8>,
    /// The coder's own wording.
    pub summary: Option<String>,
    /// Notes on it, one per line.
    pub memo: Option<String>,
    /// Who coded it.
    pub coder_id: CoderId,
    /// Who coded it, by name.
    pub coder: String,
    /// When it was coded.
    pub created_at: String,
    /// When it was last changed.
    pub updated_at: String,
}

/// A code of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementCodeRow {
    /// The statement.
    pub statement: StatementId,
    /// The code.
    pub code_id: CodeId,
    /// The variable's name.
    pub variable: String,
    /// The code's path.
    pub code: String,
}

/// An actor of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementActorRow {
    /// The statement.
    pub statement: StatementId,
    /// The actor.
    pub actor_id: ActorId,
    /// His name.
    pub actor: String,
    /// How he stands in it.
    pub role: Role,
    /// The post he speaks in.
    pub affiliation: Option<AffiliationId>,
    /// The organization of that post.
    pub organization: Option<String>,
    /// The post.
    pub post: Option<String>,
}

impl StatementRow {
    /// How people refer to its paragraph: `cq-ai:8`.
    pub fn paragraph(&self) -> String {
        format!("{}:{}", self.document, self.ordinal)
    }
}

impl StatementActorRow {
    /// How people write it: `陈前斌@重庆邮电大学/副校长`.
    pub fn reference(&self) -> String {
        let mut text = self.actor.clone();
        if let Some(organization) = &self.organization {
            text.push('@');
            text.push_str(organization);
            if let Some(post) = &self.post {
                text.push('/');
                text.push_str(post);
            }
        }
        text
    }
}

impl Writer<'_> {
    /// Stores a statement of the coder who works here, with its codes and actors.
    pub fn insert_statement(&mut self, new: &NewStatement) -> Result<StatementId> {
        let (uid, now, coder) = (self.uid()?, self.now(), self.coder());
        let id = self.insert(
            "statement",
            &[
                ("uid", &uid),
                ("paragraph_id", &new.paragraph.0),
                ("start", &new.span.start()),
                ("end", &new.span.end()),
                ("quote", &new.quote),
                ("kind", &new.kind.as_str()),
                ("stance", &new.stance),
                ("summary", &new.summary),
                ("coder_id", &coder.0),
                ("created_at", &now),
                ("updated_at", &now),
            ],
        )?;
        let id = StatementId(id);
        for code in &new.codes {
            self.add_statement_code(id, *code)?;
        }
        for actor in &new.actors {
            self.add_statement_actor(id, *actor)?;
        }
        Ok(id)
    }

    /// Changes the span and its words, the kind, the stance and the summary of a statement.
    pub fn update_statement(&mut self, row: &StatementRow) -> Result<bool> {
        let now = self.now();
        self.update(
            "statement",
            row.id.0,
            &[
                ("start", &row.span.start()),
                ("end", &row.span.end()),
                ("quote", &row.quote),
                ("kind", &row.kind.as_str()),
                ("stance", &row.stance),
                ("summary", &row.summary),
                ("updated_at", &now),
            ],
        )
    }

    /// Gives a statement one more code.
    pub fn add_statement_code(&mut self, id: StatementId, code: CodeId) -> Result<()> {
        self.insert("statement_code", &[("statement_id", &id.0), ("code_id", &code.0)]).map(|_| ())
    }

    /// Takes a code from a statement; `false` if it did not carry it.
    pub fn remove_statement_code(&mut self, id: StatementId, code: CodeId) -> Result<bool> {
        let sql = "SELECT id FROM statement_code WHERE statement_id = ?1 AND code_id = ?2";
        let rows = self.rows(sql, [id.0, code.0], |row| Ok(row.get::<_, i64>(0)?))?;
        for row in &rows {
            self.delete("statement_code", *row)?;
        }
        Ok(!rows.is_empty())
    }

    /// Gives a statement one more actor.
    pub fn add_statement_actor(&mut self, id: StatementId, actor: NewStatementActor) -> Result<()> {
        self.insert(
            "statement_actor",
            &[
                ("statement_id", &id.0),
                ("actor_id", &actor.actor.0),
                ("role", &actor.role.as_str()),
                ("affiliation_id", &actor.affiliation.map(|id| id.0)),
            ],
        )
        .map(|_| ())
    }

    /// Takes an actor from a statement, in one role or, for `None`, in all; `false` if he was not in it.
    pub fn remove_statement_actor(&mut self, id: StatementId, actor: ActorId, role: Option<Role>) -> Result<bool> {
        let sql = "SELECT id FROM statement_actor \
                   WHERE statement_id = ?1 AND actor_id = ?2 AND (?3 IS NULL OR role = ?3) ORDER BY id";
        let rows = self.rows(sql, (id.0, actor.0, role.map(Role::as_str)), |row| Ok(row.get::<_, i64>(0)?))?;
        for row in &rows {
            self.delete("statement_actor", *row)?;
        }
        Ok(!rows.is_empty())
    }

    /// Removes a statement with its codes, actors, links and notes. Every row is kept in the log.
    /// Returns how many links and how many notes went with it.
    pub fn delete_statement(&mut self, id: StatementId) -> Result<(usize, usize)> {
        self.delete_where("statement_code", "statement_id", id.0)?;
        self.delete_where("statement_actor", "statement_id", id.0)?;
        let links = self.delete_where("link", "from_statement_id", id.0)?
            + self.delete_where("link", "to_statement_id", id.0)?;
        let notes = self.delete_where("memo", "statement_id", id.0)?;
        self.delete("statement", id.0)?;
        Ok((links, notes))
    }
}
