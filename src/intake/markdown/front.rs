//! The front matter of a Markdown file: `key: value` lines between two lines of `---`.
//!
//! Of YAML only what such heads hold is read: scalars, quoted or not, and lists in both forms. What is
//! not understood is named in a note; as the rest of the head it stays in the source.

use crate::intake::fields;
use crate::model::DocumentFields;
use crate::model::field::{self, MAX_NAME};

/// What the head of a file says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Front {
    /// Where the text begins, bytes.
    pub(super) end: usize,
    /// Fields proposed.
    pub(super) fields: DocumentFields,
    /// Everything else, by name.
    pub(super) attributes: Vec<(String, String)>,
    /// What was not understood.
    pub(super) notes: Vec<String>,
}

/// A longer head is text that opens with a rule.
const MAX_LINES: usize = 200;

/// Reads the head of a source; an empty one when there is none.
pub(super) fn read(source: &str) -> Front {
    let mut front = Front::default();
    let Some((end, lines)) = head(source) else { return front };
    front.end = end;
    for entry in entries(&lines) {
        match entry {
            Ok((key, values)) => front.take(&key, &values),
            Err(line) => front.notes.push(format!("line {line} of the front matter was not understood")),
        }
    }
    front
}

/// The lines between the two rules, and where the text after them begins.
fn head(source: &str) -> Option<(usize, Vec<&str>)> {
    let mut pieces = source.split_inclusive('\n');
    let first = pieces.next().filter(|line| line.trim_end() == "---")?;
    let mut end = first.len();
    let mut lines = Vec::new();
    for piece in pieces.take(MAX_LINES) {
        end += piece.len();
        let line = piece.trim_end();
        if matches!(line, "---" | "...") {
            // `---` over a text and `---` under it are two rules, not a head.
            let told =
                lines.iter().find(|line: &&&str| !line.trim().is_empty()).is_none_or(|line| pair(line).is_some());
            return told.then_some((end, lines));
        }
        lines.push(line);
    }
    None
}

/// `key: value` at the start of a line.
fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let plain = !key.is_empty() && !key.starts_with([' ', '-', '#', '"']) && key.chars().count() <= 40;
    (plain && (value.is_empty() || value.starts_with(' '))).then(|| (key.trim(), value.trim()))
}

type Entry = Result<(String, Vec<String>), usize>;

/// Each key with its values; the number of each line that is none of it.
fn entries(lines: &[&str]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        if let Some((key, value)) = pair(line) {
            entries.push(Ok((key.to_owned(), values(value))));
            continue;
        }
        let under = line.starts_with([' ', '\t', '-']);
        match entries.last_mut() {
            Some(Ok((_, values))) if under => {
                let item = bare.strip_prefix("- ").unwrap_or(bare);
                values.push(unquoted(item).to_owned());
            }
            // The first line is the rule; people count from 1.
            _ => entries.push(Err(at + 2)),
        }
    }
    entries
}

/// A scalar, or a list in brackets. The marks of a folded text stand for what follows.
fn values(value: &str) -> Vec<String> {
    if matches!(value, "" | "|" | ">" | "|-" | ">-" | "null" | "~") {
        return Vec::new();
    }
    match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        Some(list) => list.split([',', '，']).map(|item| unquoted(item.trim()).to_owned()).collect(),
        None => vec![unquoted(value).to_owned()],
    }
}

fn unquoted(text: &str) -> &str {
    let pair = |mark| text.strip_prefix(mark).and_then(|rest: &str| rest.strip_suffix(mark));
    pair('"').or_else(|| pair('\'')).unwrap_or(text)
}

impl Front {
    fn take(&mut self, key: &str, values: &[String]) {
        let joined = values.iter().filter(|value| !value.is_empty()).cloned().collect::<Vec<_>>().join("; ");
        let Some(text) = fields::line(&joined) else { return };
        let fields = &mut self.fields;
        let slot = match key.to_lowercase().as_str() {
            "title" | "标题" => &mut fields.title,
            "subtitle" | "副标题" => &mut fields.subtitle,
            "author" | "authors" | "作者" => &mut fields.author,
            "outlet" | "publication" | "publisher" | "来源" | "媒体" => &mut fields.outlet,
            "source" if fields::address(&text).is_none() => &mut fields.outlet,
            "region" | "place" | "地区" => &mut fields.region,
            "url" | "link" | "source" | "source_url" | "链接" if fields::address(&text).is_some() => &mut fields.url,
            "lang" | "language" | "语言" if fields::language(&text).is_some() => &mut fields.language,
            "date" | "published" | "pubdate" | "日期" | "发布日期" | "发布时间" => {
                let date = fields::first_date(&text).or_else(|| field::date("date", &text).ok());
                let Some(date) = date else { return self.attribute(key, text) };
                fields.published.get_or_insert(date);
                return;
            }
            _ => return self.attribute(key, text),
        };
        slot.get_or_insert(text);
    }

    fn attribute(&mut self, key: &str, value: String) {
        if let Ok(name) = field::line("attribute", key, MAX_NAME)
            && !self.attributes.iter().any(|(known, _)| *known == name)
        {
            self.attributes.push((name, value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_proposes_fields_and_attributes() {
        let source = "---\ntitle: \"关于数字经济的意见\"\ndate: 2025-06-11 08:00\nauthors: [张三, '李四']\nsource: 江州日报\n\
                      url: https://example.cn/a\nlang: zh_CN\n# 注\ntags:\n  - 数据\n  - 算力\n文号: 江府发〔2025〕3号\n???\n---\n正文\n";
        let front = read(source);
        assert_eq!(&source[front.end..], "正文\n");
        let fields = front.fields;
        assert_eq!(fields.title.as_deref(), Some("关于数字经济的意见"));
        assert_eq!(fields.published.as_deref(), Some("2025-06-11"));
        assert_eq!(fields.author.as_deref(), Some("张三; 李四"));
        assert_eq!(fields.outlet.as_deref(), Some("江州日报"));
        assert_eq!(fields.url.as_deref(), Some("https://example.cn/a"));
        let attributes = [("tags", "数据; 算力"), ("文号", "江府发〔2025〕3号")];
        assert_eq!(front.attributes, attributes.map(|(a, b)| (a.to_owned(), b.to_owned())));
        assert_eq!(front.notes, ["line 13 of the front matter was not understood"]);
    }

    #[test]
    fn rules_are_no_head() {
        assert_eq!(read("---\n正文\n---\n"), Front::default());
        assert_eq!(read("---\ntitle: 甲\n正文\n"), Front::default());
        assert_eq!(read("# 甲\n"), Front::default());
        assert_eq!(read("---\n---\n甲").end, 8);
    }
}
