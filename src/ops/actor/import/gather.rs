//! From rows to facts: what a file says of each actor, whichever rows say it.

use std::collections::HashMap;

use crate::model::{ActorKind, actor_name};
use crate::ops::actor::post::checked_post;
use crate::ops::actor::{checked_type, term::Dates};
use crate::ops::sheet::{Numbered, SheetRow};
use crate::ops::{OpError, Result, RowProblem};

/// What a file says.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Actors in the order they first come.
    pub(super) actors: Vec<ActorFacts>,
    /// Posts in the order of the rows.
    pub(super) posts: Vec<PostFacts>,
    /// Rows that say nothing that can be.
    pub(super) problems: Vec<RowProblem>,
}

/// What the rows of one actor say of him.
#[derive(Debug)]
pub(super) struct ActorFacts {
    /// The name.
    pub(super) name: String,
    /// The first line that names him.
    pub(super) line: u64,
    /// The kind, where a row gives one.
    pub(super) kind: Option<ActorKind>,
    /// The type, where a row gives one.
    pub(super) actor_type: Option<String>,
    /// Other names, each with its line.
    pub(super) aliases: Vec<(u64, String)>,
    /// Whether one of his rows was refused.
    pub(super) failed: bool,
    /// The lines that gave kind and type.
    given: [u64; 2],
}

/// One post.
#[derive(Debug)]
pub(super) struct PostFacts {
    /// The line.
    pub(super) line: u64,
    /// Who.
    pub(super) actor: String,
    /// Where.
    pub(super) organization: String,
    /// As what.
    pub(super) post: Option<String>,
    /// When.
    pub(super) dates: Dates,
}

impl ActorFacts {
    /// Whether the file says more than a post of him.
    pub(super) fn claims(&self) -> bool {
        self.kind.is_some() || self.actor_type.is_some() || !self.aliases.is_empty()
    }
}

/// Collects what the rows say.
pub(super) fn gather(rows: Vec<Numbered>) -> Facts {
    let mut facts = Facts::default();
    let mut by_name = HashMap::new();
    for (line, row) in rows {
        let result = row.and_then(|row| {
            let name = match row.get("actor") {
                Some(name) => actor_name(name)?,
                None => return Err(OpError::Conflict("the actor has no name".to_owned())),
            };
            let at = *by_name.entry(name.clone()).or_insert_with(|| {
                facts.actors.push(ActorFacts::new(&name, line));
                facts.actors.len() - 1
            });
            let actor = &mut facts.actors[at];
            let said = actor.say(line, &row).and_then(|()| post(&name, line, &row));
            actor.failed |= said.is_err();
            facts.posts.extend(said?);
            Ok(())
        });
        if let Err(error) = result {
            facts.problems.push(RowProblem { line, error: Box::new(error) });
        }
    }
    facts
}

impl ActorFacts {
    fn new(name: &str, line: u64) -> Self {
        Self {
            name: name.to_owned(),
            line,
            kind: None,
            actor_type: None,
            aliases: Vec::new(),
            failed: false,
            given: [0; 2],
        }
    }

    /// Takes up what one row says; it must not contradict the rows before.
    fn say(&mut self, line: u64, row: &SheetRow) -> Result<()> {
        let kind = row.get("kind").map(str::parse).transpose()?;
        agree(&mut self.kind, kind, &mut self.given[0], line, &self.name)?;
        let actor_type = row.get("type").map(checked_type).transpose()?;
        agree(&mut self.actor_type, actor_type, &mut self.given[1], line, &self.name)?;
        for alias in row.get("alias").unwrap_or("").split('|').filter(|alias| !alias.trim().is_empty()) {
            let alias = actor_name(alias)?;
            if !self.aliases.iter().any(|(_, known)| *known == alias) {
                self.aliases.push((line, alias));
            }
        }
        Ok(())
    }
}

/// Keeps the first value given; a later one must be the same.
fn agree<T: PartialEq + std::fmt::Display>(
    known: &mut Option<T>,
    given: Option<T>,
    known_line: &mut u64,
    line: u64,
    name: &str,
) -> Result<()> {
    match (known.as_ref(), given) {
        (Some(known), Some(given)) if *known != given => {
            Err(OpError::Conflict(format!("`{name}` is {given} here and {known} in line {known_line}")))
        }
        (None, Some(given)) => {
            *known = Some(given);
            *known_line = line;
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The post of a row, if it has one.
fn post(actor: &str, line: u64, row: &SheetRow) -> Result<Option<PostFacts>> {
    let dates = Dates::checked(row.get("from"), row.get("to"))?;
    let post = row.get("post").map(checked_post).transpose()?;
    match row.get("organization") {
        Some(organization) => {
            let organization = actor_name(organization)?;
            Ok(Some(PostFacts { line, actor: actor.to_owned(), organization, post, dates }))
        }
        None if post.is_some() || dates != Dates::default() => {
            Err(OpError::Conflict("the post has no organization".to_owned()))
        }
        None => Ok(None),
    }
}
