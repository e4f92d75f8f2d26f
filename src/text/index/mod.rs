//! Where every character stands: the search index, as bytes.
//!
//! The texts of some thousand paragraphs make a *segment*. Their normalised copies stand one behind the
//! other, a gap of one between two of them, and each character of that row has a *position*. For every
//! character the index lists its positions, each as the distance from the one before. Words stand where
//! their characters stand in a row, so that one character or twenty are found with the same lists, and
//! what the lists say is exact. Which database rows hold the bytes is no concern of this module.

mod build;
mod phrase;
mod read;
mod varint;

pub use build::{Address, Block, Segment, SegmentBuilder};
pub use phrase::{Starts, united};
pub use read::{Damaged, Entry, Paragraphs, character_row, entries, list_in};

/// What the bytes mean: the version of this format and of [`super::Normal`]'s rules, and of the Unicode
/// tables the copies were made with. A segment of another form is of no use and is made again.
pub fn form() -> String {
    // To be raised when the bytes or the rules change.
    const FORMAT: u32 = 1;
    let (major, minor, update) = unicode_normalization::UNICODE_VERSION;
    let (cased, _, _) = char::UNICODE_VERSION;
    format!("{FORMAT} unicode {major}.{minor}.{update} case {cased}")
}

#[cfg(test)]
mod tests;
