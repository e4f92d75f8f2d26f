//! One statement that puts a row and a column together: the stuff of networks.

use std::collections::HashSet;

use super::rules::{Duplicates, Handling, MissingStance};
use super::when::{Unit, When};

/// How many stances there are, none among them.
pub(super) const LEVELS: usize = 4;

/// The level of a statement without a stance, behind against, neutral and for.
pub(super) const NO_STANCE: usize = 3;

/// A statement with one of its rows and one of its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Event {
    /// The statement's place in the order of time.
    pub(super) statement: u32,
    /// The row's label.
    pub(super) row: u32,
    /// The column's label.
    pub(super) column: u32,
    /// 0 against, 1 neutral, 2 for, 3 where nobody said.
    pub(super) level: u8,
    /// The document's handle.
    pub(super) document: i64,
    /// When it was published, as far as known.
    pub(super) when: Option<When>,
}

/// What belongs together when duplicates are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Scope {
    Document(i64),
    Stretch(i32),
    All,
}

/// The level of a stance.
pub(super) fn level(stance: Option<i8>) -> u8 {
    match stance {
        Some(stance) if stance < 0 => 0,
        Some(0) => 1,
        Some(_) => 2,
        None => 3,
    }
}

impl Event {
    /// The number of its stretch of the calendar, where the date is known that closely.
    pub(super) fn index(&self, unit: Unit) -> Option<i32> {
        self.when.and_then(|when| when.index(unit))
    }
}

/// Gives events without a stance the one they count as, or takes them out. Returns how many there were.
pub(super) fn settle_stances(events: &mut Vec<Event>, handling: Handling, missing: MissingStance) -> usize {
    let without = events.iter().filter(|event| usize::from(event.level) == NO_STANCE).count();
    let counts_as = match missing {
        _ if handling == Handling::Ignore => return 0,
        MissingStance::Skip => {
            events.retain(|event| usize::from(event.level) != NO_STANCE);
            return without;
        }
        MissingStance::For => 2,
        MissingStance::Neutral => 1,
    };
    for event in events.iter_mut().filter(|event| usize::from(event.level) == NO_STANCE) {
        event.level = counts_as;
    }
    without
}

/// Leaves one of each set of duplicates, the first. Returns how many were taken out, and how many had
/// no date close enough for the rule; those are compared within their document.
pub(super) fn without_duplicates(events: &mut Vec<Event>, rule: Duplicates, handling: Handling) -> (usize, usize) {
    let unit = match rule {
        Duplicates::Include => return (0, 0),
        Duplicates::Document | Duplicates::AcrossRange => None,
        Duplicates::Day => Some(Unit::Day),
        Duplicates::Week => Some(Unit::Week),
        Duplicates::Month => Some(Unit::Month),
        Duplicates::Year => Some(Unit::Year),
    };
    let (before, mut undated) = (events.len(), 0);
    let mut seen = HashSet::with_capacity(events.len());
    events.retain(|event| {
        let scope = match unit {
            _ if rule == Duplicates::AcrossRange => Scope::All,
            None => Scope::Document(event.document),
            Some(unit) => event.index(unit).map_or_else(
                || {
                    undated += 1;
                    Scope::Document(event.document)
                },
                Scope::Stretch,
            ),
        };
        let level = (handling != Handling::Ignore).then_some(event.level);
        seen.insert((event.row, event.column, level, scope))
    });
    (before - events.len(), undated)
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Event, settle_stances, without_duplicates};
    use crate::analysis::network::rules::{Duplicates, Handling, MissingStance};
    use crate::analysis::network::when::When;

    /// An event of a statement in a document of that date.
    pub(crate) fn event(statement: u32, row: u32, column: u32, level: u8, document: i64, date: Option<&str>) -> Event {
        Event { statement, row, column, level, document, when: date.and_then(When::of) }
    }

    /// The statements left by a rule, those taken out, and those without a date for it.
    fn left(rule: Duplicates, handling: Handling) -> (Vec<u32>, usize, usize) {
        let mut events = vec![
            event(0, 0, 0, 2, 1, Some("2024-12-30")),
            event(1, 0, 0, 2, 1, Some("2024-12-30")),
            event(2, 0, 0, 0, 1, Some("2024-12-30")),
            event(3, 0, 0, 2, 2, Some("2024-12-31")),
            event(4, 0, 0, 2, 3, Some("2025-01-02")),
            event(5, 0, 0, 2, 4, Some("2025-12")),
            event(6, 0, 0, 2, 5, None),
            event(7, 0, 0, 2, 5, None),
            event(8, 1, 0, 2, 1, Some("2024-12-30")),
        ];
        let (out, undated) = without_duplicates(&mut events, rule, handling);
        (events.iter().map(|event| event.statement).collect(), out, undated)
    }

    #[test]
    fn duplicates_are_looked_for_where_the_rule_says() {
        use Duplicates as D;
        let ignoring = |rule| left(rule, Handling::Ignore);
        assert_eq!(ignoring(D::Include), (vec![0, 1, 2, 3, 4, 5, 6, 7, 8], 0, 0));
        assert_eq!(ignoring(D::Document), (vec![0, 3, 4, 5, 6, 8], 3, 0));
        assert_eq!(ignoring(D::Day), (vec![0, 3, 4, 5, 6, 8], 3, 3));
        assert_eq!(ignoring(D::Week), (vec![0, 5, 6, 8], 5, 3));
        // December of another year is another month.
        assert_eq!(ignoring(D::Month), (vec![0, 4, 5, 6, 8], 4, 2));
        assert_eq!(ignoring(D::Year), (vec![0, 4, 6, 8], 5, 2));
        assert_eq!(ignoring(D::AcrossRange), (vec![0, 8], 7, 0));
    }

    #[test]
    fn another_stance_is_another_statement_where_stances_count() {
        assert_eq!(left(Duplicates::Document, Handling::Subtract), (vec![0, 2, 3, 4, 5, 6, 8], 2, 0));
    }

    #[test]
    fn statements_without_a_stance_are_left_out_or_taken_for_one() {
        let settled = |handling, missing| {
            let mut events = vec![event(0, 0, 0, 3, 1, None), event(1, 0, 0, 0, 1, None)];
            let without = settle_stances(&mut events, handling, missing);
            (events.iter().map(|event| event.level).collect::<Vec<_>>(), without)
        };
        assert_eq!(settled(Handling::Ignore, MissingStance::Skip), (vec![3, 0], 0));
        assert_eq!(settled(Handling::Combine, MissingStance::Skip), (vec![0], 1));
        assert_eq!(settled(Handling::Combine, MissingStance::For), (vec![2, 0], 1));
        assert_eq!(settled(Handling::Combine, MissingStance::Neutral), (vec![1, 0], 1));
    }
}
