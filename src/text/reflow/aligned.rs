//! Rows of a table in plain text: cells set under each other with runs of blanks, or parted by tabs.

use memchr::memchr;
use memchr::memmem::Finder;

use super::form::Opening;
use super::line::{Line, Tail};
use crate::text::width::char_width;

/// Fewer lines on end are no table.
const FEWEST: usize = 3;
/// Half columns by which the edges of a column may differ: quotation marks are as wide as the font has them.
const SLACK: u32 = 1;
/// More cells than this are looked at no more.
const MOST: usize = 24;

/// Tells the lines that are rows of a table: such a line is a paragraph of its own.
pub(super) fn tell_rows(lines: &mut [Line<'_>]) {
    let blanks = Blanks::new();
    let mut run: Vec<(usize, Cells)> = Vec::new();
    for at in 0..=lines.len() {
        let cells = lines.get(at).filter(|line| line.parted && blanks.stand_in(&line.text)).and_then(Cells::of);
        let goes_on = |cells: &Cells| run.last().is_none_or(|(_, above)| cells.stand_under(above));
        if !cells.as_ref().is_some_and(goes_on) {
            mark(lines, &run);
            run.clear();
        }
        run.extend(cells.map(|cells| (at, cells)));
    }
}

/// Marks lines that stand under each other, if they are rows of a table.
fn mark(lines: &mut [Line<'_>], run: &[(usize, Cells)]) {
    // Two columns of running text stand side by side, too: hardly a line of theirs is without a mark.
    let running = run.iter().filter(|(at, _)| is_running_text(&lines[*at])).count();
    if run.len() >= FEWEST && running * 3 < run.len() {
        run.iter().for_each(|(at, _)| lines[*at].row = true);
    }
}

fn is_running_text(line: &Line<'_>) -> bool {
    line.comma || line.clauses || matches!(line.tail, Tail::Comma | Tail::Stop | Tail::Semicolon)
}

/// What may part cells. Hardly any line has it, so that each is only searched for it.
struct Blanks([Finder<'static>; 2]);

impl Blanks {
    fn new() -> Self {
        Self([Finder::new("  "), Finder::new("\u{3000}\u{3000}")])
    }

    fn stand_in(&self, text: &str) -> bool {
        let text = text.as_bytes();
        memchr(b'\t', text).is_some() || self.0.iter().any(|blanks| blanks.find(text).is_some())
    }
}

/// The cells of one line.
struct Cells {
    /// Where each but the first begins and ends, half columns from the edge of the page; what stands behind tabs
    /// has no place.
    edges: Vec<(u32, u32)>,
    /// Tabs in the line.
    tabs: usize,
}

impl Cells {
    /// The cells of a line; `None` if it has one only, or is spread by justification.
    fn of(line: &Line<'_>) -> Option<Self> {
        let mut edges: Vec<(u32, u32)> = Vec::new();
        let (mut from, mut to, mut chars) = (line.lead, line.lead, 0);
        let (mut blanks, mut tab, mut tabs) = (0, false, 0);
        let (mut column, mut single) = (line.lead, 0);
        for c in line.text.chars() {
            if matches!(c, ' ' | '\u{3000}' | '\u{a0}' | '\t') {
                (blanks, tab, tabs) = (blanks + 1, tab || c == '\t', tabs + usize::from(c == '\t'));
            } else {
                if tab || blanks >= 2 {
                    single += usize::from(chars == 1);
                    edges.push((from, to));
                    (from, chars) = (column, 0);
                }
                (blanks, tab) = (0, false);
                chars += 1;
            }
            column = column.saturating_add(u32::try_from(char_width(c)).unwrap_or(0));
            if blanks == 0 {
                to = column;
            }
            if edges.len() > MOST {
                return None;
            }
        }
        edges.push((from, to));
        single += usize::from(chars == 1);
        // Words of a spread line stand under each other by chance; so does the text behind the numbers of a list.
        let spread = edges.len() >= 4 && single * 2 > edges.len();
        let item = edges.len() == 2 && line.opening != Opening::Plain;
        edges.remove(0);
        (!edges.is_empty() && !spread && !item).then_some(Self { edges, tabs })
    }

    /// Whether its columns are those of the line above.
    fn stand_under(&self, above: &Self) -> bool {
        if self.tabs > 0 || above.tabs > 0 {
            // One for each cell, though it is empty, or as many as it takes to come under the cell above.
            let alike = self.tabs == above.tabs || self.edges.len() == above.edges.len();
            return self.tabs > 0 && above.tabs > 0 && alike;
        }
        let near = |a: u32, b: u32| a.abs_diff(b) <= SLACK;
        let shared = |(from, to): &&(u32, u32)| above.edges.iter().any(|(a, b)| near(*from, *a) || near(*to, *b));
        let shared = self.edges.iter().filter(shared).count();
        shared > 0 && shared * 2 >= self.edges.len().max(above.edges.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn rows(texts: &[&'static str]) -> Vec<bool> {
        let mut lines: Vec<_> =
            texts.iter().enumerate().map(|(at, &text)| Line::new(at + 1, Cow::Borrowed(text), 0)).collect();
        tell_rows(&mut lines);
        lines.into_iter().map(|line| line.row).collect()
    }

    #[test]
    fn cells_under_each_other_are_rows() {
        let table =
            ["改造计划", "街区    管网公里    完成年份", "河东    12.5        2025", "云山镇  3           2026"];
        assert_eq!(rows(&table), [false, true, true, true]);
        assert_eq!(rows(&table[..3]), [false; 3], "two are none");
        assert_eq!(rows(&["河东区      12.5", "云山镇       3.0", "南门外街道   0.4"]), [true; 3], "set to the right");
        assert_eq!(rows(&["街区\t公里\t年份", "河东\t12\t2025", "云山\t\t2026"]), [true; 3], "an empty cell");
        assert_eq!(rows(&["街区\t\t公里", "南门外街道\t12", "云山\t\t3"]), [true; 3], "tabs up to the column");
        let squares = ["河东\u{3000}\u{3000}十二公里", "云山\u{3000}\u{3000}三公里", "南门\u{3000}\u{3000}半公里"];
        assert_eq!(rows(&squares), [true; 3]);
    }

    #[test]
    fn rows_are_paragraphs_amid_wrapped_text() {
        use crate::text::{Layout, restore};
        let before = [
            "各区要摸清老旧供水管网的底数，按轻重缓急排出改",
            "造的次序，从最旧的街区开始，逐年推进，三年之内",
            "全部改完。",
        ];
        let table = ["街区    管网公里    完成年份", "河东    12.5        2025", "云山镇  3           2026"];
        let after = ["学校和医院周边的管网由市水务局直接负责，所需的资", "金由市财政安排，各区按比例配套。"];
        for gap in ["\n", "\n\n"] {
            let text = [before.join("\n"), table.join("\n"), after.join("\n")].join(gap);
            let restored = restore(&text, Layout::Auto);
            let texts: Vec<_> = restored.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
            let (before, after) = (before.concat(), after.concat());
            assert_eq!(texts, [&before, table[0], table[1], table[2], &after], "{gap:?}");
        }
    }

    #[test]
    fn text_with_wide_blanks_is_no_table() {
        let spread = ["加  快  改  造  供  水", "管  网  的  步  伐  让", "居  民  用  上  好  水"];
        assert_eq!(rows(&spread), [false; 3]);
        let columns = [
            "各区要摸清老旧管网的底数，    改造所需的资金由市财政安",
            "按轻重缓急排出次序，从最旧    排，各区按比例配套，不得",
            "的街区开始，逐年推进，三年    挤占挪用。学校和医院周边",
        ];
        assert_eq!(rows(&columns), [false; 3]);
        let items = ["1.\t摸清管网的底数", "2.\t排出改造的次序", "3.\t安排所需的资金"];
        assert_eq!(rows(&items), [false; 3]);
        assert_eq!(rows(&["局长  张一山", "副局长  李二水", "处长及以下人员  王三石"]), [false; 3]);
    }
}
