//! Actors: who proposes, answers, is addressed.

use super::Invalid;
use super::field::{MAX_NAME, line};
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

/// Checks the name or alias of an actor: a line without the signs that part names where people and
/// files write them.
///
/// # Errors
/// Names the sign. `@` sets a post off, `/` the post's words, `|` one name from the next.
pub fn actor_name(text: &str) -> Result<String, Invalid> {
    let name = line("actor", text, MAX_NAME)?;
    let why = match name.chars().find(|c| matches!(c, '@' | '/' | '|')) {
        Some('@') => "`@` sets off a post, as in 陈前斌@重庆邮电大学",
        Some('/') => "`/` sets the post off from its organization; use ／ inside a name",
        Some(_) => "`|` parts one name from the next; use ｜ inside a name",
        None => return Ok(name),
    };
    Err(Invalid::new("actor", name, why))
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

#[cfg(test)]
mod tests {
    use super::{ActorRef, actor_name};

    #[test]
    fn names_hold_no_sign_that_parts_names() {
        for name in ["陈前斌", " 度小满（重庆）科技有限公司 ", "阿卜杜拉·买买提", "IBM (China)"]
        {
            assert_eq!(actor_name(name).as_deref(), Ok(name.trim()), "{name}");
        }
        for name in ["陈前斌@重庆邮电大学", "a/b", "甲|乙", "", "甲\u{200b}"] {
            assert!(actor_name(name).is_err(), "{name}");
        }
    }

    #[test]
    fn posts_print_as_they_are_typed() {
        for text in ["陈前斌", "陈前斌@重庆邮电大学", "陈前斌@重庆邮电大学/副校长"] {
            assert_eq!(text.parse::<ActorRef>().map(|actor| actor.to_string()).as_deref(), Ok(text));
        }
        assert!("陈前斌@".parse::<ActorRef>().is_err() && "@重庆邮电大学".parse::<ActorRef>().is_err());
    }
}
