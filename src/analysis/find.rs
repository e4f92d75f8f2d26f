//! Exact search: every place where words stand, in paragraphs and in what coders wrote.
//!
//! Found is what a substring scan of the normalised copy finds, nothing more and nothing less; the
//! search index says where to look, never what is there.

use std::collections::HashSet;

use crate::model::{ParagraphKind, Span, StatementId, named_enum};
use crate::store::{Counted, Reader, Result, ScannedParagraph, Selection, StoreError};
use crate::text::Needle;

/// Characters shown on each side of what was found.
pub const CONTEXT: usize = 20;

named_enum! {
    /// Where to look.
    Within("place to search") {
        /// In the texts.
        Paragraphs = "paragraphs",
        /// In the summaries and notes of statements.
        Statements = "statements",
        /// In both, the texts first.
        All = "all",
    }
}

named_enum! {
    /// In which text a hit stands.
    Field("field") {
        /// The text of a paragraph.
        Text = "text",
        /// The summary of a statement.
        Summary = "summary",
        /// The notes on a statement.
        Memo = "memo",
    }
}

/// What to look for, and where.
#[derive(Debug, Clone)]
pub struct Search {
    /// The words.
    pub needle: Needle,
    /// The paragraphs, or the statements, to look in.
    pub selection: Selection,
    /// The texts to look in.
    pub within: Within,
}

/// A place where the words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The document's key.
    pub document: String,
    /// The paragraph's number.
    pub paragraph: u32,
    /// The paragraph's kind.
    pub kind: ParagraphKind,
    /// The heading above it.
    pub section: Option<String>,
    /// The words in the paragraph; of a hit in a statement, the span of the statement.
    pub span: Span,
    /// The words of that span.
    pub quote: String,
    /// The statement whose summary or memo holds the words.
    pub statement: Option<StatementId>,
    /// The text that holds them.
    pub field: Field,
    /// The words with those around them.
    pub window: Window,
}

/// Words in their surroundings, at most [`CONTEXT`] characters on each side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// What stands before.
    pub left: String,
    /// The words as they stand there.
    pub words: String,
    /// What stands behind.
    pub right: String,
    /// Whether the text begins with `left`.
    pub at_start: bool,
    /// Whether the text ends with `right`.
    pub at_end: bool,
}

/// How much was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Found {
    /// Places.
    pub hits: usize,
    /// Paragraphs that hold one, or carry a statement that does.
    pub paragraphs: usize,
    /// Documents that hold one.
    pub documents: usize,
}

/// Hands over every place, texts before statements, each in reading order; stops when `each` says
/// `false`.
///
/// # Errors
/// Whatever `each` returns, and what the store says.
pub fn find<E: From<StoreError>>(
    r: &Reader<'_>,
    search: &mut Search,
    mut each: impl FnMut(Hit) -> Result<bool, E>,
) -> Result<(), E> {
    visit(r, search, |text| {
        for place in &text.places {
            if !each(text.hit(r, *place)?)? {
                return Ok(false);
            }
        }
        Ok(true)
    })
}

/// Counts the places.
///
/// # Errors
/// What the store says.
pub fn count(r: &Reader<'_>, search: &mut Search) -> Result<Found> {
    let in_order = search.within == Within::Paragraphs;
    if in_order
        && search.selection.is_everything()
        && let Some(Counted { hits, paragraphs, documents }) = r.count_indexed(&mut search.needle)?
    {
        return Ok(Found { hits, paragraphs, documents });
    }
    let mut found = Found::default();
    let (mut paragraphs, mut documents): (HashSet<(String, u32)>, HashSet<String>) = Default::default();
    let mut last = String::new();
    visit(r, search, |text| {
        found.hits += text.places.len();
        let (document, paragraph) = text.paragraph()?;
        if !in_order {
            // Statements lead back to paragraphs and documents that were counted already.
            paragraphs.insert((document.to_owned(), paragraph));
            documents.insert(document.to_owned());
            return Ok(true);
        }
        found.paragraphs += 1;
        if document != last {
            found.documents += 1;
            document.clone_into(&mut last);
        }
        Ok::<_, StoreError>(true)
    })?;
    if !in_order {
        (found.paragraphs, found.documents) = (paragraphs.len(), documents.len());
    }
    Ok(found)
}

