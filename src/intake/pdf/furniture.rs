//! Running heads and page numbers, told by where they stand, and what browsers print around a page.

use std::collections::HashMap;

use super::body::Body;
use super::browser::{is_foot, opens_with_time};
use super::lines::PageLine;

/// How many lines at the top and at the bottom of a page may be furniture.
const DEEP: usize = 3;
/// The longest running head, code points.
const LONGEST: usize = 50;
/// How far a head may stand from where it stood on the page before, points.
const STRAY: f32 = 6.0;

/// Which lines belong to the page and not to the text: those in the margins at its top and bottom that
/// come back, numbers apart, at the same height on another page, and those that a browser prints.
pub(super) fn furniture(pages: &[Vec<PageLine>]) -> Vec<Vec<bool>> {
    let mut marks: Vec<Vec<bool>> = pages.iter().map(|lines| vec![false; lines.len()]).collect();
    if let Some(body) = Body::of(pages) {
        let edges = Edges::of(pages);
        for (page, marks) in marks.iter_mut().enumerate() {
            for side in &edges.sides[page] {
                for &at in edges.margin(page, side, &body) {
                    marks[at] = true;
                }
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

/// The lines at the edges of all pages.
struct Edges<'p> {
    pages: &'p [Vec<PageLine>],
    /// For each page its lines from the top downwards and from the bottom upwards.
    sides: Vec<[Vec<usize>; 2]>,
    /// Where a text stands at an edge: page and base line.
    seen: HashMap<String, Vec<(usize, f32)>>,
}

impl<'p> Edges<'p> {
    fn of(pages: &'p [Vec<PageLine>]) -> Self {
        let sides: Vec<_> = pages.iter().map(|lines| sides(lines)).collect();
        let mut seen: HashMap<String, Vec<(usize, f32)>> = HashMap::new();
        for (page, (lines, sides)) in pages.iter().zip(&sides).enumerate() {
            for &at in sides.iter().flat_map(|side| side.iter().take(deep(lines))) {
                seen.entry(key(&lines[at].text)).or_default().push((page, lines[at].place.base));
            }
        }
        Self { pages, sides, seen }
    }

    /// The lines of one side of a page that stand in its margin, from the edge inwards: as many as come
    /// back, up to the last that space or its type parts from the text, or that is a page number.
    fn margin<'s>(&self, page: usize, side: &'s [usize], body: &Body) -> &'s [usize] {
        let lines = &self.pages[page];
        let in_margin = |&&at: &&usize| {
            let line = &lines[at];
            let number = is_page_number(&line.text);
            // A table that goes on on the next page has its head again.
            !line.row
                && self.comes_back(page, line)
                && (number || !body.is_running_text(line, lines) && !self.is_outnumbered(line))
        };
        let repeated = side.iter().take(deep(lines)).take_while(in_margin).count();
        let ends = |&count: &usize| {
            let Some(&last) = side[..count].last() else { return true };
            let parted = side.get(count).is_none_or(|&next| body.parts(&lines[last].place, &lines[next].place));
            parted || is_page_number(&lines[last].text)
        };
        &side[..(0..=repeated).rev().find(ends).unwrap_or(0)]
    }

    fn comes_back(&self, page: usize, line: &PageLine) -> bool {
        let places = self.seen.get(&key(&line.text));
        places.is_some_and(|places| places.iter().any(|(other, base)| *other != page && is_level(*base, line)))
    }

    /// Whether most pages have, at the height of this line, text that comes back nowhere: it stands
    /// where the text does. `附件1` and `附件2` open two pages of many.
    fn is_outnumbered(&self, line: &PageLine) -> bool {
        let (mut once, mut again) = (0, 0);
        for (page, (lines, sides)) in self.pages.iter().zip(&self.sides).enumerate() {
            let mut level = sides.iter().flat_map(|side| side.iter().take(1)).map(|&at| &lines[at]);
            if let Some(other) = level.find(|other| is_level(other.place.base, line)) {
                let count = if self.comes_back(page, other) { &mut again } else { &mut once };
                *count += 1;
            }
        }
        once > again
    }
}

/// Whether a line stands at a height, or nearly.
fn is_level(base: f32, line: &PageLine) -> bool {
    (base - line.place.base).abs() <= STRAY
}

/// Whether a line is a number and what stands around the number of a page: `3`, `— 3 —`, `第3页 共9页`.
fn is_page_number(text: &str) -> bool {
    let around = |c: char| {
        c.is_whitespace() || c.is_ascii_digit() || "—-–－·•~～―─/／|第页頁版共０１２３４５６７８９".contains(c)
    };
    text.chars().all(around) && text.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

/// What a browser prints around a page: its address and `1/1` in the lowest line and, where that
/// stands, the time in the highest. A print of one page shows neither twice.
fn browser_lines(lines: &[PageLine]) -> Vec<usize> {
    let by_base = |a: &usize, b: &usize| lines[*a].place.base.total_cmp(&lines[*b].place.base);
    let Some(foot) = (0..lines.len()).max_by(by_base).filter(|&at| is_foot(&lines[at].text)) else {
        return Vec::new();
    };
    let head = (0..lines.len()).min_by(by_base).filter(|&at| at != foot && opens_with_time(&lines[at].text));
    std::iter::once(foot).chain(head).collect()
}

/// The lines of a page from the top downwards, and from the bottom upwards.
fn sides(lines: &[PageLine]) -> [Vec<usize>; 2] {
    let mut down: Vec<usize> = (0..lines.len()).collect();
    down.sort_by(|&a, &b| lines[a].place.base.total_cmp(&lines[b].place.base));
    let up = down.iter().rev().copied().collect();
    [down, up]
}

/// How many lines of each side may be furniture: half of the page at most.
fn deep(lines: &[PageLine]) -> usize {
    DEEP.min(lines.len() / 2)
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
    use crate::text::width::width;

    /// A page of lines, each with its base line.
    type Page<'t> = &'t [(&'t str, f32)];

    fn marks(page: Page<'_>) -> Vec<bool> {
        all_marks(&[page]).remove(0)
    }

    fn all_marks(pages: &[Page<'_>]) -> Vec<Vec<bool>> {
        let line = |&(text, base): &(&str, f32)| {
            let right = 24.0 + 4.0 * width(text) as f32;
            let place = Place { page: 1, left: 24.0, right, base, size: 8.0, bold: false };
            PageLine { text: text.to_owned(), place, copies: String::new(), row: false }
        };
        furniture(&pages.iter().map(|page| page.iter().map(line).collect()).collect::<Vec<_>>())
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

    #[test]
    fn clauses_that_repeat_at_the_edge_of_pages_are_text() {
        // A gap above the last line does not make a full line or the end of a sentence furniture.
        for gap in [12.0, 24.0] {
            let foot = 84.0 + gap;
            let first = [
                ("处五千元以下的罚款。", 60.0),
                ("拒不改正的，由街道办", 72.0),
                ("事处依法处理，并通报", 84.0),
                ("逾期未改的由街道办责", foot),
            ];
            let second = [
                ("处五千元以下的罚款。", 60.0),
                ("占用消防通道的，由消", 72.0),
                ("防救援机构责令腾退后", 84.0),
                ("逾期未改的由街道办责", foot),
            ];
            assert_eq!(all_marks(&[&first, &second]), [[false; 4], [false; 4]], "{gap}");
        }
    }

    #[test]
    fn a_head_stands_apart_and_a_number_need_not() {
        let first = [("江州年鉴", 40.0), ("一月的大雪下了三天。", 60.0), ("交通没有中断，", 72.0), ("— 1 —", 84.0)];
        let second = [("江州年鉴", 40.0), ("四月召开了城市更新会", 60.0), ("议。", 72.0), ("— 2 —", 84.0)];
        assert_eq!(all_marks(&[&first, &second]), [[true, false, false, true], [true, false, false, true]]);
        // The same words in the distance of the text are a heading of it.
        let close =
            [("江州年鉴", 48.0), ("一月的大雪下了三天。", 60.0), ("交通没有中断，", 72.0), ("水电也没有。", 84.0)];
        assert_eq!(all_marks(&[&close, &close]), [[false; 4], [false; 4]]);
    }

    #[test]
    fn what_stands_where_other_pages_have_text_is_text() {
        let annex = |title| [(title, 60.0), ("一张表格有四个栏目。", 84.0), ("填表人签名", 96.0), ("填表日期", 108.0)];
        let (one, two) = (annex("附件1"), annex("附件2"));
        let page = |first| [(first, 60.0), ("委员们走访了十个社区", 72.0), ("听取了意见", 84.0), ("形成了报告", 96.0)];
        let text = [page("调研从三月开始"), page("问题集中在停车"), page("建议共有五条")];
        let marked = all_marks(&[&text[0], &text[1], &text[2], &one, &two]);
        assert!(marked.iter().all(|marks| !marks[0]), "{marked:?}");
        // Where most pages have it, it is a head.
        assert!(all_marks(&[&text[0], &one, &two])[1][0]);
    }
}
