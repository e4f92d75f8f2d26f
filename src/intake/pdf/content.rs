//! What a page shows: its content stream, run for its text and the lines of its tables.

use std::rc::Rc;

use hayro_font::kurbo::{Affine, Point, Vec2};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::{Transform, TypedInstruction};
use hayro_syntax::object::{Array, Dict, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::font::{Fonts, TextFont};
use super::glyph::Glyph;
use super::rule::{Pen, Rule};

/// How deep forms may stand in forms.
const DEEPEST: usize = 12;
/// Characters of one page; a full broadsheet has about fifteen thousand.
const MOST_GLYPHS: usize = 500_000;
/// States that may be saved at once.
const MOST_SAVED: usize = 1_000;

/// The characters of a page, in the order they are drawn, placed from its top left corner, and the straight lines
/// it draws. `left` is how many instructions may still be run; `None` when it needs more, or has more characters
/// than any page.
pub(super) fn shown<'a>(page: &Page<'a>, fonts: &mut Fonts<'a>, left: &mut usize) -> Option<(Vec<Glyph>, Vec<Rule>)> {
    let start = Affine::new(page.initial_transform(true).as_coeffs());
    let mut shower = Shower { fonts, glyphs: Vec::new(), pen: Pen::default(), left };
    shower.run(page.typed_operations(), page.resources(), State::new(start), 0);
    if *shower.left == 0 || shower.glyphs.len() > MOST_GLYPHS {
        return None;
    }
    super::glyph::find_columns(&mut shower.glyphs);
    Some((shower.glyphs, shower.pen.rules()))
}

/// The part of the graphics state that text depends on.
#[derive(Clone)]
struct State<'a> {
    ctm: Affine,
    font: Option<Rc<TextFont<'a>>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    /// Filled and stroked: how word processors make bold of a font that has none.
    stroked: bool,
}

impl State<'_> {
    fn new(ctm: Affine) -> Self {
        Self {
            ctm,
            font: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            stroked: false,
        }
    }
}

struct Shower<'f, 'a> {
    fonts: &'f mut Fonts<'a>,
    glyphs: Vec<Glyph>,
    pen: Pen,
    /// Instructions that may still be run.
    left: &'f mut usize,
}

