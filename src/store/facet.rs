//! Statements with labels on them: what tables count. Each label is stored once and named by its
//! place, so that a million statements stay a million small numbers.

use std::collections::HashMap;

use rusqlite::named_params;
use rusqlite::types::ValueRef;
use serde_json::Value;

use super::search::Question;
use super::{Reader, Result, Selection};
use crate::model::{Role, StatementId, StatementKind, VariableId, named_enum};

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
    /// the same role. The statement's own number where it is the statement itself.
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

/// The labels of rows by their handles, each label kept once.
#[derive(Default)]
pub(super) struct Legend {
    labels: Vec<String>,
    of: HashMap<i64, u32>,
}

impl Legend {
    /// Every handle with its label; handles without one are left out.
    fn new(rows: impl IntoIterator<Item = (i64, Option<String>)>) -> Self {
        let (mut legend, mut places) = (Self::default(), HashMap::new());
        for (id, label) in rows {
            let Some(label) = label else { continue };
            let next = u32::try_from(legend.labels.len()).unwrap_or(u32::MAX);
            let place = *places.entry(label).or_insert_with_key(|label: &String| {
                legend.labels.push(label.clone());
                next
            });
            legend.of.insert(id, place);
        }
        legend
    }

    /// The names of a closed list; the handle of each is its place.
    fn of_names(names: &[&str]) -> Self {
        Self::new((0..).zip(names.iter().map(|name| Some((*name).to_owned()))))
    }
}

impl Reader<'_> {
    /// Every selected statement with its label, by handle. Kinds stand in their own order, everything
    /// else in that of the handles.
    pub fn label_statements(&self, facet: StatementFacet, selection: &Selection) -> Result<Labelled> {
        let legend = match facet {
            StatementFacet::Kind => Legend::of_names(StatementKind::NAMES),
            StatementFacet::Coder => self.legend("SELECT id, name FROM coder ORDER BY id", [], "name")?,
            _ => self.legend(include_str!("facet/documents.sql"), [], facet.as_str())?,
        };
        let column = match facet {
            StatementFacet::Kind => "kind",
            StatementFacet::Coder => "coder_id",
            _ => "document_id",
        };
        let question = selection.statements();
        let sql = if selection.is_everything() && column != "document_id" {
            include_str!("facet/all_statements.sql").to_owned()
        } else {
            format!("{}{}", include_str!("facet/statements.sql"), question.clause())
        };
        self.labelled(&sql, question.parameters().as_slice(), "statement_id", (column, StatementKind::NAMES), legend)
    }

    /// Every actor of every statement, in these roles or for none in any, with a label, by statement.
    /// Roles stand in their own order, everything else in that of the handles.
    pub fn label_actors(&self, facet: ActorFacet, roles: &[Role]) -> Result<Labelled> {
        let (column, legend) = match facet {
            ActorFacet::Actor => ("actor_id", self.legend("SELECT id, name FROM actor ORDER BY id", [], "name")?),
            ActorFacet::ActorType => ("actor_id", self.legend("SELECT id, type FROM actor ORDER BY id", [], "type")?),
            ActorFacet::Organization => {
                ("affiliation_id", self.legend(include_str!("facet/organizations.sql"), [], "organization")?)
            }
            ActorFacet::Role => ("role", Legend::of_names(Role::NAMES)),
        };
        let names = || Value::from_iter(roles.iter().map(|role| role.as_str())).to_string();
        let roles = (!roles.is_empty()).then(names);
        let parameters = named_params! { ":roles": roles };
        self.labelled(include_str!("facet/actors.sql"), parameters, "member", (column, Role::NAMES), legend)
    }

    /// Every code of a variable on every statement, by statement; labels are paths in the order of the
    /// codebook.
    pub fn label_codes(&self, variable: VariableId) -> Result<Labelled> {
        let parameters = named_params! { ":variable_id": variable.0 };
        let legend = self.legend(include_str!("facet/paths.sql"), parameters, "code")?;
        let mut all = self.labelled(include_str!("facet/codes.sql"), [], "member", ("code_id", &[]), legend)?;
        // What has no label is a code of another variable.
        all.entries.retain(|entry| entry.label.is_some());
        Ok(all)
    }

    /// How much of the selected paragraphs was read, by the coders of the selection or by anybody.
    pub fn coverage(&self, selection: &Selection) -> Result<Coverage> {
        let names = || Value::from_iter(selection.coders.iter().map(|id| id.0)).to_string();
        let readers = (!selection.coders.is_empty()).then(names);
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

    /// A legend from a question for `id` and `column`.
    pub(super) fn legend(&self, sql: &str, parameters: impl rusqlite::Params, column: &str) -> Result<Legend> {
        Ok(Legend::new(self.rows(sql, parameters, |row| Ok((row.get("id")?, row.get(column)?)))?))
    }

    /// The rows of a question as entries: `column` holds a handle of the legend, or one of `names`.
    pub(super) fn labelled(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
        member: &str,
        (column, names): (&str, &[&str]),
        legend: Legend,
    ) -> Result<Labelled> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let at = |name: &str| statement.column_index(name);
        let (id, member, column) = (at("statement_id")?, at(member)?, at(column)?);
        let mut entries = Vec::new();
        let mut rows = statement.query(parameters)?;
        while let Some(row) = rows.next()? {
            let handle = match row.get_ref(column)? {
                ValueRef::Integer(handle) => Some(handle),
                ValueRef::Text(name) => (0..).zip(names).find(|(_, known)| known.as_bytes() == name).map(|(n, _)| n),
                _ => None,
            };
            entries.push(LabelEntry {
                statement: StatementId(row.get(id)?),
                member: row.get(member)?,
                label: handle.and_then(|handle| legend.of.get(&handle)).copied(),
            });
        }
        entries.sort_unstable_by_key(|entry| (entry.statement, entry.member));
        Ok(Labelled { labels: legend.labels, entries })
    }
}
