//! Texts wrapped by counting characters: each full line has as many, whatever their widths.
//!
//! Scripts and exports wrap like that. By width a line with figures or letters looks short there, and its paragraph
//! over. Then a line is as wide as if each of its characters were a square.

use super::line::Line;

/// Fewer full lines show nothing.
const LEAST: usize = 5;
/// Lines with fewer characters say nothing about a column.
const SHORTEST: u32 = 10;
/// Widths this much apart, in half columns, are no longer one measure.
const APART: u32 = 4;

/// Measures the lines by their characters where those tell the column and the widths do not.
pub(super) fn by_characters(lines: &mut [Line<'_>]) {
    let Some(full) = full_count(lines) else { return };
    for line in lines.iter_mut().filter(|line| line.chars <= full) {
        line.counted = count(line) == full;
        (line.width, line.unit, line.latin) = (2 * line.chars, 2, 0);
    }
}

/// The characters of a full line: half of the lines have as many, hardly any has more, and their widths differ.
fn full_count(lines: &[Line<'_>]) -> Option<u32> {
    // Without figures and letters both measures are one.
    lines.iter().filter(|line| is_narrow(line)).nth(1)?;
    let mut counts: Vec<u32> = lines.iter().map(count).filter(|&count| count >= SHORTEST).collect();
    counts.sort_unstable();
    let runs = counts.chunk_by(|a, b| a == b);
    let (full, most) = runs.map(|run| (run[0], run.len())).max_by_key(|&(_, most)| most)?;
    let longer = counts.len() - counts.partition_point(|&count| count <= full);
    let narrow = lines.iter().filter(|line| count(line) == full && is_narrow(line)).count();
    (most >= LEAST && most * 2 >= counts.len() && longer * 20 <= counts.len() && narrow * 5 >= most).then_some(full)
}

/// Whether the line is much narrower than its characters as squares.
const fn is_narrow(line: &Line<'_>) -> bool {
    line.latin > 0 && line.width + APART <= 2 * line.chars
}

/// The characters of a line with its indent.
const fn count(line: &Line<'_>) -> u32 {
    line.chars + if line.squares { 2 } else { line.lead }
}

#[cfg(test)]
mod tests {
    use super::super::{Layout, restore};

    /// Wraps each paragraph after so many characters.
    fn wrapped(paragraphs: &[&str], count: usize) -> String {
        let lines = paragraphs.iter().flat_map(|text| {
            let chars: Vec<char> = text.chars().collect();
            chars.chunks(count).map(|line| line.iter().collect::<String>() + "\n").collect::<Vec<_>>()
        });
        lines.collect()
    }

    #[test]
    fn lines_of_as_many_characters_are_full_whatever_their_width() {
        let paragraphs = [
            "截至2025年6月底，江湾市已建成社区照护站128个，覆盖老年人口36.5万人，其中配备AI跌倒监测设备的有96个。全年计划投入资金12000万元，\
             力争在2027年12月31日以前实现每个街道都有一个以上的照护站。",
            "平台接入GPT-4o、DeepSeek-V3、Qwen2.5-72B等3个大模型，日均调用15.8万次，响应时间由2.35秒降至0.48秒。床位1200张、护理员340人的数据\
             已全部入库。",
            "会议要求，各区县要在2025年9月30日以前完成摸底，按照1200元/人的标准落实补贴。各有关部门要加强协同，把数据接入全市统一的平台，\
             并且每个季度通报1次进展情况。",
            "会议强调，养老服务关系千家万户，必须久久为功，鼓励企业开发适合老年人使用的smart home产品，让老年人用得上、用得起、用得好。",
        ];
        for count in [16, 22, 28, 33, 36] {
            let text = wrapped(&paragraphs, count);
            let restored = restore(&text, Layout::Auto);
            let found: Vec<_> = restored.paragraphs.iter().map(|p| p.text.as_str()).collect();
            assert_eq!(found, paragraphs, "{count}: {text}");
        }
    }
}
