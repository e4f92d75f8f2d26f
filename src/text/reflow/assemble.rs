//! Walks the lines once and puts paragraphs together.

use super::form::{Opening, first_chars};
use super::gap::{Verdict, label_goes_on, weigh};
use super::head::{Part, begins_anew, opens_with_about};
use super::label::{is_label, opens_file_number};
use super::line::{Line, Tail};
use super::open::{Open, Openings};
use super::page::Page;
use super::{byline, date, place, work};

/// A run of lines that is one paragraph.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Index of its first line.
    pub(super) from: usize,
    /// Index of its last line.
    pub(super) to: usize,
    /// Opened by a line that was taken for a heading.
    pub(super) heading: bool,
    /// Its lines are joined with a space: two halves of a heading.
    pub(super) halves: bool,
}

/// A boundary that was decided on little.
#[derive(Debug)]
pub(super) struct Doubtful {
    /// Index of the line before it.
    pub(super) at: usize,
    /// Whether it was made a boundary.
    pub(super) broken: bool,
    /// What was weighed.
    pub(super) verdict: Verdict,
}

/// Sums this near to zero, either way, go to the person.
pub(super) const DOUBTFUL: f32 = 1.2;

/// What is left of the sum where a sentence is cut: a person has to look.
const CUT: f32 = 0.5;

/// Beside a row of a table nothing else weighs.
const ROW: f32 = 60.0;

/// Puts the lines together into paragraphs. Told as well: each gap whose sum is at most `least`, either way.
pub(super) fn assemble(page: &Page<'_, '_>, least: f32) -> (Vec<Block>, Vec<Doubtful>) {
    let lines = page.lines;
    let (mut blocks, mut doubts) = (Vec::new(), Vec::new());
    let Some(first) = lines.first() else {
        return (blocks, doubts);
    };
    let mut openings = Openings::default();
    let mut open = Open::new(0, first, page.can_be_heading(0));
    openings.remember(&first.text);
    let mut halves = false;
    // The last line of a note on adoption that is open: its lines are one paragraph.
    let mut note_end = adoption(page, 0);
    let mut file_number = is_numbered(first);
    let titled = names_document(&first.text);
    for at in 0..lines.len() - 1 {
        let next = at + 1;
        let before = std::mem::replace(&mut file_number, is_numbered(&lines[next]));
        if note_end.is_some_and(|end| next <= end) {
            let mut verdict = Verdict::default();
            verdict.add(-6.0, "inside a note on adoption");
            if verdict.score.abs() <= least {
                doubts.push(Doubtful { at, broken: false, verdict });
            }
            open.take(&lines[next]);
            continue;
        }
        let heading_next = page.can_be_heading(next) || (open.heading && page.can_be_subtitle(next));
        let mut verdict = weigh(page, at, &open, &openings, heading_next);
        if note_end == Some(at) {
            verdict.add(6.0, "the note on adoption ends");
        }
        let note_next = adoption(page, next);
        if note_next.is_some() {
            verdict.add(6.0, "a note on adoption opens");
        }
        if lines[next].goes_on {
            verdict.add(-30.0, "a name or a number goes on");
        }
        if lines[at].row || lines[next].row {
            verdict.add(ROW, "a row of a table");
        }
        if before || file_number {
            verdict.add(6.0, "the number of the paper");
        }
        if titled && open.start == 0 && !open.comma && begins_anew(&lines[at], &lines[next]) {
            verdict.add(6.0, "the title ends");
        }
        let seam = seam(page, at);
        if seam == Some(true) {
            verdict.add(8.0, "the head of the document");
        }
        let two_halves = seam == Some(false)
            || seam.is_none()
                && open.heading
                && (heading_next || page.can_continue_heading(next) || page.opens_couplet(at))
                && is_second_half(page, at, &open);
        let couplet = two_halves
            && open.start == at
            && !opens_with_about(&lines[next].text)
            && lines[at].width.abs_diff(lines[next].width) <= 2
            && !dangles(&lines[at].text);
        if two_halves {
            verdict.add(-(verdict.score.max(0.0) + 2.0), "the heading goes on");
        }
        let broken = verdict.score > 0.0;
        if verdict.score > CUT && !open.heading && place::cuts_sentence(&lines[at], &lines[next], open.runs()) {
            verdict.add(CUT - verdict.score, "a sentence is cut");
        }
        if verdict.score.abs() <= least {
            doubts.push(Doubtful { at, broken, verdict });
        }
        if broken {
            let plain_heading = open.heading;
            blocks.push(Block { from: open.start, to: at, heading: plain_heading, halves });
            open = Open::new(next, &lines[next], heading_next);
            openings.remember(&lines[next].text);
            halves = false;
            note_end = note_next;
        } else {
            halves = couplet;
            open.take(&lines[next]);
        }
    }
    blocks.push(Block { from: open.start, to: lines.len() - 1, heading: open.heading, halves });
    (blocks, doubts)
}

/// Whether the line is the number of an official paper, or begins one. Few lines have a digit, fewer end as one does.
fn is_numbered(line: &Line<'_>) -> bool {
    (line.latin > 0 || line.text.ends_with(['号', '號', '期', '）'])) && opens_file_number(&line.text)
}

