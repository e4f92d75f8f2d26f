//! Exact search: every place where a query is met, in paragraphs and in what coders wrote.
//!
//! Found is what a scan of the normalised copies finds, nothing more and nothing less; the search
//! index says where to look, never what is there.
//!
//! A query is asked of one text after the other. What its bare terms find in a paragraph are the hits;
//! `title:`, `summary:` and `memo:` beside them are conditions on its document and its statements.
//! Where nothing but fields is asked for, the hits are in these: in statements, or in titles. What is
//! found though none of the words stand in it, by absence or by its document, is a hit as a whole.

mod conditions;
mod rank;
mod unit;
mod watch;
mod window;

use std::collections::HashSet;
use std::time::Duration;

use crate::model::{DocumentId, ParagraphKind, Span, StatementId, named_enum};
use crate::store::{Counted, Reader, Result, Selection, StoreError};
use crate::text::Folding;
use crate::text::query::{Query, QueryError, QueryField, Sought, Term};
use window::Walk;
pub use window::{CONTEXT, Window};

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
        /// The title of a document.
        Title = "title",
    }
}

named_enum! {
    /// In which order hits come.
    Order("order") {
        /// As the documents stand in the project, each from its beginning.
        Document = "document",
        /// By the date of publication, the earliest first, documents without one last.
        Date = "date",
        /// The paragraphs that fit best first: by BM25, as `rank.rs` has it.
        Relevance = "relevance",
    }
}

/// What to look for, where, and how it is shown.
#[derive(Debug, Clone)]
pub struct Search {
    /// Asked of the texts of paragraphs.
    texts: Option<Sought>,
    /// Asked of the summaries and notes of statements.
    statements: Option<Sought>,
    /// Asked of the titles of documents.
    titles: Option<Sought>,
    /// Whether a bare term means the summary or a note, where statements are asked.
    bare_is_note: bool,
    by_words: bool,
    selection: Selection,
    /// In which order the hits come.
    pub order: Order,
    /// Characters shown on each side of a hit.
    pub context: usize,
    /// Longest time to search, that of whoever takes the hits not counted; `None` for ever.
    pub time_limit: Option<Duration>,
    looked_at: usize,
}

/// A place where a query is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The document's key.
    pub document: String,
    /// Where in the document; `None` for a hit in its title.
    pub place: Option<Place>,
    /// The statement whose summary or memo holds the words.
    pub statement: Option<StatementId>,
    /// The text that holds them.
    pub field: Field,
    /// The words with those around them.
    pub window: Window,
}

/// A place in a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
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

impl Search {
    /// A search for what `query` means.
    ///
    /// # Errors
    /// A query of which nothing can be found: words without a letter, or a wrong regular expression.
    pub fn new(query: &Query, folding: Folding, selection: Selection, within: Within) -> Result<Self, QueryError> {
        let sought = Sought::new(query, folding)?;
        let is_bare = |term: &Term| term.field.is_none();
        let is_title = |term: &Term| term.field == Some(QueryField::Title);
        let bare_is_note = within != Within::Paragraphs;
        let is_note = |term: &Term| match term.field {
            Some(QueryField::Summary | QueryField::Memo) => true,
            Some(QueryField::Title) => false,
            None => bare_is_note,
        };
        let texts = within != Within::Statements && query.is_found_by(&is_bare);
        let statements = query.is_found_by(&is_note) && (!texts || within == Within::All);
        let titles = !texts && !statements && query.terms().into_iter().all(is_title);
        let by_words = texts || statements || (titles && query.is_found_by(&is_title));
        // Of what is found without words, the kind that was named is shown.
        let has_bare = query.terms().into_iter().any(is_bare);
        let (texts, statements) = match by_words || titles {
            true => (texts, statements),
            false => (within != Within::Statements && has_bare, within != Within::Paragraphs || !has_bare),
        };
        let asked = |is_asked: bool| is_asked.then(|| sought.clone());
        Ok(Self {
            texts: asked(texts),
            statements: asked(statements),
            titles: asked(titles),
            bare_is_note,
            by_words,
            selection,
            order: Order::Document,
            context: CONTEXT,
            time_limit: None,
            looked_at: 0,
        })
    }

    /// A search in the texts alone.
    fn for_texts(sought: Sought, selection: Selection) -> Self {
        Self {
            texts: Some(sought),
            statements: None,
            titles: None,
            bare_is_note: false,
            by_words: true,
            selection,
            order: Order::Document,
            context: CONTEXT,
            time_limit: None,
            looked_at: 0,
        }
    }

