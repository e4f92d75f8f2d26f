//! The lines that name who wrote a text, word by word: roles, papers and names, nothing else.

use super::form::{first_chars, longer_than};
use super::surname::is_full_name;

/// What a person does for a paper; the longer before what it begins with.
const ROLES: [&str; 28] = [
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
];

/// Words that stand before a role: the paper.
const PAPERS: [&str; 10] = ["本报", "本報", "本刊", "本网", "本台", "新华社", "新華社", "人民网", "中新社", "光明网"];

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
    let mut rest = text.trim_matches(|c: char| parts(c) || is_ornament(c));
    let (mut role, mut named) = (false, false);
    while !rest.is_empty() {
        rest = rest.trim_start_matches(parts);
        if let Some(after) = strip_paper(rest) {
            rest = after;
        } else if let Some(after) = strip_role(rest) {
            (rest, role) = (after, true);
        } else if let Some(after) = strip_name(rest).filter(|_| role) {
            (rest, named) = (after, true);
        } else {
            return false;
        }
    }
    named
}

/// A mark or bracket around the names.
const fn is_ornament(c: char) -> bool {
    matches!(c, '□' | '■' | '◎' | '●' | '○' | '◆' | '◇' | '（' | '）' | '(' | ')' | '【' | '】' | '[' | ']')
}

/// Takes the name of a paper: `本报`, or `江州晚报` before a role.
fn strip_paper(text: &str) -> Option<&str> {
    const ENDS: [&str; 8] = ["日报", "日報", "晚报", "晚報", "时报", "时報", "政协报", "周刊"];
    if let Some(rest) = PAPERS.iter().find_map(|paper| text.strip_prefix(paper)) {
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
    ROLES.iter().find_map(|role| {
        let rest = text.strip_prefix(role)?;
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
    (2..=4).filter_map(end).find(|&at| is_full_name(&text[..at]) && ends(&text[at..])).map(|at| &text[at..])
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
        ] {
            assert!(names_authors(text), "{text}");
        }
        for text in ["记者手记", "记者从市教委了解到", "本报记者采访", "文明实践", "本报记者", "张三 李四"]
        {
            assert!(!names_authors(text), "{text}");
        }
        assert!(is_name("方　明") && is_name("□张三") && !is_name("高地建设") && !is_name("报告"));
    }
}
