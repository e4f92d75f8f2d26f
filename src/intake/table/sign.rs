//! Whether what came as plain text surely is a table of texts: read as prose it would be one long text made of
//! the cells of all.

use std::borrow::Cow;

use super::column::is_usual;
use super::delimited::delimiter;
use super::record::Records;
use super::{ColumnMap, Field};
use crate::intake::{Format, ReadOptions, decode_data};

/// What the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::intake) struct Sign {
    /// A CSV or a TSV table.
    pub(in crate::intake) format: Format,
    /// Whether one of its columns is known to hold the texts.
    pub(in crate::intake) has_text: bool,
}

/// Longest line of names, in bytes: what is longer is not decoded to be looked at.
const HEADER: usize = 400;
/// Longest name of a column, in characters.
const NAME: usize = 20;
/// Rows that are looked at.
const ROWS: usize = 1_000;

/// The table that `bytes` surely are, whose first line with text is `first`; `None`: text, as far as anyone can tell.
pub(in crate::intake) fn sign(first: &[u8], bytes: &[u8], options: &ReadOptions) -> Option<Sign> {
    if first.len() > HEADER || !first.iter().any(|byte| matches!(byte, b',' | b'\t' | b';' | b'|')) {
        return None;
    }
    sign_of(&decode_data(bytes, options).ok()?.text)
}

fn sign_of(text: &str) -> Option<Sign> {
    let by = delimiter(text);
    let format = if by == b'\t' { Format::Tsv } else { Format::Csv };
    let mut records = Records::new(text, by);
    let header: Vec<String> = records.next()?.ok()?.cells.into_iter().map(Cow::into_owned).collect();
    if header.len() < 2 || !header.iter().all(|name| is_name(name)) {
        return None;
    }
    let (mut rows, mut fitting) = (0, 0);
    // Which columns hold nothing but numbers and days.
    let mut counted = vec![true; header.len()];
    while let Some(record) = records.next().filter(|_| rows < ROWS) {
        rows += 1;
        match record {
            Ok(record) if record.cells.len() == header.len() => {
                fitting += 1;
                counted.iter_mut().zip(&record.cells).for_each(|(all, cell)| *all &= is_count(cell));
            }
            Ok(_) => {}
            Err(_) => {
                records.resume(header.len());
            }
        }
    }
    let usual = header.iter().filter(|name| is_usual(name)).count();
    let columns = ColumnMap::default().resolve(&header);
    if columns.is_ok_and(|columns| columns.of(Field::Text).is_some()) {
        // Such names stand side by side nowhere but over a table; a row may be faulty.
        return (usual >= 2 && fitting > 0 && fitting * 2 >= rows).then_some(Sign { format, has_text: true });
    }
    // Lines of verse have as many clauses each, and figures are set with tabs: names or numbers must tell as well.
    let told = usual >= 1 || counted.contains(&true);
    let sure = format == Format::Csv && by == b',' && header.len() >= 3 && rows >= 2 && fitting == rows && told;
    sure.then_some(Sign { format, has_text: false })
}

/// Whether it can be the name of a column: short, and nothing of a sentence.
fn is_name(cell: &str) -> bool {
    let name = cell.trim_end();
    let of_sentence = |c: char| matches!(c, '。' | '，' | '；' | '！' | '？' | '!' | '?' | '.' | '：');
    !name.is_empty()
        && !name.starts_with(char::is_whitespace)
        && name.chars().nth(NAME).is_none()
        && !name.contains(of_sentence)
}

/// Whether a cell is a number or a day.
fn is_count(cell: &str) -> bool {
    let cell = cell.trim();
    cell.contains(|c: char| c.is_ascii_digit())
        && cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '/' | '%' | '年' | '月' | '日'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(Format, bool)> {
        sign_of(text).map(|sign| (sign.format, sign.has_text))
    }

    #[test]
    fn names_over_rows_are_a_table() {
        for (text, want) in [
            ("编号,正文\n1,甲", (Format::Csv, true)),
            ("\u{FEFF}key\ttitle\ttext\nT1\t题\t正文\n", (Format::Tsv, true)),
            ("id;title;text\n1;题;正文甲，有分号\n", (Format::Csv, true)),
            ("key\ttext\n1\t\"甲\"乙\n2\t丙\n", (Format::Tsv, true)),
            ("标题,正文,日期\n甲,\"第一段。\n\n第二段。\",2024\n乙,文\n丙,文,2025\n", (Format::Csv, true)),
            ("编号,议题,答复\n1,电梯,已办\n2,停车,在办\n", (Format::Csv, false)),
            ("地区,产值,增速\n江州,3.5,6.1%\n云山,2,5%\n", (Format::Csv, false)),
        ] {
            assert_eq!(told(text), Some(want), "{text}");
        }
    }

    #[test]
    fn text_with_commas_is_text() {
        for text in [
            "建议一是,优化布局\n二是,集聚发展\n三是,开放数据\n",
            "山高路远,水急滩多,行者不辍\n春种一粒,夏耘一垄,秋收一仓\n天道酬勤,人道酬善,商道酬信\n",
            "Text, title, date\nAll of it, and more, too\nThe rest, as usual, is left\n",
            "标题,正文\n",
            "正文\n甲,乙\n",
            "编号,议题,答复\n1,电梯,已办\n",
            "编号,议题,答复\n1,电梯,已办\n以上是今年的答复情况。\n",
            "地区\t产值\t增速\n江州\t3\t6\n云山\t2\t5\n",
            "标题，正文，日期\n甲，乙，丙\n",
            "",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
