//! What can go wrong with a change a person asks for. Carries data; the screen finds words and hints.

use std::path::PathBuf;

use super::FileProblem;
use super::paragraph::InTheWay;
use crate::model::{Invalid, Span, StatementId, count};
use crate::store::{CodingCounts, StoreError};

/// The result of every operation.
pub type Result<T, E = OpError> = std::result::Result<T, E>;

/// Why a change was not made. In every case nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpError {
    /// The project file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A value that cannot be.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// There is no such thing.
    #[error("no {what} `{name}`")]
    NotFound {
        /// What sort of thing.
        what: &'static str,
        /// The name given.
        name: String,
        /// Names that come close.
        near: Vec<String>,
    },
    /// A saved filter means nothing any more.
    #[error("filter `{name}`: {error}")]
    InFilter {
        /// The filter's name.
        name: String,
        /// What is wrong with it.
        error: Box<OpError>,
    },
    /// The name fits several things.
    #[error("{what} `{name}` could be any of {}", candidates.len())]
    Ambiguous {
        /// What sort of thing.
        what: &'static str,
        /// The name given.
        name: String,
        /// What it could be.
        candidates: Vec<String>,
    },
    /// No document was named and the project does not hold exactly one.
    #[error("which document? the project holds {}", .0.len())]
    WhichDocument(
        /// The keys there are.
        Vec<String>,
    ),
    /// The paragraph's number is beyond the document.
    #[error("`{document}` has no paragraph {ordinal}; its paragraphs are 1 to {last}")]
    NoParagraph {
        /// The document's key.
        document: String,
        /// The number given.
        ordinal: u32,
        /// The last number there is.
        last: u32,
    },
    /// One paragraph is wanted, several were given.
    #[error("`{0}` names several paragraphs; one is needed here")]
    OneParagraph(String),
    /// The words do not stand in the paragraph.
    #[error("the quote does not stand in {paragraph}: `{quote}`")]
    QuoteNotFound {
        /// The paragraph.
        paragraph: String,
        /// The words sought.
        quote: String,
        /// What stands there instead, where only blanks or character forms differ.
        instead: Option<String>,
    },
    /// The words stand in the paragraph more than once.
    #[error("the quote stands {} in {paragraph}: `{quote}`", count(*found, ("time", "times")))]
    QuoteTwice {
        /// The paragraph.
        paragraph: String,
        /// The words sought.
        quote: String,
        /// How often they stand there.
        found: usize,
        /// The first places, each with the words around it.
        places: Vec<(Span, String)>,
    },
    /// There is no such occurrence of the words.
    #[error("the quote stands {} in {paragraph}; there is no occurrence {nth}", count(*found, ("time", "times")))]
    NoOccurrence {
        /// The paragraph.
        paragraph: String,
        /// The occurrence asked for, from 1.
        nth: u32,
        /// How many there are.
        found: usize,
    },
    /// The span reaches past the paragraph.
    #[error("span {span} reaches past {paragraph}, which has {length} characters")]
    SpanOutside {
        /// The paragraph.
        paragraph: String,
        /// The span given.
        span: Span,
        /// Length of the paragraph in code points.
        length: u32,
    },
    /// Both a span and its words were given, and they do not go together.
    #[error("at {span} of {paragraph} stands `{there}`, not `{quote}`")]
    OtherWords {
        /// The paragraph.
        paragraph: String,
        /// The span given.
        span: Span,
        /// The words given.
        quote: String,
        /// The words that stand there.
        there: String,
    },
    /// A variable takes one code per statement.
    #[error("`{variable}` takes one code per statement, {given} were given")]
    SingleValued {
        /// The variable.
        variable: String,
        /// How many codes were given.
        given: usize,
    },
    /// The code is not offered for new statements.
    #[error("code `{0}` is retired")]
    Retired(
        /// The code.
        String,
    ),
    /// The very same statement is there already.
    #[error("{paragraph} is already coded so, as {statement}")]
    SameStatement {
        /// The paragraph.
        paragraph: String,
        /// The statement there.
        statement: StatementId,
    },
    /// Something is there already under that name.
    #[error("{what} `{name}` exists already")]
    Exists {
        /// What sort of thing.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// The name is taken, or differs only in the forms of its characters from one that is.
    #[error("{}", taken(what, name, held, owner))]
    NameTaken {
        /// What sort of thing bears names.
        what: &'static str,
        /// The name given.
        name: String,
        /// The name there is.
        held: String,
        /// The main name of whoever bears it.
        owner: String,
    },
    /// A row of a file contradicts what is stored.
    #[error("{what} `{name}` is known as {stored}, not as {given}")]
    Differs {
        /// What sort of thing.
        what: &'static str,
        /// Its name.
        name: String,
        /// What is stored.
        stored: String,
        /// What the file says.
        given: String,
    },
    /// A post is there with dates that contradict the ones given.
    #[error("{post} is known {}", known.join(" and "))]
    OtherDates {
        /// The post: `陈前斌@重庆邮电大学/副校长`.
        post: String,
        /// The terms known, as `from 2019 to 2023`.
        known: Vec<String>,
    },
    /// A code would stand below itself.
    #[error("`{code}` cannot stand below itself, under `{parent}`")]
    Cycle {
        /// The code to move.
        code: String,
        /// Where it should go.
        parent: String,
    },
    /// Two codes belong to different variables.
    #[error("`{code}` and `{other}` belong to different variables")]
    OtherVariable {
        /// The one.
        code: String,
        /// The other.
        other: String,
    },
    /// A code would become part of one that stands below it.
    #[error("`{code}` cannot become part of `{into}`, which stands below it")]
    MergeBelow {
        /// The code that would go.
        code: String,
        /// The code that would stay.
        into: String,
    },
    /// Codes below two codes bear the same names.
    #[error("`{code}` and `{into}` both have below them: {}", names.join(", "))]
    NameClash {
        /// The code that would go.
        code: String,
        /// The code that would stay.
        into: String,
        /// The names.
        names: Vec<String>,
    },
    /// Statements carry several codes of a variable that is to take one.
    #[error("`{variable}` cannot take one code per statement: {}", carry(statements))]
    SeveralCodes {
        /// The variable.
        variable: String,
        /// The statements.
        statements: Vec<StatementId>,
    },
    /// The thing is in use.
    #[error("{what} `{name}` is in use: {used}")]
    InUse {
        /// What sort of thing.
        what: &'static str,
        /// Its name.
        name: String,
        /// By what.
        used: String,
    },
    /// The statement has no such code or actor to lose.
    #[error("{statement} does not have {name}")]
    NotOnStatement {
        /// The statement.
        statement: StatementId,
        /// The code or actor.
        name: String,
        /// What it has.
        has: Vec<String>,
    },
    /// Another coder's work.
    #[error("{statement} is the work of {coder}")]
    OthersWork {
        /// The statement.
        statement: StatementId,
        /// Whose it is.
        coder: String,
    },
    /// Other coders' work hangs on what was to be removed.
    #[error("other coders' work would go with `{name}`")]
    OthersCoding {
        /// What was to be removed.
        name: String,
        /// The coders, each with what is his.
        work: Vec<(String, CodingCounts)>,
    },
    /// Another coder's link.
    #[error("the link {link} is the work of {coder}")]
    OthersLink {
        /// The link: `s18 responds_to s2`.
        link: String,
        /// Whose it is.
        coder: String,
    },
    /// A link from a statement to itself.
    #[error("{0} cannot be linked to itself")]
    SelfLink(
        /// The statement.
        StatementId,
    ),
    /// Paragraphs said to hold nothing hold statements of the same coder.
    #[error("{} not empty: you coded there", coded_paragraphs(.0))]
    Coded(
        /// The paragraphs with the statements.
        Vec<(String, Vec<StatementId>)>,
    ),
    /// A document has as many paragraphs as one may have.
    #[error("`{document}` has {limit} paragraphs; a document has no more")]
    Full {
        /// The document's key.
        document: String,
        /// The limit.
        limit: usize,
    },
    /// Statements reach over the place where a paragraph is to be cut.
    #[error("{} over character {at} of {paragraph}", reach(statements.len()))]
    Crossed {
        /// The paragraph.
        paragraph: String,
        /// Code points before the cut.
        at: u32,
        /// The statements.
        statements: Vec<InTheWay>,
    },
    /// Statements have words that an edit would change or take out.
    #[error("the words of {} would change in {paragraph}", count(statements.len(), ("statement", "statements")))]
    WordsChange {
        /// The paragraph.
        paragraph: String,
        /// The statements, each with the words it would have; `None` where nothing tells.
        statements: Vec<(InTheWay, Option<String>)>,
    },
    /// Paragraphs to be joined do not follow each other.
    #[error("{first} and {last} do not follow each other")]
    Apart {
        /// The first.
        first: String,
        /// The last.
        last: String,
        /// What stands between them and was not named.
        between: Vec<String>,
    },
    /// Paragraphs cannot get this number.
    #[error("there is no place {number}; the places are 1 to {last}")]
    NoPlace {
        /// The number given.
        number: u32,
        /// The last place there is.
        last: usize,
    },
    /// People have worked on the paragraphs of a document that were to be made anew.
    #[error("the paragraphs of `{document}` are worked on")]
    WorkedOn {
        /// The document's key.
        document: String,
        /// What hangs on them: a paragraph, and what is there.
        work: Vec<(String, String)>,
    },
    /// Two things contradict each other.
    #[error("{0}")]
    Conflict(
        /// What contradicts what.
        String,
    ),
    /// Words on the command line that do not go together or lack something.
    #[error("{0}")]
    Usage(
        /// What is wrong.
        String,
    ),
    /// A row of a file that cannot be read.
    #[error("{0}")]
    Row(
        /// What is wrong with it.
        String,
    ),
    /// Rows of a file that cannot be taken; none was.
    #[error("{} of {total} rows cannot be taken; nothing was changed", rows.len())]
    Rows {
        /// The bad rows.
        rows: Vec<RowProblem>,
        /// How many rows the file has.
        total: usize,
    },
    /// A file that cannot be taken.
    #[error("{}: {problem}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        problem: FileProblem,
    },
    /// Whoever follows the work wanted it to end before it was whole.
    #[error("interrupted; nothing was stored")]
    Interrupted,
}

