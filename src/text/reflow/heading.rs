//! Which lines can be headings, by their form, their width and their kin.

use super::credit;
use super::form::{self, Opening};
use super::head::Part;
use super::label::{self, is_label};
use super::line::{Line, PAIRS, Tail};
use super::page::{Page, SURELY_SHORT};
use super::pair::Cell;

impl Page<'_, '_> {
    /// Which forms of numbered lines are headings: those that end a short line without a stop wherever their
    /// line tells, and hardly ever run on. One of them that fills its line is a heading as well.
    pub(super) fn headings_by_number(&self) -> [bool; SERIES] {
        let (mut short, mut shorter, mut running) = ([0usize; SERIES], [0usize; SERIES], [0usize; SERIES]);
        for (at, line) in self.lines.iter().enumerate() {
            let Some(form) = series(line) else { continue };
            let indent = self.lost_indent(at);
            let room = self.least_room(at).map_or(0.0, |room| room - indent);
            if line.clauses || line.tail != Tail::Open || line.tells {
                running[form] += 1;
            } else if room >= 2.0 {
                short[form] += 1;
                shorter[form] += usize::from(room >= SURELY_SHORT);
            }
        }
        std::array::from_fn(|form| shorter[form] > running[form] * 2 || (short[form] > 0 && running[form] == 0))
    }

    /// Whether the line can be the second headline under a heading: it opens with a dash, has no stop
    /// and not the width of the text after it.
    pub(super) fn can_be_subtitle(&self, at: usize) -> bool {
        let (line, ahead) = (&self.lines[at], self.measures[at].ahead);
        line.opening == Opening::Dash
            && line.tail == Tail::Open
            && !line.clauses
            && line.chars <= 40
            && (!ahead.holds() || line.width.abs_diff(ahead.width) > 3)
    }

    /// Whether the line can go on with a heading whose line before is `at - 1`.
    pub(super) fn can_continue_heading(&self, at: usize) -> bool {
        let (before, line) = (&self.lines[at - 1], &self.lines[at]);
        // At the end of a text nothing after the line tells the column, but what is before it may.
        let measure = &self.measures[at];
        let column = if measure.ahead.holds() { measure.ahead } else { measure.back };
        line.tail == Tail::Open
            && line.opening == Opening::Plain
            && !line.credit
            && !line.byline
            && !line.clauses
            && !credit::is_dateline(&line.text)
            && line.width <= before.width + 2
            && (!column.holds() || self.room(at, column.width) >= 4.0)
    }

