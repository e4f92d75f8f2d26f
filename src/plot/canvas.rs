//! What pictures are drawn on: shapes and texts at places in pixels, from the upper left corner.

use kuva::backend::svg::SvgBackend;
use kuva::render::render::{PathData, Primitive, Scene, TextAnchor};

use super::color::Color;
use super::{FONTS, Picture};
use crate::text::width::char_width;

/// A surface to draw on. What is drawn later lies above.
pub struct Canvas {
    scene: Scene,
}

/// Where the given place of a text is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// At its beginning.
    Start,
    /// In its middle.
    Middle,
    /// At its end.
    End,
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Text {
    /// Height of a Han character, in pixels.
    pub size: u32,
    /// Where the given place is in it.
    pub anchor: Anchor,
    /// Its colour.
    pub color: Color,
    /// Turned by this many degrees, clockwise, about its place.
    pub turned: Option<f64>,
    /// Heavier.
    pub bold: bool,
}

impl Text {
    /// Plain and dark, beginning at its place.
    pub const fn of_size(size: u32) -> Self {
        Self { size, anchor: Anchor::Start, color: Color::INK, turned: None, bold: false }
    }

    /// The same, with this anchor.
    pub const fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// The same, in this colour.
    pub const fn colored(self, color: Color) -> Self {
        Self { color, ..self }
    }
}

impl Canvas {
    /// A white surface of that size in pixels.
    pub fn new(width: f64, height: f64) -> Self {
        let mut scene = Scene::new(width.ceil(), height.ceil());
        scene.font_family = Some(FONTS.to_owned());
        Self { scene }
    }

    /// Pixels from left to right and from top to bottom.
    pub const fn size(&self) -> (f64, f64) {
        (self.scene.width, self.scene.height)
    }

    /// More room below, in pixels.
    pub(super) fn grow(&mut self, below: f64) {
        self.scene.height += below;
    }

    /// A filled rectangle with its upper left corner at `(x, y)`.
    pub fn rectangle(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), fill: Color) {
        let fill = fill.css().as_str().into();
        self.scene.add(Primitive::Rect { x, y, width, height, fill, stroke: None, stroke_width: None, opacity: None });
    }

    /// A filled circle with a rim.
    pub fn circle(&mut self, (cx, cy): (f64, f64), r: f64, fill: Color, rim: Color) {
        let stroke = Some(rim.css().as_str().into());
        let fill = fill.css().as_str().into();
        self.scene.add(Primitive::Circle { cx, cy, r, fill, fill_opacity: None, stroke, stroke_width: Some(1.0) });
    }

    /// A straight line.
    pub fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), stroke_width: f64, color: Color) {
        let stroke = color.css().as_str().into();
        self.scene.add(Primitive::Line { x1, y1, x2, y2, stroke, stroke_width, stroke_dasharray: None });
    }

    /// A closed, filled outline.
    pub fn polygon(&mut self, points: &[(f64, f64)], fill: Color) {
        let steps: Vec<String> = points.iter().map(|(x, y)| format!("{x:.2} {y:.2}")).collect();
        let (d, color) = (format!("M {} Z", steps.join(" L ")), fill.css());
        let (fill, stroke) = (Some(color.as_str().into()), color.as_str().into());
        let path = PathData { d, fill, stroke, stroke_width: 0.0, opacity: None, stroke_dasharray: None };
        self.scene.add(Primitive::Path(Box::new(path)));
    }

    /// A text with its place on its baseline, whole; see [`cut`].
    pub fn text(&mut self, (x, y): (f64, f64), text: &str, style: Text) {
        self.scene.add(Primitive::Text {
            x,
            y,
            content: plain(text),
            size: style.size,
            anchor: match style.anchor {
                Anchor::Start => TextAnchor::Start,
                Anchor::Middle => TextAnchor::Middle,
                Anchor::End => TextAnchor::End,
            },
            rotate: style.turned,
            bold: style.bold,
            color: Some(style.color.css().as_str().into()),
        });
    }

    /// The picture.
    pub fn finish(self) -> Picture {
        Picture { svg: SvgBackend::new().with_pretty(true).render_scene(&self.scene) }
    }
}

