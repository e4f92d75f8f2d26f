//! Automatic numbers: a reader sees `一、` and `（二）` that stand nowhere in the text of the file.
//! They are counted here as Word counts them.

use std::collections::HashMap;

use super::numeral::numeral;
use crate::intake::FileProblem;
use crate::intake::xml::{Element, Space, Xml};

/// Levels of a list, as the format has them.
const LEVELS: usize = 9;
/// Longest pattern taken, in characters; Word allows fewer. A longer one would let a small file grow.
const MAX_PATTERN: usize = 64;

/// One level of a list.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    /// `第%1条`, `%1.%2`.
    pattern: String,
    /// What follows the number: `tab`, `space` or `nothing`.
    suffix: String,
    /// Whether numbers of the levels above are written in plain digits.
    legal: bool,
    /// After which level, from 1, it begins anew; 0: never. `None`: after any above it.
    restart: Option<usize>,
    /// The paragraph style that stands for this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            // An absent start counts from 0, as the format says; Word always writes one.
            start: 0,
            format: "decimal".to_owned(),
            pattern: String::new(),
            suffix: "tab".to_owned(),
            legal: false,
            restart: None,
            style: None,
        }
    }
}

type Levels = [Option<Level>; LEVELS];

/// A use of a list, with what it changes.
#[derive(Debug, Default)]
struct Num {
    list: String,
    starts: [Option<u32>; LEVELS],
    levels: Levels,
    used: bool,
}

/// The lists of a document and how far they have counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<String, Levels>,
    nums: HashMap<String, Num>,
    /// How far each list has counted; uses of one list count together.
    counts: HashMap<String, [Option<u32>; LEVELS]>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    ///
    /// # Errors
    /// When it is no safe XML.
    pub(super) fn read(mut xml: Xml<'_>) -> Result<Self, FileProblem> {
        let mut numbering = Self::default();
        // Lists that are only a name for another: the style they stand for, and who defines it.
        let mut stand_for: Vec<(String, String)> = Vec::new();
        let mut defines: HashMap<String, String> = HashMap::new();
        while let Some(element) = xml.element(0)? {
            match (element.space, element.name()) {
                (Space::Word, "abstractNum") => {
                    let id = element.attribute("abstractNumId").unwrap_or_default();
                    let (levels, style, link) = list(&mut xml)?;
                    defines.extend(style.map(|style| (style, id.clone())));
                    stand_for.extend(link.map(|link| (id.clone(), link)));
                    numbering.lists.insert(id, levels);
                }
                (Space::Word, "num") => {
                    let id = element.attribute("numId").unwrap_or_default();
                    let num = num(&mut xml)?;
                    numbering.nums.insert(id, num);
                }
                _ => {}
            }
        }
        for (id, style) in stand_for {
            if let Some(levels) = defines.get(&style).and_then(|list| numbering.lists.get(list)).cloned() {
                numbering.lists.insert(id, levels);
            }
        }
        Ok(numbering)
    }

    /// The level of the list that a paragraph style stands for.
    pub(super) fn level_of_style(&self, num: &str, style: &str) -> Option<usize> {
        let levels = self.lists.get(&self.nums.get(num)?.list)?;
        levels.iter().position(|level| level.as_ref().is_some_and(|level| level.style.as_deref() == Some(style)))
    }

    /// Counts a paragraph of the list `num` and gives its number with what parts it from the text;
    /// empty for bullets and for lists that are not there.
    pub(super) fn next(&mut self, num: &str, level: usize) -> String {
        let level = level.min(LEVELS - 1);
        let Some(num) = self.nums.get_mut(num) else { return String::new() };
        let Some(list) = self.lists.get(&num.list) else { return String::new() };
        let at = |level: usize| num.levels[level].as_ref().or(list[level].as_ref());
        let start = |level: usize| num.starts[level].or_else(|| at(level).map(|level| level.start)).unwrap_or(1);
        let counts = self.counts.entry(num.list.clone()).or_default();
        if !num.used {
            // A use that says where it begins counts anew.
            for (count, _) in counts.iter_mut().zip(num.starts).filter(|(_, start)| start.is_some()) {
                *count = None;
            }
        }
        counts[level] = Some(counts[level].map_or_else(|| start(level), |count| count.saturating_add(1)));
        for (other, count) in counts.iter_mut().enumerate() {
            let restart = at(other).and_then(|level| level.restart);
            if other < level {
                *count = count.or_else(|| Some(start(other)));
            } else if other > level && restart.is_none_or(|after| after > level) {
                *count = None;
            }
        }
        let counts = *counts;
        let label = at(level).map_or_else(String::new, |here| {
            let label = label(here, &counts, |level| at(level).map_or("decimal", |level| level.format.as_str()));
            part(label, &here.suffix)
        });
        num.used = true;
        label
    }
}

