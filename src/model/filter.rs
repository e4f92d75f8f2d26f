//! The one filter: which statements or paragraphs a question is about, as people type it.

use super::names::named_enum;
use super::{CodeRef, ParagraphKind, ParagraphRef, Role, StatementKind};

named_enum! {
    /// How far a coder got with a paragraph, as one asks for it.
    ReadingFilter("reading state") {
        /// Not read yet.
        Unread = "unread",
        /// Read and coded.
        Done = "done",
        /// Read, nothing to code in it.
        None = "none",
        /// To be looked at again.
        Unsure = "unsure",
    }
}

/// Which statements or paragraphs. Nothing set: all of them.
///
/// Different fields narrow each other; several values of one field widen it. Codes of one variable
/// widen, codes of different variables narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// These words stand in the quote or the summary of a statement, in the text of a paragraph;
    /// taken literally, `A` is `a`.
    pub text: Option<String>,
    /// Documents, or stretches of them.
    pub places: Vec<ParagraphRef>,
    /// Published on this date or later. A date known only in part counts as far as it goes; a
    /// document without one is left out as soon as a bound is set.
    pub from: Option<String>,
    /// Published on this date or earlier.
    pub to: Option<String>,
    /// Newspapers, websites, issuing bodies.
    pub outlets: Vec<String>,
    /// What the paragraph is on its page.
    pub paragraph_kinds: Vec<ParagraphKind>,
    /// What sort of assertion.
    pub kinds: Vec<StatementKind>,
    /// Codes, each standing for itself and all below it.
    pub codes: Vec<CodeRef>,
    /// Actors by name or alias, in any of the roles.
    pub actors: Vec<String>,
    /// Roles; any for none. Without actors: somebody stands in it in one of these roles.
    pub roles: Vec<Role>,
    /// Coders whose statements, and whose readings, are meant.
    pub coders: Vec<String>,
    /// How far these coders got with the paragraph; the coder who works here if none is named.
    pub reading: Option<ReadingFilter>,
    /// Attributes of documents, name and value. Values of one name widen, different names narrow.
    pub attributes: Vec<(String, String)>,
    /// Names of saved filters, each of which narrows.
    pub named: Vec<String>,
}
