//! Characters of picture fonts, which hold their signs where other fonts hold letters.

use crate::intake::xml::Element;

/// Stands for a sign that no text can show, as printers mark a missing type.
pub(super) const MISSING: char = '〓';

/// The character of a `w:sym`; `None` when its font is not known here.
pub(super) fn of(element: &Element<'_>) -> Option<char> {
    let code = u32::from_str_radix(&element.attribute("char")?, 16).ok()?;
    if !(0xF000..=0xF0FF).contains(&code) {
        return char::from_u32(code).filter(|c| !crate::model::field::is_control(*c));
    }
    match element.attribute("font")?.as_str() {
        "Wingdings" => wingding(code - 0xF000),
        "Wingdings 2" => match code - 0xF000 {
            0x50 => Some('✓'),
            0x52 => Some('☑'),
            0x53 => Some('☒'),
            0xA3 => Some('□'),
            _ => None,
        },
        _ => None,
    }
}

/// The boxes, ticks and bullets that forms are made of.
const fn wingding(code: u32) -> Option<char> {
    Some(match code {
        0x6C => '●',
        0x6E => '■',
        0x6F | 0xA8 => '□',
        0x75 => '◆',
        0xD8 => '➢',
        0xE0 => '→',
        0xFB => '✗',
        0xFC => '✓',
        0xFD => '☒',
        0xFE => '☑',
        _ => return None,
    })
}
