//! The text of a document part, in the order of the page: paragraphs, tables in place, boxes after the
//! paragraph they hang on.

use super::Facts;
use super::line::{Line, Paragraph};
use super::look::Look;
use super::symbol;
use crate::intake::xml::{Element, Space, Xml};
use crate::intake::{FileProblem, end_lines};
use crate::model::ParagraphKind;
use crate::text::Shift;

/// Which of the two kinds of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoteKind {
    Foot,
    End,
}

/// A reader of one part.
pub(super) struct Body<'a, 'f> {
    xml: Xml<'a>,
    facts: &'f mut Facts,
    /// The open fields, outermost first: whether their result has begun.
    fields: Vec<bool>,
    /// The open `mc:AlternateContent`s: their depth, and whether a choice was taken.
    choices: Vec<(usize, bool)>,
    /// The text of paragraphs whose end was deleted, waiting for the paragraph it goes on in.
    carried: String,
    /// The notes referred to, in the order of the text.
    pub(super) references: Vec<(NoteKind, String)>,
}

impl<'a, 'f> Body<'a, 'f> {
    pub(super) const fn new(xml: Xml<'a>, facts: &'f mut Facts) -> Self {
        Self { xml, facts, fields: Vec::new(), choices: Vec::new(), carried: String::new(), references: Vec::new() }
    }

    /// The lines of the next element of one of these names; `None` when there is no further one.
    pub(super) fn lines_in(&mut self, names: &[&str]) -> Result<Option<Vec<Line>>, FileProblem> {
        Ok(self.element_lines(names)?.map(|(_, lines)| lines))
    }

    /// The id and the lines of the next footnote or endnote that is text, not a separator.
    pub(super) fn note(&mut self) -> Result<Option<(String, Vec<Line>)>, FileProblem> {
        self.element_lines(&["footnote", "endnote"])
    }

    fn element_lines(&mut self, names: &[&str]) -> Result<Option<(String, Vec<Line>)>, FileProblem> {
        while let Some(element) = self.xml.element(0)? {
            if element.space != Space::Word || !names.contains(&element.name()) {
                continue;
            }
            if matches!(element.attribute("type").as_deref(), Some(kind) if kind != "normal") {
                self.xml.skip()?;
                continue;
            }
            let id = element.attribute("id").unwrap_or_default();
            return Ok(Some((id, self.blocks()?)));
        }
        Ok(None)
    }

    /// The lines of the element that opened last: its paragraphs and the rows of its tables.
    fn blocks(&mut self) -> Result<Vec<Line>, FileProblem> {
        let inside = self.xml.depth();
        let outer = std::mem::take(&mut self.carried);
        let mut lines = Vec::new();
        while let Some(element) = self.xml.element(inside)? {
            match (element.space, element.name()) {
                (Space::Word, "p") => self.paragraph(&mut lines)?,
                (Space::Word, "tbl") => self.table(&mut lines)?,
                (Space::Word, "del" | "moveFrom") => self.leave_out_change()?,
                (Space::Word, "altChunk") => self.facts.tally.chunks += 1,
                // What is set apart and what stands around: content controls, insertions, choices.
                _ => self.enter_or_skip(&element)?,
            }
        }
        let rest = std::mem::replace(&mut self.carried, outer);
        lines.extend((!rest.trim().is_empty()).then(|| Line { text: rest, ..Line::default() }));
        Ok(lines)
    }

    /// Settings are passed over and of alternatives only one is read; anything else is only a wrap.
    fn enter_or_skip(&mut self, element: &Element<'_>) -> Result<(), FileProblem> {
        let depth = self.xml.depth();
        match (element.space, element.name()) {
            (Space::Compatibility, "AlternateContent") => {
                self.choices.retain(|(at, _)| *at < depth);
                self.choices.push((depth, false));
                Ok(())
            }
            (Space::Compatibility, "Choice" | "Fallback") => {
                self.choices.retain(|(at, _)| *at < depth);
                match self.choices.last_mut() {
                    Some((_, true)) => self.xml.skip(),
                    Some((_, taken)) => {
                        *taken = true;
                        Ok(())
                    }
                    None => Ok(()),
                }
            }
            (Space::Word, name) if name.ends_with("Pr") => self.xml.skip(),
            _ => Ok(()),
        }
    }

    fn leave_out_change(&mut self) -> Result<(), FileProblem> {
        self.facts.tally.deletions += 1;
        self.xml.skip()
    }