impl From<Scene> for Canvas {
    fn from(scene: Scene) -> Self {
        Self { scene }
    }
}

/// A text as the library writes it unchanged: `$…$` would be a formula to it, and control characters
/// are none of XML's.
pub(super) fn plain(text: &str) -> String {
    let sign = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    text.chars().map(sign).collect::<String>().replace('$', "\\$")
}

/// Pixels a text of that size takes, rather more than less, in any of the fonts pictures ask for: a Han
/// character is as wide as high, a Latin one about two thirds of that.
pub fn text_width(text: &str, size: u32) -> f64 {
    let width = |c: char| match (c, char_width(c)) {
        (_, 0) => 0.0,
        ('M' | 'W' | 'm' | 'w' | '%' | '@', _) => 0.98,
        ('A'..='Z', _) => 0.75,
        (' ' | '-' | '.' | ',' | '/' | '(' | ')' | '\'', _) => 0.4,
        (_, 1) => 0.64,
        _ => 1.0,
    };
    text.chars().map(width).sum::<f64>() * f64::from(size)
}

/// As much of a text as `room` pixels hold, with `…` for the rest.
pub fn cut(text: &str, size: u32, room: f64) -> String {
    if text_width(text, size) <= room {
        return text.to_owned();
    }
    let room = room - text_width("…", size);
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if text_width(&kept, size) > room {
            kept.pop();
            break;
        }
    }
    kept + "…"
}

/// A text in lines of at most `room` pixels, broken at blanks where there are any. A word that is wider is
/// broken where it ends.
pub(super) fn wrapped(text: &str, size: u32, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for c in text.chars() {
        line.push(c);
        if text_width(line.trim_end(), size) > room {
            let whole = line.rfind(' ').map(|blank| blank + 1);
            let rest = line.split_off(whole.unwrap_or(line.len() - c.len_utf8()));
            lines.push(std::mem::replace(&mut line, rest).trim_end().to_owned());
        }
    }
    lines.extend((!line.is_empty()).then_some(line));
    lines
}

#[cfg(test)]
mod tests {
    use super::{Canvas, Text, cut, text_width, wrapped};

    #[test]
    fn what_is_wrapped_fits_and_is_whole() {
        assert!(wrapped("", 10, 50.0).is_empty());
        assert_eq!(wrapped("国家发展和改革委员会", 10, 50.0), ["国家发展和", "改革委员会"]);
        let rules = "rows=actor; via=theme; statements of 重庆市政协";
        let lines = wrapped(rules, 10, 120.0);
        assert!(lines.len() > 2 && lines.iter().all(|line| text_width(line, 10) <= 120.0), "{lines:?}");
        assert_eq!(lines.join(" "), rules);
    }

    #[test]
    fn what_is_cut_fits() {
        assert_eq!(cut("国家发展和改革委员会", 10, 100.0), "国家发展和改革委员会");
        assert_eq!(cut("国家发展和改革委员会", 10, 99.0), "国家发展和改革委…");
        assert!(text_width(&cut("人工智能 AI+ 行动", 12, 70.0), 12) <= 70.0);
        assert_eq!(cut("人", 12, 0.0), "…");
    }

    #[test]
    fn texts_are_written_as_they_are() {
        let mut canvas = Canvas::new(10.0, 10.0);
        canvas.text((0.0, 0.0), "$a_1$ < 𠮷 & \u{1b}[31m", Text::of_size(12));
        let svg = canvas.finish();
        assert!(svg.svg().contains("$a_1$ &lt; 𠮷 &amp; \u{fffd}[31m"), "{}", svg.svg());
    }
}
