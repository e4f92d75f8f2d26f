//! Which files an import is about: files, folders and patterns become a list of files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::intake::{FileProblem, Format};
use crate::ops::OpError;
use crate::store::is_of_project;

/// Files in the order in which they are taken.
#[derive(Debug, Default)]
pub struct FileList {
    /// The files: named ones in the order given, those of a folder by name. `-` is standard input.
    pub files: Vec<PathBuf>,
    /// What was named and cannot be taken.
    pub refused: Vec<OpError>,
    /// How many files of folders were passed over because nothing reads files of that ending, by
    /// ending.
    pub passed: BTreeMap<String, usize>,
}

/// The files that `paths` name. A folder stands for the files in it that can be read, `recursive` for
/// those in its folders too; `*`, `?`, `[…]` and `**` in a path that is no file are a pattern. Hidden
/// files are passed over, as the `project` is.
pub fn files(paths: &[PathBuf], recursive: bool, project: &Path) -> FileList {
    let mut list = FileList::default();
    for path in paths {
        if path == Path::new("-") {
            list.files.push(path.clone());
        } else if path.is_dir() {
            list.folder(path, recursive, project);
        } else if fs::symlink_metadata(path).is_err() && is_pattern(path) {
            list.pattern(path, recursive, project);
        } else {
            list.files.push(path.clone());
        }
    }
    list
}

impl FileList {
    fn folder(&mut self, folder: &Path, recursive: bool, project: &Path) {
        let depth = if recursive { usize::MAX } else { 1 };
        let before = self.files.len();
        let walk = WalkDir::new(folder).min_depth(1).max_depth(depth).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| !is_hidden(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() || entry.path().is_dir() => {}
                Ok(entry) if is_of_project(entry.path(), project) => {}
                Ok(entry) if Format::is_known_name(entry.path()) => self.files.push(entry.into_path()),
                Ok(entry) => *self.passed.entry(ending(entry.path())).or_default() += 1,
                Err(error) => {
                    let file = error.path().unwrap_or(folder).to_owned();
                    let cause = error.into_io_error().unwrap_or_else(|| std::io::Error::other("a circle of links"));
                    self.refused.push(OpError::File { file, problem: FileProblem::Unreadable(cause) });
                }
            }
        }
        if self.files.len() == before {
            self.refused.push(OpError::File { file: folder.to_owned(), problem: FileProblem::NothingInFolder });
        }
    }

    fn pattern(&mut self, pattern: &Path, recursive: bool, project: &Path) {
        let refuse = |problem| OpError::File { file: pattern.to_owned(), problem };
        let text = pattern.to_string_lossy();
        let matches = match glob::glob(&text) {
            Ok(matches) => matches,
            Err(error) => return self.refused.push(refuse(FileProblem::Format(format!("it is no pattern: {error}")))),
        };
        let mut found = false;
        for path in matches.flatten() {
            found = true;
            if path.is_dir() {
                self.folder(&path, recursive, project);
            } else {
                self.files.push(path);
            }
        }
        if !found {
            self.refused.push(refuse(FileProblem::NoMatch));
        }
    }
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
}

fn ending(path: &Path) -> String {
    path.extension()
        .map_or_else(|| "no ending".to_owned(), |ending| format!(".{}", ending.to_string_lossy().to_lowercase()))
}
