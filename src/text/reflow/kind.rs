//! What each restored paragraph is on its page.

use super::assemble::Block;
use super::head::{Part, head};
use super::line::{Line, Tail};
use super::page::blank_tells;
use super::{credit, date, form::Opening, label, short};
use crate::model::ParagraphKind;

/// A heading is no longer than this many characters.
const LONGEST_HEADING: u32 = 60;
/// A caption is no longer than this many characters.
const LONGEST_CAPTION: u32 = 160;

/// The kind of each block of a hard-wrapped text, in order.
pub(super) fn kinds(lines: &[Line<'_>], blocks: &[Block]) -> Vec<ParagraphKind> {
    together(lines, blocks, each_alone(lines, blocks))
}

/// The kind of each block where lines are paragraphs, in order; `told` are those that the format names, if any.
pub(super) fn kinds_of_paragraphs(
    lines: &[Line<'_>],
    blocks: &[Block],
    told: &[Option<ParagraphKind>],
) -> Vec<ParagraphKind> {
    let mut kinds = each_alone(lines, blocks);
    short::demote(lines, blocks, told, &mut kinds);
    together(lines, blocks, kinds)
}

fn each_alone(lines: &[Line<'_>], blocks: &[Block]) -> Vec<ParagraphKind> {
    blocks.iter().enumerate().map(|(at, block)| alone(lines, block, blocks.get(at + 1))).collect()
}

/// The kinds that blocks have by what stands around them.
fn together(lines: &[Line<'_>], blocks: &[Block], mut kinds: Vec<ParagraphKind>) -> Vec<ParagraphKind> {
    let named = numbered_headings(lines, blocks, &kinds);
    for at in named {
        kinds[at] = ParagraphKind::Heading;
    }
    annexes_and_signatures(lines, blocks, &mut kinds);
    leads_and_boxes(lines, blocks, &mut kinds);
    if !told_by_the_head(lines, blocks, &mut kinds) {
        headline(lines, blocks, &mut kinds);
    }
    kinds
}

fn chars(lines: &[Line<'_>], block: &Block) -> u32 {
    lines[block.from..=block.to].iter().fold(0, |sum, l| sum.saturating_add(l.chars))
}

/// The kind a block has by itself and by the credit that follows it.
fn alone(lines: &[Line<'_>], block: &Block, next: Option<&Block>) -> ParagraphKind {
    let (first, last) = (&lines[block.from], &lines[block.to]);
    if first.row {
        return ParagraphKind::Body;
    }
    let length = chars(lines, block);
    let single = block.from == block.to;
    if lines[block.from..=block.to].iter().all(|line| line.byline) && (single || last.goes_on) {
        return ParagraphKind::Byline;
    }
    if single && is_bare_credit(first) {
        return ParagraphKind::Byline;
    }
    if length <= LONGEST_CAPTION {
        let credited = next.is_some_and(|n| n.from == n.to && is_bare_credit(&lines[n.from]));
        if last.credit || credited || (credit::opens_caption(&first.text) && length <= 100) {
            return ParagraphKind::Caption;
        }
    }
    if date::is_date(&first.text) || date::opens_with_date(&first.text) && single {
        return ParagraphKind::Body;
    }
    let clauses = lines[block.from..=block.to].iter().any(|l| l.clauses);
    let named = matches!(first.opening, Opening::Item | Opening::Chapter | Opening::Dash);
    let heading =
        (block.heading || named && length <= 40) && last.tail == Tail::Open && !clauses && length <= LONGEST_HEADING;
    if heading { ParagraphKind::Heading } else { ParagraphKind::Body }
}

/// What stands at the end of a letter is text, however short: `附件：1.实施方案`, the annexes listed under it, who
/// signs over the date, and `（此件公开发布）` under it.
fn annexes_and_signatures(lines: &[Line<'_>], blocks: &[Block], kinds: &mut [ParagraphKind]) {
    let first = |at: usize| &lines[blocks[at].from];
    let mut listed = false;
    for at in 1..blocks.len() {
        let line = first(at);
        let lists = line.text.starts_with("附件：") || line.text.starts_with("附件:");
        listed = lists || listed && line.opening == Opening::Item && !line.clauses;
        let is_date = |block: &Block| block.from == block.to && date::is_date(&lines[block.from].text);
        let dated = blocks.get(at + 1).is_some_and(is_date);
        let signs = dated && line.opening == Opening::Plain && kinds[at - 1] == ParagraphKind::Body;
        let remark = is_date(&blocks[at - 1]) && at > 2 && line.text.starts_with(['（', '(']);
        if kinds[at] == ParagraphKind::Heading && (listed || signs || remark) {
            kinds[at] = ParagraphKind::Body;
        }
    }
}

/// Summaries that say so before the first heading of the text, and boxes from their own heading to the next.
fn leads_and_boxes(lines: &[Line<'_>], blocks: &[Block], kinds: &mut [ParagraphKind]) {
    let (mut begun, mut boxed) = (false, false);
    for (block, kind) in blocks.iter().zip(kinds) {
        let text = &lines[block.from].text;
        match *kind {
            _ if block.from == block.to && label::opens_box(text) => {
                boxed = true;
                *kind = ParagraphKind::Box;
            }
            ParagraphKind::Heading => {
                begun |= block.from > 8;
                boxed = false;
            }
            ParagraphKind::Body if boxed => *kind = ParagraphKind::Box,
            ParagraphKind::Body if !begun => {
                if label::opens_lead(text) {
                    *kind = ParagraphKind::Lead;
                }
                // Nothing but the head of the document stands before a summary.
                begun |= block.from > 8;
            }
            _ => {}
        }
    }
}

/// A line that only credits a picture: `记者 张三 摄`.
fn is_bare_credit(line: &Line<'_>) -> bool {
    line.credit && line.chars <= 20 && !line.clauses && !line.comma
}

/// Blocks that name a section in a whole sentence: `（一）产业升级步伐加快。` alone on its line over running
/// text. The last item of a list stands over running text too, but under another item.
fn numbered_headings(lines: &[Line<'_>], blocks: &[Block], kinds: &[ParagraphKind]) -> Vec<usize> {
    const LONGEST: u32 = 24;
    let opening = |at: usize| lines[blocks[at].from].opening;
    (0..blocks.len().saturating_sub(1))
        .filter(|&at| {
            let (block, line) = (&blocks[at], &lines[blocks[at].from]);
            block.from == block.to
                && line.opening == Opening::Item
                && line.chars <= LONGEST
                && !line.comma
                && line.text.strip_suffix('。').is_some_and(|text| !text.contains(['。', '；', '：']))
                && kinds[at + 1] == ParagraphKind::Body
                && opening(at + 1) == Opening::Plain
                && (at == 0 || opening(at - 1) != Opening::Item || kinds[at - 1] == ParagraphKind::Heading)
        })
        .collect()
}

/// Gives the blocks of the document's head their kinds; false when it has none.
fn told_by_the_head(lines: &[Line<'_>], blocks: &[Block], kinds: &mut [ParagraphKind]) -> bool {
    let parts = head(lines, blank_tells(lines));
    let mut titled = false;
    for (block, kind) in blocks.iter().zip(kinds) {
        *kind = match parts.get(block.from) {
            None => break,
            Some(Part::Title) if !titled => ParagraphKind::Title,
            Some(Part::Kicker | Part::Title | Part::Subtitle) => ParagraphKind::Subtitle,
            Some(Part::Byline) => ParagraphKind::Byline,
        };
        titled = true;
    }
    titled
}

/// Picks the main headline, when it can be told: a heading with a second one under it that opens
/// with a dash, or else a heading that opens the document over a byline, a date, the address or
/// running text.
fn headline(lines: &[Line<'_>], blocks: &[Block], kinds: &mut [ParagraphKind]) {
    let dash = |at: usize| lines[blocks[at].from].opening == Opening::Dash;
    let pair = (1..blocks.len()).find(|&at| {
        kinds[at] == ParagraphKind::Heading && kinds[at - 1] == ParagraphKind::Heading && dash(at) && !dash(at - 1)
    });
    if let Some(at) = pair {
        kinds[at - 1] = ParagraphKind::Title;
        kinds[at] = ParagraphKind::Subtitle;
        return;
    }
    let Some(first) = blocks.first() else {
        return;
    };
    let heading = kinds[0] == ParagraphKind::Heading && lines[first.from].opening == Opening::Plain;
    let (title, under) = (&lines[first.to], blocks.get(1));
    let told = under.is_some_and(|block| {
        let line = &lines[block.from];
        line.byline
            || date::opens_with_date(&line.text)
            || line.opening == Opening::Chapter
            || (line.tail == Tail::Colon && line.chars <= 20)
    });
    let over_text = kinds.get(1) == Some(&ParagraphKind::Body)
        && !short::is_sentence(&lines[first.from].text)
        && short::ends_tell(lines, blocks, kinds);
    // A short text may be too narrow to show that its title is short.
    let named = is_document_name(&title.text) && !title.clauses && title.chars <= 40;
    if (heading && (told || named || over_text)) || (told && named) {
        kinds[0] = ParagraphKind::Title;
    } else if heading && kinds.get(1) == Some(&ParagraphKind::Body) {
        // What has no stop among paragraphs without one is one of them, and so is a sentence that lost its stop.
        kinds[0] = ParagraphKind::Body;
    }
}

/// Ends in the name of a sort of official document.
pub(super) fn is_document_name(text: &str) -> bool {
    const SORTS: [&str; 23] = [
        "条例",
        "办法",
        "规定",
        "意见",
        "通知",
        "报告",
        "方案",
        "细则",
        "决定",
        "纲要",
        "规划",
        "计划",
        "公报",
        "公告",
        "通告",
        "决议",
        "行动计划",
        "建议",
        "答复",
        "复函",
        "倡议书",
        "公开信",
        "提案",
    ];
    SORTS.iter().any(|sort| text.ends_with(sort))
}