/// A text that holds the words.
struct Holder<'a> {
    owner: Owner<'a>,
    field: Field,
    text: &'a str,
    places: Vec<Span>,
}

/// Whose text it is.
enum Owner<'a> {
    Paragraph(ScannedParagraph<'a>),
    Statement(&'a crate::store::StatementRow),
}

impl Holder<'_> {
    fn paragraph(&self) -> Result<(&str, u32)> {
        match &self.owner {
            Owner::Paragraph(paragraph) => Ok((paragraph.document()?, paragraph.ordinal()?)),
            Owner::Statement(statement) => Ok((&statement.document, statement.ordinal)),
        }
    }

    fn hit(&self, r: &Reader<'_>, place: Span) -> Result<Hit> {
        let (document, ordinal) = self.paragraph()?;
        let window = Window::of(self.text, place);
        let (kind, section, span, quote, statement) = match self.owner {
            Owner::Paragraph(paragraph) => {
                let section = paragraph.section()?.map(str::to_owned);
                (paragraph.kind()?.parse()?, section, place, window.words.clone(), None)
            }
            Owner::Statement(statement) => {
                let home = r.paragraph(statement.paragraph_id)?;
                let (kind, section) = home.map_or((ParagraphKind::Body, None), |home| (home.kind, home.section));
                (kind, section, statement.span, statement.quote.clone(), Some(statement.id))
            }
        };
        let (document, field) = (document.to_owned(), self.field);
        Ok(Hit { document, paragraph: ordinal, kind, section, span, quote, statement, field, window })
    }
}

/// Shows `each` every text that holds the words.
fn visit<E: From<StoreError>>(
    r: &Reader<'_>,
    search: &mut Search,
    mut each: impl FnMut(Holder<'_>) -> Result<bool, E>,
) -> Result<(), E> {
    let Search { needle, selection, within } = search;
    let mut go_on = true;
    if *within != Within::Statements {
        let sought = needle.clone();
        r.search_paragraphs(selection, &sought, |paragraph| {
            if !needle.could_stand_in(paragraph.bytes()?) {
                return Ok(true);
            }
            let text = paragraph.text()?;
            let places = needle.places(text);
            if !places.is_empty() {
                go_on = each(Holder { owner: Owner::Paragraph(paragraph), field: Field::Text, text, places })?;
            }
            Ok::<_, E>(go_on)
        })?;
    }
    if *within == Within::Paragraphs || !go_on {
        return Ok(());
    }
    for statement in r.select_statements(selection)? {
        for (field, text) in [(Field::Summary, &statement.summary), (Field::Memo, &statement.memo)] {
            let Some(text) = text else { continue };
            let places = needle.places(text);
            if !places.is_empty() && !each(Holder { owner: Owner::Statement(&statement), field, text, places })? {
                return Ok(());
            }
        }
    }
    Ok(())
}

impl Window {
    /// The surroundings of `place` in `text`.
    fn of(text: &str, place: Span) -> Self {
        let (start, end) = (place.start() as usize, place.end() as usize);
        let from = start.saturating_sub(CONTEXT);
        let mut chars = text.chars().skip(from);
        let left: String = chars.by_ref().take(start - from).collect();
        let words: String = chars.by_ref().take(end - start).collect();
        let right: String = chars.by_ref().take(CONTEXT).collect();
        Self { left, words, right, at_start: from == 0, at_end: chars.next().is_none() }
    }
}

#[cfg(test)]
mod tests {
    use super::Window;
    use crate::model::Span;

    #[test]
    fn a_window_shows_twenty_characters_and_says_where_the_text_ends() {
        let text: String = ('一'..).filter(|c| c.is_alphabetic()).take(60).collect();
        let window = Window::of(&text, Span::new(25, 27).expect("a span"));
        assert_eq!((window.left.chars().count(), window.right.chars().count()), (20, 20));
        assert!(text.contains(&[window.left.as_str(), &window.words, &window.right].concat()));
        assert!(!window.at_start && !window.at_end);
        let short = Window::of("在𠮷野家", Span::new(1, 3).expect("a span"));
        assert_eq!((short.left.as_str(), short.words.as_str(), short.right.as_str()), ("在", "𠮷野", "家"));
        assert!(short.at_start && short.at_end);
    }
}
