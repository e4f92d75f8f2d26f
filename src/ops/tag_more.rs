//! Codes and actors for a statement that is there: what a hit in its summary or note asks for.

use super::edit_statement::{Edited, StatementEdit, actors, codes};
use super::remove_statement::own;
use super::resolve;
use super::tag::{Outcome, TagRequest, Tagged};
use super::{OpError, Result};
use crate::model::{Span, StatementId};
use crate::store::{ParagraphRow, Writer};

/// Adds the codes and actors of `request`, all of which are known, to the statement, which must stand at
/// this place and be the coder's own. What it has stays.
pub(super) fn add_to(
    w: &mut Writer<'_>,
    id: StatementId,
    request: &TagRequest,
    (paragraph, span): (&ParagraphRow, Span),
) -> Result<Tagged> {
    let before = resolve::statement(w, id)?;
    own(w, &before)?;
    let refuse = |why: &str| Err(OpError::Row(format!("{id} {why}")));
    if (before.paragraph_id, before.span) != (paragraph.id, span) {
        return refuse("does not stand at this place");
    }
    if request.codes.is_empty() && request.actors.is_empty() {
        return refuse("is there already, and no code or actor is given to add to it");
    }
    if request.stance.is_some() || request.summary.is_some() || request.memo.is_some() {
        return refuse("is there already: it can get codes and actors here, no stance, summary or memo");
    }
    let edit = StatementEdit {
        add_codes: request.codes.clone(),
        add_actors: request.actors.clone(),
        ..StatementEdit::default()
    };
    let mut edited = Edited { before: before.clone(), changes: Vec::new(), undecided: Vec::new() };
    codes(w, &edit, &mut edited)?;
    actors(w, &edit, &mut edited)?;
    let outcome = if edited.changes.is_empty() { Outcome::HadAll } else { Outcome::GotMore };
    if outcome == Outcome::GotMore {
        w.update_statement(&before)?;
    }
    let carried = w.statement_codes(Some(id))?.into_iter();
    let named = w.statement_actors(Some(id))?.into_iter();
    Ok(Tagged {
        statement: id,
        outcome,
        paragraph: paragraph.reference(),
        span,
        quote: before.quote,
        kind: before.kind,
        codes: carried.map(|code| format!("{}:{}", code.variable, code.code)).collect(),
        actors: named.map(|actor| (actor.role, actor.reference())).collect(),
        undecided: edited.undecided,
        added: Vec::new(),
        persons: Vec::new(),
    })
}
