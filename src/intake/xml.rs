//! XML of strangers, as far as office documents need it: elements with their attributes, text, and
//! nothing that could grow on its own. A document type, an entity of one's own, or a nesting deeper than
//! 256 is refused; office programs write none of them.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use quick_xml::{XmlVersion, escape::resolve_predefined_entity};

use super::FileProblem;
use super::effort::Effort;

/// Deepest nesting of elements.
const MAX_DEPTH: usize = 256;

/// The vocabularies that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// Text documents: `w:`.
    Word,
    /// Formulas: `m:`.
    Math,
    /// Choices between what new and old programs can show: `mc:`.
    Compatibility,
    /// Everything else.
    Other,
}

impl Space {
    fn of(uri: &str) -> Self {
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            _ => Self::Other,
        }
    }
}

/// What comes next in the document.
#[derive(Debug)]
enum Item<'a> {
    /// An element opens; a [`Item::Close`] follows for each.
    Open(Element<'a>),
    /// The innermost open element closes.
    Close,
    /// Characters, entities resolved.
    Text(Cow<'a, str>),
    /// The document is over.
    End,
}

/// An element that opens.
#[derive(Debug)]
pub(super) struct Element<'a> {
    /// Its vocabulary.
    pub(super) space: Space,
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of the attribute of this name, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        // The check for doubles compares each with each, which a hostile file could make endless.
        let found = attributes.with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// The attribute `val`, which most elements of a text document carry.
    pub(super) fn val(&self) -> Option<String> {
        self.attribute("val")
    }

    /// Whether an on/off element says on, as it does by being there.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off"))
    }
}

/// A reader of one document.
pub(super) struct Xml<'a> {
    reader: NsReader<&'a [u8]>,
    effort: &'a Effort,
    depth: usize,
    part: &'static str,
}

impl<'a> Xml<'a> {
    /// Over the bytes of a document; `part` names it in messages. What is read is counted in `effort`.
    ///
    /// # Errors
    /// [`FileProblem::Format`] when it is not UTF-8.
    pub(super) fn new(bytes: &'a [u8], part: &'static str, effort: &'a Effort) -> Result<Self, FileProblem> {
        let text = std::str::from_utf8(bytes)
            .map_err(|_| FileProblem::Format(format!("its {part} is not UTF-8, as it should be")))?;
        let mut reader = NsReader::from_str(text.trim_start_matches('\u{FEFF}'));
        reader.config_mut().expand_empty_elements = true;
        Ok(Self { reader, effort, depth: 0, part })
    }

    /// The next item.
    ///
    /// # Errors
    /// [`FileProblem::Format`] when the document is not well formed, holds what is refused, or too much.
    fn next(&mut self) -> Result<Item<'a>, FileProblem> {
        loop {
            self.effort.markup(1)?;
            let (space, event) = match self.reader.read_resolved_event() {
                Ok((ResolveResult::Bound(uri), event)) => (Space::of(uri.into_inner()), event),
                Ok((_, event)) => (Space::Other, event),
                Err(_) => return Err(self.refuse("is broken")),
            };
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(self.refuse("nests deeper than 256 elements"));
                    }
                    return Ok(Item::Open(Element { space, start }));
                }
                Event::End(_) => {
                    self.depth -= 1;
                    return Ok(Item::Close);
                }
                Event::Text(text) => return Ok(Item::Text(text.xml10_content())),
                Event::CData(text) => return Ok(Item::Text(text.xml10_content())),
                Event::GeneralRef(reference) => {
                    let known = match reference.resolve_char_ref() {
                        Ok(Some(c)) => Some(Cow::Owned(c.to_string())),
                        Ok(None) => resolve_predefined_entity(&reference.xml10_content()).map(Cow::Borrowed),
                        Err(_) => None,
                    };
                    return known.map(Item::Text).ok_or_else(|| self.refuse("names an entity of its own"));
                }
                Event::DocType(_) => return Err(self.refuse("holds a DOCTYPE, which no office program writes")),
                Event::Eof if self.depth > 0 => return Err(self.refuse("is cut off")),
                Event::Eof => return Ok(Item::End),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// The next element that opens inside the open element at depth `inside`, as [`Xml::depth`] told when
    /// that opened, or inside the document at 0; `None` at its end.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub(super) fn element(&mut self, inside: usize) -> Result<Option<Element<'a>>, FileProblem> {
        while self.depth >= inside {
            match self.next()? {
                Item::Open(element) => return Ok(Some(element)),
                Item::End => break,
                Item::Close | Item::Text(_) => {}
            }
        }
        Ok(None)
    }

    /// Passes over the rest of the element that opened last.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub(super) fn skip(&mut self) -> Result<(), FileProblem> {
        self.skip_out_of(self.depth)
    }

    /// Passes over the rest of the open element at depth `inside`.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub(super) fn skip_out_of(&mut self, inside: usize) -> Result<(), FileProblem> {
        while self.element(inside)?.is_some() {}
        Ok(())
    }

    /// The characters of the element that opened last, to its end.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub(super) fn text(&mut self) -> Result<String, FileProblem> {
        let inside = self.depth;
        let mut out = String::new();
        while self.depth >= inside {
            match self.next()? {
                Item::Text(text) => out.push_str(&text),
                Item::End => break,
                Item::Open(_) | Item::Close => {}
            }
        }
        Ok(out)
    }

    /// How many elements are open.
    pub(super) const fn depth(&self) -> usize {
        self.depth
    }

    fn refuse(&self, what: &str) -> FileProblem {
        FileProblem::Format(format!("its {} {what}", self.part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(xml: &str) -> Result<String, String> {
        let effort = Effort::new(0);
        let mut reader = Xml::new(xml.as_bytes(), "text", &effort).map_err(|e| e.to_string())?;
        let mut out = String::new();
        loop {
            match reader.next().map_err(|e| e.to_string())? {
                Item::Open(element) => out.push_str(&format!("<{:?} {}>", element.space, element.name())),
                Item::Close => out.push_str("</>"),
                Item::Text(text) => out.push_str(&text),
                Item::End => return Ok(out),
            }
        }
    }

    #[test]
    fn prefixes_do_not_matter() {
        let xml =
            r#"<x:p xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><t/>&lt;&#x4E00;</x:p>"#;
        assert_eq!(all(xml).as_deref(), Ok("<Word p><Other t></><一</>"));
    }

    #[test]
    fn what_grows_is_refused() {
        assert_eq!(
            all("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>").unwrap_err(),
            "its text holds a DOCTYPE, which no office program writes"
        );
        assert_eq!(all("<a>&b;</a>").unwrap_err(), "its text names an entity of its own");
        assert_eq!(all("<a><b></a>").unwrap_err(), "its text is broken");
        assert_eq!(all("<a><b>").unwrap_err(), "its text is cut off");
        assert_eq!(all(&"<a>".repeat(100_000)).unwrap_err(), "its text nests deeper than 256 elements");
    }

    #[test]
    fn a_million_attributes_are_no_burden() {
        let mut xml = String::from("<a");
        for n in 0..200_000 {
            xml.push_str(&format!(" a{n}='1'"));
        }
        xml.push_str(" val='x'/>");
        let effort = Effort::new(0);
        let mut reader = Xml::new(xml.as_bytes(), "text", &effort).expect("UTF-8");
        let Ok(Item::Open(element)) = reader.next() else { panic!("an element") };
        assert_eq!(element.val().as_deref(), Some("x"));
    }
}
