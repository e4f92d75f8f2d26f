//! Which files an import is about: files, folders and patterns become a list of files.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern};
use walkdir::{DirEntry, WalkDir};

use super::read::telling_name;
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
    /// How much was passed over, by why: files of folders by an ending that nothing reads, links to folders,
    /// files that are in the list already.
    pub passed: BTreeMap<String, usize>,
}

/// The files that `paths` name, each once. A folder stands for the files in it that can be read, `recursive`
/// for those in its folders too; `*`, `?`, `[…]` and `**` in a path that is no file are a pattern. Hidden
/// files are passed over, as the `project` is, and links to folders: they may lead in a circle.
pub fn files(paths: &[PathBuf], recursive: bool, project: &Path) -> FileList {
    let mut found = Found { recursive, project, list: FileList::default(), linked: false };
    for path in paths {
        if path == Path::new("-") {
            found.list.files.push(path.clone());
        } else if path.is_dir() {
            found.folder(path);
        } else if fs::symlink_metadata(path).is_err() && is_pattern(path) {
            found.pattern(path);
        } else {
            found.list.files.push(path.clone());
        }
    }
    // One folder by itself names nothing twice but by links.
    if paths.len() > 1 || found.linked {
        found.list.only_once();
    }
    found.list
}

/// The list while it is made.
struct Found<'a> {
    recursive: bool,
    project: &'a Path,
    list: FileList,
    /// Whether links to files are in it.
    linked: bool,
}

/// What becomes of a file that a walk meets.
enum Choice {
    Take,
    /// It was not meant.
    Leave,
    /// It was meant, perhaps, but cannot be read: that is told.
    PassOver,
}

impl Found<'_> {
    fn folder(&mut self, folder: &Path) {
        let depth = if self.recursive { usize::MAX } else { 1 };
        let before = self.list.files.len();
        self.walk(folder, depth, |path| if is_readable(path) { Choice::Take } else { Choice::PassOver });
        if self.list.files.len() == before {
            self.list.refuse(folder, FileProblem::NothingInFolder);
        }
    }

    /// Looks at the files below a folder.
    fn walk(&mut self, folder: &Path, depth: usize, choose: impl Fn(&Path) -> Choice) {
        let walk = WalkDir::new(folder).min_depth(1).max_depth(depth).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| !is_hidden(entry)) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let at = error.path().unwrap_or(folder).to_owned();
                    let cause = error.into_io_error().unwrap_or_else(|| std::io::Error::other("a circle of links"));
                    self.list.refuse(&at, FileProblem::Unreadable(cause));
                    continue;
                }
            };
            let path = entry.path();
            if entry.file_type().is_dir() || is_of_project(path, self.project) {
                continue;
            }
            let link = entry.file_type().is_symlink();
            if link && path.is_dir() {
                self.list.pass("links to folders");
                continue;
            }
            match choose(path) {
                Choice::Take => {
                    self.linked |= link;
                    self.list.files.push(entry.into_path());
                }
                Choice::Leave => {}
                Choice::PassOver => self.list.pass(&ending(path)),
            }
        }
    }

    fn pattern(&mut self, pattern: &Path) {
        let text = pattern.to_string_lossy();
        let read = match Pattern::new(&text) {
            Ok(read) => read,
            Err(error) => return self.list.refuse(pattern, FileProblem::Format(format!("it is no pattern: {error}"))),
        };
        let before = (self.list.files.len(), self.list.refused.len());
        if pattern.components().any(|part| part.as_os_str() == "**") {
            self.deep_pattern(pattern, &read);
        } else {
            for path in glob::glob(&text).into_iter().flatten().flatten() {
                if path.is_dir() {
                    self.folder(&path);
                } else {
                    // The folders on the way may be links.
                    self.linked = true;
                    self.list.files.push(path);
                }
            }
        }
        if before == (self.list.files.len(), self.list.refused.len()) {
            self.list.refuse(pattern, FileProblem::NoMatch);
        }
    }

    /// The files that fit a pattern with `**`. Walked here, for the library follows links in circles.
    fn deep_pattern(&mut self, pattern: &Path, read: &Pattern) {
        let fixed: PathBuf = pattern.components().take_while(|part| !is_pattern(Path::new(part))).collect();
        let here = fixed.as_os_str().is_empty();
        let root = if here { Path::new(".") } else { &fixed };
        // `*` names everything, the files that nobody reads are not meant.
        let all = pattern.file_name().is_some_and(|last| last == "*" || last == "**");
        let options = MatchOptions { require_literal_separator: true, ..MatchOptions::new() };
        let strip =
            |path: &Path| if here { path.strip_prefix(".").unwrap_or(path).to_owned() } else { path.to_owned() };
        let before = self.list.files.len();
        self.walk(root, usize::MAX, |path| match read.matches_path_with(&strip(path), options) {
            true if all && !is_readable(path) => Choice::PassOver,
            true => Choice::Take,
            false => Choice::Leave,
        });
        if here {
            self.list.files.iter_mut().skip(before).for_each(|path| *path = strip(path));
        }
    }
}

