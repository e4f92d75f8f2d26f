//! Plain data in the field's own terms. Knows nothing of SQL, files or screens.

mod invalid;
mod names;
mod paragraph;

pub use invalid::Invalid;
pub(crate) use names::named_enum;
pub use paragraph::ParagraphKind;
