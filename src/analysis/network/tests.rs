//! Networks against worked values: four actors, three concepts, every handling and normalisation of
//! Discourse Network Analyzer (`tests/data/network`).

use serde_json::Value;

use super::answer::{Labels, Network};
use super::event::{Event, level, tests::event};
use super::{Duplicates, Handling, MissingStance, Normalization, Rules};

const WORKED: &str = include_str!("../../../tests/data/network/zh_actors_concepts.json");

fn rules(one_mode: bool, handling: Handling, normalization: Normalization) -> Rules {
    Rules {
        one_mode,
        duplicates: Duplicates::Include,
        handling,
        missing: MissingStance::Skip,
        normalization,
        window: None,
        isolates: false,
    }
}

/// The names of a field of all statements, each once, as they come; not in the order of the nodes.
fn names(statements: &[Value], field: &str) -> Labels {
    let mut names: Vec<String> = Vec::new();
    for name in statements.iter().filter_map(|statement| statement[field].as_str()) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    Labels { names, occurring: Vec::new() }
}

fn worked() -> (Value, Vec<Event>, Labels, Labels) {
    let worked: Value = serde_json::from_str(WORKED).expect("JSON");
    let statements = worked["statements"].as_array().expect("statements");
    let (actors, concepts) = (names(statements, "actor"), names(statements, "concept"));
    let place = |labels: &Labels, name: &Value| {
        let place = labels.names.iter().position(|known| Some(known.as_str()) == name.as_str()).expect("a name");
        u32::try_from(place).expect("few names")
    };
    let events = (0..)
        .zip(statements)
        .map(|(n, statement)| {
            let stance = if statement["agreement"] == 1 { 1 } else { -1 };
            let (actor, concept) = (place(&actors, &statement["actor"]), place(&concepts, &statement["concept"]));
            event(n, actor, concept, level(Some(stance)), 1, None)
        })
        .collect();
    (worked, events, actors, concepts)
}

/// The matrix as it comes.
fn matrix(network: &Network) -> Vec<Vec<f64>> {
    let mut rows = Vec::new();
    let done = network.matrix(|_, line| {
        rows.push(line.to_vec());
        Ok::<_, std::convert::Infallible>(())
    });
    assert!(done.is_ok());
    rows
}

fn assert_near(found: &[Vec<f64>], wanted: &Value, what: &str) {
    let wanted = wanted.as_array().unwrap_or_else(|| panic!("no values for {what}"));
    assert_eq!(found.len(), wanted.len(), "{what}");
    for (found, wanted) in found.iter().zip(wanted) {
        let wanted: Vec<f64> = wanted.as_array().expect("a row").iter().filter_map(Value::as_f64).collect();
        assert_eq!(found.len(), wanted.len(), "{what}");
        // The values are written with ten digits.
        assert!(found.iter().zip(&wanted).all(|(a, b)| (a - b).abs() < 1e-9), "{what}: {found:?}, not {wanted:?}");
    }
}

#[test]
fn ties_of_rows_to_rows_are_the_worked_ones() {
    let (worked, events, actors, concepts) = worked();
    for handling in ["ignore", "congruence", "conflict", "subtract"] {
        for (name, normalization) in [
            ("no", Normalization::None),
            ("average", Normalization::Average),
            ("jaccard", Normalization::Jaccard),
            ("cosine", Normalization::Cosine),
        ] {
            let rules = rules(true, handling.parse().expect("a handling"), normalization);
            let network = Network::of(rules, None, &events, &actors, &concepts);
            let what = format!("{handling}_{name}");
            assert_near(&matrix(&network), &worked["onemode"][&what], &what);
        }
    }
}

#[test]
fn columns_are_tied_by_the_rows_they_share() {
    let (worked, events, actors, concepts) = worked();
    let turned: Vec<Event> = events.iter().map(|e| Event { row: e.column, column: e.row, ..*e }).collect();
    let rules = rules(true, Handling::Congruence, Normalization::None);
    let network = Network::of(rules, None, &turned, &concepts, &actors);
    assert_near(&matrix(&network), &worked["concept_congruence_no"], "concepts");
}

#[test]
fn ties_of_rows_to_columns_are_the_worked_ones() {
    let (worked, events, actors, concepts) = worked();
    for (what, handling, normalization) in [
        ("ignore", Handling::Ignore, Normalization::None),
        ("subtract", Handling::Subtract, Normalization::None),
        ("combine", Handling::Combine, Normalization::None),
        ("ignore_activity", Handling::Ignore, Normalization::Activity),
        ("ignore_prominence", Handling::Ignore, Normalization::Prominence),
    ] {
        let network = Network::of(rules(false, handling, normalization), None, &events, &actors, &concepts);
        let labels = |nodes: &[super::Node]| nodes.iter().map(|node| Value::from(node.label.as_str())).collect();
        assert_eq!((&worked["rows"], &worked["cols"]), (&labels(&network.rows), &labels(&network.columns)));
        assert_near(&matrix(&network), &worked["twomode"][what], what);
    }
}

#[test]
fn a_pair_that_outweighs_itself_is_tied_by_nothing_a_pair_that_never_meets_is_not_tied() {
    let (_, events, actors, concepts) = worked();
    let ties = |handling| {
        let network = Network::of(rules(true, handling, Normalization::None), None, &events, &actors, &concepts);
        let mut ties = Vec::new();
        let done = network.ties(|tie| {
            let name = |place: u32| network.rows[place as usize].label.clone();
            ties.push((name(tie.source), name(tie.target), tie.weight, tie.parts));
            Ok::<_, std::convert::Infallible>(())
        });
        assert!(done.is_ok());
        ties
    };
    let subtracted = ties(Handling::Subtract);
    assert_eq!(subtracted.len(), 6);
    assert!(subtracted.contains(&("腾讯".to_owned(), "重庆市政协".to_owned(), 0.0, [1.0, 1.0, 0.0])));
    assert_eq!(ties(Handling::Congruence).len(), 3);
    // What is congruent and what conflicts is all that is shared.
    let shared: f64 = ties(Handling::Ignore).iter().map(|tie| tie.2).sum();
    let sides: f64 = subtracted.iter().map(|tie| tie.3[0] + tie.3[1]).sum();
    assert!((shared - sides).abs() < 1e-12);
}

#[test]
fn who_has_no_event_is_a_node_only_if_isolates_are_asked_for() {
    let (_, events, mut actors, concepts) = worked();
    actors.names.push("市教委".to_owned());
    actors.names.push("nobody".to_owned());
    actors.occurring.push(4);
    let labels = |isolates| {
        let rules = Rules { isolates, ..rules(false, Handling::Ignore, Normalization::None) };
        let network = Network::of(rules, None, &events, &actors, &concepts);
        network.rows.iter().map(|node| format!("{} {}", node.label, node.n)).collect::<Vec<_>>()
    };
    assert_eq!(labels(false), ["华为 3", "腾讯 2", "重庆市政协 3", "长安汽车 3"]);
    assert_eq!(labels(true), ["华为 3", "市教委 0", "腾讯 2", "重庆市政协 3", "长安汽车 3"]);
}
