//! What of a page is its text: not scripts, not what is hidden, not menus.

use super::page::{Node, Page};

/// Why a node is no text of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unseen {
    /// Scripts, styles, controls: never words for readers.
    Machine,
    /// Not displayed.
    Hidden,
    /// How the characters under it are read.
    Reading,
    /// A menu, a footer, buttons for sharing.
    Menu,
}

/// What can be seen of a page, and how much of it.
#[derive(Debug)]
pub(super) struct Sight {
    /// Why each node is left out; `None`: it is read.
    pub(super) unseen: Vec<Option<Unseen>>,
    /// Sums up to each node, itself not counted; one entry more than nodes.
    sums: Vec<Amount>,
}

/// How much text there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Amount {
    /// Letters, digits and Han characters outside links.
    pub(super) letters: usize,
    /// The same in links.
    pub(super) linked: usize,
    /// Links.
    pub(super) links: usize,
    /// Marks that end sentences, outside links.
    pub(super) stops: usize,
}

impl Amount {
    const fn step(self, o: Self, up: bool) -> Self {
        const fn one(a: usize, b: usize, up: bool) -> usize {
            if up { a + b } else { a.saturating_sub(b) }
        }
        Self {
            letters: one(self.letters, o.letters, up),
            linked: one(self.linked, o.linked, up),
            links: one(self.links, o.links, up),
            stops: one(self.stops, o.stops, up),
        }
    }
}

impl Sight {
    /// Looks at a page.
    pub(super) fn of(page: &Page) -> Self {
        let mut sight = Self { unseen: own(page), sums: Vec::new() };
        sight.sums = sums(page, &sight.unseen);
        let all = sight.amount(page, 0);
        let mut menus = vec![false; page.nodes.len()];
        for (at, node) in page.nodes.iter().enumerate() {
            let amount = sight.amount(page, at);
            let mostly = amount.letters * 2 > all.letters && all.letters > 0;
            menus[at] = menus[node.parent] || (!mostly && is_menu(node, amount));
        }
        for (unseen, menu) in sight.unseen.iter_mut().zip(menus) {
            if unseen.is_none() && menu {
                *unseen = Some(Unseen::Menu);
            }
        }
        sight.sums = sums(page, &sight.unseen);
        sight
    }

    /// The same with menus and the like in sight; amounts are not known of it.
    pub(super) fn with_menus(&self) -> Self {
        let unseen = self.unseen.iter().map(|unseen| unseen.filter(|why| *why != Unseen::Menu)).collect();
        Self { unseen, sums: Vec::new() }
    }

    /// How much text can be seen in node `at`.
    pub(super) fn amount(&self, page: &Page, at: usize) -> Amount {
        let upto = |at: usize| self.sums.get(at).copied().unwrap_or_default();
        page.nodes.get(at).map_or_else(Amount::default, |node| upto(node.end).step(upto(at), false))
    }

    /// Letters that the page holds and does not display.
    pub(super) fn hidden(&self, page: &Page) -> usize {
        let texts = page.nodes.iter().zip(&self.unseen).filter(|(_, why)| **why == Some(Unseen::Hidden));
        texts.map(|(node, _)| letters(&node.text)).sum()
    }

    /// Readings over characters that are left out.
    pub(super) fn readings(&self, page: &Page) -> usize {
        page.named("rt").filter(|(at, _)| self.unseen[page.nodes[*at].parent].is_none()).count()
    }
}

/// Letters, digits and Han characters of a text.
pub(super) fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// What each node is by itself and by what it stands in.
fn own(page: &Page) -> Vec<Option<Unseen>> {
    let mut unseen: Vec<Option<Unseen>> = Vec::with_capacity(page.nodes.len());
    for (at, node) in page.nodes.iter().enumerate() {
        let above = if at == 0 { None } else { unseen.get(node.parent).copied().flatten() };
        unseen.push(above.or_else(|| alone(node)));
    }
    unseen
}

fn alone(node: &Node) -> Option<Unseen> {
    match &*node.name {
        "head" | "title" | "script" | "style" | "noscript" | "template" | "iframe" | "object" | "embed" | "svg"
        | "math" | "canvas" | "audio" | "video" | "map" | "select" | "datalist" | "button" | "textarea" => {
            Some(Unseen::Machine)
        }
        "rt" | "rp" | "rtc" => Some(Unseen::Reading),
        _ => {
            // `visibility: hidden` is left: pages of WeChat are saved with their text in that state.
            let style = node.attribute("style").unwrap_or_default();
            let hidden = node.attribute("hidden").is_some() || is_display_none(style);
            hidden.then_some(Unseen::Hidden)
        }
    }
}

/// Whether a style holds `display: none`.
fn is_display_none(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, value)| {
        let value = value.trim();
        name.trim().eq_ignore_ascii_case("display")
            && value.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("none"))
    })
}

