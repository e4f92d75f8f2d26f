//! Counting statements by two of their properties: what a question reads, and how it is counted.

use std::collections::{HashMap, HashSet};

use super::crosstab::{Axis, Crosstab, Mark, Order, Size, Stretch};
use crate::model::StatementId;
use crate::store::{
    ActorFacet, Facet, Figure, LabelEntry, Labelled, Place, Reach, Reader, StatementFacet, StoreError, Tabulation,
    Tree, Unit, UnreadStatement,
};

/// A counted table, and how much of the texts stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The table.
    pub table: Crosstab,
    /// What was read of the documents and by the coder asked about.
    pub reach: Reach,
    /// How many statements were chosen, whatever was counted.
    pub statements: usize,
    /// Those of them outside of what was read.
    pub unread: Vec<UnreadStatement>,
    /// The table without those their rates leave out; `None` where that is the table itself.
    pub rated: Option<Crosstab>,
}

/// Why nothing was counted.
#[derive(Debug, thiserror::Error)]
pub enum StatsError {
    /// The project file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Statements have no such property.
    #[error("statements cannot be counted by `{name}`")]
    NoFacet {
        /// The name given.
        name: String,
        /// What they can be counted by.
        known: Vec<String>,
    },
}

/// The property of that name: a property of every project, an attribute of its documents, or else a
/// variable of this one.
///
/// # Errors
/// [`StatsError::NoFacet`] with all there are.
pub fn facet(r: &Reader<'_>, name: &str) -> Result<Facet, StatsError> {
    if let Ok(facet) = name.parse() {
        return Ok(Facet::Actor(facet));
    }
    if let Ok(facet) = name.parse() {
        return Ok(Facet::Statement(facet));
    }
    let attributes: Vec<Facet> = r.attribute_names()?.into_iter().map(Facet::Attribute).collect();
    let variables: Vec<Facet> = r.variables()?.into_iter().map(Facet::Code).collect();
    if let Some(found) = variables.iter().chain(&attributes).find(|facet| facet.name() == name) {
        return Ok(found.clone());
    }
    let fixed = ActorFacet::NAMES.iter().chain(StatementFacet::NAMES).map(|name| (*name).to_owned());
    let known = variables.iter().map(Facet::name).chain(fixed).chain(attributes.iter().map(Facet::name)).collect();
    Err(StatsError::NoFacet { name: name.to_owned(), known })
}

const fn order(facet: &Facet) -> Order {
    match facet {
        Facet::Code(_) | Facet::Actor(ActorFacet::Role) | Facet::Statement(StatementFacet::Kind) => Order::Given,
        Facet::Statement(StatementFacet::Year | StatementFacet::Month | StatementFacet::Document) => Order::ByLabel,
        Facet::Actor(_) | Facet::Statement(_) | Facet::Attribute(_) => Order::ByCount,
    }
}

/// Counts; [`Tabulation::sql`] says the same in SQL.
///
/// # Errors
/// What the store says.
pub fn stats(r: &Reader<'_>, question: &Tabulation) -> Result<Answer, StatsError> {
    let columns = question.columns.as_ref();
    let mut chosen = Chosen::read(r, question)?;
    let labelled = |facet: &Facet| -> Result<Labelled, StoreError> {
        let labelled = r.label(facet, &question.selection)?;
        Ok(if matches!(facet, Facet::Code(_)) { in_tree(labelled, question.tree) } else { labelled })
    };
    let by_rows = labelled(&question.rows)?;
    let by_columns = columns.map(labelled).transpose()?.unwrap_or_default();
    let mut marks = marks(&chosen.statements, &by_rows.entries, &by_columns.entries, question.is_paired());
    chosen.renumber(&mut marks);
    let rows = Axis { labels: by_rows.labels, order: order(&question.rows) };
    let columns_axis = Axis { labels: by_columns.labels, order: columns.map_or(Order::Given, order) };
    let unread = r.unread_statements(&question.selection, false)?;
    let rated = chosen
        .marks_to_rate(r, question, &unread, &marks)?
        .map(|marks| Crosstab::of(rows.clone(), columns_axis.clone(), marks, chosen.size(question.unit)));
    let table = Crosstab::of(rows, columns_axis, marks, chosen.size(question.unit));
    let characters = question.figures.contains(&Figure::PerThousand);
    let sides = if question.tells_reach() { [Some(&question.rows), columns] } else { [None, None] };
    let reach = r.reach(&question.selection, sides, characters)?;
    Ok(Answer { table, reach, statements: chosen.statements.len(), unread, rated })
}

/// The statements that count.
struct Chosen {
    /// By handle.
    statements: Vec<StatementId>,
    /// Where they stand, in that order; empty where each counts by itself.
    places: Vec<Place>,
    groups: Vec<u32>,
    stretches: Vec<Stretch>,
}

