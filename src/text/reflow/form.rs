//! Forms a line can open with, and the marks that may not start or end one. Hand-written and bounded:
//! no matcher here or beside it looks at more than the first or last few dozen characters.

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

/// A numeral of the language.
pub(super) const fn is_han_number(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '零' | '〇')
}

const fn is_number(c: char) -> bool {
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
            _ => Opening::Plain,
        },
        '①'..='⑳' | '㈠'..='㈩' => Opening::Item,
        '—' if rest.starts_with('—') => Opening::Dash,
        '■' | '◆' | '●' | '▲' | '★' | '□' | '◇' | '○' | '△' | '☆' | '▼' | '▶' => {
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

/// Whether the whole line is the number of an article, chapter or section: `第三条`.
pub(super) fn is_bare_number(text: &str) -> bool {
    text.strip_prefix('第').and_then(|t| after_number(t, 6)).is_some_and(|t| {
        let mut chars = t.chars();
        matches!(chars.next(), Some('条' | '條' | '章' | '节' | '節' | '编' | '編' | '篇')) && chars.next().is_none()
    })
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
    text.chars().nth(count).is_some()
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
    fn a_number_alone() {
        assert!(is_bare_number("第三条") && is_bare_number("第一章"));
        assert!(!is_bare_number("第三条 优化") && !is_bare_number("第条") && !is_bare_number("三条"));
    }
}
