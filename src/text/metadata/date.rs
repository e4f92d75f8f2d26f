//! Dates as Chinese texts and file names write them.

use crate::model::field;
use crate::text::number::{digit, number};

/// A date found in a text: its form in the database, and the bytes where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDate {
    /// `2025-06-11`, `2025-06`.
    pub date: String,
    /// Whether its year stands there, too.
    pub names_year: bool,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The whole text as a date: `2025年6月11日`, `二〇二五年六月十一日`, `2025-06-11`, `2025/6/11`,
/// `2025.6.11`, `20250611`, `2025年6月`, `2025-06`, `2025`, a time of day after it left out. `None` when it
/// is none, or no real day.
pub fn date(text: &str) -> Option<String> {
    date_in(text, None)
}

/// The same; a day that names no year, `6月11日`, is of `year` when one is given.
pub fn date_in(text: &str, year: Option<i32>) -> Option<String> {
    let text = text.trim();
    if let Some(found) = at_start(text, year).or_else(|| compact(text)) {
        return is_time(&text[found.end..]).then_some(found.date);
    }
    year_only(text).filter(|found| found.end == text.len()).map(|found| found.date)
}

/// The first date in a text, with at least a month. A day without its year, `6月11日`, counts when
/// `year` is given.
pub fn find_date(text: &str, year: Option<i32>) -> Option<FoundDate> {
    text.char_indices().filter(|(at, c)| begins_number(text, *at, *c)).find_map(|(at, _)| {
        let found = at_start(&text[at..], year)?;
        Some(FoundDate { start: at, end: at + found.end, ..found })
    })
}

/// The year that the dates of a text name, and the words of the first of them; `None` when they name
/// several, or none.
pub(super) fn only_year<'t>(texts: impl Iterator<Item = &'t str>) -> Option<(i32, &'t str)> {
    let mut only: Option<(i32, &str)> = None;
    for mut rest in texts {
        while let Some(found) = find_date(rest, None) {
            let year = year_of(&found.date)?;
            match only {
                Some((known, _)) if known != year => return None,
                Some(_) => {}
                None => only = Some((year, &rest[found.start..found.end])),
            }
            rest = &rest[found.end..];
        }
    }
    only
}

/// The year in which a name says that a text appeared: of its date, `20250611_a`, or the only number in it
/// that can be a year, `渝府发〔2025〕12号`.
pub fn year_in_name(name: &str) -> Option<i32> {
    let begins = name.char_indices().filter(|(at, c)| c.is_ascii_digit() && begins_number(name, *at, *c));
    let years = begins.filter_map(|(at, _)| {
        let rest = &name[at..];
        let (digits, behind) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
        match digits.len() {
            // `第2010期` counts issues.
            4 if !name[..at].ends_with('第') && !behind.starts_with(['期', '号', '號']) => year_of(digits),
            8 => compact(digits).and_then(|found| year_of(&found.date)),
            _ => None,
        }
    });
    let mut years = years.filter(|year| (1900..2100).contains(year));
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}

/// The year of a date as the database has it.
pub fn year_of(date: &str) -> Option<i32> {
    date.get(..4)?.parse().ok()
}

/// Whether a number begins with the character at this byte: it is a digit and the one before is none.
fn begins_number(text: &str, at: usize, c: char) -> bool {
    let digit = |c: char| digit(c).is_some() || c == '十';
    digit(c) && !text[..at].ends_with(digit)
}

/// A date with a month at the start of a text.
fn at_start(text: &str, year: Option<i32>) -> Option<FoundDate> {
    let (first, rest) = number(text)?;
    let separator = rest.trim_start().chars().next()?;
    let names_year = separator != '月';
    let (year, month, rest) = match separator {
        '年' if first >= 1000 => {
            let (month, rest) = number(after(rest, '年')?)?;
            (first, month, after(rest, '月')?)
        }
        '月' => (year.and_then(|year| u32::try_from(year).ok())?, first, after(rest, '月')?),
        '-' | '/' | '.' | '－' | '／' | '．' | '—' | '_' if first >= 1000 => {
            let (month, rest) = number(rest.trim_start().strip_prefix(separator)?)?;
            let day = rest.strip_prefix(separator).and_then(number);
            return Some(match day {
                Some((day, rest)) => of(text, rest, &format!("{first:04}-{month:02}-{day:02}"))?,
                None => of(text, rest, &format!("{first:04}-{month:02}"))?,
            });
        }
        _ => return None,
    };
    match number(rest) {
        Some((day, behind)) if behind.trim_start().starts_with(['日', '号', '號']) => {
            let behind = behind.trim_start().get('日'.len_utf8()..)?;
            let found = of(text, behind, &format!("{year:04}-{month:02}-{day:02}"))?;
            Some(FoundDate { names_year, ..found })
        }
        // `2025年6月` alone is a month; `6月` and `6月11` go on as something else.
        None if names_year => of(text, rest, &format!("{year:04}-{month:02}")),
        _ => None,
    }
}

