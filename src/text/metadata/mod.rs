//! What a text says about itself: its headline, where and when it appeared, who wrote it.
//!
//! Proposals only: what a person, a file's name or its format says goes first. Looked at are the head
//! and the end of a text, where such lines stand; running text is not.

mod date;
pub mod label;
mod name_pattern;
mod published;
mod site;

pub use date::{FoundDate, date, date_in, find_date, year_in_name, year_of};
pub use name_pattern::{NamePattern, Named};
pub use published::{Published, YearFrom};
pub use site::{is_site_name, without_site};

use super::RestoredParagraph;
use crate::model::field::{self, MAX_LINE, MAX_NAME};
use crate::model::{DocumentFields, ParagraphKind};

/// Paragraphs at the head of a text that may name where and when it appeared.
const HEAD: usize = 8;

/// Paragraphs at its end.
const TAIL: usize = 3;

/// A line that names such things is no longer, in characters.
const LONGEST: usize = 60;

/// What the paragraphs propose, and where they say when they appeared. `year` is the year of days that
/// name none, and where it is known from; without it, their other dates tell it.
pub fn propose(paragraphs: &[RestoredParagraph], year: Option<(i32, YearFrom)>) -> (DocumentFields, Option<Published>) {
    let lines: Vec<&RestoredParagraph> = label_lines(paragraphs);
    let texts = || lines.iter().map(|paragraph| paragraph.text.as_str());
    let published = published::of(texts(), paragraphs, year);
    let fields = DocumentFields {
        title: title(paragraphs),
        subtitle: first_of(paragraphs, ParagraphKind::Subtitle).and_then(headline),
        outlet: texts().find_map(outlet),
        author: author(paragraphs),
        published: published.as_ref().and_then(|published| published.date.clone()),
        ..DocumentFields::default()
    };
    (fields, published)
}

/// The headline among the paragraphs that says another than `told`, what their file calls itself. `None`: what is
/// told is a headline of theirs, or none says better.
pub fn shown_title(paragraphs: &[RestoredParagraph], told: Option<&str>) -> Option<String> {
    let words = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let titles = || paragraphs.iter().filter(|paragraph| paragraph.kind == ParagraphKind::Title);
    let told = told.map(words);
    if titles().any(|title| Some(words(without_site(&title.text, None, false))) == told) {
        return None;
    }
    titles().filter_map(|title| headline(&title.text)).find(|title| !is_site_name(title))
}

/// The short lines of the head and of the end; no headlines, which may name days of their own.
fn label_lines(paragraphs: &[RestoredParagraph]) -> Vec<&RestoredParagraph> {
    let tail = paragraphs.len().saturating_sub(TAIL).max(HEAD);
    paragraphs
        .iter()
        .enumerate()
        .filter(|(n, paragraph)| {
            (*n < HEAD || *n >= tail)
                && !matches!(paragraph.kind, ParagraphKind::Title | ParagraphKind::Subtitle | ParagraphKind::Caption)
                && paragraph.text.chars().count() <= LONGEST
                && !paragraph.text.contains(['。', '，', '；', '？', '！'])
        })
        .map(|(_, paragraph)| paragraph)
        .collect()
}

fn first_of(paragraphs: &[RestoredParagraph], kind: ParagraphKind) -> Option<&str> {
    paragraphs.iter().find(|paragraph| paragraph.kind == kind).map(|paragraph| paragraph.text.as_str())
}

/// The headline; where none is told from other headings, the heading the text opens with.
fn title(paragraphs: &[RestoredParagraph]) -> Option<String> {
    let opening = || {
        let first = paragraphs.iter().find(|paragraph| paragraph.kind != ParagraphKind::Furniture)?;
        (first.kind == ParagraphKind::Heading).then_some(first.text.as_str())
    };
    first_of(paragraphs, ParagraphKind::Title).or_else(opening).and_then(headline)
}

/// A headline as a field: a dash before a second headline belongs to the page, not to its words, and so does
/// the site's name behind it.
fn headline(text: &str) -> Option<String> {
    let text = without_site(text.trim_start_matches(['—', '─', '-']).trim(), None, false);
    field::line("title", text, MAX_LINE).ok().filter(|text| text.contains(char::is_alphanumeric))
}

/// What stands behind one of these words and a colon, up to the next blank.
fn labelled<'a>(text: &'a str, labels: &[&str]) -> Option<&'a str> {
    let behind = label::behind(text, labels)?;
    let end = behind.find([' ', '\u{3000}', '\t', '|', '｜', '）', ')', '】']).unwrap_or(behind.len());
    Some(&behind[..end]).filter(|value| !value.is_empty())
}

/// Where a text appeared: what `来源：` names, or the name of a paper in a line with a date.
fn outlet(text: &str) -> Option<String> {
    const PAPERS: [&str; 8] = ["日报", "日報", "晚报", "晚報", "时报", "時報", "报", "報"];
    let named = labelled(text, &label::OUTLETS).or_else(|| {
        find_date(text, None)?;
        text.split([' ', '\u{3000}', '\t', '|', '《', '》'])
            .find(|word| word.chars().count() >= 3 && PAPERS.iter().any(|paper| word.ends_with(paper)))
    })?;
    field::line("outlet", named.trim_matches(['《', '》']), MAX_NAME).ok()
}

