//! From HTML to a page, at a bounded cost whatever it holds.

use std::cell::Cell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, EndTag, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use super::page::Page;
use super::tree::Tree;
use crate::intake::FileProblem;
use crate::intake::effort::Effort;

/// Elements nested deeper than this are closed at once; what they hold stands beside them. Parsers look
/// through all open elements at each tag, so depth is what makes hostile pages slow.
const MAX_DEPTH: u16 = 128;
/// A page has no more nodes than this.
const MAX_NODES: usize = 500_000;
/// A tag, and again a node, costs as much as so many pieces of XML.
const EFFORT: u64 = 2;
/// The squares of the attributes of each tag add up to no more than this: each attribute is compared
/// with all others of its tag.
const MAX_ATTRIBUTE_WORK: u64 = 400_000_000;

/// Parses a page.
///
/// # Errors
/// [`FileProblem::Format`] when it holds more than any real page does, or names of its own making.
pub(super) fn parse(html: &str, effort: &Effort) -> Result<Page, FileProblem> {
    if declares_names(html) {
        return Err(FileProblem::Format("its DOCTYPE declares names, which no browser reads".to_owned()));
    }
    if attribute_work(html) > MAX_ATTRIBUTE_WORK {
        return Err(FileProblem::Format("its tags hold too many attributes to be a page".to_owned()));
    }
    // Before they are parsed: a page of nothing else would take many times its size.
    effort.markup(memchr::memchr_iter(b'<', html.as_bytes()).count() as u64 * EFFORT)?;
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let sink = Bounded {
        builder: TreeBuilder::new(Tree::new(), options),
        overfull: Cell::new(false),
        full_depth: Cell::new(false),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // The tokenizer stops at the end of each script, for whoever runs scripts.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    if tokenizer.sink.overfull.get() {
        return Err(FileProblem::Format(format!("it has more than {MAX_NODES} elements and pieces of text")));
    }
    effort.markup(tokenizer.sink.builder.sink.len() as u64 * EFFORT)?;
    Ok(Page::of(&tokenizer.sink.builder.sink.into_nodes()))
}

/// Whether the DOCTYPE declares entities, `<!DOCTYPE html [<!ENTITY …>]>`: what they stand for would be lost, and the
/// end of the declaration taken for text.
fn declares_names(html: &str) -> bool {
    const HEAD: usize = 1024;
    let head = html.as_bytes().get(..HEAD).unwrap_or(html.as_bytes()).to_ascii_lowercase();
    let doctype = memchr::memmem::find(&head, b"<!doctype").map(|at| &head[at..]);
    doctype
        .and_then(|doctype| doctype.split(|byte| *byte == b'>').next())
        .is_some_and(|opening| opening.contains(&b'['))
}

/// Sum of the squares of the words in each tag; scripts count as if they were tags, which is harmless.
fn attribute_work(html: &str) -> u64 {
    let (mut sum, mut words, mut inside, mut blank) = (0u64, 0u64, false, false);
    for byte in html.bytes() {
        match byte {
            b'<' | b'>' => {
                sum = sum.saturating_add(words.saturating_mul(words));
                (words, inside) = (0, byte == b'<');
            }
            // `<p/a/b/c>` has three attributes too.
            b' ' | b'\n' | b'\t' | b'\r' | 0x0c | b'/' | b'"' | b'\'' => blank = true,
            _ => {
                words += u64::from(inside && blank);
                blank = false;
            }
        }
    }
    sum.saturating_add(words.saturating_mul(words))
}

/// Hands tokens to the tree builder and watches how deep and how large the tree grows.
struct Bounded {
    builder: TreeBuilder<usize, Tree>,
    overfull: Cell<bool>,
    /// Whether the last element lay too deep and nothing was closed since.
    full_depth: Cell<bool>,
}

