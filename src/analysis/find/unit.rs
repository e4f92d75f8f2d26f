//! The texts a query is asked of, one after the other: paragraphs, statements, titles.

use std::collections::HashMap;

use super::conditions::Conditions;
use super::watch::Watch;
use super::{Field, Hit, Order, Place, Search, Window, rank};
use crate::model::{DocumentId, ParagraphId, ParagraphKind, Span};
use crate::store::{ParagraphRow, Reader, Result, ScannedParagraph, StatementRow, StoreError, TitleRow};
use crate::text::query::{QueryField, Sought};

/// What meets a query, with the places.
pub(super) struct Holder<'a> {
    owner: Owner<'a>,
    /// Where, by text and then by place.
    pub(super) places: Vec<(Field, Span)>,
}

/// Whose texts they are.
enum Owner<'a> {
    Paragraph(ScannedParagraph<'a>),
    Statement(&'a StatementRow, &'a ParagraphRow),
    Title(&'a TitleRow),
}

impl Holder<'_> {
    /// The document, and the paragraph unless it is the document as a whole.
    pub(super) fn address(&self) -> Result<(DocumentId, Option<ParagraphId>)> {
        Ok(match &self.owner {
            Owner::Paragraph(paragraph) => (paragraph.document_id()?, Some(paragraph.id()?)),
            Owner::Statement(_, home) => (home.document_id, Some(home.id)),
            Owner::Title(title) => (title.id, None),
        })
    }

    /// Whose text it is and where the place stands there, as three numbers no other place has.
    pub(super) fn number(&self, (field, span): (Field, Span)) -> Result<[u64; 3]> {
        let id = match &self.owner {
            Owner::Paragraph(paragraph) => paragraph.id()?.0,
            Owner::Statement(row, _) => row.id.0,
            Owner::Title(title) => title.id.0,
        };
        Ok([id.unsigned_abs(), field as u64, span.start().into()])
    }

    /// The text of a field.
    pub(super) fn text(&self, field: Field) -> Result<&str> {
        Ok(match &self.owner {
            Owner::Paragraph(paragraph) => paragraph.text()?,
            Owner::Statement(statement, home) => match field {
                Field::Summary => statement.summary.as_deref().unwrap_or_default(),
                Field::Memo => statement.memo.as_deref().unwrap_or_default(),
                Field::Text | Field::Title => &home.text,
            },
            Owner::Title(title) => &title.title,
        })
    }

    pub(super) fn hit(&self, (field, span): (Field, Span), context: usize) -> Result<Hit> {
        let window = Window::of(self.text(field)?, span, context);
        Ok(match &self.owner {
            Owner::Paragraph(paragraph) => {
                let (kind, section): (ParagraphKind, _) = (paragraph.kind()?.parse()?, paragraph.section()?);
                let (quote, section) = (window.words.clone(), section.map(str::to_owned));
                let place = Place { paragraph: paragraph.ordinal()?, kind, section, span, quote };
                Hit { document: paragraph.document()?.to_owned(), place: Some(place), statement: None, field, window }
            }
            Owner::Statement(statement, home) => {
                let place = Place {
                    paragraph: home.ordinal,
                    kind: home.kind,
                    section: home.section.clone(),
                    span: statement.span,
                    quote: statement.quote.clone(),
                };
                Hit {
                    document: statement.document.clone(),
                    place: Some(place),
                    statement: Some(statement.id),
                    field,
                    window,
                }
            }
            Owner::Title(title) => Hit { document: title.key.clone(), place: None, statement: None, field, window },
        })
    }
}

/// Shows `each` everything that meets the query.
pub(super) fn visit<E: From<StoreError>>(
    r: &Reader<'_>,
    search: &mut Search,
    mut each: impl FnMut(Holder<'_>) -> Result<bool, E>,
) -> Result<(), E> {
    let watch = Watch::start(search.time_limit);
    let mut go_on = true;
    let mut each = |holder: Holder<'_>| watch.outside(|| each(holder));
    let mut shown = |holder: Holder<'_>| {
        go_on = each(holder)?;
        Ok::<_, E>(go_on)
    };
    if let Some(sought) = &mut search.texts {
        let mut asked = Texts::new(r, sought, &watch)?;
        let ranked = match search.order {
            Order::Document => None,
            order => Some(rank::ranked(r, &mut asked, &search.selection, order)?),
        };
        let ranked_of = std::mem::take(&mut asked.looked_at);
        let gate = asked.sought.clone();
        let look = |paragraph: ScannedParagraph<'_>| match asked.holder(paragraph)? {
            Some(holder) => shown(holder),
            None => Ok(true),
        };
        match ranked {
            None => r.search_paragraphs(&search.selection, &gate, look)?,
            Some(ids) => r.visit_paragraphs(&ids, look)?,
        }
        // What was looked at to be ranked was looked at then, and not once more to be shown.
        search.looked_at += if ranked_of > 0 { ranked_of } else { asked.looked_at };
    }
    if go_on && search.titles.is_some() {
        visit_titles(r, search, &watch, &mut each)?;
    }
    if go_on && search.statements.is_some() {
        visit_statements(r, search, &watch, &mut each)?;
    }
    Ok(())
}

