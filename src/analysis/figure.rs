//! What is told of a count beside the count: shares, rates, what was to be expected. The formulas are
//! those of `store::Tabulation::sql`, step by step, so that both give the same numbers.

use super::crosstab::{Crosstab, Margin};
use super::stats::Answer;
use crate::store::{Coverage, Figure};

/// The figures of a counted table.
pub struct Figures<'a> {
    answer: &'a Answer,
    /// What rows and columns are for what is expected: their sizes, or the sums of their cells.
    rows: Vec<f64>,
    columns: Vec<f64>,
    whole: f64,
}

impl<'a> Figures<'a> {
    /// Of `answer`, whose sides meet actor by actor or not.
    ///
    /// Expected of a cell is what its row and its column would share if they had nothing to do with
    /// each other. Both are parts of the same statements, so for each cell that is a table of two by
    /// two, in it or not; a statement may be in several rows. Where rows and columns exclude each
    /// other, these are the numbers of the usual test of a contingency table. Where two properties of
    /// actors meet actor by actor, each actor of a statement is in one cell only, and rows and columns
    /// are the sums of their cells.
    pub fn of(answer: &'a Answer, paired: bool) -> Self {
        let table = &answer.table;
        let number = |n: usize| n as f64;
        let (mut rows, mut columns) = (vec![0.0; table.rows.len()], vec![0.0; table.columns.len()]);
        if paired {
            for cell in &table.cells {
                rows[cell.row] += number(cell.n);
                columns[cell.column] += number(cell.n);
            }
        } else {
            rows = table.rows.iter().map(|margin| number(margin.n)).collect();
            columns = table.columns.iter().map(|margin| number(margin.n)).collect();
        }
        let whole = if paired { rows.iter().sum() } else { number(table.total) };
        Self { answer, rows, columns, whole }
    }

    /// A figure of the cell of that row and column, in which `n` is counted; `None` where it is not
    /// defined: nothing was read, a row or column is all there is.
    pub fn value(&self, figure: Figure, row: usize, column: usize, n: usize) -> Option<f64> {
        let table = &self.answer.table;
        let count = n as f64;
        let part = |whole: usize| defined(count / whole as f64);
        let expected = self.rows[row] * self.columns[column] / self.whole;
        match figure {
            Figure::Share => part(table.total),
            Figure::RowShare => part(table.rows[row].n),
            Figure::ColumnShare => part(table.columns[column].n),
            Figure::PerThousand => {
                let count = self.rated(row, column, n) as f64;
                defined(1000.0 * count / self.coverage(row, column).characters as f64)
            }
            Figure::Expected => defined(expected),
            Figure::Residual => defined((count - expected) / expected.sqrt()),
            Figure::Adjusted => {
                let outside = |part: f64| 1.0 - part / self.whole;
                let error = (expected * outside(self.rows[row]) * outside(self.columns[column])).sqrt();
                defined((count - expected) / error)
            }
        }
    }

    /// What a rate counts in a cell: of the `n` in it what stands in read paragraphs.
    fn rated(&self, row: usize, column: usize, n: usize) -> usize {
        let Some(rated) = &self.answer.rated else { return n };
        let Crosstab { rows, columns, .. } = &self.answer.table;
        let place = |side: &[Margin], margin: &Margin| side.iter().position(|other| other.label == margin.label);
        let at = place(&rated.rows, &rows[row]).zip(place(&rated.columns, &columns[column]));
        at.map_or(0, |(row, column)| rated.n(row, column))
    }

    /// What was read behind a cell.
    pub fn coverage(&self, row: usize, column: usize) -> Coverage {
        let Crosstab { rows, columns, .. } = &self.answer.table;
        self.answer.reach.of(rows[row].label.as_deref(), columns[column].label.as_deref())
    }
}

/// A number, unless something was divided by nothing.
fn defined(number: f64) -> Option<f64> {
    Some(number).filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::Figures;
    use crate::analysis::crosstab::{Axis, Crosstab, Mark, Order, Size};
    use crate::analysis::stats::Answer;
    use crate::store::{Figure, Reach};

    /// A table of exclusive rows and columns, given by its cells.
    fn table(cells: &[&[u32]]) -> Answer {
        let mut marks = Vec::new();
        for (row, line) in (0..).zip(cells) {
            for (column, n) in (0..).zip(*line) {
                let new = (0..*n).map(|_| (row, column)).collect::<Vec<(u32, u32)>>();
                marks.extend(new);
            }
        }
        let statements = marks.len();
        let marks = (0..).zip(marks).map(|(statement, (r, c))| Mark { statement, row: Some(r), column: Some(c) });
        let axis = |n: usize| Axis { labels: (0..n).map(|n| n.to_string()).collect(), order: Order::Given };
        let table = Crosstab::of(axis(cells.len()), axis(cells[0].len()), marks.collect(), Size::Statements);
        Answer { table, reach: Reach::default(), statements, unread: Vec::new(), rated: None }
    }

    fn close(a: Option<f64>, b: f64) -> bool {
        a.is_some_and(|a| (a - b).abs() < 5e-5)
    }

    #[test]
    fn residuals_are_those_of_the_textbook() {
        // Agresti, Categorical Data Analysis, 2nd edition, table 3.2 (party by gender): expected and
        // adjusted residuals as he prints them.
        let answer = table(&[&[279, 73, 225], &[165, 47, 191]]);
        let figures = Figures::of(&answer, false);
        let value = |figure, row: usize, column| figures.value(figure, row, column, answer.table.n(row, column));
        assert!((value(Figure::Expected, 0, 0).unwrap_or(0.0) - 261.4).abs() < 0.05);
        assert!((value(Figure::Adjusted, 0, 0).unwrap_or(0.0) - 2.29).abs() < 0.005);
        assert!((value(Figure::Adjusted, 0, 1).unwrap_or(0.0) - 0.46).abs() < 0.005);
        assert!((value(Figure::Adjusted, 1, 2).unwrap_or(0.0) - 2.62).abs() < 0.005);
        assert!(close(value(Figure::RowShare, 0, 0), 279.0 / 577.0));
        assert!(close(value(Figure::ColumnShare, 0, 0), 279.0 / 444.0));
        assert!(close(value(Figure::Share, 0, 0), 279.0 / 980.0));
        // The sum of the squares of Pearson's residuals is his chi-square: 7.01 there.
        let squares =
            (0..2).flat_map(|r| (0..3).map(move |c| (r, c))).filter_map(|(r, c)| value(Figure::Residual, r, c));
        assert!((squares.map(|x| x * x).sum::<f64>() - 7.01).abs() < 0.005);
    }

    #[test]
    fn what_is_not_defined_is_missing() {
        let answer = table(&[&[3]]);
        let figures = Figures::of(&answer, false);
        assert_eq!(figures.value(Figure::Adjusted, 0, 0, 3), None);
        assert_eq!(figures.value(Figure::PerThousand, 0, 0, 3), None);
        assert_eq!(figures.value(Figure::Residual, 0, 0, 3), Some(0.0));
    }
}
