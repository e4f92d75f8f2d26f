//! Dates as far as they are known, and the stretches of the calendar they fall into.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::model::named_enum;

named_enum! {
    /// A stretch of the calendar.
    Unit("unit of time") {
        /// A day.
        Day = "day",
        /// Monday to Sunday.
        Week = "week",
        /// A month.
        Month = "month",
        /// A year.
        Year = "year",
    }
}

/// A date as far as it is known: a year, a month, a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct When {
    year: i32,
    month: Option<u32>,
    day: Option<NaiveDate>,
}

impl When {
    /// Reads 2025, 2025-06 or 2025-06-11.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next().map(str::parse).transpose().ok()?.filter(|month| (1..=12).contains(month));
        let day = parts.next().map(str::parse).transpose().ok()?;
        let day = month.zip(day).and_then(|(month, day)| NaiveDate::from_ymd_opt(year, month, day));
        Some(Self { year, month, day })
    }

    /// The number of its stretch, counted so that the next stretch has the next number; `None` where
    /// the date is not known that closely.
    pub(super) fn index(self, unit: Unit) -> Option<i32> {
        match unit {
            Unit::Year => Some(self.year),
            Unit::Month => Some(self.year * 12 + i32::try_from(self.month?).ok()? - 1),
            Unit::Day => Some(self.day?.num_days_from_ce()),
            // Day 1 of the common era was a Monday.
            Unit::Week => Some((self.day?.num_days_from_ce() - 1).div_euclid(7)),
        }
    }
}

impl std::fmt::Display for When {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.month, self.day) {
            (_, Some(day)) => write!(f, "{day}"),
            (Some(month), None) => write!(f, "{:04}-{month:02}", self.year),
            (None, None) => write!(f, "{:04}", self.year),
        }
    }
}

/// The first day of a stretch; `None` beyond the calendar.
pub(super) fn first_day(unit: Unit, index: i32) -> Option<NaiveDate> {
    match unit {
        Unit::Year => NaiveDate::from_ymd_opt(index, 1, 1),
        Unit::Month => {
            let months = Months::new(u32::try_from(index.rem_euclid(12)).ok()?);
            NaiveDate::from_ymd_opt(index.div_euclid(12), 1, 1)?.checked_add_months(months)
        }
        Unit::Day => NaiveDate::from_num_days_from_ce_opt(index),
        Unit::Week => NaiveDate::from_num_days_from_ce_opt(index.checked_mul(7)?.checked_add(1)?),
    }
}

/// The last day before a stretch.
pub(super) fn day_before(unit: Unit, index: i32) -> Option<NaiveDate> {
    first_day(unit, index)?.checked_sub_days(Days::new(1))
}

#[cfg(test)]
mod tests {
    use super::{Unit, When, day_before, first_day};

    fn index(date: &str, unit: Unit) -> Option<i32> {
        When::of(date).and_then(|when| when.index(unit))
    }

    #[test]
    fn stretches_follow_each_other() {
        for (unit, before, after) in [
            (Unit::Day, "2024-02-29", "2024-03-01"),
            (Unit::Week, "2024-12-29", "2024-12-30"),
            (Unit::Month, "2024-12", "2025-01-31"),
            (Unit::Year, "2024", "2025-01"),
        ] {
            assert_eq!(index(before, unit).map(|n| n + 1), index(after, unit), "{unit}");
        }
        // A week of two years is one week.
        assert_eq!(index("2024-12-30", Unit::Week), index("2025-01-05", Unit::Week));
        assert_ne!(index("2024-03", Unit::Month), index("2025-03", Unit::Month));
    }

    #[test]
    fn what_is_not_known_has_no_number() {
        assert_eq!(index("2025", Unit::Month), None);
        assert_eq!(index("2025-06", Unit::Week), None);
        assert_eq!(index("2025-06-31", Unit::Day), None);
        assert_eq!(When::of("June"), None);
    }

    #[test]
    fn a_stretch_knows_its_days() {
        let days = |date: &str, unit| {
            let n = index(date, unit).expect("a date");
            (first_day(unit, n).expect("a day").to_string(), day_before(unit, n + 1).expect("a day").to_string())
        };
        assert_eq!(days("2025-06-11", Unit::Week), ("2025-06-09".to_owned(), "2025-06-15".to_owned()));
        assert_eq!(days("2024-02-10", Unit::Month), ("2024-02-01".to_owned(), "2024-02-29".to_owned()));
        assert_eq!(days("2024-12", Unit::Year), ("2024-01-01".to_owned(), "2024-12-31".to_owned()));
    }
}
