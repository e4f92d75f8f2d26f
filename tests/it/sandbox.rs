//! A fresh folder with a fixed environment: the program runs in it as a user would run it, and
//! nothing of the machine shows in what it prints.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The instant every sandbox lives at.
pub const NOW: &str = "2025-06-20T08:00:00Z";

/// A folder of its own, removed at the end.
pub struct Sandbox {
    folder: tempfile::TempDir,
}

/// What a run of the program gave.
#[derive(Debug)]
#[must_use = "look at the exit code or the output"]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Sandbox {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A folder with the sample article and the demo's files, as the demo leaves them, and the shipped
    /// codebooks.
    pub fn with_samples() -> Self {
        let sandbox = Self::empty();
        let root = root();
        std::fs::copy(root.join("tests/data/sample/article.txt"), sandbox.path("article.txt")).expect("the article");
        for folder in ["codebooks", "demo"] {
            std::fs::create_dir(sandbox.path(folder)).expect("a folder");
            for entry in std::fs::read_dir(root.join(folder)).expect("the folder").flatten() {
                std::fs::copy(entry.path(), sandbox.path(folder).join(entry.file_name())).expect("a file");
            }
        }
        for file in ["themes.csv", "actors.csv", "commitments.csv"] {
            std::fs::copy(root.join("demo").join(file), sandbox.path(file)).expect("a file of the demo");
        }
        sandbox
    }

    /// The samples, and a project with the article imported as `cq-ai` by coder `li`.
    pub fn with_project() -> Self {
        let sandbox = Self::with_samples();
        sandbox.ok("init --coder li --name sample");
        sandbox.ok("import article.txt --key cq-ai --outlet 重庆政协报 --date 2025-06-11");
        sandbox
    }

    /// A path in the folder.
    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file in the folder.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), bytes).expect("a file written");
    }

    /// The program, ready to run here.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pizhu"));
        self.prepare(&mut command);
        command
    }

    /// Runs the program with `args`.
    pub fn run<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Run {
        Run::of(&self.command().args(args).stdin(Stdio::null()).output().expect("the program runs"))
    }

    /// Runs the program with words split at blanks; for words with blanks use [`Sandbox::run`].
    pub fn words(&self, line: &str) -> Run {
        self.run(line.split_whitespace())
    }

    /// As [`Sandbox::words`]; the run must succeed. Returns standard output.
    pub fn ok(&self, line: &str) -> String {
        let run = self.words(line);
        assert_eq!(run.code, 0, "pizhu {line}\n{}", run.err);
        run.out
    }

    /// Runs a line of shell; standard output and standard error come mixed as they fall.
    pub fn shell(&self, line: &str) -> (String, i32) {
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("exec 2>&1\n{line}"));
        self.prepare(&mut command);
        let output = command.stdin(Stdio::null()).output().expect("the shell runs");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        (self.masked(&text), output.status.code().unwrap_or(-1))
    }

    /// `text` without the folder's own path.
    pub fn masked(&self, text: &str) -> String {
        let real = self.folder.path().canonicalize().expect("the folder");
        text.replace(&*real.to_string_lossy(), "/home/li").replace(&*self.folder.path().to_string_lossy(), "/home/li")
    }

    fn prepare(&self, command: &mut Command) {
        let program = Path::new(env!("CARGO_BIN_EXE_pizhu"));
        let mut path = std::ffi::OsString::from(program.parent().expect("a folder"));
        if let Some(rest) = std::env::var_os("PATH") {
            path.push(":");
            path.push(rest);
        }
        command
            .current_dir(self.folder.path())
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.folder.path())
            .env("LANG", "C.UTF-8")
            .env("COLUMNS", "100")
            .env("PIZHU_NOW", NOW)
            .env("PIZHU_SEED", "test");
    }
}

impl Run {
    pub fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
