//! What may stand in a text field. Every text a person types or a file brings passes here once.

use unicode_normalization::UnicodeNormalization as _;

use super::{Invalid, beginning};

/// Longest name of a coder, actor, code, document key, in characters.
pub const MAX_NAME: usize = 200;
/// Longest title or similar line, in characters.
pub const MAX_LINE: usize = 1_000;
/// Longest note or definition, in characters.
pub const MAX_PROSE: usize = 100_000;

/// Whether `c` changes what is shown without being seen: C0 and C1 controls, direction marks,
/// zero-width characters, invisible tags.
///
/// Tab and line feed are controls too; callers that allow them say so.
pub const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}')
}

/// Whether a stored text may never hold `c`: controls other than tab and line feed. Direction and
/// zero-width marks occur in real sources and are kept there, only shown openly.
pub const fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}')
}

/// A name or title: trimmed, not empty, one line, nothing hidden, at most `max` characters.
pub fn line(what: &'static str, text: &str, max: usize) -> Result<String, Invalid> {
    let text = text.trim();
    if let Some(c) = text.chars().find(|c| is_hidden(*c)) {
        return Err(Invalid::new(what, shown(text), format!("it holds the hidden character {}", code_point(c))));
    }
    bounded(what, text, max)
}

/// A note: trimmed, not empty, may have several lines, no controls, at most [`MAX_PROSE`] characters.
pub fn prose(what: &'static str, text: &str) -> Result<String, Invalid> {
    let text = text.trim();
    let hidden = |c: &char| is_hidden(*c) && !matches!(c, '\n' | '\t');
    if let Some(c) = text.chars().find(hidden) {
        return Err(Invalid::new(what, shown(text), format!("it holds the hidden character {}", code_point(c))));
    }
    bounded(what, text, MAX_PROSE)
}

/// The text of a paragraph as a person corrects it: trimmed, not empty, one line, at most `max`
/// characters. Hidden characters stay where `before` has them; none is let in.
pub fn passage(text: &str, before: &str, max: usize) -> Result<String, Invalid> {
    let text = text.trim();
    let refuse = |why: String| Err(Invalid::new("text", shown(text), why));
    if text.contains(['\n', '\r']) {
        return refuse("a paragraph is one line; cut it with `pizhu para split`".to_owned());
    }
    if let Some(c) = text.chars().find(|c| is_control(*c) || (is_hidden(*c) && !before.contains(*c))) {
        return refuse(format!("it holds the hidden character {}", code_point(c)));
    }
    bounded("text", text, max)
}

/// A document's handle: a [`line()`] without blanks, `:`, `/` or `,`, so that it can be typed in
/// references; not digits alone, which would read as a paragraph number, nor a statement's handle.
pub fn key(text: &str) -> Result<String, Invalid> {
    let key = line("document key", text, 100)?;
    let refuse = |why: &str| Err(Invalid::new("document key", key.clone(), why));
    if key.contains(|c: char| c.is_whitespace() || matches!(c, ':' | '/' | ',' | '*' | '\\')) {
        return refuse("blanks and : / , * \\ are not allowed");
    }
    if key.starts_with('-') {
        return refuse("it must not begin with -");
    }
    if key.chars().all(|c| c.is_ascii_digit() || c == '-') {
        return refuse("digits alone would read as a paragraph number");
    }
    if key.parse::<super::StatementId>().is_ok() {
        return refuse("it would read as a statement");
    }
    Ok(key)
}

/// A date as far as it is known: `2025`, `2025-06` or `2025-06-11`, a real day of the calendar.
pub fn date(what: &'static str, text: &str) -> Result<String, Invalid> {
    let text = text.trim();
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    let real = full.len() == 10
        && full.is_ascii()
        && !full.starts_with("0000")
        && chrono::NaiveDate::parse_from_str(&full, "%Y-%m-%d").is_ok_and(|d| d.format("%Y-%m-%d").to_string() == full);
    if real {
        Ok(text.to_owned())
    } else {
        Err(Invalid::new(what, shown(text), "write it 2025-06-11, 2025-06 or 2025"))
    }
}

