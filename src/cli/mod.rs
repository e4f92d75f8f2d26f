//! The command line: turns words into operations and answers into lines. Knows people, not SQL.

mod commands;
mod context;
mod error;
mod hit_cells;
mod hit_lines;
mod interrupt;
mod paragraph;
mod rows;
mod safe;
mod stream;
mod ui;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, FromArgMatches, Parser};

use commands::{Command, import_worker};
use context::{Context, Global};
use error::{CommandError, CommandResult, Exit, quoted};
use ui::Ui;

/// Annotation workbench for Chinese policy texts: one binary over one SQLite file
///
/// A project is one file. Texts come in with `import`, are read with `show` and `next`, coded with
/// `tag`, asked with `find`, `sql` and `stats`, and leave as CSV with `export`. Every change can be
/// taken back with `undo`. `pizhu demo` walks through all of it.
#[derive(Debug, Parser)]
#[command(name = "pizhu", version, propagate_version = true, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Runs the command line of this process.
pub(crate) fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|word| word == import_worker::NAME) {
        return import_worker::run();
    }
    let mut ctx = match Context::from_environment(Ui::standard()) {
        Ok(ctx) => ctx,
        Err(error) => {
            Ui::standard().error(&error);
            return ExitCode::from(error.exit as u8);
        }
    };
    let exit = match run(&mut ctx, std::env::args_os().skip(1).collect()) {
        Ok(()) => Exit::Done,
        Err(error) => error.exit,
    };
    ExitCode::from(exit as u8)
}

/// Runs one command line and says on standard error what went wrong.
pub(crate) fn run(ctx: &mut Context, words: Vec<OsString>) -> CommandResult {
    let result = attempt(ctx, words).and_then(|()| ctx.ui.flush());
    match result {
        // The reader of our output has gone; what it saw is all it wanted.
        Err(error) if error.exit == Exit::Done => Ok(()),
        Err(error) => {
            if !error.message.is_empty() {
                ctx.ui.error(&error);
            }
            Err(error)
        }
        Ok(()) => Ok(()),
    }
}

/// Runs one command line of the demo: `words` as typed, on this project and by this coder whatever
/// the environment says.
pub(crate) fn run_step(ctx: &mut Context, words: Vec<OsString>, command: &str, on: &Global) -> CommandResult {
    let mut cli = match Cli::try_parse_from(words) {
        Ok(cli) => cli,
        Err(error) => return parse_failure(ctx, &error),
    };
    cli.global.db.clone_from(&on.db);
    cli.global.coder = cli.global.coder.or_else(|| on.coder.clone());
    cli.global.quiet |= on.quiet;
    cli.global.color = on.color;
    ctx.begin(command.to_owned(), cli.global);
    cli.command.run(ctx)?;
    ctx.ui.flush()
}

fn attempt(ctx: &mut Context, words: Vec<OsString>) -> CommandResult {
    let texts: Vec<String> = words.iter().map(|word| quoted(&word.to_string_lossy())).collect();
    let words: Vec<OsString> = std::iter::once(OsString::from("pizhu")).chain(words).collect();
    let cli = match parse(&words) {
        Ok(cli) => cli,
        Err(error) => return parse_failure(ctx, &error),
    };
    ctx.begin(format!("pizhu {}", texts.join(" ")), cli.global);
    let done = cli.command.run(ctx);
    ctx.tell_of_schema();
    done
}

/// Parses a command line: by the flags of its one command if that goes without a doubt, else by those
/// of all, which know every help text and error.
fn parse(words: &[OsString]) -> Result<Cli, clap::Error> {
    match parse_alone(words) {
        Some(cli) => Ok(cli),
        None => Cli::try_parse_from(words),
    }
}

fn parse_alone(words: &[OsString]) -> Option<Cli> {
    // The first that is a command's name; before it may stand what belongs to a flag (`--db X find`).
    let command = words.iter().skip(1).filter_map(|word| word.to_str()).find_map(Command::flags)?;
    let mut flags = Global::augment_args(clap::Command::new("pizhu")).subcommand(command);
    let matches = flags.try_get_matches_from_mut(words).ok()?;
    // It would be taken apart piece by piece, in a process that is soon over.
    std::mem::forget(flags);
    let (called, of_command) = matches.subcommand()?;
    Some(Cli { global: Global::from_arg_matches(&matches).ok()?, command: Command::parsed(called, of_command)? })
}

/// What clap has to say: help and version are data, the rest is an error.
fn parse_failure(ctx: &mut Context, error: &clap::Error) -> CommandResult {
    let text = error.render().to_string();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => ctx.ui.line(text.trim_end()),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            ctx.ui.note(text.trim_end());
            Err(CommandError::new(Exit::Usage, ""))
        }
        _ => {
            let text = text.trim_end();
            let mut told = CommandError::usage("");
            text.strip_prefix("error: ").unwrap_or(text).clone_into(&mut told.message);
            Err(told)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{OsString, parse, parse_alone};

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn what_one_command_understands_means_the_same_among_all() {
        for line in ["pizhu find 建议", "pizhu --db x.db -q find show", "pizhu find --db show -- tag", "pizhu doc list"]
        {
            let alone = parse_alone(&words(line)).unwrap_or_else(|| panic!("{line} goes the long way"));
            let among_all = <super::Cli as clap::Parser>::try_parse_from(words(line)).expect(line);
            assert_eq!(format!("{alone:?}"), format!("{among_all:?}"), "{line}");
        }
    }

    #[test]
    fn a_value_named_like_a_command_misleads_nobody() {
        for line in ["pizhu --coder find show 3", "pizhu --db tag find 建议"] {
            let parsed = format!("{:?}", parse(&words(line)).expect(line).command);
            let wanted = if line.contains("show 3") { "Show(" } else { "Find(" };
            assert!(parsed.starts_with(wanted), "{line}: {parsed}");
        }
        assert!(parse(&words("pizhu fnd 建议")).is_err());
    }
}
