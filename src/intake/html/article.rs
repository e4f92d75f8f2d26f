//! Where on a page its article stands.
//!
//! The containers of the publishing systems of Chinese governments and papers are known by name. Where
//! there is none, a readability library is asked. It takes things away from the article that look like
//! clutter to it, so that only its opinion on the place is used: the text is read from the page itself.

use std::collections::HashSet;

use dom_smoothie::{Config, Readability};

use super::page::Page;
use super::parse::parse;
use super::sight::{Sight, Unseen};
use crate::intake::effort::Effort;

/// Version of the readability library, as it is stored with each text. The library does not tell it; a
/// test holds it equal to the one that is compiled in.
pub(super) const READABILITY: &str = "dom_smoothie 0.19.0";

/// Larger pages are not given to the library, whose cost grows faster than the page.
const MAX_NODES: usize = 100_000;

/// What was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The elements that hold the article, in order, none inside another.
    pub(super) roots: Vec<usize>,
    /// How it was found.
    pub(super) by: By,
}

/// How an article was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// By the name of its container.
    Name,
    /// By the readability library.
    Readability,
    /// Not at all: the whole body is taken.
    Nothing,
}

/// Finds the article of a page.
pub(super) fn find(page: &Page, sight: &Sight, effort: &Effort) -> Found {
    let body = page.named("body").next().map_or(0, |(at, _)| at);
    let all = sight.amount(page, body).letters;
    let roots = named(page, sight);
    let held: usize = roots.iter().map(|&at| sight.amount(page, at).letters).sum();
    if held >= 20 && held * 7 >= all {
        return Found { roots, by: By::Name };
    }
    match readable(page, sight, effort) {
        Some(at) if sight.amount(page, at).letters * 2 >= all && at > body => {
            Found { roots: vec![at], by: By::Readability }
        }
        _ => Found { roots: vec![body], by: By::Nothing },
    }
}

/// Ids and classes, in lower case, that systems give to the container of an article's text.
const CONTAINERS: [&str; 36] = [
    "zoom",
    "ozoom",
    "ucap-content",
    "pages_content",
    "trs_editor",
    "trs_editor_view",
    "trs_ueditor",
    "trs_paper_default",
    "js_content",
    "rich_media_content",
    "rm_txt_con",
    "p_content",
    "artibody",
    "article-body",
    "article-content",
    "article_con",
    "article_content",
    "articlebody",
    "articlecon",
    "articlecontent",
    "articletext",
    "bt_content",
    "content_area",
    "content-detail",
    "contenttext",
    "detail-content",
    "detail_content",
    "easysite-news-content",
    "easysite-news-text",
    "endtext",
    "news-content",
    "news_content",
    "newscontent",
    "news_txt",
    "xl_content",
    "zwxl-article",
];

/// The outermost containers with a known name that hold text.
fn named(page: &Page, sight: &Sight) -> Vec<usize> {
    let known = |value: &str| value.split_whitespace().any(|w| CONTAINERS.contains(&w.to_lowercase().as_str()));
    let mut roots = Vec::new();
    let mut end = 0;
    for (at, node) in page.nodes.iter().enumerate() {
        let named = ["id", "class"].iter().any(|name| node.attribute(name).is_some_and(known));
        if at >= end && named && sight.unseen[at].is_none() && sight.amount(page, at).letters >= 2 {
            roots.push(at);
            end = node.end;
        }
    }
    roots
}

/// The smallest element that holds all the sentences that the readability library takes for the article.
fn readable(page: &Page, sight: &Sight, effort: &Effort) -> Option<usize> {
    if page.nodes.len() > MAX_NODES {
        return None;
    }
    let config = Config { disable_json_ld: true, max_elements_to_parse: MAX_NODES, ..Config::default() };
    let article = Readability::new(seen(page, sight), None, Some(config)).ok()?.parse().ok()?;
    let content = parse(&article.content, effort).ok()?;
    let taken: HashSet<&str> = content.nodes.iter().map(|node| node.text.trim()).filter(|t| !t.is_empty()).collect();
    // Only texts that read as sentences tell the place: a headline stands in menus as well.
    let speaks = |text: &str| text.contains(['，', '。', '；', '：', ',', '.']) && taken.contains(text.trim());
    let told: Vec<bool> =
        page.nodes.iter().zip(&sight.unseen).map(|(node, unseen)| unseen.is_none() && speaks(&node.text)).collect();
    let (first, last) = (told.iter().position(|told| *told)?, told.iter().rposition(|told| *told)?);
    // The smallest element around all of them: the first it is asked of, going outwards.
    let mut at = first;
    while page.nodes[at].end <= last || is_of_a_line(&page.nodes[at].name) {
        if at == 0 {
            return None;
        }
        at = page.nodes[at].parent;
    }
    Some(at)
}

