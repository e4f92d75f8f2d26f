//! Statements with labels on them: what tables count. Each label is stored once and named by its
//! place, so that a million statements stay a million small numbers.

use std::collections::HashMap;

use rusqlite::named_params;
use serde_json::Value;

use super::search::Question;
use super::{Reader, Result, Selection};
use crate::model::{Role, StatementId, VariableId, named_enum};

named_enum! {
    /// What every statement has one of, or none.
    StatementFacet("facet") {
        /// The document's key.
        Document = "document",
        /// The document's outlet.
        Outlet = "outlet",
        /// The year it was published.
        Year = "year",
        /// The month, where it is known.
        Month = "month",
        /// Who coded it.
        Coder = "coder",
        /// What sort of assertion it is.
        Kind = "kind",
    }
}

named_enum! {
    /// What every actor of a statement has one of, or none.
    ActorFacet("facet") {
        /// The name.
        Actor = "actor",
        /// The type.
        ActorType = "actor_type",
        /// The organization of the post spoken in.
        Organization = "organization",
        /// How the actor stands in the statement.
        Role = "role",
    }
}

/// Statements with labels.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labelled {
    /// The labels, each once.
    pub labels: Vec<String>,
    /// Which statement bears which, by statement and member.
    pub entries: Vec<LabelEntry>,
}

/// One label of one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelEntry {
    /// The statement.
    pub statement: StatementId,
    /// What of the statement bears the label: the same number in two questions is the same actor in
    /// the same role. 0 for the statement itself.
    pub member: i64,
    /// The label's place; `None` where there is no value.
    pub label: Option<u32>,
}

/// How many paragraphs were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Read, whatever was said of them.
    pub read: i64,
    /// All, without page furniture.
    pub total: i64,
}

/// Labels as they come, each kept once.
#[derive(Default)]
struct Labels {
    places: HashMap<String, u32>,
    list: Vec<String>,
}

impl Labels {
    fn place(&mut self, label: &str) -> u32 {
        if let Some(place) = self.places.get(label) {
            return *place;
        }
        let place = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.places.insert(label.to_owned(), place);
        self.list.push(label.to_owned());
        place
    }
}

impl Reader<'_> {
    /// Every selected statement with its label, by handle; labels in the order they come.
    pub fn label_statements(&self, facet: StatementFacet, selection: &Selection) -> Result<Labelled> {
        let question = selection.statements();
        let sql = format!("{}{}\nORDER BY statement.id", include_str!("facet/statements.sql"), question.clause());
        self.labelled(&sql, question.parameters().as_slice(), None, facet.as_str())
    }

    /// Every actor of every statement, in these roles or for none in any, with a label; labels in the
    /// order they come.
    pub fn label_actors(&self, facet: ActorFacet, roles: &[Role]) -> Result<Labelled> {
        let roles = if roles.is_empty() { Role::ALL } else { roles };
        let roles = Value::from_iter(roles.iter().map(|role| role.as_str())).to_string();
        self.labelled(
            include_str!("facet/actors.sql"),
            named_params! { ":roles": roles },
            Some("member"),
            facet.as_str(),
        )
    }

    /// Every code of a variable on every statement; labels are paths in the order of the codebook.
    pub fn label_codes(&self, variable: VariableId) -> Result<Labelled> {
        let codes = self.codes(Some(variable))?;
        let places: HashMap<i64, u32> = codes.iter().map(|code| code.id.0).zip(0..).collect();
        let entries =
            self.rows(include_str!("facet/codes.sql"), named_params! { ":variable_id": variable.0 }, |row| {
                let code: i64 = row.get("code_id")?;
                let (statement, member) = (StatementId(row.get("statement_id")?), row.get("member")?);
                Ok(LabelEntry { statement, member, label: places.get(&code).copied() })
            })?;
        Ok(Labelled { labels: codes.into_iter().map(|code| code.path).collect(), entries })
    }

    /// How much of the selected paragraphs was read, by the coders of the selection or by anybody.
    pub fn coverage(&self, selection: &Selection) -> Result<Coverage> {
        let readers = match selection.coders.as_slice() {
            [] => self.coders()?.iter().map(|coder| coder.id.0).collect(),
            coders => coders.iter().map(|id| id.0).collect::<Vec<_>>(),
        };
        let readers = Value::from(readers).to_string();
        let mut question = Question::default();
        selection.on_paragraphs(&mut question);
        let sql = format!("{}{}", include_str!("facet/coverage.sql"), question.clause());
        let mut parameters = question.parameters();
        parameters.push((":coders", &readers));
        let found = self.row(&sql, parameters.as_slice(), |row| {
            Ok(Coverage { read: row.get("read")?, total: row.get("total")? })
        })?;
        Ok(found.unwrap_or_default())
    }

    fn labelled(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
        member: Option<&str>,
        column: &str,
    ) -> Result<Labelled> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let (id, column) = (statement.column_index("statement_id")?, statement.column_index(column)?);
        let member = member.map(|member| statement.column_index(member)).transpose()?;
        let mut labels = Labels::default();
        let mut entries = Vec::new();
        let mut rows = statement.query(parameters)?;
        while let Some(row) = rows.next()? {
            let label = row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?;
            entries.push(LabelEntry {
                statement: StatementId(row.get(id)?),
                member: member.map_or(Ok(0), |member| row.get(member))?,
                label: label.map(|label| labels.place(label)),
            });
        }
        Ok(Labelled { labels: labels.list, entries })
    }
}
