//! What every command is handed: the writer, the global flags, the way to the project.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
pub(crate) use pizhu::model::count;
use pizhu::model::{Clock, Session, Uids};
use pizhu::store::Store;

use super::error::{CommandError, CommandResult, Exit};
use super::rows::{Cell, Format, Listing};
use super::ui::{ColorChoice, Style, Ui};

/// Name of a project's file where no other is given.
pub(crate) const PROJECT_FILE: &str = "pizhu.db";

/// Flags that every command takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Global {
    /// Project file; otherwise PIZHU_DB, then pizhu.db in this folder or the nearest one above
    #[arg(long, global = true, value_name = "FILE", help_heading = "Global options")]
    pub(crate) db: Option<PathBuf>,
    /// Work as this coder; otherwise PIZHU_CODER, then the project's own
    #[arg(long, global = true, value_name = "NAME", help_heading = "Global options")]
    pub(crate) coder: Option<String>,
    /// Write listings in this format; a table on a terminal, CSV otherwise
    #[arg(long, global = true, value_enum, help_heading = "Global options")]
    pub(crate) format: Option<Format>,
    /// Use colour
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN", help_heading = "Global options")]
    pub(crate) color: ColorChoice,
    /// Never ask, fail instead
    #[arg(long, global = true, help_heading = "Global options")]
    pub(crate) no_input: bool,
    /// Say nothing but data, warnings and errors
    #[arg(short, long, global = true, help_heading = "Global options")]
    pub(crate) quiet: bool,
}

/// One command's surroundings.
pub(crate) struct Context {
    /// The writer.
    pub(crate) ui: Ui,
    /// The global flags.
    pub(crate) global: Global,
    /// The command line as typed, kept in the log.
    pub(crate) command: String,
    clock: Clock,
    uids: Uids,
    /// The versions of a project that opening it brought to a newer schema.
    brought: std::cell::Cell<Option<(i64, i64)>>,
}

impl Context {
    /// Takes time and identifiers from the environment: `PIZHU_NOW` fixes the one, `PIZHU_SEED` the
    /// other, for examples that repeat to the byte.
    pub(crate) fn from_environment(ui: Ui) -> CommandResult<Self> {
        let clock = match std::env::var("PIZHU_NOW") {
            Ok(text) => fixed_clock(&text)?,
            Err(_) => Clock::System,
        };
        let uids = std::env::var("PIZHU_SEED").map_or(Uids::Random, Uids::Seeded);
        Ok(Self {
            ui,
            global: Global::default(),
            command: String::new(),
            clock,
            uids,
            brought: std::cell::Cell::default(),
        })
    }

    /// Fixes time and identifiers for the rest of the run.
    pub(crate) fn fix(&mut self, clock: Clock, uids: Uids) {
        self.clock = clock;
        self.uids = uids;
    }

    /// Takes up one command line: its words as the log keeps them, and its global flags.
    pub(crate) fn begin(&mut self, command: String, global: Global) {
        self.command = command;
        self.ui.configure(global.color, global.quiet);
        self.global = global;
    }

    /// Shows a command as one would type it.
    pub(crate) fn show_command(&mut self, command: &str) -> CommandResult {
        let line = format!("{} {}", self.ui.styled(Style::Dim, "$"), self.ui.styled(Style::Strong, command));
        self.ui.composed(&line)?;
        self.ui.flush()
    }

    /// Who works, when, and on what words.
    pub(crate) fn session(&self) -> Session {
        let coder = self.global.coder.clone().or_else(|| std::env::var("PIZHU_CODER").ok().filter(|n| !n.is_empty()));
        Session { command: self.command.clone(), coder, clock: self.clock, uids: self.uids.clone() }
    }

    /// Opens the project: `--db`, `PIZHU_DB`, or the nearest `pizhu.db`.
    pub(crate) fn store(&self) -> CommandResult<Store> {
        self.open(self.session())
    }

    /// Opens the project for the coder it names itself, whoever is named for this run.
    pub(crate) fn own_store(&self) -> CommandResult<Store> {
        self.open(Session { coder: None, ..self.session() })
    }

    fn open(&self, session: Session) -> CommandResult<Store> {
        let store = Store::open(&self.project_path()?, session)?;
        if store.brought().is_some() {
            self.brought.set(store.brought());
        }
        Ok(store)
    }

    /// Says that a project was brought to a newer schema, which older programs cannot read.
    pub(crate) fn tell_of_schema(&mut self) {
        if let Some((from, to)) = self.brought.take() {
            self.ui.note(&format!(
                "the project was brought from version {from} to {to}; older programs no longer read it"
            ));
        }
    }

    /// Where the project is, whether it is there or not.
    pub(crate) fn project_path(&self) -> CommandResult<PathBuf> {
        let named = self.global.db.clone().or_else(|| std::env::var_os("PIZHU_DB").map(PathBuf::from));
        if let Some(path) = named.filter(|path| !path.as_os_str().is_empty()) {
            return Ok(path);
        }
        let here = std::env::current_dir().map_err(|error| CommandError::file(Path::new("."), &error))?;
        let found =
            here.ancestors().map(|folder| folder.join(PROJECT_FILE)).find(|path| path.symlink_metadata().is_ok());
        match found {
            // The file in this very folder is named as people would name it.
            Some(path) if path.parent() == Some(&here) => Ok(PathBuf::from(PROJECT_FILE)),
            Some(path) => Ok(path),
            None => Err(CommandError::new(Exit::NotFound, "there is no project here or in a folder above")
                .hint("start one with `pizhu init`, or name it with --db FILE or PIZHU_DB")),
        }
    }

    /// The format of listings.
    pub(crate) fn format(&self) -> Format {
        self.global.format.unwrap_or(if self.ui.is_terminal() { Format::Table } else { Format::Csv })
    }

    /// Refuses a --format that a command cannot write, which writes CSV whatever comes.
    pub(crate) fn csv_only(&self) -> CommandResult {
        match self.global.format {
            None | Some(Format::Csv) => Ok(()),
            Some(_) => Err(CommandError::usage("this is written as CSV only")
                .hint("`pizhu sql` and the lists write every --format")),
        }
    }

    /// Writes a listing, and its size on standard error where a person reads it.
    pub(crate) fn list(
        &mut self,
        columns: &[&str],
        rows: impl IntoIterator<Item = Vec<Cell>>,
        what: (&str, &str),
    ) -> CommandResult {
        let format = self.format();
        let mut listing = Listing::new(&mut self.ui, format, columns)?;
        for row in rows {
            listing.row(row)?;
        }
        listing.finish(what)
    }
}

fn fixed_clock(text: &str) -> CommandResult<Clock> {
    DateTime::parse_from_rfc3339(text)
        .map(|at| Clock::Fixed(at.with_timezone(&Utc)))
        .map_err(|_| CommandError::usage(format!("PIZHU_NOW: `{text}` is no time; write it 2025-06-11T08:00:00Z")))
}
