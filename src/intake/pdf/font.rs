//! The fonts of a PDF: from the bytes a page shows to characters and their widths.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

use crate::intake::symbol;

/// The flag of a font descriptor that asks for bold.
const FORCE_BOLD: u32 = 1 << 18;

/// Fonts by the dictionary they are defined in, so that each is read once.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    stand_ins: FontResolverFn,
    cmaps: CMapResolverFn,
    known: HashMap<&'a [u8], Option<Rc<TextFont<'a>>>>,
    collections: HashMap<CidFamily, Option<Rc<CMap>>>,
}

/// One shown code.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Shown {
    /// What it means; empty when the font does not tell.
    pub(super) text: Box<str>,
    /// How far it moves on, in thousandths of the font size, along the direction of writing.
    pub(super) advance: f64,
}

/// A font that can tell its text.
pub(super) struct TextFont<'a> {
    font: Font<'a>,
    /// CIDs of a Chinese, Japanese or Korean collection, where the font has no map of its own.
    collection: Option<Collection>,
    /// What it calls itself.
    name: String,
    /// Whether its name or its descriptor says bold.
    pub(super) bold: bool,
    shown: std::cell::RefCell<HashMap<u32, Rc<Shown>>>,
}

struct Collection {
    encoding: CMap,
    unicode: Rc<CMap>,
}

impl<'a> Fonts<'a> {
    pub(super) fn new() -> Self {
        Self {
            cache: FontCache::new(),
            // A font that is only named needs some outlines to be taken at all; they are never drawn.
            stand_ins: Arc::new(|query| match query {
                FontQuery::Standard(font) => Some(font.get_font_data()),
                FontQuery::Fallback(query) => Some(query.pick_standard_font().get_font_data()),
            }),
            cmaps: Arc::new(load_embedded),
            known: HashMap::new(),
            collections: HashMap::new(),
        }
    }

    /// The font of a dictionary; `None` when it cannot be read.
    pub(super) fn of(&mut self, dict: &Dict<'a>) -> Option<Rc<TextFont<'a>>> {
        if let Some(known) = self.known.get(dict.data()) {
            return known.clone();
        }
        let font = self.cache.font(dict, &self.stand_ins, &self.cmaps).map(|font| {
            let name = dict.get::<Name<'_>>(b"BaseFont").map_or_else(String::new, |name| name.as_str().to_owned());
            Rc::new(TextFont {
                font,
                collection: self.collection(dict),
                bold: is_bold(dict, &name),
                name,
                shown: std::cell::RefCell::default(),
            })
        });
        self.known.insert(dict.data(), font.clone());
        font
    }

    /// How the codes of a composite font become CIDs, and those characters.
    fn collection(&mut self, dict: &Dict<'a>) -> Option<Collection> {
        let descendant = dict.get::<Array<'_>>(b"DescendantFonts")?.iter::<Dict<'_>>().next()?;
        let encoding = match dict.get::<Object<'_>>(b"Encoding")? {
            Object::Name(name) => match CMapName::from_bytes(&name) {
                CMapName::IdentityH => CMap::identity_h(),
                CMapName::IdentityV => CMap::identity_v(),
                name => CMap::parse(load_embedded(name)?, load_embedded)?,
            },
            Object::Stream(stream) => CMap::parse(&stream.decoded_data().ok()?, load_embedded)?,
            _ => return None,
        };
        let of_encoding = encoding.metadata().character_collection.as_ref().map(|known| known.family.clone());
        let family = of_encoding.filter(|family| family.ucs2_cmap().is_some()).or_else(|| {
            let info = descendant.get::<Dict<'_>>(b"CIDSystemInfo")?;
            let registry = info.get::<PdfString<'_>>(b"Registry")?;
            let ordering = info.get::<PdfString<'_>>(b"Ordering")?;
            Some(CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes()))
        })?;
        Some(Collection { encoding, unicode: self.unicode(&family)? })
    }

    /// The characters of the CIDs of a collection.
    fn unicode(&mut self, family: &CidFamily) -> Option<Rc<CMap>> {
        let name = family.ucs2_cmap()?;
        let known = self.collections.entry(family.clone());
        known.or_insert_with(|| CMap::parse(load_embedded(name)?, load_embedded).map(Rc::new)).clone()
    }
}

