//! Statements as they are read, with their codes and actors.

use rusqlite::{Row, ToSql, named_params};

use super::{StatementActorRow, StatementCodeRow, StatementRow};
use crate::model::{
    ActorId, AffiliationId, CodeId, CoderId, DocumentId, ParagraphId, Span, StatementId, StatementKind,
};
use crate::store::{Reader, Result};

pub(in crate::store) fn of_row(row: &Row<'_>) -> Result<StatementRow> {
    Ok(StatementRow {
        id: StatementId(row.get("id")?),
        paragraph_id: ParagraphId(row.get("paragraph_id")?),
        document: row.get("document")?,
        ordinal: row.get("ordinal")?,
        span: Span::new(row.get("start")?, row.get("end")?)?,
        quote: row.get("quote")?,
        kind: row.get::<_, String>("kind")?.parse()?,
        stance: row.get("stance")?,
        summary: row.get("summary")?,
        memo: row.get("memo")?,
        coder_id: CoderId(row.get("coder_id")?),
        coder: row.get("coder")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

/// The question for statements that fulfil `condition`, in reading order.
pub(in crate::store) fn select(condition: &str) -> String {
    const ORDER: &str = "ORDER BY paragraph.document_id, paragraph.ordinal, statement.start, statement.id";
    format!("{}{condition}\n{ORDER}", include_str!("list.sql"))
}

/// The rows `question` gives for some statements, or for all of them; `of` is the column that names the
/// statement.
fn of_statements<T>(
    r: &Reader<'_>,
    (question, of, order): (&str, &str, &str),
    ids: Option<&[StatementId]>,
    map: impl FnMut(&Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let ids = ids.map(|ids| serde_json::Value::from_iter(ids.iter().map(|id| id.0)).to_string());
    let condition = match &ids {
        Some(_) => format!("WHERE {of} IN (SELECT value FROM json_each(:ids))"),
        None => String::new(),
    };
    let parameters: Vec<(&str, &dyn ToSql)> = ids.iter().map(|ids| (":ids", ids as &dyn ToSql)).collect();
    r.rows(&format!("{question}{condition}\nORDER BY {order}"), parameters.as_slice(), map)
}

impl Reader<'_> {
    /// The statements of a stretch of a document, in reading order; of the whole project for `None`.
    pub fn statements(&self, at: Option<(DocumentId, u32, u32)>) -> Result<Vec<StatementRow>> {
        let Some((document, first, last)) = at else { return self.rows(&select(""), [], of_row) };
        self.rows(
            &select("WHERE paragraph.document_id = :document_id AND paragraph.ordinal BETWEEN :first AND :last"),
            named_params! { ":document_id": document.0, ":first": first, ":last": last },
            of_row,
        )
    }

    /// One statement.
    pub fn statement(&self, id: StatementId) -> Result<Option<StatementRow>> {
        self.row(&select("WHERE statement.id = ?1"), [id.0], of_row)
    }

    /// The handles there are from `first` to `last`, both included.
    pub fn statement_ids(&self, first: StatementId, last: StatementId) -> Result<Vec<StatementId>> {
        let sql = "SELECT id FROM statement WHERE id BETWEEN ?1 AND ?2 ORDER BY id";
        self.rows(sql, [first.0, last.0], |row| Ok(StatementId(row.get(0)?)))
    }

    /// The codes of one statement, or of all for `None`, in the order of the codebook.
    pub fn statement_codes(&self, id: Option<StatementId>) -> Result<Vec<StatementCodeRow>> {
        self.codes_of_statements(id.as_ref().map(std::slice::from_ref))
    }

    /// The codes of some statements, or of all for `None`, by statement and in the order of the codebook.
    pub fn codes_of_statements(&self, ids: Option<&[StatementId]>) -> Result<Vec<StatementCodeRow>> {
        let question = include_str!("codes.sql");
        of_statements(self, (question, "statement_id", "statement_id, sort"), ids, |row| {
            Ok(StatementCodeRow {
                statement: StatementId(row.get("statement_id")?),
                code_id: CodeId(row.get("code_id")?),
                variable: row.get("variable")?,
                code: row.get("code")?,
            })
        })
    }

    /// The actors of one statement, or of all for `None`, in the order they were given.
    pub fn statement_actors(&self, id: Option<StatementId>) -> Result<Vec<StatementActorRow>> {
        self.actors_of_statements(id.as_ref().map(std::slice::from_ref))
    }

    /// The actors of some statements, or of all for `None`, by statement and in the order they were given.
    pub fn actors_of_statements(&self, ids: Option<&[StatementId]>) -> Result<Vec<StatementActorRow>> {
        let question = include_str!("actors.sql");
        let (statement, order) = ("statement_actor.statement_id", "statement_actor.statement_id, statement_actor.id");
        of_statements(self, (question, statement, order), ids, |row| {
            Ok(StatementActorRow {
                statement: StatementId(row.get("statement_id")?),
                actor_id: ActorId(row.get("actor_id")?),
                actor: row.get("actor")?,
                role: row.get::<_, String>("role")?.parse()?,
                affiliation: row.get::<_, Option<i64>>("affiliation_id")?.map(AffiliationId),
                organization: row.get("organization")?,
                post: row.get("post")?,
            })
        })
    }

    /// The statements whose numbers come right before and after one that is not there.
    pub fn nearest_statements(&self, id: StatementId) -> Result<Vec<StatementId>> {
        self.rows(include_str!("nearest.sql"), [id.0], |row| Ok(StatementId(row.get(0)?)))
    }

    /// The statements of one kind `coder` made on exactly this span.
    pub fn statements_at(
        &self,
        paragraph: ParagraphId,
        coder: CoderId,
        span: Span,
        kind: StatementKind,
    ) -> Result<Vec<StatementId>> {
        self.rows(
            include_str!("at.sql"),
            named_params! {
                ":paragraph_id": paragraph.0,
                ":coder_id": coder.0,
                ":start": span.start(),
                ":end": span.end(),
                ":kind": kind.as_str(),
            },
            |row| Ok(StatementId(row.get(0)?)),
        )
    }

    /// The statements `coder` made on a paragraph.
    pub fn statements_on(&self, paragraph: ParagraphId, coder: CoderId) -> Result<Vec<StatementId>> {
        self.rows(
            "SELECT id FROM statement WHERE paragraph_id = ?1 AND coder_id = ?2 ORDER BY id",
            [paragraph.0, coder.0],
            |row| Ok(StatementId(row.get(0)?)),
        )
    }
}
