use std::io::{self, Write as _};
use std::path::Path;
use std::process::Command;

use pizhu::model::ParagraphRef;
use pizhu::ops::paragraph::{EditedParagraph, Requoted, TextEdit, edit_paragraph};
use pizhu::ops::resolve;
use pizhu::store::Store;

use super::{DryRun, ends, moved_along, read_text, words};
use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult, Exit};

/// Correct the text of a paragraph
///
/// The source stays as it arrived. Statements keep their words, wherever these stand now. A statement
/// whose own words change is named and nothing is done, unless --adopt lets it take the new words.
#[derive(Debug, clap::Args)]
pub(crate) struct Edit {
    /// The paragraph: cq-ai:8, or 8 when there is one document
    #[arg(value_name = "REF")]
    paragraph: ParagraphRef,
    #[command(flatten)]
    how: How,
    /// What comes in place of --replace; an empty text takes the words out
    #[arg(long, value_name = "NEW", requires = "replace")]
    with: Option<String>,
    /// Which occurrence of the words, from 1
    #[arg(long, value_name = "N", requires = "replace")]
    nth: Option<u32>,
    /// Let statements take the corrected words
    #[arg(long)]
    adopt: bool,
    #[command(flatten)]
    dry_run: DryRun,
}

/// Exactly one of them.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct How {
    /// This is the whole text; - reads it from standard input
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// Replace these words; --with says by what
    #[arg(long, value_name = "OLD", requires = "with")]
    replace: Option<String>,
    /// Open the text in the editor that VISUAL or EDITOR names
    #[arg(long)]
    editor: bool,
}

impl Edit {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let mut store = ctx.store()?;
        let edit = match (self.how.text, self.how.replace, self.with) {
            (Some(text), ..) if text == "-" => TextEdit::Whole(read_text(Path::new("-"))?),
            (Some(text), ..) => TextEdit::Whole(text),
            (None, Some(old), Some(new)) => TextEdit::Replace { old, new, nth: self.nth },
            _ => TextEdit::Whole(in_editor(ctx, &store, &self.paragraph)?),
        };
        let ways = "say which with --nth 1, or give more words";
        let edited = edit_paragraph(&mut store, &self.paragraph, &edit, (self.adopt, self.dry_run.dry_run))
            .map_err(|error| words(error, ways))?
            .value;
        tell(ctx, &edited, self.dry_run);
        Ok(())
    }
}

fn tell(ctx: &mut Context, edited: &EditedParagraph, dry_run: DryRun) {
    let EditedParagraph { paragraph, before, after, moved, requoted, sections } = edited;
    if before == after {
        ctx.ui.note(&format!("{paragraph}: nothing to change, it is so already"));
        return;
    }
    let (old, new) = difference(before, after);
    ctx.ui.note(&format!("{paragraph}  − {}", ends(&old)));
    ctx.ui.note(&format!("{}  + {}", " ".repeat(paragraph.chars().count()), ends(&new)));
    for Requoted { statement, before, after } in requoted {
        ctx.ui.note(&format!("{statement}: {} → {}", ends(before), ends(after)));
    }
    if let Some(moved) = moved_along(moved) {
        ctx.ui.note(&moved);
    }
    if *sections > 0 {
        ctx.ui.note(&format!("the heading of {} is another", count(*sections, ("paragraph", "paragraphs"))));
    }
    dry_run.close(ctx);
}

/// The stretch in which two texts differ, with a few characters on both sides.
fn difference(before: &str, after: &str) -> (String, String) {
    const AROUND: usize = 4;
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let part = |chars: &[char]| {
        let (from, to) = (head.saturating_sub(AROUND), (chars.len() - tail + AROUND).min(chars.len()));
        let text: String = chars[from..to].iter().collect();
        format!("{}{text}{}", if from > 0 { "…" } else { "" }, if to < chars.len() { "…" } else { "" })
    };
    (part(&old), part(&new))
}

/// The text of a paragraph as a person leaves it in his editor.
fn in_editor(ctx: &mut Context, store: &Store, reference: &ParagraphRef) -> CommandResult<String> {
    if ctx.global.no_input {
        return Err(CommandError::usage("--editor asks a person, --no-input forbids it").hint("give the text with --text"));
    }
    let named = |name| std::env::var(name).ok().filter(|command| !command.trim().is_empty());
    let Some(command) = named("VISUAL").or_else(|| named("EDITOR")) else {
        return Err(CommandError::usage("neither VISUAL nor EDITOR names an editor")
            .hint("set one, as in EDITOR=vi, or give the text with --text or --replace"));
    };
    let words = shlex::split(&command).filter(|words| !words.is_empty());
    let Some([program, arguments @ ..]) = words.as_deref() else {
        return Err(CommandError::usage(format!("`{command}` names no editor")));
    };
    let text = store.read(|r| resolve::paragraph(r, reference))?.text;
    let failed = |error: io::Error| CommandError::new(Exit::Refused, format!("the file for the editor: {error}"));
    let mut file = tempfile::Builder::new().prefix("pizhu-").suffix(".txt").tempfile().map_err(failed)?;
    writeln!(file, "{text}").and_then(|()| file.flush()).map_err(failed)?;
    let path = file.into_temp_path();
    let ended = Command::new(program).args(arguments).arg(&path).status();
    match ended {
        Ok(status) if status.success() => {}
        Ok(status) => return Err(CommandError::new(Exit::Failed, format!("the editor ended with {status}; nothing was changed"))),
        Err(error) => return Err(CommandError::new(Exit::Failed, format!("the editor `{program}`: {error}"))),
    }
    // An editor may have put another file under the name.
    std::fs::read_to_string(&path).map_err(failed)
}
