//! A parsed page: its elements and texts in the order of reading.

use html5ever::{Attribute, LocalName};

use super::tree::Leaf;
use crate::text::Shift;

/// A page as a list of its nodes in the order of the text: an element stands before all it holds.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The nodes; the first is the document.
    pub(super) nodes: Vec<Node>,
}

/// An element or a piece of text.
#[derive(Debug)]
pub(super) struct Node {
    /// Index of the node it stands in; its own for the document.
    pub(super) parent: usize,
    /// Index after the last node in it.
    pub(super) end: usize,
    /// Name of the element in lower case; empty for text.
    pub(super) name: LocalName,
    /// Its attributes.
    pub(super) attributes: Vec<(String, String)>,
    /// The characters of a piece of text.
    pub(super) text: String,
}

impl Node {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Whether it is a piece of text.
    pub(super) fn is_text(&self) -> bool {
        self.name.is_empty()
    }
}

impl Page {
    /// The elements and texts of a parsed tree; comments are left out.
    pub(super) fn of(leaves: &[Leaf]) -> Self {
        let mut page = Self::default();
        // What is still to be visited, and under which of the page's nodes.
        let mut todo = vec![(0, 0)];
        while let Some((leaf, parent)) = todo.pop() {
            let Some(leaf) = leaves.get(leaf) else { continue };
            todo.extend(leaf.next.map(|next| (next, parent)));
            let at = page.nodes.len();
            let mut node =
                Node { parent, end: at + 1, name: LocalName::default(), attributes: Vec::new(), text: String::new() };
            match (&leaf.name, &leaf.text) {
                (Some(name), _) => {
                    node.name = name.local.clone();
                    let pair = |a: &Attribute| (a.name.local.to_string(), a.value.to_string());
                    node.attributes = leaf.attributes.iter().map(pair).collect();
                }
                (None, Some(text)) => node.text = text.to_string(),
                (None, None) if at == 0 => node.name = LocalName::from("#document"),
                (None, None) => continue,
            }
            page.nodes.push(node);
            todo.extend(leaf.first.map(|first| (first, at)));
        }
        for at in (1..page.nodes.len()).rev() {
            let (end, parent) = (page.nodes[at].end, page.nodes[at].parent);
            page.nodes[parent].end = page.nodes[parent].end.max(end);
        }
        page.shift();
        page
    }

    /// Writes digits above and below the line as such: without its tags `10<sup>4</sup>` would be 104.
    fn shift(&mut self) {
        // A mark is short, whatever dresses it.
        const MOST: usize = 16;
        for at in 0..self.nodes.len() {
            let shift = match &*self.nodes[at].name {
                "sup" => Shift::Up,
                "sub" => Shift::Down,
                _ => continue,
            };
            let end = self.nodes[at].end;
            if end - at > MOST {
                continue;
            }
            let inside = &mut self.nodes[at..end];
            let whole: String = inside.iter().map(|node| node.text.as_str()).collect();
            if shift.of(&whole).is_none() {
                continue;
            }
            for node in inside {
                node.text = shift.of(&node.text).unwrap_or_else(|| std::mem::take(&mut node.text));
            }
        }
    }

    /// The nodes in node `at`, itself first, with their indices.
    pub(super) fn within(&self, at: usize) -> impl Iterator<Item = (usize, &Node)> {
        let end = self.nodes.get(at).map_or(at, |node| node.end);
        (at..end).map(|at| (at, &self.nodes[at]))
    }

    /// The elements of a name, in order.
    pub(super) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (usize, &'a Node)> {
        self.nodes.iter().enumerate().filter(move |(_, node)| *node.name == *name)
    }

    /// All text in node `at` on one line, blanks as one; readings over characters left out.
    pub(super) fn line_of(&self, at: usize) -> String {
        let mut raw = String::new();
        let mut skip = 0;
        for (at, node) in self.within(at) {
            match &*node.name {
                "rt" | "rp" | "script" | "style" => skip = skip.max(node.end),
                "br" => raw.push(' '),
                "" if at >= skip => raw.push_str(&node.text),
                _ => {}
            }
        }
        raw.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
