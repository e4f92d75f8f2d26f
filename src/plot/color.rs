//! Colours that people who see few of them tell apart, and that survive a grey printer.

/// A colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color(pub u8, pub u8, pub u8);

impl Color {
    /// Texts.
    pub const INK: Self = Self(0x22, 0x22, 0x22);
    /// What is beside the matter: notes, grids.
    pub const GREY: Self = Self(0x77, 0x77, 0x77);
    /// Lines one should hardly see.
    pub const FAINT: Self = Self(0xdd, 0xdd, 0xdd);
    /// The paper.
    pub const WHITE: Self = Self(0xff, 0xff, 0xff);

    /// As SVG writes it: `#rrggbb`.
    pub fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// The colour this part of the way from here to `other`; 0 here, 1 there.
    pub(super) fn towards(self, other: Self, part: f64) -> Self {
        let part = part.clamp(0.0, 1.0);
        let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * part).round() as u8;
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }
}

/// Light to dark.
const BLUES: [Color; 3] = [Color(0xf3, 0xf7, 0xfc), Color(0x6b, 0xae, 0xd6), Color(0x08, 0x30, 0x6b)];
/// The dark end on the other side of white.
const ORANGES: [Color; 3] = [Color(0xfe, 0xf6, 0xef), Color(0xfd, 0x8d, 0x3c), Color(0x7f, 0x27, 0x04)];

/// Okabe and Ito's eight colours (2008), made for colour-blind readers, black last.
const CATEGORIES: [Color; 8] = [
    Color(0x00, 0x72, 0xb2),
    Color(0xe6, 0x9f, 0x00),
    Color(0x00, 0x9e, 0x73),
    Color(0xcc, 0x79, 0xa7),
    Color(0x56, 0xb4, 0xe9),
    Color(0xd5, 0x5e, 0x00),
    Color(0xf0, 0xe4, 0x42),
    Color(0x00, 0x00, 0x00),
];

/// The colour of the n-th of things that have no order, from 0; they repeat after eight.
pub fn categorical(n: usize) -> Color {
    CATEGORIES[n % CATEGORIES.len()]
}

/// From light to dark as `part` goes from 0 to 1.
pub fn sequential(part: f64) -> Color {
    along(BLUES, part)
}

/// Orange below 0, blue above, the darker the nearer to −1 and 1.
pub fn diverging(part: f64) -> Color {
    if part < 0.0 { along(ORANGES, -part) } else { along(BLUES, part) }
}

fn along([light, middle, dark]: [Color; 3], part: f64) -> Color {
    if part <= 0.5 { light.towards(middle, part * 2.0) } else { middle.towards(dark, part * 2.0 - 1.0) }
}

/// Ink or white, whichever can be read on `ground`.
pub fn readable_on(ground: Color) -> Color {
    // Weights of ITU-R BT.601: how bright each part looks.
    let bright = 0.299 * f64::from(ground.0) + 0.587 * f64::from(ground.1) + 0.114 * f64::from(ground.2);
    if bright < 140.0 { Color::WHITE } else { Color::INK }
}

#[cfg(test)]
mod tests {
    use super::{Color, diverging, readable_on, sequential};

    #[test]
    fn scales_go_from_light_to_dark() {
        let dark = |c: Color| 765 - u32::from(c.0) - u32::from(c.1) - u32::from(c.2);
        let steps: Vec<u32> = (0..=10).map(|n| dark(sequential(f64::from(n) / 10.0))).collect();
        assert!(steps.is_sorted_by(|a, b| a < b), "{steps:?}");
        assert_ne!(diverging(-0.7), diverging(0.7));
        assert_eq!((readable_on(sequential(0.0)), readable_on(sequential(1.0))), (Color::INK, Color::WHITE));
        assert_eq!(Color(1, 2, 255).css(), "#0102ff");
    }
}
