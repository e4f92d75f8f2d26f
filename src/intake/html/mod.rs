//! Web pages: the article becomes lines, one for each paragraph, heading, list item and row of a table. Lines that a
//! break parts inside a sentence are told to go on.
//!
//! The page is decoded, parsed at a bounded cost, and read from its own tree: nothing is taken from a
//! library's opinion but the place of the article. What is left out of the article is what no reader
//! sees (scripts, hidden parts, readings over characters) and menus; when the place is in doubt, the
//! whole body is taken and a note says so. The headline is the first line, wherever the page shows it.
//! Blanks at the ends of a line are the page's own; cells of a row are parted by a tab.

mod article;
mod breaks;
mod charset;
mod imprint;
mod lines;
mod looks;
mod meta;
mod outside;
mod page;
mod parse;
mod sight;
mod table;
mod tree;
mod walk;

use super::effort::Effort;
use super::{FileProblem, Incoming, Oddities, ReadOptions, controls, fields, long_line, strange_line_ends, struck_out};
use crate::model::{DocumentFields, ParagraphKind, sha256_hex};
use crate::text::width::width;
use crate::text::{Guide, Layout, LineHint};
use article::{By, Found};
use imprint::Imprint;
use lines::Row;
use looks::Side;
use meta::compact;
use page::Page;
use sight::Sight;

/// Reads a page, whose encoding may be declared by what it came in.
///
/// # Errors
/// When it is too large, cannot be decoded, or holds no text.
pub(super) fn read(
    bytes: &[u8],
    charset: Option<&str>,
    options: &ReadOptions,
    effort: &Effort,
) -> Result<Incoming, FileProblem> {
    let (decoded, note) = charset::decode_page(bytes, charset, options)?;
    let page = parse::parse(&decoded.text, effort)?;
    let sight = Sight::of(&page);
    let found = article::find(&page, &sight, effort);
    let rows = lines::rows(&page, &sight, &found.roots);
    let mut losses = decoded.losses();
    let mut notes: Vec<String> = note.into_iter().chain(decoded.notes()).collect();
    notes.extend(notes_on(&page, &sight, &found));

    let (before, mut article, mut after) = parted(&page, &found, rows);
    article.extend(found.roots.last().iter().flat_map(|root| outside::belonging(&page, &sight, **root, &mut after)));
    if !article.iter().any(|row| row.text.contains(char::is_alphanumeric)) {
        return Err(without_text(&page));
    }
    let imprint = Imprint::of(beside(&before, &article, &after).map(|row| row.text.as_str()));
    let (mut fields, attributes) = meta::fields(&page, imprint);
    fields.url = fields.url.or_else(|| saved_from(&decoded.text));
    keep_plausible_language(&mut fields, &article);
    if let Some(title) = shown_title(&page, fields.title.as_deref(), &before, &article) {
        fields.title = Some(title);
    }
    fields.subtitle = fields.title.as_ref().and_then(|title| head(title, &before, &mut article));
    let left = outside::left_out(&page, &sight, before.iter().chain(&after), fields.title.as_deref());
    let told = || format!("{} characters of the page stand outside the article and were left out", left.chars);
    if left.speaks {
        losses.push(told());
    } else if left.chars >= MUCH {
        notes.push(told());
    }
    tell_kinds(&mut article);
    let layout = if is_wrapped(&article) { Layout::Wrapped } else { Layout::Paragraphs };
    let (mut text, hints) = written(&article, layout);
    long_line(&text)?;
    // What entities name, `&#7;`, is found only now.
    losses.extend(Oddities { stripped: controls(&mut text, options)?, ..Oddities::default() }.losses());
    match text.matches('\u{FFFD}').count() {
        0 => {}
        n => losses.push(format!("{n} of its characters were lost before: U+FFFD stands for them")),
    }
    Ok(Incoming {
        text,
        guide: Guide { lines: hints, ..Guide::of(layout) },
        sha256: sha256_hex(bytes),
        encoding: decoded.encoding,
        extractor: format!("html ({})", article::READABILITY),
        fields,
        title_is_a_guess: true,
        attributes,
        losses,
        notes,
        ..Incoming::default()
    })
}

/// Characters outside an article without a sentence that a person is told of.
const MUCH: usize = 20;

/// The headline over an article that says another than the page says of itself, as its name of the site.
fn shown_title(page: &Page, told: Option<&str>, before: &[Row], article: &[Row]) -> Option<String> {
    let told = compact(told.unwrap_or_default());
    let is_shown = |rows: &[Row]| rows.iter().any(|row| compact(&row.text) == told);
    let opening: String = article.iter().take(5).map(|row| compact(&row.text)).collect();
    let titled = article.iter().take(5).any(|row| row.kind == Some(ParagraphKind::Title));
    if titled || is_shown(before) || !told.is_empty() && opening.contains(&told) {
        return None;
    }
    outside::as_title(&before[outside::headline(page, before)?])
}

