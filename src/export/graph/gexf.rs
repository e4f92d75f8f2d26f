//! GEXF 1.2: what Gephi recommends.

use std::io::Write;

use super::xml::Xml;
use super::{Graph, GraphEdge, GraphNode};
use crate::export::Result;

const NAMESPACE: &str = "http://www.gexf.net/1.2draft";
const SCHEMA: &str = "http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd";
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Writes a network as GEXF.
///
/// # Errors
/// The stream's own.
pub fn gexf(graph: &Graph<'_>, out: &mut dyn Write) -> Result<()> {
    let mut xml = Xml::new(out)?;
    let root = [("xmlns", NAMESPACE), ("xmlns:xsi", INSTANCE), ("xsi:schemaLocation", SCHEMA), ("version", "1.2")];
    xml.open("gexf", &root)?;
    xml.open("meta", &[])?;
    xml.text("creator", &[], graph.creator)?;
    xml.text("description", &[], graph.rules)?;
    xml.close("meta")?;
    xml.open("graph", &[("defaultedgetype", "undirected"), ("mode", "static")])?;
    xml.open("attributes", &[("class", "node"), ("mode", "static")])?;
    xml.empty("attribute", &[("id", "kind"), ("title", "kind"), ("type", "string")])?;
    xml.empty("attribute", &[("id", "events"), ("title", "events"), ("type", "long")])?;
    xml.close("attributes")?;
    if !graph.parts.is_empty() {
        xml.open("attributes", &[("class", "edge"), ("mode", "static")])?;
        for part in graph.parts {
            xml.empty("attribute", &[("id", part), ("title", part), ("type", "double")])?;
        }
        xml.close("attributes")?;
    }
    xml.open("nodes", &[])?;
    for (n, node) in graph.nodes.iter().enumerate() {
        write_node(&mut xml, n, node)?;
    }
    xml.close("nodes")?;
    xml.open("edges", &[])?;
    for (n, edge) in graph.edges.iter().enumerate() {
        write_edge(&mut xml, graph, n, edge)?;
    }
    xml.close("edges")?;
    xml.close("graph")?;
    xml.close("gexf")?;
    Ok(xml.finish()?)
}

fn write_node(xml: &mut Xml<'_>, n: usize, node: &GraphNode<'_>) -> Result<()> {
    xml.open("node", &[("id", &format!("n{n}")), ("label", node.label)])?;
    xml.open("attvalues", &[])?;
    xml.empty("attvalue", &[("for", "kind"), ("value", node.kind)])?;
    xml.empty("attvalue", &[("for", "events"), ("value", &node.n.to_string())])?;
    xml.close("attvalues")?;
    Ok(xml.close("node")?)
}

fn write_edge(xml: &mut Xml<'_>, graph: &Graph<'_>, n: usize, edge: &GraphEdge) -> Result<()> {
    let (source, target) = (format!("n{}", edge.source), format!("n{}", edge.target));
    let (id, weight) = (format!("e{n}"), edge.weight.to_string());
    let attributes = [("id", id.as_str()), ("source", &source), ("target", &target), ("weight", &weight)];
    if graph.parts.is_empty() {
        return Ok(xml.empty("edge", &attributes)?);
    }
    xml.open("edge", &attributes)?;
    xml.open("attvalues", &[])?;
    for (name, number) in edge.parts(graph) {
        xml.empty("attvalue", &[("for", name), ("value", &number.to_string())])?;
    }
    xml.close("attvalues")?;
    Ok(xml.close("edge")?)
}
