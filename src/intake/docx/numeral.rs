//! Numbers as Word writes them before a paragraph: `一`, `甲`, `iv`, `①`.

/// `number` in the format that `w:numFmt` names; a format not known here counts in plain digits.
pub(super) fn numeral(number: u32, format: &str) -> String {
    let n = number as usize;
    match format {
        "none" | "bullet" => String::new(),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => letter(n, 'A'),
        "lowerLetter" => letter(n, 'a'),
        "decimalZero" => format!("{number:02}"),
        "ordinal" => ordinal(number),
        "decimalFullWidth" | "decimalFullWidth2" => digits(number, &FULL_WIDTH),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => digits(number, &HAN),
        // Tens and units are spoken, larger numbers are spelled digit by digit.
        "chineseCounting" | "taiwaneseCounting" if number >= 100 => digits(number, &HAN),
        "chineseCounting" | "taiwaneseCounting" => spoken(number, &HAN_SIMPLE),
        "chineseCountingThousand" | "taiwaneseCountingThousand" => spoken(number, &HAN_SIMPLE),
        "japaneseCounting" => spoken(number, &JAPANESE),
        "chineseLegalSimplified" => spoken(number, &LEGAL_SIMPLIFIED),
        "ideographLegalTraditional" => spoken(number, &LEGAL_TRADITIONAL),
        "ideographTraditional" => one_of(n, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => one_of(n, "子丑寅卯辰巳午未申酉戌亥"),
        "ideographZodiacTraditional" => cycle(n),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => one_of(n, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        "decimalEnclosedParen" => one_of(n, "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
        "decimalEnclosedFullstop" => one_of(n, "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
        "ideographEnclosedCircle" => one_of(n, "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
        _ => number.to_string(),
    }
}

const HAN: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const FULL_WIDTH: [char; 10] = ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'];

/// How a language speaks its numbers.
struct Speech {
    digits: [&'static str; 10],
    units: [&'static str; 4],
    ten_thousand: &'static str,
    /// 101 is `一百零一`, not `百一`.
    zeros: bool,
    /// 10 is `十`, not `一十`.
    bare_ten: bool,
}

const HAN_SIMPLE: Speech = Speech {
    digits: ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
    units: ["", "十", "百", "千"],
    ten_thousand: "万",
    zeros: true,
    bare_ten: true,
};
const JAPANESE: Speech =
    Speech {
        digits: ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"], zeros: false, ..HAN_SIMPLE
    };
const LEGAL_SIMPLIFIED: Speech = Speech {
    digits: ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"],
    units: ["", "拾", "佰", "仟"],
    ten_thousand: "萬",
    bare_ten: false,
    ..HAN_SIMPLE
};
const LEGAL_TRADITIONAL: Speech =
    Speech { digits: ["零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"], ..LEGAL_SIMPLIFIED };

fn spoken(number: u32, speech: &Speech) -> String {
    match number {
        0 => speech.digits[0].to_owned(),
        1..10_000 => below_ten_thousand(number, speech),
        10_000..100_000_000 => {
            let mut out = below_ten_thousand(number / 10_000, speech);
            out.push_str(speech.ten_thousand);
            let rest = number % 10_000;
            if rest > 0 {
                out.push_str(if speech.zeros && rest < 1_000 { speech.digits[0] } else { "" });
                out.push_str(&below_ten_thousand(rest, speech));
            }
            out
        }
        _ => number.to_string(),
    }
}

fn below_ten_thousand(number: u32, speech: &Speech) -> String {
    let mut out = String::new();
    let mut zero = false;
    for place in (0..4).rev() {
        let digit = (number / 10_u32.pow(place) % 10) as usize;
        if digit == 0 {
            zero = speech.zeros && !out.is_empty();
            continue;
        }
        if std::mem::take(&mut zero) {
            out.push_str(speech.digits[0]);
        }
        // Japanese says no 一 before any unit; Chinese leaves it out only in 10 to 19.
        let silent = digit == 1 && place > 0 && (!speech.zeros || (speech.bare_ten && place == 1 && out.is_empty()));
        if !silent {
            out.push_str(speech.digits[digit]);
        }
        out.push_str(speech.units[place as usize]);
    }
    out
}

fn digits(number: u32, figures: &[char; 10]) -> String {
    number.to_string().bytes().map(|digit| figures[usize::from(digit - b'0')]).collect()
}

/// The sign of this number; where the signs end, digits.
fn one_of(n: usize, signs: &str) -> String {
    let sign = n.checked_sub(1).and_then(|at| signs.chars().nth(at));
    sign.map_or_else(|| n.to_string(), String::from)
}

/// The sixty names of the stems and branches.
fn cycle(n: usize) -> String {
    match n.checked_sub(1) {
        Some(at) if at < 60 => {
            one_of(at % 10 + 1, "甲乙丙丁戊己庚辛壬癸") + &one_of(at % 12 + 1, "子丑寅卯辰巳午未申酉戌亥")
        }
        _ => n.to_string(),
    }
}

/// `a … z, aa, bb …`, as Word goes on after the alphabet; bounded, since a number of a file may be huge.
fn letter(n: usize, first: char) -> String {
    match n.checked_sub(1) {
        Some(at) if at < 26 * 30 => {
            let letter = char::from_u32(u32::from(first) + (at % 26) as u32).unwrap_or(first);
            std::iter::repeat_n(letter, at / 26 + 1).collect()
        }
        _ => n.to_string(),
    }
}

fn roman(number: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number >= 4000 {
        return number.to_string();
    }
    let mut left = number;
    let mut out = String::new();
    for (value, sign) in STEPS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(format: &str, numbers: &[u32]) -> String {
        numbers.iter().map(|n| numeral(*n, format)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn han_numbers_are_spoken() {
        assert_eq!(row("chineseCounting", &[1, 10, 11, 20, 99, 105]), "一 十 十一 二十 九十九 一〇五");
        assert_eq!(
            row("chineseCountingThousand", &[10, 19, 100, 101, 110, 115, 1001, 1010]),
            "十 十九 一百 一百零一 一百一十 一百一十五 一千零一 一千零一十"
        );
        assert_eq!(row("chineseCountingThousand", &[10_000, 10_001, 120_000, 21_000]), "一万 一万零一 十二万 二万一千");
        assert_eq!(row("japaneseCounting", &[1, 10, 11, 101, 1111]), "一 十 十一 百一 千百十一");
        assert_eq!(row("chineseLegalSimplified", &[3, 10, 11]), "叁 壹拾 壹拾壹");
        assert_eq!(row("ideographDigital", &[10, 25]), "一〇 二五");
    }

    #[test]
    fn signs_go_as_far_as_they_reach() {
        assert_eq!(row("ideographTraditional", &[1, 10, 11]), "甲 癸 11");
        assert_eq!(row("ideographZodiacTraditional", &[1, 2, 60, 61]), "甲子 乙丑 癸亥 61");
        assert_eq!(row("decimalEnclosedCircle", &[1, 20, 21, 0]), "① ⑳ 21 0");
    }

    #[test]
    fn letters_and_romans_are_bounded() {
        assert_eq!(row("lowerLetter", &[1, 26, 27, 53, 0]), "a z aa aaa 0");
        assert_eq!(row("upperLetter", &[4_000_000_000]), "4000000000");
        assert_eq!(row("upperRoman", &[4, 1994, 4000]), "IV MCMXCIV 4000");
        assert_eq!(row("lowerRoman", &[9]), "ix");
        assert_eq!(row("ordinal", &[1, 2, 3, 11, 112, 23]), "1st 2nd 3rd 11th 112th 23rd");
        assert_eq!(row("hebrew1", &[7]), "7");
        assert_eq!(row("decimalZero", &[7, 12]), "07 12");
    }
}
