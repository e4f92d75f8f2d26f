use super::{Graph, GraphEdge, GraphNode, Matrix, gexf, graphml};

fn graph() -> Graph<'static> {
    let node = |label, kind, second, n| GraphNode { label, kind, second, n };
    Graph {
        rules: "rows=actor; columns=theme",
        creator: "pizhu 0",
        two_mode: true,
        nodes: vec![node("华为 & “𠮷”", "actor", false, 2), node("a<b", "theme", true, 1)],
        parts: &["for", "neutral", "against"],
        edges: vec![GraphEdge { source: 0, target: 1, weight: -0.5, parts: [0.0, 1.0, 2.0] }],
    }
}

#[test]
fn graphml_has_its_keys_before_its_data() {
    let mut bytes = Vec::new();
    graphml(&graph(), &mut bytes).expect("memory");
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns="), "{text}");
    for line in [
        "<key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>",
        "<data key=\"rules\">rows=actor; columns=theme</data>",
        "<data key=\"label\">华为 &amp; “𠮷”</data>",
        "<data key=\"label\">a&lt;b</data>",
        "<data key=\"type\">true</data>",
        "<edge id=\"e0\" source=\"n0\" target=\"n1\">",
        "<data key=\"weight\">-0.5</data>",
        "<data key=\"against\">2</data>",
    ] {
        assert!(text.lines().any(|found| found.trim() == line), "{line}\n{text}");
    }
    assert!(text.rfind("<key").expect("keys") < text.find("<graph id").expect("a graph"));
}

#[test]
fn gexf_has_labels_and_weights_as_attributes() {
    let mut bytes = Vec::new();
    gexf(&graph(), &mut bytes).expect("memory");
    let text = String::from_utf8(bytes).expect("UTF-8");
    for line in [
        "<description>rows=actor; columns=theme</description>",
        "<node id=\"n1\" label=\"a&lt;b\">",
        "<edge id=\"e0\" source=\"n0\" target=\"n1\" weight=\"-0.5\">",
        "<attvalue for=\"neutral\" value=\"1\"/>",
    ] {
        assert!(text.lines().any(|found| found.trim() == line), "{line}\n{text}");
    }
}

#[test]
fn a_matrix_has_its_rules_in_the_corner() {
    let written = |whole| {
        let mut bytes = Vec::new();
        let mut matrix = Matrix::new(&mut bytes, "rows=actor; x", ["a,b", "c"], whole).expect("memory");
        matrix.row("华为", &[2.0, 0.0]).expect("memory");
        matrix.finish().expect("memory");
        String::from_utf8(bytes).expect("UTF-8")
    };
    assert_eq!(written(true), "rows=actor; x,\"a,b\",c\n华为,2,0\n");
    assert_eq!(written(false), "rows=actor; x,\"a,b\",c\n华为,2.0,0.0\n");
}
