//! What the name of a file says it is.

use std::path::Path;

use super::Format;

/// What the ending of a name says a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// A format that is read.
    Format(Format),
    /// Something that is not.
    Other(&'static str),
}

impl Claim {
    /// `None`: nothing that is known here.
    pub(super) fn of(name: &Path) -> Option<Self> {
        let extension = name.extension()?.to_string_lossy().to_lowercase();
        Some(match extension.as_str() {
            "txt" | "text" => Self::Format(Format::Text),
            "html" | "htm" | "xhtml" | "shtml" => Self::Format(Format::Html),
            "mht" | "mhtml" => Self::Format(Format::Mhtml),
            "md" | "markdown" => Self::Format(Format::Markdown),
            "csv" => Self::Format(Format::Csv),
            "tsv" | "tab" => Self::Format(Format::Tsv),
            "jsonl" | "ndjson" => Self::Format(Format::JsonLines),
            "docx" | "docm" => Self::Format(Format::Docx),
            "xlsx" | "xlsm" => Self::Format(Format::Xlsx),
            "pdf" => Self::Format(Format::Pdf),
            "zip" => Self::Format(Format::Zip),
            "doc" | "wps" => Self::Other("an old Word file"),
            "xls" | "et" => Self::Other("an old Excel file"),
            "ppt" | "pptx" => Self::Other("a PowerPoint file"),
            "png" | "jpg" | "jpeg" | "gif" | "bmp" | "tif" | "tiff" | "webp" => Self::Other("a picture"),
            _ => return None,
        })
    }

    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Format(format) => format.words(),
            Self::Other(words) => words,
        }
    }
}
