//! The weighing of one gap between two lines: do they belong to one paragraph?
//!
//! Each cue adds to a sum, positive for a boundary. The weights are judgement, not training.

use super::form::{self, Opening};
use super::head::{is_salutation, opens_salutation};
use super::label;
use super::line::{BRACKETS, LABEL_MARKS, Line, TITLE_MARKS, Tail};
use super::open::{Open, Openings};
use super::page::{INDENT, Page, SURELY_SHORT};
use super::pair::Cell;
use super::{byline, credit, date, place, work};

/// From this room on, in half columns, even a line in the middle of a sentence did not run on.
const FAR_TOO_SHORT: f32 = 8.0;

/// The sum and what made it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Verdict {
    /// Positive for a boundary.
    pub(super) score: f32,
    reasons: [&'static str; Self::MOST],
    count: usize,
}

impl Verdict {
    const MOST: usize = 8;

    /// Adds a cue.
    pub(super) fn add(&mut self, weight: f32, reason: &'static str) {
        if weight == 0.0 {
            return;
        }
        self.score += weight;
        if self.count < Self::MOST {
            self.reasons[self.count] = reason;
            self.count += 1;
        }
    }

    /// The cues that spoke, in the order they were weighed.
    pub(super) fn reasons(&self) -> &[&'static str] {
        &self.reasons[..self.count]
    }
}

