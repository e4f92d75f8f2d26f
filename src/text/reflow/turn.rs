//! Who speaks: `记者：`, `罗大勇：` before the words, and the fields of a record, `出席：`.

use std::collections::HashMap;

use super::form::first_chars;
use super::line::{Line, Tail};
use super::work;

/// A name before the colon has no more characters than this.
const LONGEST: usize = 8;

/// Names that always open a paragraph of their own.
const KNOWN: [&str; 24] = [
    "问",
    "問",
    "答",
    "记者",
    "記者",
    "主持人",
    "主持",
    "出席",
    "列席",
    "缺席",
    "请假",
    "参加",
    "参会",
    "记录",
    "整理",
    "时间",
    "地点",
    "抄送",
    "主送",
    "联系人",
    "嘉宾",
    "本刊",
    "本报",
    "提问",
];

/// What stands before a colon at the start of a line, if it can name a speaker or a field.
fn name(text: &str) -> Option<&str> {
    let head = first_chars(text, LONGEST + 1);
    let name = head.split_once(['：', ':'])?.0;
    let plain =
        |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_ascii_uppercase() || matches!(c, '·' | '　' | ' ');
    (!name.is_empty() && name.chars().all(plain)).then_some(name)
}

/// For each line whether a turn of speech or a field of a record opens there.
///
/// A name counts when it is known, or when it comes back, mostly where a sentence has ended.
pub(super) fn turns(lines: &[Line<'_>]) -> Vec<bool> {
    let named: Vec<(usize, &str)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.colon)
        .filter_map(|(at, line)| Some((at, name(&line.text)?)))
        .collect();
    let mut seen: HashMap<&str, (usize, usize)> = HashMap::new();
    for &(at, name) in &named {
        work::steps(name.len());
        let ended = at == 0 || lines[at - 1].tail != Tail::Comma && (lines[at - 1].tail == Tail::Stop || at < 3);
        let (all, after_end) = seen.entry(name).or_default();
        *all += 1;
        *after_end += usize::from(ended);
    }
    let mut turns = vec![false; lines.len()];
    for (at, name) in named {
        let (all, after_end) = seen.get(name).copied().unwrap_or_default();
        turns[at] = KNOWN.contains(&name) || (after_end >= 2 && after_end * 3 >= all * 2);
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    #[test]
    fn a_name_that_comes_back_speaks() {
        let texts = [
            "记者：您好。",
            "罗大勇：您好。",
            "接着说下去，",
            "罗大勇：是的。",
            "好的。",
            "罗大勇：再见。",
            "目标是：稳",
        ];
        let lines: Vec<_> = texts.iter().enumerate().map(|(at, &t)| Line::new(at + 1, Cow::Borrowed(t), 0)).collect();
        assert_eq!(turns(&lines), [true, true, false, true, false, true, false]);
    }
}
