//! Numbers as Chinese texts write them.

/// The number of at most four characters that opens a text, and what follows it, in digits of any width or in
/// Chinese: `2025`, `２０２５`, `二〇二五`, `十一`, `三十`.
pub(super) fn number(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start();
    let end = text.find(|c| digit(c).is_none() && c != '十').unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if digits.is_empty() || digits.chars().count() > 4 {
        return None;
    }
    let value = match digits.split_once('十') {
        Some((tens, ones)) => {
            let part = |text: &str, none| match text.chars().count() {
                0 => Some(none),
                1 => text.chars().next().and_then(digit),
                _ => None,
            };
            part(tens, 1)? * 10 + part(ones, 0)?
        }
        None => digits.chars().try_fold(0, |value, c| Some(value * 10 + digit(c)?))?,
    };
    Some((value, rest))
}

/// What a digit stands for.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        '〇' | '○' | '零' | 'Ｏ' => Some(0),
        '一' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    }
}
