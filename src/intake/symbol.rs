//! The signs of picture fonts, which stand where other fonts have letters. Word files and PDFs name their codes.

/// The character of a code from 0x20 to 0xFF in the font of that name; `None` when either is not known here.
pub(super) fn sign(font: &str, code: u32) -> Option<char> {
    // PDFs put the letters of a part before a name, and leave out spaces.
    let name: String = font.rsplit('+').next()?.chars().filter(|c| c.is_alphanumeric()).collect();
    match name.to_lowercase().as_str() {
        "wingdings" | "wingdingsregular" => wingding(code),
        "wingdings2" => Some(match code {
            0x50 => '✓',
            0x52 => '☑',
            0x53 => '☒',
            0xA3 => '□',
            _ => return None,
        }),
        // LibreOffice has OpenSymbol stand in for it.
        "symbol" | "symbolmt" | "opensymbol" => symbol(code),
        _ => None,
    }
}

/// The boxes, ticks and bullets that forms and lists are made of.
const fn wingding(code: u32) -> Option<char> {
    Some(match code {
        0x6C => '●',
        0x6E => '■',
        0x6F | 0xA8 => '□',
        0x75 => '◆',
        0x9F => '•',
        0xA7 => '▪',
        0xD8 => '➢',
        0xE0 => '→',
        0xFB => '✗',
        0xFC => '✓',
        0xFD => '☒',
        0xFE => '☑',
        _ => return None,
    })
}

/// The bullet and the signs of sums.
const fn symbol(code: u32) -> Option<char> {
    Some(match code {
        0xA3 => '≤',
        0xAE => '→',
        0xB0 => '°',
        0xB1 => '±',
        0xB3 => '≥',
        0xB4 => '×',
        0xB7 => '•',
        0xB8 => '÷',
        0xB9 => '≠',
        0xBB => '≈',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn a_code_means_what_its_font_draws() {
        for (font, code, want) in [
            ("Symbol", 0xB7, Some('•')),
            ("BAAAAA+OpenSymbol", 0xB7, Some('•')),
            ("ABCDEF+Wingdings-Regular", 0xFC, Some('✓')),
            ("Wingdings 2", 0x52, Some('☑')),
            ("Wingdings", 0xB7, None),
            ("ABCDEF+SimSun", 0xB7, None),
        ] {
            assert_eq!(sign(font, code), want, "{font} {code:X}");
        }
    }
}
