//! One term, ready to be found in many texts.

use super::near::Near;
use super::regular::Regular;
use super::{Ask, Pattern, QueryError, QueryProblem, Term};
use crate::model::Span;
use crate::text::{Folding, Needle};

#[derive(Debug, Clone)]
pub(super) enum Matcher {
    Words(Needle),
    Near(Near),
    Regex(Box<Regular>),
}

impl Matcher {
    pub(super) fn new(term: &Term, folding: Folding) -> Result<Self, QueryError> {
        let wrong = |problem| QueryError::new(term.at, problem);
        Ok(match &term.pattern {
            Pattern::Words(words) => Self::Words(Needle::new(words, folding).map_err(|_| wrong(QueryProblem::Empty))?),
            Pattern::Near(words, distance) => Self::Near(Near::new(words, *distance, folding).map_err(wrong)?),
            Pattern::Regex(pattern) => {
                let regular = Regular::new(pattern, folding).map_err(|why| wrong(QueryProblem::Regex(why)))?;
                Self::Regex(Box::new(regular))
            }
        })
    }

    /// Whether it could stand in a text, from a look at its bytes. If not, it does not.
    pub(super) fn could_stand_in(&self, text: &[u8]) -> bool {
        match self {
            Self::Words(needle) => needle.could_stand_in(text),
            Self::Near(near) => near.could_stand_in(text),
            Self::Regex(_) => true,
        }
    }

    /// Where it stands, in order.
    pub(super) fn places(&mut self, text: &str) -> Vec<Span> {
        match self {
            Self::Words(needle) => needle.places(text),
            Self::Near(near) => near.places(text),
            Self::Regex(regular) => regular.places(text),
        }
    }

    pub(super) fn ask(&self) -> Ask {
        match self {
            Self::Words(needle) => Ask::Row(needle.indexed().to_vec()),
            Self::Near(near) => near.ask(),
            Self::Regex(regular) => regular.ask().clone(),
        }
    }
}
