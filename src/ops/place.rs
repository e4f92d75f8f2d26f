//! Where in a paragraph a statement stands: the whole, some words, or a span.

use super::{OpError, Result};
use crate::model::Span;
use crate::store::ParagraphRow;

/// Where in a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// All of it.
    Whole,
    /// Where these words stand; the `nth` occurrence, from 1, if they stand there more than once.
    Quote {
        /// The words.
        text: String,
        /// Which occurrence.
        nth: Option<u32>,
    },
    /// These code points.
    Span(Span),
    /// These code points, which must hold these words.
    Quoted {
        /// Where.
        span: Span,
        /// The words.
        text: String,
    },
}

impl Place {
    /// The span and the words it covers.
    ///
    /// # Errors
    /// The words do not stand there, stand there more than once, or the span reaches too far or holds
    /// other words.
    pub fn locate(&self, paragraph: &ParagraphRow) -> Result<(Span, String)> {
        let span = match self {
            Self::Whole => Span::new(0, length(&paragraph.text))?,
            Self::Span(span) | Self::Quoted { span, .. } => *span,
            Self::Quote { text, nth } => find(paragraph, text, *nth)?,
        };
        let Some(there) = span.slice(&paragraph.text) else {
            let length = length(&paragraph.text);
            return Err(OpError::SpanOutside { paragraph: paragraph.reference(), span, length });
        };
        match self {
            Self::Quoted { text, .. } if text != there => Err(OpError::OtherWords {
                paragraph: paragraph.reference(),
                span,
                quote: text.clone(),
                there: there.to_owned(),
            }),
            _ => Ok((span, there.to_owned())),
        }
    }
}

fn length(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

fn find(paragraph: &ParagraphRow, quote: &str, nth: Option<u32>) -> Result<Span> {
    let places = Span::find(&paragraph.text, quote);
    let reference = paragraph.reference();
    match (places.as_slice(), nth) {
        ([], _) => Err(OpError::QuoteNotFound {
            paragraph: reference,
            quote: quote.to_owned(),
            instead: loosely(&paragraph.text, quote),
        }),
        ([place], None) => Ok(*place),
        (several, None) => {
            let chars: Vec<char> = paragraph.text.chars().collect();
            let shown = several.iter().take(SHOWN).map(|span| (*span, around(&chars, *span)));
            Err(OpError::QuoteTwice {
                paragraph: reference,
                quote: quote.to_owned(),
                found: several.len(),
                places: shown.collect(),
            })
        }
        (all, Some(nth)) => {
            let at = usize::try_from(nth).ok().and_then(|nth| nth.checked_sub(1));
            at.and_then(|at| all.get(at)).copied().ok_or(OpError::NoOccurrence {
                paragraph: reference,
                nth,
                found: all.len(),
            })
        }
    }
}

/// The words in `text` that equal `quote` but for blanks and the forms of characters.
fn loosely(text: &str, quote: &str) -> Option<String> {
    use unicode_normalization::UnicodeNormalization as _;
    let fold = |c: char| c.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect::<Vec<_>>();
    let wanted: String = quote.chars().flat_map(fold).map(plain_quote).collect();
    let (mut folded, mut origin) = (String::new(), Vec::new());
    for (index, c) in text.chars().enumerate() {
        for part in fold(c) {
            folded.push(plain_quote(part));
            origin.push(index);
        }
    }
    if wanted.is_empty() {
        return None;
    }
    let at = folded[..folded.find(&wanted)?].chars().count();
    let (start, end) = (origin[at], origin[at + wanted.chars().count() - 1] + 1);
    Some(text.chars().skip(start).take(end - start).collect())
}

/// Quotation marks of every style as one.
const fn plain_quote(c: char) -> char {
    match c {
        '“' | '”' | '「' | '」' | '『' | '』' | '‘' | '’' | '\'' => '"',
        other => other,
    }
}

/// At most so many of the places where a quote stands are named.
const SHOWN: usize = 20;

/// A span with up to six characters on either side, the span in `[ ]`.
fn around(chars: &[char], span: Span) -> String {
    let (start, end) = (span.start() as usize, span.end() as usize);
    let part = |from: usize, to: usize| chars[from.min(chars.len())..to.min(chars.len())].iter().collect::<String>();
    format!("{}[{}]{}", part(start.saturating_sub(6), start), part(start, end), part(end, end + 6))
}

#[cfg(test)]
mod tests {
    use super::{around, loosely};
    use crate::model::Span;

    #[test]
    fn words_that_differ_in_blanks_or_forms_are_offered() {
        let text = "构建基于私有云 MaaS 的能力，感知“AI”";
        assert_eq!(loosely(text, "私有云MaaS的能力").as_deref(), Some("私有云 MaaS 的能力"));
        assert_eq!(loosely(text, "感知\"ＡＩ\"").as_deref(), Some("感知“AI”"));
        assert_eq!(loosely(text, "公有云"), None);
    }

    #[test]
    fn places_are_shown_with_the_words_around() {
        let span = Span::new(2, 4).expect("span");
        let chars: Vec<char> = "我们建议优化布局等等等".chars().collect();
        assert_eq!(around(&chars, span), "我们[建议]优化布局等等");
    }
}
