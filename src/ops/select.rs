//! From a filter as people type it to what the store looks for: every name resolved or refused.

use super::resolve;
use super::{OpError, Result};
use crate::model::field;
use crate::model::{CodeId, CoderId, Filter, Invalid, VariableId};
use crate::store::{Reader, Selection};
use crate::text::near;

/// The selection a filter means. `me` is the coder who works here, whose readings count where the
/// filter names no coder.
///
/// # Errors
/// Names a document, code, actor, coder or outlet that is not there, with what comes close.
pub fn select(r: &Reader<'_>, filter: &Filter, me: CoderId) -> Result<Selection> {
    let coders = each(&filter.coders, |name| coder(r, name))?;
    let readers = if coders.is_empty() { vec![me] } else { coders.clone() };
    let (from, to) = dates(filter)?;
    let also = each(&filter.named, |name| super::saved_filter::named(r, name, me))?;
    Ok(Selection {
        text: filter.text.clone(),
        places: each(&filter.places, |place| {
            let (document, first, last) = resolve::range(r, place)?;
            Ok((document, place.range.map(|_| (first, last))))
        })?,
        from,
        to,
        outlets: outlets(r, &filter.outlets)?,
        paragraph_kinds: filter.paragraph_kinds.clone(),
        kinds: filter.kinds.clone(),
        codes: codes(r, filter)?,
        actors: each(&filter.actors, |name| resolve::actor(r, name))?,
        roles: filter.roles.clone(),
        coders,
        reading: filter.reading.map(|state| (state, readers)),
        attributes: attributes(r, &filter.attributes)?,
        also,
    })
}

fn each<A, B>(items: &[A], resolve: impl FnMut(&A) -> Result<B>) -> Result<Vec<B>> {
    items.iter().map(resolve).collect()
}

/// The codes, one group per variable.
fn codes(r: &Reader<'_>, filter: &Filter) -> Result<Vec<Vec<CodeId>>> {
    let mut groups: Vec<(VariableId, Vec<CodeId>)> = Vec::new();
    for reference in &filter.codes {
        let code = resolve::find_code(r, reference)?;
        match groups.iter_mut().find(|(variable, _)| *variable == code.variable_id) {
            Some((_, group)) => group.push(code.id),
            None => groups.push((code.variable_id, vec![code.id])),
        }
    }
    Ok(groups.into_iter().map(|(_, group)| group).collect())
}

fn coder(r: &Reader<'_>, name: &str) -> Result<CoderId> {
    if let Some(id) = r.coder_by_name(name)? {
        return Ok(id);
    }
    let coders = r.coders()?;
    let near = near(name, coders.iter().map(|coder| coder.name.as_str()));
    Err(OpError::NotFound { what: "coder", name: name.to_owned(), near })
}

fn outlets(r: &Reader<'_>, names: &[String]) -> Result<Vec<String>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let known = r.outlets()?;
    match names.iter().find(|name| !known.contains(name)) {
        Some(name) => {
            let near = near(name, known.iter().map(String::as_str));
            Err(OpError::NotFound { what: "outlet", name: name.clone(), near })
        }
        None => Ok(names.to_vec()),
    }
}

/// The values asked for, by name of the attribute.
fn attributes(r: &Reader<'_>, wanted: &[(String, String)]) -> Result<Vec<(String, Vec<String>)>> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for (name, value) in wanted {
        match groups.iter_mut().find(|(known, _)| known == name) {
            Some((_, values)) => values.push(value.clone()),
            None => groups.push((name.clone(), vec![value.clone()])),
        }
    }
    if let [(first, _), ..] = groups.as_slice() {
        let known = r.attribute_names()?;
        let name = groups.iter().map(|(name, _)| name).find(|name| !known.contains(name)).unwrap_or(first);
        if !known.contains(name) {
            let near = near(name, known.iter().map(String::as_str));
            return Err(OpError::NotFound { what: "attribute", name: name.clone(), near });
        }
    }
    Ok(groups)
}

fn dates(filter: &Filter) -> Result<(Option<String>, Option<String>)> {
    let date = |text: &Option<String>| text.as_deref().map(|text| field::date("date", text)).transpose();
    let (from, to) = (date(&filter.from)?, date(&filter.to)?);
    if let (Some(from), Some(to)) = (&from, &to) {
        let common = from.len().min(to.len());
        if from[..common] > to[..common] {
            return Err(Invalid::new("date range", format!("{from}..{to}"), "it runs backwards").into());
        }
    }
    Ok((from, to))
}
