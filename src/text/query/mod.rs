//! The query language: what `find` and `kwic` are asked.
//!
//! ```text
//! query    = either
//! either   = both { OR both }
//! both     = not { [AND] not }              a blank between Chinese words is AND
//! not      = NOT not | part
//! part     = "(" either ")" | [field] term
//! field    = title: | summary: | memo:
//! term     = words | "words" | NEAR(words words …, characters) | /regular expression/
//! ```
//!
//! Operators are capitals that stand alone; signs of full width, as an input method types them, are
//! the same. What holds no operator is one term, looked for as it stands, brackets and all: texts are
//! full of （） and “”. A blank beside a Latin letter, digit or sign belongs to the word, as it does
//! not count there when words are matched; so `AI 底座` is one term and `算力 人才` are two.

mod blank;
mod lex;
mod literal;
mod matcher;
mod near;
mod parse;
mod regular;
mod sought;

pub use literal::Ask;
pub use sought::{Leaf, Sought};

use std::fmt;

use crate::model::named_enum;

/// Bytes a query may have.
pub const MAX_QUERY: usize = 65_536;
/// Terms a query may have.
pub const MAX_TERMS: usize = 256;
/// How deep brackets and NOT may stand in each other.
pub const MAX_DEPTH: usize = 32;
/// How many characters may stand between the words of NEAR, unless it says so.
pub const NEAR: u32 = 10;

named_enum! {
    /// A text beside that of the paragraph, as a query names it.
    QueryField("field") {
        /// The title of the document.
        Title = "title",
        /// The summary of a statement.
        Summary = "summary",
        /// The notes on a statement.
        Memo = "memo",
    }
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// This is found.
    Term(Term),
    /// All of these are found.
    And(Vec<Self>),
    /// At least one of these is found.
    Or(Vec<Self>),
    /// This is not found.
    Not(Box<Self>),
}

/// One thing to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Where; `None`: in the texts that are searched.
    pub field: Option<QueryField>,
    /// What.
    pub pattern: Pattern,
    /// Its first character in the query, from 0; with a field, that of the field.
    pub at: usize,
}

/// How a term is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// These words, as they stand.
    Words(String),
    /// These words, in any order, with at most so many characters between the end of the first and the
    /// beginning of the last.
    Near(Vec<String>, u32),
    /// What this regular expression matches in the normalised text.
    Regex(String),
}

/// A query that makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct QueryError {
    /// The character of the query where it shows, from 0.
    pub at: usize,
    /// What is wrong there.
    pub problem: QueryProblem,
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryProblem {
    /// There is nothing in it.
    #[error("there is nothing in it to find")]
    Empty,
    /// More than [`MAX_QUERY`].
    #[error("the query has {0} bytes; {MAX_QUERY} are the most")]
    TooLong(usize),
    /// More than [`MAX_TERMS`].
    #[error("there are more than {MAX_TERMS} words to find")]
    TooMany,
    /// Deeper than [`MAX_DEPTH`].
    #[error("brackets stand more than {MAX_DEPTH} deep here")]
    TooDeep,
    /// A bracket that nothing closes.
    #[error("nothing closes this bracket")]
    NotClosed,
    /// A quote mark that nothing closes.
    #[error("nothing closes this quote mark")]
    QuoteNotClosed,
    /// A bracket that nothing opens.
    #[error("nothing opens this bracket")]
    NotOpened,
    /// An operator with nothing beside it.
    #[error("{0} needs something to find {1}")]
    Nothing(&'static str, &'static str),
    /// A field with nothing behind it.
    #[error("{0}: needs something to find behind it")]
    NothingIn(QueryField),
    /// A field before brackets.
    #[error("{0}: takes one term and no brackets; write {0}: before each, or use quote marks")]
    BracketIn(QueryField),
    /// NEAR of one word, or of none.
    #[error("NEAR needs two words or more, as in NEAR(算力 人才, 12)")]
    NearOne,
    /// An operator, a field, a bracket or a regular expression within NEAR.
    #[error("NEAR takes words alone; put this in quote marks if it is one")]
    NearWords,
    /// Behind the last comma of NEAR stands no number.
    #[error("this is no distance: NEAR ends with a number of characters, as in NEAR(算力 人才, 12)")]
    NearNumber,
    /// NEAR of the same word twice.
    #[error("NEAR needs different words")]
    NearSame,
    /// A regular expression that is none, or too large a one.
    #[error("{0}")]
    Regex(String),
}

impl QueryError {
    const fn new(at: usize, problem: QueryProblem) -> Self {
        Self { at, problem }
    }
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// [`QueryError`] with the place.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        parse::parse(text)
    }

    /// The words as they stand, operators and all.
    ///
    /// # Errors
    /// More than [`MAX_QUERY`].
    pub fn literal(text: &str) -> Result<Self, QueryError> {
        if text.len() > MAX_QUERY {
            return Err(QueryError::new(0, QueryProblem::TooLong(text.len())));
        }
        Ok(Self::Term(Term { field: None, pattern: Pattern::Words(text.to_owned()), at: 0 }))
    }

    /// Whether whatever the query finds is found by one of the terms `is_finder` names: not by the absence
    /// of something alone.
    pub fn is_found_by(&self, is_finder: &impl Fn(&Term) -> bool) -> bool {
        match self {
            Self::Term(term) => is_finder(term),
            Self::And(parts) => parts.iter().any(|part| part.is_found_by(is_finder)),
            Self::Or(parts) => parts.iter().all(|part| part.is_found_by(is_finder)),
            Self::Not(_) => false,
        }
    }

    /// Every term, in the order of the query, the denied ones too.
    pub fn terms(&self) -> Vec<&Term> {
        match self {
            Self::Term(term) => vec![term],
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::terms).collect(),
            Self::Not(part) => part.terms(),
        }
    }
}

impl fmt::Display for Query {
    /// The query with every bracket and operator written out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |f: &mut fmt::Formatter<'_>, parts: &[Self], operator: &str| {
            for (n, part) in parts.iter().enumerate() {
                write!(f, "{}{part}", if n == 0 { "(" } else { operator })?;
            }
            f.write_str(")")
        };
        match self {
            Self::Term(term) => write!(f, "{term}"),
            Self::And(parts) => joined(f, parts, " AND "),
            Self::Or(parts) => joined(f, parts, " OR "),
            Self::Not(part) => write!(f, "NOT {part}"),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(field) = self.field {
            write!(f, "{field}:")?;
        }
        match &self.pattern {
            Pattern::Words(words) => write!(f, "\"{words}\""),
            Pattern::Near(words, distance) => write!(f, "NEAR(\"{}\", {distance})", words.join("\" \"")),
            Pattern::Regex(pattern) => write!(f, "/{pattern}/"),
        }
    }
}

#[cfg(test)]
mod tests;
