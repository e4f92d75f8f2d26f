//! Rows that an extractor cut into pieces.
//!
//! Two marks that meet are squeezed on a page (`。”`, `：“`), and some extractors take the overlap for the
//! end of a line: `他说：` / `“群众的事`. The pieces are put back into one row, or their widths would tell of
//! ends that are none.

use std::borrow::Cow;

use super::form::{self, Opening};
use super::line::{Line, Tail};
use super::measure;

/// Lines with their pieces joined.
pub(super) fn mend(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    if !(1..lines.len()).any(|at| may_meet(&lines[at - 1], &lines[at])) {
        return lines;
    }
    let widths: Vec<_> = lines.iter().map(measure::vote).collect();
    let mut rows: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    for (at, line) in lines.into_iter().enumerate() {
        match rows.last_mut() {
            Some(row) if may_meet(row, &line) && fits(row, &line, measure::around(&widths, at)) => row.append(&line),
            _ => rows.push(line),
        }
    }
    rows
}

/// From this width on a last line and the indented first line of the next paragraph are wider together than a
/// row: the indent and the slack are less.
const SURE: u32 = 12;

/// Whether the marks where the two lines meet are such as a row is cut at.
fn may_meet(before: &Line<'_>, after: &Line<'_>) -> bool {
    match after.opening {
        Opening::NonStarter => true,
        Opening::Plain => {
            after.text.starts_with(form::is_opener)
                && before
                    .text
                    .ends_with(|c| form::is_closer(c) || matches!(c, '。' | '，' | '、' | '；' | '：' | '！' | '？'))
                && (before.tail == Tail::Open
                    || before.width >= SURE && after.text.starts_with(['“', '「']) && after.tail != Tail::Stop)
        }
        _ => false,
    }
}

/// Whether both are one row in a column of that measure.
fn fits(before: &Line<'_>, after: &Line<'_>, measure: u32) -> bool {
    const SLACK: u32 = 4;
    let both = before.width.saturating_add(after.width);
    // No row opens with such a mark: it goes on with the row before, unless that was full; then the text was
    // wrapped without regard to marks.
    before.width < measure
        && both <= measure.saturating_add(SLACK)
        && (after.opening == Opening::NonStarter || both.saturating_add(SLACK) >= measure)
}

impl Line<'_> {
    /// Takes the rest of its row.
    fn append(&mut self, rest: &Line<'_>) {
        let mut text = std::mem::take(&mut self.text).into_owned();
        text.push_str(&rest.text);
        let row = Line::new(self.no, Cow::Owned(text), self.lead);
        let (gap, page, spread) = (self.gap, self.page, self.spread || rest.spread);
        *self = Line { last: rest.last, gap, page, spread, ..row };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(texts: &[&'static str]) -> Vec<String> {
        let lines = texts.iter().enumerate().map(|(at, &t)| Line::new(at + 1, Cow::Borrowed(t), 0)).collect();
        mend(lines).into_iter().map(|l| l.text.into_owned()).collect()
    }

    #[test]
    fn pieces_of_one_row_are_joined() {
        assert_eq!(
            rows(&[
                "市政协委员马志远提出，要把这一做法",
                "上升为制度。他说：",
                "“群众的事同群众",
                "多商量，改造的路才走得稳。",
                "”",
                "部门回应",
            ]),
            [
                "市政协委员马志远提出，要把这一做法",
                "上升为制度。他说：“群众的事同群众",
                "多商量，改造的路才走得稳。”",
                "部门回应",
            ]
        );
    }

    #[test]
    fn lines_wrapped_without_regard_to_marks_stay() {
        let wrapped = ["市政协委员马志远提", "，要把这一做法上升", "为制度并且坚持下去", "，他说应当这样做才"];
        assert_eq!(rows(&wrapped), wrapped);
    }
}
