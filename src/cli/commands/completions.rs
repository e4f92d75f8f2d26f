use clap::CommandFactory as _;
use clap_complete::{Shell, generate};

use crate::cli::Cli;
use crate::cli::context::Context;
use crate::cli::error::CommandResult;

/// Write a script that completes commands and flags in a shell
///
/// For example, in bash: pizhu completions bash > ~/.local/share/bash-completion/completions/pizhu
#[derive(Debug, clap::Args)]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let mut script = Vec::new();
        generate(self.shell, &mut Cli::command(), "pizhu", &mut script);
        ctx.ui.data(&String::from_utf8_lossy(&script))
    }
}
