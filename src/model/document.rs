//! What is known about a document.

use serde::{Deserialize, Serialize};

use super::Invalid;
use super::field::{self, MAX_LINE, MAX_NAME};

/// The fields a person may set on a document. `None` means: not known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentFields {
    /// Headline.
    pub title: Option<String>,
    /// Second headline.
    pub subtitle: Option<String>,
    /// Newspaper, website, issuing body.
    pub outlet: Option<String>,
    /// Byline.
    pub author: Option<String>,
    /// Date as far as known: `2025`, `2025-06`, `2025-06-11`.
    pub published: Option<String>,
    /// Place.
    pub region: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
}

impl DocumentFields {
    /// Every field as it may be stored.
    ///
    /// # Errors
    /// Names the first field that may not, and what is wrong with it.
    pub fn checked(&self) -> Result<Self, Invalid> {
        let line =
            |what, text: &Option<String>, max| text.as_deref().map(|text| field::line(what, text, max)).transpose();
        Ok(Self {
            title: line("title", &self.title, MAX_LINE)?,
            subtitle: line("subtitle", &self.subtitle, MAX_LINE)?,
            outlet: line("outlet", &self.outlet, MAX_NAME)?,
            author: line("author", &self.author, 500)?,
            published: self.published.as_deref().map(|text| field::date("date", text)).transpose()?,
            region: line("region", &self.region, MAX_NAME)?,
            url: line("url", &self.url, 2_000)?,
            language: line("language", &self.language, 35)?,
        })
    }

    /// These fields, and where nothing is known, those of `other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            subtitle: self.subtitle.or(other.subtitle),
            outlet: self.outlet.or(other.outlet),
            author: self.author.or(other.author),
            published: self.published.or(other.published),
            region: self.region.or(other.region),
            url: self.url.or(other.url),
            language: self.language.or(other.language),
        }
    }

    /// Every field by the name of its column, in the order of the schema.
    pub fn named(&self) -> [(&'static str, Option<&str>); 8] {
        [
            ("title", self.title.as_deref()),
            ("subtitle", self.subtitle.as_deref()),
            ("outlet", self.outlet.as_deref()),
            ("author", self.author.as_deref()),
            ("published", self.published.as_deref()),
            ("region", self.region.as_deref()),
            ("url", self.url.as_deref()),
            ("language", self.language.as_deref()),
        ]
    }
}
