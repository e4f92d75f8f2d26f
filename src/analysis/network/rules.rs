//! What one has to decide before a network is drawn, in the words of Discourse Network Analyzer where it
//! has one.

use super::window::Window;
use crate::model::named_enum;

named_enum! {
    /// Which statements count as the same one said again: those that name the same two nodes, with the
    /// same stance unless stances are ignored. The first of them counts.
    Duplicates("duplicates rule") {
        /// None: every statement counts.
        Include = "include",
        /// Those of one document.
        Document = "document",
        /// Those of one day.
        Day = "day",
        /// Those of one calendar week, Monday to Sunday.
        Week = "week",
        /// Those of one month of one year.
        Month = "month",
        /// Those of one year.
        Year = "year",
        /// All: the weight of a tie is then the number of nodes shared.
        AcrossRange = "acrossrange",
    }
}

named_enum! {
    /// What becomes of for and against.
    Handling("stance handling") {
        /// Nothing: to speak of a thing is enough.
        Ignore = "ignore",
        /// One mode: to take the same stance ties; half so where one is neutral.
        Congruence = "congruence",
        /// One mode: to take opposite stances ties; half so where one is neutral.
        Conflict = "conflict",
        /// One mode: congruence less conflict. Two modes: statements for less statements against.
        Subtract = "subtract",
        /// Two modes: 1 for, 2 against, 3 both; 4 more where somebody was neutral.
        Combine = "combine",
    }
}

named_enum! {
    /// What becomes of statements whose stance nobody gave, where stances matter.
    MissingStance("missing stance") {
        /// They are left out.
        Skip = "skip",
        /// They count as for.
        For = "for",
        /// They count as neutral.
        Neutral = "neutral",
    }
}

named_enum! {
    /// What a weight is divided by. `a` is the number of statements of a node.
    Normalization("normalisation") {
        /// Nothing.
        None = "none",
        /// One mode: by the mean of the two `a`.
        Average = "average",
        /// One mode: by the statements of either that the other has no like of, plus the products of
        /// those that meet.
        Jaccard = "jaccard",
        /// One mode: by the product of the two `a`.
        Cosine = "cosine",
        /// Two modes: by the `a` of the row.
        Activity = "activity",
        /// Two modes: by the `a` of the column.
        Prominence = "prominence",
    }
}

/// How events become ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Rows are tied to rows, by the columns they share.
    pub one_mode: bool,
    /// What counts once.
    pub duplicates: Duplicates,
    /// For and against.
    pub handling: Handling,
    /// What has no stance.
    pub missing: MissingStance,
    /// What weights are divided by.
    pub normalization: Normalization,
    /// One network after the other, for a stretch of time each.
    pub window: Option<Window>,
    /// Nodes without any event that counts, too.
    pub isolates: bool,
}

impl Rules {
    /// The names of what a weight was made of; none where stances are ignored.
    pub const fn parts(&self) -> &'static [&'static str] {
        match (self.handling, self.one_mode) {
            (Handling::Ignore, _) => &[],
            (_, true) => &["congruence", "conflict"],
            (_, false) => &["for", "neutral", "against"],
        }
    }

    /// What does not go together, and why.
    pub fn contradiction(&self) -> Option<String> {
        let mode = if self.one_mode { "one mode (--via)" } else { "two modes" };
        let stances: &[Handling] = if self.one_mode {
            &[Handling::Ignore, Handling::Congruence, Handling::Conflict, Handling::Subtract]
        } else {
            &[Handling::Ignore, Handling::Subtract, Handling::Combine]
        };
        let divisors: &[Normalization] = if self.one_mode {
            &[Normalization::None, Normalization::Average, Normalization::Jaccard, Normalization::Cosine]
        } else if self.handling == Handling::Combine {
            &[Normalization::None]
        } else {
            &[Normalization::None, Normalization::Activity, Normalization::Prominence]
        };
        let names = |names: Vec<&str>| names.join(", ");
        if !stances.contains(&self.handling) {
            let allowed = names(stances.iter().map(|stance| stance.as_str()).collect());
            return Some(format!("a network of {mode} has no stance handling `{}`, but {allowed}", self.handling));
        }
        if !divisors.contains(&self.normalization) {
            let allowed = names(divisors.iter().map(|divisor| divisor.as_str()).collect());
            let stance = if self.handling == Handling::Combine { " of combined stances" } else { "" };
            return Some(format!(
                "a network of {mode}{stance} has no normalisation `{}`, but {allowed}",
                self.normalization
            ));
        }
        None
    }
}
