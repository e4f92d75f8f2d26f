use std::path::PathBuf;

use pizhu::model::{ParagraphRef, count};
use pizhu::ops::paragraph::{Reordered, order};

use super::{DryRun, read_text};
use crate::cli::context::Context;
use crate::cli::error::{CommandError, CommandResult};

/// Put the paragraphs of a document in reading order by a list
///
/// The paragraphs named share out the places they hold now, in the order they are named; all others stay
/// where they are. So `7,4-6` puts 7 before 4, 5 and 6, and a list of all is the whole new order.
#[derive(Debug, clap::Args)]
pub(crate) struct Order {
    /// The document's key; not needed when there is one document
    #[arg(value_name = "KEY")]
    document: Option<String>,
    /// The numbers: 1-3,7,4-6
    #[arg(value_name = "LIST")]
    list: Option<String>,
    /// Read the numbers from a file, - for standard input; commas, blanks and lines between them
    #[arg(long, value_name = "FILE", conflicts_with = "list")]
    from: Option<PathBuf>,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Order {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        // With one word alone it is the list, unless the list comes from a file.
        let (document, list) = match (self.document, self.list, &self.from) {
            (document, None, Some(from)) => (document, read_text(from)?),
            (Some(list), None, None) => (None, list),
            (document, Some(list), _) => (document, list),
            (None, None, None) => return Err(CommandError::usage("which order?").hint("write it as 1-3,7,4-6")),
        };
        let numbers = numbers(&list)?;
        let moved = order(&mut ctx.store()?, document.as_deref(), &numbers, self.dry_run.dry_run)?.value;
        tell(ctx, &moved, self.dry_run);
        Ok(())
    }
}

/// The numbers of a list of numbers and ranges.
fn numbers(list: &str) -> CommandResult<Vec<u32>> {
    let mut numbers = Vec::new();
    for word in list.split(|c: char| c == ',' || c == '，' || c == '、' || c.is_whitespace()).filter(|w| !w.is_empty()) {
        let refuse = || CommandError::usage(format!("`{word}` is no paragraph number")).hint("write it as 1-3,7,4-6");
        match word.parse::<ParagraphRef>() {
            Ok(ParagraphRef { document: None, range: Some((first, last)) }) if last - first <= 1_000_000 => numbers.extend(first..=last),
            _ => return Err(refuse()),
        }
    }
    if numbers.is_empty() {
        return Err(CommandError::usage("the list is empty").hint("write it as 1-3,7,4-6"));
    }
    Ok(numbers)
}

/// At most so many paragraphs are told one by one.
const TOLD: usize = 12;

/// What another order did.
pub(super) fn tell(ctx: &mut Context, reordered: &Reordered, dry_run: DryRun) {
    let Reordered { document, moved, renumbered, sections } = reordered;
    if *renumbered == 0 {
        ctx.ui.note(&format!("{document}: nothing to change, it is so already"));
        return;
    }
    let mut gone = moved.iter().filter(|(before, after)| before != after);
    for (before, after) in gone.by_ref().take(TOLD) {
        ctx.ui.note(&format!("{document}:{before} is {document}:{after} now"));
    }
    let more = gone.count();
    if more > 0 {
        ctx.ui.note(&format!("and {more} more"));
    }
    let mut line = format!("{} another number in all", count(*renumbered, ("paragraph has", "paragraphs have")));
    if *sections > 0 {
        line.push_str(&format!("; {} under another heading", count(*sections, ("paragraph stands", "paragraphs stand"))));
    }
    ctx.ui.note(&line);
    dry_run.close(ctx);
}
