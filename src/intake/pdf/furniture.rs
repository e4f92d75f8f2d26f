//! Running heads and page numbers, told by where they stand, and what browsers print around a page.

use std::collections::HashMap;

use super::lines::PageLine;

/// How many lines at the top and at the bottom of a page may be furniture.
const DEEP: usize = 3;
/// The longest running head, code points.
const LONGEST: usize = 50;
/// How far a head may stand from where it stood on the page before, points.
const STRAY: f32 = 6.0;

/// Which lines belong to the page and not to the text: those at its top or bottom edge that come
/// back, numbers apart, at the same height on another page, and those that a browser prints.
pub(super) fn furniture(pages: &[Vec<PageLine>]) -> Vec<Vec<bool>> {
    let mut seen: HashMap<String, Vec<(usize, f32)>> = HashMap::new();
    let edges: Vec<Vec<usize>> = pages.iter().map(|lines| edge(lines)).collect();
    for (page, (lines, edge)) in pages.iter().zip(&edges).enumerate() {
        for &at in edge {
            seen.entry(key(&lines[at].text)).or_default().push((page, lines[at].place.base));
        }
    }
    let comes_back = |page: usize, line: &PageLine| {
        let places = seen.get(&key(&line.text));
        places.is_some_and(|places| {
            places.iter().any(|(other, base)| *other != page && (base - line.place.base).abs() <= STRAY)
        })
    };
    let mut marks: Vec<Vec<bool>> = pages.iter().map(|lines| vec![false; lines.len()]).collect();
    for (page, (lines, edge)) in pages.iter().zip(&edges).enumerate() {
        // From the edge inwards: what stands inside a line of text is text.
        let half = edge.len().div_ceil(2);
        let (top, bottom) = edge.split_at(half);
        for side in [top, bottom] {
            for &at in side.iter().take_while(|&&at| comes_back(page, &lines[at])) {
                marks[page][at] = true;
            }
        }
    }
    for (lines, marks) in pages.iter().zip(&mut marks) {
        for at in browser_lines(lines) {
            marks[at] = true;
        }
    }
    marks
}

/// What a browser prints around a page: its address and `1/1` in the lowest line and, where that
/// stands, the time in the highest. A print of one page shows neither twice.
fn browser_lines(lines: &[PageLine]) -> Vec<usize> {
    let by_base = |a: &usize, b: &usize| lines[*a].place.base.total_cmp(&lines[*b].place.base);
    let Some(foot) = (0..lines.len()).max_by(by_base).filter(|&at| is_browser_foot(&lines[at].text)) else {
        return Vec::new();
    };
    let head = (0..lines.len()).min_by(by_base).filter(|&at| at != foot && opens_with_time(&lines[at].text));
    std::iter::once(foot).chain(head).collect()
}

/// Whether a line is an address and a page of pages: `https://… 1/2`.
fn is_browser_foot(text: &str) -> bool {
    let addressed = ["http://", "https://", "file:///"].iter().any(|scheme| text.starts_with(scheme));
    let paged = text.rsplit_once(char::is_whitespace).and_then(|(_, pages)| pages.split_once('/'));
    addressed && paged.is_some_and(|(page, pages)| is_figures(page) && is_figures(pages))
}

/// Whether a line opens with a day in figures and, soon after, a time: `11/23/26, 2:33 AM …`,
/// `2026/11/23 14:33 …`, `23.11.26, 14:33 …`.
fn opens_with_time(text: &str) -> bool {
    let mut words = text.split([' ', ',', '，', '\u{A0}', '\u{202F}']).filter(|word| !word.is_empty());
    let day = |word: &str| {
        let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
        parts.len() == 3 && parts.iter().all(|part| (1..=4).contains(&part.len()) && is_figures(part))
    };
    // Chinese browsers write 下午 before the hour.
    let time = |word: &str| {
        let word = word.trim_start_matches(['上', '下', '午']);
        word.split_once(':')
            .is_some_and(|(hour, rest)| is_figures(hour) && rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    words.next().is_some_and(day) && words.next().is_some_and(time)
}

fn is_figures(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The lines nearest to the top, downwards, and then as many nearest to the bottom, upwards; half of
/// the lines at most.
fn edge(lines: &[PageLine]) -> Vec<usize> {
    let mut by_base: Vec<usize> = (0..lines.len()).collect();
    by_base.sort_by(|&a, &b| lines[a].place.base.total_cmp(&lines[b].place.base));
    let deep = DEEP.min(lines.len() / 2);
    let top = by_base.iter().take(deep);
    let bottom = by_base.iter().rev().take(deep);
    top.chain(bottom).copied().collect()
}

/// The text without space and with every number alike; too long a text is no running head.
fn key(text: &str) -> String {
    let mut key = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()).take(LONGEST) {
        match c {
            '0'..='9' | '０'..='９' if key.ends_with('0') => {}
            '0'..='9' | '０'..='９' => key.push('0'),
            c => key.push(c),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::{PageLine, furniture};
    use crate::text::Place;

    fn marks(page: &[(&str, f32)]) -> Vec<bool> {
        let line = |&(text, base): &(&str, f32)| PageLine {
            text: text.to_owned(),
            place: Place { page: 1, left: 24.0, right: 500.0, base, size: 8.0, bold: false },
            copies: String::new(),
        };
        furniture(&[page.iter().map(line).collect()]).remove(0)
    }

    #[test]
    fn what_a_browser_prints_around_a_single_page_is_furniture() {
        let foot = ("https://www.gov.cn/zhengce/a.html 1/1", 775.0);
        for head in
            ["11/23/26, 2:33 AM 意见", "2026/11/23 14:33 意见", "2026/11/23 下午2:33 意见", "23.11.26, 14:33 意见"]
        {
            assert_eq!(marks(&[(head, 22.0), ("正文。", 60.0), foot]), [true, false, true], "{head}");
        }
        // A picture alone leaves no text.
        assert_eq!(marks(&[("11/23/26, 2:33 AM", 22.0), ("file:///a.png 1/1", 775.0)]), [true, true]);
    }

    #[test]
    fn what_only_looks_like_a_browsers_line_is_text() {
        // A day and an hour open a page; an address ends one.
        let head = ("2026/11/23 14:33 来源：新华社", 22.0);
        assert_eq!(marks(&[head, ("正文。", 60.0), ("https://www.gov.cn/a.html", 775.0)]), [false; 3]);
        assert_eq!(marks(&[head, ("https://www.gov.cn/ 1/1", 60.0), ("正文。", 775.0)]), [false; 3]);
        let foot = ("https://www.gov.cn/ 1/1", 775.0);
        assert_eq!(marks(&[("2026年11月23日 通过", 22.0), ("正文。", 60.0), foot]), [false, false, true]);
    }
}
