//! Counting statements by two of their properties: what a question reads, and how it is counted.

use std::collections::HashMap;

use super::crosstab::{Axis, Crosstab, Mark, Order};
use crate::model::StatementId;
use crate::store::{
    ActorFacet, Coverage, LabelEntry, Labelled, Reader, Selection, StatementFacet, StoreError, VariableRow,
};

/// A property of statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dimension {
    /// The codes of a variable.
    Code(VariableRow),
    /// Something of its actors.
    Actor(ActorFacet),
    /// Something of its own, its document or its coder.
    Statement(StatementFacet),
}

/// What to count.
#[derive(Debug, Clone)]
pub struct Question {
    /// What the rows are.
    pub rows: Dimension,
    /// What the columns are; none for a single list.
    pub columns: Option<Dimension>,
    /// Count codes below this depth as the code above them; 1 is the top.
    pub depth: Option<usize>,
    /// Which statements; of their actors those in its roles, where it names any.
    pub selection: Selection,
}

/// A counted table, and how much of the texts stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The table.
    pub table: Crosstab,
    /// What was read of the documents and by the coder asked about.
    pub coverage: Coverage,
}

/// Why nothing was counted.
#[derive(Debug, thiserror::Error)]
pub enum StatsError {
    /// The project file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Statements have no such property.
    #[error("statements cannot be counted by `{name}`")]
    NoDimension {
        /// The name given.
        name: String,
        /// What they can be counted by.
        known: Vec<String>,
    },
}

impl Dimension {
    /// The property of that name: a property of every project, or else a variable of this one.
    ///
    /// # Errors
    /// [`StatsError::NoDimension`] with all there are.
    pub fn named(r: &Reader<'_>, name: &str) -> Result<Self, StatsError> {
        if let Ok(facet) = name.parse() {
            return Ok(Self::Actor(facet));
        }
        if let Ok(facet) = name.parse() {
            return Ok(Self::Statement(facet));
        }
        let mut variables = r.variables()?;
        match variables.iter().position(|variable| variable.name == name) {
            Some(at) => Ok(Self::Code(variables.swap_remove(at))),
            None => {
                let known = variables.into_iter().map(|variable| variable.name);
                let fixed = ActorFacet::NAMES.iter().chain(StatementFacet::NAMES).map(|name| (*name).to_owned());
                Err(StatsError::NoDimension { name: name.to_owned(), known: known.chain(fixed).collect() })
            }
        }
    }

    /// How it is called, on the command line and over the column.
    pub fn name(&self) -> &str {
        match self {
            Self::Code(variable) => &variable.name,
            Self::Actor(facet) => facet.as_str(),
            Self::Statement(facet) => facet.as_str(),
        }
    }

    /// Whether it is something of the actors.
    pub const fn is_of_actors(&self) -> bool {
        matches!(self, Self::Actor(_))
    }

    fn labelled(&self, r: &Reader<'_>, question: &Question) -> Result<Labelled, StoreError> {
        let roles = &question.selection.roles;
        match self {
            Self::Code(variable) => Ok(rolled_up(r.label_codes(variable.id)?, question.depth)),
            Self::Actor(facet) => r.label_actors(*facet, roles),
            Self::Statement(facet) => r.label_statements(*facet, &question.selection),
        }
    }

    const fn order(&self) -> Order {
        match self {
            Self::Code(_) | Self::Actor(ActorFacet::Role) | Self::Statement(StatementFacet::Kind) => Order::Given,
            Self::Statement(StatementFacet::Year | StatementFacet::Month | StatementFacet::Document) => Order::ByLabel,
            Self::Actor(_) | Self::Statement(_) => Order::ByCount,
        }
    }
}

/// Counts.
///
/// Two properties of actors are counted actor by actor: a statement in which A proposes and B is
/// addressed stands under A × proposer and B × addressee only. All others meet in the statement.
///
/// # Errors
/// What the store says.
pub fn stats(r: &Reader<'_>, question: &Question) -> Result<Answer, StatsError> {
    let columns = question.columns.as_ref();
    let selected = r.label_statements(StatementFacet::Kind, &question.selection)?;
    let statements: Vec<StatementId> = selected.entries.iter().map(|entry| entry.statement).collect();
    let by_rows = question.rows.labelled(r, question)?;
    let by_columns = columns.map(|columns| columns.labelled(r, question)).transpose()?.unwrap_or_default();
    let one_by_one = columns
        .is_some_and(|columns| columns.is_of_actors() && question.rows.is_of_actors() && *columns != question.rows);
    let marks = marks(&statements, &by_rows.entries, &by_columns.entries, one_by_one);
    let table = Crosstab::of(
        Axis { labels: by_rows.labels, order: question.rows.order() },
        Axis { labels: by_columns.labels, order: columns.map_or(Order::Given, Dimension::order) },
        marks,
    );
    Ok(Answer { table, coverage: r.coverage(&question.selection)? })
}

