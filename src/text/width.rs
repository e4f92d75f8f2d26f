//! Display width in half columns: a Han character is 2, a Latin letter 1.

use unicode_width::UnicodeWidthChar;

/// Width of one character in half columns, as in a Chinese page: East Asian Width W, F and A are 2
/// (so `“`, `…`, `—` and `·` are 2), combining marks and control characters 0, all else 1.
pub fn char_width(c: char) -> usize {
    match c {
        ' '..='~' => 1,
        // The blocks nearly all text lies in, ahead of the table.
        '\u{4e00}'..='\u{9fff}' | '\u{3001}'..='\u{3029}' | '\u{ff01}'..='\u{ff60}' => 2,
        _ => c.width_cjk().unwrap_or(0),
    }
}

/// Width of a text in half columns: the sum of [`char_width`].
pub fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// Columns a text takes on a terminal: as [`width`], but the ambiguous `“`, `…`, `—` and `·` are 1, as
/// in the tables of this program.
pub fn columns(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_is_two_latin_is_one_and_ambiguous_marks_are_two() {
        assert_eq!(width("人工智能"), 8);
        assert_eq!(width("AI 3"), 4);
        assert_eq!(width("“”…—·①，。"), 16);
        assert_eq!(width("e\u{301}\0"), 1);
        assert_eq!(columns("人工智能“+”…"), 12);
    }

    #[test]
    fn the_short_way_agrees_with_the_table() {
        for c in ('\u{4e00}'..='\u{9fff}').chain('\u{3001}'..='\u{3029}').chain('\u{ff01}'..='\u{ff60}') {
            assert_eq!(c.width_cjk(), Some(2), "{c}");
        }
    }
}
