//! Codes: values of a variable, in a tree, named by their path from the top.

use super::Invalid;
use super::field::{MAX_NAME, line};

/// The path of a code: its names from the top, written `人才培养/学段衔接`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodePath(Vec<String>);

impl CodePath {
    /// The names from the top; never empty.
    pub fn names(&self) -> &[String] {
        &self.0
    }

    /// The last name.
    pub fn name(&self) -> &str {
        self.0.last().map_or("", String::as_str)
    }

    /// The path of the code above, if there is one.
    pub fn parent(&self) -> Option<Self> {
        match self.0.split_last() {
            Some((_, above)) if !above.is_empty() => Some(Self(above.to_vec())),
            _ => None,
        }
    }

    /// This path with one more name.
    pub fn child(&self, name: &str) -> Result<Self, Invalid> {
        let mut names = self.0.clone();
        names.push(code_name(name)?);
        Ok(Self(names))
    }
}

/// Checks one step of a path: a line without `/`.
pub fn code_name(name: &str) -> Result<String, Invalid> {
    let name = line("code", name, MAX_NAME)?;
    if name.contains('/') {
        return Err(Invalid::new("code", name, "`/` separates the steps of a path; use ／ inside a name"));
    }
    Ok(name)
}

impl std::str::FromStr for CodePath {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        text.split('/').map(code_name).collect::<Result<_, _>>().map(Self)
    }
}

impl std::fmt::Display for CodePath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0.join("/"))
    }
}

/// A code as typed: a variable (`theme` unless said) and any unique tail of the path.
///
/// Written `theme:人才培养/学段衔接`, `人才培养/学段衔接` or `学段衔接`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeRef {
    /// The variable, where it was given.
    pub variable: Option<String>,
    /// The whole path or its tail.
    pub tail: CodePath,
}

impl std::str::FromStr for CodeRef {
    type Err = Invalid;

    /// A colon belongs to the reference only when what stands before it could be a variable's
    /// name; `：` is never special, so Chinese names may hold it.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        match text.split_once(':') {
            Some((variable, tail)) if !variable.contains('/') => {
                Ok(Self { variable: Some(line("variable", variable, MAX_NAME)?), tail: tail.parse()? })
            }
            _ => Ok(Self { variable: None, tail: text.parse()? }),
        }
    }
}
