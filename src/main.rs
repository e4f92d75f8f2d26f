//! The program `pizhu`: see the library for what it does, `cli` for how it talks.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
