//! What a table is of, and what it tells.

mod parts;
mod sql;

use super::{Facet, Tree, Unit};
use crate::model::named_enum;
use crate::store::Selection;

named_enum! {
    /// What is told of a count beside the count itself.
    Figure("figure") {
        /// Its part of the whole table.
        Share = "share",
        /// Its part of its row.
        RowShare = "row_share",
        /// Its part of its column.
        ColumnShare = "column_share",
        /// How many per 1,000 characters that were read.
        PerThousand = "per_1000",
        /// How many there would be if rows and columns had nothing to do with each other: row times
        /// column by whole.
        Expected = "expected",
        /// Pearson's residual: what is more than expected, by the root of expected.
        Residual = "residual",
        /// The adjusted residual: the same by its standard error, so that it is near normal when rows
        /// and columns are independent (Haberman 1973, Biometrics 29, 205–220).
        Adjusted = "adjusted",
    }
}

impl Figure {
    /// Whether it compares with what is expected, and is telling of empty cells too.
    pub const fn is_of_expectation(self) -> bool {
        matches!(self, Self::Expected | Self::Residual | Self::Adjusted)
    }

    /// Whether it needs rows and columns.
    pub const fn needs_columns(self) -> bool {
        matches!(self, Self::RowShare | Self::ColumnShare) || self.is_of_expectation()
    }

    /// Whether it says little without how much was read.
    pub const fn needs_reach(self) -> bool {
        !self.is_of_expectation()
    }
}

/// What to count.
#[derive(Debug, Clone)]
pub struct Tabulation {
    /// What the rows are.
    pub rows: Facet,
    /// What the columns are; none for a single list.
    pub columns: Option<Facet>,
    /// How codes are counted.
    pub tree: Tree,
    /// What is counted.
    pub unit: Unit,
    /// What is told beside the counts.
    pub figures: Vec<Figure>,
    /// Which statements; of their actors those in its roles, where it names any.
    pub selection: Selection,
}

impl Tabulation {
    /// What stands in a listing for a missing value.
    pub const NONE: &'static str = "(none)";

    /// Whether the two sides meet actor by actor.
    ///
    /// A statement in which A proposes and B is addressed stands under A × proposer and B × addressee
    /// only. All others meet in the statement.
    pub fn is_paired(&self) -> bool {
        self.columns.as_ref().is_some_and(|columns| columns.pairs_with(&self.rows))
    }

    /// Whether it is told apart who coded.
    pub fn is_by_coder(&self) -> bool {
        [Some(&self.rows), self.columns.as_ref()].into_iter().flatten().any(Facet::is_coder)
    }

    /// Whether cells in which nothing is are told, too.
    pub fn tells_empty_cells(&self) -> bool {
        self.figures.iter().any(|figure| figure.is_of_expectation())
    }

    /// Whether it is told how much was read.
    pub fn tells_reach(&self) -> bool {
        self.figures.iter().any(|figure| figure.needs_reach())
    }

    /// The columns of its listing.
    pub fn header(&self) -> Vec<String> {
        let mut names = vec![self.rows.name()];
        if let Some(columns) = &self.columns {
            let name = columns.name();
            names.push(if names.contains(&name) { format!("{name}_2") } else { name });
        }
        names.push("n".to_owned());
        names.extend(self.figures.iter().map(ToString::to_string));
        if self.tells_reach() {
            names.extend(["read_paragraphs", "paragraphs"].map(str::to_owned));
        }
        if self.figures.contains(&Figure::PerThousand) {
            names.push("read_characters".to_owned());
        }
        names
    }
}
