//! Dates as tables write them, in the one form the project keeps.

use unicode_normalization::UnicodeNormalization as _;

use crate::model::field;

/// `2025`, `2025-06` or `2025-06-11` from the ways people and programs write a date, year first:
/// `2025/6/11`, `2025.6.11`, `2025年6月11日`, `20250611`, with a time or a weekday behind it.
///
/// `None` when it is no such date, or one that could be read in two ways (`6/11/2025`).
pub(super) fn normal(text: &str) -> Option<String> {
    let plain: String = text.trim().nfkc().collect();
    let (year, rest) = number(&plain, 4, 4)?;
    let read = match rest.chars().next() {
        None => year.to_owned(),
        Some(c) if c.is_ascii_digit() => {
            let (month, rest) = number(rest, 2, 2)?;
            let (day, rest) = number(rest, 2, 2)?;
            ends(rest).then(|| format!("{year}-{month}-{day}"))?
        }
        Some(c @ ('-' | '/' | '.')) => in_parts(year, rest, [c, c, '\0'])?,
        Some(_) => in_parts(year, rest.trim_start(), ['年', '月', '日'])?,
    };
    field::date("date", &read).ok()
}

/// The rest of a date whose parts are ended by `marks`.
fn in_parts(year: &str, rest: &str, marks: [char; 3]) -> Option<String> {
    let rest = rest.strip_prefix(marks[0])?.trim_start();
    if rest.is_empty() && marks[0] == '年' {
        return Some(year.to_owned());
    }
    let (month, rest) = number(rest, 1, 2)?;
    let rest = rest.trim_start();
    if rest.is_empty() {
        return Some(format!("{year}-{month:0>2}"));
    }
    let rest = rest.strip_prefix(marks[1])?.trim_start();
    if rest.is_empty() && marks[1] == '月' {
        return Some(format!("{year}-{month:0>2}"));
    }
    let (day, rest) = number(rest, 1, 2)?;
    let rest = if marks[2] == '日' { rest.trim_start().strip_prefix(['日', '号'])? } else { rest };
    ends(rest).then(|| format!("{year}-{month:0>2}-{day:0>2}"))
}

/// As many digits as stand at the beginning, if they are `least` to `most`; for the second half of
/// `20250611`, exactly `most`.
fn number(text: &str, least: usize, most: usize) -> Option<(&str, &str)> {
    let n = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    (n >= least).then(|| text.split_at(n))
}

/// Whether what follows a day is nothing, a time or a weekday.
fn ends(rest: &str) -> bool {
    let bare = rest.trim_start();
    let clock = bare.strip_prefix(['T', 't']).unwrap_or(bare);
    let time = || {
        bare.len() < rest.len() || clock.len() < bare.len() // something stands between day and hour
    };
    let hour = || {
        clock.split_once(':').is_some_and(|(hour, rest)| number(hour, 1, 2).is_some() && number(rest, 2, 2).is_some())
            && clock.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z' | 'z' | ' '))
    };
    bare.is_empty() || bare.trim_start_matches('(').starts_with("星期") || (time() && hour())
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn the_ways_to_write_a_day() {
        for text in [
            "2025-06-11",
            "2025/6/11",
            "2025.6.11",
            "2025.06.11",
            " 2025年6月11日 ",
            "２０２５年６月１１日",
            "2025 年 6 月 11 日",
            "2025年6月11日 星期三",
            "2025年6月11日（星期三）",
            "20250611",
            "2025-06-11T08:30:00+08:00",
            "2025-06-11T23:59:59.5Z",
            "2025-06-11 08:30",
            "2025年6月11日 8:30",
            "2025/6/11 8:30:00",
        ] {
            assert_eq!(normal(text).as_deref(), Some("2025-06-11"), "{text}");
        }
    }

    #[test]
    fn months_and_years() {
        for text in ["2025-06", "2025/6", "2025.06", "2025年6月"] {
            assert_eq!(normal(text).as_deref(), Some("2025-06"), "{text}");
        }
        assert_eq!((normal("2025").as_deref(), normal("2025年").as_deref()), (Some("2025"), Some("2025")));
    }

    #[test]
    fn what_is_no_date_or_two_is_not_guessed() {
        for text in [
            "",
            "6/11/2025",
            "11.6.2025",
            "25-6-11",
            "2025-13-01",
            "2025-02-30",
            "20251301",
            "202506",
            "2025-06/11",
            "2025年6月31日",
            "2025-06-11x",
            "2025-06-1108:30",
            "2025-06-11 下午",
            "45819",
            "去年6月",
            "2025.",
            "2025-06-",
        ] {
            assert_eq!(normal(text), None, "{text}");
        }
    }
}
