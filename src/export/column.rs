//! What a column and a table are, so that files, data dictionary and README say the same.

use std::borrow::Cow;

use crate::store::DataTable;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// A whole number.
    Integer,
    /// `1` for yes, `0` for no.
    Flag,
    /// An instant in UTC: `2025-06-11T08:00:00Z`.
    Instant,
    /// A UUID.
    Uuid,
}

/// The values of a closed list, each with its Chinese label.
pub type Levels = &'static [(&'static str, &'static str)];

/// One column.
#[derive(Debug, Clone)]
pub struct Column {
    /// The name in the header; ASCII unless it repeats a name of the project.
    pub name: Cow<'static, str>,
    /// The Chinese label.
    pub title: Cow<'static, str>,
    /// What it says, in English.
    pub about: Cow<'static, str>,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether every row has a value.
    pub required: bool,
    /// Whether no value occurs twice.
    pub unique: bool,
    /// The only values it may have; empty for any.
    pub levels: Levels,
    /// The form of its values, as a regular expression for the whole value.
    pub pattern: Option<&'static str>,
    /// The smallest number it may hold.
    pub minimum: Option<i64>,
}

/// Columns whose values stand in another table.
#[derive(Debug, Clone, Copy)]
pub struct Reference {
    /// The columns here.
    pub columns: &'static [&'static str],
    /// The table there.
    pub table: DataTable,
    /// The columns there, in the same order.
    pub target: &'static [&'static str],
}

/// The columns a table has beyond the fixed ones, one for each of something in the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum More {
    /// `attr_…`: one per attribute of any document, by name.
    Attributes,
    /// `theme:…`: one per code of the variable `theme`, in the order of the codebook.
    Themes,
}

/// One table, which is one file.
#[derive(Debug)]
pub struct Table {
    /// Which rows it holds.
    pub rows: DataTable,
    /// The Chinese label.
    pub title: &'static str,
    /// What one row is and how rows are ordered, in English.
    pub about: &'static str,
    /// The fixed columns in their order.
    pub columns: &'static [Column],
    /// What follows them.
    pub more: Option<More>,
    /// The columns that tell rows apart.
    pub key: &'static [&'static str],
    /// Where its values come from.
    pub references: &'static [Reference],
}

impl Table {
    /// The name of the table: `documents`.
    pub const fn name(&self) -> &'static str {
        self.rows.as_str()
    }

    /// The name of its file: `documents.csv`.
    pub fn file(&self) -> String {
        format!("{}.csv", self.name())
    }
}

impl Column {
    /// A column of any text.
    pub const fn text(name: &'static str, title: &'static str, about: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            title: Cow::Borrowed(title),
            about: Cow::Borrowed(about),
            kind: Kind::Text,
            required: false,
            unique: false,
            levels: &[],
            pattern: None,
            minimum: None,
        }
    }

    /// A column of whole numbers, none below `minimum`.
    pub const fn number(name: &'static str, title: &'static str, about: &'static str, minimum: i64) -> Self {
        let mut column = Self::text(name, title, about);
        column.kind = Kind::Integer;
        column.minimum = Some(minimum);
        column
    }

    /// A column of instants; every row has one.
    pub const fn instant(name: &'static str, title: &'static str, about: &'static str) -> Self {
        Self::text(name, title, about).of(Kind::Instant).required()
    }

    /// A column of values of a closed list.
    pub const fn level(name: &'static str, title: &'static str, about: &'static str, levels: Levels) -> Self {
        let mut column = Self::text(name, title, about);
        column.levels = levels;
        column
    }

    /// The same column of another kind.
    #[must_use]
    pub const fn of(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    /// The same column with a value in every row.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same column with no value twice.
    #[must_use]
    pub const fn unique(mut self) -> Self {
        self.unique = true;
        self
    }

    /// The same column with values of one form only.
    #[must_use]
    pub const fn like(mut self, pattern: &'static str) -> Self {
        self.pattern = Some(pattern);
        self
    }
}
