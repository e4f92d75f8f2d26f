//! References to paragraphs and statements as people type them.

use super::field;
use super::{Invalid, StatementId};

/// One or more paragraphs of one document: `cq-ai:8`, `cq-ai:8-12`, `cq-ai`, or `8` and `8-12`
/// when the project holds one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParagraphRef {
    /// The document's key, where it was given.
    pub document: Option<String>,
    /// First and last paragraph, both included; `None` for the whole document.
    pub range: Option<(u32, u32)>,
}

impl std::str::FromStr for ParagraphRef {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let numbers = text.chars().all(|c| c.is_ascii_digit() || c == '-');
        match text.rsplit_once(':') {
            Some((document, range)) => {
                Ok(Self { document: Some(field::key(document)?), range: Some(parse_range(text, range)?) })
            }
            None if numbers => Ok(Self { document: None, range: Some(parse_range(text, text)?) }),
            None => Ok(Self { document: Some(field::key(text)?), range: None }),
        }
    }
}

impl std::fmt::Display for ParagraphRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let document = self.document.as_deref().unwrap_or("");
        match (self.document.is_some(), self.range) {
            (_, None) => f.write_str(document),
            (true, Some((first, last))) if first == last => write!(f, "{document}:{first}"),
            (true, Some((first, last))) => write!(f, "{document}:{first}-{last}"),
            (false, Some((first, last))) if first == last => write!(f, "{first}"),
            (false, Some((first, last))) => write!(f, "{first}-{last}"),
        }
    }
}

/// One statement or several with their handles in a row: `s3`, `s3-s7` or `s3-7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatementRange {
    /// The first handle.
    pub first: StatementId,
    /// The last handle, included.
    pub last: StatementId,
}

impl std::str::FromStr for StatementRange {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let (first, last) = match text.split_once('-') {
            Some((first, last)) if last.starts_with(|c: char| c.is_ascii_digit()) => {
                (first.parse()?, format!("s{last}").parse()?)
            }
            Some((first, last)) => (first.parse()?, last.parse()?),
            None => (text.parse()?, text.parse()?),
        };
        if first > last {
            return Err(Invalid::new("statements", text, "the range runs backwards"));
        }
        Ok(Self { first, last })
    }
}

impl std::fmt::Display for StatementRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.first == self.last { write!(f, "{}", self.first) } else { write!(f, "{}-{}", self.first, self.last) }
    }
}

fn parse_range(whole: &str, range: &str) -> Result<(u32, u32), Invalid> {
    let refuse = |why: &str| Invalid::new("paragraph", whole, why);
    let number = |text: &str| {
        text.parse::<u32>()
            .ok()
            .filter(|n| *n >= 1)
            .ok_or_else(|| refuse("paragraphs are numbered from 1: write cq-ai:8 or cq-ai:8-12"))
    };
    let (first, last) = match range.split_once('-') {
        Some((first, last)) => (number(first)?, number(last)?),
        None => (number(range)?, number(range)?),
    };
    if first > last {
        return Err(refuse("the range runs backwards"));
    }
    Ok((first, last))
}

#[cfg(test)]
mod tests {
    use super::{ParagraphRef, StatementRange};

    #[test]
    fn references_print_as_they_are_typed() {
        for text in ["cq-ai:8", "cq-ai:8-12", "8", "8-12", "cq-ai", "重庆日报:3"] {
            let parsed: ParagraphRef = text.parse().expect(text);
            assert_eq!(parsed.to_string(), text);
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "0", "cq:0", "cq:9-3", "cq:", ":3", "cq:a", "cq:-1", "8-"] {
            assert!(text.parse::<ParagraphRef>().is_err(), "{text}");
        }
    }

    #[test]
    fn ranges_of_statements_are_handles() {
        for (text, printed) in [("s3", "s3"), ("s3-s7", "s3-s7"), ("S3-7", "s3-s7"), ("s4-s4", "s4")] {
            assert_eq!(text.parse::<StatementRange>().expect(text).to_string(), printed);
        }
        for text in ["", "3", "s0", "s7-s3", "s3-", "s3-x", "s3-0", "3-s7"] {
            assert!(text.parse::<StatementRange>().is_err(), "{text}");
        }
    }
}