impl FileList {
    fn refuse(&mut self, file: &Path, problem: FileProblem) {
        self.refused.push(OpError::File { file: file.to_owned(), problem });
    }

    fn pass(&mut self, why: &str) {
        *self.passed.entry(why.to_owned()).or_default() += 1;
    }

    /// Leaves out what is the same file as one before it.
    fn only_once(&mut self) {
        let (mut seen, mut again) = (HashSet::new(), 0);
        self.files.retain(|path| {
            // What is not there is told when it is read.
            let new = path.canonicalize().map_or(true, |path| seen.insert(path));
            again += usize::from(!new);
            new
        });
        if again > 0 {
            self.passed.insert("named twice".to_owned(), again);
        }
    }
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

/// Whether a file in a folder is read, by the name that tells what it is.
fn is_readable(path: &Path) -> bool {
    Format::is_known_name(&telling_name(path))
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
}

fn ending(path: &Path) -> String {
    path.extension()
        .map_or_else(|| "no ending".to_owned(), |ending| format!(".{}", ending.to_string_lossy().to_lowercase()))
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// A folder with files in two levels, a link in a circle, one to a file and one to a folder beside it.
    fn tangle() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for name in ["in/a.txt", "in/sub/b.txt", "in/sub/c.log", "in/.hidden/d.txt", "beside/e.txt"] {
            fs::create_dir_all(at(name).parent().expect("a folder")).expect("made");
            fs::write(at(name), "一").expect("written");
        }
        for (to, link) in [("in", "in/sub/circle"), ("in/a.txt", "in/z.txt"), ("beside", "in/beside")] {
            symlink(at(to), at(link)).expect("linked");
        }
        folder
    }

    /// What is listed for names in the tangle, and what is passed over.
    fn listed(names: &[&str]) -> (Vec<String>, Vec<(String, usize)>) {
        let folder = tangle();
        let paths: Vec<PathBuf> = names.iter().map(|name| folder.path().join(name)).collect();
        let list = files(&paths, true, Path::new("nothing.db"));
        assert!(list.refused.is_empty(), "{:?}", list.refused);
        let short = |path: PathBuf| path.strip_prefix(folder.path()).map(|path| path.display().to_string());
        (list.files.into_iter().flat_map(short).collect(), list.passed.into_iter().collect())
    }

    #[test]
    fn links_in_a_circle_end_and_no_file_is_taken_twice() {
        let passed = |logs: usize| {
            let all = [(".log", logs), ("links to folders", 2), ("named twice", 1)];
            let told = all.into_iter().filter(|(_, n)| *n > 0);
            told.map(|(why, n)| (why.to_owned(), n)).collect::<Vec<_>>()
        };
        let both = || vec!["in/a.txt".to_owned(), "in/sub/b.txt".to_owned()];
        assert_eq!(listed(&["in"]), (both(), passed(1)));
        assert_eq!(listed(&["in/**/*.txt"]), (both(), passed(0)));
        assert_eq!(listed(&["in/**"]), (both(), passed(1)));
        assert_eq!(listed(&["in/**/*"]), (both(), passed(1)));
    }

    #[test]
    fn what_was_named_is_taken_once() {
        let twice = (vec!["in/a.txt".to_owned()], vec![("named twice".to_owned(), 2)]);
        assert_eq!(listed(&["in/a.txt", "in/sub/../a.txt", "in/z.txt"]), twice);
        assert_eq!(listed(&["in/a.txt", "in/?.txt", "in/sub/circle/*.txt"]).0, ["in/a.txt"]);
        assert_eq!(listed(&["in/**/*.log"]).0, ["in/sub/c.log"]);
        assert_eq!(listed(&["in/beside"]).0, ["in/beside/e.txt"]);
    }
}
