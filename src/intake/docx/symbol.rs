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
    crate::intake::symbol::sign(&element.attribute("font")?, code - 0xF000)
}