/// Weighs the gap after line `at`. `heading_next`: line `at + 1` can be a heading.
pub(super) fn weigh(page: &Page<'_, '_>, at: usize, open: &Open, openings: &Openings, heading_next: bool) -> Verdict {
    work::steps(1);
    let (a, b) = (&page.lines[at], &page.lines[at + 1]);
    let mut v = Verdict::default();
    if a.spot.is_some() && b.spot.is_some() && (a.has_cells() || b.has_cells()) {
        // Cells without lines around them: where a row ends nothing tells, and a person has to look.
        v.add(1.0, "looks like a table");
        return v;
    }
    let indented = page.indented[at];
    let own_indent = own_indent(page, at, open);
    let room = page.nearest_room(at) - own_indent;
    let short = room >= 1.5;

    if b.opening == Opening::NonStarter {
        v.add(-8.0, "the next line opens with a mark that cannot");
    }
    if form::is_bare_number(&a.text) && open.start == at {
        v.add(-8.0, "a number alone, its text follows");
        return v;
    }
    let in_row = || page.lines.get(at + 2).is_some_and(|line| form::is_figure(&line.text));
    if form::is_bare_figure(&a.text)
        && open.start == at
        && b.opening == Opening::Plain
        && !form::is_figure(&b.text)
        && in_row()
    {
        v.add(-5.0, "a figure alone, what it counts follows");
    }
    ending(page, at, open, room, indented, openings, &mut v);
    if a.tail == Tail::Stop {
        indent_of_next(page, at, room, indented, &mut v);
    }

    if matches!(a.tail, Tail::Colon | Tail::Semicolon) && page.opens_indented(at + 1) {
        v.add(3.5, "the next line is short by an indent");
    }
    if a.tail == Tail::Stop && matches!(b.opening, Opening::Ordinal | Opening::Item) && announces(&a.text) {
        v.add(3.0, "a list was announced");
    }
    match b.opening {
        Opening::Chapter | Opening::Article if a.tail == Tail::Stop || short || open.heading => {
            v.add(3.2, "numbered");
        }
        Opening::Ordinal if a.tail == Tail::Colon => v.add(2.5, "first item of a list"),
        Opening::Item | Opening::Bullet | Opening::Dash => match a.tail {
            Tail::Stop => v.add(3.2, "numbered"),
            Tail::Semicolon => v.add(4.0, "item of a list"),
            Tail::Colon => v.add(2.5, "first item of a list"),
            _ if short || open.heading => v.add(3.2, "numbered"),
            _ => v.add(1.0, "numbered"),
        },
        _ => {}
    }
    if a.tail != Tail::Comma && page.listed[at + 1] {
        v.add(4.0, "an item of a list");
    }
    if open.heading {
        v.add(4.0, "after a heading");
    }
    if heading_next && b.opening == Opening::Chapter {
        v.add(4.0, "a chapter opens");
    }
    if heading_next && matches!(a.tail, Tail::Stop | Tail::Open) && label::opens_box(&b.text) {
        v.add(4.0, "a box opens");
    } else if heading_next && (a.tail == Tail::Stop || open.heading || a.credit || a.byline) {
        v.add(4.0, "a heading follows");
    }
    if a.credit && b.credit && !b.clauses && !b.comma && b.chars <= 20 {
        v.add(-6.0, "a second credit of the same picture");
    } else if a.credit && open.chars < 140 {
        v.add(5.0, "credit of a picture");
    }
    if a.tail == Tail::Open && byline::ends_signed(&a.text) {
        v.add(6.0, "signed in brackets");
    }
    let own_credit = b.credit && b.chars <= 20 && b.text.starts_with(['（', '(']);
    if own_credit && (open.chars <= 60 || page.opens_caption(open.start) && open.chars <= 100) {
        v.add(if a.tail == Tail::Stop { -6.0 } else { -3.0 }, "the credit of this caption");
    } else if b.credit
        && b.chars <= 20
        && a.tail == Tail::Stop
        && (room < 0.0 || open.start < at)
        && open.chars <= 80
        && credit::took_picture(&b.text)
    {
        v.add(-4.0, "the credit of this caption");
    } else if b.byline || (b.credit && b.chars <= 20 && a.tail == Tail::Stop) {
        v.add(4.0, "a byline follows");
    }
    if [BRACKETS, TITLE_MARKS].iter().any(|&pair| a.net[pair] > 0 && b.net[pair] < 0) {
        v.add(-4.0, "a bracket goes on");
    } else if label_goes_on(a, b) {
        v.add(-8.0, "a label goes on");
    }
    if a.text.ends_with(['”', '」']) && form::names_speaker(&b.text) {
        v.add(-3.0, "who said it");
    }
    if a.tail == Tail::Stop && open.start < at && label::opens_lead(&page.lines[open.start].text) {
        v.add(1.0, "a summary ends");
    }
    if matches!(a.tail, Tail::Stop | Tail::Open) && label::opens_lead(&b.text) {
        v.add(5.0, "a summary opens");
    }
    if a.byline {
        v.add(5.0, "after a byline");
    }
    if form::is_figure(&b.text) && !open.clauses && (open.heading || form::is_figure(&page.lines[open.start].text)) {
        v.add(5.0, "a row of figures");
    }
    match (page.cells[at], page.cells[at + 1]) {
        (Some(Cell::Label | Cell::Counter), _) => v.add(-8.0, "words and their figure"),
        (_, Some(Cell::Rest)) => v.add(-8.0, "a row of figures goes on"),
        (Some(Cell::Value | Cell::Figure), _) | (_, Some(Cell::Figure | Cell::Counter | Cell::Label | Cell::Row)) => {
            v.add(8.0, "a row of figures");
        }
        _ => {}
    }
    if a.tail == Tail::Stop && open.quotes_again(&b.text) {
        v.add(5.0, "the quotation goes on with a mark of its own");
    } else if open.unclosed() && !open.heading && open.chars < 400 {
        v.add(-2.0, "open quotation mark or bracket");
    }
    if page.blank_tells && b.gap {
        // A page or a column may end inside a paragraph: then its last line is full.
        match a.tail {
            Tail::Stop | Tail::Colon if page.blank_parts || room >= SURELY_SHORT => {
                v.add(3.0, "blank line after a stop")
            }
            Tail::Semicolon | Tail::Open if room >= SURELY_SHORT => v.add(3.0, "blank line after a short line"),
            _ => v.add(1.0, "blank line"),
        }
    }
    if b.colon && matches!(a.tail, Tail::Stop | Tail::Open) && opens_salutation(&b.text) {
        v.add(4.0, "a salutation follows");
    }
    let calls = || a.tail == Tail::Colon && open.start == at && a.chars <= 14 && opens_salutation(&a.text);
    if is_salutation(a) && open.start == at || calls() || is_long_salutation(page, at, open) {
        v.add(4.0, "after a salutation");
    }
    if page.turns[at + 1]
        && (a.tail == Tail::Stop
            || open.heading
            // What somebody says ends in a stop: the name stands there by chance where a sentence has not ended.
            || (a.tail == Tail::Open && (open.start == at || page.turns[open.start] && !open.clauses || short)))
    {
        v.add(4.0, "a turn of speech or a field of a record");
    }
    match page.parts_signature(at) {
        Some(true) => v.add(5.0, "signed and dated"),
        Some(false) => v.add(-8.0, "the name of who signs goes on"),
        None => {}
    }
    if b.text.starts_with(['（', '(']) && b.text.ends_with(['）', ')']) && a.tail == Tail::Stop && !own_credit {
        v.add(1.5, "a line in brackets");
    }
    if a.tail != Tail::Comma && credit::is_dateline(&b.text) {
        v.add(5.0, "a dateline follows");
    }
    if a.text.starts_with("附件") && a.tail == Tail::Open && b.opening == Opening::Item && b.lead > a.lead {
        v.add(3.0, "a second annex is listed");
    }
    if page.blank_tells && b.gap && open.start == at && date::is_date(&a.text) {
        v.add(5.0, "a date on a line of its own");
    }
    explicit_indent(page, at, &mut v);
    let opens = heading_next || page.turns[at + 1] && a.tail == Tail::Open && !open.clauses;
    place::weigh(a, b, heading_next, opens, &mut v);
    v
}

