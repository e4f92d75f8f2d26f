//! DOCX: what a reader sees of a Word document, one line for each paragraph.
//!
//! Headings come from styles, numbers from lists, both of which stand in parts of their own. What a
//! reader does not see (deletions, comments, heads of pages) is left out and counted.

mod body;
mod core;
mod line;
mod look;
mod numbering;
mod numeral;
mod parts;
mod styles;
mod symbol;
mod tally;

use std::collections::HashMap;

use body::{Body, NoteKind};
use line::Line;
use numbering::Numbering;
use parts::{Part, Parts};
use styles::Styles;
use tally::Tally;

use super::effort::Effort;
use super::xml::{Space, Xml};
use super::{FileProblem, Incoming, Oddities, ReadOptions, long_line};
use crate::model::field::is_control;
use crate::model::{ParagraphKind, sha256_hex};
use crate::text::{Guide, Layout, LineHint};

/// Most lines of a text, blank ones and rows of tables included.
const MAX_LINES: usize = 100_000;

/// What the parts beside the text say, and what was met on the way.
#[derive(Debug, Default)]
struct Facts {
    styles: Styles,
    numbering: Numbering,
    tally: Tally,
    lines: usize,
}

impl Facts {
    /// Counts lines, of which there may not be any number.
    fn count(&mut self, lines: usize) -> Result<(), FileProblem> {
        self.lines += lines;
        if self.lines > MAX_LINES {
            return Err(FileProblem::Format(format!("it has more than {MAX_LINES} lines")));
        }
        Ok(())
    }
}

/// Reads a DOCX file.
///
/// # Errors
/// [`FileProblem`] when it is broken, unsafe, or holds no text.
pub(super) fn read(bytes: &[u8], options: &ReadOptions, effort: &Effort) -> Result<Incoming, FileProblem> {
    let mut parts = Parts::open(bytes, effort)?;
    let mut facts = Facts {
        styles: parts.read(Part::Styles, Styles::read)?,
        numbering: parts.read(Part::Numbering, Numbering::read)?,
        ..Facts::default()
    };
    let document = parts.document()?;
    let mut body = Body::new(Xml::new(&document, "text", effort)?, &mut facts);
    let lines = body.lines_in(&["body"])?;
    let mut lines = lines.ok_or_else(|| FileProblem::Format("it is a Word file without a text".to_owned()))?;
    let references = body.references;
    drop(document);
    lines.extend(notes(&mut parts, &mut facts, &references)?);
    tell_title(&mut lines);
    facts.tally.comments = parts.read(Part::Comments, count_comments)?;
    facts.tally.margins = margins(&mut parts)?;

    let (text, hints, mut oddities) = text(&lines, options)?;
    oddities.line_ends = facts.tally.line_ends;
    let (mut fields, attributes) = parts.read(Part::Core, core::read)?;
    if let Some(title) = lines.iter().find(|line| line.kind == Some(ParagraphKind::Title)) {
        fields.title = core::title(&title.text).or(fields.title);
    }
    let told = [fields.language.take(), facts.styles.language.take()];
    fields.language = told.into_iter().flatten().find(|tag| core::is_tag(tag) && speaks(tag, &text));
    Ok(Incoming {
        text,
        guide: Guide { lines: hints, ..Guide::of(Layout::Paragraphs) },
        sha256: sha256_hex(bytes),
        encoding: "DOCX".to_owned(),
        extractor: concat!("docx (pizhu ", env!("CARGO_PKG_VERSION"), ")").to_owned(),
        fields,
        title_is_a_guess: true,
        attributes,
        losses: facts.tally.losses().into_iter().chain(oddities.losses()).collect(),
        notes: facts.tally.notes().into_iter().chain(oddities.notes()).collect(),
        ..Incoming::default()
    })
}