impl Bounded {
    /// A tag that would only open one more element too deep: what parts text becomes a line break, what
    /// only dresses it nothing. The answer is the token to hand over instead.
    fn flattened(&self, token: Token) -> Option<Token> {
        let TagToken(mut tag) = token else { return Some(token) };
        if tag.kind == EndTag {
            self.full_depth.set(false);
        } else if self.full_depth.get() {
            match &*tag.name {
                "a" | "b" | "big" | "code" | "em" | "font" | "i" | "s" | "small" | "span" | "strike" | "strong"
                | "tt" | "u" | "nobr" => return None,
                "div" | "section" | "article" | "blockquote" | "center" | "dl" | "ul" | "ol" | "li" | "table" | "p" => {
                    tag.name = html5ever::local_name!("br");
                    tag.attrs.clear();
                }
                _ => {}
            }
        }
        Some(TagToken(tag))
    }
}

impl TokenSink for Bounded {
    type Handle = usize;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<usize> {
        if self.overfull.get() {
            return TokenSinkResult::Continue;
        }
        let Some(token) = self.flattened(token) else {
            return TokenSinkResult::Continue;
        };
        let opened = match &token {
            TagToken(tag) if tag.kind == StartTag => Some(tag.name.clone()),
            // What is wrong with the page is of no interest, and a list of it may outgrow the page.
            Token::ParseError(_) => return TokenSinkResult::Continue,
            _ => None,
        };
        let result = self.builder.process_token(token, line);
        let tree = &self.builder.sink;
        if tree.len() > MAX_NODES {
            self.overfull.set(true);
        }
        if tree.take_deepest() > MAX_DEPTH
            && matches!(result, TokenSinkResult::Continue)
            && let Some(name) = opened
            // `</br>` would be one more break.
            && name != html5ever::local_name!("br")
        {
            self.full_depth.set(true);
            let close =
                Tag { kind: EndTag, name, self_closing: false, attrs: Vec::new(), had_duplicate_attributes: false };
            return self.builder.process_token(TagToken(close), line);
        }
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(page: &Page, at: usize) -> usize {
        std::iter::successors(Some(at), |&at| Some(page.nodes[at].parent).filter(|&parent| parent != at)).count() - 1
    }

    #[test]
    fn a_page_is_a_list_in_the_order_of_its_text() -> Result<(), FileProblem> {
        let page = parse("<div id=a><p>甲<b>乙</b></p><!-- 丁 --><p>丙</p></div>", &Effort::new(0))?;
        let names: Vec<_> = page.nodes.iter().map(|n| if n.is_text() { n.text.as_str() } else { &n.name }).collect();
        assert_eq!(names, ["#document", "html", "head", "body", "div", "p", "甲", "b", "乙", "p", "丙"]);
        assert_eq!(page.nodes[4].attribute("id"), Some("a"));
        assert_eq!((page.nodes[5].end, page.nodes[4].end), (9, 11));
        assert_eq!(page.line_of(4), "甲乙丙");
        assert_eq!(depth(&page, 8), 6);
        Ok(())
    }

    #[test]
    fn what_lies_too_deep_is_laid_flat_and_kept() -> Result<(), FileProblem> {
        for tag in ["div", "b", "font color=red", "blockquote"] {
            let html = format!("{}甲<p>乙{}丙", format!("<{tag}>").repeat(2_000), "</div>".repeat(2_000));
            let page = parse(&html, &Effort::new(0))?;
            assert_eq!(page.line_of(0).replace(' ', ""), "甲乙丙", "{tag}");
            let deepest = (0..page.nodes.len()).map(|at| depth(&page, at)).max();
            assert!(deepest < Some(140), "{tag}: {deepest:?}");
        }
        Ok(())
    }

    #[test]
    fn tags_are_counted_before_they_are_parsed() {
        let many = "<b>".repeat(2_000_001);
        let refused = parse(&many, &Effort::new(many.len()));
        assert!(matches!(refused, Err(FileProblem::Format(why)) if why.contains("pieces of markup")));
    }

    #[test]
    fn attributes_are_counted_before_they_cost() {
        assert!(attribute_work("<p class=a id=b>") <= 9);
        let many: String = (0..30_000).map(|n| format!(" a{n}")).collect();
        assert!(matches!(parse(&format!("<p{many}>甲"), &Effort::new(0)), Err(FileProblem::Format(_))));
        assert!(parse(&format!("<p title='{}'>甲", "x".repeat(1 << 20)), &Effort::new(0)).is_ok());
    }
}
