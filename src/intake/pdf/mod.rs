//! PDF: the text of its pages, line by line in reading order, each with its place.
//!
//! `hayro` reads the objects and fonts; lines, columns and order are made here from the places of
//! single characters (`docs/adr/0009-pdf.md`).

mod body;
mod browser;
mod content;
mod end;
mod font;
mod fragment;
mod furniture;
mod glyph;
mod grid;
mod info;
mod lines;
mod lzw;
mod order;
mod reading;
mod rule;
mod weight;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{FileProblem, Incoming};
use crate::model::{ParagraphKind, sha256_hex};
use crate::text::{Cut, Guide, Layout, LineHint, Place, RemovalReason};
use end::End;
use font::{Fonts, is_unknown};
use furniture::furniture;
use lines::PageLine;

/// Pages that are read at most.
const MAX_PAGES: usize = 5_000;
/// Instructions that are run at most; a page of a newspaper has some ten thousand.
const MAX_INSTRUCTIONS: usize = 40_000_000;
/// Bytes of instructions at most, in all pages: one stream may be that of many.
const MAX_CONTENT: usize = 256 * 1024 * 1024;
/// Characters that are read at most.
const MAX_CHARACTERS: usize = 20_000_000;
/// What reads PDF, as documents name it.
const EXTRACTOR: &str = "pdf (hayro 0.9)";

/// Reads a PDF.
///
/// # Errors
/// When it is encrypted, broken or too long, when it holds no text, or none that can be told.
pub(super) fn read(bytes: &[u8]) -> Result<Incoming, FileProblem> {
    weight::check(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| refused(&error))?;
    let end = end::end(bytes);
    if end == End::CutShort {
        return Err(problem(
            "it is a PDF, but broken: it ends before its last pages or fonts; get it again".to_owned(),
        ));
    }
    let pages = pdf.pages();
    if pages.len() > MAX_PAGES {
        return Err(problem(format!("it has {} pages; at most {MAX_PAGES} are taken", pages.len())));
    }
    if pages.is_empty() {
        return Err(problem("it is a PDF without pages, or broken".to_owned()));
    }
    let mut fonts = Fonts::new();
    let mut taken = Taken::default();
    let (mut content, mut instructions) = (0, MAX_INSTRUCTIONS);
    for (page, nth) in pages.iter().zip(1..) {
        content += page.page_stream().map_or(0, <[u8]>::len);
        if content > MAX_CONTENT {
            return Err(problem(format!("its pages hold more than {} MiB of drawing", MAX_CONTENT >> 20)));
        }
        let (glyphs, rules) = content::shown(page, &mut fonts, &mut instructions)
            .ok_or_else(|| problem(format!("its page {nth} holds more than any page does")))?;
        taken.page(glyphs, &rules, nth)?;
    }
    taken.put_down();
    taken.check()?;
    let mut losses = taken.losses();
    if end == End::InTable {
        losses.push("the file is damaged at its end; compare the text with its pages".to_owned());
    }
    Ok(Incoming {
        losses,
        notes: taken.notes(),
        text: taken.text,
        guide: Guide { lines: taken.hints, cuts: taken.cuts, ..Guide::of(Layout::Wrapped) },
        sha256: sha256_hex(bytes),
        encoding: "PDF".to_owned(),
        extractor: EXTRACTOR.to_owned(),
        fields: info::fields(pdf.metadata()),
        ..Incoming::default()
    })
}

/// What has been read so far.
#[derive(Default)]
struct Taken {
    pages: Vec<Vec<PageLine>>,
    text: String,
    hints: Vec<LineHint>,
    cuts: Vec<Cut>,
    characters: usize,
    unknown: usize,
    /// Lines that seem to be readings of the line below them.
    readings: usize,
}

impl Taken {
    fn page(&mut self, glyphs: Vec<glyph::Glyph>, rules: &[rule::Rule], nth: u32) -> Result<(), FileProblem> {
        self.characters += glyphs.len();
        if self.characters > MAX_CHARACTERS {
            return Err(problem(format!("it has more than {MAX_CHARACTERS} characters")));
        }
        let lines = lines::lines(glyphs, rules);
        self.readings += reading::readings(&lines);
        let numbered = |line: PageLine| PageLine { place: Place { page: nth, ..line.place }, ..line };
        self.pages.push(lines.into_iter().map(numbered).collect());
        Ok(())
    }

    /// Writes the text: page after page, a form feed between them, and at the end the running heads
    /// and page numbers of all, where they cut no paragraph.
    fn put_down(&mut self) {
        let pages = std::mem::take(&mut self.pages);
        let marks = furniture(&pages);
        for (lines, marks) in pages.iter().zip(&marks) {
            let text = lines.iter().zip(marks).filter(|(_, mark)| !**mark).map(|(line, _)| line);
            self.part(text, None);
        }
        let lines = pages.iter().flatten().zip(marks.iter().flatten());
        self.part(lines.filter(|(_, mark)| **mark).map(|(line, _)| line), Some(ParagraphKind::Furniture));
    }