/// `20250611` and nothing else before what follows.
fn compact(text: &str) -> Option<FoundDate> {
    let digits = text.get(..8).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = &text[8..];
    let date = format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]);
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then(|| of(text, rest, &date))?
}

fn year_only(text: &str) -> Option<FoundDate> {
    let (year, rest) = number(text)?;
    (year >= 1000).then(|| of(text, rest.strip_prefix('年').unwrap_or(rest), &format!("{year:04}")))?
}

fn of(text: &str, rest: &str, date: &str) -> Option<FoundDate> {
    let date = field::date("date", date).ok()?;
    Some(FoundDate { date, names_year: true, start: 0, end: text.len() - rest.len() })
}

fn after(text: &str, unit: char) -> Option<&str> {
    text.trim_start().strip_prefix(unit).map(str::trim_start)
}

/// Whether what follows a date is nothing, or a time: ` 08:30`, `T08:30:00+08:00`, ` 星期三`.
fn is_time(rest: &str) -> bool {
    let rest = rest.trim();
    rest.is_empty()
        || rest.starts_with("星期")
        || rest.starts_with(['（', '('])
        || rest.chars().all(|c| c.is_ascii_digit() || matches!(c, 'T' | 'Z' | ':' | '：' | '.' | '+' | '-' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_day() {
        for text in [
            "2025年6月11日",
            "二〇二五年六月十一日",
            "二○二五年六月十一日",
            "2025 年 06 月 11 日",
            "２０２５年６月１１日",
            "2025-06-11",
            "2025-6-11",
            "2025/6/11",
            "2025.06.11",
            "20250611",
            "2025年6月11日 星期三",
            "2025-06-11T08:30:00+08:00",
            "2025-06-11 08:30",
            "2025年6月11日08:30",
        ] {
            assert_eq!(date(text).as_deref(), Some("2025-06-11"), "{text}");
        }
        assert_eq!(date("二〇二四年二月二十九日").as_deref(), Some("2024-02-29"));
        assert_eq!(date("2025年十二月三十日").as_deref(), Some("2025-12-30"));
        assert_eq!(date("2025年6月").as_deref(), Some("2025-06"));
        assert_eq!(date("2025").as_deref(), Some("2025"));
        assert_eq!(date_in("六月十一日", Some(2025)).as_deref(), Some("2025-06-11"));
        assert_eq!(date_in("2024年6月11日", Some(2025)).as_deref(), Some("2024-06-11"));
        for text in ["2025年13月1日", "2025-02-30", "6月11日", "25-6-11", "今天", "", "2025年6月11日会议", "123456789"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_is_found_where_it_stands() {
        let found = find_date("发布时间：2025年6月11日 来源：重庆日报", None).expect("a date");
        assert_eq!((found.date.as_str(), found.start), ("2025-06-11", "发布时间：".len()));
        assert_eq!(find_date("新华社北京六月十一日电", None), None);
        assert_eq!(find_date("新华社北京六月十一日电", Some(2025)).map(|f| f.date).as_deref(), Some("2025-06-11"));
        assert_eq!(find_date("第2025期 2025-06-11", None).map(|f| f.date).as_deref(), Some("2025-06-11"));
        assert_eq!(find_date("渝府发〔2025〕12号", None), None);
        let named = |text| find_date(text, Some(2025)).map(|found| (found.date, found.names_year));
        assert_eq!(named("六月十一日"), Some(("2025-06-11".to_owned(), false)));
        assert_eq!(named("二〇二四年六月十一日"), Some(("2024-06-11".to_owned(), true)));
        assert_eq!(named("上半年6月份"), None);
    }

    #[test]
    fn years_of_texts_and_names() {
        let only = |texts: &[&'static str]| only_year(texts.iter().copied());
        assert_eq!(only(&["截至2025年6月10日，", "2025年5月起"]), Some((2025, "2025年6月10日")));
        assert_eq!(only(&["2025年6月10日，比2024年12月"]), None);
        assert_eq!(only(&["到2035年，6月11日"]), None);
        for (name, year) in [
            ("20250611_重庆日报_算力", Some(2025)),
            ("渝府发〔2025〕12号", Some(2025)),
            ("2025-06-11", Some(2025)),
            ("2024年报告2025年修订", None),
            ("第1234号", None),
            ("第2010期", None),
            ("2025年第2010期", Some(2025)),
            ("20251399", None),
            ("报告", None),
        ] {
            assert_eq!(year_in_name(name), year, "{name}");
        }
    }
}
