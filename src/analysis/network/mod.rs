//! Networks of statements, in the terms of discourse network analysis: who speaks of what, who shares
//! what with whom, for and against. An event is a statement with one of its rows and one of its columns;
//! a statement of two actors with two themes is four events.

mod answer;
mod event;
mod normalise;
mod project;
mod rules;
#[cfg(test)]
mod tests;
mod when;
mod window;

use std::collections::{HashMap, HashSet};

pub use answer::{Network, Node, Tie};
pub use rules::{Duplicates, Handling, MissingStance, Normalization, Rules};
pub use when::Unit;
pub use window::{Stretch, Window};

use self::answer::Labels;
use self::event::{Event, level, settle_stances, without_duplicates};
use self::when::When;
use crate::analysis::stats::in_tree;
use crate::model::{DocumentId, Role, StatementId};
use crate::store::{ActorFacet, Facet, LabelEntry, Labelled, Reader, Selection, StatementEvent, StoreError, Tree};

/// What network to make.
#[derive(Debug, Clone)]
pub struct Question {
    /// What the rows are.
    pub rows: Facet,
    /// What the columns are, or what rows share in one mode.
    pub columns: Facet,
    /// Count codes below this depth as the code above them; 1 is the top.
    pub depth: Option<usize>,
    /// Which statements; of their actors those in its roles, proposers where it names none.
    pub selection: Selection,
    /// How events become ties.
    pub rules: Rules,
}

/// What came of the statements on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Statements selected.
    pub statements: usize,
    /// Those of them that count.
    pub counted: usize,
    /// Events without a stance where stances matter.
    pub without_stance: usize,
    /// Events that said the same again.
    pub duplicates: usize,
    /// Events compared within their document, for want of a closer date.
    pub undated: usize,
    /// Events in no window, for want of a closer date.
    pub outside: usize,
}

/// The events that count, and the networks they make.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What came of the statements on the way.
    pub tally: Tally,
    /// The windows; one over everything where none was asked for.
    pub stretches: Vec<Stretch>,
    rules: Rules,
    events: Vec<Event>,
    statements: Vec<StatementEvent>,
    rows: Labels,
    columns: Labels,
}

/// An event as people read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedEvent<'a> {
    /// The statement.
    pub statement: StatementId,
    /// For (+1), neutral (0), against (−1), as it counts.
    pub stance: Option<i8>,
    /// The row's label.
    pub row: &'a str,
    /// The column's label.
    pub column: &'a str,
}

impl Answer {
    /// The network of a window.
    pub fn network(&self, stretch: &Stretch) -> Network {
        let window = self.rules.window.map(|_| stretch.clone());
        Network::of(self.rules, window, &self.events[stretch.events.clone()], &self.rows, &self.columns)
    }

    /// The events that count, in the order of time.
    pub fn events(&self) -> impl Iterator<Item = NamedEvent<'_>> {
        self.events.iter().map(|event| NamedEvent {
            statement: self.statements[event.statement as usize].statement,
            stance: [Some(-1), Some(0), Some(1), None][usize::from(event.level)],
            row: &self.rows.names[event.row as usize],
            column: &self.columns.names[event.column as usize],
        })
    }
}

/// Makes the events.
///
/// Two properties of actors meet actor by actor: A in his organization, not A in that of B. All others
/// meet in the statement.
///
/// # Errors
/// What the store says.
pub fn network(r: &Reader<'_>, question: &Question) -> Result<Answer, StoreError> {
    let Rules { duplicates, handling, missing, .. } = question.rules;
    let statements = r.statement_events(&question.selection)?;
    let rows = labelled(r, &question.rows, question)?;
    let columns = labelled(r, &question.columns, question)?;
    let one_by_one = question.rows.is_of_actors() && question.columns.is_of_actors();
    let mut events = events(r, &statements, &rows.entries, &columns.entries, one_by_one)?;
    let mut tally = Tally { statements: statements.len(), ..Tally::default() };
    tally.without_stance = settle_stances(&mut events, handling, missing);
    (tally.duplicates, tally.undated) = without_duplicates(&mut events, duplicates, handling);
    let stretches = match question.rules.window {
        Some(window) => {
            let (stretches, outside) = window.over(&mut events);
            tally.outside = outside;
            stretches
        }
        None => vec![Stretch { number: 1, first: String::new(), last: String::new(), events: 0..events.len() }],
    };
    tally.counted = events.iter().map(|event| event.statement).collect::<HashSet<_>>().len();
    let (rows, columns) = (labels(rows), labels(columns));
    Ok(Answer { tally, stretches, rules: question.rules, events, statements, rows, columns })
}

/// The labels of all statements there are: what isolates are made of.
fn labelled(r: &Reader<'_>, facet: &Facet, question: &Question) -> Result<Labelled, StoreError> {
    let asked = &question.selection.roles;
    let roles = if asked.is_empty() { vec![Role::Proposer] } else { asked.clone() };
    match facet {
        Facet::Code(variable) => {
            let tree = Tree { depth: question.depth, roll_up: false };
            Ok(in_tree(r.label_codes(variable.id)?, tree))
        }
        // A ministry speaks for itself.
        Facet::Actor(ActorFacet::Organization) => r.label_speakers(&roles),
        Facet::Actor(facet) => r.label_actors(*facet, &roles),
        facet => r.label(facet, &Selection::default()),
    }
}

fn labels(labelled: Labelled) -> Labels {
    let occurring: HashSet<u32> = labelled.entries.iter().filter_map(|entry| entry.label).collect();
    let mut occurring: Vec<u32> = occurring.into_iter().collect();
    occurring.sort_unstable();
    Labels { names: labelled.labels, occurring }
}

/// Every row of a statement with every column of it, or with those of the same actor, each pair once.
fn events(
    r: &Reader<'_>,
    statements: &[StatementEvent],
    rows: &[LabelEntry],
    columns: &[LabelEntry],
    one_by_one: bool,
) -> Result<Vec<Event>, StoreError> {
    let dates: HashMap<DocumentId, When> =
        r.dates()?.into_iter().filter_map(|(id, _, date)| Some((id, When::of(&date)?))).collect();
    let (mut events, mut pairs) = (Vec::with_capacity(statements.len()), Vec::new());
    for (n, statement) in (0..).zip(statements) {
        let (rows, columns) = (of(rows, statement.statement), of(columns, statement.statement));
        let meet = |row: &LabelEntry, column: &LabelEntry| !one_by_one || row.member == column.member;
        for row in rows {
            let columns = columns.iter().filter(|column| meet(row, column));
            pairs.extend(columns.filter_map(|column| row.label.zip(column.label)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        events.extend(pairs.drain(..).map(|(row, column)| Event {
            statement: n,
            row,
            column,
            level: level(statement.stance),
            document: statement.document.0,
            when: dates.get(&statement.document).copied(),
        }));
    }
    Ok(events)
}

/// The entries of a statement; they are ordered by statement.
fn of(entries: &[LabelEntry], statement: StatementId) -> &[LabelEntry] {
    let from = entries.partition_point(|entry| entry.statement < statement);
    let to = entries[from..].iter().take_while(|entry| entry.statement == statement).count();
    &entries[from..from + to]
}
