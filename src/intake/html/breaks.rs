//! Breaks inside a sentence. A `<br>` ends a paragraph for most who write it; some set it where a line was full,
//! or by mistake, and what stands on both sides of it is one sentence.

use super::lines::Row;
use crate::model::ParagraphKind;
use crate::text::width::width;

/// Marks after which a sentence goes on, whatever follows.
const WITHIN: [char; 7] = ['，', '、', '（', '《', '“', '〈', '「'];
/// Marks that open no line.
const NO_OPENING: [char; 13] = ['，', '、', '。', '；', '：', '！', '？', '）', '》', '”', '〉', '」', '％'];
/// Marks that only sentences have.
const OF_SENTENCES: [char; 5] = ['，', '。', '；', '！', '？'];

/// Half columns of the narrowest line that may be full.
const NARROWEST: usize = 24;
/// Half columns of the widest line that was broken because it was full.
const WIDEST: usize = 120;
/// Half columns that a full line may lack: the next characters could not be parted.
const SLACK: usize = 6;

/// Whether each line goes on with the sentence of the line before it.
pub(super) fn joined(article: &[Row]) -> Vec<bool> {
    let mut joined = vec![false; article.len()];
    let mut from = 0;
    for run in article.chunk_by(|a, b| a.cut && !a.is_blank() && !b.is_blank()) {
        if run.len() > 1 {
            let full = full_width(run);
            for (at, pair) in run.windows(2).enumerate() {
                joined[from + at + 1] = goes_on(&pair[0], &pair[1], full);
            }
        }
        from += run.len();
    }
    joined
}

/// The width of lines that are full, where at least three of those without a break between them are.
fn full_width(run: &[Row]) -> Option<usize> {
    let widths = || run.iter().map(|row| width(row.text.trim_end()));
    let widest = widths().max().filter(|widest| (NARROWEST..=WIDEST).contains(widest))?;
    (widths().filter(|width| width + SLACK >= widest).count() >= 3).then_some(widest)
}

/// Whether the sentence of line `a` goes on in line `b`, which only a break parts from it.
fn goes_on(a: &Row, b: &Row, full: Option<usize>) -> bool {
    let plain = |row: &Row| matches!(row.kind, None | Some(ParagraphKind::Body)) && !row.text.contains('\t');
    if !plain(a) || !plain(b) || a.kind != b.kind || a.side != b.side || is_indented(&b.text) {
        return false;
    }
    let (before, after) = (a.text.trim(), b.text.trim());
    if before.ends_with(WITHIN) || after.starts_with(NO_OPENING) {
        return true;
    }
    let is_bare = before.chars().next_back().is_some_and(char::is_alphanumeric);
    if !is_bare || a.bold != b.bold || !after.starts_with(char::is_alphanumeric) || is_item(after) {
        return false;
    }
    let (of_a, of_b) = (width(a.text.trim_end()), width(b.text.trim_end()));
    // What follows a heading, or an item of a list, is wider than it or has no sentence in it.
    let unfinished = before.contains(OF_SENTENCES) && after.contains(OF_SENTENCES) && of_a + SLACK >= of_b;
    let is_full = full.is_some_and(|full| of_a + SLACK >= full);
    is_full || (NARROWEST..=WIDEST).contains(&of_a) && unfinished
}

/// Whether a line opens with a number of its own: `一、`, `2.`, `第三条`, `一是`.
fn is_item(text: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(number);
    text.starts_with('第') || rest.len() < text.len() && rest.starts_with(['、', '.', '．', '）', ')', '是'])
}

/// Whether a line opens a paragraph by its blanks.
fn is_indented(text: &str) -> bool {
    width(text) >= width(text.trim_start()) + 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::FileProblem;
    use crate::intake::effort::Effort;
    use crate::intake::html::lines::rows;
    use crate::intake::html::parse::parse;
    use crate::intake::html::sight::Sight;

    fn joined_in(html: &str) -> Result<Vec<bool>, FileProblem> {
        let page = parse(html, &Effort::new(0))?;
        Ok(joined(&rows(&page, &Sight::of(&page), &[])))
    }

    #[test]
    fn a_break_inside_a_sentence_parts_nothing() -> Result<(), FileProblem> {
        for html in [
            "<p>按实际支付费用的三成给予补助，<br>每家企业每年不超过二十万元。</p>",
            "<p>支持学校、医院、<br/>图书馆改造供水管网。</p>",
            "<p>具体办法由市水务局制定<br>。</p>",
            "<div>局长您好！我家住在河东路十二号，想问一问<br>供水管网改造的补助标准。</div>",
            "<pre>各区要摸清老旧供水管网的底数，\n按轻重缓急排出改造的次序。</pre>",
        ] {
            assert_eq!(joined_in(html)?, [false, true], "{html}");
        }
        Ok(())
    }

    #[test]
    fn a_break_after_a_sentence_parts_paragraphs() -> Result<(), FileProblem> {
        for html in [
            "<p>各区要摸清供水管网的底数。<br>改造从最旧的街区开始。</p>",
            "<p>各区要摸清供水管网的底数，<br>　　改造从最旧的街区开始。</p>",
            "<p>分步推进，三年改完<br>各区要摸清老旧供水管网的底数，按轻重缓急排出改造的次序，从最旧的街区开始。</p>",
            "<p>各区要摸清供水管网的底数；<br>改造从最旧的街区开始。</p>",
            "<p>主办单位：江城市水务局<br>协办单位：江城市财政局</p>",
            "<p>江城市水务局<br>2024年5月6日</p>",
            "<p>张一山、李二水、王三石、赵四木、钱五金、孙六火<br>周七土、吴八风</p>",
            "<p>局长您好！我家住在河东路十二号，想问一问标准<br>（一）供水管网改造的补助，由市水务局制定。</p>",
        ] {
            assert_eq!(joined_in(html)?, [false, false], "{html}");
        }
        let full = "各区要摸清老旧供水管网的底数并且按轻重缓急";
        for item in ["一、", "2．", "第三条　", "四是"] {
            let html = format!("<td>{full}<br>{full}<br>{full}<br>{item}改造从最旧的街区开始</td>");
            assert_eq!(joined_in(&html)?, [false, true, true, false], "{item}");
        }
        assert_eq!(joined_in("<p>各区要，</p><p>摸清。</p>")?, [false, false]);
        Ok(())
    }

    #[test]
    fn full_lines_go_on() -> Result<(), FileProblem> {
        let html = "<td>各区要摸清老旧供水管网的底数并且按轻重缓急<br>排出改造的次序从最旧的街区开始逐年推进确保<br>\
                    三年之内全部改完其中学校和医院周边的管网由<br>市水务局直接负责。<br>所需资金由市财政安排。</td>";
        assert_eq!(joined_in(html)?, [false, true, true, true, false]);
        Ok(())
    }
}
