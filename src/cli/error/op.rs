//! What a change was refused for.

use pizhu::model::beginning;
use pizhu::ops::paragraph::InTheWay;
use pizhu::ops::{OpError, RowProblem};

use super::file::file;
use super::{CommandError, Exit, quoted};
use crate::cli::safe::safe_line;

impl From<OpError> for CommandError {
    fn from(error: OpError) -> Self {
        let message = error.to_string();
        let new = |exit| Self::new(exit, message.clone());
        match error {
            OpError::Store(inner) => inner.into(),
            OpError::Invalid(inner) => inner.into(),
            OpError::InFilter { name, error } => {
                let mut inner = Self::from(*error);
                inner.message = safe_line(&format!("filter {name}: {}", inner.message)).into_owned();
                inner.hint(format!("save it anew with `pizhu filter save {} … --replace`", quoted(&name)))
            }
            OpError::NotFound { what, ref name, ref near } => not_found(new(Exit::NotFound), what, name, near),
            OpError::Ambiguous { what: "target", ref candidates, .. } => {
                new(Exit::Conflict).details(numbered(candidates)).hint("write one of these, with what stands before it")
            }
            OpError::Ambiguous { ref candidates, .. } => {
                new(Exit::Conflict).details(numbered(candidates)).hint("write more of it, so that it fits one only")
            }
            OpError::WhichDocument(ref keys) if keys.is_empty() => {
                Self::new(Exit::NotFound, "the project holds no document")
                    .hint("bring texts in with `pizhu import FILE…`")
            }
            OpError::WhichDocument(ref keys) => new(Exit::Conflict)
                .details(numbered(keys))
                .hint(format!("name the document, as in {0} or {0}:8", quoted(&keys[0]))),
            OpError::NoParagraph { ref document, .. } => {
                new(Exit::NotFound).hint(format!("see them with `pizhu show {}`", quoted(document)))
            }
            OpError::OneParagraph(_) => new(Exit::Usage).hint("write it as cq-ai:8, or 8 when there is one document"),
            OpError::QuoteNotFound { ref instead, ref paragraph, .. } => match instead {
                Some(words) => new(Exit::NotFound).hint(format!("there stands: {words}")),
                None => new(Exit::NotFound).hint(format!("read it with `pizhu show {}`", quoted(paragraph))),
            },
            OpError::QuoteTwice { ref places, .. } => new(Exit::Conflict)
                .details(places.iter().enumerate().map(|(n, (span, words))| format!("{}. {span}  {words}", n + 1)))
                .hint("say which with --nth 1, or give the place with --span START..END, or quote more words"),
            OpError::NoOccurrence { .. } => new(Exit::NotFound),
            OpError::SpanOutside { .. } => {
                new(Exit::Usage).hint("characters are counted from 0; the end is one past the last")
            }
            OpError::OtherWords { ref paragraph, .. } => new(Exit::Conflict)
                .hint(format!("read it with `pizhu show {}`; the text may have changed since", quoted(paragraph))),
            OpError::SingleValued { .. } => new(Exit::Conflict).hint("give one of them"),
            OpError::Retired(ref code) => {
                new(Exit::Conflict).hint(format!("bring it back with `pizhu codebook retire {} --undo`", quoted(code)))
            }
            OpError::SameStatement { .. } => new(Exit::Conflict).hint("take it once more with --again"),
            OpError::Exists { what: "code", .. } => new(Exit::Conflict)
                .hint("`pizhu codebook edit` changes it, `pizhu codebook merge` makes one code of two"),
            OpError::Exists { what: "filter", .. } => {
                new(Exit::Conflict).hint("--replace lets the name mean these flags from now on")
            }
            OpError::Exists { .. } | OpError::Conflict(_) => new(Exit::Conflict),
            OpError::NameTaken { what: "actor", ref owner, .. } => {
                new(Exit::Conflict).hint(format!("see who that is with `pizhu actor show {}`", quoted(owner)))
            }
            OpError::NameTaken { .. } => new(Exit::Conflict),
            OpError::Differs { .. } => new(Exit::Conflict).hint("take the file's values with --update"),
            OpError::OtherDates { .. } => new(Exit::Conflict)
                .hint("a further term is told apart by its --from; a wrong one goes with --remove and comes anew"),
            OpError::Cycle { .. } => new(Exit::Conflict),
            OpError::InUse { what: "actor", ref name, .. } => new(Exit::Conflict).hint(format!(
                "if it is the same as another actor, unite them with `pizhu actor merge {} OTHER`",
                quoted(name)
            )),
            OpError::InUse { what: "document", .. } => new(Exit::Conflict)
                .hint("remove it with all of that by --with-statements; `pizhu undo` brings everything back"),
            OpError::OtherVariable { .. } => new(Exit::Conflict),
            OpError::MergeBelow { ref into, .. } => {
                new(Exit::Conflict).hint(format!("move it up first with `pizhu codebook move {} --top`", quoted(into)))
            }
            OpError::NameClash { .. } => {
                new(Exit::Conflict).hint("merge or rename those first with `pizhu codebook merge` or `rename`")
            }
            OpError::SeveralCodes { ref statements, .. } => {
                let statements: Vec<String> = statements.iter().map(ToString::to_string).collect();
                new(Exit::Conflict).details(numbered(&statements)).hint("take codes from them first")
            }
            OpError::InUse { what: "code", ref name, .. } => new(Exit::Conflict).hint(format!(
                "keep it for what is coded with `pizhu codebook retire {0}`, or `pizhu codebook merge {0} INTO`",
                quoted(name)
            )),
            OpError::InUse { .. } => new(Exit::Conflict),
            OpError::NotOnStatement { ref has, .. } if has.is_empty() => new(Exit::NotFound).hint("it has none"),
            OpError::NotOnStatement { ref has, .. } => new(Exit::NotFound).hint(format!("it has {}", has.join(", "))),
            OpError::OthersCoding { ref work, .. } => new(Exit::Conflict)
                .details(work.iter().map(|(coder, counts)| format!("{coder}: {counts}")))
                .hint("remove it nevertheless with --others; `pizhu undo` brings everything back"),
            OpError::OthersWork { ref coder, .. } => new(Exit::Conflict)
                .hint(format!("work as that coder with --coder {}, or touch it with --others", quoted(coder))),
            OpError::OthersLink { .. } => new(Exit::Conflict).hint("remove it nevertheless with --others"),
            OpError::SelfLink(_) => new(Exit::Conflict),
            OpError::Coded(ref coded) => new(Exit::Conflict)
                .details(coded.iter().map(|(paragraph, statements)| {
                    let handles: Vec<String> = statements.iter().map(ToString::to_string).collect();
                    format!("{paragraph}: {}", handles.join(", "))
                }))
                .hint("mark it with --done, or remove the statements with `pizhu statement rm`"),
            OpError::Full { .. } => {
                new(Exit::Refused).hint("join others first with `pizhu para join`, or import its parts as documents")
            }
            OpError::Crossed { ref statements, .. } => new(Exit::Conflict)
                .details(statements.iter().map(in_the_way))
                .hint("cut elsewhere, or give the statements other words first with `pizhu statement edit`"),
            OpError::WordsChange { ref statements, .. } => words_change(new(Exit::Conflict), statements),
            OpError::Apart { ref between, .. } => new(Exit::Conflict)
                .details([format!("between them: {}", between.join(", "))])
                .hint("name those too, or move one beside the other first with `pizhu para move`"),
            OpError::NoPlace { .. } => new(Exit::NotFound),
            OpError::WorkedOn { ref work, .. } => new(Exit::Conflict)
                .details(work.iter().take(20).map(|(paragraph, what)| format!("{paragraph}: {what}")))
                .details((work.len() > 20).then(|| format!("and {} more", work.len() - 20)))
                .hint("correct it with `pizhu para split`, `join`, `move` and `kind`, which keep the work"),
            OpError::Usage(_) => new(Exit::Usage),
            OpError::Row(_) => new(Exit::Refused),
            OpError::Interrupted => new(Exit::Interrupted),
            OpError::Rows { rows, .. } => bad_rows(new(Exit::Refused), rows),
            OpError::File { ref problem, .. } => file(new(Exit::Refused), problem),
        }
    }
}