impl TextFont<'_> {
    /// Whether it is set in lines from left to right, not in columns from top to bottom.
    pub(super) fn is_horizontal(&self) -> bool {
        self.font.is_horizontal()
    }

    /// The code that starts at `at`, which must lie inside `bytes`, and how many bytes it has.
    pub(super) fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let (code, length) = self.font.read_code(bytes, at);
        (code, length.max(1))
    }

    /// What a code shows.
    pub(super) fn shown(&self, code: u32) -> Rc<Shown> {
        if let Some(shown) = self.shown.borrow().get(&code) {
            return Rc::clone(shown);
        }
        let move_on = self.font.code_advance(code);
        let advance = if self.is_horizontal() { move_on.x } else { -move_on.y };
        let shown = Rc::new(Shown { text: self.text(code), advance: if advance.is_finite() { advance } else { 0.0 } });
        self.shown.borrow_mut().insert(code, Rc::clone(&shown));
        shown
    }

    fn text(&self, code: u32) -> Box<str> {
        let own = match self.font.glyph(self.font.map_code(code), code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let own = own.map(letters).unwrap_or_default();
        if !own.is_empty() && !own.chars().any(is_unknown) {
            return own;
        }
        if let Some(sign) = self.sign(code, &own) {
            return sign.to_string().into();
        }
        // A map that leads nowhere, as some Founder fonts have, is no better than none.
        self.collection.as_ref().and_then(|collection| collection.text(code)).unwrap_or(own)
    }
}

impl TextFont<'_> {
    /// The sign of a picture font, whose map leads into the area of private use, or which has none.
    fn sign(&self, code: u32, mapped: &str) -> Option<char> {
        let private = mapped.chars().next().map(u32::from).filter(|c| (0xF020..=0xF0FF).contains(c));
        // Codes of one byte are those that Windows has at U+F000.
        let code = private.map(|c| c - 0xF000).or_else(|| (mapped.is_empty() && code <= 0xFF).then_some(code))?;
        symbol::sign(&self.name, code)
    }
}

impl Collection {
    fn text(&self, code: u32) -> Option<Box<str>> {
        let cid = (1..=4).find_map(|bytes| self.encoding.lookup_cid_code(code, bytes))?;
        self.unicode.lookup_bf_string(cid).map(letters).filter(|text| !text.chars().any(is_unknown))
    }
}

fn letters(found: BfString) -> Box<str> {
    match found {
        BfString::Char(c) => c.to_string().into(),
        BfString::String(text) => text.into(),
    }
}

/// Whether a character says that nobody knows which it is: U+FFFD, NUL or one of private use.
pub(super) fn is_unknown(c: char) -> bool {
    matches!(c, '\0' | '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// Whether a font is bold by its name or its descriptor. Heiti is how Chinese type is bold.
fn is_bold(dict: &Dict<'_>, name: &str) -> bool {
    const WORDS: [&str; 8] = ["bold", "black", "heavy", "simhei", "heiti", "fzht", "fzxbs", "dabiaosong"];
    let name = name.to_lowercase();
    if WORDS.iter().any(|word| name.contains(word)) {
        return true;
    }
    let descendant = || dict.get::<Array<'_>>(b"DescendantFonts")?.iter::<Dict<'_>>().next();
    let descriptor = dict
        .get::<Dict<'_>>(b"FontDescriptor")
        .or_else(|| descendant()?.get::<Dict<'_>>(b"FontDescriptor"))
        .unwrap_or_default();
    descriptor.get::<u32>(b"Flags").is_some_and(|flags| flags & FORCE_BOLD != 0)
        || descriptor.get::<f32>(b"FontWeight").is_some_and(|weight| weight >= 600.0)
        || descriptor
            .get::<Name<'_>>(b"FontName")
            .is_some_and(|name| WORDS.iter().any(|word| name.as_str().to_lowercase().contains(word)))
}
