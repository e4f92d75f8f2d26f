//! Actors: who proposes, answers, is addressed.

use super::Invalid;
use super::names::named_enum;

named_enum! {
    /// What sort of actor it is.
    ActorKind("actor kind") {
        /// One human being.
        Person = "person",
        /// A body with members or staff.
        Organization = "organization",
        /// People acting together without being a body: a meeting, a delegation.
        Group = "group",
    }
}

/// An actor as typed: a name, and where it matters the post he speaks in.
///
/// Written `陈前斌`, `陈前斌@重庆邮电大学` or `陈前斌@重庆邮电大学/副校长`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorRef {
    /// The name or an alias.
    pub name: String,
    /// The organization of the post spoken in.
    pub organization: Option<String>,
    /// The post itself, needed only when one organization gave him several.
    pub post: Option<String>,
}

impl std::str::FromStr for ActorRef {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let (name, rest) = match text.split_once('@') {
            Some((name, rest)) => (name.trim(), Some(rest.trim())),
            None => (text.trim(), None),
        };
        let (organization, post) = match rest.map(|r| r.split_once('/').unwrap_or((r, ""))) {
            None => (None, None),
            Some(("", _)) => {
                return Err(Invalid::new("actor", text, "the organization after `@` is missing"));
            }
            Some((organization, "")) => (Some(organization), None),
            Some((organization, post)) => (Some(organization), Some(post)),
        };
        if name.is_empty() {
            return Err(Invalid::new("actor", text, "the name is empty"));
        }
        Ok(Self { name: name.to_owned(), organization: organization.map(str::to_owned), post: post.map(str::to_owned) })
    }
}

impl std::fmt::Display for ActorRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)?;
        if let Some(organization) = &self.organization {
            write!(f, "@{organization}")?;
        }
        if let Some(post) = &self.post {
            write!(f, "/{post}")?;
        }
        Ok(())
    }
}
