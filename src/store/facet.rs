//! Statements with labels on them: what tables count. Each label is stored once and named by its
//! place, so that a million statements stay a million small numbers.

mod reach;
mod tabulation;

use std::collections::HashMap;

use rusqlite::named_params;
use rusqlite::types::ValueRef;
use serde_json::Value;

use super::{Reader, Result, Selection, VariableRow};
use crate::model::{Role, StatementId, StatementKind, VariableId, named_enum};

pub use reach::{Coverage, Reach, UnreadStatement};
pub use tabulation::{Figure, Tabulation};

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
        /// The place the document is about or from.
        Region = "region",
        /// The document's byline.
        Author = "author",
        /// The document's language.
        Language = "language",
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

named_enum! {
    /// What is counted.
    Unit("unit") {
        /// Statements.
        Statement = "statement",
        /// Paragraphs with such a statement.
        Paragraph = "paragraph",
        /// Documents with such a statement.
        Document = "document",
        /// Characters such statements cover, each once.
        Characters = "characters",
    }
}

/// A property statements are counted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Facet {
    /// The codes of a variable.
    Code(VariableRow),
    /// Something of its actors.
    Actor(ActorFacet),
    /// Something of its own, its document or its coder.
    Statement(StatementFacet),
    /// A further attribute of its document, by name.
    Attribute(String),
}

impl Facet {
    /// What the name of an attribute begins with, as in documents.csv.
    pub const ATTRIBUTE: &'static str = "attr_";

    /// How it is called, on the command line and over the column.
    pub fn name(&self) -> String {
        match self {
            Self::Code(variable) => variable.name.clone(),
            Self::Actor(facet) => facet.to_string(),
            Self::Statement(facet) => facet.to_string(),
            Self::Attribute(name) => format!("{}{name}", Self::ATTRIBUTE),
        }
    }

    /// Whether it is something of the actors.
    pub const fn is_of_actors(&self) -> bool {
        matches!(self, Self::Actor(_))
    }

    /// Whether it is something of the document, which its paragraphs have too.
    pub const fn is_of_documents(&self) -> bool {
        match self {
            Self::Code(_) | Self::Actor(_) => false,
            Self::Statement(facet) => !matches!(facet, StatementFacet::Coder | StatementFacet::Kind),
            Self::Attribute(_) => true,
        }
    }

    /// Whether it is who coded.
    pub const fn is_coder(&self) -> bool {
        matches!(self, Self::Statement(StatementFacet::Coder))
    }

    /// Whether two properties meet actor by actor: both are something of actors, and not the same.
    pub fn pairs_with(&self, other: &Self) -> bool {
        self.is_of_actors() && other.is_of_actors() && self != other
    }
}

/// How codes of a tree are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tree {
    /// Codes below this depth count as the code above them; 1 is the top, `None` leaves them.
    pub depth: Option<usize>,
    /// A code counts for those above it, too.
    pub roll_up: bool,
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

/// Where a statement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Its document, by handle.
    pub document: i64,
    /// Its paragraph, by handle.
    pub paragraph: i64,
    /// Its first code point in the paragraph.
    pub start: u32,
    /// One past its last.
    pub end: u32,
    /// The statement.
    pub statement: StatementId,
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
    /// Every selected statement with what the facet says of it, by handle; as
    /// [`Self::label_statements`], [`Self::label_actors`] and [`Self::label_codes`] do.
    pub fn label(&self, facet: &Facet, selection: &Selection) -> Result<Labelled> {
        match facet {
            Facet::Code(variable) => self.label_codes(variable.id),
            Facet::Actor(facet) => self.label_actors(*facet, &selection.roles),
            Facet::Statement(facet) => self.label_statements(*facet, selection),
            Facet::Attribute(_) => {
                let legend = self.document_legend(facet)?;
                self.labelled_statements("document_id", selection, legend)
            }
        }
    }

    /// Where each selected statement stands, in order.
    pub fn places(&self, selection: &Selection) -> Result<Vec<Place>> {
        let question = selection.statements();
        let sql = format!("{}{}", include_str!("facet/places.sql"), question.clause());
        let mut places = self.rows(&sql, question.parameters().as_slice(), |row| {
            Ok(Place {
                document: row.get("document_id")?,
                paragraph: row.get("paragraph_id")?,
                start: row.get("start")?,
                end: row.get("end")?,
                statement: StatementId(row.get("statement_id")?),
            })
        })?;
        places.sort_unstable();
        Ok(places)
    }

    /// Every selected statement with its label, by handle. Kinds stand in their own order, everything
    /// else in that of the handles.
    pub fn label_statements(&self, facet: StatementFacet, selection: &Selection) -> Result<Labelled> {
        match facet {
            StatementFacet::Kind => self.labelled_statements("kind", selection, Legend::of_names(StatementKind::NAMES)),
            StatementFacet::Coder => self.labelled_statements("coder_id", selection, self.coder_legend()?),
            _ => {
                let legend = self.document_legend(&Facet::Statement(facet))?;
                self.labelled_statements("document_id", selection, legend)
            }
        }
    }

    fn labelled_statements(&self, column: &str, selection: &Selection, legend: Legend) -> Result<Labelled> {
        let question = selection.statements();
        let sql = if selection.is_everything() && column != "document_id" {
            include_str!("facet/all_statements.sql").to_owned()
        } else {
            format!("{}{}", include_str!("facet/statements.sql"), question.clause())
        };
        self.labelled(&sql, question.parameters().as_slice(), "statement_id", (column, StatementKind::NAMES), legend)
    }

    fn coder_legend(&self) -> Result<Legend> {
        self.legend("SELECT id, name FROM coder ORDER BY id", [], "name")
    }

    /// The labels of documents by a facet of theirs.
    fn document_legend(&self, facet: &Facet) -> Result<Legend> {
        match facet {
            Facet::Attribute(name) => {
                self.legend(include_str!("facet/attributes.sql"), named_params! { ":name": name }, "value")
            }
            other => self.legend(include_str!("facet/documents.sql"), [], &other.name()),
        }
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
