//! How an element looks: whether it is a block, bold, set to a side of the page.

use super::page::{Node, Page};
use super::sight::Sight;
use crate::intake::fields;

/// The side of the page a line is set to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Side {
    /// As text is, or not told.
    #[default]
    Left,
    /// The middle.
    Center,
    /// The right, as dates and signatures are.
    Right,
}

/// Elements that begin and end lines.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Characters written without spaces between them.
pub(super) const fn is_square(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}'
        | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '‘' | '’' | '…' | '—')
}

/// A small element that holds a date and nothing else.
pub(super) fn is_date(page: &Page, at: usize) -> bool {
    let small = page.nodes[at].end - at <= 3;
    small && {
        let text = page.line_of(at);
        text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '[' | '(' | '（'))
            && text.len() <= 24
            && fields::first_date(&text).is_some()
            && !text.contains('日')
    }
}

/// The side an element sets its lines to.
pub(super) fn side_of(node: &Node) -> Option<Side> {
    let named = |value: &str| match value.trim().to_ascii_lowercase().as_str() {
        "right" | "end" => Some(Side::Right),
        "center" => Some(Side::Center),
        "left" | "start" | "justify" => Some(Side::Left),
        _ => None,
    };
    if &*node.name == "center" {
        return Some(Side::Center);
    }
    let style = node.attribute("style").into_iter().flat_map(|style| style.split(';'));
    let styled = style.filter_map(|rule| rule.split_once(':')).find(|(name, _)| name.trim() == "text-align");
    let value = styled.map(|(_, value)| value).or_else(|| node.attribute("align"))?;
    if matches!(&*node.name, "table" | "img") { None } else { named(value) }
}

/// How many characters of the elements `roots` are crossed out.
pub(super) fn struck(page: &Page, sight: &Sight, roots: &[usize]) -> usize {
    let (mut struck, mut until) = (0, 0);
    for (at, node) in roots.iter().flat_map(|root| page.within(*root)) {
        if is_struck(node) {
            until = until.max(node.end);
        } else if at < until && node.is_text() && sight.unseen[at].is_none() {
            struck += node.text.chars().filter(|c| !c.is_whitespace()).count();
        }
    }
    struck
}

/// Crossed out by its name or its style.
fn is_struck(node: &Node) -> bool {
    matches!(&*node.name, "s" | "strike" | "del")
        || node.attribute("style").is_some_and(|style| {
            style.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, value)| {
                let name = name.trim();
                let named = ["text-decoration", "text-decoration-line"].iter().any(|n| name.eq_ignore_ascii_case(n));
                named && value.to_ascii_lowercase().contains("line-through")
            })
        })
}

/// Bold by its style.
pub(super) fn is_bold(node: &Node) -> bool {
    let Some(style) = node.attribute("style") else { return false };
    !matches!(&*node.name, "b" | "strong")
        && style.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, value)| {
            let value = value.trim().to_ascii_lowercase();
            name.trim().eq_ignore_ascii_case("font-weight")
                && (value.starts_with("bold") || value.starts_with(['6', '7', '8', '9']))
        })
}
