//! Items that hang: `1．` stands at the left, and the lines after the first stand further in, below its text.
//!
//! Such an edge is no indent: nothing opens there.

use super::form::Opening;
use super::hint::Place;
use super::line::{Line, Tail};

/// How much further in the lines of an item stand than its mark, in font sizes.
const FURTHER: std::ops::Range<f32> = 0.6..4.5;
/// How far apart one edge may be at two lines, in font sizes.
const SAME_EDGE: f32 = 0.3;
/// Half columns that the first line of such an item leaves free at most, beyond what the next line opens with.
const FULL: f32 = 2.0;

/// Takes the indent from the lines that go on below the first line of an item.
pub(super) fn settle(lines: &mut [Line<'_>], places: &[Option<Place>]) {
    for at in 0..lines.len() {
        if !opens_item(&lines[at]) {
            continue;
        }
        for below in hanging(lines, places, at) {
            let lead = lines[at].lead;
            let line = &mut lines[below];
            (line.lead, line.squares) = (lead, false);
            if let Some(spot) = &mut line.spot {
                spot.indent = 0.0;
            }
        }
    }
}

fn opens_item(line: &Line<'_>) -> bool {
    matches!(line.opening, Opening::Item | Opening::Bullet | Opening::Dash | Opening::Ordinal)
}

/// The lines that hang below the first line of the item at `at`; none where it may be a heading over paragraphs
/// with an indent.
fn hanging(lines: &[Line<'_>], places: &[Option<Place>], at: usize) -> std::ops::Range<usize> {
    let none = at + 1..at + 1;
    let (Some(first), Some(next), Some(spot)) = (places[at], lines.get(at + 1), lines[at].spot) else { return none };
    let Some(edge) = places[at + 1].map(|place| place.left) else { return none };
    if !FURTHER.contains(&((edge - first.left) / first.size)) || spot.free - next.unit as f32 >= FULL {
        return none;
    }
    let same = |a: f32, b: f32| (a - b).abs() <= SAME_EDGE * first.size;
    let below = |nth: usize, left: f32| {
        places[nth].is_some_and(|place| same(place.left, left))
            && lines[nth].spot.is_some_and(|spot| spot.is_close_below(&first, places[nth]))
            && !opens_item(&lines[nth])
    };
    let to = (at + 1..lines.len()).find(|&nth| !below(nth, edge)).unwrap_or(lines.len());
    // A paragraph with an indent has its second line at the margin.
    let ended = |nth: usize| matches!(lines[nth].tail, Tail::Stop | Tail::Colon);
    let falls_back = to < lines.len() && !ended(to - 1) && below(to, first.left);
    if falls_back || ended(at) && (to < at + 3 || ended(at + 1)) { none } else { at + 1..to }
}

#[cfg(test)]
mod tests {
    use super::super::{LineHint, place};
    use super::*;
    use crate::model::ParagraphKind;

    /// The paragraphs of lines, each with its left edge in characters; all are set solid in 10 points.
    fn texts(lines: &[(f32, &str)]) -> Vec<String> {
        let text: String = lines.iter().map(|(_, line)| format!("{line}\n")).collect();
        let hint = |(nth, (left, line)): (usize, &(f32, &str))| {
            let right = 10.0 * (left + line.chars().count() as f32);
            let base = 100.0 + 16.0 * nth as f32;
            let place = Place { page: 1, left: 10.0 * left, right, base, size: 10.0, bold: false };
            LineHint { place: Some(place), ..LineHint::default() }
        };
        let hints: Vec<LineHint> = lines.iter().enumerate().map(hint).collect();
        let restored = place::restore_placed(&text, &hints);
        assert!(restored.paragraphs.iter().all(|paragraph| paragraph.kind != ParagraphKind::Furniture));
        restored.paragraphs.into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn the_lines_of_an_item_hang_below_its_text() {
        let items = [
            (6.0, "1．江州市将在三年内完成全部老旧管网的更新工程，其中"),
            (8.0, "　　供水管网六百公里，供热管网二百四十公里，燃气管网"),
            (8.0, "　　一百公里，由各区分头组织施工。"),
            (6.0, "2．市财政每年安排专项资金，按照工程的进度拨付给各区"),
            (8.0, "　　使用。"),
            (6.0, "3．各区每季度向市政府报告一次工程进度和资金使用的情"),
            (8.0, "　　况，遇到重大问题随时报告。"),
        ];
        let found = texts(&items);
        assert_eq!(found.len(), 3, "{found:#?}");
        assert!(found[0].ends_with("燃气管网一百公里，由各区分头组织施工。"));
        assert!(found[1].ends_with("拨付给各区使用。"));
    }

    #[test]
    fn paragraphs_with_an_indent_under_a_full_numbered_line_are_their_own() {
        let lines = [
            (6.0, "1．三年内完成全部老旧管网的更新，管网漏损率降到百分之八"),
            (8.0, "　　市水务局介绍，全市现有供水管网三千公里，其中一千"),
            (6.0, "公里使用超过二十年，漏损率比新管网高出一倍以上，必须尽快"),
            (6.0, "更换。"),
            (8.0, "　　市住建局介绍，供热管网的更新今年四月已经开工，计"),
            (6.0, "划在十月以前完成。"),
        ];
        let found = texts(&lines);
        assert!(found.iter().any(|text| text.starts_with("市水务局介绍") && text.ends_with("更换。")), "{found:#?}");
    }
}
