//! What a page says about its article: in its head, under the headline, in its address.

use super::imprint::Imprint;
use super::page::Page;
use crate::intake::fields;
use crate::model::DocumentFields;
use crate::text::metadata::{is_site_name, without_site};

/// The fields and attributes a page proposes; `imprint` is what the lines around its article tell.
pub(super) fn fields(page: &Page, mut imprint: Imprint) -> (DocumentFields, Vec<(String, String)>) {
    let meta = Meta { page };
    let site = meta.of(&["og:site_name", "sitename", "application-name"]);
    let date = || meta.of(&["pubdate", "publishdate", "publishtime", "article:published_time", "og:published_time"]);
    let late = || meta.of(&["datepublished", "date", "dc.date", "weibo:article:create_at", "og:release_date"]);
    let time = || page.named("time").find_map(|(_, node)| node.attribute("datetime")).map(str::to_owned);
    let issuer = imprint.attributes.iter().find(|(name, _)| name == "发文机关").map(|(_, value)| value.clone());
    let outlet = meta.of(&["contentsource", "source", "mediaid"]).filter(|source| !source.starts_with("http"));
    let outlet = outlet
        .or_else(|| imprint.outlet.take())
        .or_else(|| with_id(page, "js_name"))
        .or(issuer)
        .or_else(|| site.clone());
    let author =
        meta.of(&["author", "article:author", "og:article:author", "dc.creator"]).filter(|author| is_person(author));
    let fields = DocumentFields {
        title: title(&meta, site.as_deref()),
        published: date()
            .and_then(|text| fields::first_date(&text))
            .or_else(|| imprint.published.take())
            .or_else(|| with_id(page, "publish_time").and_then(|text| fields::first_date(&text)))
            .or_else(|| late().and_then(|text| fields::first_date(&text)))
            .or_else(|| time().and_then(|text| fields::first_date(&text))),
        author: author.or_else(|| imprint.author.take()).filter(|author| Some(author) != outlet.as_ref()),
        outlet,
        url: canonical(page).or_else(|| meta.of(&["og:url"]).and_then(|url| fields::address(&url))),
        language: page.named("html").find_map(|(_, node)| {
            node.attribute("lang").or_else(|| node.attribute("xml:lang")).and_then(fields::language)
        }),
        ..DocumentFields::default()
    };
    (fields, imprint.attributes)
}

/// The `<meta>` elements of a page.
struct Meta<'a> {
    page: &'a Page,
}

impl Meta<'_> {
    /// The content of the first of `names` that has one; names in lower case.
    fn of(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            self.page.named("meta").find_map(|(_, node)| {
                let called = ["name", "property", "itemprop"].iter().find_map(|key| node.attribute(key))?;
                let content = called.trim().eq_ignore_ascii_case(name).then(|| node.attribute("content"))??;
                fields::line(content)
            })
        })
    }
}

/// Many systems fill `author` with an account or an office.
fn is_person(author: &str) -> bool {
    author.chars().count() <= 40 && author.chars().any(char::is_alphabetic) && !author.contains(['@', '/', '.'])
}

fn with_id(page: &Page, id: &str) -> Option<String> {
    let at = page.nodes.iter().position(|node| node.attribute("id") == Some(id))?;
    fields::line(&page.line_of(at))
}

