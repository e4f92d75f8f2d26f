//! How words are written, beside the form they are counted in: `120㎡` counts with `120m2`, `AI` with `ai`,
//! and a list shows what most have written.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use crate::text::ignorable::without_ignorable;
use crate::text::{Folding, Normal};

/// A text to cut, with the way back to how it is written.
pub(super) struct Text<'t> {
    seen: Cow<'t, str>,
    copy: Normal,
    /// Where the characters of `seen` begin; empty where it is the copy.
    starts: Vec<usize>,
}

impl<'t> Text<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let seen = without_ignorable(text);
        let copy = Normal::of(&seen, Folding { keep_case: true, fold_script: false });
        let starts = if copy.text() == seen { Vec::new() } else { seen.char_indices().map(|(byte, _)| byte).collect() };
        Self { seen, copy, starts }
    }

    /// The form it is cut in: full width, radicals and seams of Han and Latin are one, as in search; capital
    /// letters stay, for some words are told by them.
    pub(super) fn copy(&self) -> &str {
        self.copy.text()
    }

    /// How these bytes of the copy are written, blanks left out.
    pub(super) fn written(&self, bytes: Range<usize>) -> Cow<'_, str> {
        let word = self.copy().get(bytes.clone()).unwrap_or_default();
        if self.starts.is_empty() {
            return Cow::Borrowed(word);
        }
        let place = self.copy.origin(bytes).and_then(|span| {
            let byte = |n: u32| self.starts.get(n as usize).copied().unwrap_or(self.seen.len());
            self.seen.get(byte(span.start())..byte(span.end()))
        });
        let written = place.unwrap_or_default();
        match written != word && written.contains(char::is_whitespace) {
            true => Cow::Owned(written.replace(char::is_whitespace, "")),
            false => Cow::Borrowed(written),
        }
    }
}

/// What a word is counted by: capital letters are small.
pub(super) fn key(word: &str) -> Cow<'_, str> {
    // Nearly every word is of ideographs alone: these bytes, of U+3000 to U+9FFF, are in no capital letter.
    let is_caseless = |byte: u8| matches!(byte, 0x80..=0xBF | 0xE3..=0xE9);
    if !word.bytes().all(is_caseless) && word.contains(char::is_uppercase) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

/// The ways a word is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Forms(Vec<Form>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Form {
    written: String,
    n: u64,
    first: Place,
}

/// Where a word stands: the paragraph's number, the word's.
pub(super) type Place = (u64, usize);

impl Forms {
    pub(super) fn add(&mut self, written: &str, at: Place) {
        match self.0.iter_mut().find(|form| form.written == written) {
            Some(form) => form.meet(1, at),
            None => self.0.push(Form { written: written.to_owned(), n: 1, first: at }),
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        for form in other.0 {
            match self.0.iter_mut().find(|own| own.written == form.written) {
                Some(own) => own.meet(form.n, form.first),
                None => self.0.push(form),
            }
        }
    }

    /// The way most have written it; of several the one that comes first.
    pub(super) fn most(&self) -> Option<&str> {
        self.0.iter().max_by_key(|form| (form.n, Reverse(form.first))).map(|form| form.written.as_str())
    }
}

impl Form {
    fn meet(&mut self, n: u64, at: Place) {
        self.n += n;
        self.first = self.first.min(at);
    }
}

#[cfg(test)]
mod tests {
    use super::{Forms, Text, key};

    #[test]
    fn what_is_cut_leads_back_to_what_is_written() {
        let text = Text::of("占地 120㎡，ＡＩ\u{202E}底\u{200B}座");
        assert_eq!(text.copy(), "占地120m2,AI底座");
        let written = |part: &str| {
            let at = text.copy().find(part).expect("there");
            text.written(at..at + part.len()).into_owned()
        };
        assert_eq!((written("120m2"), written("AI底座")), ("120㎡".to_owned(), "ＡＩ底座".to_owned()));
        assert_eq!(written("地1"), "地1");
        let same = Text::of("人工智能");
        assert_eq!(same.written(3..6), "工");
        assert_eq!((key("AI底座"), key("底座")), ("ai底座".into(), "底座".into()));
    }

    #[test]
    fn the_way_most_write_it_is_shown_then_the_first() {
        let mut forms = Forms::default();
        assert_eq!(forms.most(), None);
        forms.add("ai", (2, 0));
        forms.add("AI", (1, 5));
        assert_eq!(forms.most(), Some("AI"));
        let mut more = Forms::default();
        more.add("ai", (0, 0));
        more.add("Ai", (9, 9));
        forms.merge(more);
        assert_eq!(forms.most(), Some("ai"));
    }
}
