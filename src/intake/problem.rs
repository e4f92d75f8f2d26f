//! Why a file, or a part of one, cannot be taken: data for the screen's words and hints.

/// Why a file cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum FileProblem {
    /// It is not there or cannot be read.
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
        guess: Option<&'static str>,
    },
    /// It holds a control character.
    #[error("line {line} holds the control character U+{code_point:04X}")]
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
    /// Its format cannot be read.
    #[error("{0}")]
    Format(
        /// What is wrong.
        String,
    ),
}
