//! Cross-tables of statements. Pure: labels in, counts out. What is counted, statements or paragraphs
//! or characters, counts once wherever it counts, in a cell, in a margin and in the whole; so margins
//! are not the sums of their cells.

/// One side of a table before it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// The labels there can be.
    pub labels: Vec<String>,
    /// How those that occur are put in order.
    pub order: Order,
}

/// How labels are put in order; what has no label comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As they were given: a codebook, a list of kinds.
    Given,
    /// By the alphabet: years, months.
    ByLabel,
    /// The most frequent first.
    ByCount,
}

/// A statement in a row and a column. Labels by their place; `None` where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// Which statement, numbered from 0 as [`Size`] wants it.
    pub statement: u32,
    /// The row's label.
    pub row: Option<u32>,
    /// The column's label.
    pub column: Option<u32>,
}

/// How statements are counted.
#[derive(Debug, Clone, Copy)]
pub enum Size<'a> {
    /// Each by itself.
    Statements,
    /// By what they stand in, a number for each statement that never falls from one to the next.
    Groups(&'a [u32]),
    /// By the characters they cover, each character once.
    Characters(&'a [Stretch]),
}

/// The characters of a statement. They come in order of paragraph and start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The paragraph; any numbering.
    pub paragraph: u32,
    /// Its first code point.
    pub start: u32,
    /// One past its last.
    pub end: u32,
}

impl Size<'_> {
    /// The size of statements that come in order; the same twice counts once.
    fn of(self, statements: impl Iterator<Item = u32>) -> usize {
        match self {
            Self::Statements => runs(statements),
            Self::Groups(groups) => runs(statements.map(|statement| groups[statement as usize])),
            Self::Characters(stretches) => covered(statements.map(|statement| stretches[statement as usize])),
        }
    }
}

/// How many different numbers come; equal ones come together.
fn runs(numbers: impl Iterator<Item = u32>) -> usize {
    let mut last = None;
    numbers.filter(|number| last.replace(*number) != Some(*number)).count()
}

/// Characters in any of the stretches, which come in order.
fn covered(stretches: impl Iterator<Item = Stretch>) -> usize {
    let (mut paragraph, mut reached, mut sum) = (u32::MAX, 0, 0);
    for stretch in stretches {
        if stretch.paragraph != paragraph {
            (paragraph, reached) = (stretch.paragraph, 0);
        }
        sum += stretch.end.saturating_sub(stretch.start.max(reached));
        reached = reached.max(stretch.end);
    }
    sum as usize
}

/// A counted table. Rows, columns and cells without a statement are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crosstab {
    /// The rows.
    pub rows: Vec<Margin>,
    /// The columns.
    pub columns: Vec<Margin>,
    /// The cells by row and column.
    pub cells: Vec<Count>,
    /// The size of the whole table.
    pub total: usize,
}

/// A row or column with its size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Margin {
    /// Its label; `None` for what has none.
    pub label: Option<String>,
    /// Its size.
    pub n: usize,
}

/// One cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The row's place.
    pub row: usize,
    /// The column's place.
    pub column: usize,
    /// Its size.
    pub n: usize,
}

impl Crosstab {
    /// Counts `marks` by `size`. Marks that say the same twice count once.
    pub fn of(rows: Axis, columns: Axis, mut marks: Vec<Mark>, size: Size<'_>) -> Self {
        marks.sort_unstable();
        marks.dedup();
        let total = size.of(marks.iter().map(|mark| mark.statement));
        let (rows, row_places) = margins(rows, marks.iter().map(|mark| (mark.row, mark.statement)), size);
        let (columns, column_places) = margins(columns, marks.iter().map(|mark| (mark.column, mark.statement)), size);
        // Rows and columns in one number sort faster than apart.
        let mut placed: Vec<(u64, u32)> = marks
            .iter()
            .map(|mark| {
                let row = row_places[place(mark.row, &row_places)];
                let column = column_places[place(mark.column, &column_places)];
                ((u64::from(row) << 32) | u64::from(column), mark.statement)
            })
            .collect();
        placed.sort_unstable();
        let cells = placed
            .chunk_by(|a, b| a.0 == b.0)
            .map(|cell| Count {
                row: (cell[0].0 >> 32) as usize,
                column: (cell[0].0 & u64::from(u32::MAX)) as usize,
                n: size.of(cell.iter().map(|(_, statement)| *statement)),
            })
            .collect();
        Self { rows, columns, cells, total }
    }

    /// The number in a cell.
    pub fn n(&self, row: usize, column: usize) -> usize {
        let at = self.cells.binary_search_by_key(&(row, column), |cell| (cell.row, cell.column));
        at.map_or(0, |at| self.cells[at].n)
    }
}

/// Where a label is counted; what has none, behind all labels.
fn place(label: Option<u32>, places: &[u32]) -> usize {
    label.map_or(places.len() - 1, |label| label as usize)
}

