//! Regular expressions on the normalised copy, with exact places in the original.
//!
//! The engine takes time in proportion to the text, whatever the expression; its size is bounded.

use regex::{Regex, RegexBuilder};

use super::blank::as_the_copy_has_them;
use super::literal::Ask;
use crate::model::Span;
use crate::text::{Folding, Normal};

/// Bytes an expression may grow to when it is worked out, and as many for what it remembers.
const MAX_SIZE: usize = 4 << 20;
/// How deep brackets may stand in each other.
const MAX_DEPTH: u32 = 50;

/// A regular expression to find in many texts.
#[derive(Debug, Clone)]
pub(super) struct Regular {
    regex: Regex,
    ask: Ask,
    folding: Folding,
    copy: Normal,
}

impl Regular {
    /// What is wrong with an expression is said in words.
    pub(super) fn new(pattern: &str, folding: Folding) -> Result<Self, String> {
        let pattern = on_the_copy(pattern, folding);
        let mut parser = regex_syntax::ParserBuilder::new();
        let hir = parser.case_insensitive(!folding.keep_case).nest_limit(MAX_DEPTH).build().parse(&pattern);
        let hir = hir.map_err(|error| match error {
            regex_syntax::Error::Parse(error) => error.kind().to_string(),
            regex_syntax::Error::Translate(error) => error.kind().to_string(),
            error => error.to_string(),
        })?;
        let hir = as_the_copy_has_them(&hir);
        let regex = RegexBuilder::new(&hir.to_string())
            .size_limit(MAX_SIZE)
            .dfa_size_limit(MAX_SIZE)
            .build()
            .map_err(|_| "the regular expression grows too large; repeat less, or shorter parts".to_owned())?;
        Ok(Self { regex, ask: Ask::of_regex(&hir, folding), folding, copy: Normal::default() })
    }

    pub(super) const fn ask(&self) -> &Ask {
        &self.ask
    }

    /// Every place the expression matches, none overlapping, matches of nothing left out.
    pub(super) fn places(&mut self, text: &str) -> Vec<Span> {
        self.copy.fill(text, self.folding);
        let found = self.regex.find_iter(self.copy.text()).filter(|found| !found.is_empty());
        let mut places: Vec<Span> = found.filter_map(|found| self.copy.origin(found.range())).collect();
        // Several matches in what one character became are one place.
        places.dedup();
        places
    }
}

/// An expression as the copy needs it: its own characters normalised as the copy's are, and then no
/// operators, whatever they have become.
fn on_the_copy(pattern: &str, folding: Folding) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut class = 0_usize;
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(char::is_ascii) => {
                out.push(c);
                out.extend(chars.next());
            }
            // Before what is no operator it says nothing.
            '\\' if chars.peek().is_some() => continue,
            '[' => {
                class += 1;
                out.push(c);
            }
            ']' => {
                class = class.saturating_sub(1);
                out.push(c);
            }
            '\'' => out.push('"'),
            c if c.is_ascii() => out.push(c),
            c => {
                let normal = Normal::of(c.encode_utf8(&mut [0; 4]), folding);
                let several = class == 0 && normal.text().chars().nth(1).is_some();
                let escaped = regex_syntax::escape(normal.text());
                out.push_str(&if several { format!("(?:{escaped})") } else { escaped });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::literal::Ask;
    use super::{Regular, on_the_copy};
    use crate::text::Folding;

    fn places(pattern: &str, text: &str) -> Vec<String> {
        let mut regular = Regular::new(pattern, Folding::default()).expect(pattern);
        regular.places(text).iter().map(|place| place.slice(text).expect("inside").to_owned()).collect()
    }

    #[test]
    fn places_are_those_of_the_original() {
        assert_eq!(places(r"\d{4}年", "２０２５年与2026 年，𠮷2024年"), ["２０２５年", "2026 年", "2024年"]);
        assert_eq!(places("ai.座", "强化 ＡＩ 底座、AI底座"), ["ＡＩ 底座", "AI底座"]);
        assert_eq!(places(r"\d+m2", "占地 5㎡"), ["5㎡"]);
        assert_eq!(places("m", "5㎡"), ["㎡"]);
        assert_eq!(places("长.", "⻓江与长江"), ["⻓江", "长江"]);
        assert_eq!(places("“[^”]+”", "“人工智能 +”与「算力」"), ["“人工智能 +”", "「算力」"]);
        assert_eq!(places("（[^（）]+）", "办公厅(2025)、（2026）"), ["(2025)", "（2026）"]);
        assert_eq!(places("AI 底座", "强化ＡＩ底座"), ["ＡＩ底座"]);
        assert_eq!(places(r"\d 月", "6 月与7月"), ["6 月", "7月"]);
        assert_eq!(places("…+", "好……吗"), ["……"]);
        assert_eq!(places("x*", "xx y"), ["xx"]);
    }

    #[test]
    fn what_signs_become_operates_on_nothing() {
        assert_eq!(on_the_copy("（．＋[（…]\\（\\d\\[", Folding::default()), r#"\(\.\+[\(\.\.\.]\(\d\["#);
        assert_eq!(on_the_copy("…+", Folding::default()), r"(?:\.\.\.)+");
    }

    #[test]
    fn the_index_is_asked_for_what_must_stand_there() {
        let ask = |pattern: &str| Regular::new(pattern, Folding::default()).expect(pattern).ask;
        let row = |text: &str| Ask::Row(text.chars().map(|c| vec![c]).collect());
        assert_eq!(ask("算力.{0,5}人才"), Ask::All(vec![row("算力"), row("人才")]));
        assert_eq!(ask("算力|人才"), Ask::Any(vec![row("算力"), row("人才")]));
        assert_eq!(ask("AI 底座"), row("ai底座"));
        assert_eq!(ask("AI(底座)+"), Ask::All(vec![row("ai"), row("底座")]));
        assert_eq!(ask("人[工智]能"), Ask::Row(vec![vec!['人'], vec!['工', '智'], vec!['能']]));
        assert_eq!(ask(r"\d+年(代)?"), row("年"));
        assert_eq!(ask(r"\d+|年"), Ask::Anywhere);
        let kept = Regular::new("AI", Folding { keep_case: true, ..Folding::default() }).expect("one");
        assert_eq!(kept.ask, row("ai"));
    }

    #[test]
    fn what_explodes_is_refused() {
        for pattern in ["(a{1000}){1000}", r"(\w{100}){100}", "(", "[", "a{2", r"\p{No}{", "*", &"(".repeat(99)] {
            assert!(Regular::new(pattern, Folding::default()).is_err(), "{pattern}");
        }
        assert!(places("(a+)+$", &"a".repeat(5000)).len() == 1);
    }
}
