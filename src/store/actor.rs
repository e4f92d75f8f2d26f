//! Actors, their other names, their posts.

mod merge;

pub use merge::MergedActor;

use rusqlite::{OptionalExtension, Row, named_params};

use super::{Reader, Result, Writer};
use crate::model::{ActorId, ActorKind, ActorRef, AffiliationId, Role, StatementId};

/// An actor about to be stored.
#[derive(Debug, Clone)]
pub struct NewActor {
    /// The name exports use.
    pub name: String,
    /// Person, organization or group.
    pub kind: ActorKind,
    /// government, cppcc, enterprise, …
    pub actor_type: Option<String>,
}

/// New values for an actor.
pub type ActorChange = NewActor;

/// An actor as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorRow {
    /// The handle.
    pub id: ActorId,
    /// The name exports use.
    pub name: String,
    /// Person, organization or group.
    pub kind: ActorKind,
    /// government, cppcc, enterprise, …
    pub actor_type: Option<String>,
    /// Statements that name him, in any role.
    pub n_statements: i64,
}

/// A post about to be stored.
#[derive(Debug, Clone)]
pub struct NewAffiliation {
    /// Who holds it.
    pub actor: ActorId,
    /// Where.
    pub organization: ActorId,
    /// What: 副校长.
    pub post: Option<String>,
    /// First day, as far as known.
    pub from: Option<String>,
    /// Last day, as far as known.
    pub to: Option<String>,
}

/// A post as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AffiliationRow {
    /// The handle.
    pub id: AffiliationId,
    /// Who holds it.
    pub actor_id: ActorId,
    /// Who holds it, by name.
    pub actor: String,
    /// Where.
    pub organization_id: ActorId,
    /// Where, by name.
    pub organization: String,
    /// What.
    pub post: Option<String>,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
}

/// One role of an actor in one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActorStatementRow {
    /// The row that says so.
    pub(super) row: i64,
    /// The statement.
    pub statement: StatementId,
    /// How he stands in it.
    pub role: Role,
    /// The post he speaks in.
    pub affiliation: Option<AffiliationId>,
}

impl AffiliationRow {
    /// How people write it: `陈前斌@重庆邮电大学/副校长`.
    pub fn reference(&self) -> String {
        let reference = ActorRef {
            name: self.actor.clone(),
            organization: Some(self.organization.clone()),
            post: self.post.clone(),
        };
        reference.to_string()
    }

    /// Where and what, without who: `重庆邮电大学/副校长`.
    pub fn place(&self) -> String {
        match &self.post {
            Some(post) => format!("{}/{post}", self.organization),
            None => self.organization.clone(),
        }
    }
}

fn of_row(row: &Row<'_>) -> Result<ActorRow> {
    Ok(ActorRow {
        id: ActorId(row.get("id")?),
        name: row.get("name")?,
        kind: row.get::<_, String>("kind")?.parse()?,
        actor_type: row.get("type")?,
        n_statements: row.get("n_statements")?,
    })
}

impl Reader<'_> {
    /// All actors, in the order they came.
    pub fn actors(&self) -> Result<Vec<ActorRow>> {
        self.rows(include_str!("actor/list.sql"), named_params! { ":id": None::<i64> }, of_row)
    }

    /// One actor.
    pub fn actor(&self, id: ActorId) -> Result<Option<ActorRow>> {
        self.row(include_str!("actor/list.sql"), named_params! { ":id": id.0 }, of_row)
    }

    /// The name of an actor.
    pub fn actor_name(&self, id: ActorId) -> Result<String> {
        let mut statement = self.conn.prepare_cached("SELECT name FROM actor WHERE id = ?1")?;
        Ok(statement.query_row([id.0], |row| row.get(0))?)
    }

    /// The actors who bear `name` as their own name or as an alias.
    pub fn actors_named(&self, name: &str) -> Result<Vec<ActorId>> {
        self.rows(include_str!("actor/by_name.sql"), [name], |row| Ok(ActorId(row.get(0)?)))
    }

    /// Every name actors can be called by, own names and aliases.
    pub fn actor_names(&self) -> Result<Vec<String>> {
        self.rows("SELECT name FROM actor UNION SELECT name FROM alias ORDER BY name", [], |row| Ok(row.get(0)?))
    }

    /// Every name with the actor it belongs to, own names before aliases.
    pub fn actors_by_name(&self) -> Result<Vec<(String, ActorId)>> {
        self.rows("SELECT name, id FROM actor UNION ALL SELECT name, actor_id FROM alias", [], |row| {
            Ok((row.get(0)?, ActorId(row.get(1)?)))
        })
    }

    /// The statements that name an actor, once for each role.
    pub fn actor_statements(&self, id: ActorId) -> Result<Vec<ActorStatementRow>> {
        self.rows(include_str!("actor/statement_rows.sql"), [id.0], |row| {
            Ok(ActorStatementRow {
                row: row.get("id")?,
                statement: StatementId(row.get("statement_id")?),
                role: row.get::<_, String>("role")?.parse()?,
                affiliation: row.get::<_, Option<i64>>("affiliation_id")?.map(AffiliationId),
            })
        })
    }

    /// The aliases of one actor, or of all for `None`.
    pub fn aliases(&self, id: Option<ActorId>) -> Result<Vec<(ActorId, String)>> {
        self.rows(
            "SELECT actor_id, name FROM alias WHERE ?1 IS NULL OR actor_id = ?1 ORDER BY actor_id, id",
            [id.map(|id| id.0)],
            |row| Ok((ActorId(row.get(0)?), row.get(1)?)),
        )
    }

    /// The posts of one actor, or of all for `None`, in the order they were given.
    pub fn affiliations(&self, id: Option<ActorId>) -> Result<Vec<AffiliationRow>> {
        self.rows(include_str!("actor/affiliations.sql"), named_params! { ":actor_id": id.map(|id| id.0) }, |row| {
            Ok(AffiliationRow {
                id: AffiliationId(row.get("id")?),
                actor_id: ActorId(row.get("actor_id")?),
                actor: row.get("actor")?,
                organization_id: ActorId(row.get("organization_id")?),
                organization: row.get("organization")?,
                post: row.get("post")?,
                from: row.get("from")?,
                to: row.get("to")?,
            })
        })
    }
}