/// Whether a label like `【打印】` opens in the first line and closes in the second.
pub(super) fn label_goes_on(a: &Line<'_>, b: &Line<'_>) -> bool {
    a.net[LABEL_MARKS] > 0 && b.net[LABEL_MARKS] < 0
}

/// Whether a salutation over several lines ends: `各区县人民政府，市政府各部门，` … `有关单位：`.
fn is_long_salutation(page: &Page<'_, '_>, at: usize, open: &Open) -> bool {
    page.lines[at].tail == Tail::Colon
        && !open.clauses
        && open.chars <= 60
        && page.lines[open.start].text.starts_with(['各', '尊'])
}

/// Whether a sentence says that a list follows: `主要做了以下工作。`
fn announces(text: &str) -> bool {
    let tail = form::last_chars(text, 12);
    ["以下", "如下", "下列", "几方面", "幾方面", "几个方面", "几点"].iter().any(|word| tail.contains(word))
}

/// By how much line `at` is short because a paragraph starts with it, half columns: its indent, and
/// the number that the extractor set on a line of its own.
fn own_indent(page: &Page<'_, '_>, at: usize, open: &Open) -> f32 {
    if page.lines[at].spot.is_some() {
        // Its room is measured, not taken from its width.
        return 0.0;
    }
    let indent = page.lost_indent(at);
    let first = &page.lines[open.start];
    if open.start == at {
        indent
    } else if open.start + 1 == at && form::is_bare_number(&first.text) {
        indent + first.width as f32 + INDENT
    } else {
        0.0
    }
}

