//! SVG into pixels, with the fonts of the system. A character that no font has would become an empty
//! box; so there is no picture then.

use std::collections::BTreeSet;
use std::sync::Mutex;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontResolver, Options, Tree};

use super::PlotError;

/// Pixels of the picture per pixel of the SVG: sharp on today's screens.
const SCALE: f32 = 2.0;

/// The most pixels of a picture; 4 bytes each.
const MAX_PIXELS: u64 = 100_000_000;

/// Draws an SVG of this program as PNG.
pub(super) fn draw(svg: &str) -> Result<Vec<u8>, PlotError> {
    let missing = Mutex::new(BTreeSet::new());
    let tree = {
        let mut options = Options { font_resolver: telling(&missing), ..Options::default() };
        options.fontdb_mut().load_system_fonts();
        if options.fontdb.is_empty() {
            return Err(PlotError::NoFont(of_svg(svg)));
        }
        Tree::from_str(svg, &options).map_err(|error| PlotError::Draw(error.to_string()))?
    };
    let missing = missing.into_inner().unwrap_or_default();
    if !missing.is_empty() {
        return Err(PlotError::NoFont(shown(missing)));
    }
    let size = tree.size().to_int_size().scale_by(SCALE);
    let (width, height) = size.map_or((u32::MAX, u32::MAX), |size| (size.width(), size.height()));
    let too_large = || PlotError::TooLarge { width, height };
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(too_large());
    }
    let mut pixels = Pixmap::new(width, height).ok_or_else(too_large)?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| PlotError::Draw(error.to_string()))
}

/// Looks for fonts as usual, and notes the characters for which there is none.
fn telling(missing: &Mutex<BTreeSet<char>>) -> FontResolver<'_> {
    let (first, others) = (FontResolver::default_font_selector(), FontResolver::default_fallback_selector());
    FontResolver {
        // A system may have fonts, and none under the names asked for: any will do to begin with.
        select_font: Box::new(move |font, fonts| {
            first(font, fonts).or_else(|| fonts.faces().next().map(|face| face.id))
        }),
        select_fallback: Box::new(move |c, tried, fonts| {
            let found = others(c, tried, fonts);
            if found.is_none()
                && let Ok(mut missing) = missing.lock()
            {
                missing.insert(c);
            }
            found
        }),
    }
}

/// The first few characters, for a message.
fn shown(characters: BTreeSet<char>) -> String {
    const ENOUGH: usize = 10;
    let more = if characters.len() > ENOUGH { " …" } else { "" };
    characters.into_iter().take(ENOUGH).collect::<String>() + more
}

/// The characters of an SVG that need more than the fonts of a bare system.
fn of_svg(svg: &str) -> String {
    shown(svg.chars().filter(|c| !c.is_ascii()).collect())
}
