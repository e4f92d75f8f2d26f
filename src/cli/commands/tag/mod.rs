//! Coding: the statement from the flags, or many from a file.

mod tell;

use std::path::{Path, PathBuf};

use clap::builder::NonEmptyStringValueParser;
use pizhu::model::{ActorRef, CodeRef, ParagraphRef, Role, Span, Stance, StatementKind};
use pizhu::ops::{FileProblem, OpError, Place, TagDefaults, TagFormat, TagOptions, TagRequest, code_of, tag, tag_requests, tag_rows};
use pizhu::store::Store;

pub(super) use self::tell::ends;
use self::tell::{Coder, list, tell, tell_all};
use super::import;
use crate::cli::context::Context;
use crate::cli::error::{CommandError, CommandResult};

/// Code a statement: a proposal, by theme and actor
///
/// The whole paragraph is coded unless --quote or --span says which words. Themes and actors must
/// be known; --new adds them on the fly. Values may be given by any unique tail of their path.
///
/// With --from each row of a file is a statement. Columns, or keys of a JSON object: paragraph
/// (cq-ai:8, or a number beside the column document); quote, nth, span or start and end; kind,
/// theme, actor, to, stance, summary, memo; code (VARIABLE=CODE) or a column per variable; a column
/// per role. Several values stand between |. What a row leaves out is taken from the other flags.
/// Rows of find and kwic are taken as they come: a hit in the summary or memo of a statement gives the
/// codes and actors to that statement, every other hit makes a new one.
/// A paragraph coded by hand counts as read; those of a file count so with --read only.
///
/// With --format the new statements are written as rows to standard output.
#[derive(Debug, clap::Args)]
pub(crate) struct Tag {
    /// Paragraph: cq-ai:8, or 8 when there is one document
    #[arg(required_unless_present = "from")]
    paragraph: Option<ParagraphRef>,
    /// The words, as they stand in the paragraph
    #[arg(long, value_name = "TEXT", conflicts_with = "span", value_parser = NonEmptyStringValueParser::new())]
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
    /// What sort of assertion; proposal unless said
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(StatementKind::NAMES))]
    kind: Option<String>,
    /// 1 for, 0 neutral, -1 against
    #[arg(long, allow_hyphen_values = true)]
    stance: Option<Stance>,
    /// Your own short wording
    #[arg(long)]
    summary: Option<String>,
    /// A note on the statement
    #[arg(long)]
    memo: Option<String>,
    /// Take rows of a CSV, TSV or JSONL file, all or none; - for standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paragraph", "quote", "nth", "span"])]
    from: Option<PathBuf>,
    /// Mark the paragraphs of the rows as read
    #[arg(long, requires = "from")]
    read: bool,
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
        let options = TagOptions {
            add_unknown: self.new,
            mark_read: self.from.is_none() || self.read,
            again: self.again,
            dry_run: self.dry_run,
        };
        let words = self.words()?;
        self.refuse_bare()?;
        let mut store = ctx.store()?;
        let coder = Coder::of(&store)?;
        if let Some(file) = &self.from {
            let requests = rows(&store, file, &words)?;
            let tagged = tag_rows(&mut store, requests, options).map_err(on_the_fly)?.value;
            tell_all(ctx, &tagged, &coder, options.dry_run);
            return list(ctx, tagged, coder, options.dry_run);
        }
        let tagged = tag(&mut store, &self.request(words)?, options).map_err(on_the_fly)?.value;
        tell(ctx, &tagged, &coder, options.dry_run);
        list(ctx, vec![tagged], coder, options.dry_run)
    }

    /// Refuses a paragraph with nothing said about it: a whole paragraph is a proposal of somebody
    /// about something, or a slip.
    fn refuse_bare(&self) -> CommandResult {
        let bare = self.from.is_none()
            && [&self.theme, &self.code, &self.role].iter().all(|given| given.is_empty())
            && [&self.actor, &self.to].iter().all(|given| given.is_empty())
            && [&self.quote, &self.summary, &self.memo].iter().all(|given| given.is_none())
            && self.span.is_none();
        if bare {
            return Err(CommandError::usage("nothing is said about the paragraph").hint(
                "give at least one of --quote, --span, --theme, --code, --actor, --to, --role, --summary or --memo",
            ));
        }
        Ok(())
    }

    /// What the flags say about one statement, or about every row of a file.
    fn words(&self) -> CommandResult<TagDefaults> {
        let themes = self.theme.iter().map(|theme| Ok(theme.parse()?));
        let codes = themes.chain(self.code.iter().map(|code| code_flag(code))).collect::<CommandResult<_>>()?;
        let mut actors: Vec<(Role, ActorRef)> = Vec::new();
        actors.extend(self.actor.iter().map(|actor| (Role::Proposer, actor.clone())));
        actors.extend(self.to.iter().map(|actor| (Role::Addressee, actor.clone())));
        for text in &self.role {
            actors.push(role_flag(text)?);
        }
        Ok(TagDefaults {
            kind: self.kind.as_deref().map(str::parse).transpose()?,
            codes,
            actors,
            stance: self.stance,
            summary: self.summary.clone(),
            memo: self.memo.clone(),
        })
    }

    fn request(self, words: TagDefaults) -> CommandResult<TagRequest> {
        let Some(paragraph) = self.paragraph else {
            return Err(CommandError::usage("which paragraph?"));
        };
        Ok(TagRequest {
            paragraph,
            place: place(self.quote, self.nth, self.span).unwrap_or(Place::Whole),
            statement: None,
            kind: words.kind.unwrap_or(StatementKind::Proposal),
            codes: words.codes,
            actors: words.actors,
            stance: words.stance,
            summary: words.summary,
            memo: words.memo,
        })
    }
}