/// How line `at` ends and how much room it left.
fn ending(page: &Page<'_, '_>, at: usize, open: &Open, room: f32, indented: f32, openings: &Openings, v: &mut Verdict) {
    let (a, b) = (&page.lines[at], &page.lines[at + 1]);
    match a.tail {
        Tail::Stop => {
            v.add(1.5, "stop");
            if room >= SURELY_SHORT {
                v.add(3.0, "short line");
            } else if room >= 2.0 {
                v.add(1.8, "short line");
            } else if room >= 0.0 {
                v.add(-0.6, "hardly short line");
            } else {
                v.add(-2.2 * (1.0 - indented), "full line");
            }
            if room < 2.0 && (openings.parallel(b) || form::minutes(&b.text)) {
                v.add(1.5, "opens like a paragraph before");
            }
        }
        Tail::Colon if room >= 2.0 => v.add(2.0, "short line with a colon"),
        Tail::Colon => v.add(-1.5, "colon"),
        Tail::Semicolon if room >= SURELY_SHORT => v.add(0.5, "short line with a semicolon"),
        Tail::Semicolon => v.add(-2.5, "no stop"),
        Tail::Comma => v.add(-4.0, "comma"),
        Tail::Open => {
            if page.tells_width(at) {
                v.add(-2.5, "no stop");
            } else {
                v.add(-1.2, "no stop, but no common width either");
            }
            if open.heading {
                return;
            }
            let item = matches!(page.lines[open.start].opening, Opening::Item | Opening::Chapter)
                && !open.clauses
                && open.chars <= 40;
            // No heading stands among the items of a list; none tells a tale, is a turn of speech, has a stop in it,
            // or is long and has points in it.
            let tells = a.tells || a.clauses || page.turns[open.start] || (open.comma && open.chars > 30 && !item);
            let plain = !open.clauses && !open.comma && open.chars <= 45;
            if plain && page.opens_indented(at + 1) && !runs_on_after_colon(&page.lines[open.start..=at]) {
                v.add(4.0, "the next line is short by an indent");
            }
            let own_indent = own_indent(page, at, open);
            let least = page.least_room(at).map_or(-1.0, |room| room - own_indent);
            if tells || (open.start > 0 && page.lines[open.start - 1].tail == Tail::Semicolon) {
                if page.turns[open.start] && !open.clauses && least >= if open.comma { 4.0 } else { 3.0 } {
                    v.add(4.0, "a field ends");
                } else if least >= FAR_TOO_SHORT {
                    v.add(3.5, "far too short to run on");
                }
                return;
            }
            // A heading without an indent of its own, over a line that has one.
            let over_indent =
                own_indent > 0.0 && least + own_indent >= 2.0 && indented > 0.5 && page.looks_indented(at + 1);
            if least >= 5.0 || (item && (least >= 2.0 || over_indent)) {
                v.add(4.5, "short line without a stop: a heading ends");
            }
        }
    }
}

/// Whether what a colon announces runs on in these lines; behind a label with a number, `议题二：绿色出行`, stands a
/// heading.
fn runs_on_after_colon(lines: &[Line<'_>]) -> bool {
    lines.iter().find(|line| line.colon).is_some_and(|line| {
        let label = line.text.split(['：', ':']).next().unwrap_or_default();
        !label.ends_with(|c: char| form::is_han_number(c) || c.is_ascii_digit())
    })
}

/// What the width of line `at + 1` says where first lines are indented.
fn indent_of_next(page: &Page<'_, '_>, at: usize, room: f32, indented: f32, v: &mut Verdict) {
    let deficit = page.deficit(at + 1);
    if page.looks_indented(at + 1) {
        // Its own end may also have made it short.
        let ends = page.lines[at + 1].tail == Tail::Stop;
        // So may a long word that did not fit: then the width proves little.
        let natural = page.nearest_room(at + 1) < 0.0 || deficit < 3.2;
        let weight = match (ends, natural) {
            (true, _) => 0.8,
            (false, true) => 1.3,
            (false, false) => 2.6,
        };
        v.add(indented * weight, "the next line is short by an indent");
    } else if (-3.0..2.5).contains(&deficit) && room < SURELY_SHORT {
        v.add(-3.0 * indented, "the next line is too long to be indented");
    }
}

/// An indent that was kept in the source.
fn explicit_indent(page: &Page<'_, '_>, at: usize, v: &mut Verdict) {
    let (a, b) = (&page.lines[at], &page.lines[at + 1]);
    if a.squares && b.squares {
        // Two ideographic spaces are no margin of a block; where each line has them, each opens a paragraph.
        v.add(4.0, "both lines are indented by two squares");
        return;
    }
    let margin = page.lines.get(at + 2).map_or(a.lead, |c| c.lead.min(a.lead));
    if (2..=8).contains(&b.lead.saturating_sub(margin)) {
        let sure = a.tail == Tail::Stop || b.lead.saturating_sub(margin) == 4;
        v.add(if sure { 4.0 } else { 1.5 }, "indented in the source");
    }
}
