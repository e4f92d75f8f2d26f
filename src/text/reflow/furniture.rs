//! Page furniture: page numbers and the running heads that stand beside them.

use std::collections::HashMap;

use super::line::{Line, Tail};
use super::{mark, work};

/// Running heads and page numbers are shorter than this many characters.
const LONGEST: u32 = 40;
/// How far a line that is as wide may stand: the last of a paragraph and a page number lie between.
const NEAR: usize = 3;

/// Marks the lines that belong to the page and not to the text.
///
/// A page number in the form of one (`— 3 —`) always is, and the path of a web page (`首页 > 要闻`). A short
/// line is, when its text, numbers apart, comes back and mostly stands at the edge of a page: beside a page
/// number or a form feed. A heading that comes back in the text (市教委, 结语) is not, nor is what runs on or ends a sentence: the
/// clauses of a law come back at the edges of pages too.
pub(super) fn furniture(lines: &[Line<'_>]) -> Vec<bool> {
    let mut marks: Vec<bool> = lines.iter().map(|l| l.digits && mark::is_page_mark(&l.text)).collect();
    for at in bare_numbers(lines) {
        marks[at] = true;
    }
    let paged = lines.iter().any(|l| l.page) || marks.contains(&true);
    for (mark, line) in marks.iter_mut().zip(lines) {
        *mark |= mark::is_path(&line.text);
    }
    if !paged {
        return marks;
    }
    let edge = |marks: &[bool], at: usize| {
        at == 0
            || at + 1 == lines.len()
            || lines[at].page
            || lines.get(at + 1).is_some_and(|l| l.page)
            || (at > 0 && marks[at - 1])
            || marks.get(at + 1) == Some(&true)
    };
    let running: Vec<bool> = (0..lines.len()).map(|at| lines[at].row || is_running_text(lines, at)).collect();
    // Twice: a head over a head is at the edge once its neighbour is known.
    for _ in 0..2 {
        let mut seen: HashMap<String, (usize, usize)> = HashMap::new();
        let candidate = |at: usize, marks: &[bool]| !marks[at] && !running[at] && lines[at].chars <= LONGEST;
        for at in (0..lines.len()).filter(|&at| candidate(at, &marks)) {
            let at_edge = edge(&marks, at);
            // Most lines are neither at an edge nor worth a place in the table.
            let entry = if at_edge {
                seen.entry(key(&lines[at].text)).or_default()
            } else {
                match seen.get_mut(key(&lines[at].text).as_str()) {
                    Some(entry) => entry,
                    None => continue,
                }
            };
            entry.0 += 1;
            entry.1 += usize::from(at_edge);
        }
        seen.retain(|_, (all, at_edge)| *at_edge >= 2 && *at_edge * 3 >= *all * 2);
        if seen.is_empty() {
            break;
        }
        let found: Vec<usize> =
            (0..lines.len()).filter(|&at| candidate(at, &marks) && seen.contains_key(&key(&lines[at].text))).collect();
        for at in found {
            marks[at] = true;
        }
    }
    marks
}

/// Whether a line ends a sentence or a clause, or is part of one and as wide as a line near it.
fn is_running_text(lines: &[Line<'_>], at: usize) -> bool {
    let line = &lines[at];
    if matches!(line.tail, Tail::Stop | Tail::Semicolon | Tail::Comma) {
        return true;
    }
    let near = at.saturating_sub(NEAR)..lines.len().min(at + NEAR + 1);
    let as_wide = |other: usize| other != at && lines[other].width.abs_diff(line.width) <= 2;
    (line.comma || line.clauses) && near.into_iter().any(as_wide)
}

/// Page numbers without a form: lines of nothing but a number that count up by one at regular distances.
///
/// Three of them do, or two where a page break or the end of the text stands beside each.
fn bare_numbers(lines: &[Line<'_>]) -> Vec<usize> {
    /// A page has no fewer lines than this.
    const PAGE: usize = 8;
    let number = |line: &Line<'_>| mark::page_number(&line.text);
    let numbers: Vec<(usize, u32)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, number(line)?))).collect();
    let edge =
        |at: usize| at == 0 || at + 1 == lines.len() || lines[at].page || lines.get(at + 1).is_some_and(|l| l.page);
    let mut found = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    // The number before, and the shortest page of the run.
    let (mut last, mut least) = ((0, 0), usize::MAX);
    let mut close = |run: &mut Vec<usize>| {
        if run.len() >= 3 || run.len() == 2 && (run.iter().all(|&at| edge(at)) || run[1] + 1 == lines.len()) {
            found.append(run);
        }
        run.clear();
    };
    for (at, value) in numbers {
        work::steps(1);
        let step = at - last.0;
        // A page that a picture fills has few lines; none has many times as many as another.
        if run.is_empty() || value != last.1 + 1 || step < PAGE || step > least.saturating_mul(3) {
            close(&mut run);
            least = usize::MAX;
        } else {
            least = least.min(step);
        }
        run.push(at);
        last = (at, value);
    }
    close(&mut run);
    found
}

/// The text without space and with every number alike.
fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if c.is_ascii_digit() {
            if !out.ends_with('0') {
                out.push('0');
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn marks(texts: &[&'static str]) -> Vec<bool> {
        let lines: Vec<_> = texts.iter().enumerate().map(|(at, &t)| Line::new(at + 1, Cow::Borrowed(t), 0)).collect();
        furniture(&lines)
    }

    #[test]
    fn a_head_beside_page_numbers_is_furniture_and_a_repeated_heading_is_not() {
        assert_eq!(
            marks(&[
                "政府公报",
                "市教委",
                "正文一行",
                "— 1 —",
                "政府公报",
                "正文两行",
                "市教委",
                "正文三行",
                "— 2 —",
                "政府公报",
                "市教委会议",
                "正文"
            ]),
            [true, false, false, true, true, false, false, false, true, true, false, false]
        );
    }

    #[test]
    fn clauses_that_repeat_beside_page_numbers_are_text() {
        let page = [
            "逾期不改的，处五千元以上三万元以下",
            "罚款。",
            "占用消防通道的，由消防机构责令改正",
            "逾期不改的，处五千元以上三万元以下",
        ];
        let texts: Vec<_> = page.into_iter().chain(["— 1 —"]).chain(page).chain(["— 2 —"]).chain(page).collect();
        let found: Vec<usize> = (0..texts.len()).filter(|&at| marks(&texts)[at]).collect();
        assert_eq!(found, [4, 9]);
        // A motto with a comma, narrower than the text, is a head.
        let head = "共商大计，共谋发展";
        assert_eq!(marks(&[head, page[2], page[0], "— 1 —", head, page[2], page[0]])[..4], [true, false, false, true]);
    }

    #[test]
    fn bare_numbers_that_count_up_page_by_page_are_furniture() {
        let page = |number: &'static str| [["正文一行"; 9].as_slice(), &[number]].concat();
        let texts: Vec<_> = ["1", "2", "３"].into_iter().flat_map(page).chain(["正文"]).collect();
        let found: Vec<usize> = (0..texts.len()).filter(|&at| marks(&texts)[at]).collect();
        assert_eq!(found, [9, 19, 29]);
        // A list that counts, or years, are text.
        assert!(!marks(&["1", "正文", "2", "正文", "3", "正文"]).contains(&true));
        let years: Vec<_> = ["2024", "2026", "2025"].into_iter().flat_map(page).collect();
        assert!(!marks(&years).contains(&true));
    }

    #[test]
    fn numbers_in_running_text_are_not_furniture() {
        assert_eq!(marks(&["2025", "年", "3.5%", "1/2/3"]), [false; 4]);
    }
}
