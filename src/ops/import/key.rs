//! The keys of documents that nobody gave one.

use std::path::{Component, Path};

use crate::model::field;

/// Longest beginning of a key, in characters; a number may follow.
const LONGEST: usize = 80;

/// What the key of a text is made of.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stem {
    /// The file's name without its ending; of a file in an archive that file's, of a row of a table the
    /// table's with `row12`.
    pub(super) name: String,
    /// The same after the name of the folder it is in: files of one name are told apart by it.
    pub(super) in_folder: Option<String>,
}

impl Stem {
    /// Of a text in a file, or in a part of it.
    pub(super) fn of(file: &Path, part: Option<&str>) -> Self {
        let row = part.and_then(|part| part.rsplit_once("row ")).filter(|(_, row)| row.parse::<u64>().is_ok());
        let (path, row) = match (part, row) {
            (_, Some(("", row))) => (file, Some(row)),
            // `2025/news.csv: row 12`, in an archive.
            (_, Some((member, row))) => (Path::new(member.trim_end_matches(": ")), Some(row)),
            (Some(part), None) => (Path::new(part), None),
            (None, None) => (file, None),
        };
        let mut name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some(row) = row {
            // Not the row alone: a table may give a document its number as a key.
            name = format!("{name}-row{row}");
        }
        let folder = path.parent().and_then(|folder| folder.components().next_back());
        let in_folder = match folder {
            Some(Component::Normal(folder)) => Some(fit(&format!("{}-{name}", folder.to_string_lossy()))),
            _ => None,
        };
        Self { name: fit(&name), in_folder }
    }
}

/// A text as a document may be called.
fn fit(text: &str) -> String {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let kept: String = text.chars().map(|c| if fits(c) { c } else { '-' }).take(LONGEST).collect();
    let kept = kept.trim_matches('-');
    if field::key(kept).is_ok() { kept.to_owned() } else { format!("doc-{kept}").trim_end_matches('-').to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(file: &str, part: Option<&str>) -> (String, Option<String>) {
        let stem = Stem::of(Path::new(file), part);
        (stem.name, stem.in_folder)
    }

    #[test]
    fn keys_are_made_of_names() {
        let made = |name: &str, in_folder: Option<&str>| (name.to_owned(), in_folder.map(str::to_owned));
        assert_eq!(of("方案.txt", None), made("方案", None));
        assert_eq!(of("江苏 省/方案.txt", None), made("方案", Some("江苏-省-方案")));
        assert_eq!(of("../方案.txt", None), made("方案", None));
        assert_eq!(of("2025.txt", None), made("doc-2025", None));
        assert_eq!(of("-", None), made("doc", None));
        assert_eq!(of("a.zip", Some("江苏/方案.v2.txt")), made("方案.v2", Some("江苏-方案.v2")));
        assert_eq!(of("t.csv", Some("row 12")), made("t-row12", None));
        assert_eq!(of("x/2025.csv", Some("row 12")), made("2025-row12", Some("x-2025-row12")));
        assert_eq!(of("a.zip", Some("x/t.csv: row 12")), made("t-row12", Some("x-t-row12")));
        assert_eq!(of("a.zip", Some("row 12.txt")), made("row-12", None));
    }
}
