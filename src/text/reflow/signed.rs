//! Who signs a paper, over the date: `江州市人民政府办公厅` / `2025年6月11日`.

use super::date;
use super::form::Opening;
use super::line::{Line, Tail};
use super::page::Page;

/// The name has no more characters than this.
const LONGEST: u32 = 30;
/// What is left of a name that filled its line has no more.
const REST: u32 = 8;

impl Page<'_, '_> {
    /// How many lines the name has that opens at line `at`, if one does: a whole date is under it, and text
    /// before it. In a narrow column it may fill its line and go on over the next.
    pub(super) fn signature(&self, at: usize) -> Option<usize> {
        self.signatures.get(at).copied().flatten()
    }

    /// [`Self::signature`] of every line.
    pub(super) fn find_signatures(&self) -> Vec<Option<usize>> {
        (0..self.lines.len()).map(|at| self.find_signature(at)).collect()
    }

    fn find_signature(&self, at: usize) -> Option<usize> {
        let (name, rest) = (self.lines.get(at)?, self.lines.get(at + 1)?);
        // Set far in, where letters are signed, it may end a short one.
        let far_in = |line: &Line<'_>| line.lead >= 8;
        if !(at > 4 || at > 1 && far_in(name) && far_in(rest)) || !is_name(name) || date::is_date(&name.text) {
            return None;
        }
        if date::is_date(&rest.text) {
            return Some(1);
        }
        let dated = self.lines.get(at + 2).is_some_and(|line| date::is_date(&line.text));
        let both = name.opening == Opening::Plain
            && is_name(rest)
            && rest.chars <= REST
            && rest.chars < name.chars
            && !name.colon;
        let full = self.nearest_room(at) - self.lost_indent(at) < 1.5;
        (dated && both && full && name.chars + rest.chars <= LONGEST).then_some(2)
    }

    /// What a signature says of the gap after line `at`: whether something ends there. None: nothing.
    pub(super) fn parts_signature(&self, at: usize) -> Option<bool> {
        let opens = |back: usize| at.checked_sub(back).and_then(|at| self.signature(at));
        if opens(0) == Some(2) {
            return Some(false);
        }
        // After the name, and after the date.
        let ends = opens(0) == Some(1) || opens(1).is_some() || opens(2) == Some(2);
        let begins = self.signature(at + 1).is_some() && matches!(self.lines[at].tail, Tail::Stop | Tail::Open);
        (ends || begins).then_some(true)
    }
}

fn is_name(line: &Line<'_>) -> bool {
    // `第一场` over its date is a row of a programme.
    let counted = line.text.starts_with('第');
    line.tail == Tail::Open && !line.clauses && !line.comma && line.chars <= LONGEST && !counted
}

#[cfg(test)]
mod tests {
    use super::super::{Layout, read, restore};
    use super::*;

    #[test]
    fn a_row_of_a_programme_signs_nothing() {
        let signature = |name: &str| {
            let text = format!("甲\n乙\n丙\n丁\n戊\n{name}\n9月13日\n");
            let (lines, ..) = read::read(&text, Layout::Wrapped);
            Page::new(&lines).signature(5)
        };
        assert_eq!((signature("第一场"), signature("县水利局")), (None, Some(1)));
    }

    #[test]
    fn a_name_that_fills_its_line_goes_on_over_the_next() {
        let letter = "关于开展专题协商的函\n各有关单位：\n为做好今年的专题协商工\n作，请各有关单位于本月\n底前，把参会人员名单报\n送市政协办公室，并做好\n相关的准备工作。\n江州市政协社会和法制委\n员会\n2025年6月11日\n（此件公开发布）\n";
        let restored = restore(letter, Layout::Wrapped);
        let texts: Vec<_> = restored.paragraphs.iter().map(|p| (p.kind.as_str(), p.text.as_str())).collect();
        let want = [("body", "江州市政协社会和法制委员会"), ("body", "2025年6月11日"), ("body", "（此件公开发布）")];
        assert_eq!(texts[3..], want);
    }
}
