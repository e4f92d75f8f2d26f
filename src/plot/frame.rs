//! What every picture tells beside its numbers: what they are, of what, and where they come from.

use super::canvas::{Canvas, Text, cut, text_width, wrapped};
use super::color::Color;

/// Pixels between a picture and its edge.
pub(super) const MARGIN: f64 = 20.0;
/// Pixels the foot takes.
pub(super) const FOOT: f64 = 30.0;

const TITLE: u32 = 17;
const NOTE: u32 = 12;
/// Pixels from one line of a note to the next.
const LINE: f64 = 18.0;
/// A picture grows no wider than this for the sake of its words.
const WIDEST: f64 = 900.0;

/// The words around a picture: a line each, several for a long note.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caption {
    /// What it shows.
    pub title: String,
    /// Of what: the filter. Empty for nothing to say.
    pub note: String,
    /// Where the numbers come from.
    pub source: String,
}

impl Caption {
    /// Pixels it takes above the picture.
    pub(super) fn height(&self) -> f64 {
        if self.note.is_empty() { 50.0 } else { 70.0 + self.more_lines() as f64 * LINE }
    }

    /// Lines the note has beyond its first.
    pub(super) fn more_lines(&self) -> usize {
        self.note_lines().len().saturating_sub(1)
    }

    /// The note in lines that every picture has room for.
    fn note_lines(&self) -> Vec<String> {
        wrapped(&self.note, NOTE, WIDEST)
    }

    /// Pixels its words would like to have.
    pub(super) fn width(&self) -> f64 {
        let notes = [&self.note, &self.source].map(|text| text_width(text, NOTE));
        let widest = notes.into_iter().fold(text_width(&self.title, TITLE), f64::max);
        widest.min(WIDEST) + 2.0 * MARGIN
    }

    /// Writes it above and below.
    pub(super) fn draw(&self, canvas: &mut Canvas) {
        let (width, height) = canvas.size();
        let room = width - 2.0 * MARGIN;
        let title = Text { bold: true, ..Text::of_size(TITLE) };
        let note = Text::of_size(NOTE).colored(Color::GREY);
        canvas.text((MARGIN, 32.0), &cut(&self.title, TITLE, room), title);
        let mut base = 52.0;
        for line in self.note_lines() {
            canvas.text((MARGIN, base), &line, note);
            base += LINE;
        }
        canvas.text((MARGIN, height - 12.0), &cut(&self.source, NOTE, room), note);
    }
}
