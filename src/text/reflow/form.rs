//! Forms a line can open with, and the marks that may not start or end one. Hand-written and bounded:
//! no matcher here or beside it looks at more than the first or last few dozen characters.

use crate::text::number::number;

/// What a line opens with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// Nothing particular.
    Plain,
    /// A mark that never starts a line of a new paragraph: `，` `。` `”` `）`.
    NonStarter,
    /// `第一章`, `第二节`.
    Chapter,
    /// `第十条`.
    Article,
    /// `一、` `（一）` `1.` `①` `附件`.
    Item,
    /// `一是`, `第一，`, `首先，`: opens paragraphs, and clauses as well.
    Ordinal,
    /// `——`.
    Dash,
    /// `■` `◆` `▲` `★`.
    Bullet,
}

/// One of the ideographs that names and common words are written with.
pub(super) const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// A numeral of the language.
pub(super) const fn is_han_number(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '零' | '〇')
}

/// A numeral of the language or a digit of any width.
pub(super) const fn is_number(c: char) -> bool {
    is_han_number(c) || matches!(c, '0'..='9' | '０'..='９')
}

/// A mark that cannot stand first in a line of Chinese.
pub(super) const fn is_non_starter(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '》'
            | '〉'
            | '”'
            | '’'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '］'
            | '…'
            | '％'
            | '%'
            | '·'
            | '℃'
            | '‰'
            | ')'
            | ']'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
    )
}

/// A mark that cannot stand last in a line of Chinese.
pub(super) const fn is_opener(c: char) -> bool {
    matches!(c, '“' | '‘' | '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '［' | '(' | '[')
}

/// A mark that may follow a stop and still belong to the sentence.
pub(super) const fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '】' | '》' | '〉' | '"' | '〕' | '］' | ']')
}

/// Tells what a line opens with.
pub(super) fn opening(text: &str) -> Opening {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return Opening::Plain;
    };
    let rest = chars.as_str();
    match first {
        '第' => match after_number(rest, 6).map(|t| (t, t.chars().next())) {
            Some((_, Some('章' | '节' | '節' | '编' | '編' | '篇'))) => Opening::Chapter,
            Some((_, Some('条' | '條'))) => Opening::Article,
            Some((_, Some('，' | '、'))) => Opening::Ordinal,
            _ => Opening::Plain,
        },
        '（' | '(' => match after_number(rest, 3).and_then(|t| t.chars().next()) {
            Some('）' | ')') => Opening::Item,
            _ if is_lettered(rest) => Opening::Item,
            _ => Opening::Plain,
        },
        _ if opens_with_outline_number(text) => Opening::Item,
        '①'..='⑳' | '㈠'..='㈩' => Opening::Item,
        '—' if rest.starts_with('—') => Opening::Dash,
        '■' | '▪' | '◆' | '◎' | '●' | '•' | '➢' | '▲' | '★' | '□' | '◇' | '○' | '△' | '☆' | '▼' | '▶' => {
            Opening::Bullet
        }
        '附' if rest.starts_with("件：") || rest.starts_with("件:") => Opening::Item,
        '附' if rest.strip_prefix('件').is_some_and(|t| t.starts_with(is_number)) => Opening::Item,
        '首' if rest.starts_with("先，") => Opening::Ordinal,
        '其' if rest.starts_with("次，") => Opening::Ordinal,
        '最' if rest.starts_with("后，") || rest.starts_with("後，") => Opening::Ordinal,
        _ if is_non_starter(first) => Opening::NonStarter,
        _ if is_number(first) => numbered(text),
        _ => Opening::Plain,
    }
}

/// Forms that begin with a bare number: `一、`, `1.`, `一是`.
fn numbered(text: &str) -> Opening {
    let Some(rest) = after_number(text, 3) else {
        return Opening::Plain;
    };
    let han = text.starts_with(is_han_number);
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
        (Some('、'), _) if han => Opening::Item,
        (Some('是'), _) if han => Opening::Ordinal,
        // `3.5%` is a number, `1.总体要求` an item.
        (Some('.' | '．' | '、'), Some(c)) if !han && !c.is_ascii_digit() => Opening::Item,
        _ => Opening::Plain,
    }
}

/// Whether the text opens as each paragraph of minutes does: `会议认为，`.
pub(super) fn minutes(text: &str) -> bool {
    const VERBS: [&str; 14] =
        ["认为", "認為", "指出", "强调", "強調", "要求", "决定", "議定", "议定", "听取", "同意", "审议", "提出", "还"];
    text.strip_prefix("会议")
        .or_else(|| text.strip_prefix("會議"))
        .is_some_and(|t| VERBS.iter().any(|v| t.starts_with(v)))
}

/// Whether the whole line says who spoke before it: `区政协委员方明说。`
pub(super) fn names_speaker(text: &str) -> bool {
    let said = |text: &str| {
        ["说", "說", "表示", "道", "认为", "認為", "告诉记者", "告訴記者"].iter().any(|v| text.ends_with(v))
    };
    !longer_than(text, 24) && text.strip_suffix('。').is_some_and(said) && !text.contains(['，', '；', '：', '“', '「'])
}