    /// Whether the line can be a heading by its own form and its width: no stop, and either much
    /// shorter than its neighbours' measure although more would have fitted, or much wider.
    pub(super) fn can_be_heading(&self, at: usize) -> bool {
        let line = &self.lines[at];
        if line.row || line.has_cells() {
            return false;
        }
        if let Some(part) = self.part(at) {
            return part != Part::Byline;
        }
        if line.credit || line.byline || line.clauses || credit::is_dateline(&line.text) {
            return false;
        }
        if line.tail != Tail::Open {
            let asks = line.tail == Tail::Colon || line.text.ends_with(['？', '！']);
            let large = line.spot.is_some_and(|spot| spot.is_display()) && line.chars <= 60;
            return asks && (large || self.is_first_half(at) || self.opens_couplet(at));
        }
        if is_label(&line.text) {
            return true;
        }
        if form::opens_with_outline_number(&line.text) {
            return false;
        }
        let remark = line.opening == Opening::Plain && line.text.starts_with(['（', '(']);
        if remark || matches!(line.opening, Opening::NonStarter | Opening::Article) || credit::opens_caption(&line.text)
        {
            return false;
        }
        if line.spot.is_some_and(|spot| spot.is_display()) {
            return line.chars <= 60;
        }
        if self.lines.get(at + 1).is_some_and(ends_at_once) {
            return false;
        }
        if line.opening == Opening::Chapter && line.chars <= 24 {
            return true;
        }
        if line.chars <= 30 && series(line).is_some_and(|form| self.series[form]) {
            return true;
        }
        // Under a figure stands what it counts; over the first one, the heading of their box.
        if self.cells[at].is_some() || at > 0 && matches!(self.cells[at - 1], Some(Cell::Figure | Cell::Counter)) {
            return false;
        }
        if line.chars <= 16
            && !line.comma
            && matches!(self.cells.get(at + 1), Some(Some(Cell::Figure | Cell::Counter | Cell::Label | Cell::Row)))
        {
            return true;
        }
        let figure = |at: usize| self.lines.get(at).is_some_and(|line| form::is_figure(&line.text));
        let beside = [at.wrapping_sub(1), at + 1, at + 2].map(figure);
        if figure(at) && beside.contains(&true) {
            return false;
        }
        if line.chars <= 16 && !line.comma && beside[1] && beside[2] {
            return true;
        }
        if self.leaves_open(at)
            || line.tells
            || self.turns[at]
            || (at > 0 && label::opens_box(&self.lines[at - 1].text))
        {
            return false;
        }
        // Over the first line of a paragraph stands what ended there, however full its line.
        let need = if !line.comma && (self.opens_indented(at + 1) || self.turns.get(at + 1) == Some(&true)) {
            -3.0
        } else if self.listed[at] && line.opening == Opening::Plain {
            // Behind such a number, `2.3 现行`, text begins as often.
            7.0
        } else if self.exact >= 1.0 && line.latin == 0 && !line.comma && self.indented[at] < 0.3 {
            // Where widths are exact, one more character that would have fitted is enough.
            1.0
        } else {
            3.0 + 0.5 * self.lost_indent(at)
        };
        let Some(room) = self.least_room(at) else {
            return line.chars <= 40;
        };
        // No full line is wider than its column: the first line of all, which is, was not wrapped in it.
        let ahead = self.measures[at].ahead;
        if at == 0 && line.opening == Opening::Plain && ahead.support >= 6 && line.width >= ahead.width + 4 {
            return line.chars <= 45;
        }
        let most = if line.opening == Opening::Item { 36 } else { 30 };
        let mut sides = self.measures[at].sides();
        (line.chars <= most && room >= need)
            || (line.chars <= 40 && !line.comma && sides.all(|m| line.width >= m.saturating_add(8)))
    }

    /// Whether the line names in a few words what the line under it says, `电价之困：` over `用得上还要用得起`: then that
    /// is the heading's second half, however full its line.
    pub(super) fn opens_couplet(&self, at: usize) -> bool {
        const LONGEST: u32 = 8;
        /// Last characters of who speaks, who is spoken to and what is listed.
        const ANNOUNCE: &str =
            "说說道答问問复示指出调求为為认讲講称稱想喊叫写是下绍议析有单如意志姨友生士们們者师師长長家员員";
        let (Some(line), Some(half)) = (self.lines.get(at), self.lines.get(at + 1)) else { return false };
        line.tail == Tail::Colon
            && (3..=LONGEST).contains(&line.chars)
            && line.opening == Opening::Plain
            && !line.comma
            && !self.turns[at]
            && !line.text.chars().rev().nth(1).is_none_or(|last| ANNOUNCE.contains(last))
            && at > 0
            && self.lines[at - 1].tail == Tail::Stop
            && half.tail == Tail::Open
            && half.opening == Opening::Plain
            && !half.comma
            && !half.clauses
            && !half.colon
            && !self.leaves_open(at + 1)
            && self.least_room(at).is_some_and(|room| room >= SURELY_SHORT)
    }