/// The lines of the notes that the text refers to, in its order: footnotes, then endnotes.
fn notes(
    parts: &mut Parts<'_>,
    facts: &mut Facts,
    references: &[(NoteKind, String)],
) -> Result<Vec<Line>, FileProblem> {
    let mut lines = Vec::new();
    for (kind, part) in [(NoteKind::Foot, Part::Footnotes), (NoteKind::End, Part::Endnotes)] {
        let wanted = || references.iter().filter(move |(of, _)| *of == kind);
        if wanted().next().is_none() {
            continue;
        }
        let mut found: HashMap<String, Vec<Line>> = parts.read(part, |xml| {
            let mut reader = Body::new(xml, facts);
            std::iter::from_fn(|| reader.note().transpose()).collect()
        })?;
        let mut count = 0;
        for (_, id) in wanted() {
            // Taken, not copied: a note that is referred to twice stands there once.
            let Some(note) = found.remove(id) else { continue };
            count += 1;
            let note = note.into_iter().filter(|line| !line.is_blank());
            lines.extend(note.map(|line| line.of_kind(ParagraphKind::Body)));
        }
        match kind {
            NoteKind::Foot => facts.tally.footnotes = count,
            NoteKind::End => facts.tally.endnotes = count,
        }
    }
    Ok(lines)
}

/// The one heading of the first level that opens a text without a title is its title.
fn tell_title(lines: &mut [Line]) {
    let titled = lines.iter().any(|line| line.kind == Some(ParagraphKind::Title));
    let top = |line: &Line| line.kind == Some(ParagraphKind::Heading) && line.level == Some(1);
    if titled || lines.iter().filter(|line| top(line)).count() != 1 {
        return;
    }
    if let Some(first) = lines.iter_mut().find(|line| !line.is_blank()).filter(|line| top(line)) {
        first.kind = Some(ParagraphKind::Title);
    }
}

/// The text, what is known of its lines, and what is odd about it.
fn text(lines: &[Line], options: &ReadOptions) -> Result<(String, Vec<LineHint>, Oddities), FileProblem> {
    let mut text = String::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
    let mut stripped = 0;
    for (at, line) in lines.iter().enumerate() {
        for c in line.text.chars() {
            if !is_control(c) {
                text.push(c);
            } else if options.strip_controls {
                stripped += 1;
            } else {
                return Err(FileProblem::Control { line: at + 1, code_point: u32::from(c) });
            }
        }
        text.push('\n');
    }
    if text.chars().all(char::is_whitespace) {
        return Err(FileProblem::Empty);
    }
    long_line(&text)?;
    let hints = lines.iter().map(|line| LineHint { kind: line.kind, ..LineHint::default() }).collect();
    let oddities = Oddities { stripped, ..Oddities::of(&text) };
    Ok((text, hints, oddities))
}

/// Whether a text can be in a language. Programs write their own into every file, and a text in Han is
/// not English for that.
fn speaks(tag: &str, text: &str) -> bool {
    let han = text.chars().filter(|c| matches!(c, '\u{3400}'..='\u{9fff}')).count();
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    let eastern = ["zh", "ja"].contains(&tag.split('-').next().unwrap_or_default());
    eastern == (han * 2 > letters)
}

fn count_comments(mut xml: Xml<'_>) -> Result<usize, FileProblem> {
    let mut count = 0;
    while let Some(element) = xml.element(0)? {
        count += usize::from((element.space, element.name()) == (Space::Word, "comment"));
    }
    Ok(count)
}

/// How many headers and footers have text.
fn margins(parts: &mut Parts<'_>) -> Result<usize, FileProblem> {
    let mut count = 0;
    parts.margins(|xml| {
        // What is left out in there is no news: numbers and changes are not counted.
        let lines = Body::new(xml, &mut Facts::default()).lines_in(&["hdr", "ftr"])?.unwrap_or_default();
        count += usize::from(lines.iter().any(|line| !line.is_blank()));
        Ok(())
    })?;
    Ok(count)
}
