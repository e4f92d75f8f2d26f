use std::io::{self, BufRead as _, IsTerminal as _};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use pizhu::model::{ParagraphKind, beginning};
use pizhu::ops::{Difference, ReflowOptions, Reflowed, reflow_document};
use pizhu::text::Layout;

use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult, Exit, quoted};

/// Restore the paragraphs of a document anew from its source
///
/// For a document nobody has worked on: after another --layout, or with a newer pizhu. What the format of
/// its file told, and what was asked for at import, holds unless something else is asked for now. What
/// changes is shown first and asked for; paragraphs that come out the same keep their rows.
#[derive(Debug, clap::Args)]
pub(crate) struct Reflow {
    /// Its key; not needed when there is one document
    #[arg(value_name = "KEY")]
    document: Option<String>,
    /// How lines become paragraphs; as at import otherwise
    #[arg(long, value_parser = PossibleValuesParser::new(Layout::NAMES).try_map(|name| name.parse::<Layout>()))]
    layout: Option<Layout>,
    /// Take each line as a paragraph: the same as --layout lines
    #[arg(long, conflicts_with = "layout")]
    keep_lines: bool,
    /// Leave CJK radicals as they stand
    #[arg(long)]
    keep_radicals: bool,
    /// Take the ideographs CJK radicals stand for
    #[arg(long, conflicts_with = "keep_radicals")]
    fold_radicals: bool,
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
    /// Show what would change, change nothing
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
}

impl Reflow {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let mut store = ctx.store()?;
        let options = ReflowOptions {
            layout: if self.keep_lines { Some(Layout::Lines) } else { self.layout },
            keep_radicals: (self.keep_radicals || self.fold_radicals).then_some(self.keep_radicals),
        };
        let mut reflow = |dry_run| reflow_document(&mut store, self.document.as_deref(), options, dry_run);
        let planned = reflow(true)?.value;
        if planned.differences.is_empty() {
            ctx.ui.note(&format!("{}: nothing to change, its paragraphs come out the same", planned.document));
            return Ok(());
        }
        show(ctx, &planned)?;
        if self.dry_run {
            ctx.ui.note("tried only, nothing was changed");
            return Ok(());
        }
        if !self.yes && !confirmed(ctx)? {
            ctx.ui.note("nothing was changed");
            return Ok(());
        }
        let done = reflow(false)?.value;
        let doubts = count(done.doubts, ("doubtful boundary", "doubtful boundaries"));
        ctx.ui.note(&format!("{}: {} now, {doubts}", done.document, count(done.paragraphs, ("paragraph", "paragraphs"))));
        if done.doubts > 0 {
            ctx.ui.hint(&format!("look at them with `pizhu para doubts {}`", quoted(&done.document)));
        }
        ctx.ui.hint("take it back with `pizhu undo`");
        Ok(())
    }
}

/// Asks on a terminal; where nobody can answer, the answer must have been given.
fn confirmed(ctx: &mut Context) -> CommandResult<bool> {
    if ctx.global.no_input || !io::stdin().is_terminal() {
        return Err(CommandError::usage("nobody can be asked whether to go on").hint("say it with --yes"));
    }
    ctx.ui.note("go on? [y/N]");
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    read.map_err(|error| CommandError::new(Exit::Refused, format!("standard input: {error}")))?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes" | "是"))
}

/// The differences as lines: − what goes, + what comes, ~ what is something else.
fn show(ctx: &mut Context, reflowed: &Reflowed) -> CommandResult {
    let line = |sign: char, number: &u32, kind: &ParagraphKind, text: &str| {
        format!("{sign} {number:>4}  [{kind}] {}", beginning(text, 36))
    };
    let (mut gone, mut new, mut kinds) = (0, 0, 0);
    for difference in &reflowed.differences {
        let text = match difference {
            Difference::Gone(number, kind, text) => {
                gone += 1;
                line('−', number, kind, text)
            }
            Difference::New(number, kind, text) => {
                new += 1;
                line('+', number, kind, text)
            }
            Difference::Kind(number, before, kind, text) => {
                kinds += 1;
                format!("~ {number:>4}  [{before} → {kind}] {}", beginning(text, 36))
            }
        };
        ctx.ui.line(&text)?;
    }
    let Reflowed { document, layout, unchanged, .. } = reflowed;
    ctx.ui.note(&format!("{document}, read as {layout}: {gone} go, {new} come, {kinds} are of another kind, {unchanged} stay"));
    if reflowed.format_lost {
        let why = "its file told more than its lines do, such as headings by style; an older pizhu did not keep that";
        ctx.ui.warn(why);
    }
    if reflowed.corrections > 0 {
        let operations = count(reflowed.corrections as usize, ("operation", "operations"));
        ctx.ui.warn(&format!("its paragraphs were corrected by hand in {operations}; what differs for that goes"));
    }
    Ok(())
}