/// What a person should know of what was taken and what was not.
fn notes_on(page: &Page, sight: &Sight, found: &Found) -> Vec<String> {
    let mut notes = Vec::new();
    let all = sight.amount(page, 0);
    let taken: usize = found.roots.iter().map(|&at| sight.amount(page, at).letters).sum();
    if found.by == By::Nothing && all.linked * 4 > all.letters {
        notes.push("no article was found on the page: all of it but its menus was taken".to_owned());
    } else if taken * 3 < all.letters {
        notes.push(format!("{taken} of {} characters on the page were taken for its article", all.letters));
    }
    let hidden = sight.hidden(page);
    if hidden >= 50 {
        notes.push(format!("{hidden} characters that the page hides left out"));
    }
    match sight.readings(page) {
        0 => {}
        1 => notes.push("1 reading over characters left out".to_owned()),
        n => notes.push(format!("{n} readings over characters left out")),
    }
    notes.extend(struck_out(looks::struck(page, sight, &found.roots)));
    let line_ends = seen_line_ends(page, sight);
    notes.extend(Oddities { line_ends, ..Oddities::default() }.notes());
    notes
}

/// Line ends of Unicode in what is read of a page.
fn seen_line_ends(page: &Page, sight: &Sight) -> usize {
    let seen = page.nodes.iter().zip(&sight.unseen).filter(|(node, unseen)| node.is_text() && unseen.is_none());
    seen.map(|(node, _)| strange_line_ends(&node.text)).sum()
}

/// The lines before the article, its own, and those after or between its parts.
fn parted(page: &Page, found: &Found, rows: Vec<Row>) -> (Vec<Row>, Vec<Row>, Vec<Row>) {
    let (mut before, mut article, mut after) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        // The roots stand in the order of the page, none inside another.
        let root = found.roots.partition_point(|&root| root <= row.at).checked_sub(1).map(|i| found.roots[i]);
        match root {
            None => before.push(row),
            Some(root) if row.at < page.nodes[root].end => article.push(row),
            Some(_) => after.push(row),
        }
    }
    (before, article, after)
}

/// The lines that may tell when and where the text was published, the likelier first.
fn beside<'a>(before: &'a [Row], article: &'a [Row], after: &'a [Row]) -> impl Iterator<Item = &'a Row> {
    let near = before.iter().skip(before.len().saturating_sub(30));
    let last = article.iter().skip(article.len().saturating_sub(3).max(12));
    near.chain(article.iter().take(12)).chain(last).chain(after.iter().take(6))
}

/// The address in the comment that browsers put into pages they save.
fn saved_from(html: &str) -> Option<String> {
    let end = html.char_indices().nth(1_000).map_or(html.len(), |(at, _)| at);
    let (_, rest) = html[..end].split_once("saved from url=(")?;
    fields::address(rest.split_once(')')?.1.split_once("-->")?.0)
}

/// Templates say `en` of pages in Chinese.
fn keep_plausible_language(fields: &mut DocumentFields, article: &[Row]) {
    let han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let (mut chinese, mut letters) = (0usize, 0usize);
    for c in article.iter().flat_map(|row| row.text.chars()).filter(|c| c.is_alphabetic()) {
        chinese += usize::from(han(c));
        letters += 1;
    }
    let tagged = fields.language.as_deref().is_some_and(|tag| tag.starts_with("zh"));
    if !tagged && chinese * 2 > letters {
        fields.language = None;
    }
}

/// Makes the lines that are the headline one title, and puts it first when it stands outside the article.
/// The second headline is returned.
fn head(title: &str, before: &[Row], article: &mut Vec<Row>) -> Option<String> {
    let told = compact(title);
    // Over two or three lines, as print breaks it: one line again.
    for at in 0..article.len().min(30) {
        let mut run = String::new();
        let end = article.iter().skip(at).take(3).position(|row| {
            run.push_str(&compact(&row.text));
            run == told
        });
        let Some(more) = end else { continue };
        article[at].text = if more == 0 { article[at].text.clone() } else { title.to_owned() };
        article.drain(at + 1..=at + more);
        for (other, row) in article.iter_mut().enumerate() {
            if other == at {
                (row.kind, row.cut) = (Some(ParagraphKind::Title), false);
            } else if row.kind == Some(ParagraphKind::Title) {
                row.kind = (other > at).then_some(ParagraphKind::Heading);
            }
        }
        return second(article.get_mut(at + 1)?);
    }
    let opening: String = article.iter().take(5).map(|row| compact(&row.text)).collect();
    if opening.contains(&told) {
        return None;
    }
    let at = before.iter().rposition(|row| compact(&row.text) == told)?;
    for row in article.iter_mut().filter(|row| row.kind == Some(ParagraphKind::Title)) {
        row.kind = Some(ParagraphKind::Heading);
    }
    let mut rows = vec![Row { kind: Some(ParagraphKind::Title), cut: false, ..before[at].clone() }];
    let subtitle = before.get(at + 1).and_then(|row| {
        let mut row = Row { cut: false, ..row.clone() };
        let text = second(&mut row)?;
        rows.push(row);
        Some(text)
    });
    article.splice(0..0, rows);
    subtitle
}

