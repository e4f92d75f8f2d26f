//! CJK radicals that stand where ideographs belong.
//!
//! PDFs printed from browsers carry 长 as U+2ED3 and 民 as U+2EA0: the look is the same, the code
//! point is a radical of the block U+2E80–2EF3. NFKC repairs only the Kangxi block behind it.

use unicode_normalization::UnicodeNormalization as _;

/// First code point of the table.
const FIRST: u32 = 0x2E80;

/// What each of U+2E80–2EF3 stands for: the Unicode property `Equivalent_Unified_Ideograph`. U+2E80
/// and the unassigned U+2E9A stand for themselves.
const IDEOGRAPHS: &str = "\
    \u{2E80}厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣\
    尢𡯂巳幺彑𫜹忄心扌攵\u{2E9A}旡日月歺母\
    民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹\
    纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹\
    艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑\
    钅長镸长门𨸏阝雨青韦页风飞食𩙿飠\
    饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜\
    龙龜亀龟";

/// The ideograph a radical of the block U+2E80–2EF3 stands for; every other character is itself.
pub(super) fn ideograph(c: char) -> char {
    match u32::from(c) {
        code @ FIRST..=0x2EF3 => IDEOGRAPHS.chars().nth((code - FIRST) as usize).unwrap_or(c),
        _ => c,
    }
}

/// The ideograph a radical of either block stands for: U+2E80–2EF3 by the table here, the Kangxi
/// radicals U+2F00–2FD5 by their compatibility mapping. Every other character is itself.
pub(super) fn unified(c: char) -> char {
    match c {
        '\u{2F00}'..='\u{2FD5}' => std::iter::once(c).nfkc().next().unwrap_or(c),
        _ => ideograph(c),
    }
}

#[cfg(test)]
mod tests {
    use super::{IDEOGRAPHS, ideograph, unified};

    #[test]
    fn every_kangxi_radical_has_its_ideograph() {
        assert_eq!(['⼀', '⽣', '⿕'].map(unified), ['一', '生', '龠']);
        for c in '\u{2F00}'..='\u{2FD5}' {
            assert!(matches!(unified(c), '\u{4E00}'..='\u{9FFF}'), "{c}");
        }
        assert_eq!(['⻓', '\u{2FD6}', 'ﬁ', '㈱'].map(unified), ['长', '\u{2FD6}', 'ﬁ', '㈱']);
    }

    #[test]
    fn each_radical_has_its_place() {
        assert_eq!(IDEOGRAPHS.chars().count(), 0x2EF4 - 0x2E80);
        // The first and last of each row, and those that PDFs are full of.
        for (radical, wanted) in [
            ('⺁', '厂'),
            ('⺏', '尣'),
            ('⺐', '尢'),
            ('⺟', '母'),
            ('⺠', '民'),
            ('⺯', '糹'),
            ('⺰', '纟'),
            ('⺿', '艹'),
            ('⻀', '艹'),
            ('⻅', '见'),
            ('⻋', '车'),
            ('⻏', '邑'),
            ('⻐', '钅'),
            ('⻓', '长'),
            ('⻘', '青'),
            ('⻛', '风'),
            ('⻟', '飠'),
            ('⻠', '饣'),
            ('⻯', '竜'),
            ('⻰', '龙'),
            ('⻳', '龟'),
        ] {
            assert_eq!(ideograph(radical), wanted);
        }
    }

    #[test]
    fn nothing_else_changes_and_nothing_stays_a_radical() {
        for c in ['\u{2E7F}', '\u{2E80}', '\u{2E9A}', '\u{2EF4}', '长', 'a'] {
            assert_eq!(ideograph(c), c);
        }
        for code in (0x2E81..=0x2EF3).filter(|code| *code != 0x2E9A) {
            let c = char::from_u32(code).expect("a character");
            assert!(!('\u{2E80}'..='\u{2FDF}').contains(&ideograph(c)), "{c}");
        }
    }
}
