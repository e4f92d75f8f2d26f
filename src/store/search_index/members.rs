//! The paragraphs a filter names, for the index to pass over all others.

use crate::store::{Reader, Result, Selection};

/// So few paragraphs are looked at one by one faster than the index is asked.
const FEW: usize = 2_048;

/// Which paragraphs are selected.
pub(super) enum Members {
    /// All of them.
    All,
    /// These, by id.
    These(Vec<i64>),
}

impl Members {
    /// `None` where they are so few that no index is needed.
    pub(super) fn of(reader: Reader<'_>, selection: &Selection) -> Result<Option<Self>> {
        if selection.is_everything() {
            return Ok(Some(Self::All));
        }
        let question = selection.paragraphs();
        let sql = format!("{}{}", include_str!("members.sql"), question.clause());
        let mut ids: Vec<i64> = reader.rows(&sql, question.parameters().as_slice(), |row| Ok(row.get(0)?))?;
        if ids.len() <= FEW {
            return Ok(None);
        }
        ids.sort_unstable();
        Ok(Some(Self::These(ids)))
    }

    pub(super) fn contains(&self, id: i64) -> bool {
        match self {
            Self::All => true,
            Self::These(ids) => ids.binary_search(&id).is_ok(),
        }
    }
}