/// Every row label of a statement with every column label of it, or with the one of the same actor.
/// All three lists are ordered by statement.
fn marks(statements: &[StatementId], rows: &[LabelEntry], columns: &[LabelEntry], one_by_one: bool) -> Vec<Mark> {
    let (mut rows, mut columns) = (Groups(rows), Groups(columns));
    let mut marks = Vec::with_capacity(statements.len());
    for (statement, id) in (0..).zip(statements) {
        let (rows, columns) = (rows.of(*id), columns.of(*id));
        if one_by_one && !rows.is_empty() {
            let pairs = rows.iter().zip(columns);
            marks.extend(pairs.map(|(row, column)| Mark { statement, row: row.label, column: column.label }));
            continue;
        }
        for row in labels(rows) {
            marks.extend(labels(columns).map(|column| Mark { statement, row, column }));
        }
    }
    marks
}

/// The labels of entries; what has no entry has the label none.
fn labels(entries: &[LabelEntry]) -> impl Iterator<Item = Option<u32>> {
    let none = entries.is_empty().then_some(None);
    entries.iter().map(|entry| entry.label).chain(none)
}

/// Entries ordered by statement, taken statement by statement.
struct Groups<'a>(&'a [LabelEntry]);

impl<'a> Groups<'a> {
    fn of(&mut self, statement: StatementId) -> &'a [LabelEntry] {
        let before = self.0.iter().take_while(|entry| entry.statement < statement).count();
        let rest = &self.0[before..];
        let (these, rest) = rest.split_at(rest.iter().take_while(|entry| entry.statement == statement).count());
        self.0 = rest;
        these
    }
}

/// Codes deeper than `depth` become the code of that depth above them.
fn rolled_up(labelled: Labelled, depth: Option<usize>) -> Labelled {
    let Some(depth) = depth else { return labelled };
    let top = |path: &String| path.split('/').take(depth).collect::<Vec<_>>().join("/");
    relabelled(&labelled, labelled.labels.iter().map(top))
}

/// The same entries under `new` names, one for each old label; equal names become one label.
fn relabelled(labelled: &Labelled, new: impl Iterator<Item = String>) -> Labelled {
    let (mut labels, mut known): (Vec<String>, HashMap<String, u32>) = (Vec::new(), HashMap::new());
    let places: Vec<u32> = new
        .map(|label| {
            *known.entry(label).or_insert_with_key(|label| {
                labels.push(label.clone());
                u32::try_from(labels.len() - 1).unwrap_or(u32::MAX)
            })
        })
        .collect();
    let entries = labelled
        .entries
        .iter()
        .map(|entry| LabelEntry { label: entry.label.and_then(|old| places.get(old as usize).copied()), ..*entry })
        .collect();
    Labelled { labels, entries }
}

#[cfg(test)]
mod tests {
    use super::{Mark, marks, rolled_up};
    use crate::model::StatementId;
    use crate::store::{LabelEntry, Labelled};

    fn entries(list: &[(i64, Option<u32>)]) -> Vec<LabelEntry> {
        list.iter()
            .zip(1..)
            .map(|((s, label), member)| LabelEntry { statement: StatementId(*s), member, label: *label })
            .collect()
    }

    fn shown(marks: Vec<Mark>) -> Vec<String> {
        let label = |label: Option<u32>| label.map_or("-".to_owned(), |label| label.to_string());
        marks.iter().map(|m| format!("{} {} {}", m.statement, label(m.row), label(m.column))).collect()
    }

    #[test]
    fn labels_meet_in_the_statement_or_actor_by_actor() {
        let ids = [2, 5, 9].map(StatementId);
        let actors = entries(&[(1, Some(0)), (2, Some(0)), (2, Some(1)), (9, Some(1))]);
        let roles = entries(&[(1, Some(3)), (2, Some(3)), (2, Some(4)), (9, None)]);
        assert_eq!(shown(marks(&ids, &actors, &roles, false)), ["0 0 3", "0 0 4", "0 1 3", "0 1 4", "1 - -", "2 1 -"]);
        assert_eq!(shown(marks(&ids, &actors, &roles, true)), ["0 0 3", "0 1 4", "1 - -", "2 1 -"]);
    }

    #[test]
    fn codes_below_a_depth_become_the_one_above() {
        let labelled = Labelled {
            labels: ["甲", "甲/一", "甲/二/A", "乙"].map(str::to_owned).to_vec(),
            entries: entries(&[(1, Some(1)), (1, Some(2)), (2, Some(3)), (3, Some(0))]),
        };
        let rolled = rolled_up(labelled.clone(), Some(1));
        assert_eq!(rolled.labels, ["甲", "乙"]);
        assert_eq!(rolled.entries.iter().map(|e| e.label).collect::<Vec<_>>(), [Some(0), Some(0), Some(1), Some(0)]);
        assert_eq!(rolled_up(labelled.clone(), Some(2)).labels, ["甲", "甲/一", "甲/二", "乙"]);
        assert_eq!(rolled_up(labelled.clone(), None), labelled);
    }
}