impl Chosen {
    fn read(r: &Reader<'_>, question: &Tabulation) -> Result<Self, StoreError> {
        let selected = r.label_statements(StatementFacet::Kind, &question.selection)?;
        let statements = selected.entries.iter().map(|entry| entry.statement).collect();
        let places = if question.unit == Unit::Statement { Vec::new() } else { r.places(&question.selection)? };
        let of = |place: &Place| if question.unit == Unit::Document { place.document } else { place.paragraph };
        let groups = places.iter().scan((None, 0_u32), |(last, n), place| {
            let new = last.replace(of(place)).is_some_and(|last| last != of(place));
            *n += u32::from(new);
            Some(*n)
        });
        let groups: Vec<u32> = groups.collect();
        let stretch =
            |(place, paragraph): (&Place, &u32)| Stretch { paragraph: *paragraph, start: place.start, end: place.end };
        let stretches = places.iter().zip(&groups).map(stretch).collect();
        Ok(Self { statements, places, groups, stretches })
    }

    /// Numbers the statements of `marks` by where they stand.
    fn renumber(&mut self, marks: &mut [Mark]) {
        if self.places.is_empty() {
            return;
        }
        let by_place: HashMap<StatementId, u32> = self.places.iter().map(|place| place.statement).zip(0..).collect();
        for mark in marks {
            let id = self.statements[mark.statement as usize];
            mark.statement = by_place.get(&id).copied().unwrap_or(0);
        }
    }

    /// The numbered marks of statements in read paragraphs, which rates are of: their divisor is the
    /// characters of those. `None` where no rate is asked for or all statements stand there.
    fn marks_to_rate(
        &self,
        r: &Reader<'_>,
        question: &Tabulation,
        unread: &[UnreadStatement],
        marks: &[Mark],
    ) -> Result<Option<Vec<Mark>>, StoreError> {
        if !question.figures.contains(&Figure::PerThousand) {
            return Ok(None);
        }
        // A coder's rate is of what he read himself.
        let by_own = question.is_by_coder().then(|| r.unread_statements(&question.selection, true)).transpose()?;
        let left_out: HashSet<StatementId> =
            by_own.as_deref().unwrap_or(unread).iter().map(|unread| unread.statement).collect();
        if left_out.is_empty() {
            return Ok(None);
        }
        let statement = |mark: &Mark| match self.places.get(mark.statement as usize) {
            Some(place) => place.statement,
            None => self.statements[mark.statement as usize],
        };
        Ok(Some(marks.iter().filter(|mark| !left_out.contains(&statement(mark))).copied().collect()))
    }

    fn size(&self, unit: Unit) -> Size<'_> {
        match unit {
            Unit::Statement => Size::Statements,
            Unit::Paragraph | Unit::Document => Size::Groups(&self.groups),
            Unit::Characters => Size::Characters(&self.stretches),
        }
    }
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

/// Codes as they count: those too deep as the one above, and all for those above them if asked.
pub(super) fn in_tree(labelled: Labelled, tree: Tree) -> Labelled {
    let labelled = match tree.depth {
        Some(depth) => {
            let top = |path: &String| path.split('/').take(depth).collect::<Vec<_>>().join("/");
            relabelled(&labelled, labelled.labels.iter().map(top))
        }
        None => labelled,
    };
    if tree.roll_up { rolled_up(labelled) } else { labelled }
}

/// Each entry also under the labels of the codes above its own.
fn rolled_up(labelled: Labelled) -> Labelled {
    let known: HashMap<&str, u32> = labelled.labels.iter().map(String::as_str).zip(0..).collect();
    let above: Vec<Vec<u32>> = labelled
        .labels
        .iter()
        .map(|path| path.match_indices('/').filter_map(|(at, _)| known.get(&path[..at]).copied()).collect())
        .collect();
    let entries = labelled.entries.iter().flat_map(|entry| {
        let above = entry.label.and_then(|label| above.get(label as usize)).map_or(&[][..], Vec::as_slice);
        let above = above.iter().map(|label| LabelEntry { label: Some(*label), ..*entry });
        above.chain([*entry])
    });
    Labelled { entries: entries.collect(), labels: labelled.labels.clone() }
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
    use super::{Mark, in_tree, marks};
    use crate::model::StatementId;
    use crate::store::{LabelEntry, Labelled, Tree};

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
        let deep = |depth| in_tree(labelled.clone(), Tree { depth, roll_up: false });
        assert_eq!(deep(Some(1)).labels, ["甲", "乙"]);
        let places = deep(Some(1)).entries.iter().map(|e| e.label).collect::<Vec<_>>();
        assert_eq!(places, [Some(0), Some(0), Some(1), Some(0)]);
        assert_eq!(deep(Some(2)).labels, ["甲", "甲/一", "甲/二", "乙"]);
        assert_eq!(deep(None), labelled);
    }

    #[test]
    fn codes_count_for_those_above_them() {
        let labelled = Labelled {
            labels: ["甲", "甲/一", "甲/一/A"].map(str::to_owned).to_vec(),
            entries: entries(&[(1, Some(2)), (2, None), (3, Some(0))]),
        };
        let rolled = in_tree(labelled, Tree { depth: None, roll_up: true });
        let places = rolled.entries.iter().map(|e| (e.statement.0, e.label)).collect::<Vec<_>>();
        assert_eq!(places, [(1, Some(0)), (1, Some(1)), (1, Some(2)), (2, None), (3, Some(0))]);
    }
}
