//! What the styles of a document say: which are headings, which number, which hide.

use std::collections::HashMap;

use crate::intake::FileProblem;
use crate::intake::xml::{Space, Xml};
use crate::model::ParagraphKind;

/// Most steps up the chain of styles that one is based on; a chain that bites its tail ends here.
const MAX_STEPS: usize = 32;

/// Longest name looked at, in characters: it is read again for each paragraph.
const MAX_NAME: usize = 100;

/// What a style is for the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Role {
    /// The kind of its paragraphs.
    pub(super) kind: ParagraphKind,
    /// Its level among the headings, from 1.
    pub(super) level: Option<u8>,
}

impl Role {
    const fn plain(kind: ParagraphKind) -> Self {
        Self { kind, level: None }
    }

    /// The role of an outline level as files write it: 0 to 8 are headings, 9 is running text.
    pub(super) fn of_outline(level: &str) -> Option<Self> {
        let level = level.parse::<u8>().ok().filter(|level| *level < 9)?;
        Some(Self { kind: ParagraphKind::Heading, level: Some(level + 1) })
    }
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    /// As written; `9` is running text.
    outline: Option<String>,
    list: Option<String>,
    list_level: Option<usize>,
    hidden: Option<bool>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    default: Option<String>,
    /// The language of its East Asian text, unless a run says otherwise.
    pub(super) language: Option<String>,
}

impl Styles {
    /// Reads `styles.xml`.
    ///
    /// # Errors
    /// When it is no safe XML.
    pub(super) fn read(mut xml: Xml<'_>) -> Result<Self, FileProblem> {
        let mut styles = Self::default();
        while let Some(element) = xml.element(0)? {
            match (element.space, element.name()) {
                (Space::Word, "style") => {
                    let id = element.attribute("styleId").unwrap_or_default();
                    let paragraph = element.attribute("type").as_deref() == Some("paragraph");
                    if paragraph && element.attribute("default").is_some_and(|on| on == "1" || on == "true") {
                        styles.default = Some(id.clone());
                    }
                    let style = style(&mut xml)?;
                    styles.styles.insert(id, style);
                }
                (Space::Word, "lang") => {
                    styles.language = styles.language.take().or_else(|| element.attribute("eastAsia"));
                }
                _ => {}
            }
        }
        Ok(styles)
    }

    /// The style and those it is based on, nearest first.
    fn chain(&self, id: &str) -> impl Iterator<Item = (&str, &Style)> {
        let first = self.styles.get_key_value(id);
        std::iter::successors(first, |(_, style)| self.styles.get_key_value(style.based_on.as_deref()?))
            .take(MAX_STEPS)
            .map(|(id, style)| (id.as_str(), style))
    }

    /// The id of the style of paragraphs that name none.
    pub(super) fn of_paragraphs(&self) -> Option<&str> {
        self.default.as_deref()
    }

    /// What paragraphs of this style are; `None`: the style does not tell.
    pub(super) fn role(&self, id: &str) -> Option<Role> {
        self.chain(id)
            .find_map(|(_, style)| {
                if let Some(role) = role_of_name(&style.name) {
                    return Some(Some(role));
                }
                style.outline.as_deref().map(Role::of_outline)
            })
            .flatten()
    }

    /// The list and level that paragraphs of this style are numbered in, and the style that says so.
    pub(super) fn list(&self, id: &str) -> Option<(&str, Option<usize>, &str)> {
        let (origin, list) = self.chain(id).find_map(|(id, style)| Some((id, style.list.as_deref()?)))?;
        let level = self.chain(id).find_map(|(_, style)| style.list_level);
        Some((list, level, origin))
    }

    /// Whether text of this style is hidden.
    pub(super) fn hides(&self, id: &str) -> bool {
        self.chain(id).find_map(|(_, style)| style.hidden).unwrap_or(false)
    }
}

