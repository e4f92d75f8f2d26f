//! Figures in a box: `1.7吨` over a sentence about it or over what it counts, and words over their figures,
//! `线路全长` / `286公里`.

use super::form::{self, Opening};
use super::label;
use super::line::{Line, Tail};

/// What a line is of a box of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    /// A figure alone on its line, like a heading over the sentence that follows.
    Figure,
    /// A figure alone on its line; what it counts follows.
    Counter,
    /// Words alone on their line; their figure follows.
    Label,
    /// The figure of a label.
    Value,
    /// The first line of a row that has its figure and its words in it: `863件 审查立案`, `第一场 9月13日`.
    Row,
    /// A line that goes on with such a row.
    Rest,
}

/// Figures of one box stand no farther apart, in lines.
const REACH: usize = 8;
/// Fewer labels with their figures on end are no box.
const FEWEST: usize = 3;
/// Rows of one box that are wrapped have no more lines each.
const MOST_LINES: usize = 4;

/// What each line is of a box of figures, if it is of one. Figures alone on short lines are told by others near
/// them, labels by others of the same form on end.
pub(super) fn cells(lines: &[Line<'_>]) -> Vec<Option<Cell>> {
    let mut cells = vec![None; lines.len()];
    tell_rows(lines, &mut cells);
    let values: Vec<usize> = (1..lines.len()).filter(|&at| is_value(&lines[at])).collect();
    if values.len() < 2 {
        return cells;
    }
    for run in values.chunk_by(|one, next| one + 2 == *next) {
        let labelled = |at: usize| is_label(&lines[at - 1]) && !counts(&lines[at].text);
        if run.len() >= FEWEST && run.iter().all(|&at| labelled(at)) {
            run.iter().for_each(|&at| (cells[at - 1], cells[at]) = (Some(Cell::Label), Some(Cell::Value)));
        }
    }
    let figures: Vec<usize> =
        values.into_iter().filter(|&at| cells[at].is_none() && stands_alone(&lines[at - 1..])).collect();
    for near in figures.windows(2).filter(|near| (2..=REACH).contains(&(near[1] - near[0]))) {
        for &at in near {
            cells[at] = Some(if is_over_sentence(&lines[at + 1..]) { Cell::Figure } else { Cell::Counter });
        }
    }
    cells
}

/// Tells the rows of boxes whose rows open with a figure or an ordinal and a blank, several of them close together:
/// then they open nowhere else, however their lines end.
fn tell_rows(lines: &[Line<'_>], cells: &mut [Option<Cell>]) {
    let opens: Vec<usize> = (0..lines.len()).filter(|&at| opens_row(&lines[at])).collect();
    let near =
        |one: &usize, next: &usize| next - one <= MOST_LINES && lines[one + 1..*next].iter().all(|line| is_rest(line));
    for run in opens.chunk_by(near).filter(|run| run.len() >= FEWEST) {
        let (Some(&first), Some(&last)) = (run.first(), run.last()) else { continue };
        cells[first..=last].fill(Some(Cell::Rest));
        run.iter().for_each(|&at| cells[at] = Some(Cell::Row));
        // The last row goes on where its line is full.
        let widest = lines[first..=last].iter().map(|line| line.width).max().unwrap_or(0);
        for at in last + 1..lines.len().min(last + MOST_LINES) {
            if !is_rest(&lines[at]) || lines[at - 1].width + lines[at].unit < widest || lines[at].width > widest + 1 {
                break;
            }
            cells[at] = Some(Cell::Rest);
        }
    }
}

fn is_rest(line: &Line<'_>) -> bool {
    matches!(line.tail, Tail::Open | Tail::Comma)
        && !line.clauses
        && !line.colon
        && !line.byline
        && !line.credit
        && line.opening == Opening::Plain
        && !label::is_label(&line.text)
}

/// Whether the line opens with a figure and its unit, or an ordinal, and a blank.
fn opens_row(line: &Line<'_>) -> bool {
    // Nearly every line opens with something else.
    if !line.text.starts_with(|c: char| c.is_ascii_digit() || c == '第') || !is_rest(line) {
        return false;
    }
    let ordinal = || {
        let (word, _) = form::first_chars(&line.text, 8).split_once([' ', '\u{3000}'])?;
        let unit = form::after_number(word.strip_prefix('第')?, 3)?;
        Some(unit.chars().count() == 1)
    };
    form::opens_with_figure(&line.text) || ordinal() == Some(true)
}

/// Whether the line opens with a number and has no point in it.
fn is_value(line: &Line<'_>) -> bool {
    line.latin > 0 && line.chars <= 24 && is_plain(line) && line.text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether what is counted stands behind the figure: `863件　审查立案`.
fn counts(text: &str) -> bool {
    form::is_figure(text)
        && text.split_once([' ', '\u{3000}']).is_some_and(|(_, words)| !words.contains(|c: char| c.is_ascii_digit()))
}

/// Whether a sentence begins that ends soon. What has no stop belongs to its figure.
fn is_over_sentence(lines: &[Line<'_>]) -> bool {
    const LONGEST: usize = 4;
    let text = lines.iter().take(LONGEST).take_while(|line| !form::is_figure(&line.text));
    text.into_iter().any(|line| line.tail == Tail::Stop)
}

/// Whether the second line is a figure alone: it stands under the end of something and over a wider line.
fn stands_alone(lines: &[Line<'_>]) -> bool {
    let [before, line, after, ..] = lines else { return false };
    form::is_bare_figure(&line.text)
        && (before.tail == Tail::Stop || before.tail == Tail::Open && before.chars <= 10)
        && after.opening == Opening::Plain
        && !form::is_figure(&after.text)
        && after.width >= line.width + 4
}

/// Whether the line can be the words over a figure.
fn is_label(line: &Line<'_>) -> bool {
    (2..=12).contains(&line.chars) && line.latin == 0 && is_plain(line)
}

/// Whether the line has no point in it and at its end, and opens with nothing particular.
fn is_plain(line: &Line<'_>) -> bool {
    line.tail == Tail::Open && !line.comma && !line.clauses && line.opening == Opening::Plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn told(texts: &[&'static str]) -> Vec<Option<Cell>> {
        cells(&texts.iter().enumerate().map(|(at, &t)| Line::new(at + 1, Cow::Borrowed(t), 0)).collect::<Vec<_>>())
    }

    #[test]
    fn figures_that_come_back_stand_over_what_they_count() {
        let texts = ["本周数字", "2.4吨", "全区一周少用的塑料", "袋重量。", "19处", "新开的社区食堂。", "正文继续"];
        let figure = Some(Cell::Figure);
        let words = ["本周数字", "2.4吨", "少用的塑料袋重量", "19处", "新开的社区食堂", "正文继续"];
        let counter = Some(Cell::Counter);
        assert_eq!(told(&words), [None, counter, None, counter, None, None]);
        assert_eq!(told(&texts), [None, figure, None, None, figure, None, None]);
        assert_eq!(told(&texts[..4]), [None; 4]);
    }

    #[test]
    fn labels_stand_over_their_figures() {
        let texts = ["水库概况", "坝高", "87.5米", "库容", "3.2亿立方米", "灌溉面积", "41万亩", "今年汛期，水库"];
        let (label, value) = (Some(Cell::Label), Some(Cell::Value));
        assert_eq!(told(&texts), [None, label, value, label, value, label, value, None]);
        assert_eq!(told(&texts[..5]), [None; 5]);
    }
}
