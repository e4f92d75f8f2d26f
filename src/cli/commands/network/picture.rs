//! A network as a picture.

use pizhu::analysis::network::{Handling, Network, Question};
use pizhu::plot::{Picture, Web, WebNode};

use super::write::nodes;
use crate::cli::commands::plot::caption;
use crate::cli::context::{Context, count};

/// Draws a network: of many nodes those with the most events, of many ties the strongest.
pub(super) fn draw(ctx: &mut Context, question: &Question, network: &Network, rules: &str, seed: u64) -> Picture {
    let all: Vec<_> = nodes(network).collect();
    let mut by_size: Vec<usize> = (0..all.len()).collect();
    by_size.sort_by_key(|at| std::cmp::Reverse(all[*at].n));
    let most = shared_out(Web::MOST, network.rows.len(), all.len() - network.rows.len());
    let mut room = most;
    by_size.retain(|at| {
        let room = if *at < network.rows.len() { &mut room.0 } else { &mut room.1 };
        let fits = *room > 0;
        *room = room.saturating_sub(1);
        fits
    });
    let mut places = vec![None; all.len()];
    (0..).zip(&by_size).for_each(|(place, at)| places[*at] = Some(place));
    if by_size.len() < all.len() {
        let each = match most {
            (_, 0) => String::new(),
            (rows, columns) => format!(" ({} {rows}, {} {columns})", question.rows.name(), question.columns.name()),
        };
        ctx.ui.note(&format!("drawn are {} of {} nodes, those with the most events{each}", by_size.len(), all.len()));
    }
    let second = if network.is_one_mode() { 0 } else { network.rows.len() };
    let (mut ties, mut all_ties): (Vec<(usize, usize, f64)>, usize) = (Vec::new(), 0);
    let Ok(()) = network.ties(|tie| {
        all_ties += 1;
        let (source, target) = (places[tie.source as usize], places[second + tie.target as usize]);
        ties.extend(source.zip(target).map(|(source, target)| (source, target, tie.weight)));
        Ok::<_, std::convert::Infallible>(())
    });
    let between_drawn = ties.len();
    if between_drawn > Web::MOST_TIES {
        ties.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
        ties.truncate(Web::MOST_TIES);
        ctx.ui.note(&format!("drawn are {} of the {between_drawn} ties between them, the strongest", ties.len()));
    }
    let between = if network.is_one_mode() { "by shared" } else { "and" };
    let title = format!("{} {between} {}", question.rows.name(), question.columns.name());
    let behind = format!(
        "{}, {}",
        of_all(by_size.len(), all.len(), ("node", "nodes")),
        of_all(ties.len(), all_ties, ("tie", "ties"))
    );
    let node = |at: &usize| WebNode {
        label: all[*at].label.clone(),
        n: all[*at].n as f64,
        second: *at >= network.rows.len(),
    };
    let nodes = by_size.iter().map(node).collect();
    let signed = question.rules.handling == Handling::Subtract;
    Web { caption: caption(title, rules.to_owned(), &behind), nodes, ties, signed, seed }.draw()
}

/// How many nodes of the rows and of the columns are drawn, if no more than `most` together: each side by
/// its part of all, but a third at least, so that no side is lost beside a larger one.
fn shared_out(most: usize, rows: usize, columns: usize) -> (usize, usize) {
    if rows + columns <= most {
        return (rows, columns);
    }
    let part = (most * rows / (rows + columns)).clamp(most / 3, most - most / 3);
    // What a small side leaves, the other takes.
    let columns_drawn = columns.min(most - part.min(rows));
    (rows.min(most - columns_drawn), columns_drawn)
}

/// `7 nodes`, or `150 of 2400 nodes`.
fn of_all(drawn: usize, all: usize, words: (&str, &str)) -> String {
    let told = count(all, words);
    if drawn < all { format!("{drawn} of {told}") } else { told }
}

#[cfg(test)]
mod tests {
    use super::{of_all, shared_out};

    #[test]
    fn no_side_is_lost_beside_a_larger_one() {
        assert_eq!(shared_out(150, 70, 80), (70, 80));
        assert_eq!(shared_out(150, 300, 300), (75, 75));
        assert_eq!(shared_out(150, 2400, 300), (100, 50));
        assert_eq!(shared_out(150, 10, 2400), (10, 140));
        assert_eq!(shared_out(150, 2400, 10), (140, 10));
        assert_eq!(shared_out(150, 2400, 0), (150, 0));
    }

    #[test]
    fn a_caption_tells_what_is_left_out() {
        assert_eq!(of_all(7, 7, ("node", "nodes")), "7 nodes");
        assert_eq!(of_all(150, 2400, ("node", "nodes")), "150 of 2400 nodes");
    }
}
