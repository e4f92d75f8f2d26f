//! A network as a picture.

use pizhu::analysis::network::{Handling, Network, Question};
use pizhu::plot::{Picture, Web, WebNode};

use super::write::nodes;
use crate::cli::commands::plot::caption;
use crate::cli::context::{Context, count};

/// Draws a network: of many nodes those with the most events.
pub(super) fn draw(ctx: &mut Context, question: &Question, network: &Network, rules: &str, seed: u64) -> Picture {
    let all: Vec<_> = nodes(network).collect();
    let mut by_size: Vec<usize> = (0..all.len()).collect();
    by_size.sort_by_key(|at| std::cmp::Reverse(all[*at].n));
    by_size.truncate(Web::MOST);
    let mut places = vec![None; all.len()];
    (0..).zip(&by_size).for_each(|(place, at)| places[*at] = Some(place));
    if by_size.len() < all.len() {
        let drawn = count(by_size.len(), ("node", "nodes"));
        ctx.ui.note(&format!("drawn are the {drawn} with the most events, of {}", all.len()));
    }
    let second = if network.is_one_mode() { 0 } else { network.rows.len() };
    let mut ties: Vec<(usize, usize, f64)> = Vec::new();
    let Ok(()) = network.ties(|tie| {
        let (source, target) = (places[tie.source as usize], places[second + tie.target as usize]);
        ties.extend(source.zip(target).map(|(source, target)| (source, target, tie.weight)));
        Ok::<_, std::convert::Infallible>(())
    });
    let between = if network.is_one_mode() { "by shared" } else { "and" };
    let title = format!("{} {between} {}", question.rows.name(), question.columns.name());
    let behind = format!("{}, {}", count(all.len(), ("node", "nodes")), count(ties.len(), ("tie", "ties")));
    let node = |at: &usize| WebNode {
        label: all[*at].label.clone(),
        n: all[*at].n as f64,
        second: *at >= network.rows.len(),
    };
    let nodes = by_size.iter().map(node).collect();
    let signed = question.rules.handling == Handling::Subtract;
    Web { caption: caption(title, rules.to_owned(), &behind), nodes, ties, signed, seed }.draw()
}
