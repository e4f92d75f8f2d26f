use pizhu::model::ParagraphRef;
use pizhu::ops::paragraph::{FoundDoubt, Settle, Where, doubts, settle};
use pizhu::ops::resolve;
use pizhu::store::DoubtRow;

use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult, quoted};
use crate::cli::rows::{Cell, Format};

/// List the boundaries that were decided on little, with the command that would change each
///
/// A boundary goes from this list when a paragraph is cut or joined right there, or with --settle when
/// a person has looked and leaves it as it is.
#[derive(Debug, clap::Args)]
pub(crate) struct Doubts {
    /// The document's key; all documents otherwise
    #[arg(value_name = "KEY")]
    document: Option<String>,
    /// Say that you have looked at those of this paragraph, range or document, or at all
    #[arg(long, value_name = "REF|all")]
    settle: Option<String>,
    /// List those that are settled too
    #[arg(long, conflicts_with = "settle")]
    settled: bool,
}

impl Doubts {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let mut store = ctx.store()?;
        let key = self.document.as_deref();
        let document = store.read(|r| key.map(|key| resolve::document(r, Some(key))).transpose())?;
        if let Some(which) = self.settle {
            let which = match which.as_str() {
                "all" => Settle::All(document),
                _ if document.is_some() => {
                    return Err(CommandError::usage("name the document in the reference, as in --settle cq-ai:8"));
                }
                reference => Settle::At(reference.parse::<ParagraphRef>()?),
            };
            let settled = settle(&mut store, &which)?.value;
            ctx.ui.note(&format!("{} settled", count(settled, ("doubt", "doubts"))));
            return Ok(());
        }
        let found = store.read(|r| doubts(r, document, self.settled))?;
        let table = ctx.format() == Format::Table;
        let columns = [
            "document", "paragraph", "line", "next_line", "broken", "score", "reasons", "before", "after", "settled", "command",
        ];
        let commands: Vec<Option<String>> = found.iter().map(command).collect();
        if !table {
            let rows = found.into_iter().zip(commands).map(|(found, command)| row(found, command));
            return ctx.list(&columns, rows, ("doubt", "doubts"));
        }
        let any = !found.is_empty();
        for (FoundDoubt { doubt, place, before, after }, command) in found.iter().zip(&commands) {
            let DoubtRow { document, line, next_line, reasons, .. } = doubt;
            let (now, mark) = match place {
                Where::Inside { paragraph, .. } => (format!("{document}:{paragraph} goes on"), "|"),
                Where::Between { left, right, .. } => (format!("{document}:{left} ends, {document}:{right} begins"), "‖"),
                Where::Unknown => (format!("{document}: somewhere"), "?"),
            };
            let settled = if doubt.settled { " · settled" } else { "" };
            ctx.ui.line(&format!("{now}: …{before} {mark} {after}…"))?;
            let score = score(doubt.score);
            ctx.ui.line(&format!("      lines {line} and {next_line} · {score} · {reasons}{settled}"))?;
            if let Some(command) = command {
                ctx.ui.line(&format!("      otherwise: {command}"))?;
            }
        }
        ctx.ui.note(&count(found.len(), ("doubt", "doubts")));
        if any {
            ctx.ui.hint("one that is right as it is goes with `pizhu para doubts --settle REF`");
        }
        Ok(())
    }
}

fn row(found: FoundDoubt, command: Option<String>) -> Vec<Cell> {
    let FoundDoubt { doubt, place, before, after } = found;
    vec![
        doubt.document.into(),
        place.paragraph().into(),
        doubt.line.into(),
        doubt.next_line.into(),
        // As it is now, whatever was decided first.
        Cell::Int(match place {
            Where::Inside { .. } => 0,
            Where::Between { .. } => 1,
            Where::Unknown => i64::from(doubt.broken),
        }),
        score(doubt.score).into(),
        doubt.reasons.into(),
        before.into(),
        after.into(),
        Cell::Int(i64::from(doubt.settled)),
        command.into(),
    ]
}

/// `-0.30`, from hundredths.
fn score(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100)
}

/// The command that would change what is now.
fn command(found: &FoundDoubt) -> Option<String> {
    let key = &found.doubt.document;
    let reference = |n: &u32| quoted(&format!("{key}:{n}"));
    match &found.place {
        // Words of digits alone would be read as a number of characters.
        Where::Inside { paragraph, words: Some(words), .. } if !words.chars().all(|c| c.is_ascii_digit()) => {
            Some(format!("pizhu para split {} --at {}", reference(paragraph), quoted(words)))
        }
        Where::Inside { paragraph, at, .. } => Some(format!("pizhu para split {} --at {at}", reference(paragraph))),
        Where::Between { left, right, adjacent: true } => {
            Some(format!("pizhu para join {} {}", reference(left), reference(right)))
        }
        Where::Between { left, right, adjacent: false } => {
            Some(format!("pizhu para move {} --after {}", reference(right), reference(left)))
        }
        Where::Unknown => None,
    }
}
