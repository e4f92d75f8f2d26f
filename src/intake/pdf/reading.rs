//! Readings over characters, pinyin and kana: a page draws them as lines in small type above the line they read.

use super::lines::PageLine;

/// Type of a reading, in sizes of the line it reads; Word and browsers set it at half.
const SMALL: f32 = 0.7;
/// How far above the base line of the other its own lies, in sizes of the other.
const ABOVE: std::ops::RangeInclusive<f32> = 0.6..=1.6;

/// How many lines of a page seem to be readings of the line after them.
pub(super) fn readings(lines: &[PageLine]) -> usize {
    lines.windows(2).filter(|pair| matches!(pair, [over, line] if is_reading(over, line))).count()
}

fn is_reading(over: &PageLine, line: &PageLine) -> bool {
    let (small, large) = (over.place, line.place);
    small.size <= SMALL * large.size
        && ABOVE.contains(&((large.base - small.base) / large.size))
        && small.left >= large.left - large.size
        && small.right <= large.right + large.size
        && line.text.contains(|c| matches!(c, '\u{3400}'..='\u{9FFF}'))
        && spells(&over.text)
}

/// Whether a text is nothing but syllables with tones, or kana.
fn spells(text: &str) -> bool {
    const TONED: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ";
    let kana = |c: char| matches!(c, '\u{3041}'..='\u{30FF}');
    let toned = |c: char| c.to_lowercase().any(|c| TONED.contains(c));
    text.chars().any(|c| kana(c) || toned(c))
        && text
            .chars()
            .all(|c| kana(c) || toned(c) || c.is_whitespace() || c.is_ascii_alphabetic() || "üÜ'’".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Place;

    fn line(text: &str, base: f32, size: f32) -> PageLine {
        let place = Place { page: 1, left: 60.0, right: 60.0 + 40.0, base, size, bold: false };
        PageLine { text: text.to_owned(), place, copies: String::new(), row: false }
    }

    #[test]
    fn small_syllables_close_over_characters_are_readings() {
        let text = line("江州算力", 100.0, 12.0);
        for (over, want) in [
            (line("jiāng zhōu suàn lì", 88.0, 6.0), 1),
            (line("こうしゅう", 89.0, 6.0), 1),
            (line("jiāng zhōu suàn lì", 60.0, 6.0), 0),
            (line("jiāng zhōu suàn lì", 88.0, 12.0), 0),
            (line("Jiangzhou Daily", 88.0, 6.0), 0),
            (line("2025年，jiāng", 88.0, 6.0), 0),
        ] {
            assert_eq!(readings(&[over.clone(), text.clone()]), want, "{over:?}");
        }
        assert_eq!(readings(&[line("suàn", 88.0, 6.0), line("AI model", 100.0, 12.0)]), 0);
    }
}
