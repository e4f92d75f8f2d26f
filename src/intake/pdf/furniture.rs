//! Running heads and page numbers, told by where they stand.

use std::collections::HashMap;

use super::lines::PageLine;

/// How many lines at the top and at the bottom of a page may be furniture.
const DEEP: usize = 3;
/// The longest running head, code points.
const LONGEST: usize = 50;
/// How far a head may stand from where it stood on the page before, points.
const STRAY: f32 = 6.0;

/// Which lines belong to the page and not to the text: those at its top or bottom edge that come
/// back, numbers apart, at the same height on another page.
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
    marks
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
