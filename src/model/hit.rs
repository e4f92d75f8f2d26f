//! A hit of `find` as rows: one list of columns for who writes it and who reads it back.

/// The columns of a hit in a paragraph, then those a hit in a statement has beside. `tag` takes rows
/// under these columns as they come.
pub const HIT_COLUMNS: &[&str] = &[
    "document",
    "paragraph",
    "start",
    "end",
    "quote",
    "left",
    "right",
    "kind",
    "section",
    "statement",
    "field",
    "words",
];

/// How many of [`HIT_COLUMNS`] a hit in a paragraph has.
pub const PARAGRAPH_HIT_COLUMNS: usize = 9;
