//! From a paragraph of the file to lines of text.

use super::Facts;
use super::styles::Role;
use crate::model::ParagraphKind;
use crate::text::seam;

/// One line of the text: a paragraph or a row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    /// What it is, where the file says so.
    pub(super) kind: Option<ParagraphKind>,
    /// Its level among the headings, from 1.
    pub(super) level: Option<u8>,
}

impl Line {
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    pub(super) fn of_kind(self, kind: ParagraphKind) -> Self {
        Self { text: self.text, kind: Some(kind), level: None }
    }

    /// A row of a table: cells parted by tabs, what stands in a cell by blanks.
    pub(super) fn of_cells(cells: &[Vec<Self>]) -> Self {
        let cell = |lines: &Vec<Self>| {
            let lines = lines.iter().filter(|line| !line.is_blank());
            lines.map(|line| line.text.trim().replace('\t', " ")).collect::<Vec<_>>().join(" ")
        };
        let text = cells.iter().map(cell).collect::<Vec<_>>().join("\t");
        Self { text: text.trim_end().to_owned(), kind: Some(ParagraphKind::Body), level: None }
    }
}

/// A paragraph as its file has it.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Its characters; a line feed where a line ends inside it.
    pub(super) text: String,
    pub(super) style: Option<String>,
    pub(super) outline: Option<String>,
    pub(super) list: Option<String>,
    pub(super) list_level: Option<usize>,
    /// A tracked change took its end away: it goes on in the next paragraph.
    pub(super) end_deleted: bool,
    /// What stands in boxes that hang on it.
    pub(super) boxes: Vec<Line>,
}

impl Paragraph {
    /// Its lines, with its automatic number; a blank line when it is empty.
    pub(super) fn into_lines(self, facts: &mut Facts) -> Vec<Line> {
        let style = self.style.as_deref().or(facts.styles.of_paragraphs());
        let role = match (style.and_then(|style| facts.styles.role(style)), self.outline.as_deref()) {
            (None | Some(Role { kind: ParagraphKind::Heading, .. }), Some(outline)) => Role::of_outline(outline),
            (role, _) => role,
        };
        // An empty paragraph of a list takes a number too, but shows nothing to code.
        let number = self.number(style.map(str::to_owned).as_deref(), facts);
        if self.text.trim().is_empty() {
            return vec![Line::default()];
        }
        facts.tally.numbers += usize::from(!number.is_empty());
        let (kind, level) = (role.map(|role| role.kind), role.and_then(|role| role.level));
        let mut lines = part(&self.text, kind);
        if let Some(first) = lines.first_mut() {
            *first = number + first.trim_start();
        }
        lines.into_iter().map(|text| Line { text, kind, level }).collect()
    }

    fn number(&self, style: Option<&str>, facts: &mut Facts) -> String {
        let (list, level) = match (&self.list, style.and_then(|style| facts.styles.list(style))) {
            (Some(list), by_style) => {
                let level = self.list_level.or_else(|| by_style.and_then(|(_, level, _)| level));
                (list.clone(), level)
            }
            (None, Some((list, level, origin))) => {
                let level = self.list_level.or_else(|| facts.numbering.level_of_style(list, origin)).or(level);
                (list.to_owned(), level)
            }
            (None, None) => return String::new(),
        };
        facts.numbering.next(&list, level.unwrap_or(0))
    }
}

/// A line of at least this many characters that ends inside a sentence was cut by a page, not ended
/// by its author.
const FULL_LINE: usize = 16;

/// Takes a paragraph with line ends inside apart, or puts it together. In a heading they only balance
/// its halves. In running text pasted from the web they end paragraphs; in what came from a page they
/// cut full lines inside sentences, and those go on.
fn part(text: &str, kind: Option<ParagraphKind>) -> Vec<String> {
    let heading = kind.is_some_and(|kind| kind != ParagraphKind::Body);
    let mut lines: Vec<String> = Vec::new();
    let mut cut = false;
    for segment in text.split('\n') {
        if segment.trim().is_empty() {
            cut = false;
            continue;
        }
        let indented = segment.starts_with(['\u{3000}', '\t']) || segment.starts_with("  ");
        match lines.last_mut() {
            Some(last) if heading => {
                last.push(' ');
                last.push_str(segment.trim());
            }
            Some(last) if cut && !indented => {
                last.truncate(last.trim_end().len());
                last.push_str(seam(last, segment.trim_start()));
                last.push_str(segment.trim_start());
            }
            _ => lines.push(segment.to_owned()),
        }
        cut = segment.trim().chars().count() >= FULL_LINE && !ends_sentence(segment);
    }
    lines
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end()
        .trim_end_matches(['”', '’', '」', '』', '）', ')', '"', '》', '】'])
        .ends_with(['。', '！', '？', '；', '：', '…', '.', '!', '?', ';', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_in_a_heading_balance_its_halves() {
        assert_eq!(part("关于加快发展\n人工智能的建议", Some(ParagraphKind::Title)), ["关于加快发展 人工智能的建议"]);
    }

    #[test]
    fn ended_lines_are_paragraphs_and_cut_ones_go_on() {
        assert_eq!(part("联系人：张三\n电话：123", None), ["联系人：张三", "电话：123"]);
        assert_eq!(
            part("第一段到此为止，一共有二十多个字在这里。\n第二段", None),
            ["第一段到此为止，一共有二十多个字在这里。", "第二段"]
        );
        assert_eq!(
            part("建议加快建设覆盖全市的人工智能算力\n网络体系。", None),
            ["建议加快建设覆盖全市的人工智能算力网络体系。"]
        );
        assert_eq!(
            part("the development of artificial\nintelligence", None),
            ["the development of artificial intelligence"]
        );
        assert_eq!(part("建议加快建设覆盖全市的人工智能算力\n　　另起一段", None).len(), 2);
        assert_eq!(part("建议加快建设覆盖全市的人工智能算力\n\n另起一段", None).len(), 2);
        assert_eq!(part("\n开头\n", None), ["开头"]);
    }
}
