//! What a file's name says about its text, by a pattern: `{date}_{outlet}_{title}`.

use crate::model::{DocumentFields, Invalid};

use super::date;

/// A pattern of file names: words between names of fields in braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePattern {
    /// Words before each field, and the field.
    parts: Vec<(String, Field)>,
    /// Words after the last field.
    end: String,
    /// How many folders above the file it looks at.
    folders: usize,
}

/// What stands in braces.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Field {
    Known(&'static str),
    /// `{}`: anything, to be passed over.
    Nothing,
    /// Any other name: an attribute.
    Attribute(String),
}

/// What a name says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// The key.
    pub key: Option<String>,
    /// The fields.
    pub fields: DocumentFields,
    /// The attributes, by name.
    pub attributes: Vec<(String, String)>,
}

const KNOWN: [&str; 9] = ["key", "title", "subtitle", "outlet", "author", "date", "region", "url", "language"];

impl NamePattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// When a brace has no partner, two fields have nothing between them, or one stands twice.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let invalid = |why: &str| Invalid::new("name pattern", text, why.to_owned());
        let mut parts: Vec<(String, Field)> = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let (before, behind) = (&rest[..open], &rest[open + 1..]);
            let close = behind.find('}').ok_or_else(|| invalid("a `{` has no `}`"))?;
            if before.is_empty() && !parts.is_empty() {
                return Err(invalid("two fields need something between them"));
            }
            let field = match behind[..close].trim() {
                "" => Field::Nothing,
                name => match KNOWN.iter().find(|known| **known == name) {
                    Some(known) => Field::Known(known),
                    None => Field::Attribute(crate::model::field::line("attribute", name, 100)?),
                },
            };
            if field != Field::Nothing && parts.iter().any(|(_, known)| *known == field) {
                return Err(invalid("a field stands in it twice"));
            }
            parts.push((before.to_owned(), field));
            rest = &behind[close + 1..];
        }
        if rest.contains('}') {
            return Err(invalid("a `}` has no `{`"));
        }
        if parts.is_empty() {
            return Err(invalid("it names no field; write it like {date}_{outlet}_{title}"));
        }
        let folders = text.matches('/').count();
        Ok(Self { parts, end: rest.to_owned(), folders })
    }

    /// How many folders above the file the pattern looks at.
    pub const fn folders(&self) -> usize {
        self.folders
    }

    /// What `name` says: the file's name without its ending, after as many folders as the pattern has.
    /// Each field takes as little as it can, the last all that is left. A day that names no year is of `year`,
    /// when one is given.
    ///
    /// # Errors
    /// In words, why it does not fit.
    pub fn read(&self, name: &str, year: Option<i32>) -> Result<Named, String> {
        let mut named = Named::default();
        let mut rest = name;
        for (n, (before, field)) in self.parts.iter().enumerate() {
            let missing = |words: &str| format!("`{name}` has no `{words}` where the pattern has it");
            rest = rest.strip_prefix(before.as_str()).ok_or_else(|| missing(before))?;
            let until = self.parts.get(n + 1).map_or(self.end.as_str(), |(before, _)| before.as_str());
            let last = n + 1 == self.parts.len();
            let end = match (last, until) {
                (_, "") => rest.len(),
                (true, _) => rest.strip_suffix(until).map(str::len).ok_or_else(|| missing(until))?,
                (false, _) => rest.find(until).ok_or_else(|| missing(until))?,
            };
            named.set(field, rest[..end].trim(), year)?;
            rest = &rest[end..];
        }
        Ok(named)
    }
}

impl Named {
    fn set(&mut self, field: &Field, value: &str, year: Option<i32>) -> Result<(), String> {
        let place = match field {
            Field::Nothing => return Ok(()),
            _ if value.is_empty() => return Ok(()),
            Field::Attribute(name) => {
                self.attributes.push((name.clone(), value.to_owned()));
                return Ok(());
            }
            Field::Known("date") => {
                let date = date::date_in(value, year).ok_or_else(|| format!("`{value}` is no date"))?;
                self.fields.published = Some(date);
                return Ok(());
            }
            Field::Known("key") => &mut self.key,
            Field::Known("title") => &mut self.fields.title,
            Field::Known("subtitle") => &mut self.fields.subtitle,
            Field::Known("outlet") => &mut self.fields.outlet,
            Field::Known("author") => &mut self.fields.author,
            Field::Known("region") => &mut self.fields.region,
            Field::Known("url") => &mut self.fields.url,
            Field::Known(_) => &mut self.fields.language,
        };
        *place = Some(value.to_owned());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pattern: &str, name: &str) -> Result<Named, String> {
        NamePattern::parse(pattern).expect("a pattern").read(name, None)
    }

    #[test]
    fn a_name_gives_its_fields() {
        let named = read("{date}_{outlet}_{title}", "20250611_重庆日报_智绘_新图景").expect("it fits");
        assert_eq!(named.fields.published.as_deref(), Some("2025-06-11"));
        assert_eq!(named.fields.outlet.as_deref(), Some("重庆日报"));
        assert_eq!(named.fields.title.as_deref(), Some("智绘_新图景"));
        let named = read("{outlet}/{date}第{版次}版{}", "重庆日报/2025-06-11第3版要闻").expect("it fits");
        assert_eq!(named.attributes, [("版次".to_owned(), "3".to_owned())]);
        assert_eq!(
            read("[{region}]{title}.fin", "[重庆]报告.fin").expect("it fits").fields.title.as_deref(),
            Some("报告")
        );
    }

    #[test]
    fn a_day_takes_the_year_that_is_given() {
        let pattern = NamePattern::parse("{date}_{title}").expect("a pattern");
        let date = |name: &str| pattern.read(name, Some(2025)).map(|named| named.fields.published.unwrap_or_default());
        assert_eq!(date("六月十一日_算力"), Ok("2025-06-11".to_owned()));
        assert_eq!(date("2024年6月11日_算力"), Ok("2024-06-11".to_owned()));
        assert!(date("六月三十一日_算力").is_err());
    }

    #[test]
    fn what_does_not_fit_is_told() {
        assert!(read("{date}_{title}", "报告").unwrap_err().contains("has no `_`"));
        assert!(read("{date}_{title}", "报告_一").unwrap_err().contains("`报告` is no date"));
        for bad in ["{date", "date}", "{date}{title}", "报告", "{title}_{title}"] {
            assert!(NamePattern::parse(bad).is_err(), "{bad}");
        }
    }
}
