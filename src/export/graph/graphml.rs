//! GraphML: what visone, igraph, networkx and Gephi read.

use std::io::Write;

use super::xml::Xml;
use super::{Graph, GraphEdge, GraphNode};
use crate::export::Result;

const NAMESPACE: &str = "http://graphml.graphdrawing.org/xmlns";
const SCHEMA: &str = "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd";
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Writes a network as GraphML.
///
/// # Errors
/// The stream's own.
pub fn graphml(graph: &Graph<'_>, out: &mut dyn Write) -> Result<()> {
    let mut xml = Xml::new(out)?;
    xml.open("graphml", &[("xmlns", NAMESPACE), ("xmlns:xsi", INSTANCE), ("xsi:schemaLocation", SCHEMA)])?;
    let mut key = |on: &str, name: &str, kind: &str| {
        xml.empty("key", &[("id", name), ("for", on), ("attr.name", name), ("attr.type", kind)])
    };
    key("graph", "rules", "string")?;
    key("graph", "creator", "string")?;
    key("node", "label", "string")?;
    key("node", "kind", "string")?;
    key("node", "events", "long")?;
    if graph.two_mode {
        // What igraph calls the sides of a bipartite graph.
        key("node", "type", "boolean")?;
    }
    key("edge", "weight", "double")?;
    for part in graph.parts {
        key("edge", part, "double")?;
    }
    xml.open("graph", &[("id", "G"), ("edgedefault", "undirected")])?;
    xml.text("data", &[("key", "rules")], graph.rules)?;
    xml.text("data", &[("key", "creator")], graph.creator)?;
    for (n, node) in graph.nodes.iter().enumerate() {
        write_node(&mut xml, graph, n, node)?;
    }
    for (n, edge) in graph.edges.iter().enumerate() {
        write_edge(&mut xml, graph, n, edge)?;
    }
    xml.close("graph")?;
    xml.close("graphml")?;
    Ok(xml.finish()?)
}

fn write_node(xml: &mut Xml<'_>, graph: &Graph<'_>, n: usize, node: &GraphNode<'_>) -> Result<()> {
    xml.open("node", &[("id", &format!("n{n}"))])?;
    xml.text("data", &[("key", "label")], node.label)?;
    xml.text("data", &[("key", "kind")], node.kind)?;
    xml.text("data", &[("key", "events")], &node.n.to_string())?;
    if graph.two_mode {
        xml.text("data", &[("key", "type")], if node.second { "true" } else { "false" })?;
    }
    Ok(xml.close("node")?)
}

fn write_edge(xml: &mut Xml<'_>, graph: &Graph<'_>, n: usize, edge: &GraphEdge) -> Result<()> {
    let (source, target) = (format!("n{}", edge.source), format!("n{}", edge.target));
    xml.open("edge", &[("id", &format!("e{n}")), ("source", &source), ("target", &target)])?;
    xml.text("data", &[("key", "weight")], &edge.weight.to_string())?;
    for (name, number) in edge.parts(graph) {
        xml.text("data", &[("key", name)], &number.to_string())?;
    }
    Ok(xml.close("edge")?)
}
