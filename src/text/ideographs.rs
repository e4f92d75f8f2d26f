//! Ideographs at the start of a text: most of any Chinese text, told without decoding them.

/// The ideographs that a text opens with, U+4E00–9FFF, three bytes each.
pub(super) fn ideographs(text: &str) -> impl Iterator<Item = &[u8]> {
    text.as_bytes().chunks_exact(3).take_while(|c| matches!(c, [0xE4, 0xB8..=0xBF, _] | [0xE5..=0xE9, ..]))
}

/// Those ideographs, and the rest of the text.
pub(super) fn split_ideographs(text: &str) -> (&str, &str) {
    text.split_at(3 * ideographs(text).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ideographs_are_told_by_their_bytes() {
        for c in '\0'..=char::MAX {
            let is = matches!(c, '\u{4e00}'..='\u{9fff}');
            assert_eq!(ideographs(&format!("{c}，")).count(), usize::from(is), "{c:?}");
        }
        assert_eq!(split_ideographs("一龥\u{9fff}，人工"), ("一龥\u{9fff}", "，人工"));
        assert_eq!((split_ideographs(""), split_ideographs("AI")), (("", ""), ("", "AI")));
    }
}
