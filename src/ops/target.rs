//! What a note stands on, from what a person types.

use super::resolve::{self, THEME};
use super::{OpError, Result};
use crate::model::{CodeRef, ParagraphRef, StatementId};
use crate::store::{MemoTarget, Reader};
use crate::text::near;

/// Something a note can stand on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its handle.
    pub memo: MemoTarget,
    /// Its name as one types it: `cq-ai:8`, `theme:人才培养/学段衔接`.
    pub name: String,
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.memo.kind(), self.name)
    }
}

impl Target {
    /// Its name with the prefix that leaves no doubt.
    fn settled(&self) -> String {
        match self.memo {
            MemoTarget::Document(_) | MemoTarget::Paragraph(_) => format!("doc:{}", self.name),
            MemoTarget::Statement(_) => self.name.clone(),
            MemoTarget::Code(_) => format!("code:{}", self.name),
            MemoTarget::Actor(_) => format!("actor:{}", self.name),
        }
    }
}

/// What `text` names. Read in this order:
///
/// 1. `doc:`, `code:` or `actor:` in front says what it is, and nothing else is tried;
/// 2. `s14` is a statement, digits alone a paragraph of the only document;
/// 3. anything else is tried as document or paragraph (`cq-ai`, `cq-ai:8`), as code (`theme:…`, or
///    the tail of a theme) and as actor (name or alias), and must fit one of them only.
///
/// # Errors
/// [`OpError::Ambiguous`] with every reading, prefix in front, when several fit; an error of not
/// being found that names what comes close when none does.
pub fn target(r: &Reader<'_>, text: &str) -> Result<Target> {
    let text = text.trim();
    match text.split_once(':') {
        Some(("doc", rest)) => return passage(r, &rest.parse()?),
        Some(("code", rest)) => return code(r, &rest.parse()?),
        Some(("actor", rest)) => return actor(r, rest.trim()),
        _ => {}
    }
    if let Ok(id) = text.parse::<StatementId>() {
        let statement = resolve::statement(r, id)?;
        return Ok(Target { memo: MemoTarget::Statement(id), name: statement.id.to_string() });
    }
    let reference = text.parse::<ParagraphRef>().ok();
    if let Some(reference @ ParagraphRef { document: None, .. }) = &reference {
        return passage(r, reference);
    }
    let code_reference = text.parse::<CodeRef>().ok();
    // An error that says more than "nothing of that name" when nothing fits.
    let mut telling = None;
    let (mut fits, mut candidates): (Vec<Target>, Vec<String>) = Default::default();
    let tries = [
        reference.as_ref().map(|reference| passage(r, reference)),
        code_reference.as_ref().map(|reference| code(r, reference)),
        Some(actor(r, text)),
    ];
    for reading in tries.into_iter().flatten() {
        match reading {
            Ok(target) => {
                candidates.push(target.settled());
                fits.push(target);
            }
            Err(OpError::Ambiguous { what, candidates: several, .. }) => {
                candidates.extend(several.into_iter().map(|name| format!("{what}:{name}")));
            }
            Err(error @ OpError::NotFound { what: "document", .. })
                if reference.as_ref().is_some_and(|reference| reference.range.is_some()) =>
            {
                telling = Some(error);
            }
            Err(error @ OpError::NotFound { what: "code", .. })
                if code_reference.as_ref().is_some_and(|reference| reference.variable.is_some()) =>
            {
                telling = Some(error);
            }
            // A name of one sort is tried as another here; that it is none of that sort says nothing.
            Err(OpError::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    match (fits.pop(), candidates.len()) {
        (Some(target), 1) => Ok(target),
        (_, 0) => match telling {
            Some(error) => Err(error),
            None => Err(OpError::NotFound { what: "target", name: text.to_owned(), near: close(r, text)? }),
        },
        _ => Err(OpError::Ambiguous { what: "target", name: text.to_owned(), candidates }),
    }
}

/// A document or one paragraph of it.
fn passage(r: &Reader<'_>, reference: &ParagraphRef) -> Result<Target> {
    if reference.range.is_some() {
        let paragraph = resolve::paragraph(r, reference)?;
        return Ok(Target { memo: MemoTarget::Paragraph(paragraph.id), name: paragraph.reference() });
    }
    let id = resolve::document(r, reference.document.as_deref())?;
    Ok(Target { memo: MemoTarget::Document(id), name: r.document_key(id)? })
}

fn code(r: &Reader<'_>, reference: &CodeRef) -> Result<Target> {
    let code = resolve::code(r, reference)?;
    Ok(Target { memo: MemoTarget::Code(code.id), name: code.reference() })
}

fn actor(r: &Reader<'_>, name: &str) -> Result<Target> {
    let id = resolve::actor(r, name)?;
    let name = r.actor(id)?.map_or_else(|| name.to_owned(), |actor| actor.name);
    Ok(Target { memo: MemoTarget::Actor(id), name })
}

/// Names of any sort that come close.
fn close(r: &Reader<'_>, text: &str) -> Result<Vec<String>> {
    let mut names = r.document_keys()?;
    for code in r.codes(None)? {
        names.push(code.reference());
        if code.variable == THEME {
            names.push(code.name);
        }
    }
    names.extend(r.actor_names()?);
    Ok(near(text, names.iter().map(String::as_str)))
}
