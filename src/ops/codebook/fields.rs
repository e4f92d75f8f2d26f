//! What is to be said about a code.

use crate::model::field::{line, prose};
use crate::model::{Invalid, color};
use crate::store::CodeFields;

/// Longest label, in characters; the schema holds the same bound.
const MAX_LABEL: usize = 500;

/// Changes to the fields of a code: `None` leaves one as it is, an empty text clears it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodePatch {
    /// Another wording.
    pub label: Option<String>,
    /// What it means.
    pub definition: Option<String>,
    /// What belongs under it.
    pub include: Option<String>,
    /// What does not.
    pub exclude: Option<String>,
    /// A typical passage.
    pub example: Option<String>,
    /// `#RRGGBB`.
    pub color: Option<String>,
}

impl CodePatch {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// `old` with the changes made.
    ///
    /// # Errors
    /// Names the field and what is wrong with it.
    pub fn apply(&self, old: CodeFields) -> Result<CodeFields, Invalid> {
        Ok(CodeFields {
            label: change(old.label, self.label.as_deref(), label)?,
            definition: change(old.definition, self.definition.as_deref(), |text| prose("definition", text))?,
            include: change(old.include, self.include.as_deref(), |text| prose("include", text))?,
            exclude: change(old.exclude, self.exclude.as_deref(), |text| prose("exclude", text))?,
            example: change(old.example, self.example.as_deref(), |text| prose("example", text))?,
            color: change(old.color, self.color.as_deref(), color)?,
        })
    }
}

/// A label of a code or a variable as it may be stored.
pub(super) fn label(text: &str) -> Result<String, Invalid> {
    line("label", text, MAX_LABEL)
}

/// The old value, nothing, or the given one as `check` lets it pass.
pub(super) fn change(
    old: Option<String>,
    given: Option<&str>,
    check: impl Fn(&str) -> Result<String, Invalid>,
) -> Result<Option<String>, Invalid> {
    match given {
        None => Ok(old),
        Some(text) if text.trim().is_empty() => Ok(None),
        Some(text) => check(text).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_left_cleared_or_replaced() {
        let old = CodeFields { label: Some("a".into()), definition: Some("b".into()), ..CodeFields::default() };
        let patch = CodePatch { label: Some(" ".into()), example: Some(" 例 ".into()), ..CodePatch::default() };
        let new = patch.apply(old).expect("fields");
        assert_eq!((new.label, new.definition.as_deref(), new.example.as_deref()), (None, Some("b"), Some("例")));
        assert!(!patch.is_empty() && CodePatch::default().is_empty());
    }

    #[test]
    fn what_may_not_stand_in_a_field_is_refused() {
        let refused = |patch: CodePatch| patch.apply(CodeFields::default()).is_err();
        assert!(refused(CodePatch { label: Some("长".repeat(501)), ..CodePatch::default() }));
        assert!(refused(CodePatch { definition: Some("甲\u{1b}[2J".into()), ..CodePatch::default() }));
        assert!(refused(CodePatch { color: Some("blue".into()), ..CodePatch::default() }));
    }
}
