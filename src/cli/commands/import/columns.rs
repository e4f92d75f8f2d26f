//! Flags for tables: which column is what.

use pizhu::intake::{ColumnMap, Field};

/// Which column of a table is what; found by the usual names otherwise, all others are attributes.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Tables (one row is one document)")]
pub(super) struct ColumnFlags {
    /// Column of the text
    #[arg(long, value_name = "COLUMN")]
    text_column: Option<String>,
    /// Column of the document's key
    #[arg(long, value_name = "COLUMN")]
    key_column: Option<String>,
    /// Column of the title
    #[arg(long, value_name = "COLUMN")]
    title_column: Option<String>,
    /// Column of the subtitle
    #[arg(long, value_name = "COLUMN")]
    subtitle_column: Option<String>,
    /// Column of the outlet
    #[arg(long, value_name = "COLUMN")]
    outlet_column: Option<String>,
    /// Column of the author
    #[arg(long, value_name = "COLUMN")]
    author_column: Option<String>,
    /// Column of the date
    #[arg(long, value_name = "COLUMN")]
    date_column: Option<String>,
    /// Column of the region
    #[arg(long, value_name = "COLUMN")]
    region_column: Option<String>,
    /// Column of the address
    #[arg(long, value_name = "COLUMN")]
    url_column: Option<String>,
    /// Column of the language
    #[arg(long, value_name = "COLUMN")]
    language_column: Option<String>,
    /// Sheet of a workbook; the first with a column of text otherwise
    #[arg(long, value_name = "NAME")]
    pub(super) sheet: Option<String>,
}

impl ColumnFlags {
    /// The columns that were named.
    pub(super) fn map(&self) -> ColumnMap {
        let named = [
            (Field::Text, &self.text_column),
            (Field::Key, &self.key_column),
            (Field::Title, &self.title_column),
            (Field::Subtitle, &self.subtitle_column),
            (Field::Outlet, &self.outlet_column),
            (Field::Author, &self.author_column),
            (Field::Date, &self.date_column),
            (Field::Region, &self.region_column),
            (Field::Url, &self.url_column),
            (Field::Language, &self.language_column),
        ];
        let given = named.into_iter().filter_map(|(field, column)| Some((field, column.as_ref()?)));
        given.fold(ColumnMap::default(), |map, (field, column)| map.with(field, column))
    }
}
