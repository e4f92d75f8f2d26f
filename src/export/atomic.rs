//! Files are written beside their target and renamed: a reader finds the old file or the new one,
//! never half of one, and a failure leaves what was there.

use std::fs::{self, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::error::{ExportError, Result, TargetProblem};
use crate::store::{folder_of, is_of_project, shared_permissions};

/// Writes the file `path` with what `fill` gives, whole or not at all. `project` is the open
/// project, which is never written over; `force` replaces an ordinary file that is there and keeps
/// its permissions. Returns the answer of `fill`.
///
/// # Errors
/// [`ExportError::Target`] with the reason, and whatever `fill` returns. In every case nothing was
/// written and nothing replaced.
pub fn write_file<T>(
    path: &Path,
    project: &Path,
    force: bool,
    fill: impl FnOnce(&mut dyn Write) -> Result<T>,
) -> Result<T> {
    let refuse = |problem| ExportError::Target { path: path.to_owned(), problem };
    let unwritable = |error| refuse(TargetProblem::Unwritable(error));
    let old = check(path, project, force).map_err(refuse)?;
    let mut beside = tempfile::Builder::new();
    beside.prefix(".pizhu-").suffix(".new");
    shared_permissions(&mut beside, 0o666);
    let mut file = BufWriter::new(beside.tempfile_in(folder_of(path)).map_err(unwritable)?);
    let answer = fill(&mut file).map_err(|error| match error {
        // The stream is this file.
        ExportError::Output(error) => unwritable(error),
        other => other,
    })?;
    let file = file.into_inner().map_err(|error| unwritable(error.into_error()))?;
    if let Some(old) = &old {
        fs::set_permissions(file.path(), old.permissions()).map_err(unwritable)?;
    }
    file.as_file().sync_all().map_err(unwritable)?;
    let renamed = if force { file.persist(path) } else { file.persist_noclobber(path) };
    renamed.map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => refuse(TargetProblem::Exists),
        _ => unwritable(error.error),
    })?;
    Ok(answer)
}

/// What is at `path` now, if it may be replaced.
fn check(path: &Path, project: &Path, force: bool) -> Result<Option<Metadata>, TargetProblem> {
    if is_of_project(path, project) {
        return Err(TargetProblem::Project);
    }
    let old = match path.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other.map_err(TargetProblem::Unwritable)?,
    };
    let kind = old.file_type();
    if kind.is_symlink() {
        Err(TargetProblem::Link)
    } else if kind.is_dir() {
        Err(TargetProblem::Folder)
    } else if !kind.is_file() {
        Err(TargetProblem::NotAFile)
    } else if !force {
        Err(TargetProblem::Exists)
    } else {
        Ok(Some(old))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes `text` to `name` in `folder`, beside a project `p.db`.
    fn write(folder: &Path, name: &str, force: bool, text: &str) -> Result<(), String> {
        write_file(&folder.join(name), &folder.join("p.db"), force, |out| Ok(out.write_all(text.as_bytes())?))
            .map_err(|error| error.to_string())
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("folder")
            .map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_only_by_force() {
        let folder = tempfile::tempdir().expect("folder");
        let folder = folder.path();
        assert_eq!(write(folder, "a.csv", false, "甲"), Ok(()));
        assert!(write(folder, "a.csv", false, "乙").unwrap_err().ends_with("it exists already"));
        assert_eq!(fs::read_to_string(folder.join("a.csv")).ok().as_deref(), Some("甲"));
        assert_eq!(write(folder, "a.csv", true, "丙"), Ok(()));
        assert_eq!(fs::read_to_string(folder.join("a.csv")).ok().as_deref(), Some("丙"));
        assert_eq!(names(folder), ["a.csv"]);
    }

    #[test]
    fn a_failure_leaves_what_was_there_and_nothing_else() {
        let folder = tempfile::tempdir().expect("folder");
        let folder = folder.path();
        fs::write(folder.join("a.csv"), "甲").expect("file");
        let failed: Result<()> = write_file(&folder.join("a.csv"), &folder.join("p.db"), true, |out| {
            out.write_all("half".as_bytes())?;
            Err(io::Error::other("full").into())
        });
        assert!(matches!(failed, Err(ExportError::Target { problem: TargetProblem::Unwritable(_), .. })));
        assert_eq!(fs::read_to_string(folder.join("a.csv")).ok().as_deref(), Some("甲"));
        assert_eq!(names(folder), ["a.csv"]);
    }

    #[test]
    fn the_project_and_its_files_are_never_written() {
        let folder = tempfile::tempdir().expect("folder");
        let folder = folder.path();
        fs::write(folder.join("p.db"), "project").expect("file");
        fs::create_dir(folder.join("sub")).expect("folder");
        // The log beside the project need not be there yet.
        for name in ["p.db", "p.db-wal", "p.db-shm", "p.db-journal", "sub/../p.db", "./p.db-wal"] {
            assert!(write(folder, name, true, "x").unwrap_err().contains("belongs to the project"), "{name}");
        }
        fs::hard_link(folder.join("p.db"), folder.join("other.csv")).expect("link");
        assert!(write(folder, "other.csv", true, "x").unwrap_err().contains("belongs to the project"));
        assert_eq!(fs::read_to_string(folder.join("p.db")).ok().as_deref(), Some("project"));
    }

    #[test]
    fn folders_links_and_missing_folders_are_refused() {
        let folder = tempfile::tempdir().expect("folder");
        let folder = folder.path();
        fs::create_dir(folder.join("sub")).expect("folder");
        assert!(write(folder, "sub", true, "x").unwrap_err().ends_with("it is a folder"));
        assert!(write(folder, "none/a.csv", true, "x").unwrap_err().contains("it cannot be written"));
        #[cfg(unix)]
        {
            fs::write(folder.join("a.csv"), "甲").expect("file");
            std::os::unix::fs::symlink("a.csv", folder.join("link.csv")).expect("link");
            std::os::unix::fs::symlink("nowhere", folder.join("dangling.csv")).expect("link");
            for name in ["link.csv", "dangling.csv"] {
                assert!(write(folder, name, true, "x").unwrap_err().ends_with("it is a symbolic link"), "{name}");
            }
            assert_eq!(fs::read_to_string(folder.join("a.csv")).ok().as_deref(), Some("甲"));
        }
    }
}
