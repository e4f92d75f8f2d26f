//! How the lines of a source relate to its paragraphs, and telling it from the text.

use super::form::Opening;
use super::line::{Line, Tail};
use crate::model::named_enum;

named_enum! {
    /// How lines are turned into paragraphs.
    #[derive(Default)]
    Layout("layout") {
        /// Tell from the text whether it is hard-wrapped.
        #[default]
        Auto = "auto",
        /// Lines are cut where the page was full: join them.
        Wrapped = "wrapped",
        /// Each line already is a paragraph: join nothing, drop blank lines, tell kinds.
        Paragraphs = "paragraphs",
        /// Each line that is not blank is a paragraph of running text, as it stands.
        Lines = "lines",
    }
}

/// No column is narrower, half columns.
const NARROWEST: u32 = 20;
/// By how much full lines differ: a square, and a mark that may not start a line.
const ALIKE: u32 = 3;
/// No page is wrapped at more than this many half columns: such a line is a whole paragraph.
const WIDER_THAN_A_PAGE: u32 = 200;

/// Tells whether the lines are paragraphs already.
///
/// The longer lines tell it. In hard-wrapped text they are the full ones, which end in a stop only by
/// chance or at a paragraph's end (a third of them at most) and now and then in a comma; where lines
/// are paragraphs nearly every long one ends in a stop and none in a comma.
pub(super) fn guess(lines: &[Line<'_>]) -> Layout {
    let mut widths: Vec<u32> = lines.iter().map(|l| l.width).collect();
    if widths.is_empty() {
        return Layout::Wrapped;
    }
    // A comma ends a line, and a mark that cannot opens one, only where a page was full or a row fell into pieces:
    // one in twenty lines is plenty.
    let inside = |line: &&Line<'_>| line.tail == Tail::Comma || line.opening == Opening::NonStarter;
    let cut = lines.iter().filter(inside).count() * 20 > lines.len();
    if !cut && lines.len() >= 2 && (stand_apart(lines) || cannot_be_wrapped(lines)) && !share_a_measure(lines) {
        return Layout::Paragraphs;
    }
    let median = widths.len() / 2;
    let (_, &mut median, _) = widths.select_nth_unstable(median);
    let (mut long, mut stopped, mut huge) = (0usize, 0usize, 0usize);
    let mut indented = 0usize;
    for line in lines {
        indented += usize::from(line.lead >= 2);
        if line.width >= median {
            long += 1;
            huge += usize::from(line.width >= WIDER_THAN_A_PAGE);
            stopped += usize::from(matches!(line.tail, Tail::Stop | Tail::Colon | Tail::Semicolon));
        }
    }
    let each_indented = indented * 5 >= lines.len() * 4;
    if huge * 5 >= long || (!cut && (stopped * 4 >= long * 3 || (each_indented && stopped * 2 >= long))) {
        Layout::Paragraphs
    } else {
        Layout::Wrapped
    }
}

/// Whether a blank line stands before each line but the first.
fn stand_apart(lines: &[Line<'_>]) -> bool {
    lines[1..].iter().all(|line| line.gap)
}

/// Whether the lines end where no column made them end: all are narrower than any column, or after most of them
/// there was room for what opens the next line.
///
/// Of a few lines the widest may be the only full one: it has a stop at its end, or no line has.
fn cannot_be_wrapped(lines: &[Line<'_>]) -> bool {
    let width = |line: &Line<'_>| line.lead + line.width;
    let Some(widest) = lines.iter().max_by_key(|line| width(line)) else { return false };
    let full = width(widest);
    let told = widest.tail == Tail::Stop || lines.iter().all(|line| line.tail != Tail::Stop);
    let roomy = lines.windows(2).filter(|pair| width(&pair[0]) + pair[1].unit < full).count();
    full < NARROWEST || (told && roomy * 2 > lines.len() - 1)
}

/// Whether some lines are about equally wide and hardly any line is wider: the full lines of a column, which a
/// hard-wrapped text has and joining its lines rests on.
fn share_a_measure(lines: &[Line<'_>]) -> bool {
    let mut widths: Vec<u32> = lines.iter().map(|l| l.lead + l.width).collect();
    widths.sort_unstable_by(|a, b| b.cmp(a));
    let least = (widths.len() / 8).max(2);
    // Headlines and the lines of wider columns.
    let wider = widths.len() / 10;
    widths.iter().enumerate().take(wider + 1).any(|(at, &full)| {
        full >= NARROWEST && widths[at..].iter().take_while(|&&width| width + ALIKE >= full).count() >= least
    })
}

#[cfg(test)]
mod tests {
    use super::super::restore;
    use super::*;

    #[test]
    fn lines_apart_without_a_shared_width_are_paragraphs() {
        for text in [
            "市政府召开数字经济专题会议\n\n2025-06-11\n\n6月10日，市政府召开数字经济专题会议，研究部署下一阶段的重点工作，市长出席会议并讲话。\n\n一、加快建设\n\n会议指出，数字经济是未来发展的方向\n\n二、强化落实\n\n参加会议的有市级有关部门和区县负责人\n",
            "人工智能产业座谈会发言摘要\n\n张三（市经信委主任）\n\n建议尽快出台支持政策，完善算力布局\n\n李四（某公司总经理）\n\n希望政府开放更多场景，降低企业用数成本\n",
            "建议一：加快建设\n\n建议二：强化落实\n\n建议三：保障到位\n",
        ] {
            let restored = restore(text, Layout::Auto);
            assert_eq!(restored.layout, Layout::Paragraphs, "{text}");
            assert_eq!(restored.paragraphs.len(), text.split("\n\n").count());
        }
        for text in [
            "希望增加床位\n希望降低收费\n希望多办活动\n",
            "老人看病难，排队久\n社区缺少护理人员，节假日无人值守\n建议与医院合作，开通绿色通道\n建议给志愿者记学分\n",
        ] {
            let restored = restore(text, Layout::Auto);
            assert_eq!(restored.layout, Layout::Paragraphs, "{text}");
            assert_eq!(restored.paragraphs.len(), text.lines().count());
        }
        for text in
            ["我们建议在老旧小区增设照护站，配备专人值\n守，夜间也有人应答。\n", "建议增设照护站\n、配备专人。\n"]
        {
            assert_eq!(restore(text, Layout::Auto).paragraphs.len(), 1, "{text}");
        }
        let column = "人工智能发展的情况总体良好，各项工作的推进\n\n有力有序有效，应用高地建设取得了积极成效，\n\n并且形成了经验。\n";
        assert_eq!(restore(column, Layout::Auto).layout, Layout::Wrapped);
    }
}
