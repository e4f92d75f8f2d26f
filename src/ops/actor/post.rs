//! Posts: where an actor works, as what, from when to when.

use std::collections::BTreeSet;

use super::term::{Dates, Settled, dated, settle};
use super::{Names, known, known_organization};
use crate::model::field::{self, MAX_NAME};
use crate::model::{ActorId, ActorKind, AffiliationId, Invalid, OperationKind, StatementId, actor_name};
use crate::ops::{OpError, Result};
use crate::store::{ActorRow, AffiliationRow, NewActor, NewAffiliation, Reader, Store, Writer, Written};

/// A post as people name it.
#[derive(Debug, Clone, Default)]
pub struct PostRequest {
    /// Who holds it.
    pub actor: String,
    /// Where.
    pub organization: String,
    /// As what.
    pub post: Option<String>,
    /// First day, as far as known.
    pub from: Option<String>,
    /// Last day, as far as known.
    pub to: Option<String>,
    /// Add the organization if it is not there.
    pub add_organization: bool,
}

/// What became of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostOutcome {
    /// It was added.
    Added,
    /// It was there; its dates were completed.
    Dated,
    /// It was there as it is.
    Known,
}

/// A post that is there now.
#[derive(Debug, Clone)]
pub struct Posted {
    /// The post.
    pub post: AffiliationRow,
    /// What became of it.
    pub outcome: PostOutcome,
    /// The organization, if it was added.
    pub added_organization: Option<String>,
    /// What sort of actor the organization is.
    pub organization_kind: ActorKind,
}

/// A post that is no more.
#[derive(Debug, Clone)]
pub struct RemovedPost {
    /// The post.
    pub post: AffiliationRow,
    /// Statements that named it; they keep their actor.
    pub statements: Vec<StatementId>,
}

/// Gives an actor a post, or completes the dates of one he has.
///
/// # Errors
/// [`OpError::NotFound`] for an unknown actor or organization, [`OpError::OtherDates`] when the post is
/// known with other dates.
pub fn post(store: &mut Store, request: &PostRequest) -> Result<Written<Posted>> {
    store.write(OperationKind::ActorPost, |w| {
        let actor = known(w, &request.actor)?;
        let words = request.post.as_deref().map(checked_post).transpose()?;
        let dates = Dates::checked(request.from.as_deref(), request.to.as_deref())?;
        let (organization, added) = match known_organization(w, &request.organization) {
            Err(OpError::NotFound { .. }) if request.add_organization => {
                (add_organization(w, &request.organization)?, true)
            }
            other => (other?, false),
        };
        let (id, outcome) = hold(w, &actor, &organization, words, &dates, false)?;
        let post = affiliation(w, actor.id, id)?;
        w.summarize(dated(&post));
        Ok(Posted {
            post,
            outcome,
            added_organization: added.then_some(organization.name),
            organization_kind: organization.kind,
        })
    })
}

/// Takes a post away from an actor. The post's words and begin may be left out where the rest names
/// one post only.
///
/// # Errors
/// [`OpError::NotFound`] when he holds no such post, [`OpError::Ambiguous`] when he holds several.
pub fn remove_post(store: &mut Store, request: &PostRequest) -> Result<Written<RemovedPost>> {
    store.write(OperationKind::ActorPost, |w| {
        let actor = known(w, &request.actor)?;
        let organization = known_organization(w, &request.organization)?;
        let words = request.post.as_deref().map(str::trim);
        let from = request.from.as_deref().map(str::trim);
        let posts = w.affiliations(Some(actor.id))?;
        let fits: Vec<&AffiliationRow> = posts
            .iter()
            .filter(|post| post.organization_id == organization.id)
            .filter(|post| words.is_none() || post.post.as_deref() == words)
            .filter(|post| from.is_none() || post.from.as_deref() == from)
            .collect();
        // Giving no words names the post without any, if there is one.
        let wordless: Vec<&AffiliationRow> = fits.iter().copied().filter(|post| post.post.is_none()).collect();
        let fits = if words.is_none() && wordless.len() == 1 { wordless } else { fits };
        let name = match words {
            Some(words) => format!("{}@{}/{words}", actor.name, organization.name),
            None => format!("{}@{}", actor.name, organization.name),
        };
        let post = match fits.as_slice() {
            [] => {
                let mut near: Vec<String> = posts.iter().map(AffiliationRow::reference).collect();
                near.dedup();
                return Err(OpError::NotFound { what: "post", name, near });
            }
            [one] => (*one).clone(),
            several => {
                let candidates = several.iter().map(|post| dated(post)).collect();
                return Err(OpError::Ambiguous { what: "post", name, candidates });
            }
        };
        let named: BTreeSet<StatementId> = w
            .actor_statements(actor.id)?
            .into_iter()
            .filter(|row| row.affiliation == Some(post.id))
            .map(|row| row.statement)
            .collect();
        w.delete_affiliation(post.id)?;
        w.summarize(format!("{} removed", dated(&post)));
        Ok(RemovedPost { post, statements: named.into_iter().collect() })
    })
}

/// The words of a post as they may be stored.
pub(super) fn checked_post(text: &str) -> Result<String> {
    Ok(field::line("post", text, MAX_NAME)?)
}

/// Makes an actor hold a post. With `replace` another end takes the place of the one known.
pub(super) fn hold(
    w: &mut Writer<'_>,
    actor: &ActorRow,
    organization: &ActorRow,
    words: Option<String>,
    dates: &Dates,
    replace: bool,
) -> Result<(AffiliationId, PostOutcome)> {
    if organization.id == actor.id {
        return Err(OpError::Conflict(format!("`{}` cannot hold a post in itself", actor.name)));
    }
    let terms: Vec<AffiliationRow> = w
        .affiliations(Some(actor.id))?
        .into_iter()
        .filter(|post| post.organization_id == organization.id && post.post == words)
        .collect();
    let settled = match settle(&terms, dates) {
        Err(contradiction @ OpError::OtherDates { .. }) if replace => {
            let term = terms.iter().find(|term| term.from == dates.from).ok_or(contradiction)?;
            Settled::Dated(term.id, dates.clone())
        }
        settled => settled?,
    };
    match settled {
        Settled::Known(id) => Ok((id, PostOutcome::Known)),
        Settled::Dated(id, dates) => {
            w.update_affiliation(id, dates.from.as_deref(), dates.to.as_deref())?;
            Ok((id, PostOutcome::Dated))
        }
        Settled::New => {
            let new = NewAffiliation {
                actor: actor.id,
                organization: organization.id,
                post: words,
                from: dates.from.clone(),
                to: dates.to.clone(),
            };
            Ok((w.insert_affiliation(&new)?, PostOutcome::Added))
        }
    }
}

fn add_organization(w: &mut Writer<'_>, name: &str) -> Result<ActorRow> {
    let name = actor_name(name)?;
    Names::load(w)?.free(w, &name, None)?;
    w.insert_actor(&NewActor { name: name.clone(), kind: ActorKind::Organization, actor_type: None })?;
    known(w, &name)
}

fn affiliation(r: &Reader<'_>, actor: ActorId, id: AffiliationId) -> Result<AffiliationRow> {
    let found = r.affiliations(Some(actor))?.into_iter().find(|post| post.id == id);
    found.ok_or_else(|| Invalid::new("post", id.to_string(), "it is gone").into())
}
