//! When a text appeared, by its own words.

use super::date::{FoundDate, find_date, only_year, year_of};
use crate::model::ParagraphKind;
use crate::text::RestoredParagraph;

/// What a text says of the day it appeared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The date; `None` when the words name no year and nothing else tells it.
    pub date: Option<String>,
    /// The words that say so: `六月十一日`.
    pub words: String,
    /// Where the year is known from when the words do not name it.
    pub year: Option<YearFrom>,
}

/// Where the year of a day that names none is known from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum YearFrom {
    /// A person said it.
    Asked,
    /// A date that was given, of which no more than year or month is known.
    Given(
        /// The date.
        String,
    ),
    /// The file's name.
    Name,
    /// All other dates in the text.
    Text(
        /// The first of them, as it stands there.
        String,
    ),
}

/// Any leap year: for looking whether a day is there before its year is known.
const SOME_YEAR: i32 = 2000;

/// What `lines`, those of the head and the end that may name the day, and the dateline say.
pub(super) fn of<'t>(
    lines: impl Iterator<Item = &'t str>,
    paragraphs: &'t [RestoredParagraph],
    year: Option<(i32, YearFrom)>,
) -> Option<Published> {
    let found = |text: &'t str, is: fn(&str, &FoundDate) -> bool| {
        let found = find_date(text, Some(SOME_YEAR)).filter(|found| is(text, found))?;
        Some((text, found))
    };
    // A line that names the year goes first.
    let mut labelled = None;
    for told in lines.filter_map(|text| found(text, is_told)) {
        let names_year = told.1.names_year;
        if names_year || labelled.is_none() {
            labelled = Some(told);
        }
        if names_year {
            break;
        }
    }
    let (text, day) = labelled
        .or_else(|| openings(paragraphs).find_map(|text| found(text, is_dateline)))
        .or_else(|| paragraphs.iter().take(3).find_map(|paragraph| found(&paragraph.text, is_dateline_alone)))?;
    let words = &text[day.start..day.end];
    if day.names_year {
        return Some(Published { date: Some(day.date), words: words.to_owned(), year: None });
    }
    let from_text = || {
        let texts = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).filter(|text| text.contains(MARKS));
        only_year(texts).map(|(year, words)| (year, YearFrom::Text(words.to_owned())))
    };
    let known = year.or_else(from_text).and_then(|(year, from)| Some((find_date(words, Some(year))?.date, from)));
    let (date, year) = known.unzip();
    Some(Published { date, words: words.to_owned(), year })
}

/// A text without any of these names no year with a month.
const MARKS: [char; 4] = ['年', '-', '/', '.'];

impl Published {
    /// The date, when it says more than `known` and nothing else.
    pub fn completes(&self, known: &str) -> Option<&str> {
        self.date.as_deref().filter(|date| date.len() > known.len() && date.starts_with(known))
    }

    /// What a date that is known only in part says of the year.
    pub fn year_of_part(date: &str) -> Option<(i32, YearFrom)> {
        let part = date.len() < "2025-06-11".len();
        part.then(|| year_of(date)).flatten().map(|year| (year, YearFrom::Given(date.to_owned())))
    }
}

/// Whether a line that holds a date says when the text appeared, or is nothing but that date.
fn is_told(text: &str, found: &FoundDate) -> bool {
    const LABELS: [&str; 8] = ["时间", "時間", "日期", "发布", "發布", "来源", "來源", "报"];
    let (before, behind) = (text[..found.start].trim(), text[found.end..].trim());
    let alone = before.trim_matches(['（', '(', '[', '【']).is_empty()
        && (behind.trim_matches(['）', ')', ']', '】']).is_empty() || behind.starts_with(['星', ' ', '第']));
    // `报名时间：6月11日` is the day of something else.
    const OTHERS: [&str; 9] = ["报名", "会议", "活动", "截止", "施行", "实施", "举办", "办公", "開會"];
    alone || (LABELS.iter().any(|label| text.contains(label)) && !OTHERS.iter().any(|other| before.contains(other)))
}

/// Whether a date at the opening of a report is that of a dateline: `新华社北京6月11日电`, `本报讯 6月11日`.
fn is_dateline(text: &str, found: &FoundDate) -> bool {
    const SENT: [char; 4] = ['电', '電', '讯', '訊'];
    let behind = text[found.end..].trim_start();
    behind.starts_with(SENT) || text[..found.start].contains(['讯', '訊'])
}

