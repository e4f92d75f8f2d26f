//! Terms: when a post was held. Dates are known as far as they are known.

use crate::model::field;
use crate::model::{AffiliationId, Invalid};
use crate::ops::{OpError, Result};
use crate::store::AffiliationRow;

/// First and last day, each as far as known: `2025`, `2025-06`, `2025-06-11`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Dates {
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
}

/// What a post with these dates is, beside the terms of the same post that are there.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Settled {
    /// This one, as it is.
    Known(AffiliationId),
    /// This one, with dates it lacked.
    Dated(AffiliationId, Dates),
    /// One that is not there yet.
    New,
}

impl Dates {
    /// Checks both days and their order.
    pub(super) fn checked(from: Option<&str>, to: Option<&str>) -> Result<Self> {
        let day = |what, text: Option<&str>| text.map(|text| field::date(what, text)).transpose();
        let dates = Self { from: day("from", from)?, to: day("to", to)? };
        if dates.run_backwards() {
            let given = format!("{} to {}", dates.from.as_deref().unwrap_or(""), dates.to.as_deref().unwrap_or(""));
            return Err(Invalid::new("term", given, "it ends before it begins").into());
        }
        Ok(dates)
    }

    /// Whether the end certainly lies before the begin; days known in part count as far as they go.
    fn run_backwards(&self) -> bool {
        let (Some(from), Some(to)) = (&self.from, &self.to) else { return false };
        let common = from.len().min(to.len());
        from[..common] > to[..common]
    }

    /// These dates where they are known, else the others'.
    fn or(&self, other: &Self) -> Self {
        Self { from: self.from.clone().or(other.from.clone()), to: self.to.clone().or(other.to.clone()) }
    }
}

impl From<&AffiliationRow> for Dates {
    fn from(post: &AffiliationRow) -> Self {
        Self { from: post.from.clone(), to: post.to.clone() }
    }
}

impl std::fmt::Display for Dates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.from, &self.to) {
            (Some(from), Some(to)) => write!(f, "from {from} to {to}"),
            (Some(from), None) => write!(f, "from {from}"),
            (None, Some(to)) => write!(f, "to {to}"),
            (None, None) => f.write_str("without dates"),
        }
    }
}

/// A post with its dates, where they are known: `陈前斌@重庆邮电大学/副校长 from 2019`.
pub(super) fn dated(post: &AffiliationRow) -> String {
    match Dates::from(post) {
        none if none == Dates::default() => post.reference(),
        dates => format!("{} {dates}", post.reference()),
    }
}

/// Which of `terms`, all of one post, the dates given mean. Dates that were not known complete a term;
/// another begin is another term; dates that were known are never replaced.
///
/// # Errors
/// [`OpError::OtherDates`] when the dates contradict what is known, or could complete several terms.
pub(super) fn settle(terms: &[AffiliationRow], given: &Dates) -> Result<Settled> {
    let Some(first) = terms.first() else { return Ok(Settled::New) };
    if *given == Dates::default() {
        return Ok(Settled::Known(first.id));
    }
    let same_begin = |term: &&AffiliationRow| given.from.is_some() && term.from == given.from;
    let candidates: Vec<&AffiliationRow> = match terms.iter().find(same_begin) {
        Some(term) => vec![term],
        None => terms.iter().collect(),
    };
    let mut fits = candidates.iter().filter_map(|term| {
        let known = Dates::from(*term);
        let both = known.or(given);
        (both == given.or(&known) && !both.run_backwards()).then_some((term.id, known, both))
    });
    match (fits.next(), fits.next()) {
        (Some((id, known, both)), None) if known == both => Ok(Settled::Known(id)),
        (Some((id, _, both)), None) => Ok(Settled::Dated(id, both)),
        (None, _) if given.from.is_some() && candidates.iter().all(|term| term.from != given.from) => Ok(Settled::New),
        _ => Err(OpError::OtherDates {
            post: first.reference(),
            known: terms.iter().map(|term| Dates::from(term).to_string()).collect(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ActorId;

    fn dates(text: &str) -> Dates {
        let (from, to) = text.split_once('–').expect("a dash");
        let part = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Dates { from: part(from), to: part(to) }
    }

    fn settled(terms: &[&str], given: &str) -> String {
        let rows: Vec<AffiliationRow> = (1..)
            .zip(terms)
            .map(|(id, text)| AffiliationRow {
                id: AffiliationId(id),
                actor_id: ActorId(1),
                actor: "甲".into(),
                organization_id: ActorId(2),
                organization: "乙".into(),
                post: None,
                from: dates(text).from,
                to: dates(text).to,
            })
            .collect();
        match settle(&rows, &dates(given)) {
            Ok(Settled::Known(id)) => format!("known {id}"),
            Ok(Settled::Dated(id, dates)) => format!("{id} {dates}"),
            Ok(Settled::New) => "new".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn dates_complete_what_was_not_known() {
        assert_eq!(settled(&[], "2019–"), "new");
        assert_eq!(settled(&["–"], "–"), "known 1");
        assert_eq!(settled(&["–"], "2019–2023"), "1 from 2019 to 2023");
        assert_eq!(settled(&["2019–"], "–2023"), "1 from 2019 to 2023");
        assert_eq!(settled(&["2019–"], "2019–2023"), "1 from 2019 to 2023");
        assert_eq!(settled(&["–2023"], "2019–"), "1 from 2019 to 2023");
        assert_eq!(settled(&["2019–2023"], "–2023"), "known 1");
        assert_eq!(settled(&["2013–2018", "2019–"], "–2023"), "2 from 2019 to 2023");
    }

    #[test]
    fn another_begin_is_another_term() {
        assert_eq!(settled(&["2013–2018"], "2019–"), "new");
        assert_eq!(settled(&["2013–"], "2019–2023"), "new");
        assert_eq!(settled(&["–2018"], "2019–"), "new");
    }

    #[test]
    fn what_is_known_is_never_replaced() {
        assert_eq!(settled(&["2019–2023"], "2019–2024"), "甲@乙 is known from 2019 to 2023");
        assert_eq!(settled(&["2019–2023"], "–2024"), "甲@乙 is known from 2019 to 2023");
        assert_eq!(settled(&["2013–", "2019–"], "–2023"), "甲@乙 is known from 2013 and from 2019");
    }

    #[test]
    fn a_term_does_not_end_before_it_begins() {
        for (from, to) in [("2019", "2018"), ("2019-06", "2019-05-30"), ("2019-06-02", "2019-06-01")] {
            assert!(Dates::checked(Some(from), Some(to)).is_err(), "{from} {to}");
        }
        for (from, to) in [("2019", "2019"), ("2019-06", "2019"), ("2019", "2019-01-01"), ("2019-06-01", "2019-06")] {
            assert!(Dates::checked(Some(from), Some(to)).is_ok(), "{from} {to}");
        }
    }
}