fn canonical(page: &Page) -> Option<String> {
    page.named("link")
        .filter(|(_, node)| node.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")))
        .find_map(|(_, node)| fields::address(node.attribute("href")?))
}

/// The headline: what the system calls so, the heading of the page, its window title without the site.
fn title(meta: &Meta<'_>, site: Option<&str>) -> Option<String> {
    if let Some(title) = meta.of(&["articletitle"]) {
        return Some(without_site(&title, site, false).to_owned());
    }
    let page = meta.page;
    let window = page.named("title").find_map(|(at, _)| fields::line(&page.line_of(at)));
    let shared = meta.of(&["og:title", "twitter:title"]);
    let full = shared.or_else(|| window.clone());
    let headings: Vec<_> = page.named("h1").filter_map(|(at, _)| fields::line(&page.line_of(at))).collect();
    let Some(full) = full else {
        return headings.into_iter().next();
    };
    // The name of the site is often an `<h1>` too: it stands at the end of the window title.
    let told = |heading: &String| compact(&full).starts_with(&compact(heading));
    if let Some(heading) = headings.iter().find(|heading| told(heading)) {
        return Some(heading.clone());
    }
    let cut = without_site(&full, site, true);
    // A window title that only names the site says nothing of the article.
    let general = headings.first().filter(|_| is_site_name(cut) || Some(cut) == site);
    Some(general.cloned().unwrap_or_else(|| cut.to_owned()))
}

/// A text without white space, for comparing.
pub(super) fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a line is a tool of the page: print, share, size of the letters.
pub(super) fn is_tool(text: &str) -> bool {
    const TOOLS: [&str; 22] = [
        "打印",
        "关闭",
        "窗口",
        "本页",
        "字体",
        "字号",
        "大",
        "中",
        "小",
        "分享",
        "到",
        "扫一扫",
        "在手机打开当前页",
        "返回",
        "顶部",
        "收藏",
        "保存",
        "默认",
        "超大",
        "微信",
        "微博",
        "朋友圈",
    ];
    const NEIGHBOURS: [&str; 5] = ["上一篇", "下一篇", "上一条", "下一条", "当前位置"];
    let bare: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    if NEIGHBOURS.iter().any(|word| bare.starts_with(word)) {
        return true;
    }
    let mut rest = bare.as_str();
    let mut told = 0;
    while let Some(next) = TOOLS.iter().find_map(|tool| rest.strip_prefix(tool)) {
        rest = next;
        told += 1;
    }
    // `大` alone may be a character of the text.
    rest.is_empty() && (told >= 2 || bare.chars().count() >= 2) && told > 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::FileProblem;
    use crate::intake::effort::Effort;
    use crate::intake::html::parse::parse;

    fn told(html: &str) -> Result<DocumentFields, FileProblem> {
        Ok(fields(&parse(html, &Effort::new(0))?, Imprint::default()).0)
    }

    #[test]
    fn the_headline_without_the_site() -> Result<(), FileProblem> {
        for (html, want) in [
            ("<title>关于促进数字经济的意见_江州市人民政府门户网站</title>", "关于促进数字经济的意见"),
            ("<title>数字经济大会召开--经济--江州日报网</title>", "数字经济大会召开"),
            ("<title>数字经济大会召开 - 江州网</title>", "数字经济大会召开"),
            ("<title>江州日报-江州日报数字报-凝聚共识 助力发展</title>", "凝聚共识 助力发展"),
            ("<title>数字经济“十四五”规划（2021-2025年）</title>", "数字经济“十四五”规划（2021-2025年）"),
            ("<title>江州市人民政府</title><h1>数字经济大会召开</h1>", "数字经济大会召开"),
            ("<title>大会召开_江州网</title><h1>江州网</h1><h1>大会召开</h1>", "大会召开"),
            ("<title>x_y</title><meta name=ArticleTitle content=' 意见  全文'>", "意见 全文"),
            ("<meta property=og:title content='意见'><title>首页</title>", "意见"),
            ("<h1>某市<br>意见</h1>", "某市 意见"),
        ] {
            assert_eq!(told(html)?.title.as_deref(), Some(want), "{html}");
        }
        Ok(())
    }

    #[test]
    fn fields_from_the_head() -> Result<(), FileProblem> {
        let html = "<html lang=zh-CN><meta name=PubDate content='2025-06-11 10:20'><meta name=ContentSource content=江州日报>\
                    <meta name=Author content=张三><link rel=canonical href='https://example.cn/1.html'>";
        let fields = told(html)?;
        assert_eq!(fields.published.as_deref(), Some("2025-06-11"));
        assert_eq!(fields.outlet.as_deref(), Some("江州日报"));
        assert_eq!(fields.author.as_deref(), Some("张三"));
        assert_eq!(fields.url.as_deref(), Some("https://example.cn/1.html"));
        assert_eq!(fields.language.as_deref(), Some("zh-CN"));
        let poor = told(
            "<meta name=author content=江州网><meta property=og:site_name content=江州网><meta name=pubdate content=soon>",
        )?;
        assert_eq!((poor.author, poor.published, poor.outlet.as_deref()), (None, None, Some("江州网")));
        Ok(())
    }

    #[test]
    fn tools_are_told_from_text() {
        for text in [
            "【字体：大 中 小】【打印本页】【关闭窗口】",
            "打印 | 关闭",
            "分享到：微信 微博",
            "上一篇：大会召开",
            "扫一扫在手机打开当前页",
        ] {
            assert!(is_tool(text), "{text}");
        }
        for text in ["大", "大力发展数字经济", "小微企业", "关闭落后产能", ""] {
            assert!(!is_tool(text), "{text}");
        }
    }
}
