//! Import: a CSV file of actors and their posts, one row per post. All or nothing.

mod gather;

use std::collections::{HashMap, HashSet};

use self::gather::{ActorFacts, PostFacts, gather};
use super::post::hold;
use super::{Names, PostOutcome, known, known_organization};
use crate::model::{ActorKind, OperationKind};
use crate::ops::import::SourceText;
use crate::ops::{OpError, Result, RowProblem, sheet};
use crate::store::{ActorChange, ActorRow, NewActor, Store, StoreError, Writer, Written};

/// The columns a file may have.
const COLUMNS: &[&str] = &["actor", "kind", "type", "alias", "organization", "post", "from", "to"];

/// How a file is taken.
#[derive(Debug, Clone, Copy, Default)]
pub struct ActorImport {
    /// Where kind, type or the end of a post differ, take the file's.
    pub update: bool,
    /// Try everything, change nothing.
    pub dry_run: bool,
}

/// What a file brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportedActors {
    /// Rows read.
    pub rows: usize,
    /// Actors named in the file.
    pub actors: usize,
    /// Actors added.
    pub added: usize,
    /// Actors that were there and got another kind or type.
    pub changed: usize,
    /// Aliases added.
    pub aliases: usize,
    /// Posts added.
    pub posts: usize,
    /// Posts that were there and got other dates.
    pub dated: usize,
}

/// Reads a file of actors in, as one operation. What is there already and says the same is passed
/// over, so that a file can be read in again. Organizations may stand after the people in them.
///
/// # Errors
/// [`OpError::Rows`] with every row that cannot be taken; nothing was changed.
pub fn import(store: &mut Store, text: &SourceText, options: ActorImport) -> Result<Written<ImportedActors>> {
    let rows = sheet::read(text, COLUMNS)?;
    let change = |w: &mut Writer<'_>| {
        let total = rows.len();
        let facts = gather(rows);
        let mut run = Run { w, options, names: Names::default(), failed: HashSet::new(), problems: facts.problems };
        run.names = Names::load(run.w)?;
        let mut report = ImportedActors { rows: total, actors: facts.actors.len(), ..ImportedActors::default() };
        run.actors(&facts.actors, &mut report)?;
        run.posts(&facts.posts, &mut report)?;
        let mut problems = run.problems;
        if !problems.is_empty() {
            problems.sort_by_key(|problem| problem.line);
            return Err(OpError::Rows { rows: problems, total });
        }
        w.summarize(format!(
            "actors: {} added, {} changed; posts: {} added, {} dated",
            report.added, report.changed, report.posts, report.dated
        ));
        Ok(report)
    };
    store.attempt(OperationKind::ActorImport, options.dry_run, change)
}

/// One import under way.
struct Run<'a, 'w> {
    w: &'a mut Writer<'w>,
    options: ActorImport,
    names: Names,
    /// Names whose own rows were refused; rows that need them are not refused once more for that.
    failed: HashSet<String>,
    problems: Vec<RowProblem>,
}

impl Run<'_, '_> {
    fn actors(&mut self, actors: &[ActorFacts], report: &mut ImportedActors) -> Result<()> {
        // Two names of the file may mean one actor.
        let mut seen: HashMap<i64, u64> = HashMap::new();
        for facts in actors {
            if facts.failed {
                self.failed.insert(facts.name.clone());
                continue;
            }
            let taken = self.actor(facts, report).and_then(|actor| match seen.insert(actor.id.0, facts.line) {
                Some(line) if facts.claims() => Err(OpError::Conflict(format!(
                    "`{}` is another name of `{}`, which line {line} describes",
                    facts.name, actor.name
                ))),
                _ => Ok(()),
            });
            if let Err(error) = taken {
                self.failed.insert(facts.name.clone());
                self.refuse(facts.line, error)?;
            }
        }
        Ok(())
    }

    /// The actor as stored, added or changed where that is due.
    fn actor(&mut self, facts: &ActorFacts, report: &mut ImportedActors) -> Result<ActorRow> {
        let actor = if self.w.actors_named(&facts.name)?.is_empty() {
            self.names.free(self.w, &facts.name, None)?;
            let kind = facts.kind.unwrap_or(ActorKind::Person);
            let new = NewActor { name: facts.name.clone(), kind, actor_type: facts.actor_type.clone() };
            let id = self.w.insert_actor(&new)?;
            self.names.add(&facts.name, id);
            report.added += 1;
            known(self.w, &facts.name)?
        } else {
            self.known_actor(facts, report)?
        };
        for (line, alias) in &facts.aliases {
            if *alias == actor.name {
                continue;
            }
            match self.names.free(self.w, alias, Some(actor.id)) {
                Ok(()) => {
                    if self.w.insert_alias(actor.id, alias)? {
                        self.names.add(alias, actor.id);
                        report.aliases += 1;
                    }
                }
                Err(error) => self.refuse(*line, error)?,
            }
        }
        Ok(actor)
    }

    /// An actor that was there: what it lacked is filled in, what differs is refused or replaced.
    fn known_actor(&mut self, facts: &ActorFacts, report: &mut ImportedActors) -> Result<ActorRow> {
        let actor = known(self.w, &facts.name)?;
        let kind = facts.kind.unwrap_or(actor.kind);
        let actor_type = facts.actor_type.clone().or_else(|| actor.actor_type.clone());
        let filled = actor.actor_type.is_none() && kind == actor.kind;
        let same = kind == actor.kind && actor_type == actor.actor_type;
        if !same && !filled && !self.options.update {
            let stored = described(actor.kind, actor.actor_type.as_deref());
            let given = described(kind, actor_type.as_deref());
            return Err(OpError::Differs { what: "actor", name: actor.name, stored, given });
        }
        if self.w.update_actor(actor.id, &ActorChange { name: actor.name.clone(), kind, actor_type })? {
            report.changed += 1;
        }
        Ok(actor)
    }

    fn posts(&mut self, posts: &[PostFacts], report: &mut ImportedActors) -> Result<()> {
        for facts in posts {
            if self.failed.contains(&facts.organization) {
                continue;
            }
            match self.post(facts) {
                Ok(Some(PostOutcome::Added)) => report.posts += 1,
                Ok(Some(PostOutcome::Dated)) => report.dated += 1,
                Ok(Some(PostOutcome::Known) | None) => {}
                Err(error) => self.refuse(facts.line, error)?,
            }
        }
        Ok(())
    }

    /// What became of the post; `None` where its actor was refused.
    fn post(&mut self, facts: &PostFacts) -> Result<Option<PostOutcome>> {
        let organization = known_organization(self.w, &facts.organization)?;
        if self.failed.contains(&facts.actor) {
            return Ok(None);
        }
        let actor = known(self.w, &facts.actor)?;
        let (_, outcome) = hold(self.w, &actor, &organization, facts.post.clone(), &facts.dates, self.options.update)?;
        Ok(Some(outcome))
    }

    /// Keeps a bad row for the report; the project failing is not a matter of one row.
    fn refuse(&mut self, line: u64, error: OpError) -> Result<()> {
        match error {
            OpError::Store(error) if !matches!(error, StoreError::Refused(_)) => Err(error.into()),
            error => {
                self.problems.push(RowProblem { line, error: Box::new(error) });
                Ok(())
            }
        }
    }
}

/// `organization, government`.
fn described(kind: ActorKind, actor_type: Option<&str>) -> String {
    actor_type.map_or_else(|| kind.to_string(), |actor_type| format!("{kind}, {actor_type}"))
}
