//! From a page to lines: each block of the page is a line, each `<br>` ends one, a row of a table is one.

use super::looks::{Side, is_block, is_bold, is_date, is_square, side_of};
use super::page::{Node, Page};
use super::sight::Sight;
use super::table;
use crate::model::ParagraphKind;

/// One line of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// Index of the node that its first characters stand in.
    pub(super) at: usize,
    /// Its text; blank where two line breaks leave a line empty.
    pub(super) text: String,
    /// What the markup says it is.
    pub(super) kind: Option<ParagraphKind>,
    /// Every character is bold.
    pub(super) bold: bool,
    /// It ended at a `<br>`, inside its block.
    pub(super) cut: bool,
    /// The side of the page it is set to.
    pub(super) side: Side,
}

impl Row {
    /// Whether nothing stands in it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The lines of a page, in order. The elements `roots` always begin and end lines.
pub(super) fn rows(page: &Page, sight: &Sight, roots: &[usize]) -> Vec<Row> {
    let mut walk = Walk::new(page);
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(node) = page.nodes.get(at) {
        while let Some(&last) = open.last()
            && page.nodes[last].end <= at
        {
            walk.leave(last, roots.binary_search(&last).is_ok());
            open.pop();
        }
        if sight.unseen[at].is_some() {
            // A block that is left out still parts what stands around it.
            if is_block(&node.name) {
                walk.flush(false);
            }
            at = node.end;
            continue;
        }
        if node.is_text() {
            walk.text(at, &node.text);
        } else {
            walk.enter(at, node, roots.binary_search(&at).is_ok());
            open.push(at);
        }
        at += 1;
    }
    while let Some(last) = open.pop() {
        walk.leave(last, roots.binary_search(&last).is_ok());
    }
    walk.flush(false);
    walk.rows
}

struct Walk<'a> {
    page: &'a Page,
    rows: Vec<Row>,
    /// The line that is open.
    line: String,
    /// Where it began.
    from: usize,
    /// White space was read that is not yet written, and whether a line end was in it.
    space: Option<bool>,
    /// What the open elements say a line is, innermost last.
    kinds: Vec<(usize, ParagraphKind)>,
    /// The sides that open elements set their lines to, innermost last.
    sides: Vec<(usize, Side)>,
    /// How many open elements are bold.
    bold: usize,
    /// Whether the line has bold characters, and plain ones.
    seen: (bool, bool),
    /// The first `<h1>` was read.
    titled: bool,
    /// The tables of data that are open; one line each row.
    tables: Vec<usize>,
    /// How many `<pre>` are open.
    pre: usize,
}

impl<'a> Walk<'a> {
    const fn new(page: &'a Page) -> Self {
        Self {
            page,
            rows: Vec::new(),
            line: String::new(),
            from: 0,
            space: None,
            kinds: Vec::new(),
            sides: Vec::new(),
            bold: 0,
            seen: (false, false),
            titled: false,
            tables: Vec::new(),
            pre: 0,
        }
    }

    fn enter(&mut self, at: usize, node: &Node, root: bool) {
        let name = &*node.name;
        match name {
            "br" => return self.break_line(),
            "b" | "strong" => self.bold += 1,
            "td" | "th" if self.in_data() => return,
            _ if is_bold(node) => self.bold += 1,
            _ => {}
        }
        if root || is_block(name) {
            self.part();
        } else if !self.line.is_empty() && is_date(self.page, at) {
            // Lists set the date of an item to the other side of the page.
            self.space = Some(false);
        }
        match name {
            "table" if self.tables.is_empty() && table::is_data(self.page, at) => self.tables.push(at),
            "pre" => self.pre += 1,
            _ => {}
        }
        if let Some(kind) = self.kind_of(name) {
            self.kinds.push((at, kind));
        }
        if let Some(side) = side_of(node) {
            self.sides.push((at, side));
        }
    }

