//! A query ready to be asked of many texts.

use super::matcher::Matcher;
use super::{Ask, Query, QueryError, QueryField};
use crate::model::Span;
use crate::text::{Folding, Needle};

/// A query whose terms are ready to be found.
#[derive(Debug, Clone)]
pub enum Sought {
    /// A term.
    Leaf(Leaf),
    /// All of these are found.
    All(Vec<Self>),
    /// At least one of these is found.
    Any(Vec<Self>),
    /// This is not found.
    Not(Box<Self>),
}

/// One term of a query.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// Its number among the terms, from 0.
    pub number: usize,
    /// Where it is to be found; `None`: in the texts that are searched.
    pub field: Option<QueryField>,
    matcher: Matcher,
}

impl Leaf {
    /// Where the term stands in a text, in order; overlapping words included.
    pub fn places(&mut self, text: &str) -> Vec<Span> {
        self.matcher.places(text)
    }
}

impl From<Needle> for Sought {
    fn from(needle: Needle) -> Self {
        Self::Leaf(Leaf { number: 0, field: None, matcher: Matcher::Words(needle) })
    }
}

impl Sought {
    /// Makes a query ready.
    ///
    /// # Errors
    /// Words of which normalisation leaves nothing, and regular expressions that are none.
    pub fn new(query: &Query, folding: Folding) -> Result<Self, QueryError> {
        Self::numbered(query, folding, &mut 0)
    }

    fn numbered(query: &Query, folding: Folding, next: &mut usize) -> Result<Self, QueryError> {
        let mut several = |parts: &[Query]| -> Result<Vec<Self>, QueryError> {
            parts.iter().map(|part| Self::numbered(part, folding, next)).collect()
        };
        Ok(match query {
            Query::And(parts) => Self::All(several(parts)?),
            Query::Or(parts) => Self::Any(several(parts)?),
            Query::Not(part) => Self::Not(Box::new(Self::numbered(part, folding, next)?)),
            Query::Term(term) => {
                let number = *next;
                *next += 1;
                Self::Leaf(Leaf { number, field: term.field, matcher: Matcher::new(term, folding)? })
            }
        })
    }

    /// The words, where a query is words and nothing else.
    pub const fn only_words(&mut self) -> Option<&mut Needle> {
        match self {
            Self::Leaf(Leaf { field: None, matcher: Matcher::Words(needle), .. }) => Some(needle),
            _ => None,
        }
    }

    /// What to ask the index of the texts for.
    pub fn ask(&self) -> Ask {
        match self {
            Self::Leaf(Leaf { field: None, matcher, .. }) => matcher.ask(),
            // What stands elsewhere, or does not stand, says nothing of the text.
            Self::Leaf(_) | Self::Not(_) => Ask::Anywhere,
            Self::All(parts) => Ask::all(parts.iter().map(Self::ask)),
            Self::Any(parts) => Ask::any(parts.iter().map(Self::ask)),
        }
    }

    /// Whether a text could be found, from a look at its bytes. If not, it is not.
    pub fn could_stand_in(&self, text: &[u8]) -> bool {
        match self {
            Self::Leaf(Leaf { field: None, matcher, .. }) => matcher.could_stand_in(text),
            Self::Leaf(_) | Self::Not(_) => true,
            Self::All(parts) => parts.iter().all(|part| part.could_stand_in(text)),
            Self::Any(parts) => parts.iter().any(|part| part.could_stand_in(text)),
        }
    }

    /// The places of a whole query, given those of each term: `None` for a term that is not found, none
    /// for one that is found elsewhere. In order, each once; `None` if the query is not met.
    pub fn places<P: Ord>(&mut self, look: &mut impl FnMut(&mut Leaf) -> Option<Vec<P>>) -> Option<Vec<P>> {
        let mut places = self.gathered(look)?;
        if !places.is_sorted_by(|a, b| a < b) {
            places.sort_unstable();
            places.dedup();
        }
        Some(places)
    }

    fn gathered<P>(&mut self, look: &mut impl FnMut(&mut Leaf) -> Option<Vec<P>>) -> Option<Vec<P>> {
        match self {
            Self::Leaf(leaf) => look(leaf),
            Self::Not(part) => part.gathered(look).is_none().then(Vec::new),
            Self::All(parts) => {
                let mut all = Vec::new();
                for part in parts {
                    all.append(&mut part.gathered(look)?);
                }
                Some(all)
            }
            Self::Any(parts) => {
                let mut any: Option<Vec<P>> = None;
                for part in parts {
                    if let Some(mut places) = part.gathered(look) {
                        any.get_or_insert_default().append(&mut places);
                    }
                }
                any
            }
        }
    }

    /// Shows `each` every term, the denied ones too.
    ///
    /// # Errors
    /// Whatever `each` returns.
    pub fn each_leaf<E>(&mut self, each: &mut impl FnMut(&mut Leaf) -> Result<(), E>) -> Result<(), E> {
        match self {
            Self::Leaf(leaf) => each(leaf),
            Self::Not(part) => part.each_leaf(each),
            Self::All(parts) | Self::Any(parts) => parts.iter_mut().try_for_each(|part| part.each_leaf(each)),
        }
    }

    /// The terms, the denied ones left out.
    pub fn leaves(&self) -> Vec<&Leaf> {
        match self {
            Self::Leaf(leaf) => vec![leaf],
            Self::Not(_) => Vec::new(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::leaves).collect(),
        }
    }
}