/// What follows 1 to `most` number characters.
pub(super) fn after_number(text: &str, most: usize) -> Option<&str> {
    let end = text.find(|c| !is_number(c)).unwrap_or(text.len());
    super::work::steps(end);
    let count = text[..end].chars().take(most + 1).count();
    (1..=most).contains(&count).then(|| &text[end..])
}

/// Whether `甲）` or the like follows the bracket that opens a line.
fn is_lettered(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('甲' | '乙' | '丙' | '丁' | '戊' | '己' | '庚' | '辛' | '壬' | '癸'))
        && matches!(chars.next(), Some('）' | ')'))
}

/// Whether the line is the number of a paragraph in a report and nothing else, or opens with one and a wide
/// blank: `3.11`, `2.1　委員會`.
pub(super) fn opens_with_outline_number(text: &str) -> bool {
    if !opens_with_digit(text) {
        return false;
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let levels = number.split('.').filter(|level| (1..=2).contains(&level.len())).count();
    (2..=4).contains(&levels)
        && levels == number.split('.').count()
        && (rest.is_empty() || rest.starts_with('\u{3000}') || rest.starts_with("  "))
}

/// Whether the whole line is the number of an article, chapter or section: `第三条`, `3.11`.
pub(super) fn is_bare_number(text: &str) -> bool {
    if opens_with_digit(text) {
        return !longer_than(text, 11) && opens_with_outline_number(text);
    }
    text.strip_prefix('第').and_then(|t| after_number(t, 6)).is_some_and(|t| {
        let mut chars = t.chars();
        matches!(chars.next(), Some('条' | '條' | '章' | '节' | '節' | '编' | '編' | '篇')) && chars.next().is_none()
    })
}

/// Whether two lines are items of one list, the second right behind the first: `1.` and `2.`, `（一）` and
/// `（二）`, or the same bullet.
pub(super) fn follows_in_list(before: &str, text: &str) -> bool {
    let first = |text: &str| text.chars().next();
    if let (Some(before), Some(next)) = (outline_number(before), outline_number(text)) {
        return before.0 == next.0 && before.1 + 1 == next.1 || before.0 + 1 == next.0 && next.1 == 1;
    }
    if opening(text) == Opening::Bullet {
        return first(before) == first(text);
    }
    let (Some(before), Some(next)) = (item(before), item(text)) else { return false };
    before.0 == next.0 && before.1 + 1 == next.1
}

/// The number that parts of a report are counted with, where a blank and words stand behind it: `3.11 委员会`.
pub(super) fn outline_number(text: &str) -> Option<(u32, u32)> {
    if !opens_with_digit(text) {
        return None;
    }
    let (number, words) = first_chars(text, 20).split_once([' ', '\u{3000}'])?;
    let (part, nth) = number.split_once('.')?;
    let short = |level: &str| (1..=2).contains(&level.len()) && level.bytes().all(|b| b.is_ascii_digit());
    let opens = words.trim_start().starts_with(|c: char| is_ideograph(c) || is_opener(c));
    (short(part) && short(nth) && opens).then_some((part.parse().ok()?, nth.parse().ok()?))
}

/// The form of an item's number, by the marks around it, and the number.
fn item(text: &str) -> Option<((char, char), u32)> {
    if opening(text) != Opening::Item {
        return None;
    }
    let bare = text.trim_start_matches(['（', '(']);
    let (number, behind) = number(bare)?;
    let bracket = text.chars().next().filter(|_| bare.len() < text.len()).unwrap_or(' ');
    Some(((bracket, behind.chars().next()?), number))
}

/// The last `count` characters of a text.
pub(super) fn last_chars(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(at, _)| at);
    &text[start..]
}

/// The first `count` characters of a text.
pub(super) fn first_chars(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// Whether a text is longer than `count` characters, without counting them all.
pub(super) fn longer_than(text: &str, count: usize) -> bool {
    // A character has one to four bytes: they alone tell of most texts.
    text.len() > count && (text.len() > 4 * count || text.chars().nth(count).is_some())
}

/// Whether the line is a row of a box of figures or the number that opens one.
pub(super) fn is_figure(text: &str) -> bool {
    // Nearly every line opens with something else.
    opens_with_digit(text) && (is_bare_figure(text) || is_row_of_figures(text))
}

/// What follows a figure that is a date.
const PARTS_OF_DATES: [char; 6] = ['年', '月', '日', '时', '點', '点'];

fn opens_with_digit(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_digit)
}

/// A number in figures a text opens with and what stands behind it, where that can be a unit and makes no date.
fn figure(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    (opens_with_digit(text) && !unit.is_empty() && !unit.starts_with(PARTS_OF_DATES)).then_some((number, unit))
}

