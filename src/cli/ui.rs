//! The only writer. Data goes to standard output, talk to standard error; every text a person sees
//! passes [`safe`].

use std::io::{self, IsTerminal, Write};

use super::error::CommandError;
use super::safe::safe;

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What a piece of text is, so that it can be coloured in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// A heading or a column's name.
    Strong,
    /// Something less important.
    Dim,
    /// The words of a statement.
    Mark,
    /// A reference one can type.
    Handle,
    /// An error's first word.
    Error,
    /// A hint's first word.
    Hint,
}

impl Style {
    const fn code(self) -> &'static str {
        match self {
            Self::Strong => "1",
            Self::Dim => "2",
            Self::Mark => "4",
            Self::Handle => "36",
            Self::Error => "1;31",
            Self::Hint => "1;32",
        }
    }
}

/// The two streams and what is known about them.
pub(crate) struct Ui {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    /// Whether a person looks at standard error.
    err_is_terminal: bool,
    /// Whether a line that comes and goes stands there now.
    progress: bool,
    out_is_terminal: bool,
    color: bool,
    quiet: bool,
    width: usize,
}

impl Ui {
    /// Standard output and standard error.
    pub(crate) fn standard() -> Self {
        let out_is_terminal = io::stdout().is_terminal();
        Self {
            out: Box::new(io::BufWriter::with_capacity(64 * 1024, io::stdout())),
            err: Box::new(io::stderr()),
            err_is_terminal: io::stderr().is_terminal(),
            progress: false,
            out_is_terminal,
            color: false,
            quiet: false,
            width: width(out_is_terminal),
        }
    }

    /// Takes up the global flags.
    pub(crate) fn configure(&mut self, color: ColorChoice, quiet: bool) {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        self.color = match color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => self.out_is_terminal && !plain,
        };
        self.quiet = quiet;
    }

    /// Whether a person looks at standard output.
    pub(crate) const fn is_terminal(&self) -> bool {
        self.out_is_terminal
    }

    /// Columns there are.
    pub(crate) const fn width(&self) -> usize {
        self.width
    }

    /// `text` made safe and, where colour is on, coloured.
    pub(crate) fn styled(&self, style: Style, text: &str) -> String {
        let text = safe(text);
        if self.color { format!("\u{1b}[{}m{text}\u{1b}[0m", style.code()) } else { text.into_owned() }
    }

    /// One line for people on standard output. Pieces that were [`Ui::styled`] may stand in it; all
    /// other text in it must have been made safe by the caller, which [`Ui::line`] does.
    pub(crate) fn composed(&mut self, line: &str) -> Result<(), CommandError> {
        self.out.write_all(line.as_bytes()).and_then(|()| self.out.write_all(b"\n")).map_err(CommandError::output)
    }

    /// One line for people on standard output.
    pub(crate) fn line(&mut self, line: &str) -> Result<(), CommandError> {
        let line = safe(line).into_owned();
        self.composed(&line)
    }

    /// Data for programs on standard output: untouched in a pipe or file, made safe on a terminal.
    pub(crate) fn data(&mut self, text: &str) -> Result<(), CommandError> {
        let text = if self.out_is_terminal { safe(text) } else { text.into() };
        self.out.write_all(text.as_bytes()).map_err(CommandError::output)
    }

    /// A word on what was done, on standard error; silent with `--quiet`.
    pub(crate) fn note(&mut self, text: &str) {
        if !self.quiet {
            self.talk(&safe(text));
        }
    }

    /// Something the person should know, on standard error, also with `--quiet`.
    pub(crate) fn warn(&mut self, text: &str) {
        let line = format!("{} {}", self.styled(Style::Error, "warning:"), safe(text));
        self.talk(&line);
    }

    /// What to try next, on standard error; silent with `--quiet`.
    pub(crate) fn hint(&mut self, text: &str) {
        if !self.quiet {
            let line = format!("{} {}", self.styled(Style::Hint, "hint:"), safe(text));
            self.talk(&line);
        }
    }

    /// An error with its causes and hints, on standard error.
    pub(crate) fn error(&mut self, error: &CommandError) {
        let line = format!("{} {}", self.styled(Style::Error, "error:"), safe(&error.message));
        self.talk(&line);
        for detail in &error.details {
            self.talk(&format!("  {}", safe(detail)));
        }
        for hint in &error.hints {
            let line = format!("{} {}", self.styled(Style::Hint, "hint:"), safe(hint));
            self.talk(&line);
        }
    }

    /// Shows how far a long work is, in a line on standard error that the next one, or any other talk,
    /// takes the place of; only where a person looks at it.
    pub(crate) fn progress(&mut self, text: &str) {
        if self.err_is_terminal && !self.quiet {
            let _ = write!(self.err, "\r\u{1b}[K{}", safe(text));
            let _ = self.err.flush();
            self.progress = true;
        }
    }

    /// Takes the line of [`Ui::progress`] away.
    pub(crate) fn end_progress(&mut self) {
        if std::mem::take(&mut self.progress) {
            let _ = write!(self.err, "\r\u{1b}[K");
            let _ = self.err.flush();
        }
    }

    /// Sends what is still held back. Data comes before talk that follows it.
    pub(crate) fn flush(&mut self) -> Result<(), CommandError> {
        self.out.flush().map_err(CommandError::output)
    }

    fn talk(&mut self, line: &str) {
        self.end_progress();
        // Talk that cannot be heard must not stop the work it is about.
        let _ = self.out.flush();
        let _ = writeln!(self.err, "{line}");
        let _ = self.err.flush();
    }
}

/// Columns of the terminal; `COLUMNS` fixes it; 100 where there is no terminal.
fn width(out_is_terminal: bool) -> usize {
    let fixed = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok()).filter(|n| *n >= 20);
    let real = || out_is_terminal.then(terminal_size::terminal_size).flatten().map(|(w, _)| usize::from(w.0));
    fixed.or_else(real).unwrap_or(100)
}
