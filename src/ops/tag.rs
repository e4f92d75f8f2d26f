//! Tag: add statements to paragraphs. One or many, all or nothing.

use std::collections::HashMap;

use super::place::Place;
use super::resolve;
use super::tag_more::add_to;
use super::tag_names::{Added, Speakers, codes, speakers};
use super::{OpError, Result, RowProblem};
use crate::model::field::{self, MAX_LINE};
use crate::model::{
    ActorRef, CodeId, CodeRef, OperationKind, ParagraphRef, ReadingState, Role, Span, Stance, StatementId,
    StatementKind, beginning, count,
};
use crate::store::{MemoTarget, NewStatement, ParagraphRow, Store, Writer, Written};

/// One statement to add.
#[derive(Debug, Clone)]
pub struct TagRequest {
    /// The paragraph.
    pub paragraph: ParagraphRef,
    /// Where in it.
    pub place: Place,
    /// The statement that stands there and gets the codes and actors; `None` for one to be added.
    pub statement: Option<StatementId>,
    /// What sort of assertion.
    pub kind: StatementKind,
    /// Its codes.
    pub codes: Vec<CodeRef>,
    /// Its actors, each in a role.
    pub actors: Vec<(Role, ActorRef)>,
    /// For, neutral, against.
    pub stance: Option<Stance>,
    /// The coder's own wording.
    pub summary: Option<String>,
    /// A note on it.
    pub memo: Option<String>,
}

/// How requests are taken.
#[derive(Debug, Clone, Copy, Default)]
pub struct TagOptions {
    /// Add themes and actors that are not there yet.
    pub add_unknown: bool,
    /// Mark the paragraphs as read.
    pub mark_read: bool,
    /// Take a statement that is there already once more.
    pub again: bool,
    /// Try everything, change nothing.
    pub dry_run: bool,
}

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A statement was added.
    Added,
    /// A statement that was there got more codes or actors.
    GotMore,
    /// A statement that was there had all of them.
    HadAll,
}

/// A statement that was added, or was to get more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tagged {
    /// Its handle.
    pub statement: StatementId,
    /// What became of it.
    pub outcome: Outcome,
    /// Its paragraph: `cq-ai:8`.
    pub paragraph: String,
    /// Its span.
    pub span: Span,
    /// Its words.
    pub quote: String,
    /// What sort of assertion.
    pub kind: StatementKind,
    /// Its codes, as `theme:人才培养/学段衔接`.
    pub codes: Vec<String>,
    /// Its actors, as `陈前斌@重庆邮电大学/副校长`.
    pub actors: Vec<(Role, String)>,
    /// Actors with several posts of which none was named, with the posts.
    pub undecided: Vec<(String, Vec<String>)>,
    /// Codes, actors and posts added on the way.
    pub added: Vec<String>,
    /// Actors among them that were taken for persons, since nothing said otherwise.
    pub persons: Vec<String>,
}

/// Adds one statement.
///
/// # Errors
/// Names what does not fit; nothing was changed.
pub fn tag(store: &mut Store, request: &TagRequest, options: TagOptions) -> Result<Written<Tagged>> {
    run(store, options, |w| {
        let tagged = add(w, request, options)?;
        w.summarize(summary(&tagged));
        Ok(tagged)
    })
}

/// Adds many statements as one operation. `requests` are rows of a file with the line each begins on.
///
/// # Errors
/// [`OpError::Rows`] with every row that cannot be taken; nothing was changed.
pub fn tag_rows(
    store: &mut Store,
    requests: Vec<(u64, Result<TagRequest>)>,
    options: TagOptions,
) -> Result<Written<Vec<Tagged>>> {
    let total = requests.len();
    run(store, options, |w| {
        let (mut tagged, mut problems): (Vec<Tagged>, _) = (Vec::new(), Vec::new());
        let mut lines: HashMap<StatementId, u64> = HashMap::new();
        for (line, request) in requests {
            match request.and_then(|request| add(w, &request, options)) {
                // A statement found in its summary and in its note is one.
                Ok(one)
                    if one.outcome == Outcome::HadAll
                        && tagged.iter().any(|known| known.statement == one.statement) => {}
                Ok(one) => {
                    lines.insert(one.statement, line);
                    tagged.push(one);
                }
                // The twin is a row of this very file, which has no handle yet.
                Err(OpError::SameStatement { statement, .. }) if let Some(first) = lines.get(&statement) => {
                    let error = Box::new(OpError::Row(format!("it says the same as line {first}")));
                    problems.push(RowProblem { line, error });
                }
                // The file itself failing is not a matter of one row.
                Err(OpError::Store(error)) if !matches!(error, crate::store::StoreError::Refused(_)) => {
                    return Err(error.into());
                }
                Err(error) => problems.push(RowProblem { line, error: Box::new(error) }),
            }
        }
        if !problems.is_empty() {
            return Err(OpError::Rows { rows: problems, total });
        }
        w.summarize(match tagged.as_slice() {
            [one] => summary(one),
            many => count(many.len(), ("statement", "statements")),
        });
        Ok(tagged)
    })
}

