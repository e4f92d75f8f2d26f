use pizhu::model::{ParagraphRef, ReadingState};
use pizhu::ops::{Marked, mark};
use pizhu::store::StoreError;

use super::next::progress;
use crate::cli::context::{Context, count};
use crate::cli::error::CommandResult;

/// Say how far you got with paragraphs
///
/// Marks are yours alone; other coders have their own. Without them nobody can tell a paragraph
/// without proposals from one nobody has read, and agreement and shares mean nothing. Coding a
/// paragraph marks it done by itself.
#[derive(Debug, clap::Args)]
pub(crate) struct Read {
    /// Paragraphs, ranges or whole documents: cq-ai:8, cq-ai:8-12, cq-ai, or 8 when there is one document
    #[arg(required = true)]
    target: Vec<ParagraphRef>,
    #[command(flatten)]
    state: State,
}

/// Exactly one of them.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct State {
    /// Read, nothing to code
    #[arg(long)]
    none: bool,
    /// Read and coded
    #[arg(long)]
    done: bool,
    /// To be looked at again
    #[arg(long)]
    unsure: bool,
    /// Not read after all
    #[arg(long)]
    unread: bool,
}

impl State {
    /// The state; `None` for unread.
    const fn get(&self) -> Option<ReadingState> {
        match self {
            Self { none: true, .. } => Some(ReadingState::None),
            Self { done: true, .. } => Some(ReadingState::Done),
            Self { unsure: true, .. } => Some(ReadingState::Unsure),
            Self { .. } => None,
        }
    }
}

impl Read {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let state = self.state.get();
        let mut store = ctx.store()?;
        let marked = mark(&mut store, &self.target, state)?.value;
        let coder = store.coder()?.0;
        tell(ctx, &marked, state.map_or("unread", ReadingState::as_str));
        for document in marked.documents {
            let (key, counts) = store
                .read(|r| Ok::<_, StoreError>((r.document_key(document)?, r.reading_counts(coder, Some(document))?)))?;
            ctx.ui.note(&format!("{key}: {}", progress(counts)));
        }
        ctx.ui.hint("go on reading with `pizhu next`");
        Ok(())
    }
}

fn tell(ctx: &mut Context, marked: &Marked, state: &str) {
    let paragraphs = |n| count(n, ("paragraph", "paragraphs"));
    let mut line = match (marked.changed, marked.unchanged) {
        (0, 0) => "nothing to mark".to_owned(),
        (0, n) => format!("nothing to change: {} {state} already", paragraphs(n)),
        (n, 0) => format!("{} marked {state}", paragraphs(n)),
        (n, already) => format!("{} marked {state}, {already} so already", paragraphs(n)),
    };
    if marked.furniture > 0 {
        line.push_str(&format!("; {} of page furniture left out", paragraphs(marked.furniture)));
    }
    ctx.ui.note(&line);
}
