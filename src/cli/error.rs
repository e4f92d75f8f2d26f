//! Errors as people meet them: message, details, hints with the next command, exit code.

mod export;
mod file;
mod op;
mod store;

use std::io;

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
    /// `check` found something.
    Found = 8,
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
