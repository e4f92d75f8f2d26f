//! A counted table as a picture: a timeline where time is one side, a heatmap otherwise.

use std::cmp::Reverse;

use pizhu::analysis::crosstab::{Crosstab, Margin};
use pizhu::plot::{Heatmap, Picture, Scale, Series, Timeline};
use pizhu::store::{Facet, Figure, StatementFacet};

use super::shown::{Table, label};
use super::title;
use crate::cli::commands::plot::caption;

/// Rows and columns a heatmap has at most; of more, the largest.
const MOST: usize = 100;

impl Table<'_> {
    /// The picture; `None` of an empty table. `of` says of which statements, `behind` of how much text.
    pub(super) fn picture(&self, of: String, behind: &str) -> Option<Picture> {
        let table = &self.answer.table;
        if table.rows.is_empty() {
            return None;
        }
        let sides = [Some(&self.question.rows), self.question.columns.as_ref()].map(|side| side.is_some_and(is_time));
        match sides {
            [true, false] => Some(self.timeline(of, behind, (&table.rows, &table.columns), |a, b| (a, b))),
            [false, true] => Some(self.timeline(of, behind, (&table.columns, &table.rows), |a, b| (b, a))),
            _ => Some(self.heatmap(of, behind)),
        }
    }

    /// Bars on each other where each thing counted is in one part, as their height is the sum then; lines
    /// where things stand in several parts, and of shares, rates and what was to be expected.
    fn timeline(
        &self,
        of: String,
        behind: &str,
        (times, parts): (&[Margin], &[Margin]),
        cell: impl Fn(usize, usize) -> (usize, usize),
    ) -> Picture {
        let n = |time, part| {
            let (row, column) = cell(time, part);
            self.answer.table.n(row, column)
        };
        let sum = |time| (0..parts.len()).map(|part| n(time, part)).sum::<usize>();
        let figure = self.question.figures.first();
        let are_parts = figure.is_none() && (0..).zip(times).all(|(time, margin)| sum(time) == margin.n);
        let sizes: Vec<f64> = parts.iter().map(|margin| margin.n as f64).collect();
        let shown = if are_parts { (0..parts.len()).collect() } else { Timeline::drawn_lines(&sizes) };
        let known: Vec<String> = times.iter().filter_map(|margin| margin.label.clone()).collect();
        let periods = Timeline::every_period(&known);
        let place = |period: &String| times.iter().position(|margin| margin.label.as_ref() == Some(period));
        let places: Vec<Option<usize>> = periods.iter().map(place).collect();
        let value = |time: Option<usize>, part: usize| match (figure, time) {
            (None, time) => Some(time.map_or(0.0, |time| n(time, part) as f64)),
            (Some(_), None) => None,
            (Some(figure), Some(time)) => {
                let (row, column) = cell(time, part);
                self.figures.value(*figure, row, column, n(time, part))
            }
        };
        let series = shown.iter().map(|part| Series {
            label: label(&parts[*part]).into_owned(),
            values: places.iter().map(|time| value(*time, *part)).collect(),
        });
        let mut note = of;
        if let Some(undated) = times.iter().find(|margin| margin.label.is_none()) {
            note.push_str(&format!("; {} without a date that exact not shown", undated.n));
        }
        if shown.len() < parts.len() {
            note.push_str(&format!("; the largest {} of {} lines", shown.len(), parts.len()));
        }
        let caption = caption(self.shown_title(), note, behind);
        Timeline { caption, series: series.collect(), periods, are_parts }.draw()
    }

    /// What is shown, in words.
    fn shown_title(&self) -> String {
        let figure = self.question.figures.first();
        figure.map_or(String::new(), |figure| format!("{} of ", in_words(*figure))) + &title(self.question)
    }

    fn heatmap(&self, of: String, behind: &str) -> Picture {
        let Crosstab { rows, columns, .. } = &self.answer.table;
        let (shown_rows, shown_columns) = (largest(rows), largest(columns));
        let figure = self.question.figures.first();
        let value = |row: usize, column: usize| match (figure, self.answer.table.n(row, column)) {
            (None, 0) => None,
            (None, n) => Some(n as f64),
            (Some(figure), n) if n > 0 || figure.is_of_expectation() => self.figures.value(*figure, row, column, n),
            (Some(_), _) => None,
        };
        let cells = shown_rows.iter().map(|row| shown_columns.iter().map(|column| value(*row, *column)).collect());
        let mut note = of;
        if shown_rows.len() < rows.len() || shown_columns.len() < columns.len() {
            note.push_str(&format!("; the largest {} of {} rows, {} of {} columns",
                shown_rows.len(), rows.len(), shown_columns.len(), columns.len()));
        }
        let single = self.question.columns.is_none();
        let column_name = |at: &usize| if single { "n".to_owned() } else { label(&columns[*at]).into_owned() };
        Heatmap {
            caption: caption(self.shown_title(), note, behind),
            cells: cells.collect(),
            rows: shown_rows.iter().map(|at| label(&rows[*at]).into_owned()).collect(),
            columns: shown_columns.iter().map(column_name).collect(),
            scale: match figure {
                None => Scale::Count,
                Some(Figure::Share | Figure::RowShare | Figure::ColumnShare) => Scale::Share,
                Some(Figure::PerThousand | Figure::Expected) => Scale::Amount,
                Some(Figure::Residual | Figure::Adjusted) => Scale::Difference,
            },
        }
        .draw()
    }
}

/// A figure as the title of a picture says it.
const fn in_words(figure: Figure) -> &'static str {
    match figure {
        Figure::Share => "shares",
        Figure::RowShare => "shares in each row",
        Figure::ColumnShare => "shares in each column",
        Figure::PerThousand => "rates per 1,000 read characters",
        Figure::Expected => "expected numbers",
        Figure::Residual => "residuals",
        Figure::Adjusted => "adjusted residuals",
    }
}

const fn is_time(facet: &Facet) -> bool {
    matches!(facet, Facet::Statement(StatementFacet::Year | StatementFacet::Month))
}

/// The places of the largest, in the order of the table.
fn largest(margins: &[Margin]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..margins.len()).collect();
    places.sort_by_key(|at| Reverse(margins[*at].n));
    places.truncate(MOST);
    places.sort_unstable();
    places
}
