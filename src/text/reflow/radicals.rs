//! Radicals that stand where ideographs belong, folded before lines are measured.

use std::borrow::Cow;

use super::{Removal, RemovalReason, Restored, source};
use crate::text::radical::unified;

/// The text with every CJK radical turned into the ideograph it stands for, character by character,
/// and for each source line that held some the radicals as they stood, in order.
///
/// A PDF printed by a browser writes 长 as U+2ED3: the same to the eye, lost to every search.
pub fn fold_radicals(text: &str) -> (Cow<'_, str>, Vec<Removal>) {
    if !may_hold(text.as_bytes()) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut removed: Vec<Removal> = Vec::new();
    for piece in source::Pieces::new(text) {
        let radicals: String = piece.text.chars().filter(|c| unified(*c) != *c).collect();
        match removed.last_mut() {
            _ if radicals.is_empty() => {}
            Some(last) if last.line == piece.no => last.text.push_str(&radicals),
            _ => removed.push(Removal { line: piece.no, text: radicals, reason: RemovalReason::Radical }),
        }
    }
    if removed.is_empty() {
        return (Cow::Borrowed(text), removed);
    }
    (Cow::Owned(text.chars().map(unified).collect()), removed)
}

/// Restores the text with its radicals folded, by `restore`, and records them.
pub(super) fn folded(text: &str, restore: impl FnOnce(&str) -> Restored) -> Restored {
    let (folded, radicals) = fold_radicals(text);
    let mut restored = restore(&folded);
    if !radicals.is_empty() {
        restored.removed.extend(radicals);
        restored.removed.sort_by_key(|removal| removal.line);
    }
    restored
}

/// Whether some bytes are those of U+2E80–2FFF, where all radicals are: a look at each byte 0xE2,
/// which Chinese text has only in its dashes and quotes.
fn may_hold(bytes: &[u8]) -> bool {
    memchr::memchr_iter(0xE2, bytes).any(|at| matches!(bytes.get(at + 1), Some(0xBA..=0xBF)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_ideographs_and_are_kept_by_line() {
        let text = "“⻓江”\r\n人⺠\x0c⽣活⻓\n——普通";
        let (folded, removed) = fold_radicals(text);
        assert_eq!(folded, "“长江”\r\n人民\x0c生活长\n——普通");
        let removed: Vec<_> = removed.iter().map(|r| (r.line, r.text.as_str(), r.reason)).collect();
        assert_eq!(removed, [(1, "⻓", RemovalReason::Radical), (2, "⺠⽣⻓", RemovalReason::Radical)]);
    }

    #[test]
    fn other_text_is_not_even_copied() {
        for text in ["", "“长江”——⿰木木", "\u{2E80}\u{2E9A}", "a ☆ b"] {
            let (folded, removed) = fold_radicals(text);
            assert!(matches!(folded, Cow::Borrowed(same) if same == text) && removed.is_empty(), "{text}");
        }
    }
}