fn sums(page: &Page, unseen: &[Option<Unseen>]) -> Vec<Amount> {
    let mut sums = Vec::with_capacity(page.nodes.len() + 1);
    let (mut sum, mut link_end) = (Amount::default(), 0);
    sums.push(sum);
    for (at, node) in page.nodes.iter().enumerate() {
        if unseen[at].is_none() {
            let linked = at < link_end;
            if &*node.name == "a" && !linked && node.attribute("href").is_some() {
                link_end = node.end;
                sum.links += 1;
            } else if node.is_text() && linked {
                sum.linked += letters(&node.text);
            } else if node.is_text() {
                sum.letters += letters(&node.text);
                sum.stops += node.text.chars().filter(|c| matches!(c, '。' | '！' | '？')).count();
            }
        }
        sums.push(sum);
    }
    sums
}

/// Words in the names of parts that are no text. A part so named that holds sentences is kept.
const MENU_WORDS: [&str; 37] = [
    "ad",
    "ads",
    "advert",
    "banner",
    "bdsharebuttonbox",
    "bottom",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "copyright",
    "crumb",
    "crumbs",
    "ewm",
    "foot",
    "footer",
    "friendlink",
    "hot",
    "login",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "pager",
    "pagination",
    "qrcode",
    "rank",
    "recommend",
    "related",
    "search",
    "share",
    "sharing",
    "sidebar",
    "social",
    "submenu",
    "toolbar",
    "topbar",
];

/// Whether an element is a menu, a footer or the like.
fn is_menu(node: &Node, amount: Amount) -> bool {
    if node.is_text() || matches!(&*node.name, "#document" | "html" | "body" | "main" | "article" | "form") {
        return false;
    }
    // Three sentences are worth reading, whatever the part is called.
    let speaks = amount.stops >= 3;
    let named = matches!(&*node.name, "nav" | "footer")
        || matches!(node.attribute("role"), Some("navigation" | "search" | "contentinfo" | "banner"))
        || ["class", "id"].iter().any(|name| node.attribute(name).is_some_and(is_menu_name));
    if named {
        return !speaks;
    }
    // A row of short links: a list of titles has longer ones.
    let row = matches!(&*node.name, "ul" | "ol" | "dl" | "div" | "table" | "tr" | "td" | "p" | "section" | "header");
    row && amount.links >= 3
        && amount.stops == 0
        && amount.linked * 10 >= (amount.linked + amount.letters) * 7
        && amount.linked <= amount.links * 7
}

/// Whether one word of a class or id is of [`MENU_WORDS`]: `main-nav`, `shareBox`.
fn is_menu_name(name: &str) -> bool {
    let mut word = String::new();
    let mut lower_before = false;
    for c in name.chars().chain([' ']) {
        let camel = lower_before && c.is_ascii_uppercase();
        if camel || !c.is_ascii_alphabetic() {
            if MENU_WORDS.contains(&word.as_str()) {
                return true;
            }
            word.clear();
        }
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        }
        lower_before = c.is_ascii_lowercase();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::FileProblem;
    use crate::intake::effort::Effort;
    use crate::intake::html::parse::parse;

    fn seen(html: &str) -> Result<String, FileProblem> {
        let page = parse(html, &Effort::new(0))?;
        let sight = Sight::of(&page);
        let texts = page.nodes.iter().zip(&sight.unseen).filter(|(node, why)| node.is_text() && why.is_none());
        Ok(texts.map(|(node, _)| node.text.trim()).collect::<Vec<_>>().concat())
    }

    #[test]
    fn only_words_for_readers_are_seen() -> Result<(), FileProblem> {
        for (html, want) in [
            ("<p>甲</p><script>乙</script><style>p{}</style><noscript>丙</noscript>", "甲"),
            ("<p>甲</p><p hidden>乙</p><p style='color:red; DISPLAY : none'>丙</p>", "甲"),
            ("<div style='visibility: hidden; opacity: 0'>甲</div>", "甲"),
            ("<ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字", "汉字"),
            (
                "<p>甲乙丙丁</p><nav><a href=/>首页</a></nav><div class=mainNav>导航</div><footer>版权</footer>",
                "甲乙丙丁",
            ),
            ("<div class=share-text>第一句。第二句。第三句。</div>", "第一句。第二句。第三句。"),
            (
                "<p>甲乙丙丁戊己庚</p><div><a href=1>首页</a><a href=2>要闻</a><a href=3>政策</a></div>",
                "甲乙丙丁戊己庚",
            ),
            ("<p>甲</p><select><option>乙</select><button>丙</button>", "甲"),
        ] {
            assert_eq!(seen(html)?, want, "{html}");
        }
        Ok(())
    }

    #[test]
    fn names_are_read_word_by_word() {
        assert!(is_menu_name("main-nav") && is_menu_name("shareBox") && is_menu_name("x footer"));
        assert!(!is_menu_name("navy") && !is_menu_name("loading") && !is_menu_name("content"));
    }
}
