//! Making two actors one: statements, posts, notes and names of the one become the other's.

use std::collections::BTreeSet;

use super::{AffiliationRow, NewAffiliation};
use crate::model::{ActorId, AffiliationId, StatementId};
use crate::store::{Result, Writer};

/// What making two actors one came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MergedActor {
    /// Statements that named the one and name the other now.
    pub statements: Vec<StatementId>,
    /// Statements that named both in the same role, and name the one left once.
    pub collapsed: Vec<StatementId>,
    /// Posts that went over, of the actor himself or of others in him.
    pub posts: usize,
    /// Posts that could not be kept: the actor would hold them in himself. Statements that named one
    /// keep their actor.
    pub dropped: Vec<AffiliationRow>,
    /// Posts that both held, with different ends; the end the remaining actor's post had is kept.
    pub ends_lost: Vec<AffiliationRow>,
}

impl Writer<'_> {
    /// Makes `from` one with `into`: statements, posts, notes and names go over, then `from` is
    /// removed. `name`, the name `from` had, becomes an alias.
    pub fn merge_actor(&mut self, from: ActorId, into: ActorId, name: &str) -> Result<MergedActor> {
        let named: BTreeSet<StatementId> = self.actor_statements(from)?.iter().map(|row| row.statement).collect();
        let mut merged = MergedActor { statements: named.into_iter().collect(), ..MergedActor::default() };
        self.drop_self_posts(from, into, &mut merged)?;
        self.move_held_posts(from, into, &mut merged)?;
        self.move_given_posts(from, into, &mut merged)?;
        self.move_rows_without_post(from, into, &mut merged)?;
        merged.collapsed.sort_unstable();
        merged.collapsed.dedup();
        for memo in self.ids("SELECT id FROM memo WHERE actor_id = ?1 ORDER BY id", from.0)? {
            self.update("memo", memo, &[("actor_id", &into.0)])?;
        }
        let own = self.actor(into)?.map(|actor| actor.name);
        let aliases = self.aliases(Some(from))?;
        self.delete_where("alias", "actor_id", from.0)?;
        self.delete("actor", from.0)?;
        for alias in aliases.into_iter().map(|(_, alias)| alias).chain([name.to_owned()]) {
            if Some(&alias) != own.as_ref() {
                self.insert_alias(into, &alias)?;
            }
        }
        Ok(merged)
    }

    /// Takes away the posts the one holds in the other: nobody holds a post in himself.
    fn drop_self_posts(&mut self, from: ActorId, into: ActorId, merged: &mut MergedActor) -> Result<()> {
        for (actor, organization) in [(from, into), (into, from)] {
            for post in self.affiliations(Some(actor))? {
                if post.organization_id == organization {
                    self.delete_affiliation(post.id)?;
                    merged.dropped.push(post);
                }
            }
        }
        Ok(())
    }

    /// Posts `from` holds become posts of `into`.
    fn move_held_posts(&mut self, from: ActorId, into: ActorId, merged: &mut MergedActor) -> Result<()> {
        for post in self.affiliations(Some(from))? {
            let theirs = self.affiliations(Some(into))?;
            let target = match twin(&theirs, &post) {
                Some(twin) => self.fold_post(twin, &post, merged)?,
                None => self.insert_affiliation(&NewAffiliation {
                    actor: into,
                    organization: post.organization_id,
                    post: post.post.clone(),
                    from: post.from.clone(),
                    to: post.to.clone(),
                })?,
            };
            // A statement names a post of its own actor: both change at once.
            for row in self.actor_statements(from)?.into_iter().filter(|row| row.affiliation == Some(post.id)) {
                self.move_row(row.row, into, Some(target), merged)?;
            }
            self.delete("affiliation", post.id.0)?;
            merged.posts += 1;
        }
        Ok(())
    }

    /// Posts others hold in `from` become posts in `into`.
    fn move_given_posts(&mut self, from: ActorId, into: ActorId, merged: &mut MergedActor) -> Result<()> {
        let given = self.affiliations(None)?.into_iter().filter(|post| post.organization_id == from);
        for post in given.collect::<Vec<_>>() {
            let theirs = self.affiliations(Some(post.actor_id))?;
            let moved = AffiliationRow { organization_id: into, ..post.clone() };
            match twin(&theirs, &moved) {
                Some(twin) => {
                    let target = self.fold_post(twin, &post, merged)?;
                    let rows = self.actor_statements(post.actor_id)?;
                    for row in rows.into_iter().filter(|row| row.affiliation == Some(post.id)) {
                        self.update("statement_actor", row.row, &[("affiliation_id", &target.0)])?;
                    }
                    self.delete("affiliation", post.id.0)?;
                }
                None => drop(self.update("affiliation", post.id.0, &[("organization_id", &into.0)])?),
            }
            merged.posts += 1;
        }
        Ok(())
    }

    /// Dates known of `post` and not of `twin` go over to `twin`. Returns the post that stays.
    fn fold_post(
        &mut self,
        twin: &AffiliationRow,
        post: &AffiliationRow,
        merged: &mut MergedActor,
    ) -> Result<AffiliationId> {
        if twin.to.is_some() && post.to.is_some() && twin.to != post.to {
            merged.ends_lost.push(post.clone());
        }
        let from = twin.from.as_deref().or(post.from.as_deref());
        let to = twin.to.as_deref().or(post.to.as_deref());
        self.update_affiliation(twin.id, from, to)?;
        Ok(twin.id)
    }

    /// What is left after the posts went over.
    fn move_rows_without_post(&mut self, from: ActorId, into: ActorId, merged: &mut MergedActor) -> Result<()> {
        for row in self.actor_statements(from)? {
            self.move_row(row.row, into, None, merged)?;
        }
        Ok(())
    }

    /// Gives a row of a statement another actor. Where the statement names him in that role already
    /// the two become one, which takes the post if it had none.
    fn move_row(
        &mut self,
        row: i64,
        into: ActorId,
        affiliation: Option<AffiliationId>,
        merged: &mut MergedActor,
    ) -> Result<()> {
        let affiliation = affiliation.map(|id| id.0);
        let twin = self.row(include_str!("twin_row.sql"), (row, into.0), |twin| {
            let statement = StatementId(twin.get("statement_id")?);
            Ok((twin.get::<_, i64>("id")?, statement, twin.get::<_, Option<i64>>("affiliation_id")?))
        })?;
        let Some((twin, statement, known)) = twin else {
            self.update("statement_actor", row, &[("actor_id", &into.0), ("affiliation_id", &affiliation)])?;
            return Ok(());
        };
        if known.is_none() && affiliation.is_some() {
            self.update("statement_actor", twin, &[("affiliation_id", &affiliation)])?;
        }
        merged.collapsed.push(statement);
        self.delete("statement_actor", row)
    }
}

/// The one of `posts` that is the same post as `post`: same organization, same words, and either the
/// same begin or, where there is one such post only, no dates on one side.
fn twin<'a>(posts: &'a [AffiliationRow], post: &AffiliationRow) -> Option<&'a AffiliationRow> {
    let same: Vec<&AffiliationRow> = posts
        .iter()
        .filter(|other| other.id != post.id && other.organization_id == post.organization_id && other.post == post.post)
        .collect();
    let undated = |post: &AffiliationRow| post.from.is_none() && post.to.is_none();
    same.iter().copied().find(|other| other.from == post.from).or(match same.as_slice() {
        [one] if undated(one) || undated(post) => Some(*one),
        _ => None,
    })
}
