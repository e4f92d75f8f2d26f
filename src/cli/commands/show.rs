use pizhu::model::ParagraphRef;
use pizhu::ops::resolve;

use crate::cli::context::Context;
use crate::cli::error::CommandResult;
use crate::cli::paragraph::{self, Passage};

/// Read a document: numbered paragraphs, statements marked in the text
///
/// A statement stands between ⟦ and ⟧, its handle in front: ⟦s6:有效问卷⟧. Where statements overlap the
/// closing mark names it too: :s6⟧. With --format the paragraphs are written as rows instead.
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// Document, paragraph or range: cq-ai, cq-ai:8, cq-ai:8-12, or 8 when there is one document
    target: Option<ParagraphRef>,
    /// Show only the statements of the coder who works here
    #[arg(long)]
    mine: bool,
    /// Show the source lines each paragraph was made of
    #[arg(long)]
    lines: bool,
}

impl Show {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let store = ctx.store()?;
        let coder = store.coder()?.0;
        let target = self.target.unwrap_or(ParagraphRef { document: None, range: None });
        let passages = store.read(|r| Passage::load(r, resolve::range(r, &target)?, self.mine.then_some(coder)))?;
        if ctx.global.format.is_some() {
            return paragraph::list(ctx, passages);
        }
        for passage in &passages {
            passage.draw(&mut ctx.ui, self.lines)?;
        }
        Ok(())
    }
}