/// Fills the pattern of a level.
fn label<'f>(level: &Level, counts: &[Option<u32>; LEVELS], format: impl Fn(usize) -> &'f str) -> String {
    if level.format == "bullet" {
        return String::new();
    }
    let mut out = String::new();
    let mut chars = level.pattern.chars().peekable();
    while let Some(c) = chars.next() {
        let place = chars.peek().and_then(|digit| digit.to_digit(10)).filter(|digit| c == '%' && *digit > 0);
        match place {
            Some(digit) => {
                chars.next();
                let at = digit as usize - 1;
                let own = format(at);
                let shown = if level.legal && own != "none" { "decimal" } else { own };
                out.extend(counts[at].map(|count| numeral(count, shown)));
            }
            None => out.push(c),
        }
    }
    out
}

/// Parts a number from its text as it looks on the page: after `、` or `）` nothing is seen, after
/// `1.` or `第一条` a blank is.
fn part(mut label: String, suffix: &str) -> String {
    label.truncate(label.trim_end().len());
    let closed = label.ends_with(['、', '）', ')', '．', '。', '】', '：', '〕', '」', '①']);
    if !label.is_empty() && suffix != "nothing" && !closed {
        label.push(' ');
    }
    label
}

/// The levels of a list, the style it defines and the style it stands for.
fn list(xml: &mut Xml<'_>) -> Result<(Levels, Option<String>, Option<String>), FileProblem> {
    let inside = xml.depth();
    let (mut levels, mut style, mut link) = (Levels::default(), None, None);
    while let Some(element) = xml.element(inside)? {
        match element.name() {
            "lvl" => put_level(&mut levels, &element, xml)?,
            "styleLink" => style = element.val(),
            "numStyleLink" => link = element.val(),
            _ => {}
        }
    }
    Ok((levels, style, link))
}

fn num(xml: &mut Xml<'_>) -> Result<Num, FileProblem> {
    let inside = xml.depth();
    let mut num = Num::default();
    let mut changed = None;
    while let Some(element) = xml.element(inside)? {
        match element.name() {
            "abstractNumId" => num.list = element.val().unwrap_or_default(),
            "lvlOverride" => changed = level_number(&element),
            "startOverride" => {
                if let Some(level) = changed {
                    num.starts[level] = element.val().and_then(|start| start.parse().ok());
                }
            }
            "lvl" => put_level(&mut num.levels, &element, xml)?,
            _ => {}
        }
    }
    Ok(num)
}

fn level_number(element: &Element<'_>) -> Option<usize> {
    element.attribute("ilvl")?.parse().ok().filter(|level| *level < LEVELS)
}

fn put_level(levels: &mut Levels, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), FileProblem> {
    let number = level_number(element);
    let inside = xml.depth();
    let mut level = Level::default();
    while let Some(element) = xml.element(inside)? {
        match element.name() {
            "start" => level.start = element.val().and_then(|start| start.parse().ok()).unwrap_or(1),
            // A newer format may stand beside the one that old programs know; both number alike.
            "numFmt" => {
                level.format = element.val().filter(|format| format != "custom").unwrap_or(level.format);
            }
            "lvlText" => level.pattern = element.val().unwrap_or_default().chars().take(MAX_PATTERN).collect(),
            "suff" => level.suffix = element.val().unwrap_or_default(),
            "isLgl" => level.legal = element.is_on(),
            "lvlRestart" => level.restart = element.val().and_then(|level| level.parse().ok()),
            "pStyle" => level.style = element.val(),
            _ => {}
        }
    }
    if let Some(number) = number {
        levels[number] = Some(level);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::effort::Effort;

    const LISTS: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="1"/><w:lvlText w:val="%1、"/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
            <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3"/></w:lvl>
            <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
    </w:numbering>"#;

    fn lists(xml: &str) -> Numbering {
        let effort = Effort::new(0);
        Numbering::read(Xml::new(xml.as_bytes(), "numbering", &effort).expect("UTF-8")).expect("lists")
    }

    #[test]
    fn lists_count_as_word_counts() {
        let mut lists = lists(LISTS);
        let seen: Vec<_> =
            [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1), ("1", 2), ("1", 3), ("2", 0), ("1", 0), ("9", 0)]
                .map(|(num, level)| lists.next(num, level))
                .to_vec();
        assert_eq!(seen, ["一、", "（一）", "（二）", "二、", "（一）", "2.1 ", "", "五、", "六、", ""]);
        assert_eq!(lists.level_of_style("1", "1"), Some(0));
    }

    #[test]
    fn a_long_pattern_is_cut() {
        let long = LISTS.replace("%1、", &"长".repeat(100_000));
        let mut lists = lists(&long);
        assert!(lists.next("1", 0).chars().count() <= MAX_PATTERN + 1);
    }
}