    /// Whether every hit is words of the query. If not, some are whole paragraphs, statements or titles:
    /// found because something does not stand there, or by what stands elsewhere.
    pub const fn is_by_words(&self) -> bool {
        self.by_words
    }

    /// How many texts have been asked so far, those the index left out not counted.
    pub const fn looked_at(&self) -> usize {
        self.looked_at
    }

    /// Whether every hit is in a paragraph.
    pub const fn is_in_texts(&self) -> bool {
        self.statements.is_none() && self.titles.is_none()
    }
}

/// Hands over every hit, texts before statements, each in the order asked for (statements in reading
/// order unless it is by date); stops when `each` says `false`.
///
/// # Errors
/// Whatever `each` returns, and what the store says.
pub fn find<E: From<StoreError>>(
    r: &Reader<'_>,
    search: &mut Search,
    mut each: impl FnMut(Hit) -> Result<bool, E>,
) -> Result<(), E> {
    find_places(r, search, |met| each(met.hit()?))
}

/// A place that was found, of which no more is read than is asked for.
pub(super) struct Met<'a> {
    holder: &'a unit::Holder<'a>,
    place: (Field, Span),
    context: usize,
    walk: &'a Walk<'a>,
}

impl Met<'_> {
    /// Whose text it is and where it stands there, as three numbers no other place has.
    pub(super) fn address(&self) -> Result<[u64; 3]> {
        self.holder.number(self.place)
    }

    /// The text it stands in: asked for once, for the store looks at every byte of it.
    fn text(&self) -> Result<&str> {
        if let Some(text) = self.walk.text.get() {
            return Ok(text);
        }
        let text = self.holder.text(self.place.0)?;
        self.walk.text.set(Some(text));
        Ok(text)
    }

    /// What stands before it, as far as it is shown.
    pub(super) fn before(&self) -> Result<&str> {
        Ok(self.walk.before(self.text()?, self.place.1, self.context))
    }

    /// All that stands behind it.
    pub(super) fn rest(&self) -> Result<&str> {
        Ok(self.walk.rest(self.text()?, self.place.1))
    }

    /// What stands behind it, as far as it is shown.
    pub(super) fn behind(&self) -> Result<&str> {
        Ok(self.walk.behind(self.text()?, self.place.1, self.context))
    }

    /// The hit, with its surroundings.
    pub(super) fn hit(&self) -> Result<Hit> {
        self.holder.hit(self.place, self.context)
    }
}

/// As [`find`], where not every place will become a hit.
pub(super) fn find_places<E: From<StoreError>>(
    r: &Reader<'_>,
    search: &mut Search,
    mut each: impl FnMut(&Met<'_>) -> Result<bool, E>,
) -> Result<(), E> {
    let context = search.context;
    unit::visit(r, search, |holder| {
        for places in holder.places.chunk_by(|(a, _), (b, _)| a == b) {
            let walk = Walk::default();
            for place in places {
                if !each(&Met { holder: &holder, place: *place, context, walk: &walk })? {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    })
}

/// Counts the hits.
///
/// # Errors
/// What the store says.
pub fn count(r: &Reader<'_>, search: &mut Search) -> Result<Found> {
    let in_order = search.is_in_texts();
    if in_order
        && let Some(sought) = &mut search.texts
        && let Some(Counted { hits, paragraphs, documents }) = r.count_indexed(&search.selection, sought)?
    {
        return Ok(Found { hits, paragraphs, documents });
    }
    search.order = Order::Document;
    let mut found = Found::default();
    // Statements lead back to paragraphs and documents that were counted already.
    let (mut paragraphs, mut documents): (HashSet<_>, HashSet<DocumentId>) = Default::default();
    let mut last = None;
    unit::visit(r, search, |holder| {
        found.hits += holder.places.len();
        let (document, paragraph) = holder.address()?;
        if !in_order {
            paragraphs.extend(paragraph);
            documents.insert(document);
            return Ok(true);
        }
        found.paragraphs += 1;
        if last != Some(document) {
            found.documents += 1;
            last = Some(document);
        }
        Ok::<_, StoreError>(true)
    })?;
    if !in_order {
        (found.paragraphs, found.documents) = (paragraphs.len(), documents.len());
    }
    Ok(found)
}
