//! Join: several paragraphs become one.

use super::super::{OpError, Result};
use super::place::Order;
use super::{MAX_PARAGRAPH, length, named, settle_at, statements_of};
use crate::model::{
    Invalid, OperationKind, ParagraphId, ParagraphKind, ParagraphRef, ReadingState, Span, StatementId, field,
};
use crate::store::{ParagraphRow, Placement, ReadingRow, Store, Writer, Written};
use crate::text::seam;

/// How paragraphs are joined.
#[derive(Debug, Clone, Default)]
pub struct JoinOptions {
    /// What stands between two of them; by the rule of restoring otherwise.
    pub with: Option<String>,
    /// What the whole is on the page; what the first was otherwise.
    pub kind: Option<ParagraphKind>,
    /// Try it, change nothing.
    pub dry_run: bool,
}

/// Paragraphs that were joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The whole: `cq-ai:8`.
    pub paragraph: String,
    /// Its text.
    pub text: String,
    /// Where in it each part after the first begins, in code points.
    pub seams: Vec<u32>,
    /// How many paragraphs it was made of.
    pub parts: usize,
    /// Statements that stood in others than the first.
    pub moved: Vec<StatementId>,
    /// Notes that stood on others than the first.
    pub notes: usize,
    /// Coders of whose reading less is left than of a part, with what is: no state is unread.
    pub readings: Vec<(String, Option<ReadingState>)>,
    /// Page furniture that stood between them and stands behind the whole now, by number.
    pub furniture: Vec<u32>,
    /// How many doubts are settled by it.
    pub settled: usize,
}

/// Makes one paragraph of several that follow each other; page furniture between them is left out and
/// stands behind the whole. Statements, readings and notes go along.
///
/// A coder's reading of the whole is that of its least settled part: unsure if he was unsure of one,
/// else unread if he has not read one, else done if he coded one, else none.
///
/// # Errors
/// [`OpError::Apart`] when something else stands between them; a conflict when they stand in two
/// documents.
pub fn join(store: &mut Store, references: &[ParagraphRef], options: &JoinOptions) -> Result<Written<Joined>> {
    let with = options.with.as_deref().map(between).transpose()?;
    store.attempt(OperationKind::ParagraphJoin, options.dry_run, |w| {
        let (parts, furniture) = in_a_row(w, references)?;
        let joined = unite(w, &parts, with, options.kind, furniture)?;
        w.summarize(format!("{} of {} paragraphs", joined.paragraph, joined.parts));
        Ok(joined)
    })
}

/// What is put between two paragraphs: anything that can be seen, or nothing, or blanks.
fn between(with: &str) -> Result<&str> {
    if with.chars().any(field::is_hidden) {
        return Err(Invalid::new("text between paragraphs", with, "it holds a hidden character").into());
    }
    Ok(with)
}

/// The paragraphs to join, and the page furniture among them that is left out.
fn in_a_row(w: &Writer<'_>, references: &[ParagraphRef]) -> Result<(Vec<ParagraphRow>, Vec<u32>)> {
    let (document, mut parts) = named(w, references)?;
    let of_the_page = |paragraph: &ParagraphRow| paragraph.kind == ParagraphKind::Furniture;
    let (first, last) = match parts.as_slice() {
        [first, .., last] => (first.ordinal, last.ordinal),
        [one] => return Err(OpError::Usage(format!("{} alone; join it with which?", one.reference()))),
        [] => return Err(OpError::Usage("which paragraphs?".to_owned())),
    };
    let all = w.paragraphs(document, first, last)?;
    let left_out = |paragraph: &ParagraphRow| of_the_page(paragraph) && all.iter().any(|other| !of_the_page(other));
    parts.retain(|part| !left_out(part));
    if parts.len() < 2 {
        return Err(OpError::Usage(
            "only page furniture would be joined to a paragraph; say what it is first".to_owned(),
        ));
    }
    let (first, last) = (parts[0].ordinal, parts[parts.len() - 1].ordinal);
    let inside = all.iter().filter(|paragraph| (first..=last).contains(&paragraph.ordinal));
    let (furniture, text): (Vec<_>, Vec<_>) = inside.partition(|paragraph| left_out(paragraph));
    let between: Vec<String> = text
        .iter()
        .filter(|paragraph| !parts.iter().any(|part| part.id == paragraph.id))
        .map(|paragraph| paragraph.reference())
        .collect();
    if !between.is_empty() {
        return Err(OpError::Apart { first: parts[0].reference(), last: parts[parts.len() - 1].reference(), between });
    }
    Ok((parts, furniture.iter().map(|paragraph| paragraph.ordinal).collect()))
}

