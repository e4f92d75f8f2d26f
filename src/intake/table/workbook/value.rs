//! What stands in a cell, as Excel shows a plain one.

use std::borrow::Cow;

use calamine::{DataRef, ExcelDateTime};

use crate::intake::table::row::Cell;

/// The cell of a value.
pub(super) fn shown<'a>(value: &DataRef<'a>) -> Cell<'a> {
    Cell::Text(match value {
        DataRef::SharedString(text) if !text.contains('\r') => Cow::Borrowed(*text),
        DataRef::SharedString(text) => Cow::Owned(one_line_end(text)),
        DataRef::String(text) => Cow::Owned(one_line_end(text)),
        DataRef::Int(n) => Cow::Owned(n.to_string()),
        DataRef::Float(n) => Cow::Owned(plain(*n)),
        DataRef::Bool(true) => Cow::Borrowed("TRUE"),
        DataRef::Bool(false) => Cow::Borrowed("FALSE"),
        DataRef::DateTime(at) => Cow::Owned(date_time(*at)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cow::Owned(text.clone()),
        DataRef::Empty => Cow::Borrowed(""),
        DataRef::Error(mark) => return Cell::Broken(mark.to_string()),
    })
}

fn one_line_end(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// A number with the 15 digits Excel keeps: `12`, `0.3`.
fn plain(n: f64) -> String {
    let kept = format!("{n:.14e}").parse().unwrap_or(n);
    format!("{kept}")
}

/// `2025-06-11`, `2025-06-11 08:30:00`, `08:30:00`; a length of time as hours, `26:30:00`.
fn date_time(at: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let days = at.as_f64();
    if at.is_duration() {
        let seconds = (days.abs() * 86_400.0).round();
        let (hours, rest) = ((seconds / 3_600.0).floor(), seconds % 3_600.0);
        let sign = if days < 0.0 { "-" } else { "" };
        return format!("{sign}{hours:02}:{:02}:{:02}", (rest / 60.0).floor(), rest % 60.0);
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    match () {
        () if (0.0..1.0).contains(&days) => time,
        () if days.fract() == 0.0 => date,
        () => format!("{date} {time}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    #[test]
    fn numbers_are_shown_as_people_wrote_them() {
        assert_eq!([12.0, 0.1 + 0.2, -5.5, 20_250_611.0, 0.0].map(plain), ["12", "0.3", "-5.5", "20250611", "0"]);
        assert_eq!(plain(123_456_789_012_345.0), "123456789012345");
    }

    #[test]
    fn days_and_times() {
        let of = |days, kind, since_1904| date_time(ExcelDateTime::new(days, kind, since_1904));
        assert_eq!(of(45_819.0, DateTime, false), "2025-06-11");
        assert_eq!(of(44_357.0, DateTime, true), "2025-06-11");
        assert_eq!(of(45_819.5, DateTime, false), "2025-06-11 12:00:00");
        assert_eq!(of(0.25, DateTime, false), "06:00:00");
        assert_eq!(of(26.5 / 24.0, TimeDelta, false), "26:30:00");
    }
}
