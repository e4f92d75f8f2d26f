//! Stretches of time that move over the events, one network each.

use std::ops::Range;
use std::str::FromStr;

use chrono::NaiveDate;

use super::event::Event;
use super::when::{Unit, day_before, first_day};
use crate::model::Invalid;

/// A stretch of so many units, moved on by one unit at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Its length in units; 1 at least.
    pub length: u16,
    /// The unit; `None` counts statements.
    pub unit: Option<Unit>,
}

/// Where a window stands, and the events in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Its number among the windows, from 1: windows of statements may share their dates.
    pub number: usize,
    /// Its first day; of a window of statements the day of its first.
    pub first: String,
    /// Its last day, included.
    pub last: String,
    /// Its events among all.
    pub events: Range<usize>,
}

impl FromStr for Window {
    type Err = Invalid;

    /// Reads `month`, `3months`, `90days`, `50statements`.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let refuse =
            || Invalid::new("window", text, "write a number and day, week, month, year or statement, as in 3months");
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (length, unit) = text.split_at(end);
        let length = if length.is_empty() { 1 } else { length.parse().map_err(|_| refuse())? };
        let unit = unit.trim().trim_end_matches('s');
        let unit = if unit == "statement" { None } else { Some(unit.parse().map_err(|_| refuse())?) };
        // One statement ties nothing that moving would not show alone.
        if length == 0 || (unit.is_none() && length < 2) {
            return Err(refuse());
        }
        Ok(Self { length, unit })
    }
}

impl std::fmt::Display for Window {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = self.unit.map_or("statement", Unit::as_str);
        write!(f, "{}{unit}{}", self.length, if self.length == 1 { "" } else { "s" })
    }
}

impl Window {
    /// How close the date of an event must be known: statements follow each other by the day.
    pub fn order(self) -> Unit {
        self.unit.unwrap_or(Unit::Day)
    }

    /// The windows over `events`, which stand in the order of time, and how many of them had no date
    /// that close and were taken out. The first window begins with the unit of the first event, the last
    /// one ends with that of the last event; windows without events are left out.
    pub(super) fn over(self, events: &mut Vec<Event>) -> (Vec<Stretch>, usize) {
        let before = events.len();
        events.retain(|event| event.index(self.order()).is_some());
        let stretches = match self.unit {
            Some(unit) => self.by_calendar(unit, events),
            None => self.by_statements(events),
        };
        (stretches, before - events.len())
    }

    fn by_calendar(self, unit: Unit, events: &[Event]) -> Vec<Stretch> {
        let indices: Vec<i32> = events.iter().filter_map(|event| event.index(unit)).collect();
        let (Some(first), Some(last)) = (indices.first(), indices.last()) else { return Vec::new() };
        let length = i32::from(self.length);
        let starts = *first..=(*last - length + 1).max(*first);
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let stretch = |start| Stretch {
            number: 0,
            first: day(first_day(unit, start)),
            last: day(day_before(unit, start + length)),
            events: indices.partition_point(|at| *at < start)..indices.partition_point(|at| *at < start + length),
        };
        numbered(starts.map(stretch).filter(|stretch| !stretch.events.is_empty()))
    }

    fn by_statements(self, events: &[Event]) -> Vec<Stretch> {
        let mut starts: Vec<usize> =
            (0..events.len()).filter(|at| *at == 0 || events[*at].statement != events[*at - 1].statement).collect();
        let statements = starts.len();
        starts.push(events.len());
        let length = usize::from(self.length).min(statements);
        let date = |at: usize| events[at].when.map(|when| when.to_string()).unwrap_or_default();
        let windows = (0..(statements + 1).saturating_sub(length.max(1))).map(|n| starts[n]..starts[n + length]);
        numbered(windows.map(|events| Stretch {
            number: 0,
            first: date(events.start),
            last: date(events.end - 1),
            events,
        }))
    }
}

/// The windows with their numbers, from 1.
fn numbered(stretches: impl Iterator<Item = Stretch>) -> Vec<Stretch> {
    (1..).zip(stretches).map(|(number, stretch)| Stretch { number, ..stretch }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::event::{Event, tests::event};
    use super::Window;

    /// The windows over events of these dates, as `first..last:events`.
    fn windows(window: &str, dates: &[&str]) -> (Vec<String>, usize) {
        let mut events: Vec<Event> =
            (0..).zip(dates).map(|(statement, date)| event(statement, 0, 0, 2, 0, Some(date))).collect();
        let (stretches, undated) = window.parse::<Window>().expect("a window").over(&mut events);
        (stretches.iter().map(|s| format!("{}..{}:{}", s.first, s.last, s.events.len())).collect(), undated)
    }

    #[test]
    fn a_window_moves_on_by_one_unit() {
        let dates = ["2024-11-30", "2025-01-01", "2025-01-31", "2025-02"];
        let (found, undated) = windows("2months", &dates);
        assert_eq!(found, ["2024-11-01..2024-12-31:1", "2024-12-01..2025-01-31:2", "2025-01-01..2025-02-28:3"]);
        assert_eq!(undated, 0);
        // A length beyond all events is one window.
        assert_eq!(windows("9years", &dates).0, ["2024-01-01..2032-12-31:4"]);
        assert_eq!(
            windows("week", &["2025-06-15", "2025-06-30"]).0,
            ["2025-06-09..2025-06-15:1", "2025-06-30..2025-07-06:1"]
        );
    }

    #[test]
    fn what_has_no_date_that_close_stands_in_no_window() {
        assert_eq!(windows("month", &["2024", "2024-05"]), (vec!["2024-05-01..2024-05-31:1".to_owned()], 1));
        assert_eq!(windows("day", &[]), (Vec::new(), 0));
    }

    #[test]
    fn a_window_may_count_statements() {
        let dates = ["2024-02-01", "2024-05-01", "2025-01-01"];
        assert_eq!(windows("2statements", &dates).0, ["2024-02-01..2024-05-01:2", "2024-05-01..2025-01-01:2"]);
        assert_eq!(windows("50statements", &dates).0, ["2024-02-01..2025-01-01:3"]);
        // Who knows where in the year a statement of 2024 comes?
        let dates = ["2024", "2024-02-01", "2024-05", "2024-05-01"];
        assert_eq!(windows("2statements", &dates), (vec!["2024-02-01..2024-05-01:2".to_owned()], 2));
        // Statements of one day make windows that only their numbers tell apart.
        let mut events: Vec<Event> = (0..4).map(|n| event(n, 0, 0, 2, 0, Some("2025-06-01"))).collect();
        let (stretches, _) = "2statements".parse::<Window>().expect("a window").over(&mut events);
        assert_eq!(
            stretches.iter().map(|s| (s.number, s.first.as_str())).collect::<Vec<_>>(),
            [(1, "2025-06-01"), (2, "2025-06-01"), (3, "2025-06-01")]
        );
    }

    #[test]
    fn nonsense_is_no_window() {
        for text in ["", "0months", "1statement", "3", "3fortnights", "-1day", "99999999999days"] {
            assert!(text.parse::<Window>().is_err(), "{text}");
        }
    }
}