/// Whether a line is a dateline and nothing else, and so looks like a headline: `新华社北京6月11日电`.
fn is_dateline_alone(text: &str, found: &FoundDate) -> bool {
    const LONGEST: usize = 24;
    let behind = text[found.end..].trim_matches(|c: char| c.is_whitespace() || "（）()".contains(c));
    text.chars().nth(LONGEST).is_none() && matches!(behind, "电" | "電" | "讯" | "訊")
}

/// The opening words of the first paragraphs.
fn openings(paragraphs: &[RestoredParagraph]) -> impl Iterator<Item = &str> {
    let body = paragraphs.iter().filter(|paragraph| paragraph.kind == ParagraphKind::Body);
    body.take(2).map(|paragraph| match paragraph.text.char_indices().nth(24) {
        Some((end, _)) => &paragraph.text[..end],
        None => &paragraph.text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::metadata::propose;
    use crate::text::{Layout, restore};

    fn told(text: &str, year: Option<(i32, YearFrom)>) -> Option<Published> {
        propose(&restore(text, Layout::Paragraphs).paragraphs, year).1
    }

    fn date(text: &str) -> Option<String> {
        told(text, None)?.date
    }

    const BODY: &str = "会议指出，要加快发展人工智能产业，推动各项工作落到实处。";

    #[test]
    fn a_day_without_its_year_takes_that_of_the_other_dates() {
        let text = format!("工作简报\n六月十一日\n{BODY}截至2025年6月10日，完成过半。\n2025年5月起施行。\n");
        let published = told(&text, None).expect("a day");
        assert_eq!(published.date.as_deref(), Some("2025-06-11"));
        assert_eq!(
            (published.words.as_str(), published.year),
            ("六月十一日", Some(YearFrom::Text("2025年6月10日".into())))
        );
        // What was asked for goes first.
        let asked = told(&text, Some((2024, YearFrom::Asked))).expect("a day");
        assert_eq!((asked.date.as_deref(), asked.year), (Some("2024-06-11"), Some(YearFrom::Asked)));
        // Of two years nobody knows which.
        let two = told(&format!("{text}比2024年12月增长。\n"), None).expect("a day");
        assert_eq!((two.date, two.words.as_str()), (None, "六月十一日"));
    }

    #[test]
    fn a_line_that_names_the_year_goes_first() {
        let text = format!("6月11日\n{BODY}\n{BODY}\n江州市人民政府\n2025年6月12日\n");
        assert_eq!(date(&text).as_deref(), Some("2025-06-12"));
    }

    #[test]
    fn the_day_of_something_else_is_not_that_of_the_text() {
        for line in ["报名时间：2025年6月11日至20日", "会议时间：6月11日", "截止日期：2025-06-11"]
        {
            assert_eq!(told(&format!("关于报名的通知\n\n{line}\n\n{BODY}\n"), None), None, "{line}");
        }
        assert_eq!(date(&format!("通知\n\n发布时间：2025年6月11日\n\n{BODY}\n")).as_deref(), Some("2025-06-11"));
    }

    #[test]
    fn datelines_are_told_from_events() {
        assert_eq!(date(&format!("新华社北京2025年6月11日电（记者 张三）{BODY}\n")).as_deref(), Some("2025-06-11"));
        let sent = told(&format!("新华社北京6月11日电（记者 张三）{BODY}\n"), Some((2025, YearFrom::Name)));
        assert_eq!(sent.expect("a day").date.as_deref(), Some("2025-06-11"));
        let alone = told(&format!("新华社北京6月11日电\n\n{BODY}\n"), Some((2025, YearFrom::Asked)));
        assert_eq!(alone.expect("a day").date.as_deref(), Some("2025-06-11"));
        assert_eq!(told(&format!("6月11日停电\n\n{BODY}\n"), Some((2025, YearFrom::Asked))), None);
        assert_eq!(told(&format!("6月11日，国家电网召开大会。{BODY}\n"), Some((2025, YearFrom::Name))), None);
    }

    #[test]
    fn a_day_completes_a_year_that_fits() {
        let published = told(&format!("六月十一日\n{BODY}\n"), Published::year_of_part("2025")).expect("a day");
        assert_eq!(published.year, Some(YearFrom::Given("2025".into())));
        assert_eq!(published.completes("2025"), Some("2025-06-11"));
        assert_eq!(published.completes("2025-07"), None);
        assert_eq!(Published::year_of_part("2025-06-10"), None);
    }
}
