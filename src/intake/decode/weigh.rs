//! How likely bytes are under each reading of them.
//!
//! A reading's weight is the logarithm of the likelihood of its characters in Chinese text, each
//! taken alone: 的 is worth more than 嘚, 嘚 more than a private-use character. All readings account
//! for the same bytes, so the difference of two weights is the evidence for the one over the other
//! (Bayes' rule). Two models know no Chinese: bytes by chance, and Western letters.
//!
//! Weights are hundredths of a natural logarithm.

use std::sync::OnceLock;

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, UTF_16BE, UTF_16LE};

use super::name::FOREIGN;

/// Characters of Chinese text by how common they are: the 100 commonest, the next 400, the next
/// 1,000, counted over jieba's word list, each line with the Traditional forms of its characters.
/// They make up 36, 37 and 20 of 100 characters there.
const COMMON: &str = include_str!("common.txt");

/// The marks of Chinese print.
const MARKS: &str = "，。、：；“”（）《》？！—…‘’「」『』·\u{3000}";

/// What a character is worth by the line of [`COMMON`] it stands in.
const TIERS: [i16; 3] = [-580, -740, -900];
/// A character of the first level of GB 2312 or Big5: in use, but none of the common ones.
const LEVEL_1: i16 = -1130;
const RARE: i16 = -1400;
const MARK: i16 = -510;
const FULL_WIDTH: i16 = -850;
const SYMBOL: i16 = -1100;
const ALIEN: i16 = -1350;
const LETTER: i16 = -350;
const ASCII_MARK: i16 = -500;
const CONTROL: i16 = -1600;
const PRIVATE: i16 = -1800;
const MALFORMED: i16 = -2000;
/// A byte above ASCII that means nothing: 1 of 128, and half of all bytes.
const CHANCE: i64 = -520;
/// What another language than Chinese must make up for.
const FOREIGN_PRIOR: i64 = -800;
/// What UTF-16 without a byte order mark must make up for.
const UTF16_PRIOR: i64 = -200;

/// The commonest syllables of Korean text.
const HANGUL: &str = "이다는을의에가하고지로한기자사대시은를도인어해리서나정부그있수라전들아게일보원과장상주제소동으조안성국중공위여만스비구경치선";

/// The weight of `bytes` read in `encoding`. Sequences that do not fit weigh heavily, but do not
/// rule a reading out: one broken byte is told as such later. A character cut at the end is free.
pub(super) fn weight(bytes: &[u8], encoding: &'static Encoding) -> i64 {
    let foreign = FOREIGN.contains(&encoding);
    let of = |c: char| i64::from(if foreign { abroad(c, encoding == EUC_KR) } else { chinese(c) });
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = [0; 4096];
    let mut sum = match encoding {
        _ if foreign => FOREIGN_PRIOR,
        _ if encoding == UTF_16LE || encoding == UTF_16BE => {
            // A byte that has no second to go with it means nothing.
            UTF16_PRIOR + if bytes.len().is_multiple_of(2) { 0 } else { CHANCE }
        }
        _ => 0,
    };
    let mut at = 0;
    loop {
        let (result, read, written, _) = decoder.decode_to_utf8(&bytes[at..], &mut buffer, false);
        at += read;
        // What the decoder wrote is UTF-8; were it not, it would weigh nothing.
        sum += std::str::from_utf8(&buffer[..written]).map_or(0, |text| text.chars().map(of).sum::<i64>());
        if matches!(result, encoding_rs::CoderResult::InputEmpty) {
            return sum;
        }
    }
}

/// The weight of a text in Chinese.
pub(super) fn weight_of(text: &str) -> i64 {
    text.chars().map(|c| i64::from(chinese(c))).sum()
}

/// Whether a character is one of the commonest of Chinese text.
pub(super) fn is_common(c: char) -> bool {
    TIERS.contains(&chinese(c))
}

/// The weight of bytes that mean nothing.
pub(super) fn chance(bytes: &[u8]) -> i64 {
    bytes.iter().map(|&byte| if byte.is_ascii() && byte >= 0x20 { i64::from(ascii(byte)) } else { CHANCE }).sum()
}

/// The weight of bytes as words with Western letters among ASCII ones.
pub(super) fn western(bytes: &[u8]) -> i64 {
    let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
    let sum = |(at, &byte): (usize, &u8)| match byte {
        0xC0.. if letter(at.checked_sub(1)) || letter(Some(at + 1)) => -340,
        0x80.. => -650,
        _ => i64::from(ascii(byte)),
    };
    FOREIGN_PRIOR + bytes.iter().enumerate().map(sum).sum::<i64>()
}

