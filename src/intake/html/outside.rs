//! What stands outside the container of an article: what of it belongs to the text, and how much is left.
//!
//! Many systems put annexes, tables and signatures beside the container of the text, and pages laid out by
//! tables the headline, too.

use super::imprint;
use super::lines::{self, Row};
use super::meta::{compact, is_tool};
use super::page::Page;
use super::sight::{Sight, Unseen};
use crate::intake::fields;
use crate::text::metadata::date;

/// Lines of a signature: the offices that sign, and the day.
const SIGNATURE: usize = 4;

/// Longest line of a signature, characters.
const SIGNED: usize = 30;

/// Lines before an article among which its headline is looked for.
const NEAR: usize = 5;

/// Longest headline, characters.
const HEADLINE: usize = 60;

/// Takes from the lines `after` an article those of its signature, of the table right behind it and of its
/// annexes. `root` is the element that holds the article, the last of them.
pub(super) fn belonging(page: &Page, sight: &Sight, root: usize, after: &mut Vec<Row>) -> Vec<Row> {
    let end = page.nodes.get(root).map_or(0, |node| node.end);
    let mut taken: Vec<bool> = vec![false; after.len()];
    if let Some((first, last)) = signature(page, end, after) {
        taken[first..=last].fill(true);
    }
    for part in following(page, sight, root) {
        let within = |row: &Row| part <= row.at && row.at < page.nodes[part].end;
        let rows: Vec<&Row> = after.iter().filter(|row| within(row) && !row.is_blank()).collect();
        let Some(first) = rows.first() else { continue };
        let before = after.iter().zip(&taken).filter(|(row, _)| end <= row.at && row.at < first.at);
        let is_next = before.into_iter().all(|(row, taken)| *taken || row.is_blank());
        let amount = sight.amount(page, part);
        let speaks = amount.letters > amount.linked * 2;
        if speaks && (is_annex(page, part, &first.text) || is_next && is_table(&rows)) {
            let within: Vec<bool> = after.iter().map(within).collect();
            taken.iter_mut().zip(within).for_each(|(taken, within)| *taken |= within);
        }
    }
    let (belonging, others): (Vec<_>, Vec<_>) = after.drain(..).zip(taken).partition(|(_, taken)| *taken);
    after.extend(others.into_iter().map(|(row, _)| row));
    belonging.into_iter().map(|(row, _)| row).collect()
}

/// The elements after `root` beside it and beside what it stands in, in order.
fn following(page: &Page, sight: &Sight, root: usize) -> Vec<usize> {
    let (mut parts, mut at) = (Vec::new(), root);
    while at > 0 && !matches!(&*page.nodes[at].name, "body" | "html") {
        let parent = page.nodes[at].parent;
        let mut next = page.nodes[at].end;
        while next < page.nodes[parent].end {
            if !page.nodes[next].is_text() && sight.unseen[next].is_none() {
                parts.push(next);
            }
            next = page.nodes[next].end;
        }
        at = parent;
    }
    parts
}

/// The lines right after an article that sign it: names of offices, and the day in full.
fn signature(page: &Page, end: usize, after: &[Row]) -> Option<(usize, usize)> {
    let first = after.iter().position(|row| row.at >= end && !row.is_blank())?;
    let rows = after[first..].iter().enumerate().filter(|(_, row)| !row.is_blank()).take(SIGNATURE);
    for (at, row) in rows {
        let text = row.text.trim();
        if is_in_link(page, row.at) || text.chars().nth(SIGNED).is_some() || text.contains(['：', ':', '。', '|', '>'])
        {
            return None;
        }
        if text.contains('年') && date(text).is_some_and(|date| date.len() == "2025-06-11".len()) {
            return Some((first, first + at));
        }
        if !text.chars().all(|c| is_han(c) || c.is_whitespace() || "（）()、".contains(c)) {
            return None;
        }
    }
    None
}

/// Whether a part of the page, which opens with this line, is an annex.
fn is_annex(page: &Page, part: usize, opening: &str) -> bool {
    const OPENINGS: [&str; 7] = ["附件", "附表", "附录", "附錄", "附图", "附：", "附:"];
    const NAMES: [&str; 5] = ["attach", "annex", "appendix", "fujian", "fulu"];
    let opening = compact(opening);
    let called = |value: &str| NAMES.iter().any(|name| value.to_lowercase().contains(name));
    let named = ["class", "id"].iter().any(|name| page.nodes[part].attribute(name).is_some_and(called));
    // `附件下载` stands over links to files.
    !opening.contains("下载") && (named || OPENINGS.iter().any(|word| opening.starts_with(word)))
}

