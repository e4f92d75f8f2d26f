//! The lines that name who wrote a text, word by word: roles, papers and names, nothing else.

use std::borrow::Cow;

use super::form::{first_chars, is_ideograph, last_chars, longer_than};
use super::surname::is_full_name;
use super::word_list::WordList;

/// What a person does for a paper; the longer before what it begins with.
static ROLES: WordList<50> = WordList::new([
    "特約記者",
    "港聞組",
    "採訪組",
    "责任编辑",
    "責任編輯",
    "责编",
    "責編",
    "美术编辑",
    "美编",
    "美編",
    "版式",
    "校对",
    "校對",
    "编辑",
    "編輯",
    "策划",
    "统筹",
    "制图",
    "製圖",
    "制表",
    "製表",
    "视频",
    "主持人",
    "主持",
    "全媒体记者",
    "融媒体记者",
    "实习记者",
    "見習記者",
    "见习记者",
    "首席记者",
    "特约记者",
    "特约通讯员",
    "通讯员",
    "通訊員",
    "记者",
    "記者",
    "实习生",
    "實習生",
    "特约评论员",
    "评论员",
    "評論員",
    "撰文",
    "撰稿",
    "执笔",
    "整理",
    "摄影",
    "攝影",
    "作者",
    "文",
    "图",
]);

/// Words that stand before a role: the paper.
static PAPERS: WordList<12> = WordList::new([
    "本报",
    "本報",
    "本版",
    "本期",
    "本刊",
    "本网",
    "本台",
    "新华社",
    "新華社",
    "人民网",
    "中新社",
    "光明网",
]);

const fn parts(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '、' | '/' | '／' | '|' | '｜' | '：' | ':')
}

/// Whether the line is made of roles and full names alone: `本报记者周岚通讯员何立`.
///
/// Names need no space around them, since some extractors leave it out.
pub(super) fn names_authors(text: &str) -> bool {
    if longer_than(text, 40) {
        return false;
    }
    if is_of_the_paper(text) {
        return true;
    }
    let closed = close_up(text);
    let mut rest = closed.trim_matches(|c: char| parts(c) || is_ornament(c));
    let (mut role, mut named) = (false, false);
    while !rest.is_empty() {
        rest = rest.trim_start_matches(parts);
        if let Some(after) = strip_paper(rest) {
            rest = after;
        } else if let Some(after) = strip_role(rest) {
            (rest, role) = (after, true);
        } else if let Some(after) = role.then(|| strip_name(rest)).flatten() {
            (rest, named) = (after, true);
        } else {
            return named && names_place(rest);
        }
    }
    named
}

/// Whether the paper itself speaks: `本报评论员`, `江州日报特约评论员`.
fn is_of_the_paper(text: &str) -> bool {
    let text = text.trim_matches(|c: char| parts(c) || is_ornament(c));
    if !text.ends_with(['员', '員', '部']) {
        return false;
    }
    let paper = ["评论员", "評論員", "编辑部", "編輯部"].iter().find_map(|who| text.strip_suffix(who));
    paper.is_some_and(|paper| {
        let paper = paper.trim_end_matches("特约").trim_end_matches("特約");
        PAPERS.hold(paper) || !longer_than(paper, 8) && paper.ends_with(['报', '報', '刊', '社'])
    })
}

/// Names of two characters as they are set to be as long as those of three, `贺　兰`, without their space.
fn close_up(text: &str) -> Cow<'_, str> {
    if !text.contains([' ', '\u{3000}']) {
        return Cow::Borrowed(text);
    }
    let words: Vec<&str> = text.split(parts).filter(|word| !word.is_empty()).collect();
    let single = |word: &&str| word.chars().count() == 1 && word.chars().all(is_ideograph);
    let mut closed = String::with_capacity(text.len());
    let mut half = false;
    for word in &words {
        let alone = single(word);
        let joins = half && alone;
        if !closed.is_empty() && !joins {
            closed.push(' ');
        }
        closed.push_str(word);
        half = alone && !half;
    }
    Cow::Owned(closed)
}

/// Where the text was sent from, behind the names: `发自雾田县`, `北京报道`.
fn names_place(text: &str) -> bool {
    let text = text.trim_matches(parts);
    let place = ["发自", "發自"].iter().find_map(|word| text.strip_prefix(word));
    let told = ["报道", "報道", "報導", "摄影报道"].iter().find_map(|word| text.strip_suffix(word));
    place.or(told).is_some_and(|place| !longer_than(place, 8) && place.chars().all(is_ideograph))
}

/// A mark or bracket around the names.
const fn is_ornament(c: char) -> bool {
    matches!(c, '□' | '■' | '◎' | '●' | '○' | '◆' | '◇' | '（' | '）' | '(' | ')' | '【' | '】' | '[' | ']')
}

/// Takes the name of a paper: `本报`, or `江州晚报` before a role.
fn strip_paper(text: &str) -> Option<&str> {
    const ENDS: [&str; 8] = ["日报", "日報", "晚报", "晚報", "时报", "时報", "政协报", "周刊"];
    if let Some((_, rest)) = PAPERS.opening(text).next() {
        return Some(rest);
    }
    let head = first_chars(text, 8);
    if !head.contains(['报', '報', '刊']) {
        return None;
    }
    let rest = ENDS.iter().find_map(|end| head.find(end).map(|at| &text[at + end.len()..]))?;
    strip_role(rest.trim_start_matches(parts)).map(|_| rest)
}

