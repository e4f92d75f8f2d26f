//! What is said of statements that were coded.

use std::collections::{BTreeMap, BTreeSet};

use pizhu::ops::{Outcome, Tagged};
use pizhu::store::Store;

use crate::cli::context::{Context, count};
use crate::cli::error::{CommandResult, quoted};
use crate::cli::rows::Listing;

/// Whose the statements are.
pub(super) struct Coder {
    name: String,
    several: bool,
}

impl Coder {
    pub(super) fn of(store: &Store) -> CommandResult<Self> {
        let (_, name) = store.coder()?;
        Ok(Self { name, several: store.read(|r| r.several_coders())? })
    }

    /// ` by li`, where it could be somebody else.
    fn by(&self) -> String {
        if self.several { format!(" by {}", self.name) } else { String::new() }
    }
}

/// The statements as rows, where a format is asked for: so that a script learns their handles. A dry
/// run has given none.
pub(super) fn list(ctx: &mut Context, tagged: Vec<Tagged>, coder: Coder, dry_run: bool) -> CommandResult {
    let Some(format) = ctx.global.format else { return Ok(()) };
    let columns = ["statement", "paragraph", "start", "end", "quote", "kind", "codes", "actors", "coder"];
    let mut listing = Listing::new(&mut ctx.ui, format, &columns)?;
    let joined = |values: Vec<String>| Some(values.join(" | ")).filter(|text| !text.is_empty());
    for one in tagged {
        let actors = one.actors.into_iter().map(|(role, actor)| format!("{role}={actor}")).collect();
        listing.row(vec![
            (!dry_run || one.outcome != Outcome::Added).then(|| one.statement.to_string()).into(),
            one.paragraph.into(),
            one.span.start().into(),
            one.span.end().into(),
            one.quote.into(),
            one.kind.as_str().into(),
            joined(one.codes).into(),
            joined(actors).into(),
            coder.name.as_str().into(),
        ])?;
    }
    listing.close()
}

/// What was added on the way, and how to set right what was taken for a person.
fn tell_added(ctx: &mut Context, tagged: &[Tagged], dry_run: bool) {
    let word = if dry_run { "would add" } else { "added" };
    let added: BTreeSet<&String> = tagged.iter().flat_map(|one| &one.added).collect();
    for name in added {
        ctx.ui.note(&format!("{word} {name}"));
    }
    if let Some(name) = tagged.iter().flat_map(|one| &one.persons).next().filter(|_| !dry_run) {
        let name = quoted(name);
        ctx.ui.hint(&format!("if {name} is no person: `pizhu actor edit {name} --kind organization`"));
    }
}

/// How many statements a file brought, and what the coder should know about them.
pub(super) fn tell_all(ctx: &mut Context, tagged: &[Tagged], coder: &Coder, dry_run: bool) {
    tell_added(ctx, tagged, dry_run);
    let of = |outcome| tagged.iter().filter(|one| one.outcome == outcome).collect::<Vec<_>>();
    let (new, more, same) = (of(Outcome::Added), of(Outcome::GotMore), of(Outcome::HadAll));
    let statements = |all: &[&Tagged]| format!("{}{}", count(all.len(), ("statement", "statements")), coder.by());
    if dry_run && (!new.is_empty() || tagged.is_empty()) {
        ctx.ui.note(&format!("would code {}", statements(&new)));
    } else if !new.is_empty() {
        ctx.ui.note(&format!("{}{}", statements(&new), handles(&new)));
    } else if tagged.is_empty() {
        ctx.ui.note("0 statements");
    }
    if !more.is_empty() {
        let word = if dry_run { "would get" } else { "got" };
        ctx.ui.note(&format!("{} {word} more codes or actors{}", statements(&more), named(&more)));
    }
    if !same.is_empty() {
        ctx.ui.note(&format!("{} had all of it already{}", statements(&same), named(&same)));
    }
    let mut undecided: BTreeMap<&str, (usize, &[String])> = BTreeMap::new();
    for (name, posts) in tagged.iter().flat_map(|one| &one.undecided) {
        undecided.entry(name).or_insert((0, posts)).0 += 1;
    }
    for (name, (n, posts)) in undecided {
        let n = count(n, ("statement names", "statements name"));
        ctx.ui.hint(&format!("{name} holds {} posts, {n} none of them: {}", posts.len(), posts.join(", ")));
    }
    if !dry_run && tagged.iter().any(|one| one.outcome != Outcome::HadAll) {
        ctx.ui.hint("undo with `pizhu undo`");
    }
}

/// `: s4–s9`, of statements added one after the other.
fn handles(new: &[&Tagged]) -> String {
    match new {
        [] => String::new(),
        [one] => format!(": {}", one.statement),
        [first, .., last] => format!(": {}–{}", first.statement, last.statement),
    }
}

/// `: s4, s9, s7 and 5 more`.
fn named(statements: &[&Tagged]) -> String {
    const MOST: usize = 5;
    let shown: Vec<String> = statements.iter().take(MOST).map(|one| one.statement.to_string()).collect();
    let rest = statements.len().saturating_sub(MOST);
    let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    format!(": {}{rest}", shown.join(", "))
}

/// One line on what was coded, and what the coder should know about it.
pub(super) fn tell(ctx: &mut Context, tagged: &Tagged, coder: &Coder, dry_run: bool) {
    tell_added(ctx, std::slice::from_ref(tagged), dry_run);
    let codes = tagged.codes.join(", ");
    let actors: Vec<String> = tagged.actors.iter().map(|(role, actor)| format!("{role} {actor}")).collect();
    let mut line = format!("{} {} [{}] {}", tagged.statement, tagged.paragraph, tagged.span, ends(&tagged.quote));
    for part in [codes, actors.join(", ")] {
        if !part.is_empty() {
            line.push_str(" · ");
            line.push_str(&part);
        }
    }
    if coder.several {
        line.push_str(&format!(" ·{}", coder.by()));
    }
    ctx.ui.note(&format!("{}{line}", if dry_run { "would code " } else { "" }));
    for (name, posts) in &tagged.undecided {
        ctx.ui.hint(&format!("{name} holds {} posts; name one: {}", posts.len(), posts.join(", ")));
    }
}

/// A long quote by its beginning and its end, where slips show.
pub(in crate::cli::commands) fn ends(quote: &str) -> String {
    const HEAD: usize = 24;
    const TAIL: usize = 12;
    let n = quote.chars().count();
    if n <= HEAD + TAIL + 1 {
        return quote.to_owned();
    }
    let head: String = quote.chars().take(HEAD).collect();
    let tail: String = quote.chars().skip(n - TAIL).collect();
    format!("{head}…{tail}")
}