/// Makes a line a second headline when it opens with a dash.
fn second(row: &mut Row) -> Option<String> {
    let text = row.text.trim();
    let dashed = text.starts_with("——") && text.chars().nth(60).is_none() && !text.ends_with('。');
    if !dashed {
        return None;
    }
    row.kind = Some(ParagraphKind::Subtitle);
    fields::line(text)
}

/// Tells what the markup does not name but shows: headings in bold letters, captions, signatures and
/// the tools of the page.
fn tell_kinds(article: &mut [Row]) {
    let bold = article.iter().filter(|row| row.bold).count();
    let bold_tells = bold * 2 < article.iter().filter(|row| !row.is_blank()).count();
    let last = article.len().saturating_sub(4);
    for (at, row) in article.iter_mut().enumerate().filter(|(_, row)| row.kind.is_none()) {
        let text = row.text.trim();
        let short = text.chars().nth(80).is_none();
        let credited = short && ["摄", "供图", "资料图"].iter().any(|end| text.ends_with(end));
        row.kind = if meta::is_tool(text) || short && text.starts_with('《') && text.ends_with("版）") {
            Some(ParagraphKind::Furniture)
        } else if row.side == Side::Center && credited {
            Some(ParagraphKind::Caption)
        } else if row.side == Side::Right
            || at >= last && text.starts_with('（') && text.ends_with('）')
            || short && text.contains('〔') && text.ends_with('号')
        {
            // The office that signs, `（此件公开发布）`, `江府发〔2025〕3号`: no heading, though as short.
            Some(ParagraphKind::Body)
        } else if row.bold && bold_tells && fields::reads_as_heading(text) {
            Some(ParagraphKind::Heading)
        } else {
            None
        };
    }
}

/// Whether lines are cut where a page was full: some systems make a paragraph of each printed line.
fn is_wrapped(article: &[Row]) -> bool {
    const WIDEST: usize = 120;
    const NARROWEST: usize = 24;
    let lines: Vec<(usize, &str)> = article
        .iter()
        .filter(|row| row.kind.is_none() && !row.is_blank())
        .map(|row| (width(row.text.trim_end()), row.text.trim_end()))
        .collect();
    let widest = lines.iter().map(|(width, _)| *width).max().unwrap_or(0);
    let ends = ['。', '！', '？', '：', '；', '”', '）', '…'];
    let cut = lines.iter().filter(|(width, text)| width + 6 >= widest && !text.ends_with(ends)).count();
    lines.len() >= 6 && (NARROWEST..=WIDEST).contains(&widest) && cut * 2 >= lines.len()
}

/// The lines as one text, and what is known of each.
fn written(article: &[Row], layout: Layout) -> (String, Vec<LineHint>) {
    let (mut text, mut hints) = (String::new(), Vec::new());
    let mut after_cut = false;
    for (row, joined) in article.iter().zip(breaks::joined(article)) {
        text.push_str(&row.text);
        text.push('\n');
        hints.push(LineHint { kind: row.kind, joined, ..LineHint::default() });
        // The end of a block parts paragraphs whose lines end at breaks.
        let titled = row.kind == Some(ParagraphKind::Title);
        if layout == Layout::Wrapped && !row.cut && (after_cut || titled) {
            text.push('\n');
            hints.push(LineHint::default());
        }
        after_cut = row.cut;
    }
    (text, hints)
}

/// Why a page has no text.
fn without_text(page: &Page) -> FileProblem {
    let told = if page.named("frame").next().is_some() {
        "it only holds frames: save the page inside the frame"
    } else if page.named("script").next().is_some() {
        "its text is put in by scripts: save the page from a browser when it is shown"
    } else {
        return FileProblem::Empty;
    };
    FileProblem::Format(told.to_owned())
}
