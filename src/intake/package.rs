//! Reading ZIP files without trusting them: DOCX packages and archives both come through here.
//!
//! Nothing is ever written to disk, nothing is believed before it is checked, and every inflation is
//! cut off on the side that grows.

use std::io::{Cursor, Read as _};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::FileProblem;
use super::effort::Effort;

/// Most entries of one archive.
const MAX_ENTRIES: usize = 2_000;
/// Most bytes inflated from one entry.
pub(super) const MAX_ENTRY: u64 = 64 * 1024 * 1024;
/// Most bytes inflated from one part of a package, the text of a Word document. It is held as a whole
/// while it is read, and five thousand pages take no more.
const MAX_PART: u64 = 32 * 1024 * 1024;
/// Inflated bytes for one packed byte. A short entry may shrink more: a table of one repeated row
/// does, honestly. So the rule holds only above [`RATIO_FROM`].
const MAX_RATIO: u64 = 100;
/// Inflated size from which [`MAX_RATIO`] holds.
const RATIO_FROM: u64 = 8 * 1024 * 1024;

/// A ZIP file held in memory, entries inflated one at a time.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    effort: &'a Effort,
}

/// What the directory of a ZIP file says about one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its place in the directory.
    pub(super) index: usize,
    /// Its path, decoded; as well as can be when it is `unsafe_name`.
    pub(super) name: String,
    /// Whether it is a folder.
    pub(super) folder: bool,
    /// Inflated size as declared.
    pub(super) size: u64,
    /// Why it is not read, whatever it holds.
    pub(super) refused: Option<&'static str>,
}

impl<'a> Package<'a> {
    /// Opens a ZIP file and checks its directory. What is inflated is counted in `effort`.
    ///
    /// # Errors
    /// [`FileProblem::Format`] when it is broken, has too many entries, two of one name, or entries
    /// that share bytes.
    pub(super) fn open(bytes: &'a [u8], effort: &'a Effort) -> Result<Self, FileProblem> {
        // Counted before it is read: a directory of a million entries would fill the memory.
        if declared_entries(bytes) > MAX_ENTRIES as u64 {
            return Err(too_many());
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if archive.len() > MAX_ENTRIES {
            return Err(too_many());
        }
        if archive.has_duplicate_names() {
            return Err(refuse("its archive holds two files of the same name"));
        }
        if archive.has_overlapping_entries().map_err(broken)? {
            return Err(refuse("its archive is made to deceive: files in it share the same bytes"));
        }
        Ok(Self { archive, effort })
    }

    /// The entries in the order of the directory.
    pub(super) fn entries(&self) -> Result<Vec<Entry>, FileProblem> {
        let metadata = self.archive.metadata();
        (0..metadata.len())
            .map(|index| {
                let entry = metadata.entry(index).map_err(broken)?;
                let raw = entry.name_raw();
                let name = name(raw, entry.flags().as_u16() & UTF8_NAMES != 0);
                let refused = if entry.encrypted() {
                    Some("it is password-protected")
                } else if entry.is_symlink() {
                    Some("it is a link, not a file")
                } else if name.as_deref().is_none_or(|name| !is_inside(name)) || entry.enclosed_name().is_none() {
                    Some("its path is not a safe one")
                } else if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
                    Some("it is packed in a way that is not known here")
                } else if declared_too_much(entry.size(), entry.compressed_size()) {
                    Some("it is packed more than 100 to 1, as only zip bombs are")
                } else {
                    None
                };
                Ok(Entry {
                    index,
                    name: name.unwrap_or_else(|| String::from_utf8_lossy(raw).into_owned()),
                    folder: entry.is_dir(),
                    size: entry.size(),
                    refused,
                })
            })
            .collect()
    }

    /// The bytes of an entry.
    ///
    /// # Errors
    /// [`FileProblem`] when it may not or cannot be inflated, or is not what the directory says.
    pub(super) fn read(&mut self, entry: &Entry) -> Result<Vec<u8>, FileProblem> {
        if let Some(why) = entry.refused {
            return Err(refuse(why));
        }
        if entry.size > MAX_ENTRY {
            return Err(FileProblem::TooLarge { bytes: entry.size, limit: MAX_ENTRY });
        }
        self.effort.inflate(entry.size)?;
        let file = self.archive.by_index(entry.index).map_err(broken)?;
        // All at once: growing by doubling would hold it twice, and what a lie asks for is never touched.
        let mut bytes = Vec::with_capacity(usize::try_from(entry.size + 1).unwrap_or_default());
        file.take(entry.size + 1).read_to_end(&mut bytes).map_err(|error| broken(error.into()))?;
        if bytes.len() as u64 != entry.size {
            return Err(refuse("it is not as large as its archive says"));
        }
        Ok(bytes)
    }

