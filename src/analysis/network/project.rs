//! Ties from events. Pure: events in, sums out, without a table of all pairs: a row meets only the rows
//! of its own columns.

use super::event::{Event, LEVELS, NO_STANCE};

/// How far apart the outermost stances stand: from −1 to 1.
const RANGE: i32 = 2;

/// How near two stances are on a scale of `range` steps, from 0 to 1: `1 − |a − b| / range`.
pub(super) fn proximity(a: i32, b: i32, range: i32) -> f64 {
    1.0 - f64::from((a - b).abs()) / f64::from(range)
}

/// How often a row and a column meet.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Uses {
    /// By level: against, neutral, for, without stance.
    pub(super) levels: [u32; LEVELS],
    /// In all.
    pub(super) total: f64,
}

/// Which rows meet which columns, how often.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Incidence {
    by_row: Side,
    by_column: Side,
}

/// The meetings of each node of one side with those of the other, in order.
#[derive(Debug, Clone, PartialEq)]
struct Side {
    starts: Vec<usize>,
    others: Vec<u32>,
    uses: Vec<Uses>,
}

/// What two rows make of the columns they share, added up column by column.
pub(super) trait Meeting: Copy + Default {
    /// Adds a column that both use.
    fn add(&mut self, a: &Uses, b: &Uses);
    /// Whether anything was added.
    fn is_any(&self) -> bool;
}

/// How often they meet, stances apart: the sum of the products of their uses.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Shared(pub(super) f64);

/// How often they meet, and how: everything a tie can be made of.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Encounter {
    /// The sum of the products of their uses, stances apart.
    pub(super) shared: f64,
    /// The same, each product weighted by how near their stances are.
    pub(super) congruence: f64,
    /// The same, weighted by how far apart they are.
    pub(super) conflict: f64,
    /// The sum of the products of like uses: same column, same stance.
    pub(super) like: f64,
    /// The first row's uses the other has no like of are all but these.
    pub(super) matched: f64,
    /// The other row's uses the first has a like of.
    pub(super) matched_other: f64,
}

impl Meeting for Shared {
    fn add(&mut self, a: &Uses, b: &Uses) {
        self.0 += a.total * b.total;
    }

    fn is_any(&self) -> bool {
        self.0 > 0.0
    }
}

impl Meeting for Encounter {
    fn add(&mut self, a: &Uses, b: &Uses) {
        self.shared += a.total * b.total;
        for (k, own) in (-1..).zip(&a.levels[..NO_STANCE]) {
            for (other_k, other) in (-1..).zip(&b.levels[..NO_STANCE]) {
                let product = f64::from(*own) * f64::from(*other);
                let near = proximity(k, other_k, RANGE);
                self.congruence += product * near;
                self.conflict += product * (1.0 - near);
            }
        }
        for (own, other) in a.levels.iter().zip(&b.levels).filter(|(own, other)| **own > 0 && **other > 0) {
            self.like += f64::from(*own) * f64::from(*other);
            self.matched += f64::from(*own);
            self.matched_other += f64::from(*other);
        }
    }

    fn is_any(&self) -> bool {
        self.shared > 0.0
    }
}

impl Incidence {
    /// Counts events of so many rows and columns.
    pub(super) fn of(events: &[Event], rows: usize, columns: usize) -> Self {
        let place = |event: &Event| (event.row, event.column);
        let by_row = Side::of(events.iter().map(|event| (place(event), event.level)), rows);
        let turned = events.iter().map(|event| ((event.column, event.row), event.level));
        Self { by_row, by_column: Side::of(turned, columns) }
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.by_row.starts.len() - 1
    }

    /// Events of each row: its activity.
    pub(super) fn activities(&self) -> Vec<f64> {
        self.by_row.totals()
    }

    /// Events of each column: its prominence.
    pub(super) fn prominences(&self) -> Vec<f64> {
        self.by_column.totals()
    }

    /// The columns a row meets, in order.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = (u32, &Uses)> {
        self.by_row.of_node(row)
    }

    /// Hands `each` every row with the rows it shares columns with, in order: those behind it, so that
    /// each pair comes once, or all.
    ///
    /// # Errors
    /// Whatever `each` returns.
    pub(super) fn project<M: Meeting, E>(
        &self,
        only_behind: bool,
        mut each: impl FnMut(usize, &[(u32, M)]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut sums = vec![M::default(); self.rows()];
        let (mut touched, mut met): (Vec<u32>, Vec<(u32, M)>) = (Vec::new(), Vec::new());
        for row in 0..self.rows() {
            for (column, own) in self.by_row.of_node(row) {
                let (rows, uses) = self.by_column.slices(column as usize);
                let from = if only_behind { rows.partition_point(|other| *other as usize <= row) } else { 0 };
                for (other, theirs) in rows[from..].iter().zip(&uses[from..]) {
                    let sum = &mut sums[*other as usize];
                    if !sum.is_any() {
                        touched.push(*other);
                    }
                    sum.add(own, theirs);
                }
            }
            // Many marks are faster to look through than to sort.
            if touched.len() > self.rows() / 16 {
                let rows = (0..).zip(&sums).filter(|(_, sum)| sum.is_any());
                met.extend(rows.map(|(other, sum)| (other, *sum)));
            } else {
                touched.sort_unstable();
                met.extend(touched.iter().map(|other| (*other, sums[*other as usize])));
            }
            for other in touched.drain(..) {
                sums[other as usize] = M::default();
            }
            met.retain(|(other, _)| *other as usize != row);
            each(row, &met)?;
            met.clear();
        }
        Ok(())
    }
}

