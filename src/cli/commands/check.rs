use pizhu::ops::{check, remake_index};
use pizhu::store::IndexGap;

use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult, Exit};
use crate::cli::rows::Cell;

/// Look whether the file is whole and the search index says what the texts say
///
/// Every page of the file and every text is looked at; nothing is changed without --fix. Exit code 8 says
/// that something was found. A search trusts the index where it has one: after somebody has changed its
/// tables by hand, only this command sees that single rows are missing.
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// Make the search index again where it is wrong or missing; nothing else is touched
    #[arg(long)]
    fix: bool,
}

impl Check {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let mut store = ctx.store()?;
        let findings = check(&store)?;
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        rows.extend(findings.file.iter().map(|finding| vec!["file".into(), finding.as_str().into()]));
        rows.extend(findings.index.iter().map(|gap| vec!["index".into(), told(gap).into()]));
        let found = rows.len();
        ctx.list(&["part", "finding"], rows, ("finding", "findings"))?;
        let mut left = found;
        if self.fix && !findings.index.is_empty() {
            remake_index(&mut store)?;
            left = findings.file.len();
            ctx.ui.note("the search index was made again from the texts");
        }
        if left == 0 {
            return Ok(());
        }
        let error = CommandError::new(Exit::Found, format!("check: {}", count(left, ("problem", "problems"))));
        Err(if findings.file.is_empty() {
            error.hint("make the search index again with `pizhu check --fix`; no text and no coding is in danger")
        } else {
            error.hint("copy the file before anything else, and go back to the last copy that is whole")
        })
    }
}

fn told(gap: &IndexGap) -> String {
    match gap {
        IndexGap::Incomplete => "a table or a trigger of it is missing; every text is searched".to_owned(),
        IndexGap::Absent => "there is none, and the project is large enough for one".to_owned(),
        IndexGap::Unreadable(first) => format!("the segment of the paragraphs from row {first} on cannot be read"),
        IndexGap::Wrong(id) => format!("the paragraph in row {id} is not as it has it"),
        IndexGap::Missing(id) => format!("it lacks the paragraph in row {id}"),
        IndexGap::Uncovered(n, first) => format!("it lacks {n} paragraphs, from row {first} on"),
        IndexGap::OutOfOrder(id) => format!("the paragraph in row {id} belongs among those before"),
    }
}