/// `s3 by li, 4..12: 优化算力布局`.
fn in_the_way(statement: &InTheWay) -> String {
    let InTheWay { statement, coder, span, quote } = statement;
    format!("{statement} by {coder}, {span}: {}", beginning(quote, 40))
}

/// The statements with their words before and after, and whether they can take the new ones.
fn words_change(error: CommandError, statements: &[(InTheWay, Option<String>)]) -> CommandError {
    let lost = statements.iter().any(|(_, after)| after.is_none());
    let lines = statements.iter().flat_map(|(statement, after)| {
        let after = after
            .as_ref()
            .map_or_else(|| "nothing tells where it would stand".to_owned(), |words| beginning(words, 40));
        [in_the_way(statement), format!("    → {after}")]
    });
    let error = error.details(lines);
    if lost {
        error.hint("give these statements other words first with `pizhu statement edit`, or remove them")
    } else {
        error.hint("let them take the new words with --adopt")
    }
}

/// Each bad row with its line, what it could be and what comes close; below them what to try, once.
fn bad_rows(mut error: CommandError, rows: Vec<RowProblem>) -> CommandError {
    for row in rows {
        let own = match &*row.error {
            OpError::NotFound { near, .. } => usize::from(!near.is_empty()),
            OpError::QuoteNotFound { instead, .. } => usize::from(instead.is_some()),
            _ => 0,
        };
        let CommandError { message, details, mut hints, .. } = CommandError::from(*row.error);
        let common = hints.split_off(own.min(hints.len()));
        error.details.push(format!("line {}: {message}", row.line));
        error.details.extend(details.into_iter().chain(hints).map(|line| format!("    {line}")));
        for hint in common {
            if !error.hints.contains(&hint) {
                error.hints.push(hint);
            }
        }
    }
    error
}

