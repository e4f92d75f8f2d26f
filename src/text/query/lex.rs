//! A query as tokens, each with its place.

use super::{MAX_TERMS, NEAR, Pattern, QueryError, QueryField, QueryProblem};

/// A piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    Field(QueryField),
    Term(Pattern),
}

pub(super) type Placed = (usize, Token);

/// Takes a query apart. `wide`: brackets and quote marks of full width are operators too; else they are
/// letters of words.
pub(super) fn tokens(text: &str, wide: bool) -> Result<Vec<Placed>, QueryError> {
    let chars: Vec<char> = text.chars().collect();
    Lexer { chars: &chars, wide, at: 0, open: 0 }.all()
}

struct Lexer<'a> {
    chars: &'a [char],
    wide: bool,
    at: usize,
    /// Groups open here.
    open: usize,
}

impl Lexer<'_> {
    fn all(mut self) -> Result<Vec<Placed>, QueryError> {
        let mut tokens = Vec::new();
        loop {
            self.blanks();
            let Some(c) = self.peek(0) else { return Ok(tokens) };
            let start = self.at;
            let token = match c {
                c if self.is_open(c) => {
                    self.at += 1;
                    self.open += 1;
                    Token::Open
                }
                c if self.is_close(c) => {
                    self.at += 1;
                    self.open = self.open.saturating_sub(1);
                    Token::Close
                }
                _ => match self.quoted()? {
                    Some(pattern) => Token::Term(pattern),
                    None => match self.regex()? {
                        Some(pattern) => Token::Term(pattern),
                        None => self.other()?,
                    },
                },
            };
            tokens.push((start, token));
        }
    }

    /// What is told by its letters: an operator, a field, NEAR, or words.
    fn other(&mut self) -> Result<Token, QueryError> {
        if let Some((operator, length)) = self.operator() {
            self.at += length;
            return Ok(operator);
        }
        if let Some((field, length)) = self.field() {
            self.at += length;
            return Ok(Token::Field(field));
        }
        match self.near()? {
            Some(near) => Ok(Token::Term(near)),
            None => Ok(Token::Term(Pattern::Words(self.words()))),
        }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn blanks(&mut self) {
        while self.peek(0).is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn is_open(&self, c: char) -> bool {
        c == '(' || (self.wide && c == '（')
    }

    fn is_close(&self, c: char) -> bool {
        c == ')' || (self.wide && c == '）')
    }

    /// The mark that closes a quote opened by `c`.
    fn closing(&self, c: char) -> Option<&'static [char]> {
        match c {
            '"' => Some(&['"']),
            // Input methods take turns; who types the wrong one first means the same.
            '“' | '”' | '＂' if self.wide => Some(&['”', '“', '＂']),
            '「' if self.wide => Some(&['」']),
            '『' if self.wide => Some(&['』']),
            _ => None,
        }
    }

    /// Words in quote marks.
    fn quoted(&mut self) -> Result<Option<Pattern>, QueryError> {
        let Some(closing) = self.peek(0).and_then(|c| self.closing(c)) else { return Ok(None) };
        let inside: String = self.chars[self.at + 1..].iter().take_while(|c| !closing.contains(c)).collect();
        let behind = self.at + 1 + inside.chars().count();
        if behind >= self.chars.len() {
            return Err(QueryError::new(self.at, QueryProblem::QuoteNotClosed));
        }
        if inside.trim().is_empty() {
            return Err(QueryError::new(self.at, QueryProblem::Empty));
        }
        self.at = behind + 1;
        Ok(Some(Pattern::Words(inside)))
    }

    /// `/…/`, with nothing but a blank or a bracket behind; a slash that nothing closes so is a letter.
    fn regex(&mut self) -> Result<Option<Pattern>, QueryError> {
        let Some((pattern, end)) = self.slashed() else { return Ok(None) };
        if pattern.is_empty() {
            return Err(QueryError::new(self.at, QueryProblem::Empty));
        }
        self.at = end;
        Ok(Some(Pattern::Regex(pattern)))
    }

    /// What stands between slashes here, and where it ends.
    fn slashed(&self) -> Option<(String, usize)> {
        if !matches!(self.peek(0), Some('/')) {
            return None;
        }
        let mut pattern = String::new();
        let mut at = self.at + 1;
        loop {
            match (*self.chars.get(at)?, self.chars.get(at + 1).copied()) {
                ('\\', Some('/')) => {
                    pattern.push('/');
                    at += 2;
                }
                ('\\', Some(next)) => {
                    pattern.extend(['\\', next]);
                    at += 2;
                }
                ('/', behind) => {
                    let ends = behind.is_none_or(|c| c.is_whitespace() || c == ')' || self.is_close(c));
                    return ends.then_some((pattern, at + 1));
                }
                (c, _) => {
                    pattern.push(c);
                    at += 1;
                }
            }
        }
    }

    /// AND, OR, NOT and how many characters they take.
    fn operator(&self) -> Option<(Token, usize)> {
        [("AND", Token::And), ("OR", Token::Or), ("NOT", Token::Not)].into_iter().find_map(|(name, token)| {
            let length = name.len();
            let stands = name.chars().enumerate().all(|(n, c)| self.peek(n).map(narrow) == Some(c));
            let alone = self.peek(length).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）'));
            (stands && alone).then_some((token, length))
        })
    }

    /// `title:` and its like, and how many characters they take.
    fn field(&self) -> Option<(QueryField, usize)> {
        QueryField::ALL.iter().find_map(|field| {
            let name = field.as_str();
            let stands = name.chars().chain([':']).enumerate().all(|(n, c)| self.peek(n).map(narrow) == Some(c));
            stands.then_some((*field, name.len() + 1))
        })
    }

    /// How many characters `NEAR(` takes here, with blanks before the bracket.
    fn near_opens(&self) -> Option<usize> {
        let stands = "NEAR".chars().enumerate().all(|(n, c)| self.peek(n).map(narrow) == Some(c));
        let bracket = || (4..).find(|n| !self.peek(*n).is_some_and(char::is_whitespace));
        let bracket = stands.then(bracket).flatten()?;
        (self.peek(bracket).map(narrow) == Some('(')).then_some(bracket + 1)
    }

    /// `NEAR(words words …, 12)`.
    fn near(&mut self) -> Result<Option<Pattern>, QueryError> {
        let start = self.at;
        let Some(length) = self.near_opens() else { return Ok(None) };
        self.at += length;
        // Brackets and quote marks of either width close what was opened.
        let wide = std::mem::replace(&mut self.wide, true);
        let words = self.near_words(start);
        self.wide = wide;
        let Inside { mut words, last, blanks } = words?;
        let mut distance = NEAR;
        if let Last::Comma(at) = last
            && let Some(number) = words.last().map(|last| narrowed(last))
        {
            let is_number = number.bytes().all(|b| b.is_ascii_digit());
            let signed = number.strip_prefix(['-', '+', '−']).unwrap_or(&number);
            let meant = number != signed && signed.starts_with(|c: char| c.is_ascii_digit());
            // Commas may stand between words as well; but not before the last alone.
            if !is_number && (meant || blanks) {
                return Err(QueryError::new(at, QueryProblem::NearNumber));
            }
            if is_number {
                // No paragraph is as long as what does not fit.
                distance = number.parse().unwrap_or(u32::MAX);
                words.pop();
            }
        }
        if words.len() < 2 {
            return Err(QueryError::new(start, QueryProblem::NearOne));
        }
        Ok(Some(Pattern::Near(words, distance)))
    }

    /// The words of NEAR.
    fn near_words(&mut self, start: usize) -> Result<Inside, QueryError> {
        let (mut words, mut comma, mut last, mut blanks) = (Vec::new(), false, Last::Word, false);
        let bracket = self.at - 1;
        let is_comma = |c: char| matches!(c, ',' | '，' | '、');
        loop {
            self.blanks();
            let Some(c) = self.peek(0) else { return Err(QueryError::new(bracket, QueryProblem::NotClosed)) };
            if self.is_close(c) {
                self.at += 1;
                return Ok(Inside { words, last, blanks });
            }
            if is_comma(c) {
                self.at += 1;
                comma = true;
                continue;
            }
            // The number behind the last comma is one more.
            if words.len() > MAX_TERMS {
                return Err(QueryError::new(start, QueryProblem::TooMany));
            }
            blanks |= !comma && !words.is_empty();
            last = if std::mem::take(&mut comma) { Last::Comma(self.at) } else { Last::Word };
            if let Some(Pattern::Words(quoted)) = self.quoted()? {
                last = Last::Word;
                words.push(quoted);
                continue;
            }
            if self.is_no_word(c) {
                return Err(QueryError::new(self.at, QueryProblem::NearWords));
            }
            let rest = self.chars.get(self.at..).unwrap_or_default().iter();
            let word: String =
                rest.take_while(|c| !c.is_whitespace() && !self.is_close(**c) && !is_comma(**c)).collect();
            self.at += word.chars().count();
            words.push(word);
        }
    }

    /// Whether what stands here operates in a query, but not within NEAR.
    fn is_no_word(&self, c: char) -> bool {
        let slashed = |c: &char| !c.is_whitespace() && !matches!(c, ',' | '，' | '、' | ')' | '）');
        let word = || self.chars.get(self.at + 1..).unwrap_or_default().iter().take_while(|c| slashed(c));
        let is_regex = c == '/' && (self.slashed().is_some() || word().last() == Some(&'/'));
        self.is_open(c)
            || is_regex
            || self.operator().is_some()
            || self.field().is_some()
            || self.near_opens().is_some()
    }

    /// Words, with the blanks that belong to them.
    fn words(&mut self) -> String {
        let start = self.at;
        loop {
            let mut inner = 0_usize;
            while let Some(c) = self.peek(0).filter(|c| !c.is_whitespace()) {
                // A bracket in the middle of a word is a letter of it, and so is the one that closes it.
                if self.is_open(c) {
                    inner += 1;
                } else if self.is_close(c) {
                    if inner == 0 {
                        break;
                    }
                    inner -= 1;
                }
                self.at += 1;
            }
            let end = self.at;
            let last = self.chars[start..end].last().copied();
            self.blanks();
            let goes_on = self.peek(0).is_some_and(|next| {
                self.at > end && last.is_some_and(|last| is_latin(last) || is_latin(next)) && self.is_word_here(next)
            });
            if !goes_on {
                self.at = end;
                return self.chars[start..end].iter().collect();
            }
        }
    }

    /// Whether what stands here is words and nothing that operates.
    fn is_word_here(&self, c: char) -> bool {
        let ahead = Self { chars: self.chars, wide: self.wide, at: self.at, open: self.open };
        !self.is_open(c)
            && !self.is_close(c)
            && self.closing(c).is_none()
            && ahead.operator().is_none()
            && ahead.field().is_none()
            && ahead.near_opens().is_none()
            && ahead.slashed().is_none()
    }
}

/// What stands in the brackets of NEAR.
struct Inside {
    words: Vec<String>,
    last: Last,
    /// Whether a blank alone stands between two of them.
    blanks: bool,
}

/// How the last word of NEAR stands there.
#[derive(Clone, Copy)]
enum Last {
    /// In quote marks, or with no comma before it.
    Word,
    /// Behind a comma, so that it may be the distance; with its place.
    Comma(usize),
}

/// Whether the blank beside it belongs to the word.
fn is_latin(c: char) -> bool {
    narrow(c) < '\u{2E80}'
}

/// A letter, digit or sign of full width as the plain one.
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

fn narrowed(text: &str) -> String {
    text.chars().map(narrow).collect()
}