/// What a style is by its name. Programs keep the English names of built-in styles whatever their
/// language; people and converters write Chinese ones too.
fn role_of_name(name: &str) -> Option<Role> {
    let name: String = name.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let after = |prefix: &str| name.strip_prefix(prefix)?.parse::<u8>().ok().filter(|level| (1..=9).contains(level));
    if let Some(level) = after("heading").or_else(|| after("标题")).or_else(|| after("標題")) {
        return Some(Role { kind: ParagraphKind::Heading, level: Some(level) });
    }
    if after("toc").or_else(|| after("目录")).or_else(|| after("目錄")).is_some() {
        return Some(Role::plain(ParagraphKind::Furniture));
    }
    Some(Role::plain(match name.as_str() {
        "title" | "标题" | "標題" => ParagraphKind::Title,
        "subtitle" | "副标题" | "副標題" => ParagraphKind::Subtitle,
        "caption" | "题注" | "題注" | "imagecaption" | "tablecaption" | "figure" | "illustration" => {
            ParagraphKind::Caption
        }
        "tocheading" | "tableoffigures" | "图表目录" | "header" | "footer" | "页眉" | "页脚" => {
            ParagraphKind::Furniture
        }
        "author" | "byline" | "signature" | "作者" | "署名" | "签名" => ParagraphKind::Byline,
        "abstract" | "摘要" | "导语" => ParagraphKind::Lead,
        _ => return None,
    }))
}

fn style(xml: &mut Xml<'_>) -> Result<Style, FileProblem> {
    let inside = xml.depth();
    let mut style = Style::default();
    while let Some(element) = xml.element(inside)? {
        match element.name() {
            "name" => style.name = element.val().unwrap_or_default().chars().take(MAX_NAME).collect(),
            "basedOn" => style.based_on = element.val(),
            "outlineLvl" => style.outline = element.val(),
            "numId" => style.list = element.val(),
            "ilvl" => style.list_level = element.val().and_then(|level| level.parse().ok()),
            "vanish" => style.hidden = Some(element.is_on()),
            // What a table style says of its corners is not about the style's own text.
            "tblStylePr" => xml.skip()?,
            _ => {}
        }
    }
    Ok(style)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::effort::Effort;

    fn styles(inner: &str) -> Styles {
        let xml = format!(
            r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{inner}</w:styles>"#
        );
        let effort = Effort::new(0);
        Styles::read(Xml::new(xml.as_bytes(), "styles", &effort).expect("UTF-8")).expect("styles")
    }

    fn kind(styles: &Styles, id: &str) -> Option<(ParagraphKind, Option<u8>)> {
        styles.role(id).map(|role| (role.kind, role.level))
    }

    #[test]
    fn names_tell_the_kind_whatever_the_id() {
        let styles = styles(
            r#"<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
            <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>
            <w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>
            <w:style w:type="paragraph" w:styleId="x"><w:name w:val="标题 2"/></w:style>
            <w:style w:type="paragraph" w:styleId="own"><w:name w:val="公文小标题"/><w:basedOn w:val="x"/></w:style>
            <w:style w:type="paragraph" w:styleId="flat"><w:name w:val="正文样"/><w:basedOn w:val="own"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="out"><w:name w:val="层"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>"#,
        );
        assert_eq!(kind(&styles, "1"), Some((ParagraphKind::Heading, Some(1))));
        assert_eq!(kind(&styles, "a3"), Some((ParagraphKind::Title, None)));
        assert_eq!(kind(&styles, "own"), Some((ParagraphKind::Heading, Some(2))));
        assert_eq!(kind(&styles, "flat"), None);
        assert_eq!(kind(&styles, "out"), Some((ParagraphKind::Heading, Some(3))));
        assert_eq!(kind(&styles, "toc"), Some((ParagraphKind::Furniture, None)));
        assert_eq!(kind(&styles, "a"), None);
        assert_eq!(styles.of_paragraphs(), Some("a"));
    }

    #[test]
    fn a_circle_of_styles_ends() {
        let styles = styles(
            r#"<w:style w:styleId="a"><w:name w:val="甲"/><w:basedOn w:val="b"/></w:style>
            <w:style w:styleId="b"><w:name w:val="乙"/><w:basedOn w:val="a"/></w:style>"#,
        );
        assert_eq!(kind(&styles, "a"), None);
        assert!(!styles.hides("a"));
    }
}