impl Writer<'_> {
    /// Adds an actor.
    pub fn insert_actor(&mut self, new: &NewActor) -> Result<ActorId> {
        let uid = self.uid()?;
        self.insert(
            "actor",
            &[("uid", &uid), ("name", &new.name), ("kind", &new.kind.as_str()), ("type", &new.actor_type)],
        )
        .map(ActorId)
    }

    /// Gives an actor another name, kind or type.
    pub fn update_actor(&mut self, id: ActorId, change: &ActorChange) -> Result<bool> {
        self.update(
            "actor",
            id.0,
            &[("name", &change.name), ("kind", &change.kind.as_str()), ("type", &change.actor_type)],
        )
    }

    /// Gives an actor one more name to be known by; `false` if he has it already.
    pub fn insert_alias(&mut self, id: ActorId, name: &str) -> Result<bool> {
        let known: Option<i64> = self
            .conn
            .query_row("SELECT id FROM alias WHERE actor_id = ?1 AND name = ?2", (id.0, name), |row| row.get(0))
            .optional()?;
        if known.is_some() {
            return Ok(false);
        }
        self.insert("alias", &[("actor_id", &id.0), ("name", &name)]).map(|_| true)
    }

    /// Takes an alias away; `false` if there was none.
    pub fn delete_alias(&mut self, id: ActorId, name: &str) -> Result<bool> {
        let row: Option<i64> = self
            .conn
            .query_row("SELECT id FROM alias WHERE actor_id = ?1 AND name = ?2", (id.0, name), |row| row.get(0))
            .optional()?;
        match row {
            Some(row) => self.delete("alias", row).map(|()| true),
            None => Ok(false),
        }
    }

    /// Adds a post.
    pub fn insert_affiliation(&mut self, new: &NewAffiliation) -> Result<AffiliationId> {
        self.insert(
            "affiliation",
            &[
                ("actor_id", &new.actor.0),
                ("organization_id", &new.organization.0),
                ("post", &new.post),
                ("from", &new.from),
                ("to", &new.to),
            ],
        )
        .map(AffiliationId)
    }

    /// Changes the dates of a post.
    pub fn update_affiliation(&mut self, id: AffiliationId, from: Option<&str>, to: Option<&str>) -> Result<bool> {
        self.update("affiliation", id.0, &[("from", &from), ("to", &to)])
    }

    /// Removes a post; statements that named it keep their actor.
    pub fn delete_affiliation(&mut self, id: AffiliationId) -> Result<()> {
        for row in self.ids("SELECT id FROM statement_actor WHERE affiliation_id = ?1 ORDER BY id", id.0)? {
            self.update("statement_actor", row, &[("affiliation_id", &None::<i64>)])?;
        }
        self.delete("affiliation", id.0)
    }

    /// Removes an actor nobody names any more, with his aliases, posts and notes.
    pub fn delete_actor(&mut self, id: ActorId) -> Result<()> {
        self.delete_where("alias", "actor_id", id.0)?;
        self.delete_where("affiliation", "actor_id", id.0)?;
        self.delete_where("memo", "actor_id", id.0)?;
        self.delete("actor", id.0)
    }
}
