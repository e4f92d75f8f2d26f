//! Joining the lines of one paragraph.

use super::line::Line;

/// Joins lines as the text would have been set on one: nothing between Han, or Han and Latin; a
/// space between two Latin words. `halves` puts a space between the two halves of a heading.
pub(super) fn join(lines: &[Line<'_>], halves: bool) -> String {
    let mut out = String::with_capacity(lines.iter().map(|l| l.text.len() + 1).sum());
    for (at, line) in lines.iter().enumerate() {
        if at > 0 && (halves || parts_words(&out, &line.text) || is_number_of(lines, at)) {
            out.push(' ');
        }
        out.push_str(&line.text);
    }
    out
}

/// What belongs between two texts that become one: nothing between Han, or Han and Latin; a space
/// between two Latin words, and after a number that stood alone (`第三条`).
pub fn seam(before: &str, after: &str) -> &'static str {
    if parts_words(before, after) || super::form::is_bare_number(before) { " " } else { "" }
}

/// A Latin word ends here and another begins there. A hyphen or a digit may go on over the line end:
/// only a letter or the point after one is taken as the end of a word.
fn parts_words(before: &str, after: &str) -> bool {
    let mut tail = before.chars().rev();
    let ends = match tail.next() {
        Some(c) if c.is_ascii_punctuation() && c != '-' => tail.next().is_some_and(|c| c.is_ascii_alphabetic()),
        Some(c) => c.is_alphabetic() && !is_unspaced(c),
        None => false,
    };
    ends && after.chars().next().is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c))
}

/// Scripts written without spaces between words, as far as they meet us: Han, kana.
const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// `第三条` stood alone on the line before.
fn is_number_of(lines: &[Line<'_>], at: usize) -> bool {
    at == 1 && super::form::is_bare_number(&lines[0].text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn joined(texts: &[&'static str]) -> String {
        let lines: Vec<_> = texts.iter().map(|&t| Line::new(1, Cow::Borrowed(t), 0)).collect();
        join(&lines, false)
    }

    #[test]
    fn only_latin_words_are_parted() {
        assert_eq!(joined(&["人工", "智能"]), "人工智能");
        assert_eq!(joined(&["以", "DeepSeek", "为核心"]), "以DeepSeek为核心");
        assert_eq!(joined(&["Driving with", "Language"]), "Driving with Language");
        assert_eq!(joined(&["long-", "term"]), "long-term");
        assert_eq!(joined(&["于20", "25年"]), "于2025年");
        assert_eq!(joined(&["the end.", "Then"]), "the end. Then");
        assert_eq!(joined(&["第三条", "优化"]), "第三条 优化");
    }

    #[test]
    fn two_texts_are_joined_as_two_lines_are() {
        for (before, after) in
            [("人工", "智能"), ("the end.", "Then"), ("long-", "term"), ("第三条", "优化"), ("", "a")]
        {
            let lines: Vec<_> = [before, after].iter().map(|&t| Line::new(1, Cow::Borrowed(t), 0)).collect();
            assert_eq!(format!("{before}{}{after}", seam(before, after)), join(&lines, false));
        }
    }
}