/// Where the flags say the statement stands, if they do.
pub(super) fn place(quote: Option<String>, nth: Option<u32>, span: Option<Span>) -> Option<Place> {
    match (quote, span) {
        (Some(text), _) => Some(Place::Quote { text, nth }),
        (None, Some(span)) => Some(Place::Span(span)),
        (None, None) => None,
    }
}

/// `instrument=供给型/人才培养`, also with `:`.
pub(super) fn code_flag(text: &str) -> CommandResult<CodeRef> {
    Ok(code_of(text)?)
}

/// `implementer=市教委`.
pub(super) fn role_flag(text: &str) -> CommandResult<(Role, ActorRef)> {
    match text.split_once('=') {
        Some((role, actor)) => Ok((role.trim().parse()?, actor.parse()?)),
        None => Err(CommandError::usage(format!("`{text}`: write it ROLE=ACTOR"))),
    }
}

/// The rows of a file as requests.
fn rows(store: &Store, file: &Path, words: &TagDefaults) -> CommandResult<Vec<(u64, Result<TagRequest, OpError>)>> {
    let streamed = file == Path::new("-");
    let text = match import::read(file, store.path()) {
        Ok(source) => source.text,
        // A search that found nothing is no mistake of the one it is piped to.
        Err(OpError::File { problem: FileProblem::Empty, .. }) if streamed => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let variables = store.read(|r| r.variables())?;
    let variables: Vec<String> = variables.into_iter().map(|variable| variable.name).collect();
    let requests = tag_requests(&text, TagFormat::of(file, &text), &variables, words);
    let requests = requests.and_then(|requests| match requests.is_empty() && !streamed {
        true => Err(FileProblem::Format("it has a header and no rows".to_owned())),
        false => Ok(requests),
    });
    Ok(requests.map_err(|problem| OpError::File { file: file.to_owned(), problem })?)
}

/// The error of a command that could have added what is missing.
fn on_the_fly(error: OpError) -> CommandError {
    let missing = error.lacks_a_name();
    let told = CommandError::from(error);
    if missing { told.hint("or add what is missing on the fly with --new") } else { told }
}
