//! What restoring goes by beside the text itself, in a form that is kept with the source.

use serde::{Deserialize, Serialize};

use super::cut::{Cut, cut};
use super::{Layout, LineHint, Restored, hinted, radicals, source_lines, sparse};

/// How a source becomes paragraphs: what its format told and what a person asked for. The same guide
/// makes the same paragraphs of the same source, at import and at any time after.
///
/// As JSON it holds only what there is to say: `{}` for plain text nobody asked anything of.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Guide {
    /// How its lines become paragraphs.
    #[serde(default, skip_serializing_if = "is_default")]
    pub layout: Layout,
    /// Whether CJK radicals stay instead of becoming the ideographs they stand for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub keep_radicals: bool,
    /// What is known of each source line, in order; a missing entry says nothing.
    #[serde(default, with = "sparse", skip_serializing_if = "sparse::says_nothing")]
    pub lines: Vec<LineHint>,
    /// What is no text of the document, such as marks of its format; by line and place, none in another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cuts: Vec<Cut>,
}

impl Guide {
    /// A guide that says no more than the layout.
    pub fn of(layout: Layout) -> Self {
        Self { layout, ..Self::default() }
    }

    /// Whether it says nothing: restoring goes by the text alone.
    pub fn is_empty(&self) -> bool {
        self.layout == Layout::default()
            && !self.keep_radicals
            && self.cuts.is_empty()
            && sparse::says_nothing(&self.lines)
    }

    /// Restores the paragraphs of `source`. Never fails; an empty or blank source has no paragraphs.
    ///
    /// Where lines are paragraphs, a joined line goes on with the paragraph before it and a line of a told
    /// kind has that kind. Where they are cut, a paragraph takes a told kind when all its lines have it.
    /// Places tell where paragraphs end, as the text alone does only in part. [`Layout::Lines`] asks for the
    /// lines as they stand: only what is no text is left out.
    pub fn restore(&self, source: &str) -> Restored {
        let (text, cut) = cut(source, &self.cuts);
        let mut restored = if self.keep_radicals {
            hinted::restore(&text, self.layout, &self.lines)
        } else {
            radicals::folded(&text, |text| hinted::restore(text, self.layout, &self.lines))
        };
        if !cut.is_empty() {
            restored.removed.extend(cut);
            restored.removed.sort_by_key(|removal| removal.line);
            // A last line that was cut whole is still a line of the source.
            restored.n_lines = restored.n_lines.max(source_lines(source).len());
        }
        restored
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[cfg(test)]
mod tests {
    use super::super::{Place, RemovalReason};
    use super::*;
    use crate::model::ParagraphKind;

    #[test]
    fn it_comes_back_from_json_as_it_was() {
        let place = Place { page: 2, left: 72.1, right: 1.0 / 3.0, base: 1e-7, size: 10.5, bold: true };
        let guide = Guide {
            layout: Layout::Wrapped,
            keep_radicals: true,
            lines: vec![
                LineHint::default(),
                LineHint { kind: Some(ParagraphKind::Heading), place: Some(place), joined: false },
                LineHint::default(),
                LineHint { joined: true, ..LineHint::default() },
            ],
            cuts: vec![
                Cut { line: 1, start: 0, end: 2, blank: None, reason: RemovalReason::Markup },
                Cut { line: 1, start: 5, end: 6, blank: Some('\t'), reason: RemovalReason::Markup },
            ],
        };
        let json = serde_json::to_string(&guide).expect("it can be written");
        assert_eq!(
            json,
            "{\"layout\":\"wrapped\",\"keep_radicals\":true,\
             \"lines\":[{\"n\":2,\"kind\":\"heading\",\"at\":[2,72.1,0.33333334,1e-7,10.5,true]},{\"n\":4,\"joined\":true}],\
             \"cuts\":[[1,0,2,\"markup\"],[1,5,6,\"markup\",\"\\t\"]]}"
        );
        assert_eq!(serde_json::from_str::<Guide>(&json).expect("it can be read"), guide);
    }

    #[test]
    fn nothing_to_say_is_nothing_said() {
        let empty = Guide { lines: vec![LineHint::default(); 3], ..Guide::default() };
        assert!(empty.is_empty());
        assert_eq!(serde_json::to_string(&empty).expect("it can be written"), "{}");
        assert!(!Guide::of(Layout::Lines).is_empty());
        assert_eq!(serde_json::from_str::<Guide>("{}").expect("it can be read"), Guide::default());
    }

    #[test]
    fn a_guide_that_is_no_guide_is_refused() {
        for json in [
            "null",
            "{\"layout\":\"up\"}",
            "{\"lines\":[{\"n\":0}]}",
            "{\"lines\":[{\"n\":9000000000}]}",
            "{\"cuts\":[[1,0,2,\"whim\"]]}",
            "{\"cuts\":[[1,0,2,\"markup\",\"字\"]]}",
            "{\"cuts\":[[1,3,2,\"markup\"]]}",
        ] {
            assert!(serde_json::from_str::<Guide>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn a_last_line_that_is_cut_whole_counts() {
        let cuts = vec![Cut { line: 2, start: 0, end: 2, blank: None, reason: RemovalReason::Markup }];
        let guide = Guide { cuts, ..Guide::of(Layout::Paragraphs) };
        let restored = guide.restore("总则\n--");
        assert_eq!((restored.n_lines, restored.check("总则\n--")), (2, Ok(())));
    }

    #[test]
    fn what_is_cut_is_recorded_and_radicals_stay_where_they_are_asked_for() {
        let mut guide = Guide {
            cuts: vec![Cut { line: 2, start: 0, end: 2, blank: None, reason: RemovalReason::Markup }],
            ..Guide::of(Layout::Lines)
        };
        let texts = |guide: &Guide| {
            let restored = guide.restore("⻓江\n# 总则");
            assert_eq!(restored.check("⻓江\n# 总则"), Ok(()));
            let texts: Vec<_> = restored.paragraphs.into_iter().map(|p| p.text).collect();
            let removed: Vec<_> = restored.removed.into_iter().map(|r| (r.line, r.text)).collect();
            (texts, removed)
        };
        let mark = (2, "#".to_owned());
        let words = |first: &str| vec![first.to_owned(), "总则".to_owned()];
        assert_eq!(texts(&guide), (words("长江"), vec![(1, "⻓".to_owned()), mark.clone()]));
        guide.keep_radicals = true;
        assert_eq!(texts(&guide), (words("⻓江"), vec![mark]));
    }
}