/// The texts of paragraphs, asked.
pub(super) struct Texts<'a> {
    pub(super) sought: &'a mut Sought,
    conditions: Conditions,
    pub(super) watch: &'a Watch,
    looked_at: usize,
}

impl<'a> Texts<'a> {
    pub(super) fn new(r: &Reader<'_>, sought: &'a mut Sought, watch: &'a Watch) -> Result<Self> {
        let conditions = Conditions::of(r, sought, QueryField::ALL)?;
        Ok(Self { sought, conditions, watch, looked_at: 0 })
    }

    /// The paragraph with its places, if it meets the query.
    pub(super) fn holder<'p>(&mut self, paragraph: ScannedParagraph<'p>) -> Result<Option<Holder<'p>>> {
        let places = self.places(paragraph, &mut |_, _| {})?;
        Ok(places.map(|places| {
            let places = places.into_iter().map(|place| (Field::Text, place)).collect();
            Holder { owner: Owner::Paragraph(paragraph), places }
        }))
    }

    /// The places in a paragraph, if it meets the query; `note` is told how often each term stands there.
    pub(super) fn places(
        &mut self,
        paragraph: ScannedParagraph<'_>,
        note: &mut impl FnMut(usize, usize),
    ) -> Result<Option<Vec<Span>>> {
        self.watch.look()?;
        self.looked_at += 1;
        if !self.sought.could_stand_in(paragraph.bytes()?) {
            return Ok(None);
        }
        let (text, document, id) = (paragraph.text()?, paragraph.document_id()?, paragraph.id()?);
        let places = self.sought.places(&mut |leaf| {
            if leaf.field.is_some() {
                return self.conditions.is_met(leaf, document, id).then(Vec::new);
            }
            let places = leaf.places(text);
            note(leaf.number, places.len());
            Some(places).filter(|places| !places.is_empty())
        });
        Ok(places.map(|places| or_all_of(text, places)))
    }
}

/// The places; the whole text where it is met and none of the words stand in it.
fn or_all_of(text: &str, places: Vec<Span>) -> Vec<Span> {
    if !places.is_empty() {
        return places;
    }
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    Span::new(0, length).into_iter().collect()
}

fn visit_titles<E: From<StoreError>>(
    r: &Reader<'_>,
    search: &mut Search,
    watch: &Watch,
    each: &mut impl FnMut(Holder<'_>) -> Result<bool, E>,
) -> Result<(), E> {
    let Some(sought) = &mut search.titles else { return Ok(()) };
    let mut rows = r.titles(&search.selection)?;
    if search.order == Order::Date {
        rows.sort_by(|a, b| rank::by_date(a.published.as_deref(), b.published.as_deref()));
    }
    for row in &rows {
        watch.look()?;
        search.looked_at += 1;
        let places = sought.places(&mut |leaf| Some(leaf.places(&row.title)).filter(|places| !places.is_empty()));
        let in_title = |place: Span| (Field::Title, place);
        if let Some(places) = places.map(|places| or_all_of(&row.title, places).into_iter().map(in_title).collect())
            && !each(Holder { owner: Owner::Title(row), places })?
        {
            return Ok(());
        }
    }
    Ok(())
}

fn visit_statements<E: From<StoreError>>(
    r: &Reader<'_>,
    search: &mut Search,
    watch: &Watch,
    each: &mut impl FnMut(Holder<'_>) -> Result<bool, E>,
) -> Result<(), E> {
    let Search { statements, bare_is_note, selection, order, looked_at, .. } = search;
    let Some(sought) = statements else { return Ok(()) };
    let conditions = Conditions::of(r, sought, &[QueryField::Title])?;
    let mut rows = r.select_statements(selection)?;
    if *order == Order::Date {
        let dates: HashMap<String, String> = r.dates()?.into_iter().map(|(_, key, date)| (key, date)).collect();
        let date = |row: &StatementRow| dates.get(&row.document).map(String::as_str);
        rows.sort_by(|a, b| rank::by_date(date(a), date(b)));
    }
    for row in &rows {
        watch.look()?;
        *looked_at += 1;
        let Some(home) = r.paragraph(row.paragraph_id)? else { continue };
        let notes = [(Field::Summary, &row.summary), (Field::Memo, &row.memo)];
        let places = sought.places(&mut |leaf| {
            let fields: &[Field] = match leaf.field {
                Some(QueryField::Title) => {
                    return conditions.is_met(leaf, home.document_id, home.id).then(Vec::new);
                }
                None if !*bare_is_note => return (!leaf.places(&home.text).is_empty()).then(Vec::new),
                None => &[Field::Summary, Field::Memo],
                Some(QueryField::Summary) => &[Field::Summary],
                Some(QueryField::Memo) => &[Field::Memo],
            };
            let mut places = Vec::new();
            for (field, text) in &notes {
                if fields.contains(field)
                    && let Some(text) = text
                {
                    places.extend(leaf.places(text).into_iter().map(|place| (*field, place)));
                }
            }
            Some(places).filter(|places| !places.is_empty())
        });
        let whole = || vec![(Field::Text, row.span)];
        if let Some(places) = places.map(|places| if places.is_empty() { whole() } else { places })
            && !each(Holder { owner: Owner::Statement(row, &home), places })?
        {
            return Ok(());
        }
    }
    Ok(())
}