/// Whether lines are a table of data with Han text, and not what offices print over a document.
fn is_table(rows: &[&Row]) -> bool {
    let cells = rows.iter().filter(|row| row.text.contains('\t')).count();
    let han = rows.iter().any(|row| row.text.contains(is_han));
    cells >= 2 && cells * 2 >= rows.len() && han && !rows.iter().any(|row| imprint::is_imprint(&row.text))
}

/// The line among the last `before` an article that its page calls a title.
pub(super) fn headline(page: &Page, before: &[Row]) -> Option<usize> {
    let near = before.iter().enumerate().rev().filter(|(_, row)| !row.is_blank()).take(NEAR);
    let reads = |row: &Row| {
        let text = row.text.trim();
        text.chars().filter(|c| is_han(*c)).count() >= 4
            && text.chars().nth(HEADLINE).is_none()
            && !text.contains(['。', '：', '|', '>', '\t'])
            && !is_tool(text)
            && !is_in_link(page, row.at)
    };
    near.into_iter().find(|(_, row)| reads(row) && is_called_title(page, row.at)).map(|(at, _)| at)
}

/// Whether the element that a text stands in, or one of the next around it, is called a title.
fn is_called_title(page: &Page, at: usize) -> bool {
    let mut at = at;
    for _ in 0..3 {
        let node = &page.nodes[at];
        let called = |value: &str| {
            value.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| {
                matches!(word.to_lowercase().as_str(), "title" | "headline" | "biaoti" | "bt" | "tit" | "arttitle")
            })
        };
        if &*node.name == "h1" || ["class", "id"].iter().any(|name| node.attribute(name).is_some_and(called)) {
            return true;
        }
        at = node.parent;
    }
    false
}

/// What of a page was left out that is no navigation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// Characters, blanks not counted.
    pub(super) chars: usize,
    /// Whether sentences are among them.
    pub(super) speaks: bool,
}

impl LeftOut {
    /// Counts a line, unless it is of the kinds that every page has.
    fn count(&mut self, page: &Page, row: &Row, title: &str) {
        let text = compact(&row.text);
        let speaks = text.contains(STOPS);
        let short = !speaks && text.chars().filter(|c| c.is_alphanumeric()).count() < SHORT;
        if short
            || !text.contains(is_han)
            || title.contains(&text)
            || is_tool(&text)
            || imprint::is_imprint(&row.text)
            || text.contains(['>', '＞', '»', '|', '｜'])
            || COLOPHON.iter().any(|word| text.contains(word))
            || is_in_link(page, row.at)
        {
            return;
        }
        self.chars += text.chars().count();
        self.speaks |= speaks;
    }
}

/// The lines with sentences in parts of the page that are no text by their name.
fn unread(page: &Page, sight: &Sight) -> Vec<Row> {
    let is_menu = |at: usize| sight.unseen[at] == Some(Unseen::Menu);
    if !page.nodes.iter().enumerate().any(|(at, node)| is_menu(at) && node.text.contains(STOPS)) {
        return Vec::new();
    }
    let mut rows = lines::rows(page, &sight.with_menus(), &[]);
    rows.retain(|row| is_menu(row.at) && row.text.contains(STOPS));
    rows
}

/// What the lines outside an article hold beside navigation, tools, imprints and the headline, and what speaks in
/// parts of the page that are no text by their name, as comments and footers.
pub(super) fn left_out<'a>(
    page: &Page,
    sight: &Sight,
    rows: impl Iterator<Item = &'a Row>,
    title: Option<&str>,
) -> LeftOut {
    let title = title.map(compact).unwrap_or_default();
    let mut left = LeftOut::default();
    for row in rows {
        left.count(page, row, &title);
    }
    for row in &unread(page, sight) {
        left.count(page, row, &title);
    }
    left
}

/// Marks that end sentences.
const STOPS: [char; 4] = ['。', '！', '？', '；'];

/// Fewer letters than this are the name of a part of the page, `相关阅读`.
const SHORT: usize = 10;

/// Words of the lines at the foot of a page.
const COLOPHON: [&str; 15] = [
    "版权",
    "Copyright",
    "主办",
    "承办",
    "协办",
    "备案",
    "ICP",
    "标识码",
    "技术支持",
    "邮编",
    "地址",
    "电话",
    "邮箱",
    "浏览器",
    "分辨率",
];

fn is_in_link(page: &Page, at: usize) -> bool {
    let mut at = at;
    while at > 0 {
        if &*page.nodes[at].name == "a" {
            return true;
        }
        at = page.nodes[at].parent;
    }
    false
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// What a line is as a headline, a blank at its ends left out.
pub(super) fn as_title(row: &Row) -> Option<String> {
    fields::line(row.text.trim())
}