    fn paragraph(&mut self, lines: &mut Vec<Line>) -> Result<(), FileProblem> {
        let mut paragraph = Paragraph::default();
        self.inline(&mut paragraph)?;
        // An instruction that never ends must not swallow the text after it.
        self.fields.retain(|result| *result);
        let boxes = std::mem::take(&mut paragraph.boxes);
        if paragraph.end_deleted {
            self.carried.push_str(&paragraph.text);
        } else {
            paragraph.text.insert_str(0, &std::mem::take(&mut self.carried));
            let own = paragraph.into_lines(self.facts);
            self.facts.count(own.len())?;
            lines.extend(own);
        }
        lines.extend(boxes);
        Ok(())
    }

    /// Reads what stands in a paragraph. Links, fields, corrections and drawings only wrap what is to
    /// be read, so all is taken as one flat run of pieces.
    fn inline(&mut self, paragraph: &mut Paragraph) -> Result<(), FileProblem> {
        let inside = self.xml.depth();
        let mut look = Look::default();
        while let Some(element) = self.xml.element(inside)? {
            match (element.space, element.name()) {
                (Space::Word, "pPr") => self.paragraph_properties(paragraph)?,
                (Space::Word | Space::Math, "r") => look = self.look_of_style(paragraph),
                (Space::Word, "rPr") => look = self.run_look(look)?,
                (Space::Word, "ins" | "moveTo") => self.facts.tally.insertions += 1,
                (Space::Word, "del" | "moveFrom") => self.leave_out_change()?,
                (Space::Word, "fldChar") => self.field(&element),
                (Space::Word, "txbxContent") if look.hidden => self.xml.skip()?,
                (Space::Word, "txbxContent") => {
                    let lines = self.blocks()?;
                    let lines = lines.into_iter().filter(|line| !line.text.trim().is_empty());
                    paragraph.boxes.extend(lines.map(|line| line.of_kind(ParagraphKind::Box)));
                }
                (Space::Word, "rt") => {
                    self.facts.tally.phonetics += 1;
                    self.xml.skip()?;
                }
                (Space::Word, "instrText" | "delText" | "delInstrText") => self.xml.skip()?,
                (Space::Math, "sup") => self.shifted(Shift::Up, paragraph)?,
                (Space::Math, "sub") => self.shifted(Shift::Down, paragraph)?,
                (Space::Word | Space::Math, _) => {
                    let Some(piece) = self.piece(&element)? else {
                        self.enter_or_skip(&element)?;
                        continue;
                    };
                    let shown = self.fields.iter().all(|result| *result);
                    if look.hidden && shown {
                        self.facts.tally.hidden += piece.chars().count();
                    } else if shown {
                        if look.struck {
                            self.facts.tally.struck += piece.chars().filter(|c| !c.is_whitespace()).count();
                        }
                        paragraph.text.push_str(&look.shown(&piece));
                    }
                }
                (Space::Other, "blip" | "imagedata") => self.facts.tally.pictures += 1,
                (Space::Other, "chart" | "relIds") => self.facts.tally.drawings += 1,
                _ => self.enter_or_skip(&element)?,
            }
        }
        Ok(())
    }

    /// Reads what a formula sets above or below the line.
    fn shifted(&mut self, shift: Shift, paragraph: &mut Paragraph) -> Result<(), FileProblem> {
        let from = paragraph.text.len();
        self.inline(paragraph)?;
        if let Some(shifted) = paragraph.text.get(from..).and_then(|text| shift.of(text)) {
            paragraph.text.truncate(from);
            paragraph.text.push_str(&shifted);
        }
        Ok(())
    }

    /// The text that an element of a run stands for; `None` when it is no such element. A line feed is
    /// a line that ends inside the paragraph.
    fn piece(&mut self, element: &Element<'_>) -> Result<Option<String>, FileProblem> {
        Ok(Some(match element.name() {
            "t" => {
                let text = self.xml.text()?;
                let blank = [' ', '\t', '\r', '\n'];
                let mut text = match element.attribute("space").as_deref() {
                    Some("preserve") => text.replace(&blank[1..], " "),
                    _ => text.trim_matches(blank).replace(&blank[1..], " "),
                };
                self.facts.tally.line_ends += end_lines(&mut text);
                text
            }
            "tab" | "ptab" => "\t".to_owned(),
            "br" | "cr" => "\n".to_owned(),
            "noBreakHyphen" => "-".to_owned(),
            "sym" => match symbol::of(element) {
                Some(sign) => sign.to_string(),
                None => {
                    self.facts.tally.symbols += 1;
                    symbol::MISSING.to_string()
                }
            },
            name @ ("footnoteReference" | "endnoteReference") => {
                let kind = if name == "footnoteReference" { NoteKind::Foot } else { NoteKind::End };
                self.references.extend(element.attribute("id").map(|id| (kind, id)));
                String::new()
            }
            _ => return Ok(None),
        }))
    }

