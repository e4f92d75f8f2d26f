//! What a document says of itself: `docProps/core.xml`.

use crate::intake::FileProblem;
use crate::intake::xml::Xml;
use crate::model::field::{MAX_LINE, date, line};
use crate::model::{DocumentFields, Invalid};
use crate::text::metadata::without_site;

/// Names that programs write where a person should stand.
const NOBODY: &[&str] = &[
    "administrator",
    "admin",
    "user",
    "users",
    "windows 用户",
    "windows user",
    "microsoft",
    "微软用户",
    "microsoft office user",
    "python-docx",
    "unknown",
    "unknown creator",
    "lenovo",
    "dell",
    "hp",
    "asus",
    "pc",
    "apple",
    "un-named",
    "wps",
    "作者",
];

/// Reads the properties: fields, and the day it was made as an attribute, since that is not the day it
/// was published.
///
/// # Errors
/// When it is no safe XML.
pub(super) fn read(mut xml: Xml<'_>) -> Result<(DocumentFields, Vec<(String, String)>), FileProblem> {
    let mut fields = DocumentFields::default();
    let mut attributes = Vec::new();
    while let Some(element) = xml.element(0)? {
        match element.name() {
            "title" => fields.title = title(&xml.text()?),
            "creator" => fields.author = author(&xml.text()?),
            "language" => fields.language = Some(xml.text()?.trim().to_owned()).filter(|tag| is_tag(tag)),
            "created" => {
                let day = xml.text()?.trim().chars().take(10).collect::<String>();
                attributes.extend(date("created", &day).ok().map(|day| ("created".to_owned(), day)));
            }
            _ => {}
        }
    }
    Ok((fields, attributes))
}

/// A title without a site's name, unless a program wrote it.
pub(super) fn title(text: &str) -> Option<String> {
    one_line("title", text)
        .ok()
        .filter(|title| !title.starts_with("Microsoft Word -") && title != "Word Document")
        .map(|title| without_site(&title, None, false).to_owned())
}

fn author(text: &str) -> Option<String> {
    one_line("author", text).ok().filter(|name| !NOBODY.contains(&name.to_lowercase().as_str()))
}

fn one_line(what: &'static str, text: &str) -> Result<String, Invalid> {
    line(what, &text.split_whitespace().collect::<Vec<_>>().join(" "), MAX_LINE)
}

/// Whether it has the shape of a BCP 47 tag.
pub(super) fn is_tag(tag: &str) -> bool {
    let mut steps = tag.split('-');
    steps.next().is_some_and(|first| (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic()))
        && steps.all(|step| (1..=8).contains(&step.len()) && step.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_is_no_author() {
        assert_eq!(author(" 张三 "), Some("张三".into()));
        assert_eq!(author("Administrator"), None);
        assert_eq!(title("Microsoft Word - 新建文档.doc"), None);
        assert_eq!(title("大会召开_新华网"), Some("大会召开".into()));
        assert_eq!(title("关于\n加快发展的建议"), Some("关于 加快发展的建议".into()));
        assert!(is_tag("zh-CN") && is_tag("zh-Hans-CN") && !is_tag("中文") && !is_tag(""));
    }
}
