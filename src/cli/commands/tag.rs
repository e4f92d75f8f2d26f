use std::path::PathBuf;

use pizhu::model::{ActorRef, CodeRef, ParagraphRef, Role, Span, Stance, StatementKind};
use pizhu::ops::{Place, TagOptions, TagRequest, Tagged, tag};

use crate::cli::context::Context;
use crate::cli::error::{CommandError, CommandResult};

/// Code a statement: a proposal, by theme and actor
///
/// The whole paragraph is coded unless --quote or --span says which words. Themes and actors must
/// be known; --new adds them on the fly. Values may be given by any unique tail of their path.
#[derive(Debug, clap::Args)]
pub(crate) struct Tag {
    /// Paragraph: cq-ai:8, or 8 when there is one document
    #[arg(required_unless_present = "from")]
    paragraph: Option<ParagraphRef>,
    /// The words, as they stand in the paragraph
    #[arg(long, value_name = "TEXT", conflicts_with = "span")]
    quote: Option<String>,
    /// Which occurrence of the words, from 1
    #[arg(long, value_name = "N", requires = "quote")]
    nth: Option<u32>,
    /// The characters, from 0, the end excluded
    #[arg(long, value_name = "START..END", allow_hyphen_values = true)]
    span: Option<Span>,
    /// Theme (can be repeated)
    #[arg(long, value_name = "CODE")]
    theme: Vec<String>,
    /// Code of another variable (can be repeated)
    #[arg(long, value_name = "VARIABLE=CODE")]
    code: Vec<String>,
    /// Who proposes, with the post spoken in: 陈前斌@重庆邮电大学 (can be repeated)
    #[arg(long, value_name = "ACTOR")]
    actor: Vec<ActorRef>,
    /// Who is asked to act (can be repeated)
    #[arg(long, value_name = "ACTOR")]
    to: Vec<ActorRef>,
    /// An actor in any role (can be repeated)
    #[arg(long, value_name = "ROLE=ACTOR")]
    role: Vec<String>,
    /// What sort of assertion
    #[arg(long, default_value = "proposal", value_parser = clap::builder::PossibleValuesParser::new(StatementKind::NAMES))]
    kind: String,
    /// 1 for, 0 neutral, -1 against
    #[arg(long, allow_hyphen_values = true)]
    stance: Option<Stance>,
    /// Your own short wording
    #[arg(long)]
    summary: Option<String>,
    /// A note on the statement
    #[arg(long)]
    memo: Option<String>,
    /// Take rows of a CSV or JSONL file, all or none; - for standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paragraph", "quote", "span", "theme", "code", "actor", "to", "role", "stance", "summary", "memo"])]
    from: Option<PathBuf>,
    /// Add themes and actors that are not there yet
    #[arg(long)]
    new: bool,
    /// Code it once more though the same is there
    #[arg(long)]
    again: bool,
    /// Check everything, change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Tag {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let options = TagOptions { add_unknown: self.new, again: self.again, dry_run: self.dry_run };
        let request = self.request()?;
        let mut store = ctx.store()?;
        let tagged = tag(&mut store, &request, options)?.value;
        tell(ctx, &tagged, options.dry_run);
        Ok(())
    }

    fn request(self) -> CommandResult<TagRequest> {
        let Some(paragraph) = self.paragraph else {
            return Err(CommandError::usage("which paragraph?"));
        };
        let place = match (self.quote, self.span) {
            (Some(text), _) => Place::Quote { text, nth: self.nth },
            (None, Some(span)) => Place::Span(span),
            (None, None) => Place::Whole,
        };
        let mut codes: Vec<CodeRef> = Vec::new();
        for theme in &self.theme {
            codes.push(theme.parse()?);
        }
        for code in &self.code {
            codes.push(code_flag(code)?);
        }
        let mut actors: Vec<(Role, ActorRef)> = Vec::new();
        actors.extend(self.actor.into_iter().map(|actor| (Role::Proposer, actor)));
        actors.extend(self.to.into_iter().map(|actor| (Role::Addressee, actor)));
        for text in &self.role {
            let Some((role, actor)) = text.split_once('=') else {
                return Err(CommandError::usage(format!("--role `{text}`: write it ROLE=ACTOR")));
            };
            actors.push((role.parse()?, actor.parse()?));
        }
        Ok(TagRequest {
            paragraph,
            place,
            kind: self.kind.parse()?,
            codes,
            actors,
            stance: self.stance,
            summary: self.summary,
            memo: self.memo,
        })
    }
}

/// `instrument=供给型/人才培养`, also with `:`.
pub(super) fn code_flag(text: &str) -> CommandResult<CodeRef> {
    match text.split_once('=') {
        Some((variable, tail)) => Ok(CodeRef { variable: Some(variable.trim().to_owned()), tail: tail.parse()? }),
        None => Ok(text.parse()?),
    }
}

/// One line on what was coded, and what the coder should know about it.
fn tell(ctx: &mut Context, tagged: &Tagged, dry_run: bool) {
    for name in &tagged.added {
        ctx.ui.note(&format!("added {name}"));
    }
    let codes = tagged.codes.join(", ");
    let actors: Vec<String> = tagged.actors.iter().map(|(role, actor)| format!("{role} {actor}")).collect();
    let mut line = format!("{} {} [{}] {}", tagged.statement, tagged.paragraph, tagged.span, ends(&tagged.quote));
    for part in [codes, actors.join(", ")] {
        if !part.is_empty() {
            line.push_str(" · ");
            line.push_str(&part);
        }
    }
    ctx.ui.note(&format!("{}{line}", if dry_run { "would code " } else { "" }));
    for (name, posts) in &tagged.undecided {
        ctx.ui.hint(&format!("{name} holds {} posts; name one: {}", posts.len(), posts.join(", ")));
    }
}

/// A long quote by its beginning and its end, where slips show.
fn ends(quote: &str) -> String {
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
