//! Errors as people meet them: message, details, hints with the next command, exit code.

use std::io;

use pizhu::export::{ExportError, TargetProblem};
use pizhu::intake::ColumnProblem;
use pizhu::model::beginning;
use pizhu::ops::paragraph::InTheWay;
use pizhu::ops::{FileProblem, OpError, RowProblem};
use pizhu::store::StoreError;

use super::safe::safe_line;

/// Exit codes; documented in the README, never renumbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done = 0,
    /// Failed for a reason none of the others covers.
    Failed = 1,
    /// The command line makes no sense.
    Usage = 2,
    /// Something named is not there.
    NotFound = 3,
    /// A name fits several things, or two things contradict each other.
    Conflict = 4,
    /// Another program holds the project.
    Locked = 5,
    /// The project file is damaged, foreign or too new.
    BadProject = 6,
    /// Input was refused, or reading or writing failed.
    Refused = 7,
    /// A person or the system ended it.
    Interrupted = 130,
}

/// What a command ends with when it does not end well.
#[derive(Debug)]
pub(crate) struct CommandError {
    /// The exit code.
    pub(crate) exit: Exit,
    /// What and where, as one sentence without a full stop.
    pub(crate) message: String,
    /// Further lines: places, candidates, bad rows.
    pub(crate) details: Vec<String>,
    /// What to try.
    pub(crate) hints: Vec<String>,
}

/// The result of every command.
pub(crate) type CommandResult<T = ()> = Result<T, CommandError>;

impl CommandError {
    /// An error without details. Its message is one line, whatever names stand in it.
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        let message = safe_line(&message.into()).into_owned();
        Self { exit, message, details: Vec::new(), hints: Vec::new() }
    }

    /// Adds what to try.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds further lines.
    pub(crate) fn details(mut self, details: impl IntoIterator<Item = String>) -> Self {
        self.details.extend(details);
        self
    }

    /// Words that make no sense on the command line.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// Standard output failed. A reader that has seen enough (`| head`) is no failure.
    pub(crate) fn output(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::new(Exit::Done, "")
        } else {
            Self::new(Exit::Refused, format!("cannot write the output: {error}"))
        }
    }

    /// A file that could not be written or read.
    pub(crate) fn file(path: &std::path::Path, error: &io::Error) -> Self {
        Self::new(Exit::Refused, format!("{}: {error}", path.display()))
    }
}

impl From<pizhu::model::Invalid> for CommandError {
    fn from(error: pizhu::model::Invalid) -> Self {
        Self::new(Exit::Usage, error.to_string())
    }
}

impl From<StoreError> for CommandError {
    fn from(error: StoreError) -> Self {
        let new = |exit| Self::new(exit, error.to_string());
        match &error {
            StoreError::Missing(path) => new(Exit::NotFound).hint(format!(
                "start it with `pizhu init {}`, or name another with --db FILE or PIZHU_DB",
                quoted(&path.display().to_string())
            )),
            StoreError::Foreign { .. } => {
                new(Exit::BadProject).hint("name the right file with --db FILE; this one was not touched")
            }
            StoreError::TooNew { .. } => new(Exit::BadProject)
                .hint("update pizhu to the version that wrote the project; the file was not touched"),
            StoreError::Damaged(_) => new(Exit::BadProject).hint(
                "keep the file as it is, copy it together with its -wal file, and go back to a copy that is whole",
            ),
            StoreError::Locked => new(Exit::Locked)
                .hint("close the other program or wait until it is done, then try again; nothing was changed"),
            StoreError::ReadOnly(_) => {
                new(Exit::Refused).hint("check the permissions of the file and of its folder; nothing was changed")
            }
            StoreError::Disk(_) => new(Exit::Refused).hint("check the free space and the disk; nothing was changed"),
            StoreError::Exists { .. } | StoreError::Refused(_) => new(Exit::Conflict),
            StoreError::UnknownCoder { name, known } => new(Exit::NotFound).hint(format!(
                "add the coder with `pizhu coder add {}`; there are: {}",
                quoted(name),
                known.join(", ")
            )),
            StoreError::NothingToUndo => new(Exit::NotFound),
            StoreError::NothingToRedo => {
                new(Exit::NotFound).hint("only what was undone last, with nothing new since, can be done again")
            }
            StoreError::Changed { rows, .. } => new(Exit::Conflict)
                .details(rows.iter().cloned())
                .hint("something outside pizhu changed these rows; everything stays as it is"),
            StoreError::NoOperation(_) => new(Exit::NotFound).hint("list them with `pizhu log`"),
            StoreError::NotAQuestion(_) | StoreError::SqlParameter(_) => new(Exit::Usage),
            StoreError::Sql { .. } => new(Exit::Failed),
            StoreError::SqlTimeout(_) => new(Exit::Failed).hint("give it longer with --timeout MS, or ask for less"),
            StoreError::Value(_) | StoreError::Sqlite(_) => new(Exit::Failed),
        }
    }
}

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

