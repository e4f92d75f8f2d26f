//! The error of every fallible constructor in `model`.

/// A value that cannot be what it is meant to be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("invalid {what} `{value}`: {why}")]
pub struct Invalid {
    /// What was expected, in the field's words: `statement kind`, `span`, `date`.
    pub what: &'static str,
    /// The value as it was given.
    pub value: String,
    /// Why it is refused.
    pub why: String,
}

impl Invalid {
    /// Names what was expected, the value given and the reason.
    pub fn new(what: &'static str, value: impl Into<String>, why: impl Into<String>) -> Self {
        Self { what, value: value.into(), why: why.into() }
    }
}
