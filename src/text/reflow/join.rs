//! Joining the lines of one paragraph.

use super::line::Line;

/// Joins lines as the text would have been set on one: nothing between Han, or Han and Latin; a
/// space between two Latin words. `halves` puts a space between the two halves of a heading.
pub(super) fn join(lines: &[Line<'_>], halves: bool) -> String {
    let mut out = String::with_capacity(lines.iter().map(|l| l.text.len() + 1).sum());
    for (at, line) in lines.iter().enumerate() {
        let inside_word = at > 0 && lines[at - 1].counted && line.lead == 0;
        if at > 0 && (halves || !inside_word && parts_words(&out, &line.text) || is_number_of(lines, at)) {
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

/// A Latin word ends here and another begins there. A hyphen or an address goes on over the line end, and so does a
/// number, unless it stands among Latin words: `in 2025` before `the`.
fn parts_words(before: &str, after: &str) -> bool {
    let Some(first) = after.chars().next().filter(|&c| !is_unspaced(c) && c.is_alphanumeric()) else {
        return false;
    };
    let word = match before.chars().next_back() {
        // What closes a word or a clause; after `/`, `(` or `-` the word goes on.
        Some(c @ (',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '"' | '\'' | '%')) => {
            &before[..before.len() - c.len_utf8()]
        }
        Some(_) => before,
        None => return false,
    };
    let ends = match word.chars().next_back() {
        Some(c) if c.is_ascii_digit() => first.is_ascii_alphabetic() && stands_among_words(word),
        // A mark behind an ideograph is the text's own.
        Some(c) if word.len() < before.len() => c.is_ascii_alphabetic(),
        Some(c) => !is_unspaced(c) && c.is_alphabetic(),
        None => false,
    };
    ends && !is_address(last_word(before))
}

/// Whether a number and its marks have a blank and a Latin word before them.
fn stands_among_words(text: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '(' | '$' | '-');
    let rest = text.trim_end_matches(number);
    rest.strip_suffix(' ').is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_alphabetic() || c == ','))
}

/// The last characters of a text up to a blank or a character of Chinese text.
fn last_word(text: &str) -> &str {
    let start = text.char_indices().rev().take_while(|(_, c)| c.is_ascii_graphic()).last();
    start.map_or("", |(at, _)| &text[at..])
}

/// Whether a word is an address on the net, which has no blanks.
fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains("www.") || word.contains('@')
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
    fn numbers_among_latin_words_are_words() {
        assert_eq!(
            joined(&["报告称The plan was adopted in 2025", "the next year，"]),
            "报告称The plan was adopted in 2025 the next year，"
        );
        assert_eq!(joined(&["grew by 3.5%", "of the total"]), "grew by 3.5% of the total");
        assert_eq!(joined(&["since 2019,", "more than"]), "since 2019, more than");
        assert_eq!(joined(&["Vision", "2035"]), "Vision 2035");
        for (before, after) in [
            ("推广5", "G应用"),
            ("共10,", "000人"),
            ("in 20", "25年"),
            ("https://www.example.gov/policy", "index.html"),
            ("www.example.", "gov"),
            ("来信寄office@example", "gov"),
            ("and/", "or"),
            ("模型(", "LLM"),
            ("state-", "owned"),
            ("渝府发〔2025〕3", "A类"),
        ] {
            assert_eq!(joined(&[before, after]), format!("{before}{after}"));
        }
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