/// Text and elements that hold a line of an article at most, not the article.
fn is_of_a_line(name: &str) -> bool {
    matches!(
        name,
        "" | "p" | "span" | "font" | "b" | "strong" | "em" | "i" | "u" | "a" | "li" | "h1" | "h2" | "h3" | "h4" | "h5"
    )
}

/// What can be seen of a page as HTML again: at most so deep and so large as it was parsed.
fn seen(page: &Page, sight: &Sight) -> String {
    const KEPT: [&str; 6] = ["class", "id", "href", "role", "itemprop", "rel"];
    let mut html = String::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, node) in page.nodes.iter().enumerate() {
        while let Some(&last) = open.last()
            && page.nodes[last].end <= at
        {
            html.push_str(&format!("</{}>", page.nodes[last].name));
            open.pop();
        }
        // Menus are left in: that they stand beside the article helps to tell it.
        if matches!(sight.unseen[at], Some(unseen) if unseen != Unseen::Menu) {
            continue;
        }
        if node.is_text() {
            escape(&node.text, &mut html);
        } else if at > 0 {
            html.push('<');
            html.push_str(&node.name);
            for (name, value) in node.attributes.iter().filter(|(name, _)| KEPT.contains(&name.as_str())) {
                html.push_str(&format!(" {name}=\""));
                escape(value, &mut html);
                html.push('"');
            }
            html.push('>');
            if !matches!(&*node.name, "br" | "hr" | "img" | "input" | "wbr" | "area" | "col" | "embed") {
                open.push(at);
            }
        }
    }
    html
}

/// Text as HTML writes it.
fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::FileProblem;

    fn found(html: &str) -> Result<(By, Vec<String>), FileProblem> {
        let effort = Effort::new(0);
        let page = parse(html, &effort)?;
        let found = find(&page, &Sight::of(&page), &effort);
        let name = |&at: &usize| page.nodes[at].attribute("id").unwrap_or(&page.nodes[at].name).to_owned();
        Ok((found.by, found.roots.iter().map(name).collect()))
    }

    #[test]
    fn known_containers_come_first_and_the_body_last() -> Result<(), FileProblem> {
        let text = "为促进数字经济健康发展，根据有关法律法规，结合本市实际，制定本办法。".repeat(3);
        let zoom = format!("<div id=a><div id=zoom><div class=TRS_Editor id=b><p>{text}</p></div></div></div>");
        assert_eq!(found(&zoom)?, (By::Name, vec!["zoom".to_owned()]));
        let empty = format!("<div id=zoom></div><p>{text}</p>");
        assert_eq!(found(&empty)?.1, ["body"]);
        assert_eq!(found("<p>短。</p>")?, (By::Nothing, vec!["body".to_owned()]));
        Ok(())
    }

    #[test]
    fn an_article_without_a_known_name_is_found() -> Result<(), FileProblem> {
        let text = "<p>为促进数字经济健康发展，根据有关法律法规，结合本市实际，制定本办法。</p>".repeat(12);
        let links = "<li><a href=1>本市召开数字经济发展大会</a></li>".repeat(20);
        let html = format!("<div id=side><ul>{links}</ul></div><div id=w><div id=text>{text}</div></div>");
        assert_eq!(found(&html)?, (By::Readability, vec!["text".to_owned()]));
        Ok(())
    }

    #[test]
    fn the_version_is_the_one_compiled_in() {
        let lock = include_str!("../../../Cargo.lock");
        let (name, version) = READABILITY.split_once(' ').unwrap_or_default();
        assert!(lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"\n")));
    }
}