    fn part<'l>(&mut self, lines: impl Iterator<Item = &'l PageLine>, kind: Option<ParagraphKind>) {
        for (at, line) in lines.enumerate() {
            let page_ends = at == 0 && !self.text.is_empty();
            if page_ends {
                self.text.push('\u{C}');
            }
            self.push(&line.text);
            let kind = kind.or(line.row.then_some(ParagraphKind::Body));
            self.hints.push(LineHint { kind, place: Some(line.place), joined: false });
            if !line.copies.is_empty() {
                self.push(&line.copies);
                let start = usize::from(page_ends) + line.text.chars().count();
                let end = start + line.copies.chars().count();
                let (line, reason) = (self.hints.len(), RemovalReason::FakeBold);
                self.cuts.push(Cut { line, start, end, blank: None, reason });
            }
            self.text.push('\n');
        }
    }

    fn push(&mut self, text: &str) {
        for c in text.chars() {
            self.unknown += usize::from(is_unknown(c));
            self.text.push(if c != '\t' && crate::model::field::is_control(c) { '\u{FFFD}' } else { c });
        }
    }

    fn check(&self) -> Result<(), FileProblem> {
        let visible = self.text.chars().filter(|c| !c.is_whitespace()).count();
        // A page number or a browser's lines are no text of a picture.
        if visible == 0 || self.hints.iter().all(|hint| hint.kind == Some(ParagraphKind::Furniture)) {
            let why = "it holds no text: its pages are pictures (scanned); run OCR on it first";
            return Err(problem(why.to_owned()));
        }
        if self.unknown * 100 > visible {
            return Err(problem(format!(
                "{} of its {visible} characters cannot be told: its fonts do not say which they are; \
                 run OCR on it or get it in another format",
                self.unknown
            )));
        }
        Ok(())
    }

    /// Readings cannot be told from text for sure: they are kept, and somebody should look.
    fn notes(&self) -> Vec<String> {
        let note = match self.readings {
            0 => return Vec::new(),
            1 => "1 line seems to be the reading of the line below it (pinyin, kana); it is kept".to_owned(),
            n => format!("{n} lines seem to be readings of the lines below them (pinyin, kana); they are kept"),
        };
        vec![note]
    }

    fn losses(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let mut note = |count: usize, one: &str, many: &str| match count {
            0 => {}
            1 => notes.push(one.to_owned()),
            _ => notes.push(format!("{count} {many}")),
        };
        note(
            self.unknown,
            "1 character cannot be told: its font does not say which it is",
            "characters cannot be told: their fonts do not say which they are",
        );
        notes
    }
}

fn problem(why: String) -> FileProblem {
    FileProblem::Format(why)
}

fn refused(error: &LoadPdfError) -> FileProblem {
    problem(
        match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
                "it is a PDF that needs a password; save it without one first"
            }
            LoadPdfError::Decryption(_) => {
                "it is a PDF encrypted in a way that cannot be read; save it without encryption first"
            }
            LoadPdfError::Invalid => "it is a PDF, but broken: it cannot be read",
        }
        .to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::{Taken, glyph::drawn};

    fn checked(lines: &[(&str, f32)]) -> Result<(), String> {
        let line = |&(text, y): &(&str, f32)| drawn(text, 24.0, y, 8.0);
        let mut taken = Taken::default();
        taken.page(lines.iter().flat_map(line).collect(), &[], 1).unwrap();
        taken.put_down();
        taken.check().map_err(|problem| problem.to_string())
    }

    #[test]
    fn readings_are_kept_and_told() {
        let (base, over) = (drawn("江州算力平台", 24.0, 100.0, 12.0), drawn("jiāngzhōu", 24.0, 88.0, 6.0));
        let mut taken = Taken::default();
        taken.page([base, over].concat(), &[], 1).unwrap();
        taken.put_down();
        assert_eq!(taken.text, "jiāngzhōu\n江州算力平台\n");
        assert_eq!(taken.notes(), ["1 line seems to be the reading of the line below it (pinyin, kana); it is kept"]);
    }

    #[test]
    fn a_picture_that_a_browser_printed_holds_no_text() {
        let (head, foot) = (("11/23/26, 2:33 AM", 22.0), ("file:///a.png 1/1", 775.0));
        assert!(checked(&[head, foot]).unwrap_err().contains("it holds no text"));
        assert_eq!(checked(&[head, ("正文。", 60.0), foot]), Ok(()));
    }
}