impl From<ExportError> for CommandError {
    fn from(error: ExportError) -> Self {
        let new = Self::new(Exit::Refused, error.to_string());
        match error {
            ExportError::Store(inner) => inner.into(),
            ExportError::Output(inner) => Self::output(inner),
            ExportError::Target { problem, .. } => match problem {
                TargetProblem::Exists => {
                    Self { exit: Exit::Conflict, ..new }.hint("replace it with --force, or choose another name")
                }
                TargetProblem::Folder => new.hint("name a file in it"),
                TargetProblem::Link => new.hint("name what it points to"),
                TargetProblem::Project | TargetProblem::HoldsProject => new.hint("choose another place"),
                TargetProblem::ForeignFolder(_) => new.hint("choose a new or empty folder; this one was not touched"),
                TargetProblem::StrangeFiles(_) => new.hint("move them away first; nothing was replaced"),
                TargetProblem::NotAFile | TargetProblem::NotAFolder => new,
                TargetProblem::Unwritable(_) => new.hint("check permissions and free space; nothing was replaced"),
            },
        }
    }
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

fn file(error: CommandError, problem: &FileProblem) -> CommandError {
    match problem {
        FileProblem::NotUtf8 { guess: Some(utf16 @ ("UTF-16LE" | "UTF-16BE")), .. } => {
            error.hint(format!("it may be {utf16}; convert it with `iconv -f {utf16} -t UTF-8 FILE > NEW`"))
        }
        FileProblem::NotUtf8 { .. } => error.hint(
            "it may be GB18030, or BIG5 for Traditional text; convert it with `iconv -f GB18030 -t UTF-8 FILE > NEW` \
             and look at the result",
        ),
        FileProblem::UnknownEncoding { candidates } => match candidates.first() {
            Some(name) => error.hint(format!("say which it is, with --encoding {}", name.to_lowercase())),
            None => error.hint("it looks like no encoding of Chinese; if you know which it is, say so with --encoding"),
        },
        FileProblem::Malformed { .. } => {
            error.hint("repair that place in an editor, or name another encoding with --encoding")
        }
        FileProblem::Mixed { .. } => error.hint("split the file there, and take the parts one by one"),
        FileProblem::NoSuchEncoding { near, .. } if !near.is_empty() => {
            error.hint(format!("did you mean {}?", near.join(" or ")))
        }
        FileProblem::NoSuchEncoding { .. } => error
            .hint("there are utf-8, utf-16, gb18030 (gbk and gb2312 too), big5, hz-gb-2312 and the others of the Web"),
        FileProblem::Garbled { .. } => error.hint("go back to the file it was converted from"),
        FileProblem::LongLine { .. } => error.hint("break the text into lines"),
        FileProblem::Duplicate(_) | FileProblem::SameText(_) => error.hint("take it once more with --allow-duplicate"),
        FileProblem::Folder => error.hint("name the files in it"),
        FileProblem::NothingInFolder => error.hint("--recursive looks into the folders below it too"),
        FileProblem::Changing => error.hint("wait until it is written, then try again"),
        FileProblem::Part { problem, .. } => file(error, problem),
        FileProblem::TooLarge { .. } => error.hint("split it"),
        FileProblem::Control { .. } => error.hint("remove it in an editor, then try again"),
        FileProblem::Columns(problem) => columns(error, problem),
        _ => error,
    }
}

fn columns(error: CommandError, problem: &ColumnProblem) -> CommandError {
    match problem {
        ColumnProblem::NoText { .. } => error.hint("name the column of the text with --text-column NAME"),
        ColumnProblem::Ambiguous { field, columns } => {
            let column = columns.first().map_or("NAME", String::as_str);
            error.hint(format!("say it with --{field}-column {}", quoted(column)))
        }
        ColumnProblem::Twice { .. } => error.hint("give each column a name of its own"),
        _ => error,
    }
}

fn numbered(items: &[String]) -> Vec<String> {
    items.iter().take(20).enumerate().map(|(n, item)| format!("{}. {item}", n + 1)).collect()
}

/// A word as a shell takes it whole.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '@' | ',' | '+' | '=' | '%');
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_are_quoted_for_the_shell_only_where_needed() {
        assert_eq!(quoted("theme:人才培养/学段衔接"), "theme:人才培养/学段衔接");
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("it's"), "'it'\\''s'");
        assert_eq!(quoted(""), "''");
    }
}
