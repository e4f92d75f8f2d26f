//! Filters with a name: saved as their flags, taken apart again where they are named.

use super::resolve::by_name;
use super::{FilterFlag, OpError, Result, select};
use crate::model::field::{self, MAX_NAME};
use crate::model::{CoderId, Filter, Invalid, OperationKind};
use crate::store::{FilterRow, Reader, Selection, Store, Written};

/// Longest list of flags, in characters; the schema holds it too.
const MAX_FLAGS: usize = 10_000;

/// Saves flags, as one would type them, under a name, with `replace` also where the name is taken. They must
/// mean something in the project as it is. Returns the filter as stored; without an operation it was so already.
///
/// # Errors
/// [`OpError::Exists`] without `replace`, and what [`select()`] refuses.
pub fn save_filter(store: &mut Store, name: &str, expression: &str, replace: bool) -> Result<Written<FilterRow>> {
    store.write(OperationKind::FilterSave, |w| {
        let name = field::line("filter name", name, MAX_NAME / 2)?;
        if expression.trim().is_empty() {
            return Err(Invalid::new("filter", name, "it leaves nothing out; give it a flag, as in --theme").into());
        }
        let expression = field::line("filter", expression, MAX_FLAGS)?;
        let filter = parse(&expression)?;
        select(w, &filter, w.coder())?;
        let id = match w.filters()?.into_iter().find(|row| row.name == name) {
            Some(row) if replace || row.expression == expression => {
                w.set_filter(row.id, &expression)?;
                row.id
            }
            Some(_) => return Err(OpError::Exists { what: "filter", name }),
            None => w.insert_filter(&name, &expression)?,
        };
        w.summarize(format!("filter {name}"));
        Ok(FilterRow { id, name, expression })
    })
}

/// Removes a saved filter. Returns it as it was.
///
/// # Errors
/// [`OpError::NotFound`] with names that come close.
pub fn remove_filter(store: &mut Store, name: &str) -> Result<Written<FilterRow>> {
    store.write(OperationKind::FilterRemove, |w| {
        let row = saved_filter(w, name)?;
        w.delete_filter(row.id)?;
        w.summarize(format!("filter {} removed", row.name));
        Ok(row)
    })
}

/// The filter of that name.
///
/// # Errors
/// [`OpError::NotFound`] with names that come close.
pub fn saved_filter(r: &Reader<'_>, name: &str) -> Result<FilterRow> {
    by_name("filter", name.trim(), r.filters()?, |row| &row.name)
}

/// What the filter of that name selects.
pub(super) fn named(r: &Reader<'_>, name: &str, me: CoderId) -> Result<Selection> {
    let row = saved_filter(r, name)?;
    parse(&row.expression)
        .map_err(OpError::from)
        .and_then(|filter| select(r, &filter, me))
        .map_err(|error| OpError::InFilter { name: row.name, error: Box::new(error) })
}

/// Flags as one would type them, as a filter.
fn parse(flags: &str) -> Result<Filter, Invalid> {
    let wrong = |flag: &str, why: &str| Invalid::new("filter", flag, why);
    let words = shlex::split(flags).ok_or_else(|| wrong(flags, "a quote mark is not closed"))?;
    let mut words = words.into_iter();
    let mut filter = Filter::default();
    while let Some(word) = words.next() {
        let (flag, value) = match word.split_once('=') {
            Some((flag, value)) if flag.starts_with("--") => (flag.to_owned(), Some(value.to_owned())),
            _ => (word, None),
        };
        let Some(value) = value.or_else(|| words.next()) else { return Err(wrong(&flag, "a value must follow")) };
        // What is saved must not change with another one that is.
        match flag.strip_prefix("--").map(str::parse) {
            Some(Ok(known)) if known != FilterFlag::Filter => FilterFlag::set(known, &mut filter, &value)?,
            _ => return Err(wrong(&flag, "no flag of a saved filter is called so")),
        }
    }
    Ok(filter)
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::model::{Filter, Role};

    #[test]
    fn flags_become_the_filter_they_are_typed_for() {
        let filter =
            parse("--theme 算力/布局 --attr '文号=渝府 1 号' --role=proposer --document cq-ai:3-5 --from 2025")
                .expect("flags");
        let wanted = Filter {
            codes: vec!["算力/布局".parse().expect("a code")],
            attributes: vec![("文号".to_owned(), "渝府 1 号".to_owned())],
            roles: vec![Role::Proposer],
            places: vec!["cq-ai:3-5".parse().expect("a place")],
            from: Some("2025".to_owned()),
            ..Filter::default()
        };
        assert_eq!(filter, wanted);
        for wrong in ["--theme", "theme 算力", "--text 算力", "--attr a", "--filter x", "--kind none", "'"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