/// "Did you mean", and the command that adds what is missing.
fn not_found(mut error: CommandError, what: &str, name: &str, near: &[String]) -> CommandError {
    if !near.is_empty() {
        error = error.hint(format!("did you mean {}?", near.join(", ")));
    }
    let name = quoted(name);
    match what {
        "code" => error.hint(format!("add it with `pizhu codebook add {name}`")),
        "parent code" => {
            error.hint(format!("add it first with `pizhu codebook add {name}`, or together with --new-parents"))
        }
        "variable" => error.hint(format!("add it with `pizhu codebook variable {name}`")),
        "actor" => error.hint(format!("add it with `pizhu actor add {name}`")),
        "organization" => error.hint(format!("add it with `pizhu actor add {name} --kind organization`")),
        "post" => error.hint("add it with `pizhu actor post ACTOR --organization ORGANIZATION --post POST`"),
        "document" => error.hint("list them with `pizhu doc list`"),
        "outlet" => error.hint("outlets are listed by `pizhu doc list`"),
        "filter" => error.hint("list them with `pizhu filter list`, or save one with `pizhu filter save`"),
        "attribute" => error.hint("`pizhu sql 'select distinct name, value from attribute'` lists what there is"),
        "coder" => error.hint("list them with `pizhu coder list`"),
        "statement" => error.hint("list them with `pizhu statement list`"),
        "table" => error.hint("list them with `pizhu schema`"),
        "link" => error.hint("list them with `pizhu link list`"),
        "target" => error
            .hint("a note stands on a document (cq-ai), paragraph (cq-ai:8), statement (s14), code (theme:…) or actor"),
        _ => error,
    }
}

fn numbered(items: &[String]) -> Vec<String> {
    items.iter().take(20).enumerate().map(|(n, item)| format!("{}. {item}", n + 1)).collect()
}
