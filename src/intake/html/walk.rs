//! The way through a page, element by element, on which its lines begin and end.

use super::lines::Row;
use super::looks::{Side, is_block, is_bold, is_date, is_square, side_of};
use super::page::{Node, Page};
use super::table;
use crate::intake::LINE_ENDS;
use crate::model::ParagraphKind;

/// The line that is being read, and what the open elements say of it.
pub(super) struct Walk<'a> {
    page: &'a Page,
    /// The elements that always begin and end lines.
    roots: &'a [usize],
    /// The lines that have ended.
    pub(super) rows: Vec<Row>,
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
    /// Before a page.
    pub(super) const fn new(page: &'a Page, roots: &'a [usize]) -> Self {
        Self {
            page,
            roots,
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

    /// Enters the element at `at`.
    pub(super) fn enter(&mut self, at: usize, node: &Node) {
        let name = &*node.name;
        match name {
            "br" => return self.break_line(),
            "b" | "strong" => self.bold += 1,
            "td" | "th" if self.in_data() => return,
            _ if is_bold(node) => self.bold += 1,
            _ => {}
        }
        if self.is_root(at) || is_block(name) {
            self.part();
        } else if !self.line.is_empty() && is_date(self.page, at) {
            // Lists set the date of an item to the other side of the page.
            self.space = Some(false);
        }
        match name {
            "table" if self.tables.is_empty() && self.is_data(at) => self.tables.push(at),
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

    fn is_root(&self, at: usize) -> bool {
        self.roots.binary_search(&at).is_ok()
    }

    fn is_data(&self, table: usize) -> bool {
        table::is_data(self.page, table) && !table::is_around(self.page, table, self.roots)
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

    /// Leaves the element at `at`.
    pub(super) fn leave(&mut self, at: usize) {
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
        if self.is_root(at) || is_block(name) {
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

    /// A `<br>`, or a line end of Unicode.
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
    pub(super) fn flush(&mut self, cut: bool) {
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
    pub(super) fn text(&mut self, at: usize, text: &str) {
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
                if self.pre > 0 && c == '\n' && !self.in_data() {
                    self.flush(true);
                } else {
                    self.space = Some(self.space == Some(true) || c == '\n' || c == '\r');
                }
                continue;
            }
            if LINE_ENDS.contains(&c) {
                self.break_line();
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
