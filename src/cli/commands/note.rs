use std::path::Path;

use pizhu::ops::{OpError, Target, clear_notes, import, note, target};

use crate::cli::context::{Context, count};
use crate::cli::error::{CommandResult, quoted};
use crate::cli::rows::Cell;

/// Write a note on anything, or list the notes there
///
/// A note stands on a document (cq-ai), a paragraph (cq-ai:8), a statement (s14), a code (theme:…)
/// or an actor, each with its author and time. A name that could be several of these is refused;
/// `doc:`, `code:` or `actor:` in front settles it. Without TEXT the notes there are listed.
#[derive(Debug, clap::Args)]
pub(crate) struct Note {
    /// What the note stands on
    target: String,
    /// The note; - for standard input
    #[arg(conflicts_with_all = ["list", "clear"])]
    text: Option<String>,
    /// List the notes there
    #[arg(long, conflicts_with = "clear")]
    list: bool,
    /// Remove your own notes there
    #[arg(long)]
    clear: bool,
}

impl Note {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        if self.clear {
            return self.clear(ctx);
        }
        match &self.text {
            Some(text) => {
                let text = if text == "-" { standard_input()? } else { text.clone() };
                let target = note(&mut ctx.store()?, &self.target, &text)?.value;
                ctx.ui.note(&format!("noted on {target}"));
                ctx.ui.hint(&format!("read what is noted there with `pizhu note {}`", quoted(&self.target)));
                Ok(())
            }
            None => self.list(ctx),
        }
    }

    fn list(&self, ctx: &mut Context) -> CommandResult {
        let store = ctx.store()?;
        let (target, memos): (Target, _) = store.read(|r| {
            let target = target(r, &self.target)?;
            let memos = r.memos(target.memo)?;
            Ok::<_, OpError>((target, memos))
        })?;
        ctx.ui.note(&format!("on {target}:"));
        let rows = memos.into_iter().map(|memo| {
            let cells: Vec<Cell> = vec![
                target.memo.kind().into(),
                target.name.as_str().into(),
                memo.coder.into(),
                memo.created_at.into(),
                memo.text.into(),
            ];
            cells
        });
        ctx.list(&["target_type", "target", "coder", "created_at", "text"], rows, ("note", "notes"))
    }

    fn clear(&self, ctx: &mut Context) -> CommandResult {
        let (target, n) = clear_notes(&mut ctx.store()?, &self.target)?.value;
        ctx.ui.note(&match n {
            0 => format!("you have no notes on {target}"),
            n => format!("{} of yours removed from {target}", count(n, ("note", "notes"))),
        });
        Ok(())
    }
}

/// All of standard input as text.
fn standard_input() -> Result<String, OpError> {
    let file = Path::new("standard input");
    let text = import::read_stream(file, std::io::stdin().lock())
        .map_err(|problem| OpError::File { file: file.to_owned(), problem })?;
    Ok(text.text)
}
