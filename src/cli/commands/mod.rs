//! The register of commands: one file each, one line here.

mod fields;
mod history;
pub(crate) mod import_worker;
mod plot;
mod query;

use clap::{Args, FromArgMatches, Subcommand};

use super::context::Context;
use super::error::CommandResult;

/// From the list of commands: their modules, the enum of them all, and a way to each alone.
macro_rules! register {
    ($($module:ident $name:literal $command:ident),+ $(,)?) => {
        $(mod $module;)+

        /// Everything one can type after `pizhu`.
        #[derive(Debug, Subcommand)]
        #[allow(clippy::large_enum_variant, reason = "one is made per run; whether it is so changes with the flags")]
        pub(crate) enum Command {
            $($command($module::$command)),+
        }

        impl Command {
            /// Runs the command.
            pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
                match self {
                    $(Self::$command(command) => command.run(ctx)),+
                }
            }

            /// The flags of the command `name` alone. To build those of all commands takes longer
            /// than most commands do.
            pub(crate) fn flags(name: &str) -> Option<clap::Command> {
                match name {
                    $($name => Some($module::$command::augment_args(clap::Command::new($name))),)+
                    _ => None,
                }
            }

            /// The command `name` from what was parsed by its flags alone.
            pub(crate) fn parsed(name: &str, matches: &clap::ArgMatches) -> Option<Self> {
                match name {
                    $($name => $module::$command::from_arg_matches(matches).ok().map(Self::$command),)+
                    _ => None,
                }
            }
        }
    };
}

// In the order of the help: start, read and code, what is named, history, ask and export, the rest.
register! {
    demo "demo" Demo,
    init "init" Init,
    import "import" Import,
    status "status" Status,
    show "show" Show,
    next "next" Next,
    tag "tag" Tag,
    read "read" Read,
    note "note" Note,
    link "link" Link,
    statement "statement" Statement,
    doc "doc" Doc,
    para "para" Para,
    codebook "codebook" Codebook,
    actor "actor" Actor,
    coder "coder" Coder,
    undo "undo" Undo,
    redo "redo" Redo,
    log "log" Log,
    find "find" Find,
    kwic "kwic" Kwic,
    filter "filter" Filter,
    stats "stats" Stats,
    words "words" Words,
    network "network" Network,
    sql "sql" Sql,
    schema "schema" Schema,
    export "export" Export,
    check "check" Check,
    completions "completions" Completions,
    man "man" Man,
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Subcommand};

    use super::Command;
    use crate::cli::Cli;

    #[test]
    fn the_flags_make_sense() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_is_registered_under_its_own_name() {
        let all = Command::augment_subcommands(clap::Command::new("pizhu"));
        for command in all.get_subcommands() {
            assert!(Command::flags(command.get_name()).is_some(), "{}", command.get_name());
        }
    }
}
