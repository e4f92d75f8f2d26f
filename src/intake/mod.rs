//! Intake: the bytes of a file become text, with what its format tells about it.
//!
//! Nothing here opens a file or knows a project: bytes in, [`Incoming`] texts out. Each format is one
//! file or folder with one entry function, called from [`read`]. A file may hold several texts, as an
//! archive or a table does; each is handed over as soon as it is there, so that memory does not grow
//! with the file.

mod archive;
mod claim;
mod decode;
mod docx;
mod effort;
mod fields;
mod format;
mod html;
mod markdown;
mod mhtml;
mod package;
mod pdf;
mod problem;
mod symbol;
mod table;
mod xml;

use std::path::Path;

use serde::{Deserialize, Serialize};

pub use decode::{Decoded, MAX_LINE, MAX_TEXT, Oddities, check_encoding, decode, decode_utf8};
use decode::{LINE_ENDS, controls, decode_data, end_lines, long_line, strange_line_ends};
pub use format::Format;
pub use problem::{FileProblem, ReaderProblem};
pub use table::{ColumnMap, ColumnProblem, Columns, Field};

use effort::Effort;

use crate::model::{DocumentFields, sha256_hex};
use crate::text::Guide;

/// One text on its way into the project.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Incoming {
    /// Which part of the file it is, as people name it: the path inside an archive, `row 12` of a
    /// table. `None`: the whole file.
    pub part: Option<String>,
    /// The text with every line, kept whole as the document's source.
    pub text: String,
    /// How it becomes paragraphs, as far as the format tells.
    pub guide: Guide,
    /// SHA-256 of the bytes it came from, lower-case hexadecimal.
    pub sha256: String,
    /// Character encoding of those bytes: `UTF-8`, `GB18030`; of a binary format its name.
    pub encoding: String,
    /// What read the format, with version: `text`, `html (dom_smoothie 0.19)`.
    pub extractor: String,
    /// What the file itself says about the text.
    pub fields: DocumentFields,
    /// Whether its title is only what the file calls itself: a headline in the text says it better.
    #[serde(default)]
    pub title_is_a_guess: bool,
    /// Further attributes, by name.
    pub attributes: Vec<(String, String)>,
    /// The key the file gives it.
    pub key: Option<String>,
    /// What of its characters is not as it was, or not there: `1 character lost before it came here`. Told
    /// of every text, however many there are.
    #[serde(default)]
    pub losses: Vec<String>,
    /// What else a person should be told: `2 tracked deletions left out`.
    pub notes: Vec<String>,
}

/// How files are read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// The character encoding of text files, by its usual name; told from the bytes otherwise.
    pub encoding: Option<String>,
    /// What the columns of tables mean; told from their names otherwise.
    pub columns: ColumnMap,
    /// The sheet of spreadsheets; the first with a column of text otherwise.
    pub sheet: Option<String>,
    /// The year of dates that name none.
    #[serde(default)]
    pub year: Option<i32>,
    /// Takes control characters out, and counts them, instead of refusing the text.
    #[serde(default)]
    pub strip_controls: bool,
    /// Takes plain text as such, though it looks like a table none of whose columns is known to hold texts.
    #[serde(default)]
    pub plain: bool,
}

/// What a person is told of characters that their author crossed out: they are text, and their meaning is another.
fn struck_out(characters: usize) -> Option<String> {
    let plural = if characters == 1 { " is" } else { "s are" };
    (characters > 0).then(|| format!("{characters} character{plural} struck out in the source; kept"))
}

/// A part of a file that was refused, with the reason.
#[derive(Debug)]
pub struct RefusedPart {
    /// Which part; `None`: the whole file.
    pub part: Option<String>,
    /// Why.
    pub problem: FileProblem,
}

/// Takes the texts of a file one by one; `false` ends the reading.
pub type Sink<'a> = &'a mut dyn FnMut(Result<Incoming, RefusedPart>) -> bool;

/// Reads the bytes of a file named `name` and hands over every text in it.
///
/// # Errors
/// When the file as a whole cannot be taken; a bad part goes to `sink` with its reason.
pub fn read(name: &Path, bytes: &[u8], options: &ReadOptions, sink: Sink<'_>) -> Result<(), FileProblem> {
    read_as(Format::asked(name, bytes, options)?, name, bytes, options, sink)
}

/// [`read()`] of a file whose format is known.
///
/// # Errors
/// As [`read()`].
pub fn read_as(
    format: Format,
    name: &Path,
    bytes: &[u8],
    options: &ReadOptions,
    sink: Sink<'_>,
) -> Result<(), FileProblem> {
    spend(&Effort::new(bytes.len()), format, name, bytes, options, sink)
}

/// [`read_as`] within what may still be spent on the file it is a part of.
fn spend(
    effort: &Effort,
    format: Format,
    name: &Path,
    bytes: &[u8],
    options: &ReadOptions,
    sink: Sink<'_>,
) -> Result<(), FileProblem> {
    let mut misnamed = format.misnamed(name);
    let sink: Sink<'_> = &mut |text| {
        sink(text.map(|mut text| {
            text.notes.extend(misnamed.take());
            text
        }))
    };
    match format {
        Format::Text => {
            let decoded = decode(bytes, options).map_err(|problem| match problem {
                FileProblem::Empty | FileProblem::TooLarge { .. } | FileProblem::NoSuchEncoding { .. } => problem,
                // Not what is wrong with it as a text.
                problem => Format::no_text(name).unwrap_or(problem),
            })?;
            let (losses, notes) = (decoded.losses(), decoded.notes());
            sink(Ok(Incoming {
                text: decoded.text,
                sha256: sha256_hex(bytes),
                encoding: decoded.encoding,
                losses,
                notes,
                extractor: "text".to_owned(),
                ..Incoming::default()
            }));
        }
        format @ (Format::Csv | Format::Tsv) => table::read_delimited(name, format, bytes, options, sink)?,
        Format::JsonLines => table::read_json_lines(name, bytes, options, sink)?,
        Format::Xlsx => table::read_workbook(name, bytes, options, effort, sink)?,
        Format::Docx => {
            sink(Ok(docx::read(bytes, options, effort)?));
        }
        Format::Zip => archive::read(bytes, options, effort, sink)?,
        Format::Html => {
            sink(Ok(html::read(bytes, None, options, effort)?));
        }
        Format::Mhtml => {
            sink(Ok(mhtml::read(bytes, options, effort)?));
        }
        Format::Markdown => {
            sink(Ok(markdown::read(bytes, options)?));
        }
        Format::Pdf => {
            sink(Ok(pdf::read(bytes)?));
        }
    }
    Ok(())
}