/// The margins that occur, in order, and for each label (and for none) its place among them.
fn margins(axis: Axis, members: impl Iterator<Item = (Option<u32>, u32)>, size: Size<'_>) -> (Vec<Margin>, Vec<u32>) {
    let none = axis.labels.len();
    let mut members: Vec<(usize, u32)> =
        members.map(|(label, statement)| (label.map_or(none, |label| label as usize), statement)).collect();
    members.sort_unstable();
    let mut counts = vec![0; none + 1];
    for members in members.chunk_by(|a, b| a.0 == b.0) {
        counts[members[0].0] = size.of(members.iter().map(|(_, statement)| *statement));
    }
    let mut order: Vec<usize> = (0..none).filter(|at| counts[*at] > 0).collect();
    match axis.order {
        Order::Given => {}
        Order::ByLabel => order.sort_by(|a, b| axis.labels[*a].cmp(&axis.labels[*b])),
        Order::ByCount => {
            order.sort_by(|a, b| counts[*b].cmp(&counts[*a]).then_with(|| axis.labels[*a].cmp(&axis.labels[*b])))
        }
    }
    if counts[none] > 0 {
        order.push(none);
    }
    let mut places = vec![u32::MAX; none + 1];
    for (new, old) in (0..).zip(&order) {
        places[*old] = new;
    }
    let margins = order.iter().map(|at| Margin { label: axis.labels.get(*at).cloned(), n: counts[*at] });
    (margins.collect(), places)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::{Axis, Crosstab, Mark, Order, Size, Stretch};

    fn axis(labels: &[&str], order: Order) -> Axis {
        Axis { labels: labels.iter().map(|label| (*label).to_owned()).collect(), order }
    }

    fn mark(statement: u32, row: impl Into<Option<u32>>, column: impl Into<Option<u32>>) -> Mark {
        Mark { statement, row: row.into(), column: column.into() }
    }

    #[test]
    fn margins_count_statements_not_cells() {
        // Statement 1 has two themes and two actors, 2 has one of each, 3 has neither.
        let marks = vec![
            mark(1, 0, 0),
            mark(1, 0, 1),
            mark(1, 1, 0),
            mark(1, 1, 1),
            mark(2, 1, 1),
            mark(2, 1, 1),
            mark(3, None, None),
        ];
        let table = Crosstab::of(
            axis(&["a", "b", "unused"], Order::ByCount),
            axis(&["x", "y"], Order::Given),
            marks,
            Size::Statements,
        );
        let margins = |side: &[super::Margin]| -> Vec<String> {
            side.iter().map(|m| format!("{}={}", m.label.as_deref().unwrap_or("-"), m.n)).collect()
        };
        assert_eq!(margins(&table.rows), ["b=2", "a=1", "-=1"]);
        assert_eq!(margins(&table.columns), ["x=1", "y=2", "-=1"]);
        assert_eq!((table.n(0, 0), table.n(0, 1), table.n(1, 0), table.n(2, 2), table.n(2, 0)), (1, 2, 1, 1, 0));
        assert_eq!(table.total, 3);
    }

    #[test]
    fn nothing_gives_an_empty_table() {
        let table = Crosstab::of(axis(&["a"], Order::Given), axis(&[], Order::Given), Vec::new(), Size::Statements);
        assert_eq!((table.rows.len(), table.columns.len(), table.cells.len(), table.total), (0, 0, 0, 0));
    }

    proptest! {
        #[test]
        fn every_number_is_what_counting_one_by_one_gives(
            marks in prop::collection::vec((0u32..12, prop::option::of(0u32..4), prop::option::of(0u32..3)), 0..60),
            stretches in prop::collection::vec((0u32..4, 0u32..20, 1u32..10), 12),
            by_count: bool,
            unit in 0usize..3,
        ) {
            let order = if by_count { Order::ByCount } else { Order::ByLabel };
            let marks: Vec<Mark> = marks.into_iter().map(|(s, r, c)| mark(s, r, c)).collect();
            let mut stretches: Vec<Stretch> = stretches
                .into_iter()
                .map(|(paragraph, start, length)| Stretch { paragraph, start, end: start + length })
                .collect();
            stretches.sort_by_key(|s| (s.paragraph, s.start, s.end));
            let groups: Vec<u32> = stretches.iter().map(|s| s.paragraph).collect();
            let size = [Size::Statements, Size::Groups(&groups), Size::Characters(&stretches)][unit];
            let labels = ["d", "a", "c", "b"];
            let table = Crosstab::of(axis(&labels, order), axis(&labels[..3], order), marks.clone(), size);
            let name = |label: Option<u32>| label.map(|label| labels[label as usize].to_owned());
            let count = |test: &dyn Fn(&Mark) -> bool| {
                let things = marks.iter().filter(|mark| test(mark)).flat_map(|mark| {
                    let at = mark.statement as usize;
                    match unit {
                        0 => vec![(mark.statement, 0)],
                        1 => vec![(groups[at], 0)],
                        _ => (stretches[at].start..stretches[at].end).map(|c| (stretches[at].paragraph, c)).collect(),
                    }
                });
                things.collect::<HashSet<_>>().len()
            };
            for (row, r) in table.rows.iter().enumerate() {
                prop_assert_eq!(r.n, count(&|mark| name(mark.row) == r.label));
                for (column, c) in table.columns.iter().enumerate() {
                    let wanted = count(&|mark| name(mark.row) == r.label && name(mark.column) == c.label);
                    prop_assert_eq!(table.n(row, column), wanted);
                }
            }
            prop_assert_eq!(table.total, count(&|_| true));
            prop_assert!(table.cells.iter().all(|cell| cell.n > 0));
        }
    }
}
