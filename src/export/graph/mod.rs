//! Networks as files of other programs: Gephi, visone, igraph, networkx. Every file carries the rules
//! it was made by.

mod gexf;
mod graphml;
mod matrix;
mod xml;

pub use gexf::gexf;
pub use graphml::graphml;
pub use matrix::Matrix;

/// A network as programs take it: undirected, each tie once.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph<'a> {
    /// What it was made by, in words.
    pub rules: &'a str,
    /// What wrote it, with its version.
    pub creator: &'a str,
    /// Whether its nodes are of two sides, with ties across only.
    pub two_mode: bool,
    /// The nodes.
    pub nodes: Vec<GraphNode<'a>>,
    /// What edges have beside their weight.
    pub parts: &'a [&'a str],
    /// The ties.
    pub edges: Vec<GraphEdge>,
}

/// A node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphNode<'a> {
    /// What it is called.
    pub label: &'a str,
    /// What it is: actor, theme.
    pub kind: &'a str,
    /// Whether it is of the second side.
    pub second: bool,
    /// Its events: statements, each as often as it has labels of the other side with it.
    pub n: u64,
}

/// A tie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GraphEdge {
    /// The place of one node.
    pub source: usize,
    /// The place of the other.
    pub target: usize,
    /// How strong it is; negative where conflict prevails.
    pub weight: f64,
    /// As many numbers as [`Graph::parts`] has names.
    pub parts: [f64; 3],
}

impl GraphEdge {
    /// The numbers by name.
    fn parts<'a>(&self, graph: &'a Graph<'_>) -> impl Iterator<Item = (&'a str, f64)> {
        graph.parts.iter().copied().zip(self.parts)
    }
}

#[cfg(test)]
mod tests;
