//! Names in a request to tag: resolved, and added on the fly where that is wanted.

use super::actor::Names;
use super::resolve::{self, FoundCode, THEME};
use super::tag::TagOptions;
use super::{OpError, Result};
use crate::model::field;
use crate::model::{ActorKind, ActorRef, CodeId, CodeRef, Role, actor_name};
use crate::store::{NewActor, NewAffiliation, NewCode, NewStatementActor, ParagraphRow, Writer};

/// The codes that are named, each once, added where they are not there and that is wanted.
pub(super) fn codes(
    w: &mut Writer<'_>,
    references: &[CodeRef],
    options: TagOptions,
    added: &mut Vec<String>,
) -> Result<Vec<FoundCode>> {
    let mut codes: Vec<FoundCode> = Vec::new();
    for reference in references {
        let code = match resolve::find_code(w, reference) {
            Err(OpError::NotFound { what: "code", .. }) if options.add_unknown => {
                add_code_path(w, reference, added)?;
                resolve::find_code(w, reference)?
            }
            other => other?,
        };
        if code.retired {
            return Err(OpError::Retired(code.reference));
        }
        if !codes.iter().any(|known| known.id == code.id) {
            codes.push(code);
        }
    }
    single_valued(&codes)?;
    Ok(codes)
}

/// Refuses several codes of a variable that takes one.
fn single_valued(codes: &[FoundCode]) -> Result<()> {
    for code in codes.iter().filter(|code| !code.multiple) {
        let given = codes.iter().filter(|other| other.variable_id == code.variable_id).count();
        if given > 1 {
            let variable = code.reference.split(':').next().unwrap_or_default().to_owned();
            return Err(OpError::SingleValued { variable, given });
        }
    }
    Ok(())
}

/// Adds a code with every step of its path that is missing.
pub(super) fn add_code_path(w: &mut Writer<'_>, reference: &CodeRef, added: &mut Vec<String>) -> Result<()> {
    let variable = resolve::variable(w, reference.variable.as_deref().unwrap_or(THEME))?;
    let mut parent: Option<CodeId> = None;
    let mut path = String::new();
    for name in reference.tail.names() {
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(name);
        let known = w.codes_named(Some(variable.id), name)?.into_iter().find(|code| code.path == path);
        parent = Some(match known {
            Some(code) => code.id,
            None => {
                added.push(format!("{}:{path}", variable.name));
                w.insert_code(&NewCode {
                    variable: variable.id,
                    parent,
                    name: name.clone(),
                    fields: crate::store::CodeFields::default(),
                })?
            }
        });
    }
    Ok(())
}

/// What was added on the way.
#[derive(Default)]
pub(super) struct Added {
    pub(super) all: Vec<String>,
    /// Actors among them that were taken for persons.
    pub(super) persons: Vec<String>,
}

/// The actors of a statement, for the store and for the coder's eye.
#[derive(Default)]
pub(super) struct Speakers {
    pub(super) actors: Vec<NewStatementActor>,
    pub(super) written: Vec<(Role, String)>,
    pub(super) undecided: Vec<(String, Vec<String>)>,
}

/// The actors that are named, added where they are not there and that is wanted.
pub(super) fn speakers(
    w: &mut Writer<'_>,
    references: &[(Role, ActorRef)],
    paragraph: &ParagraphRow,
    options: TagOptions,
    added: &mut Added,
) -> Result<Speakers> {
    let mut speakers = Speakers::default();
    if references.is_empty() {
        return Ok(speakers);
    }
    let published = w.published(paragraph.document_id)?;
    for (role, reference) in references {
        if options.add_unknown {
            add_actor(w, reference, added)?;
        }
        let speaker = resolve::speaker(w, reference, published.as_deref())?;
        if speakers.actors.iter().any(|known| known.actor == speaker.actor && known.role == *role) {
            return Err(OpError::Conflict(format!("`{}` is named twice as {role}", reference.name)));
        }
        if !speaker.undecided.is_empty() {
            speakers.undecided.push((reference.name.clone(), speaker.undecided));
        }
        speakers.written.push((*role, speaker.written));
        speakers.actors.push(NewStatementActor { actor: speaker.actor, role: *role, affiliation: speaker.affiliation });
    }
    Ok(speakers)
}

/// Adds what a reference names and is not there: the actor, the organization, the post.
fn add_actor(w: &mut Writer<'_>, reference: &ActorRef, added: &mut Added) -> Result<()> {
    let mut named = |w: &mut Writer<'_>, name: &str, kind: ActorKind| match resolve::actor(w, name) {
        Err(OpError::NotFound { .. }) => {
            let name = actor_name(name)?;
            Names::load(w)?.free(w, &name, None)?;
            added.all.push(format!("{name} ({kind})"));
            if kind == ActorKind::Person {
                added.persons.push(name.clone());
            }
            Ok(w.insert_actor(&NewActor { name, kind, actor_type: None })?)
        }
        other => other,
    };
    let actor = named(w, &reference.name, ActorKind::Person)?;
    let Some(organization) = &reference.organization else { return Ok(()) };
    let organization = named(w, organization, ActorKind::Organization)?;
    if organization == actor {
        return Err(OpError::Conflict(format!("`{}` cannot hold a post in itself", reference.name)));
    }
    let known = w
        .affiliations(Some(actor))?
        .iter()
        .any(|post| post.organization_id == organization && (reference.post.is_none() || post.post == reference.post));
    if !known {
        let post = reference.post.as_deref().map(|post| field::line("post", post, field::MAX_NAME)).transpose()?;
        added.all.push(reference.to_string());
        w.insert_affiliation(&NewAffiliation { actor, organization, post, from: None, to: None })?;
    }
    Ok(())
}