/// Who wrote it: the names of the first line that names reporters or authors.
fn author(paragraphs: &[RestoredParagraph]) -> Option<String> {
    paragraphs.iter().filter(|paragraph| paragraph.kind == ParagraphKind::Byline).find_map(|p| names(&p.text))
}

/// The names of a byline: `（记者 张三 李四）`, `作者：张三`, `□ 本报记者 张三`.
fn names(text: &str) -> Option<String> {
    const ROLES: [&str; 10] = ["记者", "記者", "作者", "撰文", "撰稿", "执笔", "執筆", "文/", "文／", "通讯员"];
    let (at, role) = ROLES.iter().filter_map(|role| Some((text.find(role)?, *role))).min()?;
    let behind = text[at + role.len()..].trim_start_matches(['：', ':', ' ', '\u{3000}']);
    let end = behind.find(['）', ')', '】', '|', '｜', '摄', '攝']).unwrap_or(behind.len());
    let words = behind[..end].split([' ', '\u{3000}', '、', '/', '\t']).filter(|word| !word.is_empty());
    let names: Vec<&str> = words
        .take_while(|word| find_date(word, None).is_none() && !word.contains(['：', ':']))
        .filter(|word| !ROLES.iter().any(|role| word.ends_with(role)) && *word != "文" && *word != "图")
        .collect();
    let names = names.join(" ");
    (names.chars().count() >= 2).then(|| field::line("author", &names, 500).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Layout, restore};

    fn of(text: &str, year: Option<i32>) -> DocumentFields {
        propose(&restore(text, Layout::Auto).paragraphs, year.map(|year| (year, YearFrom::Asked))).0
    }

    #[test]
    fn lines_of_the_head_name_paper_day_and_author() {
        let fields = of(
            "智绘“人工智能+”新图景\n——市政协协商活动侧记\n2025年6月11日　来源：重庆政协报　作者：高吕艳杏\n\n　　人工智能是新一轮科技革命的重要驱动力量，重庆持续发力。\n",
            None,
        );
        assert_eq!(fields.title.as_deref(), Some("智绘“人工智能+”新图景"));
        assert_eq!(fields.subtitle.as_deref(), Some("市政协协商活动侧记"));
        assert_eq!(fields.outlet.as_deref(), Some("重庆政协报"));
        assert_eq!(fields.published.as_deref(), Some("2025-06-11"));
        assert_eq!(fields.author.as_deref(), Some("高吕艳杏"));
    }

    #[test]
    fn a_headline_that_is_shown_goes_before_what_a_file_calls_itself() {
        let shown = |text: &str, told: Option<&str>| shown_title(&restore(text, Layout::Auto).paragraphs, told);
        let text = "关于支持中小企业 用好算力的措施_江州网\n2025年6月11日　来源：江州日报\n\n　　要降低算力使用门槛，发放算力券。\n";
        let title = "关于支持中小企业 用好算力的措施";
        assert_eq!(shown(text, Some("政策文件第3号")).as_deref(), Some(title));
        assert_eq!(shown(text, None).as_deref(), Some(title));
        assert_eq!(shown(text, Some("关于支持中小企业用好算力的措施")), None, "it is the same");
        assert_eq!(shown("　　要降低算力使用门槛，发放算力券。\n", Some("措施")), None);
    }

    #[test]
    fn a_day_in_running_text_is_no_date_of_the_text() {
        let fields = of("　　2025年6月11日，市政协召开会议，研究人工智能。\n　　会议指出，要加快发展。\n", None);
        assert_eq!(fields.published, None);
        let fields = of("　　新华社北京六月十一日电（记者 张三）会议指出，要加快发展人工智能产业。\n", Some(2025));
        assert_eq!(fields.published.as_deref(), Some("2025-06-11"));
    }

    #[test]
    fn a_day_in_chinese_digits_on_a_line_of_its_own() {
        let day = "市政府工作报告\n\n二〇二五年六月十一日\n\n市政府召开会议，部署了工作并提出建议。\n";
        assert_eq!(of(day, None).published.as_deref(), Some("2025-06-11"));
        let sourced = "市政府工作报告\n\n六月十一日　来源：重庆日报\n\n市政府召开会议，部署了工作并提出了许多建议，内容很多很多。\n";
        let fields = of(sourced, Some(2025));
        assert_eq!((fields.published.as_deref(), fields.outlet.as_deref()), (Some("2025-06-11"), Some("重庆日报")));
    }

    #[test]
    fn the_name_of_a_site_is_no_part_of_the_title() {
        let fields = of("大会召开_新华网\n\n　　会议指出，要加快发展人工智能产业。\n", None);
        assert_eq!(fields.title.as_deref(), Some("大会召开"));
    }

    #[test]
    fn marks_alone_are_no_title() {
        assert_eq!((headline("]>"), headline("——"), headline("2025").as_deref()), (None, None, Some("2025")));
    }

    #[test]
    fn names_of_bylines() {
        for (text, expected) in [
            ("（记者 高吕艳杏）", "高吕艳杏"),
            ("□ 本报记者 张三 李四", "张三 李四"),
            ("作者：王小明 2025-06-11", "王小明"),
            ("文/图 本报记者 张三 通讯员 李四", "张三 李四"),
        ] {
            assert_eq!(names(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(names("责任编辑：赵六"), None);
    }
}
