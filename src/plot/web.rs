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
    /// As many ties as leave some paper between them.
    pub const MOST_TIES: usize = 2000;

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
        let (breadth, weakest) = (self.breadth(), self.ties.iter().map(|tie| tie.2.abs()).fold(strongest, f64::min));
        let mut ties = self.ties.clone();
        // The strong ones above the weak.
        ties.sort_by(|a, b| a.2.abs().total_cmp(&b.2.abs()));
        for (a, b, weight) in ties {
            let strength = strength(weight);
            let color = match self.signed {
                true => diverging(weight.signum() * (0.35 + strength * 0.4)),
                // The weak ones shall not cover paper that the strong ones need to be seen on.
                false if weakest < strongest => {
                    let part = (weight.abs() - weakest) / (strongest - weakest);
                    Color::FAINT.towards(Color::GREY, part * part)
                }
                false => Color::GREY,
            };
            let width = breadth * (0.6 + 5.4 * strength);
            canvas.line(drawn[a].middle(places[a]), drawn[b].middle(places[b]), width, color);
        }
        for (node, place) in drawn.iter().zip(&places) {
            node.draw(&mut canvas, *place);
        }
        canvas.finish()
    }

    /// The part of their full breadth that ties have: the more there are at a node, the less, so that those
    /// below can be seen.
    fn breadth(&self) -> f64 {
        /// Ties at a node that leave each other room.
        const EASY: f64 = 4.0;
        let mut at_node = vec![0.0; self.nodes.len()];
        for (a, b, _) in &self.ties {
            at_node[*a] += 1.0;
            at_node[*b] += 1.0;
        }
        // As many as a tie meets at its ends, on average.
        let crowd = at_node.iter().map(|n| n * n).sum::<f64>() / at_node.iter().sum::<f64>().max(1.0);
        (EASY / crowd.max(EASY)).sqrt()
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

#[cfg(test)]
mod tests {
    use super::{Web, WebNode};
    use crate::plot::Caption;

    fn breadth(nodes: usize, ties: &[(usize, usize)]) -> f64 {
        let node = |n: usize| WebNode { label: n.to_string(), n: 1.0, second: false };
        let caption = Caption { title: String::new(), note: String::new(), source: String::new() };
        let ties = ties.iter().map(|(a, b)| (*a, *b, 1.0)).collect();
        Web { caption, nodes: (0..nodes).map(node).collect(), ties, signed: false, seed: 1 }.breadth()
    }

    #[test]
    fn ties_are_thinner_where_many_meet() {
        assert!((breadth(3, &[(0, 1), (1, 2), (2, 0)]) - 1.0).abs() < 1e-9);
        // 33 nodes, each tied to each; one node in the middle of a star of 100.
        let all: Vec<(usize, usize)> = (0..33).flat_map(|a| (a + 1..33).map(move |b| (a, b))).collect();
        assert!((breadth(33, &all) - (4.0_f64 / 32.0).sqrt()).abs() < 1e-9);
        let star: Vec<(usize, usize)> = (1..101).map(|leaf| (0, leaf)).collect();
        assert!(breadth(101, &star) < 0.3);
        assert!((breadth(0, &[]) - 1.0).abs() < 1e-9);
    }
}