    fn field(&mut self, element: &Element<'_>) {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.push(false),
            Some("separate") => {
                if let Some(result) = self.fields.last_mut() {
                    *result = true;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    fn paragraph_properties(&mut self, paragraph: &mut Paragraph) -> Result<(), FileProblem> {
        let inside = self.xml.depth();
        while let Some(element) = self.xml.element(inside)? {
            match (element.space, element.name()) {
                (Space::Word, "pStyle") => paragraph.style = element.val(),
                (Space::Word, "outlineLvl") => paragraph.outline = element.val(),
                (Space::Word, "numId") => paragraph.list = element.val(),
                (Space::Word, "ilvl") => paragraph.list_level = element.val().and_then(|level| level.parse().ok()),
                // In the properties of the paragraph's end: the end was deleted or moved away.
                (Space::Word, "del" | "moveFrom") => paragraph.end_deleted = true,
                // What the properties were before a tracked change.
                (Space::Word, "pPrChange" | "rPrChange" | "sectPr") => self.xml.skip()?,
                _ => {}
            }
        }
        Ok(())
    }

    /// How a run looks that says nothing of it.
    fn look_of_style(&self, paragraph: &Paragraph) -> Look {
        let styles = &self.facts.styles;
        let style = paragraph.style.as_deref().or(styles.of_paragraphs());
        Look { hidden: style.is_some_and(|style| styles.hides(style)), ..Look::default() }
    }

    /// How the properties of a run let it look, which else has the look `look`.
    fn run_look(&mut self, mut look: Look) -> Result<Look, FileProblem> {
        let inside = self.xml.depth();
        while let Some(element) = self.xml.element(inside)? {
            match (element.space, element.name()) {
                (Space::Word, "vanish") => look.hidden = element.is_on(),
                (Space::Word, "strike" | "dstrike") => look.struck |= element.is_on(),
                (Space::Word, "vertAlign") => look.shift = Look::shift(element.val().as_deref()),
                (Space::Word, "rStyle") => {
                    look.hidden |= element.val().is_some_and(|style| self.facts.styles.hides(&style))
                }
                (Space::Word, "rPrChange") => self.xml.skip()?,
                _ => {}
            }
        }
        Ok(look)
    }

    /// Reads a table: a line for each row, its cells parted by tabs. A row with text in one cell only
    /// is a frame around paragraphs, as official templates draw them: they stay as they are.
    fn table(&mut self, lines: &mut Vec<Line>) -> Result<(), FileProblem> {
        let inside = self.xml.depth();
        while let Some(element) = self.xml.element(inside)? {
            if (element.space, element.name()) != (Space::Word, "tr") {
                self.enter_or_skip(&element)?;
                continue;
            }
            let mut cells = self.cells()?;
            let mut filled = cells.iter_mut().filter(|cell| cell.iter().any(|line| !line.is_blank()));
            match (filled.next(), filled.next()) {
                (None, _) => {}
                (Some(only), None) => lines.append(only),
                (Some(_), Some(_)) => lines.push(Line::of_cells(&cells)),
            }
        }
        Ok(())
    }

    /// The lines of each cell of a row; none of a row that was deleted.
    fn cells(&mut self) -> Result<Vec<Vec<Line>>, FileProblem> {
        let inside = self.xml.depth();
        let mut cells = Vec::new();
        while let Some(element) = self.xml.element(inside)? {
            match (element.space, element.name()) {
                (Space::Word, "tc") => cells.push(self.blocks()?),
                (Space::Word, "del") => {
                    self.facts.tally.deletions += 1;
                    self.xml.skip_out_of(inside)?;
                    return Ok(Vec::new());
                }
                (Space::Word, "trPr") => {}
                _ => self.enter_or_skip(&element)?,
            }
        }
        Ok(cells)
    }
}