/// The form names are compared in where look-alikes must not stand side by side: compatibility forms
/// as one (`（` and `(`, `Ａ` and `A`), lower case, blanks as one, and none between two Han characters,
/// where print sets `张　三` to fill the line. Never stored.
pub fn folded(name: &str) -> String {
    let plain: String = name.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    plain.split_whitespace().fold(String::new(), |mut folded, word| {
        let within = folded.chars().next_back().is_some_and(is_han) && word.chars().next().is_some_and(is_han);
        if !folded.is_empty() && !within {
            folded.push(' ');
        }
        folded.push_str(word);
        folded
    })
}

/// Whether `c` is a Chinese character: the unified ideographs with their extensions, and `〇`.
const fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}')
}

fn bounded(what: &'static str, text: &str, max: usize) -> Result<String, Invalid> {
    if text.is_empty() {
        return Err(Invalid::new(what, "", "it is empty"));
    }
    let n = text.chars().count();
    if n > max {
        return Err(Invalid::new(what, shown(text), format!("it has {n} characters; at most {max} are kept")));
    }
    Ok(text.to_owned())
}

/// `U+202E`.
fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// The beginning of a text, for a message.
fn shown(text: &str) -> String {
    beginning(text, 40)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_refused_everywhere() {
        for c in ['\0', '\u{1b}', '\u{7f}', '\u{9b}', '\u{202e}', '\u{200b}', '\u{feff}', '\u{e0041}'] {
            let text = format!("甲{c}乙");
            assert!(line("name", &text, MAX_NAME).is_err(), "{c:?}");
            assert!(prose("memo", &text).is_err(), "{c:?}");
        }
        assert!(line("name", "甲\n乙", MAX_NAME).is_err());
        assert_eq!(prose("memo", " 甲\n\t乙 ").as_deref(), Ok("甲\n\t乙"));
    }

    #[test]
    fn a_correction_lets_no_hidden_character_in() {
        assert_eq!(passage(" 甲乙 ", "甲", 9).as_deref(), Ok("甲乙"));
        assert!(passage("甲\u{200e}乙", "甲\u{200e}", 9).is_ok());
        for bad in ["甲\u{200e}乙", "甲\n乙", "甲\u{1b}乙", " ", "甲乙丙丁戊己庚辛壬癸"] {
            assert!(passage(bad, "甲乙", 9).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn names_are_trimmed_and_bounded() {
        assert_eq!(line("name", "  熊艾伦 ", MAX_NAME).as_deref(), Ok("熊艾伦"));
        assert!(line("name", "   ", MAX_NAME).is_err());
        assert!(line("name", &"长".repeat(201), MAX_NAME).is_err());
        assert!(line("name", &"长".repeat(200), MAX_NAME).is_ok());
    }

    #[test]
    fn look_alikes_fold_into_one_form() {
        assert_eq!(folded("度小满（重庆）"), folded("度小满(重庆)"));
        assert_eq!(folded("ＩＢＭ  China"), folded("ibm china"));
        assert_ne!(folded("市教委"), folded("市科委"));
        assert_eq!((folded("张\u{3000}三"), folded(" 张 三 ")), ("张三".to_owned(), "张三".to_owned()));
        assert_eq!(folded("张三 Li"), "张三 li");
    }

    #[test]
    fn keys_can_be_typed_in_references() {
        assert!(key("cq-ai").is_ok() && key("重庆日报2025").is_ok());
        for bad in ["12", "1-2", "a:b", "a b", "s14", "-x", "a/b", ""] {
            assert!(key(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn dates_are_real_days() {
        for good in ["2025", "2025-06", "2025-06-11", "2024-02-29"] {
            assert!(date("date", good).is_ok(), "{good}");
        }
        for bad in ["2025-13", "2025-02-30", "25-6-1", "2025/06/11", "2025年6月", "", "20250611"] {
            assert!(date("date", bad).is_err(), "{bad}");
        }
    }
}
