//! From tokens to a query: OR binds least, then AND, then NOT.

use super::lex::{Placed, Token, tokens};
use super::{MAX_DEPTH, MAX_QUERY, MAX_TERMS, Pattern, Query, QueryError, QueryField, QueryProblem, Term};

pub(super) fn parse(text: &str) -> Result<Query, QueryError> {
    if text.len() > MAX_QUERY {
        return Err(QueryError::new(0, QueryProblem::TooLong(text.len())));
    }
    if text.trim().is_empty() {
        return Err(QueryError::new(0, QueryProblem::Empty));
    }
    // Signs of full width are operators only beside others: texts are full of them.
    if let Ok(narrow) = tokens(text, false)
        && let [(at, Token::Term(pattern))] = narrow.as_slice()
    {
        return match pattern {
            Pattern::Near(words, _) if words.len() > MAX_TERMS => Err(QueryError::new(*at, QueryProblem::TooMany)),
            pattern => Ok(term(None, pattern, *at)),
        };
    }
    let tokens = tokens(text, true)?;
    let mut words = 0;
    for (at, token) in &tokens {
        words += match token {
            Token::Term(Pattern::Near(near, _)) => near.len(),
            Token::Term(_) => 1,
            _ => 0,
        };
        if words > MAX_TERMS {
            return Err(QueryError::new(*at, QueryProblem::TooMany));
        }
    }
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0, end: text.trim_end().chars().count() };
    let query = parser.either()?;
    match parser.peek() {
        None => Ok(query),
        // All else is taken by what stands before it.
        Some((at, _)) => Err(QueryError::new(*at, QueryProblem::NotOpened)),
    }
}

struct Parser<'a> {
    tokens: &'a [Placed],
    at: usize,
    depth: usize,
    /// Where the query ends, for what is missing there.
    end: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Placed> {
        self.tokens.get(self.at)
    }

    fn take_if(&mut self, wanted: &Token) -> Option<usize> {
        let (at, _) = self.peek().filter(|(_, token)| token == wanted)?;
        self.at += 1;
        Some(*at)
    }

    fn either(&mut self) -> Result<Query, QueryError> {
        let mut parts = vec![self.both()?];
        while let Some(at) = self.take_if(&Token::Or) {
            self.something(at, "OR")?;
            parts.push(self.both()?);
        }
        Ok(united(parts, Query::Or))
    }

    fn both(&mut self) -> Result<Query, QueryError> {
        let mut parts = vec![self.not()?];
        loop {
            if let Some(at) = self.take_if(&Token::And) {
                self.something(at, "AND")?;
            } else if !self.peek().is_some_and(|(_, token)| !matches!(token, Token::Or | Token::Close)) {
                return Ok(united(parts, Query::And));
            }
            parts.push(self.not()?);
        }
    }

    /// Refuses an operator that stands last, or before another.
    fn something(&self, operator: usize, name: &'static str) -> Result<(), QueryError> {
        match self.peek() {
            None | Some((_, Token::And | Token::Or | Token::Close)) => {
                Err(QueryError::new(operator, QueryProblem::Nothing(name, "behind it")))
            }
            Some(_) => Ok(()),
        }
    }

    fn not(&mut self) -> Result<Query, QueryError> {
        let Some(at) = self.take_if(&Token::Not) else { return self.part() };
        self.something(at, "NOT")?;
        let part = self.deeper(at, Self::not)?;
        Ok(match part {
            Query::Not(part) => *part,
            part => Query::Not(Box::new(part)),
        })
    }

    fn part(&mut self) -> Result<Query, QueryError> {
        let Some((at, token)) = self.peek() else { return Err(QueryError::new(self.end, QueryProblem::Empty)) };
        self.at += 1;
        match token {
            Token::Term(pattern) => Ok(term(None, pattern, *at)),
            Token::Field(field) => match self.peek() {
                Some((_, Token::Term(pattern))) => {
                    self.at += 1;
                    Ok(term(Some(*field), pattern, *at))
                }
                Some((_, Token::Open)) => Err(QueryError::new(*at, QueryProblem::BracketIn(*field))),
                _ => Err(QueryError::new(*at, QueryProblem::NothingIn(*field))),
            },
            Token::Open if self.peek().is_some_and(|(_, token)| *token == Token::Close) => {
                Err(QueryError::new(*at, QueryProblem::Empty))
            }
            Token::Open => {
                let inside = self.deeper(*at, Self::either)?;
                match self.take_if(&Token::Close) {
                    Some(_) => Ok(inside),
                    None => Err(QueryError::new(*at, QueryProblem::NotClosed)),
                }
            }
            Token::Close => Err(QueryError::new(*at, QueryProblem::NotOpened)),
            Token::And => Err(QueryError::new(*at, QueryProblem::Nothing("AND", "before it"))),
            Token::Or => Err(QueryError::new(*at, QueryProblem::Nothing("OR", "before it"))),
            Token::Not => Err(QueryError::new(*at, QueryProblem::Nothing("NOT", "behind it"))),
        }
    }

    fn deeper(
        &mut self,
        at: usize,
        inside: impl FnOnce(&mut Self) -> Result<Query, QueryError>,
    ) -> Result<Query, QueryError> {
        if self.depth == MAX_DEPTH {
            return Err(QueryError::new(at, QueryProblem::TooDeep));
        }
        self.depth += 1;
        let query = inside(self);
        self.depth -= 1;
        query
    }
}

fn term(field: Option<QueryField>, pattern: &Pattern, at: usize) -> Query {
    Query::Term(Term { field, pattern: pattern.clone(), at })
}

/// Several parts as one; one part as it is.
fn united(mut parts: Vec<Query>, several: impl FnOnce(Vec<Query>) -> Query) -> Query {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            several(parts)
        }
        None => several(parts),
    }
}
