//! The project's files on disk: the database and what SQLite keeps beside it.

use std::fs;
use std::path::{Path, PathBuf};

/// What SQLite adds to the name of a database for the files beside it.
const BESIDE: &[&str] = &["", "-wal", "-shm", "-journal"];

/// Whether `path` is the project or a file SQLite keeps beside it, under whatever name, or would
/// become one. Such a file is never read or written as a file: closing it would drop the locks this
/// process holds on it.
pub fn is_of_project(path: &Path, project: &Path) -> bool {
    BESIDE.iter().any(|suffix| {
        let theirs = beside(project, suffix);
        let would_be = path.file_name() == theirs.file_name() && same_file(folder_of(path), folder_of(&theirs));
        would_be || same_file(path, &theirs)
    })
}

/// `project` with `suffix` behind its name.
pub(super) fn beside(project: &Path, suffix: &str) -> PathBuf {
    let mut name = project.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// The folder a path stands in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

#[cfg(unix)]
fn same_file(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (fs::metadata(a), fs::metadata(b)) {
        (Ok(a), Ok(b)) => a.dev() == b.dev() && a.ino() == b.ino(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// What is made beside its target may be read as the user's other files may: `mode` less the umask.
#[cfg(unix)]
pub fn shared_permissions(builder: &mut tempfile::Builder<'_, '_>, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(fs::Permissions::from_mode(mode));
}

/// What is made beside its target may be read as the user's other files may.
#[cfg(not(unix))]
pub fn shared_permissions(_: &mut tempfile::Builder<'_, '_>, _: u32) {}