impl Side {
    /// From places (own node, other node) with levels, in any order.
    fn of(marks: impl Iterator<Item = ((u32, u32), u8)>, nodes: usize) -> Self {
        let mut marks: Vec<((u32, u32), u8)> = marks.collect();
        marks.sort_unstable();
        let mut side = Self { starts: vec![0; nodes + 1], others: Vec::new(), uses: Vec::new() };
        for cell in marks.chunk_by(|a, b| a.0 == b.0) {
            let mut uses = Uses::default();
            for (_, level) in cell {
                uses.levels[usize::from(*level)] += 1;
                uses.total += 1.0;
            }
            let (own, other) = cell[0].0;
            side.starts[own as usize + 1] += 1;
            side.others.push(other);
            side.uses.push(uses);
        }
        for node in 0..nodes {
            side.starts[node + 1] += side.starts[node];
        }
        side
    }

    fn slices(&self, node: usize) -> (&[u32], &[Uses]) {
        let range = self.starts[node]..self.starts[node + 1];
        (&self.others[range.clone()], &self.uses[range])
    }

    fn of_node(&self, node: usize) -> impl Iterator<Item = (u32, &Uses)> {
        let (others, uses) = self.slices(node);
        others.iter().copied().zip(uses)
    }

    fn totals(&self) -> Vec<f64> {
        (0..self.starts.len() - 1).map(|node| self.slices(node).1.iter().map(|uses| uses.total).sum()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::super::event::{Event, tests::event};
    use super::{Encounter, Incidence, Shared, proximity};

    #[test]
    fn integer_stances_count_by_how_near_they_are() {
        // The worked example of the manual of Discourse Network Analyzer, section Congruence: one actor
        // at −4 twice, another at +2 three times, on a scale from −5 to 5.
        let near = 2.0 * 3.0 * proximity(-4, 2, 10);
        assert!((near - 2.4).abs() < 1e-12, "{near}");
        assert!((6.0 - near - 3.6).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn sums_are_those_of_all_pairs_tried_one_by_one(
            marks in prop::collection::vec((0u32..6, 0u32..5, 0u8..4), 0..80),
        ) {
            let events: Vec<Event> = marks.iter().map(|(row, column, level)| event(0, *row, *column, *level, 0, None)).collect();
            let count = |row: u32, column: u32, level: u8| marks.iter().filter(|m| **m == (row, column, level)).count() as f64;
            let incidence = Incidence::of(&events, 6, 5);
            let mut found = vec![vec![Encounter::default(); 6]; 6];
            incidence.project(false, |row, met: &[(u32, Encounter)]| {
                prop_assert!(met.is_sorted_by_key(|(other, _)| *other));
                met.iter().for_each(|(other, sum)| found[row][*other as usize] = *sum);
                Ok::<_, TestCaseError>(())
            })?;
            let mut upper = vec![vec![0.0; 6]; 6];
            incidence.project(true, |row, met: &[(u32, Shared)]| {
                met.iter().for_each(|(other, sum)| upper[row][*other as usize] = sum.0);
                Ok::<_, Infallible>(())
            }).expect("nothing fails");
            for a in 0..6u32 {
                for b in 0..6u32 {
                    let mut wanted = Encounter::default();
                    for column in (0..5).filter(|_| a != b) {
                        for k in 0..4u8 {
                            for l in 0..4u8 {
                                let product = count(a, column, k) * count(b, column, l);
                                wanted.shared += product;
                                if k < 3 && l < 3 {
                                    let near = 1.0 - (f64::from(k) - f64::from(l)).abs() / 2.0;
                                    wanted.congruence += product * near;
                                    wanted.conflict += product * (1.0 - near);
                                }
                            }
                            if count(a, column, k) > 0.0 && count(b, column, k) > 0.0 {
                                wanted.like += count(a, column, k) * count(b, column, k);
                                wanted.matched += count(a, column, k);
                                wanted.matched_other += count(b, column, k);
                            }
                        }
                    }
                    let (a, b) = (a as usize, b as usize);
                    prop_assert_eq!(found[a][b], wanted);
                    prop_assert_eq!(upper[a][b], if a < b { wanted.shared } else { 0.0 });
                }
            }
        }
    }
}
