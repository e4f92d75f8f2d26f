//! Other orders than that of the documents. To know what comes first, everything found is looked at;
//! only its handles are kept.
//!
//! Relevance is BM25 (S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and
//! Beyond, 2009, with the always positive idf that Lucene uses):
//!
//! ```text
//! score = Σ over terms  idf · f · (K1 + 1) / (f + K1 · (1 − B + B · length / mean))
//! idf   = ln(1 + (N − n + 0.5) / (n + 0.5))
//! ```
//!
//! `f`: how often the term stands in the paragraph; `length`: its characters; `mean`: those of the
//! paragraphs found, on average; `N`: paragraphs of the project; `n`: selected ones that hold the term.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::time::Duration;

use super::unit::Texts;
use super::{Order, Search, count};
use crate::model::{DocumentId, ParagraphId};
use crate::store::{Reader, Result, Selection, StoreError};
use crate::text::query::Sought;

/// How soon a further place of the same term counts less.
const K1: f64 = 1.2;
/// How much a long paragraph must hold a term more often.
const B: f64 = 0.75;

/// Earlier dates first, nothing last; a date known in part stands before those it holds.
pub(super) fn by_date(a: Option<&str>, b: Option<&str>) -> Ordering {
    (a.is_none(), a).cmp(&(b.is_none(), b))
}

/// The paragraphs that meet the query, in the order asked for; reading order where that says nothing.
pub(super) fn ranked(
    r: &Reader<'_>,
    asked: &mut Texts<'_>,
    selection: &Selection,
    order: Order,
) -> Result<Vec<ParagraphId>> {
    let gate = asked.sought.clone();
    let leaves = gate.leaves().iter().map(|leaf| leaf.number).max().map_or(0, |last| last + 1);
    let mut found: Vec<Found> = Vec::new();
    r.search_paragraphs(selection, &gate, |paragraph| {
        let mut times = vec![0; leaves];
        let places = asked.places(paragraph, &mut |term, n| {
            if let Some(times) = times.get_mut(term) {
                *times = n;
            }
        })?;
        if places.is_some() {
            let times = if order == Order::Relevance { times } else { Vec::new() };
            let length = if order == Order::Relevance { paragraph.text()?.chars().count() } else { 0 };
            found.push(Found { id: paragraph.id()?, document: paragraph.document_id()?, times, length });
        }
        Ok::<_, StoreError>(true)
    })?;
    match order {
        Order::Document => {}
        Order::Date => {
            let dates: HashMap<DocumentId, String> = r.dates()?.into_iter().map(|(id, _, date)| (id, date)).collect();
            let date = |found: &Found| dates.get(&found.document).map(String::as_str);
            found.sort_by(|a, b| by_date(date(a), date(b)));
        }
        Order::Relevance => {
            let weights = weights(r, &gate, selection, asked.watch.limit(), (leaves, found.len()))?;
            let scale = Scale::of(&found, weights);
            let mut scored: Vec<(f64, ParagraphId)> =
                found.iter().map(|found| (scale.score(found), found.id)).collect();
            scored.sort_by(|(a, _), (b, _)| b.total_cmp(a));
            return Ok(scored.into_iter().map(|(_, id)| id).collect());
        }
    }
    Ok(found.into_iter().map(|found| found.id).collect())
}

struct Found {
    id: ParagraphId,
    document: DocumentId,
    /// How often each term stands there.
    times: Vec<usize>,
    /// Characters of the paragraph.
    length: usize,
}

/// The idf of each term.
fn weights(
    r: &Reader<'_>,
    sought: &Sought,
    selection: &Selection,
    time_limit: Option<Duration>,
    (terms, found): (usize, usize),
) -> Result<Vec<f64>> {
    let total = real(usize::try_from(r.paragraph_count()?).unwrap_or_default());
    let mut weights = vec![0.0; terms];
    let leaves = sought.leaves();
    for leaf in leaves.iter().filter(|leaf| leaf.field.is_none()) {
        let holders = match leaves.len() {
            1 => found,
            _ => {
                let mut one = Search::for_texts(Sought::Leaf((*leaf).clone()), selection.clone());
                one.time_limit = time_limit;
                count(r, &mut one)?.paragraphs
            }
        };
        if let Some(weight) = weights.get_mut(leaf.number) {
            *weight = ((total - real(holders) + 0.5) / (real(holders) + 0.5)).max(0.0).ln_1p();
        }
    }
    Ok(weights)
}

struct Scale {
    weights: Vec<f64>,
    mean: f64,
}

impl Scale {
    fn of(found: &[Found], weights: Vec<f64>) -> Self {
        let total: usize = found.iter().map(|found| found.length).sum();
        Self { weights, mean: (real(total) / real(found.len()).max(1.0)).max(1.0) }
    }

    fn score(&self, found: &Found) -> f64 {
        let damped = K1 * (1.0 - B + B * real(found.length) / self.mean);
        let terms = found.times.iter().zip(&self.weights);
        terms.map(|(times, weight)| weight * real(*times) * (K1 + 1.0) / (real(*times) + damped)).sum()
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of paragraphs and characters are far below 2^52")]
const fn real(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::{Found, Scale, by_date};
    use crate::model::{DocumentId, ParagraphId};

    fn found(times: &[usize], length: usize) -> Found {
        Found { id: ParagraphId(1), document: DocumentId(1), times: times.to_vec(), length }
    }

    #[test]
    fn dates_come_in_order_and_nothing_last() {
        let mut dates = [None, Some("2025-06-11"), Some("2024"), Some("2025"), Some("2025-06")];
        dates.sort_by(|a, b| by_date(*a, *b));
        assert_eq!(dates, [Some("2024"), Some("2025"), Some("2025-06"), Some("2025-06-11"), None]);
    }

    #[test]
    fn the_score_is_that_of_the_formula() {
        let all = [found(&[2, 0], 50), found(&[1, 1], 150)];
        let scale = Scale::of(&all, vec![2.0, 5.0]);
        // By hand: mean 100; 2·2·2.2/(2+1.2·(0.25+0.75·0.5)), and (2+5)·2.2/(1+1.2·(0.25+0.75·1.5)).
        assert!((scale.score(&all[0]) - 3.2).abs() < 1e-9, "{}", scale.score(&all[0]));
        assert!((scale.score(&all[1]) - 15.4 / 2.65).abs() < 1e-9, "{}", scale.score(&all[1]));
    }

    #[test]
    fn what_stands_more_often_or_in_less_comes_first() {
        let all = [found(&[3], 100), found(&[1], 100), found(&[1], 300)];
        let scale = Scale::of(&all, vec![1.0]);
        let scores: Vec<f64> = all.iter().map(|found| scale.score(found)).collect();
        assert!(scores.is_sorted_by(|a, b| a > b), "{scores:?}");
    }
}
