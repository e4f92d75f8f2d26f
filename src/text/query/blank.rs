//! Blanks of a regular expression. The copy has none where Chinese meets Latin, so a blank, `\s` or what
//! repeats it may be missing there; elsewhere it stands as it says.

use regex_syntax::hir::{Capture, Class, Hir, HirKind, Repetition};

use crate::text::normal::{is_han, is_seam};

/// The first character of each range of [`is_han`], for classes too large to look through.
const FIRST_HAN: [char; 6] = ['\u{4E00}', '\u{3400}', '々', '〇', '\u{F900}', '\u{20000}'];

/// What characters may stand beside a blank.
#[derive(Debug, Clone, Copy, Default)]
struct Beside {
    han: bool,
    latin: bool,
    other: bool,
}

/// Which end of an expression.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// The expression on the copy: its blanks may be missing where the copy may have none. At its own ends
/// nothing is known to stand beside them, and they stay.
pub(super) fn as_the_copy_has_them(expression: &Hir) -> Hir {
    rewritten(expression, (Beside::default(), Beside::default()))
}

fn rewritten(expression: &Hir, beside: (Beside, Beside)) -> Hir {
    match expression.kind() {
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(text) if text.contains(char::is_whitespace) => of_literal(text, beside),
            _ => expression.clone(),
        },
        HirKind::Class(class) if is_blank(class) => maybe(expression.clone(), beside),
        HirKind::Repetition(repetition) => of_repetition(repetition, beside),
        HirKind::Capture(capture) => {
            let sub = Box::new(rewritten(&capture.sub, beside));
            Hir::capture(Capture { sub, ..capture.clone() })
        }
        HirKind::Concat(parts) => Hir::concat(
            (0..parts.len())
                .map(|n| {
                    let (before, from) = parts.split_at(n);
                    let behind = from.get(1..).unwrap_or_default();
                    let before = nearest(before.iter().rev(), End::Last, beside.0);
                    rewritten(&parts[n], (before, nearest(behind.iter(), End::First, beside.1)))
                })
                .collect(),
        ),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(|part| rewritten(part, beside)).collect()),
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(_) => expression.clone(),
    }
}

fn of_literal(text: &str, (before, behind): (Beside, Beside)) -> Hir {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let words = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, from) = rest.split_at(words);
        let (blanks, next) = from.split_at(from.find(|c: char| !c.is_whitespace()).unwrap_or(from.len()));
        parts.push(Hir::literal(word.as_bytes()));
        if !blanks.is_empty() {
            let so_far = text.len() - rest.len() + words;
            let left = text[..so_far].chars().next_back().map_or(before, Beside::of);
            let right = next.chars().next().map_or(behind, Beside::of);
            parts.push(maybe(Hir::literal(blanks.as_bytes()), (left, right)));
        }
        rest = next;
    }
    Hir::concat(parts)
}

fn of_repetition(repetition: &Repetition, (before, behind): (Beside, Beside)) -> Hir {
    let blank = match repetition.sub.kind() {
        HirKind::Class(class) => is_blank(class),
        HirKind::Literal(literal) => std::str::from_utf8(&literal.0).is_ok_and(|text| text.trim().is_empty()),
        _ => false,
    };
    if blank {
        let whole = Hir::repetition(repetition.clone());
        return if repetition.min == 0 { whole } else { maybe(whole, (before, behind)) };
    }
    // What is repeated may stand beside itself.
    let beside = if repetition.max == Some(1) {
        (before, behind)
    } else {
        let around = |end, outside: Beside| outside.or(nearest(std::iter::once(&*repetition.sub), end, outside));
        (around(End::Last, before), around(End::First, behind))
    };
    let sub = Box::new(rewritten(&repetition.sub, beside));
    Hir::repetition(Repetition { sub, ..repetition.clone() })
}

/// The blank as it may stand in the copy between these.
fn maybe(blank: Hir, (before, behind): (Beside, Beside)) -> Hir {
    if before.always_meets(behind) {
        return Hir::empty();
    }
    if !before.may_meet(behind) {
        return blank;
    }
    Hir::repetition(Repetition { min: 0, max: Some(1), greedy: true, sub: Box::new(blank) })
}

/// What may stand next in these parts, blanks left out; `outside` behind the last of them.
fn nearest<'a>(parts: impl Iterator<Item = &'a Hir>, end: End, outside: Beside) -> Beside {
    let mut all = Beside::default();
    for part in parts {
        let (beside, may_be_nothing) = edge(part, end);
        all = all.or(beside);
        if !may_be_nothing {
            return all;
        }
    }
    all.or(outside)
}