fn ascii(byte: u8) -> i16 {
    match byte {
        b'\n' | b'\r' | b'\t' | b' ' => LETTER,
        _ if byte.is_ascii_alphanumeric() => LETTER,
        b' '..=b'~' => ASCII_MARK,
        _ => CONTROL,
    }
}

/// What a character is worth in Chinese text.
fn chinese(c: char) -> i16 {
    match u32::from(c) {
        code @ 0..=0x7F => ascii(u8::try_from(code).unwrap_or(0)),
        code @ 0x80..=0xFFFF => table()[code as usize - 0x80],
        0xF0000.. => PRIVATE,
        _ => RARE - 100,
    }
}

/// What a character is worth in Japanese or Korean text.
fn abroad(c: char, korean: bool) -> i16 {
    match c {
        '\u{3041}'..='\u{30FF}' if !korean => -480,
        '\u{AC00}'..='\u{D7A3}' if korean => {
            if HANGUL.contains(c) {
                -500
            } else {
                -850
            }
        }
        '\u{FF61}'..='\u{FF9F}' => -1000,
        '\u{3400}'..='\u{9FFF}' => chinese(c) - if korean { 400 } else { 150 },
        _ => chinese(c),
    }
}

/// What each character from U+0080 to U+FFFF is worth in Chinese text.
fn table() -> &'static [i16] {
    static TABLE: OnceLock<Vec<i16>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: Vec<i16> = ('\u{80}'..='\u{FFFF}').fold(vec![PRIVATE; 0xFF80], |mut table, c| {
            table[u32::from(c) as usize - 0x80] = block(c);
            table
        });
        let mut set = |c: char, worth: i16| {
            if let '\u{80}'..='\u{FFFF}' = c {
                table[u32::from(c) as usize - 0x80] = worth;
            }
        };
        for encoding in [GB18030, BIG5] {
            first_level(encoding).chars().for_each(|c| set(c, LEVEL_1));
        }
        for (tier, worth) in COMMON.lines().zip(TIERS) {
            tier.chars().for_each(|c| set(c, worth));
        }
        MARKS.chars().for_each(|c| set(c, MARK));
        table
    })
}

/// What the characters of a block are worth where nothing better is known.
const fn block(c: char) -> i16 {
    match c {
        '\u{80}'..='\u{9F}' => CONTROL,
        '\u{FFFD}' => MALFORMED,
        '\u{E000}'..='\u{F8FF}' => PRIVATE,
        '\u{FF01}'..='\u{FF5E}' => FULL_WIDTH,
        '\u{4E00}'..='\u{9FFF}' => RARE,
        '\u{A0}'..='\u{BF}'
        | '×'
        | '÷'
        | '\u{2010}'..='\u{2BFF}'
        | '\u{3001}'..='\u{303F}'
        | '\u{3200}'..='\u{33FF}' => SYMBOL,
        '\u{C0}'..='\u{24F}' | '\u{391}'..='\u{3C9}' | '\u{410}'..='\u{451}' | '\u{3041}'..='\u{312F}' => ALIEN,
        _ => RARE - 100,
    }
}

/// The characters of the first level, the ones in common use, of GB 2312 or Big5.
fn first_level(encoding: &'static Encoding) -> String {
    let (leads, trails) = if encoding == GB18030 { (0xB0..=0xD7, 0xA1..=0xFE) } else { (0xA4..=0xC6, 0x40..=0xFE) };
    let pairs = leads.flat_map(|lead: u8| trails.clone().map(move |trail: u8| [lead, trail]));
    pairs
        // Big5 goes on with what came later in the middle of its last row.
        .filter(|pair| encoding == GB18030 || *pair <= [0xC6, 0x7E])
        .filter_map(|pair| encoding.decode_without_bom_handling_and_without_replacement(&pair).map(String::from))
        .filter(|text| text.chars().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_is_worth_more_than_the_rare() {
        let worth = ['的', '策', '懿', '嘚', '𠮷', '\u{E000}', '\u{FFFD}'].map(chinese);
        assert!(worth.is_sorted_by(|a, b| a > b), "{worth:?}");
        assert_eq!(chinese('國'), chinese('国'));
        assert!(chinese('。') > chinese('的') && chinese('a') > chinese('。'));
    }

    #[test]
    fn the_first_levels_are_whole() {
        assert_eq!(first_level(GB18030).chars().count(), 3755);
        assert_eq!(first_level(BIG5).chars().count(), 5401);
    }

    #[test]
    fn every_character_is_listed_once() {
        let mut all: Vec<char> = COMMON.chars().filter(|c| *c != '\n').collect();
        let n = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!((COMMON.lines().count(), all.len()), (3, n));
    }
}
