//! A network: its nodes in order, and its ties when asked for.

use super::event::Event;
use super::normalise::{divided, one_mode, one_mode_divisor, two_mode, two_mode_divisor};
use super::project::{Encounter, Incidence, Shared};
use super::rules::{Handling, Normalization, Rules};
use super::window::Stretch;

/// A node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is called.
    pub label: String,
    /// Events of it that count: what Discourse Network Analyzer calls activity of a row, prominence of a column.
    pub n: u64,
}

/// A tie between two nodes; where rows are tied to rows, each pair once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// The place of the one among the rows.
    pub source: u32,
    /// The place of the other among the columns, or in one mode among the rows.
    pub target: u32,
    /// Its weight by the rules.
    pub weight: f64,
    /// What the weight was made of, as [`Rules::parts`] names it: before division.
    pub parts: [f64; 3],
}

/// A network.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// Its window, if it is of one.
    pub window: Option<Stretch>,
    /// The nodes of the rows, by label.
    pub rows: Vec<Node>,
    /// The nodes of the columns, by label; in one mode what the rows share.
    pub columns: Vec<Node>,
    rules: Rules,
    incidence: Incidence,
}

/// The labels of one side, and which of them have statements at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labels {
    pub(super) names: Vec<String>,
    pub(super) occurring: Vec<u32>,
}

impl Labels {
    /// The labels that are nodes, by name, and the place of each label among them.
    fn nodes(&self, used: impl Iterator<Item = u32>, isolates: bool) -> (Vec<u32>, Vec<u32>) {
        let mut is_node = vec![false; self.names.len()];
        used.for_each(|label| is_node[label as usize] = true);
        if isolates {
            self.occurring.iter().for_each(|label| is_node[*label as usize] = true);
        }
        let mut nodes: Vec<u32> = (0..).zip(&is_node).filter(|(_, is)| **is).map(|(label, _)| label).collect();
        nodes.sort_by(|a, b| self.names[*a as usize].cmp(&self.names[*b as usize]));
        let mut places = vec![0; self.names.len()];
        (0..).zip(&nodes).for_each(|(place, label)| places[*label as usize] = place);
        (nodes, places)
    }

    fn named(&self, nodes: &[u32], counts: &[f64]) -> Vec<Node> {
        // Counts are whole.
        let node = |(label, n): (&u32, &f64)| Node { label: self.names[*label as usize].clone(), n: *n as u64 };
        nodes.iter().zip(counts).map(node).collect()
    }
}

impl Network {
    pub(super) fn of(rules: Rules, window: Option<Stretch>, events: &[Event], rows: &Labels, columns: &Labels) -> Self {
        let (row_nodes, row_places) = rows.nodes(events.iter().map(|event| event.row), rules.isolates);
        let (column_nodes, column_places) = columns.nodes(events.iter().map(|event| event.column), rules.isolates);
        let placed: Vec<Event> = events
            .iter()
            .map(|event| Event {
                row: row_places[event.row as usize],
                column: column_places[event.column as usize],
                ..*event
            })
            .collect();
        let incidence = Incidence::of(&placed, row_nodes.len(), column_nodes.len());
        Self {
            window,
            rows: rows.named(&row_nodes, &incidence.activities()),
            columns: columns.named(&column_nodes, &incidence.prominences()),
            rules,
            incidence,
        }
    }

    /// Whether rows are tied to rows.
    pub const fn is_one_mode(&self) -> bool {
        self.rules.one_mode
    }

    /// Hands `each` every tie, by source and target. Those whose weight is 0 because for and against
    /// outweigh each other are ties too.
    ///
    /// # Errors
    /// Whatever `each` returns.
    pub fn ties<E>(&self, mut each: impl FnMut(Tie) -> Result<(), E>) -> Result<(), E> {
        if self.rules.one_mode {
            return self.pairs(true, each);
        }
        for row in 0..self.rows.len() {
            self.meetings(row, &mut each)?;
        }
        Ok(())
    }

