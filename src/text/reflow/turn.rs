//! Who speaks: `记者：`, `罗大勇：` before the words, and the fields of a record, `出席：`.

use std::collections::HashMap;

use super::form::{self, first_chars, is_ideograph};
use super::line::{Line, Tail};
use super::work;

/// A name before the colon has no more characters than this.
const LONGEST: usize = 8;

/// The name of a field that others stand beside has no more.
const LONGEST_BESIDE: usize = 14;

/// Three fields of a record begin within so many lines.
const NEAR: usize = 5;

/// Names that always open a paragraph of their own.
const KNOWN: [&str; 29] = [
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
    "上一篇",
    "下一篇",
    "主办单位",
    "承办单位",
    "技术支持",
    "本刊",
    "本报",
    "提问",
];

/// What stands before a colon at the start of a line, if it can name a speaker or a field.
fn name(text: &str) -> Option<&str> {
    let head = first_chars(text, LONGEST_BESIDE + 1);
    let name = head.split_once(['：', ':'])?.0;
    let plain =
        |c: char| is_ideograph(c) || c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '·' | '　' | ' ');
    // A time of day is none.
    (!name.is_empty() && name.chars().all(plain) && !name.chars().all(|c| c.is_ascii_digit())).then_some(name)
}

/// A name with its number left out: `案例一` and `案例二`, `0128号提案` and `0215号提案` are of one kind.
fn kind(name: &str) -> String {
    let mut kind = String::with_capacity(name.len());
    for c in name.chars() {
        let number = c.is_ascii_digit() || form::is_han_number(c);
        if !(number && kind.ends_with('#')) {
            kind.push(if number { '#' } else { c });
        }
    }
    kind
}

/// How often a name stands before a colon.
#[derive(Default)]
struct Count {
    /// At the start of a line.
    opening: usize,
    /// Of those, where a sentence has ended.
    after_end: usize,
    /// Of those, where one has not been cut by a comma.
    free: usize,
    /// Anywhere else in a line.
    inside: usize,
}

/// For each line whether a turn of speech or a field of a record opens there.
///
/// A name counts when it is known, or when it comes back, mostly where a sentence has ended, or nowhere but at
/// the start of lines: lines that are broken where they are full hardly ever break before the same word.
pub(super) fn turns(lines: &[Line<'_>]) -> Vec<bool> {
    let mut named: Vec<(usize, &str)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.colon)
        .filter_map(|(at, line)| Some((at, name(&line.text)?)))
        .collect();
    let mut turns = vec![false; lines.len()];
    // Fields of a box that come but once: three of them close together.
    for three in named.windows(3).filter(|three| three[2].0 - three[0].0 <= NEAR && free(lines, three)) {
        three.iter().for_each(|(at, _)| turns[*at] = true);
    }
    // A name that speaks or comes back is shorter.
    named.retain(|(_, name)| !form::longer_than(name, LONGEST));
    let kinds: Vec<String> = named.iter().map(|(_, name)| kind(name)).collect();
    let mut seen: HashMap<&str, Count> = HashMap::new();
    for (&(at, name), kind) in named.iter().zip(&kinds) {
        work::steps(name.len());
        let before = at.checked_sub(1).map(|at| lines[at].tail);
        let count = seen.entry(kind).or_default();
        count.opening += 1;
        let cut = matches!(before, Some(Tail::Comma));
        count.free += usize::from(!cut);
        count.after_end += usize::from(!cut && (before.is_none_or(|tail| tail == Tail::Stop) || at < 3));
    }
    if seen.values().any(|count| count.opening >= 2) {
        for line in lines.iter().filter(|line| line.colon) {
            count_inside(&line.text, &mut seen);
        }
    }
    for ((at, name), kind) in named.into_iter().zip(&kinds) {
        turns[at] |= KNOWN.contains(&name)
            || seen.get(kind.as_str()).is_some_and(|count| {
                let ends = count.after_end >= 2 && count.after_end * 3 >= count.opening * 2;
                let opens = count.free >= 2 && count.free * 3 >= (count.opening + count.inside) * 2;
                // One character more or less comes back by chance.
                ends || (opens && name.chars().count() >= 2)
            });
    }
    turns
}

/// Whether none of these lines goes on with a sentence that a comma cut, and each has one field of few words.
fn free(lines: &[Line<'_>], named: &[(usize, &str)]) -> bool {
    named.iter().all(|&(at, name)| {
        let value = lines[at].text[name.len()..].trim_start_matches(['：', ':', ' ']);
        let cut = at.checked_sub(1).is_some_and(|at| lines[at].tail == Tail::Comma);
        !cut && !lines[at].clauses && lines[at].tail != Tail::Stop && !value.contains(['：', ':', '“', '「'])
    })
}

/// Counts the names that stand before a colon inside the line.
fn count_inside(text: &str, seen: &mut HashMap<&str, Count>) {
    let opening = name(text).map_or(0, str::len);
    for (colon, _) in text.match_indices(['：', ':']).filter(|(colon, _)| *colon > opening) {
        let before = &text[..colon];
        let starts = before.char_indices().rev().take(LONGEST).map(|(at, _)| at).filter(|at| *at > 0);
        for start in starts {
            work::steps(1);
            if let Some(count) = seen.get_mut(kind(&before[start..]).as_str()) {
                count.inside += 1;
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn told(texts: &[&'static str]) -> Vec<bool> {
        turns(&texts.iter().enumerate().map(|(at, &t)| Line::new(at + 1, Cow::Borrowed(t), 0)).collect::<Vec<_>>())
    }

    #[test]
    fn fields_that_come_back_open_nothing_but_lines() {
        let texts =
            ["0128号提案：关于充电的提案", "提案者：民建省委会", "各界关注", "0215号提案：关于就医", "提案者：尚晴"];
        assert_eq!(told(&texts), [true, true, false, true, true]);
        // Inside lines as well: then the word stands first in a line by chance.
        let texts =
            ["提案者：民建省委会", "他说，提案者：很多", "各界，提案者：", "各界关注", "各界关注", "提案者：尚晴"];
        assert_eq!(told(&texts), [false; 6]);
    }

    #[test]
    fn fields_close_together_are_a_record() {
        let texts = ["渡輪資料", "開辦年份：一九七五年", "票價：成人十八元", "班次：每日十四班"];
        assert_eq!(told(&texts), [false, true, true, true]);
        assert_eq!(told(&["開辦年份：一九七五年", "票價：成人十八元", "力量：“我们要的"]), [false; 3]);
    }

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
