//! Opening a project file: first a look from outside, then the connection, then the checks inside.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::files::{beside, folder_of};
use super::{Result, StoreError, profile, schema};

/// The largest file, in bytes, that is looked through before the first write when a log lies beside it:
/// a fifth of a second. Beyond that, several writers at work on a large project would wait too long.
const MOST_CHECKED: u64 = 16 * 1024 * 1024;

/// An open project.
pub(super) struct Opened {
    pub(super) conn: Connection,
    /// Whether a log lay beside the file, which nobody has looked at yet.
    pub(super) unchecked: bool,
    /// The version of the schema it had, where it was brought to a newer one.
    pub(super) brought_from: Option<i64>,
}

/// Opens the project at `path` for reading and writing; for reading alone where its place cannot be
/// written.
///
/// Tells apart what is no project (missing, empty, foreign, damaged, too new, a link) before SQLite
/// touches the file, so that none of those is ever changed.
pub(super) fn open(path: &Path) -> Result<Opened> {
    look_from_outside(path)?;
    let log = has_log(path) && fs::metadata(path).is_ok_and(|meta| meta.len() <= MOST_CHECKED);
    // Without the right to write, SQLite would leave files beside the project that keep its owner out.
    if !has_log(path) && !may_write(path) {
        return open_immutable(path);
    }
    let opened = Connection::open_with_flags(real_folder(path), profile::writer_flags());
    match opened.map_err(StoreError::from).and_then(|conn| prepare(path, conn, log)) {
        // SQLite needs a shared-memory file beside the project even to read it. Where none can be made
        // and no log waits to be read, the file alone is all there is.
        Err(StoreError::ReadOnly(_)) if !has_log(path) => open_immutable(path),
        other => other,
    }
}

fn open_immutable(path: &Path) -> Result<Opened> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    prepare(path, Connection::open_with_flags(immutable_uri(&real_folder(path)), flags)?, false)
}

fn prepare(path: &Path, mut conn: Connection, log: bool) -> Result<Opened> {
    // A log that lay there before may be a stranger's, put beside the file by hand; folded in, it would
    // destroy the project. Reading leaves such a log alone, and writing looks at it first.
    keep_log(&conn, true)?;
    profile::configure(&conn)?;
    let brought_from = look_inside(path, &mut conn)?;
    if !log {
        keep_log(&conn, false)?;
    }
    Ok(Opened { conn, unchecked: log, brought_from })
}

/// Whether closing the last connection leaves the write-ahead log beside the file instead of folding
/// it in.
fn keep_log(conn: &Connection, keep: bool) -> Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep)?;
    Ok(())
}

/// Looks whether the file and the log beside it make a whole database; afterwards the log may be folded
/// in.
pub(super) fn check_log(conn: &Connection) -> Result<()> {
    let verdict: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(StoreError::Damaged(verdict));
    }
    keep_log(conn, false)
}

/// `path` with its folder as it really is: links are refused at the file itself, not on the way to it.
pub(super) fn real_folder(path: &Path) -> PathBuf {
    match (folder_of(path).canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

/// Whether the file may be written by whoever runs this. Asked before any connection exists.
fn may_write(path: &Path) -> bool {
    fs::OpenOptions::new().write(true).open(path).is_ok()
}

/// `path` as a URI that tells SQLite that nobody writes the file. Every byte that could mean
/// something in a URI is escaped.
fn immutable_uri(path: &Path) -> String {
    use std::fmt::Write as _;
    let mut uri = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(byte) {
            uri.push(char::from(*byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri.push_str("?immutable=1");
    uri
}

/// The header of the file. Read before any connection of this process exists: closing a file drops
/// the process's POSIX locks on it.
fn look_from_outside(path: &Path) -> Result<()> {
    let foreign = |why: &str| StoreError::Foreign { path: path.to_owned(), why: why.to_owned() };
    let meta = match fs::symlink_metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(StoreError::Missing(path.to_owned()));
        }
        Err(error) => return Err(StoreError::ReadOnly(format!("{}: {error}", path.display()))),
    };
    if meta.is_symlink() {
        return Err(foreign("it is a symbolic link; name the file itself"));
    }
    if meta.is_dir() {
        return Err(foreign("it is a folder"));
    }
    if !meta.is_file() {
        return Err(foreign("it is not an ordinary file"));
    }
    if many_names(&meta) {
        return Err(foreign("it has several names (hard links), and SQLite would lose track of its journal"));
    }
    let mut header = [0; 100];
    let mut file = File::open(path).map_err(|e| StoreError::ReadOnly(format!("{}: {e}", path.display())))?;
    let mut n = 0;
    while n < header.len() {
        match file.read(&mut header[n..]) {
            Ok(0) => break,
            Ok(more) => n += more,
            Err(error) => return Err(StoreError::Disk(format!("{}: {error}", path.display()))),
        }
    }
    if n == 0 {
        return Err(foreign("it is empty"));
    }
    if n < header.len() || !header.starts_with(b"SQLite format 3\0") {
        return Err(foreign("it is not an SQLite database"));
    }
    if i64::from(number(&header, 68)) != schema::APPLICATION_ID {
        return Err(foreign("it is an SQLite database of another program"));
    }
    check_version(path, i64::from(number(&header, 60)))?;
    let page_size = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    let expected = page_size * u64::from(number(&header, 28));
    // With a log beside it the file may rightly lag behind its own header.
    if !has_log(path) && meta.len() < expected {
        return Err(StoreError::Damaged(format!("it should have {expected} bytes and has {}", meta.len())));
    }
    Ok(())
}

/// What only a connection can tell: the version as committed; migrates an old file, and says from which
/// version.
fn look_inside(path: &Path, conn: &mut Connection) -> Result<Option<i64>> {
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    check_version(path, version)?;
    if version >= schema::latest() {
        return Ok(None);
    }
    schema::migrate(conn, version).map_err(|error| match error {
        StoreError::ReadOnly(why) => StoreError::ReadOnly(format!(
            "it is of version {version} and has to be brought to {} first: {why}",
            schema::latest()
        )),
        error => error,
    })?;
    Ok(Some(version))
}

/// Makes sure that what is written next goes through the write-ahead log. A copy made for read-only
/// places may have another journal, which reading leaves as it is.
pub(super) fn ensure_wal(conn: &Connection) -> Result<()> {
    let mode: String = conn.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    // A database in memory has a journal of its own.
    if mode == "wal" || mode == "memory" || conn.is_readonly("main")? {
        return Ok(());
    }
    let mode: String = conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    profile::verify(mode == "wal", "journal_mode")
}

fn check_version(path: &Path, found: i64) -> Result<()> {
    if found > schema::latest() {
        return Err(StoreError::TooNew { path: path.to_owned(), found, known: schema::latest() });
    }
    if found < 1 {
        return Err(StoreError::Foreign { path: path.to_owned(), why: "it was never finished".to_owned() });
    }
    Ok(())
}

/// Whether a write-ahead log with content lies beside the file.
fn has_log(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|meta| meta.len() > 0)
}

/// A big-endian number of the header.
fn number(header: &[u8; 100], at: usize) -> u32 {
    u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
}

#[cfg(unix)]
fn many_names(meta: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    meta.nlink() > 1
}

#[cfg(not(unix))]
fn many_names(_: &fs::Metadata) -> bool {
    false
}
