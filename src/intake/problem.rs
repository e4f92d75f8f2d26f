//! Why a file, or a part of one, cannot be taken: data for the screen's words and hints.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::table::ColumnProblem;

/// The name of an encoding.
type Name = Cow<'static, str>;

/// Why a file cannot be taken. Goes from the process that reads to the one that asked as it is, but for what
/// only the latter knows.
#[derive(Debug, thiserror::Error, Serialize, Deserialize)]
pub enum FileProblem {
    /// It is not there or cannot be read.
    #[serde(skip)]
    #[error("it cannot be read: {0}")]
    Unreadable(#[source] std::io::Error),
    /// It is a folder.
    #[error("it is a folder")]
    Folder,
    /// A folder without anything that can be read.
    #[error("no file in it can be read")]
    NothingInFolder,
    /// A pattern that fits nothing.
    #[error("no file fits this pattern")]
    NoMatch,
    /// Somebody wrote into it while it was read.
    #[error("it changed while it was read")]
    Changing,
    /// It is a pipe, a device or the like.
    #[error("it is not an ordinary file")]
    NotAFile,
    /// It is the project itself.
    #[error("it is the project file")]
    Project,
    /// It has no text.
    #[error("it holds no text")]
    Empty,
    /// It is too large.
    #[error("it has {bytes} bytes; at most {limit} are taken")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// It is not text at all.
    #[error("it is not text: {what}")]
    Binary {
        /// What it seems to be.
        what: String,
    },
    /// Its name says that it is plain text, and it is a table whose column of texts is not known.
    #[error("its name says it is plain text, but it is {format} without a column known to hold texts")]
    IsTable {
        /// What it is.
        format: Name,
    },
    /// It is text in another encoding.
    #[error("it is not UTF-8: byte {byte:#04x} at offset {offset}, line {line}")]
    NotUtf8 {
        /// The first byte that does not fit.
        byte: u8,
        /// Its offset in the file, from 0.
        offset: usize,
        /// Its line, from 1.
        line: usize,
        /// The encoding it may be in.
        guess: Option<Name>,
    },
    /// It is not what its encoding allows.
    #[error("read as {encoding}, byte {byte:#04x} at offset {offset}, line {line} does not fit{}", note(.why))]
    Malformed {
        /// The encoding it was read in.
        encoding: Name,
        /// The first byte that does not fit.
        byte: u8,
        /// Its offset in the file, from 0.
        offset: usize,
        /// Its line, from 1.
        line: usize,
        /// What it seems to be: an overlong form, half a pair.
        why: Option<Name>,
    },
    /// Its parts are in different encodings.
    #[error("it is {encoding}, but line {line} is {other}")]
    Mixed {
        /// The encoding of most of it.
        encoding: Name,
        /// The first line in another, from 1.
        line: usize,
        /// The encoding of that line.
        other: Name,
    },
    /// The bytes do not tell the encoding surely.
    #[error("its encoding cannot be told for sure{}", may_be(.candidates))]
    UnknownEncoding {
        /// The encodings it may be in, the likelier first; none: it looks like none that is known.
        candidates: Vec<Name>,
    },
    /// No encoding has the name that was asked for.
    #[error("there is no encoding `{label}`")]
    NoSuchEncoding {
        /// The name.
        label: String,
        /// Names close to it.
        near: Vec<Name>,
    },
    /// Too much of it was lost before it came here.
    #[error("{count} of its {characters} characters are U+FFFD: it was decoded wrongly before")]
    Garbled {
        /// How many are the replacement character.
        count: usize,
        /// How many there are.
        characters: usize,
    },
    /// A line is too long.
    #[error("line {line} has {bytes} bytes; at most {limit} are taken")]
    LongLine {
        /// The line, from 1.
        line: usize,
        /// Its length in UTF-8.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// It holds a control character.
    #[error("line {line} holds the control character U+{code_point:04X}{}", if *code_point == 0 { " (NUL)" } else { "" })]
    Control {
        /// The line, from 1.
        line: usize,
        /// The character.
        code_point: u32,
    },
    /// A document with the same bytes is in the project.
    #[error("it is the same as document `{0}`")]
    Duplicate(
        /// The document's key.
        String,
    ),
    /// A document with the same words is in the project, from other bytes.
    #[error("its text is the same as that of document `{0}`")]
    SameText(
        /// The document's key.
        String,
    ),
    /// Its name does not fit the pattern of names.
    #[error("its name does not fit: {0}")]
    Name(
        /// Why.
        String,
    ),
    /// The key it was given belongs to another document.
    #[error("the key `{0}` belongs to another document")]
    KeyTaken(
        /// The key.
        String,
    ),
    /// It has too many paragraphs for one document.
    #[error("it has {found} paragraphs; at most {limit} are taken in one document")]
    ManyParagraphs {
        /// How many there are.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// A part of it cannot be taken.
    #[error("{part}: {problem}")]
    Part {
        /// The part: a path inside an archive, `row 12` of a table.
        part: String,
        /// Why.
        problem: Box<FileProblem>,
    },
    /// A paragraph is too long.
    #[error("line {line} begins a paragraph of {length} characters; at most {limit} are taken")]
    LongParagraph {
        /// The line, from 1.
        line: usize,
        /// Its length in characters.
        length: usize,
        /// The limit.
        limit: usize,
    },
    /// It is a table whose columns cannot be understood.
    #[error(transparent)]
    Columns(#[from] ColumnProblem),
    /// The process that read it failed.
    #[serde(skip)]
    #[error(transparent)]
    Reader(#[from] ReaderProblem),
    /// Its format cannot be read.
    #[error("{0}")]
    Format(
        /// What is wrong.
        String,
    ),
}

/// How the process that reads risky formats failed over one file.
#[derive(Debug, thiserror::Error)]
pub enum ReaderProblem {
    /// It could not be started.
    #[error("its reader cannot be started: {0}")]
    Start(#[source] std::io::Error),
    /// It ended, or gave up this file, by a mistake of its own.
    #[error("its reader crashed: {0}")]
    Crashed(
        /// What it said last, or how it ended.
        String,
    ),
    /// It asked for more memory than it may have.
    #[error("reading it takes more than {0} MiB of memory")]
    Memory(
        /// The limit.
        u64,
    ),
    /// It computed for longer than it may.
    #[error("reading it takes more than {0} s of computing")]
    Time(
        /// The limit.
        u64,
    ),
    /// It said nothing for longer than anyone waits.
    #[error("its reader said nothing for {0} s")]
    Silent(
        /// How long it was waited for.
        u64,
    ),
    /// It answered in no known form.
    #[error("its reader answered what nobody understands")]
    Garbled,
}

/// ` (why)`.
fn note(why: &Option<Name>) -> String {
    why.as_ref().map(|why| format!(" ({why})")).unwrap_or_default()
}

/// `: it may be GB18030 or Big5`.
fn may_be(names: &[Name]) -> String {
    if names.is_empty() { String::new() } else { format!(": it may be {}", names.join(" or ")) }
}
