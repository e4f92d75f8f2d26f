//! A table as a field of colours: the darker, the more.

use super::canvas::{Anchor, Canvas, Text, cut, text_width};
use super::color::{Color, diverging, readable_on, sequential};
use super::frame::{Caption, FOOT, MARGIN};
use super::{Picture, Scale};

/// Size of the texts, in pixels.
const SIZE: u32 = 13;
/// Height of a row, and least width of a column.
const STEP: f64 = 26.0;
/// Widest label that is not cut, in pixels.
const LABEL: f64 = 300.0;
/// Labels over columns stand upright while the widest is no wider than this.
const UPRIGHT: f64 = 110.0;
/// Where more cells are filled, their numbers are left out.
const NUMBERED: usize = 400;
/// Most steps of the legend.
const LEGEND: usize = 5;

/// A table to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Heatmap {
    /// What is told above and below it.
    pub caption: Caption,
    /// The rows' labels, from the top.
    pub rows: Vec<String>,
    /// The columns' labels, from the left.
    pub columns: Vec<String>,
    /// The values by row, one for each column; `None` is left white.
    pub cells: Vec<Vec<Option<f64>>>,
    /// What the values are.
    pub scale: Scale,
}

/// The places of the parts.
struct Plan {
    left: f64,
    top: f64,
    step: f64,
    upright: bool,
}

impl Heatmap {
    /// Draws it.
    pub fn draw(&self) -> Picture {
        let plan = self.plan();
        let field = (plan.step * self.columns.len() as f64, STEP * self.rows.len() as f64);
        let bottom = plan.top + field.1;
        let below = if plan.upright { STEP } else { widest(&self.columns) + 14.0 };
        let legend = bottom + below + 14.0;
        let width = (plan.left + field.0 + MARGIN).max(self.caption.width()).max(plan.left + 340.0);
        let mut canvas = Canvas::new(width, legend + 30.0 + FOOT);
        self.caption.draw(&mut canvas);
        let most = self.most();
        let numbered = self.cells.iter().flatten().flatten().count() <= NUMBERED;
        for (row, (label, cells)) in self.rows.iter().zip(&self.cells).enumerate() {
            let y = plan.top + STEP * row as f64;
            let style = Text::of_size(SIZE).anchored(Anchor::End);
            canvas.text((plan.left - 8.0, y + 18.0), &cut(label, SIZE, LABEL), style);
            for (column, value) in cells.iter().enumerate() {
                let x = plan.left + plan.step * column as f64;
                self.cell(&mut canvas, (x, y), plan.step, *value, (most, numbered));
            }
        }
        for (column, label) in self.columns.iter().enumerate() {
            let x = plan.left + plan.step * (column as f64 + 0.5);
            let (at, style) = if plan.upright {
                ((x, bottom + 18.0), Text::of_size(SIZE).anchored(Anchor::Middle))
            } else {
                let style = Text::of_size(SIZE).anchored(Anchor::End);
                ((x + 4.5, bottom + 8.0), Text { turned: Some(-90.0), ..style })
            };
            canvas.text(at, &cut(label, SIZE, LABEL), style);
        }
        self.legend(&mut canvas, (plan.left, legend), most);
        canvas.finish()
    }

    fn plan(&self) -> Plan {
        let labels = widest(&self.columns);
        let numbers = self.cells.iter().flatten().flatten().map(|value| text_width(&self.scale.shown(*value), SIZE));
        let step = numbers.fold(STEP, f64::max) + 10.0;
        let upright = labels <= UPRIGHT;
        Plan {
            left: MARGIN + widest(&self.rows) + 8.0,
            top: self.caption.height(),
            step: if upright { step.max(labels + 12.0) } else { step },
            upright,
        }
    }

    /// The value of the darkest colour.
    fn most(&self) -> f64 {
        self.cells.iter().flatten().flatten().fold(0.0, |most: f64, value| most.max(value.abs()))
    }

    fn color(&self, value: f64, most: f64) -> Color {
        let part = if most > 0.0 { value / most } else { 0.0 };
        if self.scale == Scale::Difference { diverging(part) } else { sequential(part) }
    }

    fn cell(&self, canvas: &mut Canvas, (x, y): (f64, f64), step: f64, value: Option<f64>, most: (f64, bool)) {
        let (most, numbered) = most;
        let ground = value.map_or(Color::WHITE, |value| self.color(value, most));
        canvas.rectangle((x + 0.5, y + 0.5), (step - 1.0, STEP - 1.0), ground);
        if let Some(value) = value.filter(|_| numbered) {
            let style = Text::of_size(SIZE).anchored(Anchor::Middle).colored(readable_on(ground));
            canvas.text((x + step / 2.0, y + 18.0), &self.scale.shown(value), style);
        }
    }

    /// Which colour means how much.
    fn legend(&self, canvas: &mut Canvas, (x, y): (f64, f64), most: f64) {
        if most == 0.0 {
            return;
        }
        let least = if self.scale == Scale::Difference { -most } else { 0.0 };
        // There is no half of a thing counted.
        let steps = if self.scale == Scale::Count && most < 4.0 { most as usize + 1 } else { LEGEND };
        for n in 0..steps {
            let value = least + (most - least) * n as f64 / (steps - 1) as f64;
            let at = x + 60.0 * n as f64;
            canvas.rectangle((at, y), (59.0, 10.0), self.color(value, most));
            let style = Text::of_size(11).anchored(Anchor::Middle).colored(Color::GREY);
            canvas.text((at + 30.0, y + 24.0), &self.scale.shown_between(value), style);
        }
    }
}

/// Pixels of the widest label, as far as it is shown.
fn widest(labels: &[String]) -> f64 {
    labels.iter().map(|label| text_width(label, SIZE).min(LABEL)).fold(0.0, f64::max)
}
