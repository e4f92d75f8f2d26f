//! Who signs a paper, over the date: `江州市人民政府办公厅` / `2025年6月11日`.

use super::date;
use super::line::{Line, Tail};
use super::page::{INDENT, Page};

/// The name has no more characters than this.
const LONGEST: u32 = 30;
/// What is left of a name that filled its line has no more.
const REST: u32 = 8;

impl Page<'_, '_> {
    /// How many lines the name has that opens at line `at`, if one does: a whole date is under it, and text
    /// before it. In a narrow column it may fill its line and go on over the next.
    pub(super) fn signature(&self, at: usize) -> Option<usize> {
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
        let both = is_name(rest) && rest.chars <= REST && rest.chars < name.chars && !name.colon;
        let full = self.nearest_room(at) - INDENT * self.indented[at] < 1.5;
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
    line.tail == Tail::Open && !line.clauses && !line.comma && line.chars <= LONGEST
}