fn strip_role(text: &str) -> Option<&str> {
    ROLES.opening(text).find_map(|(role, rest)| {
        // `文/张三`, but `文明`.
        (role.chars().count() > 1 || rest.starts_with(['/', '／', '：', ':', ' ', '图'])).then_some(rest)
    })
}

/// Takes the shortest full name after which something known, or nothing, comes.
fn strip_name(text: &str) -> Option<&str> {
    let ends = |rest: &str| {
        rest.is_empty() || rest.starts_with(parts) || strip_role(rest).is_some() || strip_paper(rest).is_some()
    };
    let end = |count: usize| text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(count);
    let known = (2..=4).filter_map(end).find(|&at| is_full_name(&text[..at]) && ends(&text[at..]));
    // Names of other peoples, `才让卓玛`, where something else begins behind them.
    let other = || {
        let mut ends_here = (4..=5).filter_map(end).filter(|&at| at < text.len() && ends(&text[at..]));
        ends_here.find(|&at| text[..at].chars().all(is_ideograph))
    };
    known.or_else(other).map(|at| &text[at..])
}

/// How many roles with a colon behind them stand in a text that opens with one, or `opened` before it:
/// `策划：方明 制图：周岚`.
fn staff(text: &str, opened: bool) -> usize {
    let colon = |rest: &str| rest.starts_with(['：', ':']);
    if !opened && !strip_role(text).is_some_and(colon) {
        return 0;
    }
    let colons = text.match_indices(['：', ':']);
    colons.filter(|(at, _)| ROLES.close(&text[..*at])).count()
}

/// Whether the line lists who made a page, each behind a role and a colon, whatever the names.
pub(super) fn is_staff(text: &str) -> bool {
    text.match_indices(['：', ':']).nth(1).is_some() && staff(text, false) >= 2
}

/// Whether a list of who made a page goes on over the end of its line. `listed`: the line before goes on with one.
pub(super) fn staff_goes_on(before: &str, text: &str, listed: bool) -> bool {
    const LONGEST: usize = 40;
    if longer_than(text, LONGEST) || longer_than(before, LONGEST) || staff(text, true) == 0 {
        return false;
    }
    // One under another, each with its role, is no line that goes on.
    let whole = strip_role(text).is_some_and(|rest| rest.starts_with(['：', ':']));
    if whole { listed || is_staff(before) } else { is_staff(&format!("{before}{text}")) }
}

/// Whether a text ends in the names of who wrote it, in brackets behind its last sentence or alone: `…。（方明）`,
/// `（周岚 何立整理）`.
pub(super) fn ends_signed(text: &str) -> bool {
    let Some(inside) = text.strip_suffix(['）', ')']) else { return false };
    let tail = last_chars(inside, 20);
    let Some(at) = tail.rfind(['（', '(']) else { return false };
    let before = &inside[..inside.len() - tail.len() + at];
    if !(before.is_empty() || before.trim_end().ends_with(['。', '！', '？', '”', '」', '…'])) {
        return false;
    }
    let names = tail[at..].trim_start_matches(['（', '(']);
    let names =
        ["整理", "报道", "報道", "撰文", "文"].iter().find_map(|word| names.strip_suffix(word)).unwrap_or(names);
    let closed = close_up(names.trim());
    // `（左一）` tells where somebody stands in a picture.
    let place = |name: &str| name.starts_with(['左', '右', '前', '后', '中']);
    !closed.is_empty() && closed.split(parts).all(|name| is_full_name(name) && !place(name))
}

/// Whether the line is a person's name and nothing else, spread perhaps: `方　明`.
pub(super) fn is_name(text: &str) -> bool {
    if longer_than(text, 6) {
        return false;
    }
    let name: String = text.trim_matches(is_ornament).chars().filter(|c| !c.is_whitespace()).collect();
    is_full_name(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_and_names_alone() {
        for text in [
            "本报记者周岚通讯员何立",
            "□ 本报记者 许静怡",
            "本报记者 张三 李四",
            "文/张三 图/李四",
            "（记者 高新 通讯员 王五）",
            "文图：赵六",
            "本報記者 陳志明",
            "□ 本刊记者 贺 兰 实习生 马骁骁",
            "江州晚报 见习记者 尹知秋 首席记者 关 河 发自雾田县",
            "责编 周放 美编 韩冰 校对 宋词",
            "記者許佩珊／臨江縣報導",
            "□ 本报评论员",
            "本报记者才让卓玛通讯员马成林",
            "本报记者 扎西多杰 张三",
            "责任编辑：周放 校对：宋 词",
            "製表／記者周靜",
            "江州日报特约评论员",
        ] {
            assert!(names_authors(text), "{text}");
        }
        for text in [
            "记者手记",
            "记者从市教委了解到",
            "本报记者采访",
            "文明实践",
            "本报记者",
            "本报记者深入一线",
            "张三 李四",
            "评论员",
        ] {
            assert!(!names_authors(text), "{text}");
        }
        assert!(is_name("方　明") && is_name("□张三") && !is_name("高地建设") && !is_name("报告"));
    }
}
