//! From what people type to what is stored. Never guesses: a name fits one thing or the caller hears
//! what it could be.

use super::{OpError, Result};
use crate::model::{
    ActorId, ActorRef, AffiliationId, CodeId, CodeRef, DocumentId, ParagraphRef, StatementId, VariableId,
};
use crate::store::{AffiliationRow, CodeRow, DocumentRow, ParagraphRow, Reader, StatementRow, VariableRow};
use crate::text::near;

/// The variable codes belong to unless another one is named.
pub const THEME: &str = "theme";

/// The document of that key; the only one there is for `None`.
pub fn document(r: &Reader<'_>, key: Option<&str>) -> Result<DocumentId> {
    match key {
        Some(key) => match r.document_by_key(key)? {
            Some(id) => Ok(id),
            None => {
                let keys = r.document_keys()?;
                let near = near(key, keys.iter().map(String::as_str));
                Err(OpError::NotFound { what: "document", name: key.to_owned(), near })
            }
        },
        None => match r.only_document()? {
            Some(id) => Ok(id),
            None => Err(OpError::WhichDocument(r.document_keys()?)),
        },
    }
}

/// A document that is there.
pub fn document_row(r: &Reader<'_>, id: DocumentId) -> Result<DocumentRow> {
    r.document(id)?.ok_or_else(|| OpError::NotFound { what: "document", name: id.to_string(), near: Vec::new() })
}

/// The document and the paragraph numbers a reference names, checked against the document's length.
pub fn range(r: &Reader<'_>, reference: &ParagraphRef) -> Result<(DocumentId, u32, u32)> {
    let id = document(r, reference.document.as_deref())?;
    let last = r.last_ordinal(id)?;
    match reference.range {
        None => Ok((id, 1, last)),
        Some((_, ordinal)) if ordinal > last => {
            Err(OpError::NoParagraph { document: r.document_key(id)?, ordinal, last })
        }
        Some((from, to)) => Ok((id, from, to)),
    }
}

/// The paragraphs a reference names, in order.
pub fn paragraphs(r: &Reader<'_>, reference: &ParagraphRef) -> Result<Vec<ParagraphRow>> {
    let (id, first, last) = range(r, reference)?;
    Ok(r.paragraphs(id, first, last)?)
}

/// The one paragraph a reference names.
pub fn paragraph(r: &Reader<'_>, reference: &ParagraphRef) -> Result<ParagraphRow> {
    match reference.range {
        Some((first, last)) if first == last => {}
        _ => return Err(OpError::OneParagraph(reference.to_string())),
    }
    let mut found = paragraphs(r, reference)?;
    found.pop().ok_or_else(|| OpError::NotFound { what: "paragraph", name: reference.to_string(), near: Vec::new() })
}

/// A statement by its handle.
pub fn statement(r: &Reader<'_>, id: StatementId) -> Result<StatementRow> {
    match r.statement(id)? {
        Some(statement) => Ok(statement),
        None => {
            let near = r.nearest_statements(id)?.iter().map(ToString::to_string).collect();
            Err(OpError::NotFound { what: "statement", name: id.to_string(), near })
        }
    }
}

/// A variable by its name.
pub fn variable(r: &Reader<'_>, name: &str) -> Result<VariableRow> {
    by_name("variable", name, r.variables()?, |variable| &variable.name)
}

/// The one of `all` that is called so.
///
/// # Errors
/// [`OpError::NotFound`] with names that come close.
pub(super) fn by_name<T>(what: &'static str, name: &str, mut all: Vec<T>, name_of: impl Fn(&T) -> &str) -> Result<T> {
    match all.iter().position(|row| name_of(row) == name) {
        Some(at) => Ok(all.swap_remove(at)),
        None => Err(OpError::NotFound { what, name: name.to_owned(), near: near(name, all.iter().map(name_of)) }),
    }
}

/// A code that was found by a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCode {
    /// The handle.
    pub id: CodeId,
    /// The variable's handle.
    pub variable_id: VariableId,
    /// Whether the variable takes several codes per statement.
    pub multiple: bool,
    /// The whole reference: `theme:人才培养/学段衔接`.
    pub reference: String,
    /// Whether it is kept only for old statements.
    pub retired: bool,
}

/// The code a reference names: the whole path, or any tail of it that fits one code only.
pub fn find_code(r: &Reader<'_>, reference: &CodeRef) -> Result<FoundCode> {
    let name = reference.variable.as_deref().unwrap_or(THEME);
    let Some((variable_id, multiple)) = r.variable_by_name(name)? else {
        return Err(variable(r, name).err().unwrap_or_else(|| OpError::NotFound {
            what: "variable",
            name: name.to_owned(),
            near: Vec::new(),
        }));
    };
    let wanted = reference.tail.to_string();
    let mut found = r.code_places(variable_id, reference.tail.name())?;
    found.retain(|code| code.path == wanted || code.path.ends_with(&format!("/{wanted}")));
    // The whole path beats a tail of something longer.
    let exact = found.iter().position(|code| code.path == wanted);
    let place = match (exact, found.len()) {
        (Some(at), _) => found.swap_remove(at),
        (None, 1) => found.swap_remove(0),
        (None, 0) => return Err(no_code(r, name, variable_id, &wanted)?),
        (None, _) => {
            return Err(OpError::Ambiguous {
                what: "code",
                name: wanted,
                candidates: found.iter().map(|code| format!("{name}:{}", code.path)).collect(),
            });
        }
    };
    let reference = format!("{name}:{}", place.path);
    Ok(FoundCode { id: place.id, variable_id, multiple, reference, retired: place.retired })
}

