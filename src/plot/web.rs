//! A network: nodes as large as their statements are many, ties as broad as they are strong.

use super::Picture;
use super::canvas::{Anchor, Canvas, Text, cut, text_width};
use super::color::{Color, categorical, diverging};
use super::frame::{Caption, FOOT, MARGIN};
use super::layout::{Point, part, spread};

/// Height of a label.
const LABEL: u32 = 13;
/// Widest label.
const WIDEST: f64 = 220.0;
/// Pixels around a node and its label.
const AIR: f64 = 6.0;
/// Radius of the smallest and the largest node.
const RADII: (f64, f64) = (4.0, 16.0);
/// Pixels from node to node, before labels push them apart.
const SPACE: f64 = 90.0;

/// What to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Web {
    /// What is told above and below it.
    pub caption: Caption,
    /// The nodes.
    pub nodes: Vec<WebNode>,
    /// Two nodes by their places, and the weight of their tie.
    pub ties: Vec<(usize, usize, f64)>,
    /// Whether ties may be negative, and tell so by their colour.
    pub signed: bool,
    /// Another seed gives another arrangement, the same one the same.
    pub seed: u64,
}

/// A node.
#[derive(Debug, Clone, PartialEq)]
pub struct WebNode {
    /// What it is called.
    pub label: String,
    /// What its size tells.
    pub n: f64,
    /// Whether it is of the second kind: a square, not a circle.
    pub second: bool,
}

impl Web {
    /// As many nodes as a person can look through.
    pub const MOST: usize = 150;

    /// Draws it.
    pub fn draw(&self) -> Picture {
        let strongest = self.ties.iter().map(|tie| tie.2.abs()).fold(0.0, f64::max);
        let strength = |weight: f64| if strongest > 0.0 { weight.abs() / strongest } else { 0.0 };
        let springs: Vec<(usize, usize, f64)> = self.ties.iter().map(|(a, b, w)| (*a, *b, strength(*w))).collect();
        let mut places = spread(self.nodes.len(), &springs, self.seed);
        places.iter_mut().for_each(|(x, y)| (*x, *y) = (*x * SPACE, *y * SPACE));
        let drawn: Vec<Drawn<'_>> = self.drawn();
        let sizes: Vec<Point> = drawn.iter().map(Drawn::size).collect();
        part(&mut places, &sizes);
        let (mut canvas, origin) = self.surface(&places, &sizes);
        places.iter_mut().for_each(|(x, y)| (*x, *y) = (*x + origin.0, *y + origin.1));
        self.caption.draw(&mut canvas);
        let mut ties = self.ties.clone();
        // The strong ones above the weak.
        ties.sort_by(|a, b| a.2.abs().total_cmp(&b.2.abs()));
        for (a, b, weight) in ties {
            let strength = strength(weight);
            let color = if self.signed { diverging(weight.signum() * (0.35 + strength * 0.4)) } else { Color::FAINT };
            let color = if self.signed || strength < 0.5 { color } else { Color::GREY };
            canvas.line(drawn[a].middle(places[a]), drawn[b].middle(places[b]), 0.6 + 5.4 * strength, color);
        }
        for (node, place) in drawn.iter().zip(&places) {
            node.draw(&mut canvas, *place);
        }
        canvas.finish()
    }

    fn drawn(&self) -> Vec<Drawn<'_>> {
        let most = self.nodes.iter().map(|node| node.n).fold(1.0, f64::max);
        let radius = |node: &WebNode| RADII.0 + (RADII.1 - RADII.0) * (node.n / most).sqrt();
        self.nodes
            .iter()
            .map(|node| Drawn { label: cut(&node.label, LABEL, WIDEST), radius: radius(node), node })
            .collect()
    }

    /// A surface that holds all boxes and the words around them, and what brings a box onto it.
    fn surface(&self, places: &[Point], sizes: &[Point]) -> (Canvas, Point) {
        let boxes = || places.iter().zip(sizes);
        let least = |side: fn(Point) -> f64| {
            boxes().map(|(place, size)| side(*place) - side(*size) / 2.0).fold(f64::INFINITY, f64::min)
        };
        let most = |side: fn(Point) -> f64| {
            boxes().map(|(place, size)| side(*place) + side(*size) / 2.0).fold(f64::NEG_INFINITY, f64::max)
        };
        let (x, y) = (|point: Point| point.0, |point: Point| point.1);
        let (wide, high) = if places.is_empty() { (0.0, 0.0) } else { (most(x) - least(x), most(y) - least(y)) };
        let width = (wide + 2.0 * MARGIN).max(self.caption.width());
        let height = high + self.caption.height() + MARGIN + FOOT;
        let (left, top) = if places.is_empty() { (0.0, 0.0) } else { (least(x), least(y)) };
        (Canvas::new(width, height), ((width - wide) / 2.0 - left, self.caption.height() - top))
    }
}

/// A node with what is drawn of it.
struct Drawn<'a> {
    node: &'a WebNode,
    label: String,
    radius: f64,
}

impl Drawn<'_> {
    /// The box of the node and its label below.
    fn size(&self) -> Point {
        let wide = text_width(&self.label, LABEL).max(2.0 * self.radius);
        (wide + AIR, 2.0 * self.radius + f64::from(LABEL) + 2.0 * AIR)
    }

    /// The middle of the node, where the middle of its box is known.
    fn middle(&self, (x, y): Point) -> Point {
        (x, y - self.size().1 / 2.0 + AIR / 2.0 + self.radius)
    }

    fn draw(&self, canvas: &mut Canvas, place: Point) {
        let (x, y) = self.middle(place);
        let r = self.radius;
        if self.node.second {
            canvas.rectangle((x - r * 0.9, y - r * 0.9), (r * 1.8, r * 1.8), categorical(1));
        } else {
            canvas.circle((x, y), r, categorical(0), Color::WHITE);
        }
        let below = y + r + f64::from(LABEL) + 1.0;
        // No tie runs through the words.
        let (wide, high) = (text_width(&self.label, LABEL), f64::from(LABEL) + 2.0);
        canvas.rectangle((x - wide / 2.0, below - f64::from(LABEL) + 1.0), (wide, high), Color::WHITE);
        canvas.text((x, below), &self.label, Text::of_size(LABEL).anchored(Anchor::Middle));
    }
}
