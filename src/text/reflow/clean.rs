//! Repairs inside one line. What they take away, other than spaces, is handed back for the record.

use std::borrow::Cow;

/// A zero-width mark that carries no text: BOM, zero-width space, soft hyphen.
pub(super) const fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}' | '\u{ad}')
}

/// The line without its zero-width marks, and each run of marks taken out.
pub(super) fn drop_zero_width(text: &str) -> (Cow<'_, str>, Vec<String>) {
    let mut kept = String::new();
    let mut dropped = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_zero_width) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c| !is_zero_width(c)).unwrap_or(from.len());
        kept.push_str(before);
        dropped.push(from[..end].to_owned());
        rest = &from[end..];
    }
    if dropped.is_empty() {
        return (Cow::Borrowed(text), dropped);
    }
    kept.push_str(rest);
    (Cow::Owned(kept), dropped)
}

/// A character that stands on the square grid of a Chinese line.
pub(super) const fn is_square(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
        | '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ff60}' | '“' | '”' | '‘' | '’' | '…' | '—')
}

/// Closes up a line whose characters were spread by justification (`的 宏 伟 蓝 图`).
///
/// Only when at least four pairs of square characters are parted by one space and they are the
/// majority of all pairs, so that a list of names keeps its spaces.
pub(super) fn close_up(text: &str) -> Option<String> {
    memchr::memchr(b' ', text.as_bytes())?;
    let (mut parted, mut touching) = (0usize, 0usize);
    let (mut last, mut before) = ('\n', '\n');
    for c in text.chars() {
        if is_square(c) {
            parted += usize::from(last == ' ' && is_square(before));
            touching += usize::from(is_square(last));
        }
        (before, last) = (last, c);
    }
    if parted < 4 || parted <= touching {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut last = '\n';
    while let Some(c) = chars.next() {
        if c == ' ' && is_square(last) && chars.peek().is_some_and(|&next| is_square(next)) {
            continue;
        }
        out.push(c);
        last = c;
    }
    Some(out)
}

/// Marks between which fake bold doubles each run.
const fn is_point(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    Words,
    Points,
    Space,
}

const fn run_of(c: char) -> Run {
    match c {
        ' ' | '\u{3000}' | '\u{a0}' => Run::Space,
        _ if is_point(c) => Run::Points,
        _ => Run::Words,
    }
}

/// Splits at each change between words, points and spaces.
fn runs(text: &str) -> impl Iterator<Item = (Run, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = run_of(rest.chars().next()?);
        let end = rest.find(|c| run_of(c) != first).unwrap_or(rest.len());
        let (run, tail) = rest.split_at(end);
        rest = tail;
        Some((first, run))
    })
}

/// The half of a run that is some text twice over.
fn half(run: &str) -> Option<&str> {
    let middle = run.len() / 2;
    (run.len().is_multiple_of(2) && run.is_char_boundary(middle) && run[..middle] == run[middle..])
        .then(|| &run[..middle])
}

/// Undoes fake bold, where every run between points and spaces was extracted twice
/// (`部门部门，，回应回应。。`), and hands back the second halves.
///
/// Only when at least three runs and four fifths of all are doubled, and one of them is longer than
/// any word that doubles in the language (刚刚, 研究研究 are real).
pub(super) fn undouble(text: &str) -> Option<(String, Vec<String>)> {
    const LONGEST_REAL_DOUBLE: usize = 2;
    let (mut doubled, mut single, mut sure) = (0usize, 0usize, false);
    for (_, run) in runs(text).filter(|(kind, _)| *kind != Run::Space) {
        match half(run) {
            Some(half) => {
                doubled += 1;
                sure |= half.chars().filter(|&c| is_square(c)).nth(LONGEST_REAL_DOUBLE).is_some();
            }
            None => single += 1,
        }
        // Ordinary lines leave here after a few runs.
        if single > 2 + doubled / 4 {
            return None;
        }
    }
    if !sure || doubled + single < 3 || single * 4 > doubled {
        return None;
    }
    let mut kept = String::with_capacity(text.len());
    let mut dropped = Vec::with_capacity(doubled);
    for (kind, run) in runs(text) {
        match half(run).filter(|_| kind != Run::Space) {
            Some(half) => {
                kept.push_str(half);
                dropped.push(half.to_owned());
            }
            None => kept.push_str(run),
        }
    }
    Some((kept, dropped))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fake_bold_is_undone_run_by_run_and_recorded() {
        let undone = undouble("部门回应部门回应，，聚焦聚焦。。 记者记者 柯俊彬柯俊彬 摄摄");
        let dropped = ["部门回应", "，", "聚焦", "。", "记者", "柯俊彬", "摄"];
        assert_eq!(undone, Some(("部门回应，聚焦。 记者 柯俊彬 摄".to_owned(), dropped.map(str::to_owned).to_vec())));
    }

    #[test]
    fn words_that_double_in_the_language_stay() {
        assert!(undouble("刚刚，研究研究，看看。").is_none());
        assert!(undouble("试试，，看看。。").is_none());
        assert!(undouble("部门回应部门回应").is_none());
        assert!(undouble("==== ==== ==== ====").is_none());
    }

    #[test]
    fn a_spread_line_is_closed_up_and_a_list_of_names_is_not() {
        assert_eq!(close_up("宏 伟 蓝 图，AI 赋 能").as_deref(), Some("宏伟蓝图，AI 赋能"));
        assert_eq!(close_up("张三 李四 王五 赵六 钱七 孙八"), None);
        assert_eq!(close_up("第一章 总 则"), None);
    }

    #[test]
    fn zero_width_marks_are_taken_out_in_runs() {
        let (kept, dropped) = drop_zero_width("\u{feff}人\u{200b}\u{ad}工");
        assert_eq!(kept, "人工");
        assert_eq!(dropped, ["\u{feff}", "\u{200b}\u{ad}"]);
    }
}