/// As [`find_code`], with everything the codebook says about it.
pub fn code(r: &Reader<'_>, reference: &CodeRef) -> Result<CodeRow> {
    let found = find_code(r, reference)?;
    let row = r.codes_named(Some(found.variable_id), reference.tail.name())?.into_iter().find(|row| row.id == found.id);
    row.ok_or_else(|| OpError::NotFound { what: "code", name: found.reference, near: Vec::new() })
}

/// The error for a code that is not there, with what comes close.
fn no_code(r: &Reader<'_>, variable: &str, id: VariableId, wanted: &str) -> Result<OpError> {
    let all = r.codes(None)?;
    let here: Vec<&CodeRow> = all.iter().filter(|code| code.variable_id == id).collect();
    // A code is likened by its path and by its last name, and named once, by its path.
    let likened = near(wanted, here.iter().flat_map(|code| [code.path.as_str(), code.name.as_str()]));
    let mut near: Vec<String> = Vec::new();
    for text in likened {
        let whole = here.iter().filter(|code| code.path == text);
        let tails = here.iter().filter(|code| code.path != text && code.name == text);
        for code in whole.chain(tails) {
            if near.len() < 3 && !near.contains(&code.path) {
                near.push(code.path.clone());
            }
        }
    }
    // The same name under another variable is the likeliest slip of all.
    near.extend(all.iter().filter(|code| code.variable_id != id && code.name == wanted).map(CodeRow::reference));
    Ok(OpError::NotFound { what: "code", name: format!("{variable}:{wanted}"), near })
}

/// The actor of that name or alias.
pub fn actor(r: &Reader<'_>, name: &str) -> Result<ActorId> {
    let found = r.actors_named(name)?;
    match found.as_slice() {
        [id] => Ok(*id),
        [] => {
            let names = r.actor_names()?;
            let near = near(name, names.iter().map(String::as_str));
            Err(OpError::NotFound { what: "actor", name: name.to_owned(), near })
        }
        several => {
            let mut candidates = Vec::new();
            for id in several {
                candidates.extend(r.actor(*id)?.map(|actor| actor.name));
            }
            // An actor's own name beats an alias of somebody else.
            if let Some(at) = candidates.iter().position(|candidate| candidate == name) {
                return Ok(several[at]);
            }
            Err(OpError::Ambiguous { what: "actor", name: name.to_owned(), candidates })
        }
    }
}

/// An actor with the post he speaks in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// Who.
    pub actor: ActorId,
    /// In which post; `None` where none is known or several are and none was named.
    pub affiliation: Option<AffiliationId>,
    /// As one types it, with the post where there is one.
    pub written: String,
    /// The posts he could have meant, where he holds several and none was named.
    pub undecided: Vec<String>,
}

/// The actor and post a reference names.
///
/// Without `@` the post is taken when the actor holds exactly one on `date`; with several the
/// statement names none, and the caller is told which there are.
pub fn speaker(r: &Reader<'_>, reference: &ActorRef, date: Option<&str>) -> Result<Speaker> {
    let id = actor(r, &reference.name)?;
    let posts = r.affiliations(Some(id))?;
    let with = |post: &AffiliationRow| Speaker {
        actor: id,
        affiliation: Some(post.id),
        written: post.reference(),
        undecided: Vec::new(),
    };
    let Some(organization) = &reference.organization else {
        let held: Vec<&AffiliationRow> = posts.iter().filter(|post| holds(post, date)).collect();
        return match held.as_slice() {
            [post] => Ok(with(post)),
            several => Ok(Speaker {
                actor: id,
                affiliation: None,
                written: r.actor_name(id)?,
                undecided: several.iter().map(|post| post.reference()).collect(),
            }),
        };
    };
    let organization_id = actor(r, organization)?;
    let fits: Vec<&AffiliationRow> = posts
        .iter()
        .filter(|post| post.organization_id == organization_id)
        .filter(|post| reference.post.is_none() || post.post == reference.post)
        .collect();
    match fits.as_slice() {
        [post] => Ok(with(post)),
        [] => Err(OpError::NotFound {
            what: "post",
            name: reference.to_string(),
            near: posts.iter().map(AffiliationRow::reference).collect(),
        }),
        several => {
            // One post held twice is told apart by its dates.
            let then: Vec<_> = several.iter().filter(|post| holds(post, date)).collect();
            match then.as_slice() {
                [post] => Ok(with(post)),
                _ => Err(OpError::Ambiguous {
                    what: "post",
                    name: reference.to_string(),
                    candidates: several.iter().map(|post| post.reference()).collect(),
                }),
            }
        }
    }
}

/// Whether a post was held on a date; dates known only in part count as far as they go.
fn holds(post: &AffiliationRow, date: Option<&str>) -> bool {
    let Some(date) = date else { return true };
    let common = |bound: &str| bound.len().min(date.len());
    let begun = post.from.as_deref().is_none_or(|from| date[..common(from)] >= from[..common(from)]);
    let not_over = post.to.as_deref().is_none_or(|to| date[..common(to)] <= to[..common(to)]);
    begun && not_over
}
