//! From a page to lines: each block of the page is a line, each `<br>` ends one, a row of a table is one.

use super::looks::{Side, is_block};
use super::page::Page;
use super::sight::Sight;
use super::walk::Walk;
use crate::model::ParagraphKind;

/// One line of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// Index of the node that its first characters stand in.
    pub(super) at: usize,
    /// Its text; blank where two line breaks leave a line empty.
    pub(super) text: String,
    /// What the markup says it is.
    pub(super) kind: Option<ParagraphKind>,
    /// Every character is bold.
    pub(super) bold: bool,
    /// It ended at a `<br>`, inside its block.
    pub(super) cut: bool,
    /// The side of the page it is set to.
    pub(super) side: Side,
}

impl Row {
    /// Whether nothing stands in it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The lines of a page, in order. The elements `roots` always begin and end lines.
pub(super) fn rows(page: &Page, sight: &Sight, roots: &[usize]) -> Vec<Row> {
    let mut walk = Walk::new(page, roots);
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(node) = page.nodes.get(at) {
        while let Some(&last) = open.last()
            && page.nodes[last].end <= at
        {
            walk.leave(last);
            open.pop();
        }
        if sight.unseen[at].is_some() {
            // A block that is left out still parts what stands around it.
            if is_block(&node.name) {
                walk.flush(false);
            }
            at = node.end;
            continue;
        }
        if node.is_text() {
            walk.text(at, &node.text);
        } else {
            walk.enter(at, node);
            open.push(at);
        }
        at += 1;
    }
    while let Some(last) = open.pop() {
        walk.leave(last);
    }
    walk.flush(false);
    walk.rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::FileProblem;
    use crate::intake::effort::Effort;
    use crate::intake::html::parse::parse;

    fn read(html: &str) -> Result<Vec<Row>, FileProblem> {
        let page = parse(html, &Effort::new(0))?;
        Ok(rows(&page, &Sight::of(&page), &[]))
    }

    fn texts(html: &str) -> Result<Vec<String>, FileProblem> {
        Ok(read(html)?.into_iter().map(|row| row.text).collect())
    }

    #[test]
    fn blocks_and_breaks_are_lines() -> Result<(), FileProblem> {
        for (html, want) in [
            ("<p>甲</p><p>乙<br>丙</p>丁<div>戊<div>己</div>庚</div>", &["甲", "乙", "丙", "丁", "戊", "己", "庚"][..]),
            ("<p>　　甲<span>乙</span><font>丙</font></p><p>&nbsp;</p>", &["　　甲乙丙"]),
            ("<p>第一\n  行 AI\n model</p>", &["第一行 AI model"]),
            ("<ul><li>甲</li><li><p>乙</p></li></ul>", &["甲", "乙"]),
            ("甲<br><br>　　乙<br>丙", &["甲", "", "　　乙", "丙"]),
            ("<p>甲<br><br><br><br>乙</p>", &["甲", "", "乙"]),
            ("<pre>甲\n乙</pre>", &["甲", "乙"]),
            ("<h1>某市人民政府<br>关于数字经济的意见</h1>", &["某市人民政府 关于数字经济的意见"]),
            ("<p>甲\u{2028}乙&#x2029;丙</p>", &["甲", "乙", "丙"]),
            ("<blockquote>甲</blockquote><dl><dt>乙<dd>丙</dl>", &["甲", "乙", "丙"]),
            ("<p>共10<sup>4</sup>吨</p>", &["共10⁴吨"]),
            (
                "<p>CO<sub>2</sub>，注<sup><a href=1>1</a>2</sup>，注<sup>[3]</sup>，第4<sup>版</sup></p>",
                &["CO₂，注¹²，注[3]，第4版"],
            ),
            ("<p>甲<script>x</script>乙<!-- 丙 -->丁</p>", &["甲乙丁"]),
            ("<ul><li><a href=1>意见</a><span>2025-06-10</span></ul>", &["意见 2025-06-10"]),
        ] {
            assert_eq!(texts(html)?, want, "{html}");
        }
        Ok(())
    }

    #[test]
    fn rows_of_data_are_lines_and_tables_of_layout_are_not() -> Result<(), FileProblem> {
        let data = "<p>前</p><table><caption>表1</caption><tr><th>地区<th>产值</tr><tr><td><p>江州</p>\
                    <p>市区</p></td><td></td><td>3<br>5</td></tr></table><p>后</p>";
        assert_eq!(texts(data)?, ["前", "表1", "地区\t产值", "江州 市区\t\t3 5", "后"]);
        let ended = "<table><tr><td>甲\u{2028}乙</td><td>丙</td></tr><tr><td>1</td><td>2</td></tr></table>";
        assert_eq!(texts(ended)?, ["甲 乙\t丙", "1\t2"]);
        let layout = "<table><tr><td><table><tr><td>甲</td></tr></table><p>乙</p></td></tr></table>";
        assert_eq!(texts(layout)?, ["甲", "乙"]);
        let beside = "<table><tr><td><a href=1>首页</a><td>题<br>第一句。<br>第二句。</td></tr></table>";
        assert_eq!(texts(beside)?, ["首页", "题", "第一句。", "第二句。"]);
        let remarks = "<table><tr><td>1<td>一句。<br>又一句。</td></tr><tr><td>2<td>一句。</td></tr></table>";
        assert_eq!(texts(remarks)?, ["1\t一句。 又一句。", "2\t一句。"]);
        Ok(())
    }

    #[test]
    fn a_table_around_the_article_lays_out_the_page() -> Result<(), FileProblem> {
        let page = parse("<table><tr><td>首页</td><td id=a>文</td></tr></table>", &Effort::new(0))?;
        let cell = page.nodes.iter().position(|node| node.attribute("id").is_some()).unwrap_or_default();
        let sight = Sight::of(&page);
        let read = |roots: &[usize]| rows(&page, &sight, roots).into_iter().map(|row| row.text).collect::<Vec<_>>();
        assert_eq!(read(&[cell]), ["首页", "文"]);
        let row = page.named("tr").next().map_or(0, |(at, _)| at);
        assert_eq!(read(&[row]), ["首页\t文"]);
        Ok(())
    }

    #[test]
    fn markup_tells_kinds_and_weight() -> Result<(), FileProblem> {
        use ParagraphKind::{Body, Caption, Heading, Title};
        let html = "<h1>题</h1><h2>章</h2><p>文</p><figure><figcaption>图</figcaption></figure><h1>再</h1>\
                    <ul><li>项</ul><p><b>粗</b><span style='font-weight: 700'>体</span></p><p><b>半</b>粗</p>";
        let rows = read(html)?;
        let kinds: Vec<_> = rows.iter().map(|row| row.kind).collect();
        assert_eq!(kinds, [Some(Title), Some(Heading), None, Some(Caption), Some(Heading), Some(Body), None, None]);
        let bold: Vec<_> = rows.iter().map(|row| row.bold).collect();
        assert_eq!(bold[5..], [false, true, false]);
        Ok(())
    }

    #[test]
    fn the_side_of_a_line_is_known() -> Result<(), FileProblem> {
        let html = "<p align=right>甲</p><div style='text-align: right'><p>乙</p><p align=left>丙</p></div><center>丁</center>戊";
        let sides: Vec<_> = read(html)?.iter().map(|row| row.side).collect();
        assert_eq!(sides, [Side::Right, Side::Right, Side::Left, Side::Center, Side::Left]);
        Ok(())
    }
}
