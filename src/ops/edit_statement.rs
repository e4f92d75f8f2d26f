//! Edit a statement: its place, kind, stance, summary, codes, actors and the coder's own note.

use super::place::Place;
use super::remove_statement::own;
use super::resolve::{self, FoundCode, Speaker};
use super::tag::short;
use super::{OpError, Result};
use crate::model::field::{self, MAX_LINE};
use crate::model::{ActorRef, CodeRef, OperationKind, Role, Stance, StatementId, StatementKind};
use crate::store::{MemoTarget, NewStatementActor, StatementActorRow, StatementRow, Store, Writer, Written};

/// What becomes of something that may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Change<T> {
    /// It stays as it is.
    #[default]
    Keep,
    /// It is taken away.
    Clear,
    /// It becomes this.
    Set(T),
}

/// What is to be changed. The default changes nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatementEdit {
    /// Another place in the same paragraph.
    pub place: Option<Place>,
    /// Another kind.
    pub kind: Option<StatementKind>,
    /// The stance.
    pub stance: Change<Stance>,
    /// The summary.
    pub summary: Change<String>,
    /// The note of the coder who works here.
    pub memo: Change<String>,
    /// Per variable, the codes that replace all it has of that variable.
    pub codes: Vec<(String, Vec<CodeRef>)>,
    /// Codes it gets besides.
    pub add_codes: Vec<CodeRef>,
    /// Codes it loses.
    pub remove_codes: Vec<CodeRef>,
    /// Per role, the actors that replace all who stand in it.
    pub actors: Vec<(Role, Vec<ActorRef>)>,
    /// Actors it gets besides.
    pub add_actors: Vec<(Role, ActorRef)>,
    /// Actors it loses, in one role or in all.
    pub remove_actors: Vec<(Option<Role>, ActorRef)>,
}

/// What an edit did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The statement as it was.
    pub before: StatementRow,
    /// Each change in words; empty if there was none.
    pub changes: Vec<String>,
    /// Actors with several posts of which none was named, with the posts.
    pub undecided: Vec<(String, Vec<String>)>,
}

/// Changes one statement; with `others` also another coder's, which stays that coder's.
///
/// # Errors
/// [`OpError::OthersWork`], and names what does not fit; nothing was changed.
pub fn edit_statement(
    store: &mut Store,
    id: StatementId,
    edit: &StatementEdit,
    others: bool,
) -> Result<Written<Edited>> {
    store.write(OperationKind::StatementEdit, |w| {
        let before = resolve::statement(w, id)?;
        if !others {
            own(w, &before)?;
        }
        let mut edited = Edited { before, changes: Vec::new(), undecided: Vec::new() };
        let after = fields(w, edit, &mut edited)?;
        codes(w, edit, &mut edited)?;
        actors(w, edit, &mut edited)?;
        // The date of change belongs to the statement itself; a note is its own.
        if !edited.changes.is_empty() {
            w.update_statement(&after)?;
        }
        memo(w, id, &edit.memo, &mut edited)?;
        w.summarize(format!("{id}: {}", edited.changes.join(", ")));
        Ok(edited)
    })
}

/// The row with its new place, kind, stance and summary.
fn fields(w: &Writer<'_>, edit: &StatementEdit, edited: &mut Edited) -> Result<StatementRow> {
    let mut row = edited.before.clone();
    if let Some(place) = &edit.place {
        let paragraph = w.paragraph(row.paragraph_id)?.ok_or_else(|| OpError::NotFound {
            what: "paragraph",
            name: row.paragraph(),
            near: Vec::new(),
        })?;
        (row.span, row.quote) = place.locate(&paragraph)?;
        if row.span != edited.before.span {
            edited.changes.push(format!("span {} {}", row.span, short(&row.quote)));
        }
    }
    if let Some(kind) = edit.kind.filter(|kind| *kind != row.kind) {
        row.kind = kind;
        edited.changes.push(format!("kind {kind}"));
    }
    let stance = match edit.stance {
        Change::Keep => row.stance,
        Change::Clear => None,
        Change::Set(stance) => Some(stance.value()),
    };
    if stance != row.stance {
        row.stance = stance;
        edited.changes.push(stance.map_or_else(|| "no stance".to_owned(), |stance| format!("stance {stance:+}")));
    }
    let summary = match &edit.summary {
        Change::Keep => row.summary.clone(),
        Change::Clear => None,
        Change::Set(text) => Some(field::line("summary", text, MAX_LINE)?),
    };
    if summary != row.summary {
        edited
            .changes
            .push(summary.as_deref().map_or_else(|| "no summary".to_owned(), |s| format!("summary {}", short(s))));
        row.summary = summary;
    }
    Ok(row)
}