    fn kind_of(&mut self, name: &str) -> Option<ParagraphKind> {
        match name {
            "h1" => {
                let first = !std::mem::replace(&mut self.titled, true);
                Some(if first { ParagraphKind::Title } else { ParagraphKind::Heading })
            }
            "h2" | "h3" | "h4" | "h5" | "h6" => Some(ParagraphKind::Heading),
            "caption" | "figcaption" => Some(ParagraphKind::Caption),
            // Short items and cells would pass for headings.
            "li" | "dd" => Some(ParagraphKind::Body),
            "tr" if self.in_data() => Some(ParagraphKind::Body),
            _ => None,
        }
    }

    fn leave(&mut self, at: usize, root: bool) {
        let node = &self.page.nodes[at];
        let name = &*node.name;
        match name {
            "td" | "th" if self.in_data() => {
                self.space = None;
                self.line.push('\t');
                return;
            }
            "tr" if self.in_data() => {
                let filled = self.line.trim_end_matches('\t').len();
                self.line.truncate(filled);
                self.flush(false);
            }
            _ => {}
        }
        if root || is_block(name) {
            self.part();
        }
        match name {
            "table" if self.tables.last() == Some(&at) => {
                self.tables.pop();
            }
            "pre" => self.pre = self.pre.saturating_sub(1),
            _ => {}
        }
        if matches!(name, "b" | "strong") || is_bold(node) {
            self.bold = self.bold.saturating_sub(1);
        }
        if self.kinds.last().is_some_and(|(from, _)| *from == at) {
            self.kinds.pop();
        }
        if self.sides.last().is_some_and(|(from, _)| *from == at) {
            self.sides.pop();
        }
    }

    /// Inside a row of a table of data.
    fn in_data(&self) -> bool {
        !self.tables.is_empty()
    }

    /// A block begins or ends.
    fn part(&mut self) {
        // In a row of data only the row ends the line.
        if self.in_data() && !self.line.is_empty() && self.kinds.last().is_some_and(|(_, k)| *k == ParagraphKind::Body)
        {
            self.space = Some(false);
        } else {
            self.flush(false);
        }
    }

    /// A `<br>`.
    fn break_line(&mut self) {
        let heading = self.kinds.last().is_some_and(|(_, kind)| {
            matches!(kind, ParagraphKind::Title | ParagraphKind::Heading | ParagraphKind::Caption)
        });
        if self.in_data() || heading {
            self.space = Some(false);
        } else {
            self.flush(true);
        }
    }

    /// Ends the line that is open.
    fn flush(&mut self, cut: bool) {
        self.space = None;
        let text = std::mem::take(&mut self.line);
        let (bold, plain) = std::mem::take(&mut self.seen);
        if text.trim().is_empty() {
            // Two breaks in a row leave a gap, which tells a paragraph where lines are hard-wrapped.
            if cut && self.rows.last().is_some_and(|row| row.cut && !row.is_blank()) {
                self.rows.push(Row {
                    at: self.from,
                    text: String::new(),
                    kind: None,
                    bold: false,
                    cut: true,
                    side: Side::Left,
                });
            }
            return;
        }
        let kind = self.kinds.last().map(|(_, kind)| *kind);
        let side = self.sides.last().map_or(Side::Left, |(_, side)| *side);
        self.rows.push(Row { at: self.from, text, kind, bold: bold && !plain, cut, side });
    }

