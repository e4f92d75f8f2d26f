//! Edit: the text of a paragraph is corrected.

use super::super::{OpError, Place, Result, resolve};
use super::place::Order;
use super::{InTheWay, MAX_PARAGRAPH, length, statements_of};
use crate::model::{OperationKind, ParagraphRef, Span, StatementId, field};
use crate::store::{ParagraphRow, Placement, Store, Writer, Written};
use crate::text::{Moved, Remap};

/// A correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextEdit {
    /// This is the whole text.
    Whole(String),
    /// These words give way to those.
    Replace {
        /// The words that stand there.
        old: String,
        /// The words that come; nothing takes them out.
        new: String,
        /// Which occurrence, from 1, if they stand there more than once.
        nth: Option<u32>,
    },
}

/// A statement whose words changed with the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requoted {
    /// The statement.
    pub statement: StatementId,
    /// Its words before.
    pub before: String,
    /// Its words now.
    pub after: String,
}

/// A paragraph whose text was corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedParagraph {
    /// The paragraph: `cq-ai:8`.
    pub paragraph: String,
    /// Its text before.
    pub before: String,
    /// Its text now; the same if nothing was to be changed.
    pub after: String,
    /// Statements that have the same words at another place.
    pub moved: Vec<StatementId>,
    /// Statements whose words are others now.
    pub requoted: Vec<Requoted>,
    /// How many paragraphs stand under another heading now.
    pub sections: usize,
}

/// Corrects the text of a paragraph. Statements keep their words, wherever these stand now; with
/// `adopt` one whose own words were corrected takes the new ones. The source stays as it arrived.
///
/// # Errors
/// [`OpError::WordsChange`] with the statements whose words would change or go.
pub fn edit_paragraph(
    store: &mut Store,
    reference: &ParagraphRef,
    edit: &TextEdit,
    (adopt, dry_run): (bool, bool),
) -> Result<Written<EditedParagraph>> {
    store.attempt(OperationKind::ParagraphEdit, dry_run, |w| {
        let paragraph = resolve::paragraph(w, reference)?;
        let (text, remap) = corrected(&paragraph, edit)?;
        let edited = apply(w, paragraph, text, &remap, adopt)?;
        let (before, after) = (length(&edited.before), length(&edited.after));
        w.summarize(format!("{}: {before} to {after} characters", edited.paragraph));
        Ok(edited)
    })
}

/// The text as it is to be, and where its characters stood.
fn corrected(paragraph: &ParagraphRow, edit: &TextEdit) -> Result<(String, Remap)> {
    let old = &paragraph.text;
    match edit {
        TextEdit::Whole(text) => {
            let text = field::passage(text, old, MAX_PARAGRAPH)?;
            let remap = Remap::between(old, &text);
            Ok((text, remap))
        }
        TextEdit::Replace { old: words, new, nth } => {
            let place = Place::Quote { text: words.clone(), nth: *nth };
            let (span, _) = place.locate(paragraph)?;
            let (start, end) = (span.start() as usize, span.end() as usize);
            let all: String = old.chars().take(start).chain(new.chars()).chain(old.chars().skip(end)).collect();
            let text = field::passage(&all, old, MAX_PARAGRAPH)?;
            // Where blanks at the ends went with the words, the texts themselves must tell.
            let remap = if text == all {
                Remap::replaced(old.chars().count(), start..end, new.chars().count())
            } else {
                Remap::between(old, &text)
            };
            Ok((text, remap))
        }
    }
}

fn apply(
    w: &mut Writer<'_>,
    paragraph: ParagraphRow,
    text: String,
    remap: &Remap,
    adopt: bool,
) -> Result<EditedParagraph> {
    let mut order = Order::of(w, paragraph.document_id)?;
    let (mut placements, mut moved, mut requoted) = (Vec::new(), Vec::new(), Vec::new());
    let (mut changing, mut lost) = (Vec::new(), Vec::new());
    for statement in statements_of(w, &paragraph)? {
        let mut put = |span: Span, quote: &str| {
            if span != statement.span || quote != statement.quote {
                placements.push(Placement { statement: statement.id, span, quote: quote.to_owned() });
            }
        };
        match remap.moved(statement.span, &paragraph.text, &text) {
            Moved::Kept(span) => {
                put(span, &statement.quote);
                if span != statement.span {
                    moved.push(statement.id);
                }
            }
            Moved::Changed(span) => {
                let after = span.slice(&text).unwrap_or_default().to_owned();
                put(span, &after);
                changing.push((InTheWay::from(&statement), Some(after.clone())));
                requoted.push(Requoted { statement: statement.id, before: statement.quote.clone(), after });
            }
            Moved::Lost => lost.push((InTheWay::from(&statement), None)),
        }
    }
    if !lost.is_empty() || (!adopt && !changing.is_empty()) {
        let statements = if adopt { lost } else { changing.into_iter().chain(lost).collect() };
        return Err(OpError::WordsChange { paragraph: paragraph.reference(), statements });
    }
    w.set_paragraph_text_with(paragraph.id, &text, &placements)?;
    for Requoted { statement, .. } in &requoted {
        w.touch_statement(*statement)?;
    }
    order.describe(paragraph.id, paragraph.kind, &text);
    let sections = order.write(w)?;
    let reference = paragraph.reference();
    Ok(EditedParagraph { paragraph: reference, before: paragraph.text, after: text, moved, requoted, sections })
}
