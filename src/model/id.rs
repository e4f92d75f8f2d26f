//! Local handles: small integers that people type, each of its own type so that a code can never
//! stand where an actor belongs.

use super::Invalid;

/// Declares a handle: a transparent integer with `Display`.
macro_rules! handle {
    ($( $(#[$meta:meta])* $name:ident $prefix:literal; )+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&format!(concat!($prefix, "{}"), self.0))
            }
        }
    )+ };
}

handle! {
    /// A document of this file.
    DocumentId "";
    /// A paragraph of this file.
    ParagraphId "";
    /// A coder of this file.
    CoderId "";
    /// A variable of the codebook.
    VariableId "";
    /// A code of the codebook.
    CodeId "";
    /// An actor.
    ActorId "";
    /// One post of one actor.
    AffiliationId "";
    /// A statement; written `s14`.
    StatementId "s";
    /// An operation of the log.
    OperationId "";
    /// A note.
    MemoId "";
    /// A boundary that was decided on little.
    DoubtId "";
}

impl std::str::FromStr for StatementId {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        text.strip_prefix(['s', 'S'])
            .and_then(|digits| digits.parse::<i64>().ok())
            .filter(|id| *id > 0)
            .map(StatementId)
            .ok_or_else(|| Invalid::new("statement", text, "a statement is written s14"))
    }
}