    /// Whether the line is the first half of a heading that a colon or a question parts: `算好一本账：` over
    /// `不能让黑土变瘦`. Both are far too short for their column, text ends before them and begins after them.
    fn is_first_half(&self, at: usize) -> bool {
        const LONGEST: u32 = 16;
        let line = &self.lines[at];
        if line.chars > LONGEST || line.comma || line.opening != Opening::Plain || self.turns[at] {
            return false;
        }
        let text_before = |at: usize| {
            let line = &self.lines[at];
            // One question under another is a list.
            let asks = line.chars <= LONGEST && line.text.ends_with(['？', '！']);
            line.tail == Tail::Stop && !asks || line.credit
        };
        let short = self.least_room(at).is_some_and(|room| room >= SURELY_SHORT);
        if !short || !at.checked_sub(1).is_some_and(text_before) {
            return false;
        }
        // In a narrow column the second half itself may be wrapped; a list of questions is none.
        let can_be_half = |at: &usize| self.lines[*at].tail == Tail::Open && self.can_be_heading(*at);
        let second = (at + 1..self.lines.len().min(at + 4)).take_while(can_be_half);
        let Some(last) = second.filter(|&at| self.lines[at].opening == Opening::Plain).last() else { return false };
        self.lines.get(last + 1).is_some_and(|text| {
            let widest = line.width.max(self.lines[at + 1].width);
            text.byline || self.opens_indented(last + 1) || text.width >= widest + SURELY_SHORT as u32
        })
    }

    /// Whether a quotation or bracket opens in the line that is no heading's: the next line does not close it and
    /// end there.
    fn leaves_open(&self, at: usize) -> bool {
        let opens = |pair: usize| self.lines[at].net[pair] > 0;
        let closes = |pair: usize| {
            let ends = |line: &Line<'_>| line.net[pair] < 0 && line.tail == Tail::Open && !line.comma && !line.clauses;
            self.lines.get(at + 1).is_some_and(ends)
        };
        (0..PAIRS).any(|pair| opens(pair) && !closes(pair))
    }
}

/// Whether the line opens with the last few words of a sentence: `和美画卷。粮食播种面积稳定在`. Hardly any paragraph
/// opens with so short a one.
fn ends_at_once(line: &Line<'_>) -> bool {
    const MOST: usize = 6;
    line.clauses && form::first_chars(&line.text, MOST).contains('。')
}

/// How many forms of numbered lines are told apart.
pub(super) const SERIES: usize = 5;