/// Whether the line is a number with its unit and nothing else: `1027件`, `71.5%`.
pub(super) fn is_bare_figure(text: &str) -> bool {
    if !opens_with_digit(text) || longer_than(text, 10) {
        return false;
    }
    let is_unit = |c: char| is_ideograph(c) || matches!(c, '%' | '％' | '‰');
    figure(text).is_some_and(|(number, unit)| {
        (!number.starts_with('0') || number.starts_with("0."))
            && number.ends_with(|c: char| c.is_ascii_digit())
            && !longer_than(unit, 5)
            && unit.chars().all(is_unit)
    })
}

/// Whether a number with its unit and a blank stand before the words of a line: `63个起降点 覆盖全县`.
pub(super) fn opens_with_figure(text: &str) -> bool {
    let Some((opening, words)) = first_chars(text, 20).split_once([' ', '\u{3000}']) else { return false };
    let is_unit = |c: char| is_ideograph(c) || matches!(c, '%' | '％' | '‰' | '/' | '／' | '·');
    figure(opening).is_some_and(|(_, unit)| !longer_than(unit, 8) && unit.chars().all(is_unit))
        && words.starts_with(|c: char| is_ideograph(c) || c.is_ascii_digit() || is_opener(c))
}

/// Whether the line is a row of a box of figures: a number with its unit, a blank, a few words and no stop.
/// `863件　审查立案`, `71.5% 集体提案所占比重`.
fn is_row_of_figures(text: &str) -> bool {
    if !opens_with_digit(text) || longer_than(text, 30) || text.contains(['。', '；']) {
        return false;
    }
    text.split_once([' ', '\u{3000}']).is_some_and(|(number, words)| {
        !longer_than(number, 10)
            && !number.ends_with(|c: char| c.is_ascii_digit())
            && !number.ends_with(PARTS_OF_DATES)
            && words.trim_start().starts_with(is_ideograph)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings() {
        for (text, want) in [
            ("第一章 总则", Opening::Chapter),
            ("第十二條 市場主體", Opening::Article),
            ("一、总体要求", Opening::Item),
            ("（三）完善机制", Opening::Item),
            ("1.总体要求", Opening::Item),
            ("1.5万亿元", Opening::Plain),
            ("2025年", Opening::Plain),
            ("①加强", Opening::Item),
            ("附件1", Opening::Item),
            ("（甲）適用範圍", Opening::Item),
            ("3.11", Opening::Item),
            ("2.1　委員會", Opening::Item),
            ("2.1 亿元", Opening::Plain),
            ("附近的", Opening::Plain),
            ("一是加快", Opening::Ordinal),
            ("第一，加快", Opening::Ordinal),
            ("第一次", Opening::Plain),
            ("——市政协", Opening::Dash),
            ("，而且", Opening::NonStarter),
            ("”他说", Opening::NonStarter),
            ("“他说", Opening::Plain),
            ("", Opening::Plain),
        ] {
            assert_eq!(opening(text), want, "{text}");
        }
    }

    #[test]
    fn who_spoke_is_said_in_a_line() {
        assert!(names_speaker("县政协委员方明说。") && names_speaker("她笑著說。"));
        assert!(!names_speaker("方明说，要办好。") && !names_speaker("方明走了。") && !names_speaker("方明说"));
    }

    #[test]
    fn figures_stand_in_rows() {
        for text in ["1027件", "71.5%", "863件　审查立案", "6.9万架次 累计安全飞行"] {
            assert!(is_figure(text), "{text}");
        }
        for text in [
            "2025年",
            "3月5日",
            "2025年 全年收到提案",
            "1027件。",
            "1027",
            "01 起飞",
            "提案 863件",
            "11分钟后 他到了山上。",
        ] {
            assert!(!is_figure(text), "{text}");
        }
    }

    #[test]
    fn items_follow_each_other() {
        for (before, text) in [
            ("1.甲", "2.乙"),
            ("（九）甲", "（十）乙"),
            ("十、甲", "十一、乙"),
            ("十九、甲", "二十、乙"),
            ("• 甲", "• 乙"),
        ] {
            assert!(follows_in_list(before, text), "{before} {text}");
        }
        for (before, text) in
            [("1.甲", "3.乙"), ("1.甲", "二、乙"), ("（一）甲", "二、乙"), ("甲", "1.乙"), ("• 甲", "■ 乙")]
        {
            assert!(!follows_in_list(before, text), "{before} {text}");
        }
    }

    #[test]
    fn a_number_alone() {
        assert!(
            is_bare_number("第三条") && is_bare_number("第一章") && is_bare_number("3.11") && is_bare_number("2.1.3")
        );
        assert!(
            !is_bare_number("2025") && !is_bare_number("3.") && !is_bare_number("3.5亿元") && !is_bare_number("3.141")
        );
        assert!(!is_bare_number("第三条 优化") && !is_bare_number("第条") && !is_bare_number("三条"));
    }
}