impl OpError {
    /// Whether a code, an actor or an organization is named that is not there, in the one thing asked for
    /// or in a row of a file.
    pub fn lacks_a_name(&self) -> bool {
        match self {
            Self::NotFound { what, .. } => matches!(*what, "code" | "actor" | "organization"),
            Self::Rows { rows, .. } => rows.iter().any(|row| row.error.lacks_a_name()),
            _ => false,
        }
    }
}

fn taken(what: &str, name: &str, held: &str, owner: &str) -> String {
    let whose = if held == owner { String::new() } else { format!(", an alias of `{owner}`") };
    if name == held && held == owner {
        format!("{what} `{name}` exists already")
    } else if name == held {
        format!("`{name}` is already an alias of {what} `{owner}`")
    } else {
        format!("`{name}` differs only in the forms of its characters from {what} `{held}`{whose}")
    }
}

/// `cq-ai:8 is`, `3 paragraphs are`.
fn coded_paragraphs(coded: &[(String, Vec<StatementId>)]) -> String {
    match coded {
        [(paragraph, _)] => format!("{paragraph} is"),
        several => format!("{} paragraphs are", several.len()),
    }
}

/// `1 statement reaches`.
fn reach(n: usize) -> String {
    match n {
        1 => "1 statement reaches".to_owned(),
        n => format!("{n} statements reach"),
    }
}

/// `1 statement carries several`.
fn carry(statements: &[StatementId]) -> String {
    match statements.len() {
        1 => "1 statement carries several".to_owned(),
        n => format!("{n} statements carry several"),
    }
}

/// A bad row of a file.
#[derive(Debug)]
pub struct RowProblem {
    /// Line of the file where the row begins, from 1.
    pub line: u64,
    /// What is wrong.
    pub error: Box<OpError>,
}
