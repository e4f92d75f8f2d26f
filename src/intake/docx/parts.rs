//! Where the parts of a package are: programs name them as they like and say so in relationship lists.

use crate::intake::FileProblem;
use crate::intake::effort::Effort;
use crate::intake::package::{Entry, Package};
use crate::intake::xml::Xml;

/// A part beside the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Styles,
    Numbering,
    Footnotes,
    Endnotes,
    Comments,
    Core,
}

impl Part {
    /// How relationship lists call it, and where it is when they say nothing.
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Styles => ("styles", "word/styles.xml"),
            Self::Numbering => ("numbering", "word/numbering.xml"),
            Self::Footnotes => ("footnotes", "word/footnotes.xml"),
            Self::Endnotes => ("endnotes", "word/endnotes.xml"),
            Self::Comments => ("comments", "word/comments.xml"),
            Self::Core => ("core-properties", "docProps/core.xml"),
        }
    }

    /// How messages call it.
    const fn shown(self) -> &'static str {
        match self {
            Self::Styles => "styles",
            Self::Numbering => "numbering",
            Self::Footnotes | Self::Endnotes => "notes",
            Self::Comments => "comments",
            Self::Core => "properties",
        }
    }
}

/// Most headers and footers looked at.
const MAX_MARGINS: usize = 50;

/// A package with the way to its parts.
pub(super) struct Parts<'a> {
    package: Package<'a>,
    effort: &'a Effort,
    entries: Vec<Entry>,
    /// Path of the text.
    document: String,
    /// What each list says: kind of the part, its path.
    relations: Vec<(String, String)>,
}

impl<'a> Parts<'a> {
    /// Finds the text and the lists.
    ///
    /// # Errors
    /// When the package or a list is broken or unsafe.
    pub(super) fn open(bytes: &'a [u8], effort: &'a Effort) -> Result<Self, FileProblem> {
        let mut package = Package::open(bytes, effort)?;
        let entries = package.entries()?;
        let mut relations = relations(&mut package, &entries, "", "_rels/.rels", effort)?;
        let document = relations
            .iter()
            .find(|(kind, _)| kind == "officeDocument")
            .map_or_else(|| "word/document.xml".to_owned(), |(_, path)| path.clone());
        let (folder, file) = document.rsplit_once('/').unwrap_or(("", &document));
        let list = format!("{folder}/_rels/{file}.rels");
        relations.extend(self::relations(&mut package, &entries, folder, list.trim_start_matches('/'), effort)?);
        Ok(Self { package, effort, entries, document, relations })
    }

    /// The bytes of the text.
    ///
    /// # Errors
    /// When it is missing or cannot be inflated.
    pub(super) fn document(&mut self) -> Result<Vec<u8>, FileProblem> {
        let missing = || FileProblem::Format("it is a Word file without a text".to_owned());
        self.package.part(&self.entries, &self.document)?.ok_or_else(missing)
    }

    /// What `read` makes of a part; nothing when there is none.
    ///
    /// # Errors
    /// When it cannot be inflated, and what `read` says.
    pub(super) fn read<T: Default>(
        &mut self,
        part: Part,
        read: impl FnOnce(Xml<'_>) -> Result<T, FileProblem>,
    ) -> Result<T, FileProblem> {
        let (kind, usual) = part.names();
        let told = self.relations.iter().find(|(of, _)| of == kind).map(|(_, path)| path.as_str());
        match self.package.part(&self.entries, told.unwrap_or(usual))? {
            Some(bytes) => read(Xml::new(&bytes, part.shown(), self.effort)?),
            None => Ok(T::default()),
        }
    }

    /// Shows `read` the headers and footers one by one.
    ///
    /// # Errors
    /// When one cannot be inflated, and what `read` says.
    pub(super) fn margins(
        &mut self,
        mut read: impl FnMut(Xml<'_>) -> Result<(), FileProblem>,
    ) -> Result<(), FileProblem> {
        let margins = self.relations.iter().filter(|(kind, _)| kind == "header" || kind == "footer");
        for (_, path) in margins.take(MAX_MARGINS) {
            if let Some(bytes) = self.package.part(&self.entries, path)? {
                read(Xml::new(&bytes, "header or footer", self.effort)?)?;
            }
        }
        Ok(())
    }
}

/// Reads a relationship list: the last word of each type, and the path its target means. Targets
/// outside the package are left out.
fn relations(
    package: &mut Package<'_>,
    entries: &[Entry],
    folder: &str,
    list: &str,
    effort: &Effort,
) -> Result<Vec<(String, String)>, FileProblem> {
    let Some(bytes) = package.part(entries, list)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(&bytes, "list of parts", effort)?;
    let mut found = Vec::new();
    while let Some(element) = xml.element(0)? {
        let outside = || element.attribute("TargetMode").as_deref() == Some("External");
        if element.name() == "Relationship"
            && !outside()
            && let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target"))
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            found.push((kind, path(folder, &target)));
        }
    }
    Ok(found)
}

/// The path that a target means, seen from `folder`.
fn path(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> =
        if target.starts_with('/') { Vec::new() } else { folder.split('/').filter(|step| !step.is_empty()).collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_their_folder() {
        assert_eq!(path("word", "styles.xml"), "word/styles.xml");
        assert_eq!(path("word", "/docProps/core.xml"), "docProps/core.xml");
        assert_eq!(path("word", "../docProps/core.xml"), "docProps/core.xml");
        assert_eq!(path("", "word/document2.xml"), "word/document2.xml");
        assert_eq!(path("word", "../../../etc/passwd"), "etc/passwd");
    }
}