fn summary(tagged: &Tagged) -> String {
    format!("{} {}: {}", tagged.statement, tagged.paragraph, short(&tagged.quote))
}

fn run<T>(
    store: &mut Store,
    options: TagOptions,
    change: impl FnOnce(&mut Writer<'_>) -> Result<T>,
) -> Result<Written<T>> {
    store.attempt(OperationKind::Tag, options.dry_run, change)
}

fn add(w: &mut Writer<'_>, request: &TagRequest, options: TagOptions) -> Result<Tagged> {
    let paragraph = resolve::paragraph(w, &request.paragraph)?;
    let (span, quote) = request.place.locate(&paragraph)?;
    let summary = request.summary.as_deref().map(|text| field::line("summary", text, MAX_LINE)).transpose()?;
    let memo = request.memo.as_deref().map(|text| field::prose("memo", text)).transpose()?;
    let mut added = Added::default();
    let codes = codes(w, &request.codes, options, &mut added.all)?;
    let Speakers { actors, written, undecided } = speakers(w, &request.actors, &paragraph, options, &mut added)?;
    if let Some(statement) = request.statement {
        let tagged = add_to(w, statement, request, (&paragraph, span))?;
        mark_read(w, &paragraph, options)?;
        return Ok(Tagged { added: added.all, persons: added.persons, ..tagged });
    }
    let new = NewStatement {
        paragraph: paragraph.id,
        span,
        quote: quote.clone(),
        kind: request.kind,
        stance: request.stance.map(Stance::value),
        summary,
        codes: codes.iter().map(|code| code.id).collect(),
        actors,
    };
    if !options.again {
        refuse_twin(w, &paragraph, &new)?;
    }
    let statement = w.insert_statement(&new)?;
    if let Some(memo) = memo {
        w.insert_memo(MemoTarget::Statement(statement), &memo)?;
    }
    mark_read(w, &paragraph, options)?;
    Ok(Tagged {
        statement,
        outcome: Outcome::Added,
        paragraph: paragraph.reference(),
        span,
        quote,
        kind: request.kind,
        codes: codes.into_iter().map(|code| code.reference).collect(),
        actors: written,
        undecided,
        added: added.all,
        persons: added.persons,
    })
}

/// Who codes by hand has read the paragraph; a file of found words was made without reading. A doubt
/// someone noted stays.
fn mark_read(w: &mut Writer<'_>, paragraph: &ParagraphRow, options: TagOptions) -> Result<()> {
    if options.mark_read && w.reading(paragraph.id, w.coder())? != Some(ReadingState::Unsure) {
        w.set_reading(paragraph.id, Some(ReadingState::Done))?;
    }
    Ok(())
}

/// Refuses a statement that says exactly what one of the same coder says already.
fn refuse_twin(w: &Writer<'_>, paragraph: &ParagraphRow, new: &NewStatement) -> Result<()> {
    for id in w.statements_at(paragraph.id, w.coder(), new.span, new.kind)? {
        let mut old_codes: Vec<CodeId> = w.statement_codes(Some(id))?.iter().map(|code| code.code_id).collect();
        let mut new_codes = new.codes.clone();
        old_codes.sort_unstable();
        new_codes.sort_unstable();
        let old_actors = w.statement_actors(Some(id))?;
        let same_actors = old_actors.len() == new.actors.len()
            && new.actors.iter().all(|n| old_actors.iter().any(|o| o.actor_id == n.actor && o.role == n.role));
        if old_codes == new_codes && same_actors {
            return Err(OpError::SameStatement { paragraph: paragraph.reference(), statement: id });
        }
    }
    Ok(())
}

/// The beginning of a text, for a summary line.
pub(super) fn short(text: &str) -> String {
    beginning(text, 24)
}
