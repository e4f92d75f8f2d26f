//! The head of a document: its title, the second headline and who wrote it, before the text begins.
//!
//! The first lines have nothing before them to be measured against, and a headline may be as wide as
//! the column under it. So the head is told by where it ends: at a dateline, at a salutation, under a
//! line that opens with a dash, under an author, at an indent or at a blank line that tells.

use super::form::{Opening, first_chars, longer_than};
use super::kind::is_document_name;
use super::line::{Line, Tail};
use super::{byline, credit, date, label};

/// What a line of the head is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What stands over the headline and names the column or the occasion.
    Kicker,
    /// The headline.
    Title,
    /// What opens with a dash, and the lines it goes on over.
    Subtitle,
    /// An author, or where and when the text was published.
    Byline,
}

/// A head has no more lines than this.
const MOST_LINES: usize = 8;
/// A line of a headline has no more characters than this.
const LONGEST: u32 = 45;

/// One that asks or calls has no more.
const MOST_ASKING: u32 = 20;

/// The parts of the first lines; empty when no head can be told.
///
/// `blank_tells`: blank lines are rare enough to part something.
pub(super) fn head(lines: &[Line<'_>], blank_tells: bool) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    // How many of `parts` are sure.
    let mut sure = 0;
    for (at, line) in lines.iter().enumerate().take(MOST_LINES + 1) {
        if at > 0 && text_begins(lines, at, blank_tells) {
            sure = at;
        }
        let dash = line.opening == Opening::Dash;
        let named =
            || byline::is_name(&line.text) && lines[at - 1].chars >= 10 && !credit::ends_in_office(&lines[at - 1].text);
        let part =
            if at > 0 && (line.byline || credit::is_imprint(&line.text) || credit::is_author(&line.text) || named()) {
                Part::Byline
            } else if !can_be_headline(line) || parts.last() == Some(&Part::Byline) || at == MOST_LINES {
                break;
            } else if at > 0 && dash {
                Part::Subtitle
            } else if line.opening != Opening::Plain || at > 0 && begins_anew(&lines[at - 1], line) {
                break;
            } else if at == 0 && is_kicker(&line.text) && lines.get(1).is_some_and(can_be_headline) {
                Part::Kicker
            } else {
                parts.last().copied().filter(|part| *part != Part::Kicker).unwrap_or(Part::Title)
            };
        // A point in what should be the headline: rather the text itself. The author or a dash after
        // it proves nothing then.
        let pointed = lines[..at].iter().any(|l| l.comma);
        if part == Part::Byline || (dash && !pointed) {
            sure = at + 1;
        }
        parts.push(part);
    }
    parts.truncate(sure);
    beside_couplet(lines, &mut parts);
    parts
}

/// Whether the line is no part of the title before it, for that ends in the name of a sort of document:
/// `关于城市更新的提案答复` over the first heading.
pub(super) fn begins_anew(title: &Line<'_>, line: &Line<'_>) -> bool {
    let goes_on = ['的', '和', '与', '與', '及', '暨'];
    is_document_name(&title.text) && !line.text.starts_with(goes_on) && !opens_with_about(&line.text)
}

/// Opens with the preposition that the subject of a notice stands after.
pub(super) fn opens_with_about(text: &str) -> bool {
    text.starts_with("关于") || text.starts_with("關於")
}

/// The parts of headlines inside the text that have a kicker or a second headline, by their author's line: a page
/// may open with the caption of its picture.
pub(super) fn heads_inside(lines: &[Line<'_>]) -> Vec<(usize, Part)> {
    const MOST: usize = 4;
    let mut found = under_kickers(lines);
    let known = found.len();
    for (byline, _) in lines.iter().enumerate().filter(|(_, line)| line.byline) {
        let headline = |line: &&Line<'_>| can_be_headline(line) && !line.byline && line.opening == Opening::Plain;
        let from = byline - lines[..byline].iter().rev().take(MOST).take_while(headline).count();
        let ends = |line: &Line<'_>| line.tail == Tail::Stop || line.credit;
        if from == 0 || !ends(&lines[from - 1]) {
            continue;
        }
        let under = found[..known].partition_point(|(at, _)| *at < from);
        if found[..known].get(under).is_some_and(|(at, _)| *at < byline) {
            continue;
        }
        let mut parts = vec![Part::Title; byline - from];
        beside_couplet(&lines[from..byline], &mut parts);
        if parts.iter().any(|part| *part != Part::Title) {
            found.extend((from..).zip(parts));
        }
    }
    found.sort_unstable_by_key(|(at, _)| *at);
    found
}

/// The parts of headlines inside the text that stand under the name of a column or an occasion, down to who wrote
/// or edited what follows.
fn under_kickers(lines: &[Line<'_>]) -> Vec<(usize, Part)> {
    const MOST: usize = 5;
    let mut found: Vec<(usize, Part)> = Vec::new();
    for (kicker, line) in lines.iter().enumerate().skip(1) {
        if found.last().is_some_and(|(at, _)| *at >= kicker) {
            continue;
        }
        if !(4..=16).contains(&line.chars) || !can_be_headline(line) || !is_kicker(&line.text) {
            continue;
        }
        let before = &lines[kicker - 1];
        let ended = before.tail == Tail::Stop || before.credit || before.byline;
        if !(ended || before.tail == Tail::Open && before.chars <= 20 && !before.comma) {
            continue;
        }
        let mut parts = vec![(kicker, Part::Kicker)];
        for (at, line) in lines.iter().enumerate().skip(kicker + 1).take(MOST) {
            if line.byline || opens_text(line) {
                if parts.len() > 1 {
                    found.append(&mut parts);
                }
                break;
            }
            let under = parts.last().map_or(Part::Title, |(_, part)| *part);
            let part = match (line.opening, under) {
                (Opening::Dash, _) => Part::Subtitle,
                (Opening::Plain, Part::Kicker) => Part::Title,
                (Opening::Plain, _) => under,
                _ => break,
            };
            if !can_be_headline(line) || line.comma {
                break;
            }
            parts.push((at, part));
        }
    }
    found
}

/// Whether the line surely is under the headline: a dateline, a summary, or who edits the page.
fn opens_text(line: &Line<'_>) -> bool {
    const EDITED: [&str; 5] = ["本版", "责任编辑", "責任編輯", "责编", "責編"];
    EDITED.iter().any(|word| line.text.starts_with(word))
        || credit::is_dateline(&line.text)
        || label::opens_lead(&line.text) && !label::is_bare_lead(&line.text)
}

/// A headline in two lines as wide as one another has no third: what is wider over it names the occasion, what is
/// wider under it is a second headline. Either may be wrapped itself.
fn beside_couplet(lines: &[Line<'_>], parts: &mut [Part]) {
    const WIDER: u32 = 4;
    const MUCH: u32 = 12;
    let Some(from) = parts.iter().position(|part| *part == Part::Title) else { return };
    let to = from + parts[from..].iter().take_while(|part| **part == Part::Title).count();
    if !(3..=4).contains(&(to - from)) {
        return;
    }
    let width = |at: usize| lines[at].width;
    let couplet = |at: usize| width(at).abs_diff(width(at + 1)) <= 2 && lines[at].chars >= 4;
    let wider = |at: usize, couplet: usize| width(at) >= width(couplet).max(width(couplet + 1)) + WIDER;
    // No wrapped headline has a much shorter line in its middle.
    let waisted = to - from == 3 && width(from + 1) + MUCH <= width(from);
    if couplet(to - 2) && wider(from, to - 2) || waisted {
        parts[from..to - 2].fill(Part::Kicker);
    } else if couplet(from) && wider(from + 2, from) {
        parts[from + 2..to].fill(Part::Subtitle);
    }
}

/// Whether the first line names the column or the occasion of what follows: `深读·山乡新事`, `聚焦全国两会`.
fn is_kicker(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "聚焦",
        "关注",
        "關注",
        "深读",
        "要闻",
        "要聞",
        "特别报道",
        "特別報道",
        "本期关注",
        "专题",
        "专版",
        "学习贯彻",
    ];
    let of_column = text.split_once('·').is_some_and(|(a, b)| a.chars().count() >= 2 && b.chars().count() >= 2);
    let of_issue = || text.ends_with('期') && text.contains('第');
    let named = || ["特别报道", "特別報道", "系列报道", "系列報道"].iter().any(|word| text.ends_with(word));
    !longer_than(text, 16)
        && (WORDS.iter().any(|word| text.starts_with(word))
            || of_column && !longer_than(text, 12)
            || of_issue()
            || named())
}

/// Whether the line reads like one of a headline: no stop in it, none at its end.
fn can_be_headline(line: &Line<'_>) -> bool {
    let asks = line.text.ends_with(['？', '！']) && line.chars <= MOST_ASKING;
    (line.tail == Tail::Open || asks)
        && !line.row
        && !line.clauses
        && !line.credit
        && line.chars <= LONGEST
        && !credit::is_dateline(&line.text)
        && !date::opens_with_date(&line.text)
        && !label::opens_file_number(&line.text)
        && (!label::opens_lead(&line.text) || label::is_bare_lead(&line.text))
}

/// Whether the text surely begins at line `at`, if all before it reads like a headline.
fn text_begins(lines: &[Line<'_>], at: usize, blank_tells: bool) -> bool {
    let line = &lines[at];
    if credit::is_dateline(&line.text) || is_salutation(line) || line.text.starts_with("本版") {
        return true;
    }
    let pointed = lines[..at].iter().any(|l| l.comma);
    let under = lines.get(at + 1);
    if label::is_bare_lead(&line.text) && under.is_some_and(|l| l.byline || credit::is_imprint(&l.text)) {
        return false;
    }
    if !pointed
        && (date::opens_with_date(&line.text) || label::opens_file_number(&line.text) || label::opens_lead(&line.text))
    {
        return true;
    }
    // A blank line, or the indent of a first line, under one or two lines without a point in them.
    let indented = lines[at - 1].lead + 4 <= line.lead && lines.get(at + 1).is_some_and(|l| l.lead < line.lead);
    let runs_on = line.comma || line.clauses || matches!(line.tail, Tail::Stop | Tail::Comma);
    at <= 2 && !pointed && runs_on && ((blank_tells && line.gap) || indented)
}

/// Whether the line speaks to the readers: `各位代表：`, `各区县人民政府，市政府各部门：`.
pub(super) fn is_salutation(line: &Line<'_>) -> bool {
    line.tail == Tail::Colon && !line.clauses && line.chars <= 40 && line.text.starts_with(['各', '尊'])
}

/// Whether the text opens by speaking to one person: `傅守义同志：您好！`.
pub(super) fn opens_salutation(text: &str) -> bool {
    const TITLES: [&str; 10] = ["同志", "同学", "同學", "先生", "女士", "小姐", "网友", "網友", "读者", "讀者"];
    let called = first_chars(text, 10).split_once(['：', ':']).map_or("", |(called, _)| called);
    called.chars().count() >= 3
        && TITLES.iter().any(|title| called.ends_with(title))
        && !called.contains(['，', '、', '“', '「'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn parts(texts: &[&'static str]) -> Vec<Part> {
        let lines: Vec<_> = texts.iter().enumerate().map(|(at, &t)| Line::new(at + 1, Cow::Borrowed(t), 0)).collect();
        head(&lines, false)
    }

    #[test]
    fn the_head_ends_where_the_text_surely_begins() {
        use Part::{Byline, Kicker, Subtitle, Title};
        assert_eq!(parts(&["深读·山乡新事", "快递从云上来", "本报记者 张三"]), [Kicker, Title, Byline]);
        assert_eq!(
            parts(&["破解养老难题", "——平台关注服务体系", "建设", "本报讯（记者 张三）3月"]),
            [Title, Subtitle, Subtitle]
        );
        assert_eq!(parts(&["某市工作报告", "——在会议上", "某市市长 方明", "各位代表："]), [Title, Subtitle, Byline]);
        assert_eq!(parts(&["某市人民政府", "关于促进养老服务的意见", "各区县人民政府："]), [Title, Title]);
        assert_eq!(parts(&["某市开展协商", "发布时间：2025-03-18　来源：某报", "近日，某市"]), [Title, Byline]);
    }

    #[test]
    fn what_is_wider_than_a_couplet_is_no_part_of_it() {
        use Part::{Byline, Kicker, Subtitle, Title};
        let by = "本报记者 张三";
        let (over, couplet) = ("全市水库移民后期扶持工作推进会召开", ["让搬出来的人", "住得下来心安"]);
        assert_eq!(parts(&[over, couplet[0], couplet[1], by]), [Kicker, Title, Title, Byline]);
        let under = "市水利局称明年起每户补助一万二千元";
        assert_eq!(parts(&[couplet[0], couplet[1], under, by]), [Title, Title, Subtitle, Byline]);
        // Three lines of one headline: the last is what is left of it.
        assert_eq!(parts(&[&over[..30], &over[..30], &over[..12], by]), [Title, Title, Title, Byline]);
    }

    #[test]
    fn letters_speak_to_somebody() {
        assert!(opens_salutation("傅守义同志：您好！") && opens_salutation("小禾同学："));
        assert!(!opens_salutation("先生：") && !opens_salutation("他说，王先生：") && !opens_salutation("同志们"));
    }

    #[test]
    fn running_text_has_no_head() {
        for texts in [
            &["各位代表：", "现在，我代表市人民政府向大会"][..],
            &["报告工作请予审议并请市政协委", "员和其他列席人员提出意见。"],
            &["五年来，我们建成了一批重大工程", "——这是历史性的成就", "也是新的起点。"],
            &["一、总体要求", "——坚持创新", "加快发展。"],
            &[],
        ] {
            assert_eq!(parts(texts), [], "{texts:?}");
        }
    }
}