    /// The bytes of the entry of this name, in any case of its letters; `None` when there is none.
    ///
    /// # Errors
    /// As [`Package::read`].
    pub(super) fn part(&mut self, entries: &[Entry], name: &str) -> Result<Option<Vec<u8>>, FileProblem> {
        match entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)) {
            Some(Entry { name, size, .. }) if *size > MAX_PART => {
                Err(refuse(format!("its {name} has {size} bytes; at most {MAX_PART} are taken")))
            }
            Some(entry) => self.read(entry).map(Some),
            None => Ok(None),
        }
    }
}

/// The flag that says a name is UTF-8.
const UTF8_NAMES: u16 = 1 << 11;

/// The name of an entry: UTF-8 where it says so or is so, as packers on macOS write it unsaid, and
/// else GB18030, which Chinese Windows writes.
fn name(raw: &[u8], told_utf8: bool) -> Option<String> {
    if let Ok(name) = std::str::from_utf8(raw) {
        return Some(name.to_owned());
    }
    if told_utf8 {
        return None;
    }
    encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(raw).map(std::borrow::Cow::into_owned)
}

/// Whether a path stays inside the folder it is unpacked in, on any system.
fn is_inside(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    !name.is_empty()
        && !name.starts_with(['/', '\\'])
        && !drive
        && !name.contains(char::is_control)
        && name.split(['/', '\\']).all(|step| step != "..")
}

/// Whether a size speaks of a bomb.
const fn declared_too_much(size: u64, packed: u64) -> bool {
    size > RATIO_FROM && size / MAX_RATIO > packed
}

/// The largest number of entries that an end record of these bytes declares. Every record a reader
/// could take is looked at: files with several are made to show different readers different things.
fn declared_entries(bytes: &[u8]) -> u64 {
    // The record stands at the end, before a comment of at most 65,535 bytes.
    let tail = &bytes[bytes.len().saturating_sub(65_535 + 26)..];
    let ends = memchr::memmem::find_iter(tail, b"PK\x05\x06").filter_map(|at| number::<2>(tail, at + 10));
    let most = ends.max().unwrap_or(0);
    if memchr::memmem::find(tail, b"PK\x06\x07").is_none() {
        return most;
    }
    // A ZIP64 record may stand anywhere.
    let long = memchr::memmem::find_iter(bytes, b"PK\x06\x06").filter_map(|at| number::<8>(bytes, at + 32));
    long.max().map_or(most, |long| if most == 0xFFFF { long } else { long.max(most) })
}

/// The little-endian number of `N` bytes at `at`.
fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<u64> {
    let digits = bytes.get(at..at + N)?;
    Some(digits.iter().rev().fold(0, |number, digit| number << 8 | u64::from(*digit)))
}

pub(super) fn refuse(why: impl Into<String>) -> FileProblem {
    FileProblem::Format(why.into())
}

fn too_many() -> FileProblem {
    refuse(format!("its archive holds more than {MAX_ENTRIES} files"))
}

fn broken(error: ZipError) -> FileProblem {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            refuse("it is password-protected")
        }
        _ => refuse("its archive is broken or cut off"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_decoded() {
        assert_eq!(name("新华社.txt".as_bytes(), false).as_deref(), Some("新华社.txt"));
        assert_eq!(name(b"\xD0\xC2\xBB\xAA\xC9\xE7.txt", false).as_deref(), Some("新华社.txt"));
        assert_eq!(name(b"\xD0\xC2\xBB\xAA\xC9\xE7.txt", true), None);
        assert_eq!(name(b"a\xFF", false), None);
    }

    #[test]
    fn paths_stay_inside() {
        for good in ["a.txt", "文件/二.txt", "a..b/c", "...", "./a"] {
            assert!(is_inside(good), "{good}");
        }
        for bad in ["", "/etc/passwd", "../a", "a/../../b", "a\\..\\b", "C:\\a", "C:a", "\\\\host\\a", "a\0b", "a\nb"] {
            assert!(!is_inside(bad), "{bad:?}");
        }
    }

    #[test]
    fn bombs_are_told_by_their_measure() {
        assert!(!declared_too_much(RATIO_FROM, 1));
        assert!(!declared_too_much(20 << 20, 1 << 20));
        assert!(declared_too_much(200 << 20, 1 << 20));
    }

    #[test]
    fn entries_are_counted_before_they_are_read() {
        let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
        end.extend([0x10, 0x27, 0x10, 0x27]);
        assert_eq!(declared_entries(&end), 10_000);
        assert_eq!(declared_entries(b"PK\x05\x06"), 0);
        assert!(
            matches!(Package::open(&end, &Effort::new(0)), Err(FileProblem::Format(why)) if why.contains("more than 2000"))
        );
    }
}
