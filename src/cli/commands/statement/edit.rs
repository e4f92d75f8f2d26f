use clap::builder::PossibleValuesParser;
use pizhu::model::{ActorRef, CodeRef, Role, Span, Stance, StatementId, StatementKind};
use pizhu::ops::{Change, Place, StatementEdit, edit_statement, resolve};

use crate::cli::commands::tag::{code_flag, place, role_flag};
use crate::cli::context::Context;
use crate::cli::error::{CommandError, CommandResult};

/// Change a statement: its words, kind, stance, summary, codes, actors, your note
///
/// --theme, --code, --actor, --to and --role replace what the statement has of that variable or in
/// that role; an empty value takes it away: --theme '', --role implementer=. The --add and --remove
/// flags leave the rest alone.
#[derive(Debug, clap::Args)]
pub(crate) struct Edit {
    /// The statement: s14
    statement: StatementId,
    /// Other words of the paragraph
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["span", "whole"], value_parser = clap::builder::NonEmptyStringValueParser::new())]
    quote: Option<String>,
    /// Which occurrence of the words, from 1
    #[arg(long, value_name = "N", requires = "quote")]
    nth: Option<u32>,
    /// Other characters of the paragraph, from 0, the end excluded
    #[arg(long, value_name = "START..END", allow_hyphen_values = true, conflicts_with = "whole")]
    span: Option<Span>,
    /// The whole paragraph
    #[arg(long)]
    whole: bool,
    /// What sort of assertion
    #[arg(long, value_parser = PossibleValuesParser::new(StatementKind::NAMES))]
    kind: Option<String>,
    /// 1 for, 0 neutral, -1 against
    #[arg(long, allow_hyphen_values = true, conflicts_with = "no_stance")]
    stance: Option<Stance>,
    /// Take the stance away
    #[arg(long)]
    no_stance: bool,
    /// Your own short wording; '' takes it away
    #[arg(long)]
    summary: Option<String>,
    /// Your note on it, in place of the one you wrote; '' takes it away
    #[arg(long)]
    memo: Option<String>,
    /// The themes it has from now on (can be repeated)
    #[arg(long, value_name = "CODE")]
    theme: Vec<String>,
    /// One more theme (can be repeated)
    #[arg(long, value_name = "CODE")]
    add_theme: Vec<String>,
    /// One theme less (can be repeated)
    #[arg(long, value_name = "CODE")]
    remove_theme: Vec<String>,
    /// The codes it has of that variable from now on (can be repeated)
    #[arg(long, value_name = "VARIABLE=CODE")]
    code: Vec<String>,
    /// One more code (can be repeated)
    #[arg(long, value_name = "VARIABLE=CODE")]
    add_code: Vec<String>,
    /// One code less (can be repeated)
    #[arg(long, value_name = "VARIABLE=CODE")]
    remove_code: Vec<String>,
    /// Who proposes from now on (can be repeated)
    #[arg(long)]
    actor: Vec<String>,
    /// Who is asked to act from now on (can be repeated)
    #[arg(long, value_name = "ACTOR")]
    to: Vec<String>,
    /// Who stands in that role from now on (can be repeated)
    #[arg(long, value_name = "ROLE=ACTOR")]
    role: Vec<String>,
    /// One more actor, a proposer unless said (can be repeated)
    #[arg(long, value_name = "[ROLE=]ACTOR")]
    add_actor: Vec<String>,
    /// One actor less, in every role unless said (can be repeated)
    #[arg(long, value_name = "[ROLE=]ACTOR")]
    remove_actor: Vec<String>,
    /// Though it is another coder's work
    #[arg(long)]
    others: bool,
}

