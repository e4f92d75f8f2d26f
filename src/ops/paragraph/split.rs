//! Split: one paragraph becomes two.

use super::super::restored::MAX_PARAGRAPHS;
use super::super::{OpError, Place, Result, resolve};
use super::place::Order;
use super::{InTheWay, length, line_map, settle_at, statements_of};
use crate::model::{OperationKind, ParagraphRef, StatementId};
use crate::store::{NewParagraph, ParagraphRow, Placement, StatementRow, Store, Writer, Written};
use crate::text::source_lines;

/// Where a paragraph is cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SplitAt {
    /// Before these words; the `nth` occurrence, from 1, if they stand there more than once.
    Before {
        /// The words.
        text: String,
        /// Which occurrence.
        nth: Option<u32>,
    },
    /// After these words.
    After {
        /// The words.
        text: String,
        /// Which occurrence.
        nth: Option<u32>,
    },
    /// After so many characters.
    Offset(u32),
}

/// A paragraph that was cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// Its first half, which keeps its number: `cq-ai:8`.
    pub first: String,
    /// Its second half.
    pub second: String,
    /// The text of the first half.
    pub before: String,
    /// The text of the second half.
    pub after: String,
    /// Statements that stand in the second half now.
    pub moved: Vec<StatementId>,
    /// Whether a doubt about this very boundary is settled by it.
    pub settled: bool,
}

/// Cuts a paragraph in two. White space at the cut goes, unless a statement has it; statements go with
/// their words; what coders said of the paragraph holds for both halves, since they read all of it;
/// notes stay with the first.
///
/// # Errors
/// [`OpError::Crossed`] with the statements that reach over the cut; [`OpError::Full`] when the document has
/// no room for another paragraph; the errors of finding the words.
pub fn split(store: &mut Store, reference: &ParagraphRef, at: &SplitAt, dry_run: bool) -> Result<Written<Split>> {
    store.attempt(OperationKind::ParagraphSplit, dry_run, |w| {
        let paragraph = resolve::paragraph(w, reference)?;
        let cut = locate(&paragraph, at)?;
        let split = cut_at(w, &paragraph, cut)?;
        w.summarize(format!("{} cut after {} characters", split.first, length(&split.before)));
        Ok(split)
    })
}

/// The code points before the cut.
fn locate(paragraph: &ParagraphRow, at: &SplitAt) -> Result<u32> {
    let words = |text: &str, nth| {
        let place = Place::Quote { text: text.to_owned(), nth };
        Ok::<_, OpError>(place.locate(paragraph)?.0)
    };
    match at {
        SplitAt::Before { text, nth } => Ok(words(text, *nth)?.start()),
        SplitAt::After { text, nth } => Ok(words(text, *nth)?.end()),
        SplitAt::Offset(at) => Ok(*at),
    }
}

/// What stands on either side of a cut: where the first half ends and the second begins.
struct Cut {
    end: u32,
    start: u32,
    right: Vec<StatementRow>,
}

fn weigh(paragraph: &ParagraphRow, at: u32, statements: Vec<StatementRow>) -> Result<Cut> {
    let chars: Vec<char> = paragraph.text.chars().collect();
    let nothing = |side: &str| {
        OpError::Usage(format!(
            "nothing of {} stands {side} the cut at {at}; it has {} characters",
            paragraph.reference(),
            chars.len()
        ))
    };
    let (before, after) = chars.split_at_checked(at as usize).ok_or_else(|| nothing("after"))?;
    let blank = |run: &mut dyn Iterator<Item = &char>| run.take_while(|c| c.is_whitespace()).count();
    let (trailing, leading) = (blank(&mut before.iter().rev()), blank(&mut after.iter()));
    if trailing == before.len() {
        return Err(nothing("before"));
    }
    if leading == after.len() {
        return Err(nothing("after"));
    }
    let crossing: Vec<InTheWay> =
        statements.iter().filter(|s| s.span.start() < at && at < s.span.end()).map(InTheWay::from).collect();
    if !crossing.is_empty() {
        return Err(OpError::Crossed { paragraph: paragraph.reference(), at, statements: crossing });
    }
    let (left, right): (Vec<_>, Vec<_>) = statements.into_iter().partition(|s| s.span.end() <= at);
    let point = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    // White space that a statement quotes stays with it.
    let end = left.iter().map(|s| s.span.end()).fold(point(before.len() - trailing), u32::max);
    let start = right.iter().map(|s| s.span.start()).fold(point(before.len() + leading), u32::min);
    Ok(Cut { end, start, right })
}

fn cut_at(w: &mut Writer<'_>, paragraph: &ParagraphRow, at: u32) -> Result<Split> {
    let Cut { end, start, right } = weigh(paragraph, at, statements_of(w, paragraph)?)?;
    let part = |from: u32, to: u32| -> String {
        paragraph.text.chars().skip(from as usize).take(to.saturating_sub(from) as usize).collect()
    };
    let (before, after) = (part(0, end), part(start, u32::MAX));
    let source = w.source(paragraph.document_id)?;
    let boundary = line_map(&source_lines(&source), paragraph).and_then(|(first, map)| {
        let (ends, begins) = map.around(end as usize)?;
        let line = |index: usize| u32::try_from(index).ok().map(|n| n + first);
        line(ends).zip(line(begins))
    });
    let lines = paragraph.source_lines.map(|whole @ (first, last)| match boundary {
        // The cut runs through its lines as the source has them; a text that was corrected may not say.
        Some((ends, begins)) if ends <= begins => ((first, ends), (begins, last)),
        _ => (whole, whole),
    });

    let mut order = Order::of(w, paragraph.document_id)?;
    if order.ids().len() >= MAX_PARAGRAPHS {
        return Err(OpError::Full { document: paragraph.document.clone(), limit: MAX_PARAGRAPHS });
    }
    // Behind the end and one more, so that those after the cut can move up one by one.
    let waiting = w.last_ordinal(paragraph.document_id)?.saturating_add(2);
    let new = NewParagraph {
        kind: paragraph.kind,
        section: paragraph.section.clone(),
        text: after.clone(),
        source_lines: lines.map(|(_, (first, last))| (first as usize, last as usize)),
    };
    let second = w.insert_paragraph(paragraph.document_id, waiting, &new)?;
    let mut moved = Vec::new();
    for statement in right {
        let span = crate::model::Span::new(statement.span.start() - start, statement.span.end() - start)?;
        w.put_statement(&Placement { statement: statement.id, span, quote: statement.quote }, second)?;
        moved.push(statement.id);
    }
    w.set_paragraph_text(paragraph.id, &before)?;
    w.set_paragraph_lines(paragraph.id, lines.map(|(first, _)| first))?;
    w.put_readings(second, &w.readings(paragraph.id)?)?;
    order.insert_after(paragraph.id, second);
    order.describe(paragraph.id, paragraph.kind, &before);
    order.describe(second, paragraph.kind, &after);
    order.write(w)?;
    let settled = match boundary {
        Some(boundary) => settle_at(w, paragraph.document_id, boundary)?,
        None => false,
    };
    let second = format!("{}:{}", paragraph.document, paragraph.ordinal + 1);
    Ok(Split { first: paragraph.reference(), second, before, after, moved, settled })
}