fn unite(
    w: &mut Writer<'_>,
    parts: &[ParagraphRow],
    with: Option<&str>,
    kind: Option<ParagraphKind>,
    furniture: Vec<u32>,
) -> Result<Joined> {
    let [first, others @ ..] = parts else { return Err(OpError::Usage("which paragraphs?".to_owned())) };
    let (mut text, mut seams) = (first.text.clone(), Vec::new());
    for part in others {
        let between = with.unwrap_or_else(|| seam(&text, &part.text));
        text.push_str(between);
        seams.push(length(&text));
        text.push_str(&part.text);
    }
    let n = text.chars().count();
    if n > MAX_PARAGRAPH {
        let why = format!("the whole would have {n} characters; at most {MAX_PARAGRAPH} are kept");
        return Err(Invalid::new("paragraph", first.reference(), why).into());
    }
    let mut order = Order::of(w, first.document_id)?;
    let readings = merged(w, parts)?;
    let mut stated = Vec::new();
    for (part, at) in others.iter().zip(&seams) {
        stated.extend(statements_of(w, part)?.into_iter().map(|statement| (statement, *at)));
    }
    w.set_paragraph_text(first.id, &text)?;
    let mut moved = Vec::new();
    for (statement, at) in stated {
        let span = Span::new(statement.span.start() + at, statement.span.end() + at)?;
        w.put_statement(&Placement { statement: statement.id, span, quote: statement.quote }, first.id)?;
        moved.push(statement.id);
    }
    let (mut notes, mut settled) = (0, 0);
    for part in others {
        notes += w.move_paragraph_memos(part.id, first.id)?;
        w.put_readings(part.id, &[])?;
        w.delete_paragraph(part.id)?;
        order.remove(part.id);
    }
    w.put_readings(first.id, &readings.rows)?;
    w.set_paragraph_lines(first.id, lines(parts))?;
    let kind = kind.unwrap_or(first.kind);
    w.set_paragraph_kind(first.id, kind)?;
    order.describe(first.id, kind, &text);
    order.write(w)?;
    for pair in parts.windows(2) {
        if let (Some((_, line)), Some((next_line, _))) = (pair[0].source_lines, pair[1].source_lines) {
            settled += usize::from(settle_at(w, first.document_id, (line, next_line))?);
        }
    }
    Ok(Joined {
        paragraph: first.reference(),
        text,
        seams,
        parts: parts.len(),
        moved,
        notes,
        readings: readings.lowered,
        furniture,
        settled,
    })
}

/// The source lines of all parts, where each has some.
fn lines(parts: &[ParagraphRow]) -> Option<(u32, u32)> {
    let all: Option<Vec<(u32, u32)>> = parts.iter().map(|part| part.source_lines).collect();
    let all = all?;
    Some((all.iter().map(|lines| lines.0).min()?, all.iter().map(|lines| lines.1).max()?))
}

#[derive(Default)]
struct Merged {
    rows: Vec<ReadingRow>,
    lowered: Vec<(String, Option<ReadingState>)>,
}

/// What each coder is left to have said of the whole.
fn merged(w: &Writer<'_>, parts: &[ParagraphRow]) -> Result<Merged> {
    let by_part: Vec<(ParagraphId, Vec<ReadingRow>)> =
        parts.iter().map(|part| Ok((part.id, w.readings(part.id)?))).collect::<Result<_>>()?;
    let mut all: Vec<&ReadingRow> = by_part.iter().flat_map(|(_, rows)| rows).collect();
    all.sort_by_key(|row| row.coder_id);
    let mut merged = Merged::default();
    for own in all.chunk_by(|a, b| a.coder_id == b.coder_id) {
        let states: Vec<ReadingState> = own.iter().map(|row| row.state).collect();
        let state = weakest(&states, own.len() == parts.len());
        if states.iter().any(|one| Some(*one) != state) && state != Some(ReadingState::Done) {
            merged.lowered.push((own[0].coder.clone(), state));
        }
        let latest = own.iter().map(|row| row.at.as_str()).max().unwrap_or_default();
        merged.rows.extend(state.map(|state| ReadingRow { state, at: latest.to_owned(), ..own[0].clone() }));
    }
    Ok(merged)
}

/// One coder's state of the whole from those of the parts he said something of.
fn weakest(states: &[ReadingState], all_read: bool) -> Option<ReadingState> {
    if states.contains(&ReadingState::Unsure) {
        Some(ReadingState::Unsure)
    } else if !all_read {
        None
    } else if states.contains(&ReadingState::Done) {
        Some(ReadingState::Done)
    } else {
        Some(ReadingState::None)
    }
}

#[cfg(test)]
mod tests {
    use super::weakest;
    use crate::model::ReadingState::{Done, None as Nothing, Unsure};

    #[test]
    fn a_whole_is_read_as_its_least_settled_part() {
        for (states, all_read, whole) in [
            (vec![Done, Done], true, Some(Done)),
            (vec![Done, Nothing], true, Some(Done)),
            (vec![Nothing, Nothing], true, Some(Nothing)),
            (vec![Done], false, None),
            (vec![Unsure], false, Some(Unsure)),
            (vec![Done, Unsure], true, Some(Unsure)),
        ] {
            assert_eq!(weakest(&states, all_read), whole, "{states:?}");
        }
    }
}
