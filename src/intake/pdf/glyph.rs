//! One character on a page.

/// A character where it is drawn. Lengths are points; y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    /// The character; U+FFFD where the font does not tell.
    pub(super) c: char,
    /// Where it starts along its line.
    pub(super) x: f32,
    /// Its base line.
    pub(super) y: f32,
    /// How far it moves its line on.
    pub(super) width: f32,
    /// The height of its em square.
    pub(super) size: f32,
    /// Where its line runs, degrees clockwise: 0 to the right, 90 downwards.
    pub(super) angle: i16,
    /// It hangs by the middle of its em square, as in columns, not on the base line.
    pub(super) centred: bool,
    /// Whether it is bold.
    pub(super) bold: bool,
    /// How many further copies stand on it, to make it look bold.
    pub(super) copies: u32,
}

impl Glyph {
    /// Where the next character may start.
    pub(super) fn right(&self) -> f32 {
        self.x + self.width
    }

    /// The same character on the page turned so that its line runs to the right.
    pub(super) fn turned(self) -> Self {
        if self.angle == 0 && !self.centred {
            return self;
        }
        let (sin, cos) = f32::from(self.angle).to_radians().sin_cos();
        let base = self.y * cos - self.x * sin;
        // The middle of a letter lies this far above its base line.
        let y = if self.centred { base + 0.35 * self.size } else { base };
        Self { x: self.x * cos + self.y * sin, y, angle: 0, centred: false, ..self }
    }
}

/// Replaces the characters from `from` on with what the page says they mean.
pub(super) fn retell(glyphs: &mut Vec<Glyph>, from: usize, text: &str) {
    let Some(&first) = glyphs.get(from) else { return };
    let (old, new) = (glyphs.len() - from, text.chars().count());
    if old == new {
        glyphs[from..].iter_mut().zip(text.chars()).for_each(|(glyph, c)| glyph.c = c);
        return;
    }
    // Spread over the same stretch, while it is one stretch.
    let width: f32 = glyphs[from..].iter().map(|glyph| glyph.width).sum();
    let each = width / new.max(1) as f32;
    let (sin, cos) = f32::from(first.angle).to_radians().sin_cos();
    glyphs.truncate(from);
    glyphs.extend(text.chars().enumerate().map(|(nth, c)| {
        let along = each * nth as f32;
        Glyph { c, x: first.x + along * cos, y: first.y + along * sin, width: each, ..first }
    }));
}

/// Turns upright characters that are drawn one below the other into a column, as browsers draw
/// vertical text with fonts for lines.
pub(super) fn find_columns(glyphs: &mut [Glyph]) {
    const LEAST: usize = 3;
    let below = |a: &Glyph, b: &Glyph| {
        let size = a.size.max(b.size);
        let step = b.y - a.y;
        a.angle == 0 && b.angle == 0 && (a.x - b.x).abs() < 0.35 * size && (0.6 * size..2.2 * size).contains(&step)
    };
    let mut from = 0;
    while from < glyphs.len() {
        let run = glyphs[from..].windows(2).take_while(|pair| below(&pair[0], &pair[1])).count() + 1;
        if run >= LEAST {
            for glyph in &mut glyphs[from..from + run] {
                // The em square hangs from the middle of its upper edge.
                let (x, y) = (glyph.x + glyph.width / 2.0, glyph.y - 0.88 * glyph.size);
                *glyph = Glyph { x, y, width: glyph.size, angle: 90, centred: true, ..*glyph };
            }
        }
        from += run;
    }
}

/// The characters of `text` from `x` on, each as wide as its size.
#[cfg(test)]
pub(super) fn drawn(text: &str, x: f32, y: f32, size: f32) -> Vec<Glyph> {
    let glyph = |(nth, c)| Glyph {
        c,
        x: x + nth as f32 * size,
        y,
        width: size,
        size,
        angle: 0,
        centred: false,
        bold: false,
        copies: 0,
    };
    text.chars().enumerate().map(glyph).collect()
}
