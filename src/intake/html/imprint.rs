//! The line under a headline that tells when and where a text was published.

use crate::intake::fields;
use crate::text::metadata::label::{AUTHORS, DATES, OUTLETS, behind};

/// What imprint lines tell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Imprint {
    /// Day of publication.
    pub(super) published: Option<String>,
    /// Where it was published first.
    pub(super) outlet: Option<String>,
    /// Who wrote it.
    pub(super) author: Option<String>,
    /// What offices print over a document, by its label.
    pub(super) attributes: Vec<(String, String)>,
}

/// Labels of what offices print over a document.
const OFFICIAL: [&str; 7] = ["索引号", "发文机关", "发文字号", "文号", "成文日期", "主题分类", "公文种类"];
/// Labels that end the value before them.
const OTHERS: [&str; 14] = [
    "责任编辑",
    "责编",
    "编辑",
    "字号",
    "字体",
    "浏览",
    "阅读",
    "点击",
    "访问",
    "打印",
    "分享",
    "审核",
    "保护视力",
    "大 中 小",
];

/// An imprint is no longer than this, characters.
const LONGEST: usize = 160;

impl Imprint {
    /// Reads lines, those first that should be believed first.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut imprint = Self::default();
        for line in lines {
            imprint.read(line);
        }
        imprint
    }

    /// Reads one line; what is known already stays.
    fn read(&mut self, line: &str) {
        if line.chars().nth(LONGEST).is_some() || line.matches('。').count() > 1 {
            return;
        }
        let line = &close_up(line);
        let dated = behind(line, &DATES).and_then(fields::first_date);
        self.published = self.published.take().or(dated).or_else(|| leading_date(line));
        self.outlet = self.outlet.take().or_else(|| value(line, &OUTLETS));
        self.author = self.author.take().or_else(|| value(line, &AUTHORS)).or_else(|| byline(line));
        for label in OFFICIAL {
            // Offices call the number of a document by two names.
            let name = if label == "文号" { "发文字号" } else { label };
            if !self.attributes.iter().any(|(known, _)| known == name)
                && let Some(value) = cell(line, label)
            {
                self.attributes.push((name.to_owned(), value));
            }
        }
    }
}

/// Whether a line tells of a document instead of being its text: it has one of the labels, or opens with a date.
pub(super) fn is_imprint(line: &str) -> bool {
    if line.chars().nth(LONGEST).is_some() {
        return false;
    }
    let line = &close_up(line);
    let labels = || DATES.iter().chain(&OUTLETS).chain(&AUTHORS).chain(&OFFICIAL).chain(&OTHERS);
    labels().any(|label| behind(line, &[label]).is_some()) || leading_date(line).is_some() || byline(line).is_some()
}

/// Closes up labels that are spread to one width: `来　　源：`, `标 题:`.
fn close_up(line: &str) -> String {
    let spread = [("来", "源"), ("作", "者"), ("日", "期"), ("文", "号"), ("标", "题")];
    let mut line = line.to_owned();
    for (first, second) in spread {
        for blank in ["\u{3000}\u{3000}", "\u{3000}", "  ", " ", "\u{a0}\u{a0}"] {
            line = line.replace(&format!("{first}{blank}{second}"), &format!("{first}{second}"));
        }
    }
    line
}

/// What stands beside a label in the table over a document, up to the next cell.
fn cell(line: &str, label: &str) -> Option<String> {
    let rest = behind(line, &[label])?;
    let end = rest.find(['\t', '|', '\u{3000}', '\u{a0}']).unwrap_or(rest.len());
    let value = fields::line(&rest[..end])?;
    (value.chars().count() <= 60 && !value.contains(['：', ':'])).then_some(value)
}

/// `本报记者　陈 思 周立群` alone on its line.
fn byline(line: &str) -> Option<String> {
    let line = line.trim();
    let rest = ["本报记者", "本網記者", "本网记者", "本報記者"].iter().find_map(|role| line.strip_prefix(role))?;
    let name = fields::line(rest)?;
    let plain = name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '、' | '·'));
    (rest.starts_with(char::is_whitespace) && plain && name.chars().count() <= 30).then_some(name)
}

/// A line that opens with a date and tells little else: `2025年06月11日08:20 | 来源：…`.
fn leading_date(line: &str) -> Option<String> {
    let line = line.trim();
    let opens = line.starts_with("20") || line.starts_with("19");
    let short = line.chars().nth(60).is_none() && !line.contains(['。', '，']);
    let early = line.char_indices().nth(24).map_or(line, |(at, _)| &line[..at]);
    if opens && short { fields::first_date(early) } else { None }
}

/// A name after a label, up to what stands next on the line.
fn value(line: &str, labels: &[&str]) -> Option<String> {
    let rest = behind(line, labels)?;
    let mut end = rest.find(|c: char| c.is_whitespace() || "|｜（(【[）)】]；;，。".contains(c)).unwrap_or(rest.len());
    for label in OTHERS.iter().chain(&DATES).chain(&OUTLETS).chain(&AUTHORS) {
        end = end.min(rest.find(label).unwrap_or(end));
    }
    let value = rest[..end].trim_matches(|c: char| c.is_whitespace() || "《》“”\"：:".contains(c));
    let name = fields::line(value)?;
    (name.chars().count() <= 40 && name.chars().any(char::is_alphabetic)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> (Option<String>, Option<String>, Option<String>) {
        let mut imprint = Imprint::default();
        imprint.read(line);
        (imprint.published, imprint.outlet, imprint.author)
    }

    #[test]
    fn imprints_of_many_sites() {
        for (line, date, outlet, author) in [
            ("发布时间：2025-06-11 10:20\u{a0}\u{a0}来源：江州日报", Some("2025-06-11"), Some("江州日报"), None),
            ("2025年06月11日08:20 | 来源：人民网－江州频道", Some("2025-06-11"), Some("人民网－江州频道"), None),
            (
                "来源：江州市人民政府办公室　作者：张三　字号：大 中 小",
                None,
                Some("江州市人民政府办公室"),
                Some("张三"),
            ),
            ("来源：《江州日报》作者：李四责任编辑：王五", None, Some("江州日报"), Some("李四")),
            ("日期：2025年6月11日【字体：大 中 小】", Some("2025-06-11"), None, None),
            ("来　　源：\t江州市政府\t主题分类：\t科技", None, Some("江州市政府"), None),
            ("本报记者　陈 思 周立群", None, None, Some("陈 思 周立群")),
            ("本报记者获悉，", None, None, None),
            ("责任编辑：王五", None, None, None),
            ("来源： ", None, None, None),
            ("2025年是决胜之年，来源于实践", None, None, None),
        ] {
            let want = (date.map(str::to_owned), outlet.map(str::to_owned), author.map(str::to_owned));
            assert_eq!(read(line), want, "{line}");
        }
    }

    #[test]
    fn the_table_over_a_document_gives_attributes() {
        let lines = [
            "发文机关：\t江州省政府\t发文字号：\t江府发〔2025〕3号",
            "成文日期：\t2025年06月03日",
            "文号：其他",
            "索引号：\t主题分类：科技",
        ];
        let imprint = Imprint::of(lines.into_iter());
        let told: Vec<_> = imprint.attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(
            told,
            ["发文机关=江州省政府", "发文字号=江府发〔2025〕3号", "成文日期=2025年06月03日", "主题分类=科技"]
        );
    }
}