impl Edit {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let (id, others) = (self.statement, self.others);
        let edit = self.edit()?;
        if edit == StatementEdit::default() {
            return Err(CommandError::usage("what should change?")
                .hint("say it with --quote, --kind, --theme, --actor, … as `pizhu statement edit --help` lists them"));
        }
        let edited = edit_statement(&mut ctx.store()?, id, &edit, others)?.value;
        if edited.changes.is_empty() {
            ctx.ui.note(&format!("{id}: nothing changed"));
            return Ok(());
        }
        ctx.ui.note(&format!("{id} {}: {}", edited.before.paragraph(), edited.changes.join(", ")));
        for (name, posts) in &edited.undecided {
            ctx.ui.hint(&format!("{name} holds {} posts; name one: {}", posts.len(), posts.join(", ")));
        }
        Ok(())
    }

    fn edit(self) -> CommandResult<StatementEdit> {
        let whole = self.whole.then_some(Place::Whole);
        Ok(StatementEdit {
            codes: self.codes()?,
            add_codes: refs(&self.add_theme, &self.add_code)?,
            remove_codes: refs(&self.remove_theme, &self.remove_code)?,
            actors: self.actors()?,
            add_actors: proposers(&self.add_actor)?,
            remove_actors: self.remove_actor.iter().map(|text| actor_flag(text)).collect::<CommandResult<_>>()?,
            place: place(self.quote, self.nth, self.span).or(whole),
            kind: self.kind.as_deref().map(str::parse).transpose()?,
            stance: match self.stance {
                Some(stance) => Change::Set(stance),
                None if self.no_stance => Change::Clear,
                None => Change::Keep,
            },
            summary: text(self.summary),
            memo: text(self.memo),
        })
    }

    /// Per variable, what replaces its codes.
    fn codes(&self) -> CommandResult<Vec<(String, Vec<CodeRef>)>> {
        let mut groups: Vec<(String, Vec<CodeRef>)> = Vec::new();
        let theme = || resolve::THEME.to_owned();
        for text in &self.theme {
            if text.trim().is_empty() {
                group(&mut groups, theme(), None);
            } else {
                let code: CodeRef = text.parse()?;
                group(&mut groups, code.variable.clone().unwrap_or_else(theme), Some(code));
            }
        }
        for text in &self.code {
            match text.split_once('=') {
                Some((variable, tail)) if tail.trim().is_empty() => {
                    group(&mut groups, variable.trim().to_owned(), None);
                }
                _ => {
                    let code = code_flag(text)?;
                    group(&mut groups, code.variable.clone().unwrap_or_else(theme), Some(code));
                }
            }
        }
        Ok(groups)
    }

    /// Per role, who replaces those who stand in it.
    fn actors(&self) -> CommandResult<Vec<(Role, Vec<ActorRef>)>> {
        let mut groups: Vec<(Role, Vec<ActorRef>)> = Vec::new();
        let named = [(Role::Proposer, &self.actor), (Role::Addressee, &self.to)];
        for (role, text) in named.into_iter().flat_map(|(role, texts)| texts.iter().map(move |text| (role, text))) {
            let actor = if text.trim().is_empty() { None } else { Some(text.parse()?) };
            group(&mut groups, role, actor);
        }
        for text in &self.role {
            match text.split_once('=') {
                Some((role, actor)) if actor.trim().is_empty() => group(&mut groups, role.trim().parse()?, None),
                _ => {
                    let (role, actor) = role_flag(text)?;
                    group(&mut groups, role, Some(actor));
                }
            }
        }
        Ok(groups)
    }
}

/// Puts an item into the group of its key; `None` only makes the group.
fn group<K: PartialEq, T>(groups: &mut Vec<(K, Vec<T>)>, key: K, item: Option<T>) {
    match groups.iter_mut().find(|(known, _)| *known == key) {
        Some((_, items)) => items.extend(item),
        None => groups.push((key, item.into_iter().collect())),
    }
}

fn refs(themes: &[String], codes: &[String]) -> CommandResult<Vec<CodeRef>> {
    let themes = themes.iter().map(|theme| Ok(theme.parse()?));
    themes.chain(codes.iter().map(|code| code_flag(code))).collect()
}

/// Actors who propose unless a role is named.
fn proposers(texts: &[String]) -> CommandResult<Vec<(Role, ActorRef)>> {
    let named = texts.iter().map(|text| actor_flag(text));
    named.map(|flag| flag.map(|(role, actor)| (role.unwrap_or(Role::Proposer), actor))).collect()
}

/// `implementer=市教委`, or `市教委` in no role that is named.
fn actor_flag(text: &str) -> CommandResult<(Option<Role>, ActorRef)> {
    match text.split_once('=') {
        Some((role, actor)) => Ok((Some(role.trim().parse()?), actor.parse()?)),
        None => Ok((None, text.parse().map_err(CommandError::from)?)),
    }
}

fn text(given: Option<String>) -> Change<String> {
    match given {
        None => Change::Keep,
        Some(text) if text.trim().is_empty() => Change::Clear,
        Some(text) => Change::Set(text),
    }
}
