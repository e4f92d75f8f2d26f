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
    let lines = if lines.windows(LETTERED).any(|run| run.iter().all(is_letter)) { respaced(lines) } else { lines };
    if !(1..lines.len()).any(|at| may_meet(&lines[at - 1], &lines[at])) {
        return lines;
    }
    // First what surely is a piece: only whole rows tell how wide a row is.
    let surely = |row: &Line<'_>, after: &Line<'_>| after.opening == Opening::NonStarter && row.width <= WIDEST;
    let rows = if regards_marks(&lines) { joined(lines, |row, after, _| surely(row, after)) } else { lines };
    let widths: Vec<_> = rows.iter().map(measure::vote).collect();
    let measure = |at: usize| measure::around(&widths, at);
    // Where no row was surely cut at a mark, what stands behind a stop opens a paragraph.
    let cuts = (1..rows.len()).any(|at| is_surely_cut(&rows[at - 1], &rows[at], || measure(at)));
    joined(rows, |row, after, rest| {
        // Once for each pair: what is around the line as it came.
        may_meet(row, after)
            && (cuts || row.tail != Tail::Stop || after.opening == Opening::NonStarter)
            && fills(row, after, rest.first(), measure(widths.len() - rest.len() - 1))
    })
}

/// Whether the sentence surely goes on over the place where the row was cut.
fn is_surely_cut(before: &Line<'_>, after: &Line<'_>, measure: impl FnOnce() -> u32) -> bool {
    let goes_on = after.opening == Opening::NonStarter || before.tail == Tail::Comma;
    goes_on && may_meet(before, after) && fills(before, after, None, measure())
}

/// As many lines on end of one character each are a row whose characters were set far apart.
const LETTERED: usize = 3;

fn is_letter(line: &Line<'_>) -> bool {
    line.chars == 1 && line.opening == Opening::Plain && line.text.starts_with(form::is_ideograph)
}

/// Puts the characters of rows together that were spread to fill their column, as before an address that did not
/// fit: each came as a line of its own.
fn respaced(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut rows: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    for run in lines.chunk_by(|one, next| is_letter(one) && is_letter(next)) {
        match run {
            [first, .., last] if run.len() >= LETTERED => {
                let text = run.iter().map(|line| line.text.as_ref()).collect::<String>();
                let row = Line::new(first.no, Cow::Owned(text), first.lead);
                rows.push(Line { last: last.last, gap: first.gap, page: first.page, spread: true, ..row });
            }
            _ => rows.extend_from_slice(run),
        }
    }
    rows
}

