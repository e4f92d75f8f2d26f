//! What sums become weights by, as Discourse Network Analyzer does it (`Exporter.java`,
//! `computeOneModeMatrix` and `computeTwoModeMatrix`). Where its manual says otherwise the program's own
//! results are followed, for these are the published ones: `cosine` is the product of activities, not
//! the cosine of vectors, and `average` can exceed 1.

use super::project::{Encounter, Uses};
use super::rules::{Handling, Normalization};

/// The sum of a pair of rows before it is divided.
pub(super) fn one_mode(handling: Handling, sum: &Encounter) -> f64 {
    match handling {
        Handling::Congruence => sum.congruence,
        Handling::Conflict => sum.conflict,
        Handling::Subtract => sum.congruence - sum.conflict,
        Handling::Ignore | Handling::Combine => sum.shared,
    }
}

/// What the sum of a pair of rows with these activities is divided by.
pub(super) fn one_mode_divisor(normalization: Normalization, own: f64, other: f64, sum: &Encounter) -> f64 {
    match normalization {
        Normalization::Average => f64::midpoint(own, other),
        Normalization::Cosine => own * other,
        Normalization::Jaccard => (own - sum.matched) + (other - sum.matched_other) + sum.like,
        Normalization::None | Normalization::Activity | Normalization::Prominence => 1.0,
    }
}

/// The sum of a row and a column before it is divided.
pub(super) fn two_mode(handling: Handling, uses: &Uses) -> f64 {
    let [against, neutral, for_it, _] = uses.levels;
    match handling {
        Handling::Subtract => f64::from(for_it) - f64::from(against),
        Handling::Combine => f64::from(u8::from(for_it > 0) + 2 * u8::from(against > 0) + 4 * u8::from(neutral > 0)),
        Handling::Ignore | Handling::Congruence | Handling::Conflict => uses.total,
    }
}

/// What the sum of a row and a column is divided by.
pub(super) fn two_mode_divisor(normalization: Normalization, activity: f64, prominence: f64) -> f64 {
    match normalization {
        Normalization::Activity => activity,
        Normalization::Prominence => prominence,
        _ => 1.0,
    }
}

/// A sum divided; by nothing it is nothing.
pub(super) fn divided(sum: f64, divisor: f64) -> f64 {
    if divisor == 0.0 { 0.0 } else { sum / divisor }
}