    /// Characters of the page. Runs of the white space of the source are one space, none where a line
    /// end stands between two Han characters; blanks that are written (`&nbsp;`, `　`) are kept.
    fn text(&mut self, at: usize, text: &str) {
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
                if self.pre > 0 && c == '\n' && !self.in_data() {
                    self.flush(true);
                } else {
                    self.space = Some(self.space == Some(true) || c == '\n' || c == '\r');
                }
                continue;
            }
            if self.line.is_empty() {
                self.from = at;
            }
            if let Some(broken) = self.space.take() {
                let last = self.line.chars().next_back();
                let within = broken && last.is_some_and(is_square) && is_square(c);
                if last.is_some_and(|last| !last.is_whitespace()) && !within {
                    self.line.push(' ');
                }
            }
            self.line.push(c);
            if !c.is_whitespace() {
                let bold = self.bold > 0;
                self.seen = (self.seen.0 || bold, self.seen.1 || !bold);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::FileProblem;
    use crate::intake::effort::Effort;
    use crate::intake::html::parse::parse;

    fn read(html: &str) -> Result<Vec<Row>, FileProblem> {
        let page = parse(html, &Effort::new(0))?;
        Ok(rows(&page, &Sight::of(&page), &[]))
    }

    fn texts(html: &str) -> Result<Vec<String>, FileProblem> {
        Ok(read(html)?.into_iter().map(|row| row.text).collect())
    }

    #[test]
    fn blocks_and_breaks_are_lines() -> Result<(), FileProblem> {
        for (html, want) in [
            ("<p>甲</p><p>乙<br>丙</p>丁<div>戊<div>己</div>庚</div>", &["甲", "乙", "丙", "丁", "戊", "己", "庚"][..]),
            ("<p>　　甲<span>乙</span><font>丙</font></p><p>&nbsp;</p>", &["　　甲乙丙"]),
            ("<p>第一\n  行 AI\n model</p>", &["第一行 AI model"]),
            ("<ul><li>甲</li><li><p>乙</p></li></ul>", &["甲", "乙"]),
            ("甲<br><br>　　乙<br>丙", &["甲", "", "　　乙", "丙"]),
            ("<p>甲<br><br><br><br>乙</p>", &["甲", "", "乙"]),
            ("<pre>甲\n乙</pre>", &["甲", "乙"]),
            ("<h1>某市人民政府<br>关于数字经济的意见</h1>", &["某市人民政府 关于数字经济的意见"]),
            ("<blockquote>甲</blockquote><dl><dt>乙<dd>丙</dl>", &["甲", "乙", "丙"]),
            ("<p>甲<script>x</script>乙<!-- 丙 -->丁</p>", &["甲乙丁"]),
            ("<ul><li><a href=1>意见</a><span>2025-06-10</span></ul>", &["意见 2025-06-10"]),
        ] {
            assert_eq!(texts(html)?, want, "{html}");
        }
        Ok(())
    }

    #[test]
    fn rows_of_data_are_lines_and_tables_of_layout_are_not() -> Result<(), FileProblem> {
        let data = "<p>前</p><table><caption>表1</caption><tr><th>地区<th>产值</tr><tr><td><p>江州</p>\
                    <p>市区</p></td><td></td><td>3<br>5</td></tr></table><p>后</p>";
        assert_eq!(texts(data)?, ["前", "表1", "地区\t产值", "江州 市区\t\t3 5", "后"]);
        let layout = "<table><tr><td><table><tr><td>甲</td></tr></table><p>乙</p></td></tr></table>";
        assert_eq!(texts(layout)?, ["甲", "乙"]);
        Ok(())
    }

    #[test]
    fn markup_tells_kinds_and_weight() -> Result<(), FileProblem> {
        use ParagraphKind::{Body, Caption, Heading, Title};
        let html = "<h1>题</h1><h2>章</h2><p>文</p><figure><figcaption>图</figcaption></figure><h1>再</h1>\
                    <ul><li>项</ul><p><b>粗</b><span style='font-weight: 700'>体</span></p><p><b>半</b>粗</p>";
        let rows = read(html)?;
        let kinds: Vec<_> = rows.iter().map(|row| row.kind).collect();
        assert_eq!(kinds, [Some(Title), Some(Heading), None, Some(Caption), Some(Heading), Some(Body), None, None]);
        let bold: Vec<_> = rows.iter().map(|row| row.bold).collect();
        assert_eq!(bold[5..], [false, true, false]);
        Ok(())
    }

    #[test]
    fn the_side_of_a_line_is_known() -> Result<(), FileProblem> {
        let html = "<p align=right>甲</p><div style='text-align: right'><p>乙</p><p align=left>丙</p></div><center>丁</center>戊";
        let sides: Vec<_> = read(html)?.iter().map(|row| row.side).collect();
        assert_eq!(sides, [Side::Right, Side::Right, Side::Left, Side::Center, Side::Left]);
        Ok(())
    }
}
