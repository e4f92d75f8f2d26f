//! What reading one file may cost, counted over everything in it: a small file must not make much work.

use std::cell::Cell;

use super::FileProblem;
use super::package::refuse;

/// Most bytes inflated from one file, from all archives in it together.
pub(super) const MAX_INFLATED: u64 = 256 * 1024 * 1024;
/// Most pieces of markup, tags and texts between them, in one document. A book has some hundred
/// thousand.
pub(super) const MAX_MARKUP: u64 = 4_000_000;
/// Pieces of markup in all documents of an archive, for each of its bytes: honest ones have one for two
/// bytes or more. One document may always have as many as it may by itself.
const MARKUP_PER_BYTE: u64 = 8;
/// Most pieces of markup in all documents of one archive, however large it is.
const MAX_MARKUP_IN_ALL: u64 = 48_000_000;

/// What may still be spent on one file. Shared by all readers that have a hand in it.
#[derive(Debug)]
pub(super) struct Effort {
    bytes: Cell<u64>,
    markup: Cell<u64>,
    markup_in_all: Cell<u64>,
    spent: Cell<bool>,
}

impl Effort {
    /// For a file of so many bytes that nothing is read of yet.
    pub(super) fn new(size: usize) -> Self {
        let in_all = (size as u64).saturating_mul(MARKUP_PER_BYTE).clamp(MAX_MARKUP, MAX_MARKUP_IN_ALL);
        Self {
            bytes: Cell::new(MAX_INFLATED),
            markup: Cell::new(MAX_MARKUP),
            markup_in_all: Cell::new(in_all),
            spent: Cell::new(false),
        }
    }

    /// Begins another document of the same archive.
    pub(super) fn next_document(&self) {
        self.markup.set(MAX_MARKUP);
    }

    /// Whether so much was spent on the whole file that no document of it may be read any more.
    pub(super) const fn is_spent(&self) -> bool {
        self.spent.get()
    }

    /// Counts bytes that are about to be inflated.
    ///
    /// # Errors
    /// When they are too many.
    pub(super) fn inflate(&self, bytes: u64) -> Result<(), FileProblem> {
        self.take(&self.bytes, bytes).ok_or_else(too_much)
    }

    /// Counts pieces of markup that were read.
    ///
    /// # Errors
    /// When they are too many.
    pub(super) fn markup(&self, pieces: u64) -> Result<(), FileProblem> {
        let Some(left) = self.markup.get().checked_sub(pieces) else {
            return Err(refuse(format!("it holds more than {MAX_MARKUP} pieces of markup")));
        };
        self.markup.set(left);
        self.take(&self.markup_in_all, pieces)
            .ok_or_else(|| refuse("its files hold more markup than files of their size do".to_owned()))
    }

    fn take(&self, from: &Cell<u64>, amount: u64) -> Option<()> {
        let left = from.get().checked_sub(amount);
        from.set(left.unwrap_or(0));
        self.spent.set(self.spent.get() || left.is_none());
        left.map(|_| ())
    }
}

/// The refusal of an archive that holds too many bytes.
pub(super) fn too_much() -> FileProblem {
    refuse(format!("its archive holds more than {} MiB", MAX_INFLATED / (1024 * 1024)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_document_too_large_leaves_the_others_their_share() {
        let effort = Effort::new(1 << 30);
        assert!(effort.markup(MAX_MARKUP).is_ok());
        assert!(effort.markup(1).is_err() && !effort.is_spent());
        effort.next_document();
        assert!(effort.markup(1).is_ok());
    }

    #[test]
    fn what_is_spent_on_the_whole_stays_spent() {
        for (size, documents) in [(0, 1), (1 << 20, 2), (1 << 30, MAX_MARKUP_IN_ALL / MAX_MARKUP)] {
            let effort = Effort::new(size);
            for _ in 0..documents {
                effort.next_document();
                assert!(effort.markup(MAX_MARKUP).is_ok());
            }
            effort.next_document();
            assert!(effort.markup(MAX_MARKUP).is_err() && effort.is_spent());
        }
        let effort = Effort::new(0);
        assert!(effort.inflate(MAX_INFLATED).is_ok() && !effort.is_spent());
        assert!(effort.inflate(1).is_err() && effort.is_spent());
    }
}