/// What the head of the document says of the gap after line `at`: whether a part of it ends there.
/// None: nothing.
fn seam(page: &Page<'_, '_>, at: usize) -> Option<bool> {
    if page.lines[at + 1].goes_on || label_goes_on(&page.lines[at], &page.lines[at + 1]) {
        return None;
    }
    let part = page.part(at)?;
    let next = page.part(at + 1);
    if next != Some(part) || part == Part::Byline {
        // What is left of a second headline that filled its line is much shorter than it; a line of text
        // that lost its indent is not.
        let (a, b) = (&page.lines[at], &page.lines[at + 1]);
        // `来源：` and the source; an author's line that filled its column.
        if part == Part::Byline
            && next.is_none()
            && !b.comma
            && b.tail == Tail::Open
            && (a.tail == Tail::Colon || (page.nearest_room(at) < 0.0 && b.width * 2 <= a.width && !b.gap))
        {
            return Some(false);
        }
        let goes_on = part == Part::Subtitle && next.is_none() && page.can_continue_heading(at + 1) && {
            let (a, b) = (&page.lines[at], &page.lines[at + 1]);
            !b.comma && !b.gap && b.width * 3 <= a.width * 2
        };
        return (!goes_on).then_some(true);
    }
    let (a, b) = (&page.lines[at], &page.lines[at + 1]);
    if part == Part::Title && !(page.blank_tells && b.gap) && !place::differ_in_size(a, b) {
        return Some(false);
    }
    // `某市人民政府` over `关于…的意见`: one title, whatever the widths.
    opens_with_about(&page.lines[at + 1].text).then_some(false)
}

/// Whether the text opens like the title of an official paper: `关于…`, `某市人民政府关于…`.
fn names_document(text: &str) -> bool {
    first_chars(text, 24).contains(['关', '關']) && (text.contains("关于") || text.contains("關於"))
}

/// Whether line `at + 1` goes on with the heading that line `at` ends.
fn is_second_half(page: &Page<'_, '_>, at: usize, open: &Open) -> bool {
    let (a, b) = (&page.lines[at], &page.lines[at + 1]);
    if is_label(&a.text)
        || b.opening != Opening::Plain
        || page.turns[at + 1]
        || page.cells[at + 1].is_some()
        || page.signature(at + 1).is_some()
        || date::is_date(&a.text)
        || date::is_date(&b.text)
        || (page.blank_tells && b.gap)
        || open.chars > 60
        || place::differ_in_size(a, b)
        || place::are_rows(a, b)
        || open.start == 0 && begins_anew(a, b)
    {
        return false;
    }
    if place::same_headline(a, b) {
        return true;
    }
    let first_half = a.tail != Tail::Open;
    if first_half || dangles(&a.text) || carries_on(&b.text) || open.net.iter().any(|&n| n > 0) {
        return true;
    }
    // The first line of an indented paragraph is short too; but then the line after it is full.
    if page.indented[at + 1] > 0.5 && page.looks_indented(at + 1) && page.is_full(at + 2) {
        return false;
    }
    // A headline wrapped in its own, larger letters: its lines but the last are about as wide as one
    // another and take up most of the column. A short line right under the title is its author.
    let column = page.measures[at].sides().min().unwrap_or(0);
    let author = (open.start == 0 || b.byline) && byline::is_name(&b.text);
    !is_label(&b.text)
        && !author
        && b.width <= a.width + 2
        && (b.chars == 1
            || a.width * 5 >= column * 2
            || (a.width >= 12 && a.width.abs_diff(b.width) <= 2)
            || (a.width >= 10 && a.width.abs_diff(b.width) <= 1))
}

/// Ends in a word that something must follow.
fn dangles(text: &str) -> bool {
    const VERBS: [&str; 10] = ["启动", "啟動", "推进", "推進", "开展", "加快", "推动", "推動", "审议", "聚焦"];
    if VERBS.iter().any(|verb| text.ends_with(verb)) {
        return true;
    }
    text.ends_with([
        '的', '和', '与', '與', '及', '在', '为', '為', '以', '对', '對', '将', '將', '把', '被', '向', '从', '從',
    ])
}

/// Opens with a word that something must precede.
fn carries_on(text: &str) -> bool {
    text.starts_with(['的', '和', '与', '與', '及', '了', '们', '們', '者', '性', '化'])
}

/// The last line of the note on adoption that opens at line `at`, if one does:
/// `2021年3月31日` … `第二十五次会议通过`.
fn adoption(page: &Page<'_, '_>, at: usize) -> Option<usize> {
    const MOST_LINES: usize = 6;
    let opens = |l: &Line<'_>| date::opens_with_date(&l.text);
    let signed = at > 0 && page.signature(at - 1) == Some(1);
    if !opens(page.lines.get(at)?) || !before_text(page, at) || signed {
        return None;
    }
    let (mut end, mut open) = (None, 0i32);
    for (index, line) in page.lines.iter().enumerate().skip(at).take(MOST_LINES) {
        work::steps(line.text.len());
        if line.clauses && !line.text.starts_with(['（', '(']) && open == 0 {
            break;
        }
        open += line.net[2];
        if date::ends_adoption(&line.text) && open <= 0 {
            end = Some(index);
            break;
        }
    }
    end
}

/// A note on adoption stands right under the title.
fn before_text(page: &Page<'_, '_>, at: usize) -> bool {
    at <= 4 || page.can_be_heading(at - 1)
}
