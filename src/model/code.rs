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

/// Checks one step of a path: a line without `/` and `|`.
pub fn code_name(name: &str) -> Result<String, Invalid> {
    let name = line("code", name, MAX_NAME)?;
    let why = match name.chars().find(|c| matches!(c, '/' | '|')) {
        Some('/') => "`/` separates the steps of a path; use ／ inside a name",
        Some(_) => "`|` separates codes where files hold several; use ｜ inside a name",
        None => return Ok(name),
    };
    Err(Invalid::new("code", name, why))
}

/// Checks a variable's name: a line of at most 100 characters that can be typed before a code.
pub fn variable_name(name: &str) -> Result<String, Invalid> {
    let name = line("variable", name, 100)?;
    if name.contains([':', '/', '=']) {
        return Err(Invalid::new("variable", name, "it must not hold : / or ="));
    }
    Ok(name)
}

/// Checks a colour: `#` and six hexadecimal digits, kept as written.
pub fn color(text: &str) -> Result<String, Invalid> {
    let text = line("colour", text, MAX_NAME)?;
    match text.strip_prefix('#') {
        Some(digits) if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) => Ok(text),
        _ => Err(Invalid::new("colour", text, "write it #RRGGBB, as in #4477AA")),
    }
}

impl std::str::FromStr for CodePath {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let steps: Vec<&str> = text.split('/').collect();
        if steps.len() > 1 && steps.iter().any(|step| step.trim().is_empty()) {
            return Err(Invalid::new("code", text, "a step of the path is empty"));
        }
        steps.into_iter().map(code_name).collect::<Result<_, _>>().map(Self)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_have_names_and_parents() {
        let path: CodePath = " 人才培养 / 学段衔接 ".parse().expect("a path");
        assert_eq!((path.to_string().as_str(), path.name()), ("人才培养/学段衔接", "学段衔接"));
        assert_eq!(path.parent().map(|parent| parent.to_string()).as_deref(), Some("人才培养"));
        assert_eq!(path.parent().and_then(|parent| parent.parent()), None);
        for bad in ["", "/", "甲/", "/甲", "甲//乙", "甲|乙", "甲/乙|丙", "甲/\u{202e}乙"] {
            assert!(bad.parse::<CodePath>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_colon_names_the_variable() {
        let code: CodeRef = "instrument:供给型/人才".parse().expect("a code");
        assert_eq!((code.variable.as_deref(), code.tail.names().len()), (Some("instrument"), 2));
        let code: CodeRef = "目标：时间".parse().expect("a code");
        assert_eq!((code.variable, code.tail.name()), (None, "目标：时间"));
        assert!(":甲".parse::<CodeRef>().is_err() && "theme:".parse::<CodeRef>().is_err());
    }

    #[test]
    fn variables_and_colours_are_checked() {
        assert_eq!(variable_name(" instrument ").as_deref(), Ok("instrument"));
        for bad in ["", "a:b", "a/b", "a=b", "a\nb"] {
            assert!(variable_name(bad).is_err(), "{bad}");
        }
        assert_eq!(color("#4477aA").as_deref(), Ok("#4477aA"));
        for bad in ["", "4477AA", "#4477A", "#4477AG", "#4477AAA", "red", "#４４７７"] {
            assert!(color(bad).is_err(), "{bad}");
        }
    }
}