/// The form of a numbered line: `（一）`, `一、`, `1.`, `（1）` or `（甲）`.
pub(super) fn series(line: &Line<'_>) -> Option<usize> {
    // `3.11` numbers the paragraphs of a report.
    if line.opening != Opening::Item || form::opens_with_outline_number(&line.text) {
        return None;
    }
    let mut chars = line.text.chars();
    match chars.next()? {
        '（' | '(' => Some(match chars.next()? {
            c if form::is_han_number(c) => 0,
            '0'..='9' | '０'..='９' => 3,
            _ => 4,
        }),
        c if form::is_han_number(c) => Some(1),
        '0'..='9' | '０'..='９' => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Layout, restore};

    /// Text in lines of 16 characters, its first lines indented by two.
    fn body(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let (first, rest) = chars.split_at(14);
        let lines = std::iter::once(first).chain(rest.chunks(16));
        lines.map(|line| line.iter().collect::<String>() + "\n").collect()
    }

    #[test]
    fn a_text_may_end_in_a_short_line_with_a_colon() {
        let text = body("各区要摸清老旧供水管网的底数，按轻重缓急排出改造的次序，从最旧的街区开始，逐年推进。")
            + "需要的材料：\n";
        let restored = restore(&text, Layout::Wrapped);
        assert_eq!(restored.paragraphs.last().map(|last| last.text.as_str()), Some("需要的材料："));
    }

    #[test]
    fn a_heading_goes_on_after_its_colon_or_question() {
        let text = body(
            "去年入冬以来，全县十二个乡镇的水库管理站陆续换上了新的闸门，老站长说，夜里再也不用起来看水位了，村里的人也都放心。",
        );
        for (first, second) in [("换一道闸：", "让下游的人睡得着"), ("水从哪里来？", "三条渠的一笔旧账")]
        {
            let source = format!("{text}{text}{first}\n{second}\n{text}{text}");
            let restored = restore(&source, Layout::Wrapped);
            let told: Vec<_> = restored.paragraphs.iter().map(|p| (p.kind.as_str(), p.text.as_str())).collect();
            assert_eq!((told.len(), told[2]), (5, ("heading", format!("{first}{second}").as_str())), "{told:?}");
        }
        // Nothing comes after it.
        let last = format!("{text}{text}水从哪里来？\n");
        assert_eq!(restore(&last, Layout::Wrapped).paragraphs.len(), 3);
        // What announces a list is no heading.
        let source = format!("{text}{text}名单如下：\n一、三座小型水库\n二、两座中型水库\n{text}");
        assert_eq!(restore(&source, Layout::Wrapped).paragraphs[2].text, "名单如下：");
    }

    #[test]
    fn paths_and_labels_of_a_web_page_stand_apart() {
        let text =
            body("去年入冬以来，全县十二个乡镇的水库管理站陆续换上了新的闸门，老站长说，夜里再也不用起来看水位了。");
        let source = format!(
            "当前位置：首页 > 要闻\n水库换上新闸门\n来源：某县水利局 【字\n体：大 中 小】【打印】\n{text}{text}"
        );
        let restored = restore(&source, Layout::Wrapped);
        let told: Vec<_> = restored.paragraphs.iter().map(|p| (p.kind.as_str(), p.text.as_str())).take(3).collect();
        let byline = "来源：某县水利局 【字体：大 中 小】【打印】";
        assert_eq!(told, [("furniture", "当前位置：首页 > 要闻"), ("title", "水库换上新闸门"), ("byline", byline)]);
    }

    #[test]
    fn a_first_line_that_kept_its_indent_is_full() {
        let text =
            "对此，市水利局有关负责人回应称，已会同各县把水库的闸门逐一查过，今年汛期之前全部换完，不再另收费用。";
        let set: String = body(text)
            .split_inclusive('\n')
            .enumerate()
            .map(|(at, line)| if at == 0 { format!("\u{3000}\u{3000}{line}") } else { line.to_owned() })
            .collect();
        let restored = restore(&format!("{set}{set}{set}{set}"), Layout::Wrapped);
        let told: Vec<_> = restored.paragraphs.iter().map(|p| (p.kind.as_str(), p.text.as_str())).collect();
        assert_eq!(told, [("body", text); 4]);
    }

    #[test]
    fn a_title_ends_with_the_name_of_its_document() {
        let text =
            body("去年入冬以来，全县十二个乡镇的水库管理站陆续换上了新的闸门，老站长说，夜里再也不用起来看水位了。");
        for (title, heading, parts) in
            [("关于水库闸门更换的提案答复", "先把家底摸清", 2), ("关于水库闸门更换的报告", "和明年的工作安排", 1)]
        {
            let restored = restore(&format!("{title}\n{heading}\n{text}{text}"), Layout::Wrapped);
            let told: Vec<_> = restored.paragraphs.iter().map(|p| p.text.as_str()).collect();
            assert_eq!(told.len(), parts + 2, "{told:?}");
        }
    }

    #[test]
    fn questions_in_a_row_are_no_headline() {
        use super::super::{LineHint, Place, place::restore_placed};
        let text =
            body("去年入冬以来，全县十二个乡镇的水库管理站陆续换上了新的闸门，老站长说，夜里再也不用起来看水位了。");
        let questions = "水从哪里来？\n".repeat(20_000);
        let source = format!("{text}{questions}先把家底摸清\n{text}");
        let hint = |(nth, line): (usize, &str)| {
            let (left, size) = (100.0, 10.0);
            let right = left + size * line.chars().count() as f32;
            let place = Place { page: 1, left, right, base: 16.0 * nth as f32, size, bold: false };
            LineHint { place: Some(place), ..LineHint::default() }
        };
        let hints: Vec<LineHint> = source.lines().enumerate().map(hint).collect();
        let restored = restore_placed(&source, &hints);
        let heading = restored.paragraphs.iter().find(|paragraph| paragraph.text.ends_with("先把家底摸清"));
        assert_eq!(heading.map(|paragraph| paragraph.text.as_str()), Some("先把家底摸清"));
    }
}
