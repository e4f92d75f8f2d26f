use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use pizhu::model::{Clock, Uids};

use crate::cli::context::{Context, Global, PROJECT_FILE};
use crate::cli::error::{CommandError, CommandResult, Exit, quoted};
use crate::cli::ui::Style;

/// Code a newspaper page from its PDF text to the data set, step by step
///
/// Makes a fresh project in a new folder from a page that comes with the program, prints each
/// command it runs, and leaves the project for you to try more. Each command works the same when
/// typed by hand in that folder. Time and identifiers are fixed, so that every run gives the same
/// data set.
#[derive(Debug, clap::Args)]
pub(crate) struct Demo {
    /// The new folder; pizhu-demo otherwise, or pizhu-demo-2 and so on where that is taken
    folder: Option<PathBuf>,
}

/// What the folder holds before the first command.
const FILES: &[(&str, &str)] = &[
    ("article.txt", include_str!("../../../tests/data/sample/article.txt")),
    ("themes.csv", include_str!("../../../demo/themes.csv")),
    ("actors.csv", include_str!("../../../demo/actors.csv")),
    ("commitments.csv", include_str!("../../../demo/commitments.csv")),
];

/// The commands, with a word on each step.
const WALKTHROUGH: &str = include_str!("../../../demo/walkthrough.txt");

/// The instant of every operation of the demo, in seconds since 1970: 2025-06-20T08:00:00Z.
const INSTANT: i64 = 1_750_406_400;

impl Demo {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let folder = match self.folder {
            Some(folder) => folder,
            None => free_folder(),
        };
        make(&folder)?;
        std::env::set_current_dir(&folder).map_err(|error| CommandError::file(&folder, &error))?;
        let on = Global { db: Some(PathBuf::from(PROJECT_FILE)), coder: Some("li".to_owned()), ..ctx.global.clone() };
        ctx.fix(
            Clock::Fixed(DateTime::<Utc>::from_timestamp(INSTANT, 0).unwrap_or_default()),
            Uids::Seeded("demo".to_owned()),
        );
        let enter = format!("cd {}", quoted(&folder.display().to_string()));
        ctx.show_command(&enter)?;
        for line in WALKTHROUGH.lines() {
            match line.strip_prefix("$ ") {
                Some(command) => step(ctx, command, &on)?,
                None => {
                    let text = ctx.ui.styled(Style::Dim, line);
                    ctx.ui.composed(&format!("\n{text}"))?;
                }
            }
        }
        ctx.ui.line("")?;
        ctx.ui.note(&format!(
            "the project is in {0}; go on there: `cd {0}`, `pizhu next`",
            quoted(&folder.display().to_string())
        ));
        Ok(())
    }
}

/// Shows one command and runs it as if typed in the folder.
fn step(ctx: &mut Context, command: &str, on: &Global) -> CommandResult {
    ctx.show_command(command)?;
    let words = shlex::split(command)
        .ok_or_else(|| CommandError::new(Exit::Failed, format!("the walkthrough holds an open quote: {command}")))?;
    crate::cli::run_step(ctx, words.into_iter().map(OsString::from).collect(), command, on)
}

/// `pizhu-demo`, or the first `pizhu-demo-N` that is free.
fn free_folder() -> PathBuf {
    let mut folder = PathBuf::from("pizhu-demo");
    let mut n = 1;
    while folder.symlink_metadata().is_ok() {
        n += 1;
        folder = PathBuf::from(format!("pizhu-demo-{n}"));
    }
    folder
}

/// Makes the folder and the files the commands read. A folder with anything in it is refused.
fn make(folder: &Path) -> CommandResult {
    let failed = |error: std::io::Error| CommandError::file(folder, &error);
    if folder.symlink_metadata().is_ok() {
        let empty = folder.is_dir() && folder.read_dir().map_err(failed)?.next().is_none();
        if !empty {
            return Err(CommandError::new(Exit::Refused, format!("{} is there already", folder.display()))
                .hint("name a folder that is new or empty"));
        }
    }
    std::fs::create_dir_all(folder).map_err(failed)?;
    for (name, text) in FILES {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|error| CommandError::file(&path, &error))?;
    }
    Ok(())
}
