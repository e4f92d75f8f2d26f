//! What stands in a source and is no text of the document, and the text without it.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Error as _, SeqAccess, Visitor};
use serde::ser::SerializeSeq as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Removal, RemovalReason};

/// A stretch of one source line that is no text: a mark of the format, a second copy of a headline.
///
/// In JSON it is a list: `[line, start, end, "markup"]`, and a blank in fifth place if one stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// Source line, from 1.
    pub line: usize,
    /// First code point of the line that is cut, from 0; a form feed inside the line counts.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The white space that parts in its place what stood around it.
    pub blank: Option<char>,
    /// Why.
    pub reason: RemovalReason,
}

/// `source` without what is cut, its lines as they were, and the removals: one for each cut that took more
/// than white space. A cut that is out of order or outside its line takes what is there.
pub(super) fn cut<'s>(source: &'s str, cuts: &[Cut]) -> (Cow<'s, str>, Vec<Removal>) {
    if cuts.is_empty() {
        return (Cow::Borrowed(source), Vec::new());
    }
    let mut text = String::with_capacity(source.len());
    let mut removed = Vec::new();
    let mut cuts = cuts.iter().peekable();
    let (mut rest, mut no) = (source, 0);
    while !rest.is_empty() {
        no += 1;
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line_end = if rest[end..].starts_with("\r\n") { 2 } else { usize::from(end < rest.len()) };
        // What is left of the line, and how many code points of it are done.
        let (mut line, mut done) = (&rest[..end], 0);
        while let Some(cut) = cuts.next_if(|cut| cut.line <= no) {
            let before = line.split_at(byte_of(line, cut.start.saturating_sub(done))).0;
            let taken = &line[before.len()..];
            let taken = &taken[..byte_of(taken, cut.end.saturating_sub(cut.start.max(done)))];
            text.push_str(before);
            text.extend(cut.blank);
            let mark = taken.trim();
            if !mark.is_empty() {
                removed.push(Removal { line: no, text: mark.to_owned(), reason: cut.reason });
            }
            line = &line[before.len() + taken.len()..];
            done = done.max(cut.start).max(cut.end);
        }
        text.push_str(line);
        let line_end = &rest[end..end + line_end];
        // The LF behind a line that was cut whole would be one line end with a lone CR before it.
        if line_end.starts_with('\n') && text.ends_with('\r') {
            text.pop();
            text.push('\n');
        }
        text.push_str(line_end);
        rest = &rest[end + line_end.len()..];
    }
    (Cow::Owned(text), removed)
}

/// The byte at which code point `n` of a text begins; its length if it has fewer.
fn byte_of(text: &str, n: usize) -> usize {
    text.char_indices().nth(n).map_or(text.len(), |(at, _)| at)
}

impl Serialize for Cut {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(Some(4 + usize::from(self.blank.is_some())))?;
        for n in [self.line, self.start, self.end] {
            list.serialize_element(&n)?;
        }
        list.serialize_element(&self.reason)?;
        if let Some(blank) = self.blank {
            list.serialize_element(&blank)?;
        }
        list.end()
    }
}

impl<'de> Deserialize<'de> for Cut {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct List;

        impl<'de> Visitor<'de> for List {
            type Value = Cut;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("[line, start, end, reason] and white space")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Cut, A::Error> {
                let mut next = || list.next_element::<usize>()?.ok_or_else(|| A::Error::custom("a number is missing"));
                let (line, start, end) = (next()?, next()?, next()?);
                let reason = list.next_element()?.ok_or_else(|| A::Error::custom("the reason is missing"))?;
                let blank: Option<char> = list.next_element()?;
                if line == 0 || end < start || blank.is_some_and(|blank| !matches!(blank, '\t' | ' ')) {
                    return Err(A::Error::custom("no stretch of a line"));
                }
                Ok(Cut { line, start, end, blank, reason })
            }
        }

        from.deserialize_seq(List)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn mark(line: usize, start: usize, end: usize, blank: Option<char>) -> Cut {
        Cut { line, start, end, blank, reason: RemovalReason::Markup }
    }

    #[test]
    fn lines_stay_and_marks_go() {
        let source = "# 标题\r\n\n| 甲 | 乙 |\r丙**丁**\u{c}戊";
        let cuts = [
            mark(1, 0, 2, None),
            mark(3, 0, 2, None),
            mark(3, 3, 6, Some('\t')),
            mark(3, 7, 9, None),
            mark(4, 1, 3, None),
            mark(4, 4, 6, None),
        ];
        let (text, removed) = cut(source, &cuts);
        assert_eq!(text, "标题\r\n\n甲\t乙\r丙丁\u{c}戊");
        let removed: Vec<_> = removed.iter().map(|r| (r.line, r.text.as_str())).collect();
        assert_eq!(removed, [(1, "#"), (3, "|"), (3, "|"), (3, "|"), (4, "**"), (4, "**")]);
    }

    #[test]
    fn cuts_of_another_text_do_no_harm() {
        for cuts in [
            vec![mark(9, 0, 2, None)],
            vec![mark(1, 5, 9, None)],
            vec![mark(1, 1, 1, Some(' '))],
            vec![mark(1, 1, 2, None), mark(1, 0, 2, None)],
            vec![mark(2, 0, 1, None), mark(1, 0, 1, None)],
            vec![mark(1, 0, usize::MAX, None), mark(1, usize::MAX, usize::MAX, None)],
        ] {
            let (text, removed) = cut("甲乙\n丙", &cuts);
            let kept: usize = text.chars().filter(|c| !c.is_whitespace()).count();
            let taken: usize = removed.iter().map(|r| r.text.chars().count()).sum();
            assert_eq!((kept + taken, text.matches('\n').count()), (3, 1), "{cuts:?}");
        }
    }
}
