//! What a browser prints around a page: the day, the time and the title above it, its address and `1/2` below it.
//!
//! Both stand over the edges of columns; they must be out of the way before columns are looked for.

use super::glyph::Glyph;

/// How far characters of one line may stand off its base line, in font sizes.
const OFF: f32 = 0.25;
/// The longest line of a browser, characters: addresses are cut to fit.
const LONGEST: usize = 400;

/// Takes the lines of a browser out of the characters of a page: the one above its text, then the one below.
pub(super) fn take_lines(glyphs: &mut Vec<Glyph>) -> [Vec<Glyph>; 2] {
    let shown = || glyphs.iter().filter(|glyph| !glyph.c.is_whitespace());
    let (Some(top), Some(bottom)) =
        (shown().min_by(|a, b| a.y.total_cmp(&b.y)).copied(), shown().max_by(|a, b| a.y.total_cmp(&b.y)).copied())
    else {
        return [Vec::new(), Vec::new()];
    };
    let of = |edge: Glyph| move |glyph: &Glyph| (glyph.y - edge.y).abs() <= OFF * edge.size;
    let is_head = |text: &str| opens_with_time(text);
    if !stands(glyphs, of(bottom), is_foot) {
        return [Vec::new(), Vec::new()];
    }
    let foot = take(glyphs, of(bottom));
    let head = if stands(glyphs, of(top), is_head) { take(glyphs, of(top)) } else { Vec::new() };
    [head, foot]
}

/// Whether the text of some characters of a page is such a line.
fn stands(glyphs: &[Glyph], of: impl Fn(&Glyph) -> bool, is: impl Fn(&str) -> bool) -> bool {
    let mut row: Vec<Glyph> = glyphs.iter().filter(|glyph| of(glyph)).take(LONGEST).copied().collect();
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut text = String::new();
    for (nth, glyph) in row.iter().enumerate() {
        if nth > 0 && glyph.x - row[nth - 1].right() > glyph.size {
            text.push(' ');
        }
        text.push(glyph.c);
    }
    is(text.trim())
}

fn take(glyphs: &mut Vec<Glyph>, of: impl Fn(&Glyph) -> bool) -> Vec<Glyph> {
    let (taken, rest) = std::mem::take(glyphs).into_iter().partition(of);
    *glyphs = rest;
    taken
}

/// Whether a line is an address and a page of pages: `https://… 1/2`.
pub(super) fn is_foot(text: &str) -> bool {
    let addressed = ["http://", "https://", "file:///"].iter().any(|scheme| text.starts_with(scheme));
    let paged = text.rsplit_once(char::is_whitespace).and_then(|(_, pages)| pages.split_once('/'));
    addressed && paged.is_some_and(|(page, pages)| is_figures(page) && is_figures(pages))
}

/// Whether a line opens with a day in figures and, soon after, a time: `11/23/26, 2:33 AM …`,
/// `2026/11/23 14:33 …`, `23.11.26, 14:33 …`.
pub(super) fn opens_with_time(text: &str) -> bool {
    let mut words = text.split([' ', ',', '，', '\u{A0}', '\u{202F}']).filter(|word| !word.is_empty());
    let day = |word: &str| {
        let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
        parts.len() == 3 && parts.iter().all(|part| (1..=4).contains(&part.len()) && is_figures(part))
    };
    // Chinese browsers write 下午 before the hour.
    let time = |word: &str| {
        let word = word.trim_start_matches(['上', '下', '午']);
        word.split_once(':')
            .is_some_and(|(hour, rest)| is_figures(hour) && rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    words.next().is_some_and(day) && words.next().is_some_and(time)
}

fn is_figures(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