pub(super) fn codes(w: &mut Writer<'_>, edit: &StatementEdit, edited: &mut Edited) -> Result<()> {
    let id = edited.before.id;
    let old = w.statement_codes(Some(id))?;
    let written = |variable: &str, code: &str| format!("{variable}:{code}");
    let (mut add, mut remove): (Vec<FoundCode>, Vec<_>) = (Vec::new(), Vec::new());
    for (variable, references) in &edit.codes {
        let variable = resolve::variable(w, variable)?.name;
        let wanted = references.iter().map(|code| resolve::find_code(w, code)).collect::<Result<Vec<_>>>()?;
        remove.extend(
            old.iter().filter(|o| o.variable == variable && wanted.iter().all(|code| code.id != o.code_id)).cloned(),
        );
        add.extend(wanted);
    }
    for reference in &edit.remove_codes {
        let code = resolve::find_code(w, reference)?;
        let Some(carried) = old.iter().find(|o| o.code_id == code.id) else {
            let has = old.iter().map(|o| written(&o.variable, &o.code)).collect();
            return Err(OpError::NotOnStatement { statement: id, name: code.reference, has });
        };
        remove.push(carried.clone());
    }
    for reference in &edit.add_codes {
        add.push(resolve::find_code(w, reference)?);
    }
    for code in &remove {
        if w.remove_statement_code(id, code.code_id)? {
            edited.changes.push(format!("−{}", written(&code.variable, &code.code)));
        }
    }
    for code in add {
        let carried = w.statement_codes(Some(id))?;
        if carried.iter().any(|known| known.code_id == code.id) {
            continue;
        }
        if code.retired {
            return Err(OpError::Retired(code.reference));
        }
        let variable = code.reference.split(':').next().unwrap_or_default();
        if !code.multiple && carried.iter().any(|known| known.variable == variable) {
            return Err(OpError::SingleValued { variable: variable.to_owned(), given: 2 });
        }
        w.add_statement_code(id, code.id)?;
        edited.changes.push(format!("+{}", code.reference));
    }
    Ok(())
}

pub(super) fn actors(w: &mut Writer<'_>, edit: &StatementEdit, edited: &mut Edited) -> Result<()> {
    let id = edited.before.id;
    let old = w.statement_actors(Some(id))?;
    let published = match w.paragraph(edited.before.paragraph_id)? {
        Some(paragraph) => w.published(paragraph.document_id)?,
        None => None,
    };
    let (mut add, mut remove) = (Vec::new(), Vec::new());
    for (role, references) in &edit.actors {
        let mut wanted = Vec::new();
        for reference in references {
            wanted.push((*role, reference, resolve::speaker(w, reference, published.as_deref())?));
        }
        let stays = |o: &&StatementActorRow| wanted.iter().any(|(.., speaker)| speaker.actor == o.actor_id);
        remove.extend(old.iter().filter(|o| o.role == *role && !stays(o)).cloned());
        add.extend(wanted);
    }
    for (role, reference) in &edit.remove_actors {
        let actor = resolve::actor(w, &reference.name)?;
        let found: Vec<_> =
            old.iter().filter(|o| o.actor_id == actor && role.is_none_or(|role| role == o.role)).cloned().collect();
        if found.is_empty() {
            let has = old.iter().map(|o| format!("{}={}", o.role, o.reference())).collect();
            let name = role.map_or_else(|| reference.to_string(), |role| format!("{role}={reference}"));
            return Err(OpError::NotOnStatement { statement: id, name, has });
        }
        remove.extend(found);
    }
    for (role, reference) in &edit.add_actors {
        add.push((*role, reference, resolve::speaker(w, reference, published.as_deref())?));
    }
    for gone in &remove {
        if w.remove_statement_actor(id, gone.actor_id, Some(gone.role))? {
            edited.changes.push(format!("−{}={}", gone.role, gone.reference()));
        }
    }
    for (role, reference, speaker) in add {
        add_actor(w, (role, reference, speaker), edited)?;
    }
    Ok(())
}

/// Adds an actor, or lets the one who stands there speak in the post that is named.
fn add_actor(
    w: &mut Writer<'_>,
    (role, reference, speaker): (Role, &ActorRef, Speaker),
    edited: &mut Edited,
) -> Result<()> {
    let id = edited.before.id;
    let there = w.statement_actors(Some(id))?.into_iter().find(|o| o.actor_id == speaker.actor && o.role == role);
    if let Some(there) = there {
        // A bare name says nothing about the post, so the one that was coded stays.
        if reference.organization.is_none() || there.affiliation == speaker.affiliation {
            return Ok(());
        }
        w.remove_statement_actor(id, speaker.actor, Some(role))?;
        edited.changes.push(format!("−{role}={}", there.reference()));
    }
    w.add_statement_actor(id, NewStatementActor { actor: speaker.actor, role, affiliation: speaker.affiliation })?;
    edited.changes.push(format!("+{role}={}", speaker.written));
    if !speaker.undecided.is_empty() {
        edited.undecided.push((reference.name.clone(), speaker.undecided));
    }
    Ok(())
}

/// Replaces the notes of the coder who works here; those of others stay.
fn memo(w: &mut Writer<'_>, id: StatementId, change: &Change<String>, edited: &mut Edited) -> Result<()> {
    let target = MemoTarget::Statement(id);
    let coder = w.coder();
    let mine: Vec<_> = w.memos(target)?.into_iter().filter(|memo| memo.coder_id == coder).collect();
    match change {
        Change::Keep => {}
        Change::Clear => {
            if w.clear_memos(target)? > 0 {
                edited.changes.push("no note".to_owned());
            }
        }
        Change::Set(text) => {
            let text = field::prose("memo", text)?;
            if mine.len() != 1 || mine.iter().any(|memo| memo.text != text) {
                w.clear_memos(target)?;
                w.insert_memo(target, &text)?;
                edited.changes.push(format!("note {}", short(&text)));
            }
        }
    }
    Ok(())
}
