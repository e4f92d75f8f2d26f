//! ZIP archives: every file in one that can be read, one at a time in memory.

use std::path::Path;

use super::effort::{Effort, MAX_INFLATED, too_much};
use super::package::{Entry, MAX_ENTRY, Package, refuse};
use super::{FileProblem, Format, Incoming, ReadOptions, RefusedPart, Sink};

/// Reads the files of an archive, each as the format it is in. A file that cannot be read is refused
/// by itself, with its path; folders and what systems leave behind in archives are passed over.
///
/// # Errors
/// When the archive as a whole is broken or made to harm, told before any file of it is read; and when
/// reading it has come to cost too much.
pub(super) fn read(bytes: &[u8], options: &ReadOptions, effort: &Effort, sink: Sink<'_>) -> Result<(), FileProblem> {
    let mut package = Package::open(bytes, effort)?;
    let entries: Vec<Entry> = package.entries()?.into_iter().filter(|e| !e.folder && !is_litter(&e.name)).collect();
    // What may be read is known from the directory, so a bomb is told before its first byte.
    let declared = entries.iter().filter(|entry| entry.size <= MAX_ENTRY);
    if declared.fold(0_u64, |sum, entry| sum.saturating_add(entry.size)) > MAX_INFLATED {
        return Err(too_much());
    }
    if entries.is_empty() {
        return Err(FileProblem::Empty);
    }
    for entry in &entries {
        effort.next_document();
        let read = package.read(entry).and_then(|bytes| member(entry, &bytes, options, effort, sink));
        let go_on = match read {
            Ok(go_on) => go_on,
            Err(problem) if effort.is_spent() => {
                return Err(refuse(format!("{problem}; {} and what follows it are not read", entry.name)));
            }
            Err(problem) => sink(Err(RefusedPart { part: Some(entry.name.clone()), problem })),
        };
        if !go_on {
            break;
        }
    }
    Ok(())
}

/// Hands over the texts of one file.
fn member(
    entry: &Entry,
    bytes: &[u8],
    options: &ReadOptions,
    effort: &Effort,
    sink: Sink<'_>,
) -> Result<bool, FileProblem> {
    let name = Path::new(&entry.name);
    let format = Format::of(name, bytes)?;
    if format == Format::Zip {
        return Err(refuse("it is an archive inside an archive; unpack it first"));
    }
    let mut go_on = true;
    super::spend(effort, format, name, bytes, options, &mut |text| {
        go_on = sink(match text {
            Ok(text) => Ok(Incoming { part: Some(path(entry, text.part.as_deref())), ..text }),
            Err(refused) => {
                let part = Some(path(entry, refused.part.as_deref()));
                Err(RefusedPart { part, problem: refused.problem })
            }
        });
        go_on
    })?;
    Ok(go_on)
}

/// The path of a part: the file, and what the file itself calls the part.
fn path(entry: &Entry, part: Option<&str>) -> String {
    part.map_or_else(|| entry.name.clone(), |part| format!("{}: {part}", entry.name))
}

/// What systems put into archives beside the files of people.
fn is_litter(name: &str) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.starts_with("__MACOSX/") || matches!(file, ".DS_Store" | "Thumbs.db" | "desktop.ini") || file.starts_with("._")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::intake::effort::MAX_MARKUP;

    #[test]
    fn litter_is_known() {
        assert!(is_litter("__MACOSX/._a.txt") && is_litter("文件/.DS_Store") && is_litter("a/Thumbs.db"));
        assert!(!is_litter("a/文件.txt") && !is_litter("MACOSX.txt"));
    }

    #[test]
    fn many_small_files_make_no_endless_work() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let page = format!("<html><body>{}", "<b>甲".repeat(20));
        for name in ["a.html", "b.html", "c.html"] {
            zip.start_file(name, SimpleFileOptions::default()).expect("an entry");
            zip.write_all(page.as_bytes()).expect("its content");
        }
        let bytes = zip.finish().expect("an archive").into_inner();
        let effort = Effort::new(bytes.len());
        // As if as many pages had been read before as there may be, but for one.
        effort.markup(MAX_MARKUP - 200).expect("not yet spent");
        let mut texts = 0;
        let mut sink = |text: Result<Incoming, RefusedPart>| {
            texts += usize::from(text.is_ok());
            true
        };
        let whole = read(&bytes, &ReadOptions::default(), &effort, &mut sink).map_err(|problem| problem.to_string());
        let why = "its files hold more markup than files of their size do; b.html and what follows it are not read";
        assert_eq!((whole, texts), (Err(why.to_owned()), 1));
    }
}