/// What may stand at an end of an expression, blanks left out, and whether there may be nothing but blanks.
fn edge(expression: &Hir, end: End) -> (Beside, bool) {
    match expression.kind() {
        HirKind::Empty | HirKind::Look(_) => (Beside::default(), true),
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).unwrap_or("\u{FFFD}").trim();
            let c = if end == End::First { text.chars().next() } else { text.chars().next_back() };
            (c.map(Beside::of).unwrap_or_default(), c.is_none())
        }
        HirKind::Class(class) => (Beside::of_class(class), is_blank(class)),
        HirKind::Capture(capture) => edge(&capture.sub, end),
        HirKind::Repetition(repetition) => {
            let (beside, may_be_nothing) = edge(&repetition.sub, end);
            (beside, may_be_nothing || repetition.min == 0)
        }
        HirKind::Concat(parts) => {
            let may_be_nothing = parts.iter().all(|part| edge(part, end).1);
            let beside = match end {
                End::First => nearest(parts.iter(), end, Beside::default()),
                End::Last => nearest(parts.iter().rev(), end, Beside::default()),
            };
            (beside, may_be_nothing)
        }
        HirKind::Alternation(parts) => parts.iter().fold((Beside::default(), false), |(beside, nothing), part| {
            let (more, may_be_nothing) = edge(part, end);
            (beside.or(more), nothing || may_be_nothing)
        }),
    }
}

/// Whether a class is white space and nothing else.
fn is_blank(class: &Class) -> bool {
    let Class::Unicode(class) = class else { return false };
    let is_short = |range: &regex_syntax::hir::ClassUnicodeRange| range.len() <= 32;
    !class.ranges().is_empty()
        && class.iter().all(|range| is_short(range) && (range.start()..=range.end()).all(char::is_whitespace))
}

impl Beside {
    const fn of(c: char) -> Self {
        let han = is_han(c);
        let latin = is_seam(c, '一');
        Self { han, latin, other: !han && !latin }
    }

    fn of_class(class: &Class) -> Self {
        let Class::Unicode(class) = class else { return Self { han: false, latin: true, other: true } };
        let mut all = Self::default();
        for range in class.iter() {
            let holds = |c: &char| (range.start()..=range.end()).contains(c);
            let some: Self = (range.start()..=range.end())
                .take(64)
                .chain(FIRST_HAN.into_iter().filter(holds))
                .filter(|c| !c.is_whitespace())
                .fold(Self::default(), |all, c| all.or(Self::of(c)));
            all = all.or(some).or(Self { other: range.len() > 64, ..Self::default() });
        }
        all
    }

    const fn or(self, more: Self) -> Self {
        Self { han: self.han || more.han, latin: self.latin || more.latin, other: self.other || more.other }
    }

    const fn may_meet(self, behind: Self) -> bool {
        (self.han && behind.latin) || (self.latin && behind.han)
    }

    /// Whether it is Chinese for certain, or Latin for certain.
    const fn is_one(self) -> bool {
        !self.other && self.han != self.latin
    }

    const fn always_meets(self, behind: Self) -> bool {
        self.is_one() && behind.is_one() && self.may_meet(behind)
    }
}

#[cfg(test)]
mod tests {
    use super::as_the_copy_has_them;

    /// What an expression finds in a text without its blanks between Chinese and Latin.
    fn found(pattern: &str, copy: &str) -> Option<String> {
        let hir = regex_syntax::parse(pattern).expect(pattern);
        let regex = regex::Regex::new(&as_the_copy_has_them(&hir).to_string()).expect(pattern);
        regex.find(copy).map(|found| found.as_str().to_owned())
    }

    #[test]
    fn a_blank_may_be_missing_where_chinese_meets_latin() {
        for pattern in [
            "AI 底座",
            r"AI\s底座",
            r"AI\s+底座",
            "AI[ 　]底座",
            "(AI )底座",
            "AI( 底座|没有)",
            "[A-Z]+ 底座",
            r"\w+ 底座",
            "(X|AI) +(底座)?",
            ". 底",
            "(?:AI 底座 ?)+",
        ] {
            assert!(found(pattern, "强化AI底座").is_some(), "{pattern}");
        }
        assert_eq!(found(r"\d{4} 年 \d+ 月", "于2025年6月"), Some("2025年6月".to_owned()));
        assert_eq!(found("(?:年 [0-9] )+月", "年6年7月"), Some("年6年7月".to_owned()));
    }

    #[test]
    fn elsewhere_a_blank_is_a_blank() {
        for (pattern, copy) in [
            ("算力 人才", "算力人才"),
            ("deep learning", "deeplearning"),
            (r"[a-z]+\slearning", "deeplearning"),
            ("算力[ 　]人才", "算力人才"),
            ("， 人", "，人"),
            (" 底座", "AI底座"),
            ("底座 ", "底座AI"),
        ] {
            assert_eq!(found(pattern, copy), None, "{pattern}");
        }
        assert!(found("算力 人才", "算力 人才").is_some() && found(r"p\s+l", "deep  learning").is_some());
    }
}