impl<'a> Shower<'_, 'a> {
    fn run(&mut self, mut instructions: TypedIter<'_>, resources: &Resources<'a>, start: State<'a>, depth: usize) {
        let mut state = start;
        let mut saved: Vec<State<'a>> = Vec::new();
        let (mut matrix, mut line) = (Affine::IDENTITY, Affine::IDENTITY);
        // Text that the page says it shows instead of its glyphs, by the depth of marked content.
        let mut marked: Vec<Option<(usize, String)>> = Vec::new();
        while let Some(instruction) = instructions.next() {
            if *self.left == 0 || self.glyphs.len() > MOST_GLYPHS {
                return;
            }
            *self.left -= 1;
            match instruction {
                TypedInstruction::SaveState(_) if saved.len() < MOST_SAVED => saved.push(state.clone()),
                TypedInstruction::RestoreState(_) => state = saved.pop().unwrap_or(state),
                TypedInstruction::Transform(Transform(a, b, c, d, e, f)) => state.ctm *= affine([a, b, c, d, e, f]),
                TypedInstruction::XObject(name) => {
                    if let Some(stream) = resources.get_x_object(name.0) {
                        self.form(&stream, resources, &state, depth);
                    }
                }
                TypedInstruction::BeginText(_) => (matrix, line) = (Affine::IDENTITY, Affine::IDENTITY),
                TypedInstruction::CharacterSpacing(space) => state.char_space = space.0.as_f64(),
                TypedInstruction::WordSpacing(space) => state.word_space = space.0.as_f64(),
                TypedInstruction::HorizontalScaling(stretch) => state.stretch = stretch.0.as_f64() / 100.0,
                TypedInstruction::TextLeading(leading) => state.leading = leading.0.as_f64(),
                TypedInstruction::TextRise(rise) => state.rise = rise.0.as_f64(),
                TypedInstruction::TextRenderingMode(mode) => state.stroked = mode.0.as_i64() == 2,
                TypedInstruction::TextFont(font) => {
                    state.size = font.1.as_f64();
                    state.font = resources.get_font(font.0).and_then(|dict| self.fonts.of(&dict));
                }
                TypedInstruction::SetTextMatrix(m) => {
                    line = affine([m.0, m.1, m.2, m.3, m.4, m.5]);
                    matrix = line;
                }
                TypedInstruction::NextLine(to) => {
                    line *= Affine::translate((to.0.as_f64(), to.1.as_f64()));
                    matrix = line;
                }
                TypedInstruction::NextLineAndSetLeading(to) => {
                    state.leading = -to.1.as_f64();
                    line *= Affine::translate((to.0.as_f64(), to.1.as_f64()));
                    matrix = line;
                }
                TypedInstruction::NextLineUsingLeading(_) => {
                    line *= Affine::translate((0.0, -state.leading));
                    matrix = line;
                }
                TypedInstruction::ShowText(text) => self.show(text.0.as_bytes(), &state, &mut matrix),
                TypedInstruction::ShowTexts(texts) => self.show_adjusted(texts.0, &state, &mut matrix),
                TypedInstruction::NextLineAndShowText(text) => {
                    line *= Affine::translate((0.0, -state.leading));
                    matrix = line;
                    self.show(text.0.as_bytes(), &state, &mut matrix);
                }
                TypedInstruction::ShowTextWithParameters(text) => {
                    (state.word_space, state.char_space) = (text.0.as_f64(), text.1.as_f64());
                    line *= Affine::translate((0.0, -state.leading));
                    matrix = line;
                    self.show(text.2.as_bytes(), &state, &mut matrix);
                }
                TypedInstruction::BeginMarkedContent(_) => marked.push(None),
                TypedInstruction::BeginMarkedContentWithProperties(mark) => {
                    let text = properties(mark.1, resources).and_then(|dict| actual_text(&dict));
                    marked.push(text.map(|text| (self.glyphs.len(), text)));
                }
                TypedInstruction::EndMarkedContent(_) => {
                    if let Some(Some((from, text))) = marked.pop() {
                        super::glyph::retell(&mut self.glyphs, from, &text);
                    }
                }
                instruction => self.draw(&instruction, state.ctm),
            }
        }
    }

    /// Draws lines.
    fn draw(&mut self, instruction: &TypedInstruction<'_, '_>, ctm: Affine) {
        use TypedInstruction as I;
        let at = |x: Number, y: Number| ctm * Point::new(x.as_f64(), y.as_f64());
        match instruction {
            I::MoveTo(to) => self.pen.move_to(at(to.0, to.1)),
            I::LineTo(to) => self.pen.line_to(at(to.0, to.1)),
            I::CubicTo(_) | I::CubicStartTo(_) | I::CubicEndTo(_) => self.pen.curve(),
            I::ClosePath(_) => self.pen.close(),
            I::RectPath(r) => self.pen.rectangle([r.0, r.1, r.2, r.3].map(|number| number.as_f64()), ctm),
            I::StrokePath(_) => self.pen.paint(true),
            I::FillPathNonZero(_) | I::FillPathNonZeroCompatibility(_) | I::FillPathEvenOdd(_) => self.pen.paint(false),
            I::CloseAndStrokePath(_)
            | I::FillAndStrokeNonZero(_)
            | I::FillAndStrokeEvenOdd(_)
            | I::CloseFillAndStrokeNonZero(_)
            | I::CloseFillAndStrokeEvenOdd(_) => {
                self.pen.close();
                self.pen.paint(true);
            }
            I::EndPath(_) => self.pen.drop_path(),
            _ => {}
        }
    }

    /// Runs a form, unless it is a picture.
    fn form(&mut self, stream: &Stream<'a>, resources: &Resources<'a>, state: &State<'a>, depth: usize) {
        let dict = stream.dict();
        let is_form =
            dict.get::<hayro_syntax::object::Name<'_>>(b"Subtype").is_some_and(|name| name.as_str() == "Form");
        if !is_form || depth >= DEEPEST {
            return;
        }
        let Ok(data) = stream.decoded_data() else { return };
        let mut inside = state.clone();
        if let Some(matrix) = dict.get::<[f64; 6]>(b"Matrix") {
            inside.ctm *= Affine::new(matrix);
        }
        let own = dict.get::<Dict<'_>>(b"Resources").map(Resources::new);
        self.run(TypedIter::new(&data), own.as_ref().unwrap_or(resources), inside, depth + 1);
    }

    fn show_adjusted(&mut self, texts: &Array<'_>, state: &State<'a>, matrix: &mut Affine) {
        for item in texts.iter::<Object<'_>>() {
            match item {
                Object::String(text) => self.show(text.as_bytes(), state, matrix),
                Object::Number(back) => {
                    let by = -back.as_f64() / 1000.0 * state.size;
                    let horizontal = state.font.as_ref().is_none_or(|font| font.is_horizontal());
                    *matrix *= Affine::translate(if horizontal { (by * state.stretch, 0.0) } else { (0.0, by) });
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, bytes: &[u8], state: &State<'a>, matrix: &mut Affine) {
        let Some(font) = &state.font else { return };
        let horizontal = font.is_horizontal();
        let mut at = 0;
        while at < bytes.len() && self.glyphs.len() <= MOST_GLYPHS {
            let (code, length) = font.code(bytes, at);
            at += length;
            let shown = font.shown(code);
            let em = Affine::new([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]);
            let space = if length == 1 && code == 32 { state.char_space + state.word_space } else { state.char_space };
            let advance = shown.advance / 1000.0;
            self.place(&shown.text, state.ctm * *matrix * em, advance, state, font);
            *matrix *= Affine::translate(if horizontal {
                ((advance * state.size + space) * state.stretch, 0.0)
            } else {
                (0.0, -(advance * state.size + space))
            });
        }
    }

    /// Places the characters of one code, whose em square `em` takes to the page.
    fn place(&mut self, text: &str, em: Affine, advance: f64, state: &State<'a>, font: &TextFont<'a>) {
        let [a, b, c, d, ..] = em.as_coeffs();
        let (along, up) = if font.is_horizontal() {
            (Vec2::new(a, b), Vec2::new(c, d))
        } else {
            (Vec2::new(-c, -d), Vec2::new(a, b))
        };
        let origin = em * Point::ORIGIN;
        let (size, run) = (up.hypot(), along.hypot());
        if !(origin.x.is_finite() && origin.y.is_finite() && size.is_finite() && run.is_finite()) || run == 0.0 {
            return;
        }
        // A code without a meaning leaves a mark, to be counted; one that takes no room does not.
        let text = if text.is_empty() && advance != 0.0 { "\u{FFFD}" } else { text };
        let letters = text.chars().count().max(1) as f64;
        let each = (advance / letters).abs();
        let direction = if advance < 0.0 { -along } else { along } / run;
        let bold = state.stroked || font.bold;
        for (nth, c) in text.chars().enumerate() {
            let at = origin + along * (advance / letters) * nth as f64;
            self.glyphs.push(Glyph {
                c,
                x: at.x as f32,
                y: at.y as f32,
                width: (each * run) as f32,
                size: size as f32,
                angle: direction.y.atan2(direction.x).to_degrees().round() as i16,
                centred: !font.is_horizontal(),
                bold,
                copies: 0,
            });
        }
    }
}

fn affine(numbers: [Number; 6]) -> Affine {
    Affine::new(numbers.map(|number| number.as_f64()))
}

/// The property list of marked content, which may stand in the resources under a name.
fn properties<'a>(given: &Object<'a>, resources: &Resources<'a>) -> Option<Dict<'a>> {
    match given {
        Object::Dict(dict) => Some(dict.clone()),
        Object::Name(name) => resources.properties.get::<Dict<'_>>(name),
        _ => None,
    }
}

fn actual_text(dict: &Dict<'_>) -> Option<String> {
    let text = dict.get::<hayro_syntax::object::String<'_>>(b"ActualText")?;
    Some(super::info::text_string(text.as_bytes()))
}
