//! The flags of the filter: one table for the command line, for filters with a name, and for what is said
//! of them in words.

use super::code_of;
use crate::model::{Filter, Invalid, named_enum};

named_enum! {
    /// A flag of the filter, without its dashes.
    FilterFlag("flag") {
        /// In this document, or stretch of it.
        Document = "document",
        /// Published on this date or later.
        From = "from",
        /// Published on this date or earlier.
        To = "to",
        /// Published in this outlet.
        Outlet = "outlet",
        /// In paragraphs of this kind.
        ParagraphKind = "paragraph-kind",
        /// Of this kind.
        Kind = "kind",
        /// With this theme or one below it.
        Theme = "theme",
        /// With this code or one below it.
        Code = "code",
        /// With this actor.
        Actor = "actor",
        /// With an actor in this role.
        Role = "role",
        /// Coded by this coder.
        By = "by",
        /// In paragraphs left so.
        Reading = "reading",
        /// In documents with this attribute.
        Attr = "attr",
        /// What this saved filter leaves.
        Filter = "filter",
    }
}

impl FilterFlag {
    /// What stands before its values in a sentence.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Document => "in",
            Self::From => "published from",
            Self::To => "published to",
            Self::Outlet => "from outlet",
            Self::ParagraphKind => "in paragraphs of kind",
            Self::Kind => "of kind",
            Self::Theme | Self::Code => "with code",
            Self::Actor => "with actor",
            Self::Role => "with an actor as",
            Self::By => "coded by",
            Self::Reading => "in paragraphs left",
            Self::Attr => "with attribute",
            Self::Filter => "of the filter",
        }
    }

    /// Lets a filter have a value of this flag as it is typed. Of what a filter has once, the last value counts.
    ///
    /// # Errors
    /// A value that cannot be one.
    pub fn set(self, filter: &mut Filter, value: &str) -> Result<(), Invalid> {
        match self {
            Self::Document => filter.places.push(value.parse()?),
            Self::From => filter.from = Some(value.to_owned()),
            Self::To => filter.to = Some(value.to_owned()),
            Self::Outlet => filter.outlets.push(value.to_owned()),
            Self::ParagraphKind => filter.paragraph_kinds.push(value.parse()?),
            Self::Kind => filter.kinds.push(value.parse()?),
            Self::Theme => filter.codes.push(value.parse()?),
            Self::Code => filter.codes.push(code_of(value)?),
            Self::Actor => filter.actors.push(value.to_owned()),
            Self::Role => filter.roles.push(value.parse()?),
            Self::By => filter.coders.push(value.to_owned()),
            Self::Reading => filter.reading = Some(value.parse()?),
            Self::Attr => filter.attributes.push(attribute(value)?),
            Self::Filter => filter.named.push(value.to_owned()),
        }
        Ok(())
    }
}

/// `名称=值`: an attribute of a document.
///
/// # Errors
/// Anything without `=`.
fn attribute(text: &str) -> Result<(String, String), Invalid> {
    match text.split_once('=').map(|(name, value)| (name.trim(), value.trim())) {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err(Invalid::new("attribute", text, "write it NAME=VALUE")),
    }
}
