//! Transcripts: the `console` blocks of the guide in `tests/cmd` and of the README are run as
//! written, and print what is written. `UPDATE_TRANSCRIPTS=1` writes down what they print.
//!
//! trycmd runs each command without a shell and each file without memory of the one before; these
//! need pipes, heredocs and a project that lasts for the whole file.

use std::fmt::Write as _;
use std::path::Path;

use super::samples;
use super::sandbox::{Sandbox, root};

/// One command with what it printed.
struct Step {
    /// The lines as written, `$ ` and `> ` in front.
    written: Vec<String>,
    expected: String,
    code: i32,
}

#[test]
fn the_guide_runs_as_written() {
    let mut files: Vec<_> = std::fs::read_dir(root().join("tests/cmd"))
        .expect("tests/cmd")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    let failures: Vec<String> = files.iter().filter_map(|file| check(file)).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_readme_runs_as_written() {
    let readme = root().join("README.md");
    if let Some(failure) = check(&readme) {
        panic!("{failure}");
    }
}

/// Runs the blocks of one file; returns what differs.
fn check(file: &Path) -> Option<String> {
    let text = std::fs::read_to_string(file).expect("a transcript");
    let sandbox = Sandbox::with_samples();
    samples::write(&sandbox, &file.file_stem().unwrap_or_default().to_string_lossy());
    let (mut now, mut differences) = (String::new(), String::new());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        writeln!(now, "{line}").expect("a string");
        if line != "```console" {
            continue;
        }
        let mut block = Vec::new();
        for line in lines.by_ref() {
            if line == "```" {
                break;
            }
            block.push(line);
        }
        for step in steps(&block) {
            let shell: Vec<&str> =
                step.written.iter().map(|l| l.strip_prefix("$ ").or(l.strip_prefix("> ")).unwrap_or("")).collect();
            let (printed, code) = sandbox.shell(&shell.join("\n"));
            let printed: String = printed.lines().map(|line| format!("{}\n", line.trim_end())).collect();
            if printed != step.expected || code != step.code {
                let command = step.written.join("\n");
                write!(
                    differences,
                    "{}\n{command}\n--- expected ({})\n{}--- printed ({code})\n{printed}\n",
                    file.display(),
                    step.code,
                    step.expected,
                )
                .expect("a string");
            }
            for line in &step.written {
                writeln!(now, "{line}").expect("a string");
            }
            now.push_str(&printed);
            if code != 0 {
                writeln!(now, "? {code}").expect("a string");
            }
        }
        now.push_str("```\n");
    }
    if std::env::var_os("UPDATE_TRANSCRIPTS").is_some() {
        std::fs::write(file, now).expect("the transcript written");
        return None;
    }
    (!differences.is_empty()).then_some(differences)
}

/// Splits a block into commands.
fn steps(block: &[&str]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut in_command = false;
    for line in block {
        let continued = in_command && (line.starts_with("> ") || *line == ">");
        if line.starts_with("$ ") {
            steps.push(Step { written: vec![(*line).to_owned()], expected: String::new(), code: 0 });
            in_command = true;
        } else if let Some(step) = steps.last_mut() {
            if continued {
                step.written.push((*line).to_owned());
                continue;
            }
            in_command = false;
            match line.strip_prefix("? ").and_then(|code| code.parse().ok()) {
                Some(code) => step.code = code,
                None => {
                    step.expected.push_str(line);
                    step.expected.push('\n');
                }
            }
        }
    }
    steps
}
