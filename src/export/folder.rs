//! A whole folder, written beside its target and swapped in by renaming: a reader finds the old
//! export or the new one, never parts of both.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::column::Table;
use super::csv::Profile;
use super::datapackage::{self, Package, Resource, Written};
use super::error::{ExportError, Result, TargetProblem};
use super::rows::{columns, write_table};
use super::tables::tables;
use crate::model::hex;
use crate::store::{Reader, folder_of, is_of_project, shared_permissions};

/// Where exports go unless told otherwise.
const EXPORTS: &str = "exports";
/// Longest folder name made from a project's name, in characters.
const MAX_NAME: usize = 60;

/// What was written.
#[derive(Debug, Clone)]
pub struct Exported {
    /// The tables with their rows, the header aside.
    pub tables: Vec<(&'static str, u64)>,
    /// Cells that got a `'` in front.
    pub guarded: u64,
    /// What is left of the export before, if something in it could not be removed.
    pub left_over: Option<PathBuf>,
}

/// The folder for a project of that name: `exports/` and the name, without what file systems refuse.
pub fn default_folder(project: &str) -> PathBuf {
    let refused = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let name: String = project.chars().map(|c| if refused(c) { '-' } else { c }).take(MAX_NAME).collect();
    let name = name.trim_matches([' ', '.']);
    Path::new(EXPORTS).join(if name.is_empty() { "project" } else { name })
}

/// Writes every table and `datapackage.json` to the folder `dir`. `project` is the project file,
/// which is never touched; `force` replaces an export that is there.
///
/// # Errors
/// [`ExportError::Target`] with the reason, and the store's own. In every case what was at `dir` is
/// as it was.
pub fn write_folder(r: &Reader<'_>, dir: &Path, project: &Path, force: bool, profile: Profile) -> Result<Exported> {
    let dir = &resolved(dir)?;
    let target = |problem| ExportError::Target { path: dir.clone(), problem };
    let unwritable = |error| target(TargetProblem::Unwritable(error));
    check(dir, project, force).map_err(target)?;
    r.check_references()?;
    fs::create_dir_all(folder_of(dir)).map_err(unwritable)?;
    let beside = beside(dir).map_err(unwritable)?;
    let exported = fill(r, beside.path(), profile).map_err(|error| match error {
        // The streams are files of this folder.
        ExportError::Output(error) => unwritable(error),
        other => other,
    })?;
    // Somebody may have put something there meanwhile.
    let old = check(dir, project, force).map_err(target)?;
    let left_over = swap(beside.path(), dir, old).map_err(unwritable)?;
    // It bears its final name now, there is nothing left to remove.
    let _ = beside.keep();
    Ok(Exported { left_over, ..exported })
}

/// Writes the files into a folder nobody knows yet.
fn fill(r: &Reader<'_>, folder: &Path, profile: Profile) -> Result<Exported> {
    let mut exported = Exported { tables: Vec::new(), guarded: 0, left_over: None };
    let mut resources = Vec::new();
    for table in tables() {
        let (written, guarded) = write_file(r, table, folder, profile)?;
        resources.push(Resource::new(table, &columns(r, table)?, profile, &written));
        exported.tables.push((table.name(), written.rows));
        exported.guarded += guarded;
    }
    let package = Package::new(r, profile, exported.guarded, resources)?;
    let mut file = File::create_new(folder.join(datapackage::FILE))?;
    file.write_all(package.to_json()?.as_bytes())?;
    file.sync_all()?;
    sync_folder(folder)?;
    Ok(exported)
}

fn write_file(r: &Reader<'_>, table: &Table, folder: &Path, profile: Profile) -> Result<(Written, u64)> {
    let file = File::create_new(folder.join(table.file()))?;
    let mut tally = Tally { out: BufWriter::new(file), hasher: Sha256::new(), bytes: 0 };
    let counts = write_table(r, table, profile, &mut tally)?;
    let Tally { out, hasher, bytes } = tally;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    Ok((Written { bytes, sha256: hex(&hasher.finalize()), rows: counts.rows }, counts.guarded))
}

/// Counts and hashes what goes through.
struct Tally<W> {
    out: W,
    hasher: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Tally<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.out.write(bytes)?;
        self.hasher.update(&bytes[..n]);
        self.bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// `dir` without a slash at its end, which would follow a link, and by its real name if it is `.`.
fn resolved(dir: &Path) -> Result<PathBuf> {
    match dir.file_name() {
        Some(name) => Ok(match dir.parent() {
            Some(parent) => parent.join(name),
            None => PathBuf::from(name),
        }),
        None => dir
            .canonicalize()
            .map_err(|error| ExportError::Target { path: dir.to_owned(), problem: TargetProblem::Unwritable(error) }),
    }
}

/// The files of the export that is at `dir` now and may be replaced; `None` if nothing is there.
fn check(dir: &Path, project: &Path, force: bool) -> Result<Option<Vec<String>>, TargetProblem> {
    if is_of_project(dir, project) {
        return Err(TargetProblem::Project);
    }
    match dir.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(TargetProblem::Unwritable(error)),
        Ok(meta) if meta.is_symlink() => return Err(TargetProblem::Link),
        Ok(meta) if !meta.is_dir() => return Err(TargetProblem::NotAFolder),
        Ok(_) => {}
    }
    if let (Ok(dir), Ok(project)) = (dir.canonicalize(), project.canonicalize())
        && project.starts_with(dir)
    {
        return Err(TargetProblem::HoldsProject);
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(dir).map_err(TargetProblem::Unwritable)? {
        names.push(entry.map_err(TargetProblem::Unwritable)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    if names.is_empty() {
        return Ok(Some(names));
    }
    let package = fs::read_to_string(dir.join(datapackage::FILE)).unwrap_or_default();
    let Some(listed) = datapackage::listed(&package) else { return Err(TargetProblem::ForeignFolder(names)) };
    let (ours, strange): (Vec<String>, Vec<String>) = names.into_iter().partition(|name| listed.contains(name));
    if !strange.is_empty() {
        return Err(TargetProblem::StrangeFiles(strange));
    }
    if force { Ok(Some(ours)) } else { Err(TargetProblem::Exists) }
}

/// A new folder beside `dir`, removed again unless it is kept.
fn beside(dir: &Path) -> io::Result<tempfile::TempDir> {
    let name: String = dir.file_name().unwrap_or_default().to_string_lossy().chars().take(MAX_NAME).collect();
    let mut builder = tempfile::Builder::new();
    let prefix = format!(".{name}.tmp-");
    builder.prefix(&prefix);
    shared_permissions(&mut builder, 0o777);
    builder.tempdir_in(folder_of(dir))
}

/// Gives the folder `new` the name `dir`. The old one steps aside first and comes back if that
/// fails; then its files go, those it was known by and no other. Returns what could not be removed.
fn swap(new: &Path, dir: &Path, old: Option<Vec<String>>) -> io::Result<Option<PathBuf>> {
    let Some(files) = old else {
        fs::rename(new, dir)?;
        sync_folder(folder_of(dir))?;
        return Ok(None);
    };
    let mut aside = new.as_os_str().to_owned();
    aside.push(".old");
    let aside = PathBuf::from(aside);
    fs::rename(dir, &aside)?;
    if let Err(error) = fs::rename(new, dir) {
        fs::rename(&aside, dir)?;
        return Err(error);
    }
    sync_folder(folder_of(dir))?;
    let removed = files.iter().try_for_each(|file| fs::remove_file(aside.join(file)));
    let removed = removed.and_then(|()| fs::remove_dir(&aside));
    Ok(removed.is_err().then_some(aside))
}

/// Makes names in a folder last through a loss of power.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_folder_is_named_after_the_project() {
        for (project, folder) in [
            ("重庆提案", "exports/重庆提案"),
            ("a/b:c", "exports/a-b-c"),
            ("../x", "exports/-x"),
            ("..", "exports/project"),
            ("", "exports/project"),
        ] {
            assert_eq!(default_folder(project), Path::new(folder));
        }
        assert!(default_folder(&"长".repeat(200)).as_os_str().len() < 255);
    }
}