/// Joins each line to the row before it where `piece` says so of the row, the line and the lines after it.
fn joined<'a>(lines: Vec<Line<'a>>, piece: impl Fn(&Line<'a>, &Line<'a>, &[Line<'a>]) -> bool) -> Vec<Line<'a>> {
    // In most texts there is no such line.
    let first = (1..lines.len()).find(|&at| piece(&lines[at - 1], &lines[at], &lines[at + 1..]));
    let Some(first) = first else { return lines };
    let mut rows = lines;
    let mut lines = rows.split_off(first).into_iter();
    while let Some(line) = lines.next() {
        match rows.last_mut() {
            Some(row) if piece(row, &line, lines.as_slice()) => row.append(&line),
            _ => rows.push(line),
        }
    }
    rows
}

/// No row is wider, half columns.
const WIDEST: u32 = 120;
/// From this width on a last line and the indented first line of the next paragraph are wider together than a
/// row: the indent and the slack are less.
const SURE: u32 = 12;

/// Whether the text was wrapped with regard to the marks that may not open a line: where one does nevertheless,
/// it has room in the row before it.
fn regards_marks(lines: &[Line<'_>]) -> bool {
    let mut widths: Vec<u32> = lines.iter().map(|line| line.width).collect();
    let most = (widths.len() - 1) * 19 / 20;
    let (_, &mut widest, _) = widths.select_nth_unstable(most);
    let (mut all, mut pieces) = (0usize, 0usize);
    for pair in lines.windows(2).filter(|pair| pair[1].opening == Opening::NonStarter) {
        all += 1;
        pieces += usize::from(pair[0].width.saturating_add(pair[1].width) <= widest.saturating_add(6));
    }
    pieces * 4 >= all * 3
}

/// Whether the marks where the two lines meet are such as a row is cut at.
fn may_meet(before: &Line<'_>, after: &Line<'_>) -> bool {
    match after.opening {
        Opening::NonStarter => true,
        Opening::Plain => {
            after.text.starts_with(form::is_opener)
                && before
                    .text
                    .ends_with(|c| form::is_closer(c) || matches!(c, '。' | '，' | '、' | '；' | '：' | '！' | '？'))
        }
        _ => false,
    }
}

/// Whether both are one row in a column of that measure, `next` after it.
fn fills(before: &Line<'_>, after: &Line<'_>, next: Option<&Line<'_>>, measure: u32) -> bool {
    const SLACK: u32 = 4;
    let both = before.width.saturating_add(after.width);
    // No row opens with such a mark: it goes on with the row before, unless that was full; then the text was
    // wrapped without regard to marks.
    if after.opening == Opening::NonStarter {
        return before.width < measure && both <= measure.saturating_add(SLACK);
    }
    let fills = both <= measure.saturating_add(SLACK) && both.saturating_add(SLACK) >= measure;
    match before.tail {
        Tail::Open | Tail::Comma => fills,
        _ => {
            let speaks = after.text.starts_with(['“', '「']) && !after.text.ends_with(form::is_closer);
            fills && speaks && after.tail != Tail::Stop && (before.width >= SURE || !stands_alone(after, next, measure))
        }
    }
}

/// Whether the line is full by itself, or as an indented first line, or ends something.
fn stands_alone(line: &Line<'_>, next: Option<&Line<'_>>, measure: u32) -> bool {
    const INDENT: u32 = 4;
    let needs = line.width.saturating_add(next.map_or(2, |next| next.unit));
    let full = |measure: u32| needs > measure && line.width <= measure.saturating_add(1);
    matches!(line.tail, Tail::Stop | Tail::Colon) || full(measure) || full(measure.saturating_sub(INDENT))
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
    fn what_a_quotation_opens_behind_a_stop_is_a_piece_only_where_rows_were_cut() {
        let text = [
            "水库管理站陆续换上了新的闸门今年",
            "冬天又修了三条渠一直通到下游的村",
            "口老人把钥匙挂在墙上。",
            "“今晚不用",
            "再守着水了老站长这样说着回了家",
            "他在坝上守了三十年从来没有睡过一",
            "个整夜的觉今天早早就睡下了连灯也",
        ];
        assert_eq!(rows(&text).len(), text.len());
        let cut = ["全县的水库今年都换了闸门，", "“老人说", "再也不用守着水了他在坝上守了三十"];
        let both = rows(&[&text[..], &cut[..]].concat());
        assert_eq!(both[2], "口老人把钥匙挂在墙上。“今晚不用");
    }

    #[test]
    fn a_piece_is_neither_full_nor_the_first_line_of_a_paragraph() {
        // A short piece and what follows it make a full row; alone the second would have gone on.
        let speech = [
            "记者：您怎么看结果的运",
            "用？",
            "罗大勇：",
            "“协商最怕议",
            "而不决、决而不行，群众",
            "提了意见没有下文，下次",
        ];
        let want = [&speech[..2], &["罗大勇：“协商最怕议"], &speech[4..]].concat();
        assert_eq!(rows(&speech), want);
        // A paragraph that opens with a quotation after a short line stays apart.
        let quotation = [
            "他在会上向各位委员介绍",
            "情况：",
            "“协商最怕议而不决、决",
            "而不行，群众提意见没有",
            "下文，下一次就再也不来",
        ];
        assert_eq!(rows(&quotation), quotation);
        // Nor is a line in brackets a piece of the line before.
        let signed = ["他请大家再来看一看改造", "后的新样子。", "（记者 周岚）", "下一版继续报道改造工程"];
        assert_eq!(rows(&signed), signed);
    }

    #[test]
    fn lines_wrapped_without_regard_to_marks_stay() {
        let wrapped = ["市政协委员马志远提", "，要把这一做法上升", "为制度并且坚持下去", "，他说应当这样做才"];
        assert_eq!(rows(&wrapped), wrapped);
    }
}
