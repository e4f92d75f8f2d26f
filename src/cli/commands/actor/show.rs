use pizhu::model::Role;
use pizhu::ops::{OpError, actor};
use pizhu::store::{ActorRow, ActorStatementRow, AffiliationRow, MemoRow, MemoTarget, Reader};

use super::dates;
use crate::cli::context::{Context, count};
use crate::cli::error::CommandResult;
use crate::cli::rows::Cell;
use crate::cli::ui::{Style, Ui};

/// How many handles of one role are shown to people.
const HANDLES: usize = 20;

/// Show all that is known of an actor: names, posts, statements by role, notes
///
/// With --format it is written as rows instead: what it is, its value, and for posts the dates.
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// The actor, by name or alias
    name: String,
}

/// All that is known of an actor.
struct Portrait {
    actor: ActorRow,
    aliases: Vec<String>,
    /// Posts it holds.
    posts: Vec<AffiliationRow>,
    /// Posts others hold in it.
    people: Vec<AffiliationRow>,
    statements: Vec<ActorStatementRow>,
    notes: Vec<MemoRow>,
}

impl Show {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let portrait = ctx.store()?.read(|r| Portrait::of(r, &self.name))?;
        if ctx.global.format.is_some() {
            let rows = portrait.rows();
            return ctx.list(&["field", "value", "from", "to"], rows, ("row", "rows"));
        }
        portrait.tell(&mut ctx.ui)
    }
}

impl Portrait {
    fn of(r: &Reader<'_>, name: &str) -> Result<Self, OpError> {
        let actor = actor::known(r, name)?;
        let id = actor.id;
        Ok(Self {
            aliases: r.aliases(Some(id))?.into_iter().map(|(_, alias)| alias).collect(),
            posts: r.affiliations(Some(id))?,
            people: r.affiliations(None)?.into_iter().filter(|post| post.organization_id == id).collect(),
            statements: r.actor_statements(id)?,
            notes: r.memos(MemoTarget::Actor(id))?,
            actor,
        })
    }

    /// Its statements, role by role.
    fn by_role(&self) -> impl Iterator<Item = (Role, Vec<String>)> {
        Role::ALL.iter().filter_map(|role| {
            let with_role = self.statements.iter().filter(|row| row.role == *role);
            let handles: Vec<String> = with_role.map(|row| row.statement.to_string()).collect();
            (!handles.is_empty()).then_some((*role, handles))
        })
    }

    fn tell(&self, ui: &mut Ui) -> CommandResult {
        let name = ui.styled(Style::Strong, &self.actor.name);
        let what = match &self.actor.actor_type {
            Some(actor_type) => format!("{} · {actor_type}", self.actor.kind),
            None => self.actor.kind.to_string(),
        };
        let what = ui.styled(Style::Dim, &what);
        ui.composed(&format!("{name}  {what}"))?;
        if !self.aliases.is_empty() {
            ui.line(&format!("aliases     {}", self.aliases.join(", ")))?;
        }
        block(ui, "posts", self.posts.iter().map(|post| format!("{}{}", post.place(), dates(post))))?;
        let held = |post: &AffiliationRow| match &post.post {
            Some(words) => format!("{} {words}{}", post.actor, dates(post)),
            None => format!("{}{}", post.actor, dates(post)),
        };
        block(ui, "people", self.people.iter().map(held))?;
        if self.statements.is_empty() {
            ui.line("statements  none")?;
        }
        let roles = self.by_role().map(|(role, handles)| {
            let more = if handles.len() > HANDLES { " …" } else { "" };
            let shown = handles.iter().take(HANDLES).cloned().collect::<Vec<_>>().join(" ");
            format!("{role} in {}: {shown}{more}", count(handles.len(), ("statement", "statements")))
        });
        block(ui, "statements", roles)?;
        block(ui, "notes", self.notes.iter().map(|note| format!("{}: {}", note.coder, note.text)))
    }

    fn rows(&self) -> Vec<Vec<Cell>> {
        let row = |field: &str, value: &str| vec![field.into(), value.into(), Cell::Null, Cell::Null];
        let post = |field: &str, value: String, post: &AffiliationRow| {
            vec![field.into(), value.into(), post.from.clone().into(), post.to.clone().into()]
        };
        let mut rows = vec![row("actor", &self.actor.name), row("kind", self.actor.kind.as_str())];
        rows.extend(self.actor.actor_type.iter().map(|actor_type| row("type", actor_type)));
        rows.extend(self.aliases.iter().map(|alias| row("alias", alias)));
        rows.extend(self.posts.iter().map(|p| post("post", p.place(), p)));
        rows.extend(self.people.iter().map(|p| post("person", p.reference(), p)));
        rows.extend(self.statements.iter().map(|s| row(s.role.as_str(), &s.statement.to_string())));
        rows.extend(self.notes.iter().map(|note| row("note", &format!("{}: {}", note.coder, note.text))));
        rows
    }
}

/// Lines under one heading that stands before the first.
fn block(ui: &mut Ui, heading: &str, lines: impl Iterator<Item = String>) -> CommandResult {
    for (n, line) in lines.enumerate() {
        let heading = if n == 0 { heading } else { "" };
        for (n, line) in line.lines().enumerate() {
            ui.line(&format!("{:<12}{line}", if n == 0 { heading } else { "" }))?;
        }
    }
    Ok(())
}