    /// Hands `each` every row of the matrix of weights, all its columns, 0 where there is no tie.
    ///
    /// # Errors
    /// Whatever `each` returns.
    pub fn matrix<E>(&self, mut each: impl FnMut(usize, &[f64]) -> Result<(), E>) -> Result<(), E> {
        let width = if self.rules.one_mode { self.rows.len() } else { self.columns.len() };
        let (mut line, mut next) = (vec![0.0; width], 0);
        let mut flush = |line: &mut Vec<f64>, next: &mut usize, upto: usize| {
            while *next < upto {
                each(*next, line)?;
                line.fill(0.0);
                *next += 1;
            }
            Ok(())
        };
        let mut add = |tie: Tie| {
            flush(&mut line, &mut next, tie.source as usize)?;
            line[tie.target as usize] = tie.weight;
            Ok(())
        };
        if self.rules.one_mode {
            self.pairs(false, &mut add)?;
        } else {
            (0..self.rows.len()).try_for_each(|row| self.meetings(row, &mut add))?;
        }
        flush(&mut line, &mut next, self.rows.len())
    }

    /// Whether every weight is a whole number.
    pub fn is_whole(&self) -> bool {
        self.rules.normalization == Normalization::None && self.has_whole_parts()
    }

    /// Whether every number of [`Tie::parts`] is whole: a neutral stance is half as near to the others.
    pub fn has_whole_parts(&self) -> bool {
        let neutral = |row| self.incidence.row(row).any(|(_, uses)| uses.levels[1] > 0);
        !self.rules.one_mode || self.rules.handling == Handling::Ignore || !(0..self.rows.len()).any(neutral)
    }

    /// The ties of one row to columns.
    fn meetings<E>(&self, row: usize, each: &mut impl FnMut(Tie) -> Result<(), E>) -> Result<(), E> {
        for (column, uses) in self.incidence.row(row) {
            let (activity, prominence) = (self.rows[row].n as f64, self.columns[column as usize].n as f64);
            let divisor = two_mode_divisor(self.rules.normalization, activity, prominence);
            let [against, neutral, for_it, _] = uses.levels.map(f64::from);
            each(Tie {
                source: place(row),
                target: column,
                weight: divided(two_mode(self.rules.handling, uses), divisor),
                parts: [for_it, neutral, against],
            })?;
        }
        Ok(())
    }

    /// The ties of rows to rows: to those behind, or to all.
    fn pairs<E>(&self, only_behind: bool, mut each: impl FnMut(Tie) -> Result<(), E>) -> Result<(), E> {
        let Rules { handling, normalization, .. } = self.rules;
        let activity = |row: usize| self.rows[row].n as f64;
        // Stances and likenesses are not looked at where nobody asks for them.
        if handling == Handling::Ignore && normalization != Normalization::Jaccard {
            return self.incidence.project(only_behind, |row, met: &[(u32, Shared)]| {
                met.iter().try_for_each(|(other, Shared(shared))| {
                    let sum = Encounter { shared: *shared, ..Encounter::default() };
                    let divisor = one_mode_divisor(normalization, activity(row), activity(*other as usize), &sum);
                    let weight = divided(*shared, divisor);
                    each(Tie { source: place(row), target: *other, weight, parts: [0.0; 3] })
                })
            });
        }
        self.incidence.project(only_behind, |row, met: &[(u32, Encounter)]| {
            met.iter().try_for_each(|(other, sum)| {
                let weight = one_mode(handling, sum);
                if weight == 0.0 && handling != Handling::Subtract {
                    return Ok(());
                }
                let divisor = one_mode_divisor(normalization, activity(row), activity(*other as usize), sum);
                each(Tie {
                    source: place(row),
                    target: *other,
                    weight: divided(weight, divisor),
                    parts: [sum.congruence, sum.conflict, 0.0],
                })
            })
        })
    }
}

/// The place of a row as ties name it; labels are counted in 32 bits before.
fn place(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}
