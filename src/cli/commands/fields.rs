//! Flags for what is known about a document, shared by `import` and `doc set`.

use pizhu::model::DocumentFields;
use pizhu::model::field;
use pizhu::text::metadata::date_in;

use crate::cli::error::{CommandError, CommandResult};

/// What is known about a document.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct FieldFlags {
    /// Headline
    #[arg(long)]
    title: Option<String>,
    /// Second headline
    #[arg(long)]
    subtitle: Option<String>,
    /// Newspaper, website or issuing body
    #[arg(long)]
    outlet: Option<String>,
    /// Author
    #[arg(long)]
    author: Option<String>,
    /// Date of publication as far as known: 2025-06-11, 2025-06 or 2025
    #[arg(long = "date", value_name = "DATE")]
    published: Option<String>,
    /// Place
    #[arg(long)]
    region: Option<String>,
    /// Where it was found
    #[arg(long)]
    url: Option<String>,
    /// Language tag: zh-Hans
    #[arg(long)]
    language: Option<String>,
    /// Further attribute (can be repeated)
    #[arg(long = "attr", value_name = "NAME=VALUE")]
    attr: Vec<String>,
}

impl FieldFlags {
    /// `fields` with what was given; an empty text takes a field away. A date that names no year is of `year`,
    /// when one is given.
    pub(crate) fn apply(&self, fields: DocumentFields, year: Option<i32>) -> DocumentFields {
        let take = |given: &Option<String>, old: Option<String>| match given {
            Some(text) if text.trim().is_empty() => None,
            Some(text) => Some(text.clone()),
            None => old,
        };
        DocumentFields {
            title: take(&self.title, fields.title),
            subtitle: take(&self.subtitle, fields.subtitle),
            outlet: take(&self.outlet, fields.outlet),
            author: take(&self.author, fields.author),
            // What is no date in any form is refused where it is stored, as it was typed.
            published: take(&self.published, fields.published).map(|text| date_in(&text, year).unwrap_or(text)),
            region: take(&self.region, fields.region),
            url: take(&self.url, fields.url),
            language: take(&self.language, fields.language),
        }
    }

    /// Whether nothing was given.
    pub(crate) fn is_empty(&self) -> bool {
        let Self { title, subtitle, outlet, author, published, region, url, language, attr } = self;
        attr.is_empty()
            && [title, subtitle, outlet, author, published, region, url, language].iter().all(|field| field.is_none())
    }

    /// The attributes that were given; an empty value takes one away.
    pub(crate) fn attributes(&self) -> CommandResult<Vec<(String, String)>> {
        let attributes: Vec<(String, String)> =
            self.attr.iter().map(|text| attribute(text)).collect::<CommandResult<_>>()?;
        let twice =
            attributes.iter().enumerate().find(|(n, (name, _))| attributes[..*n].iter().any(|(o, _)| o == name));
        match twice {
            Some((_, (name, _))) => Err(CommandError::usage(format!("the attribute `{name}` is given twice"))),
            None => Ok(attributes),
        }
    }
}

fn attribute(text: &str) -> CommandResult<(String, String)> {
    let Some((name, value)) = text.split_once('=') else {
        return Err(CommandError::usage(format!("--attr `{text}`: write it NAME=VALUE")));
    };
    let name = field::line("attribute", name, 100)?;
    let value = if value.trim().is_empty() { String::new() } else { field::line("attribute", value, 10_000)? };
    Ok((name, value))
}
