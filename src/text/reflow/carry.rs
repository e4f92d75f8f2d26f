//! What names an author, a picture's source or a paper's number, and goes on over the end of its line: in a
//! narrow column `本报记者 沈立群 实` / `习生 曹一鸣`. Neither half says what it is; both together do.

use super::form::last_chars;
use super::line::{Line, Tail};
use super::{byline, credit, label};

/// The second half has no more characters than this.
const LONGEST: u32 = 16;
/// Of the first half no more characters are looked at.
const REACH: usize = 24;

/// Marks the lines that are the second half of such a thing, and gives them and the lines before them its
/// sort.
pub(super) fn carry(lines: &mut [Line<'_>]) {
    for at in 1..lines.len() {
        let (upper, lower) = lines.split_at_mut(at + 1);
        let [.., before, line] = upper else { continue };
        if before.tail != Tail::Open
            || line.tail != Tail::Open
            || line.comma
            || line.clauses
            || line.chars > LONGEST && !line.colon
            || line.gap && line.lead > 0
        {
            continue;
        }
        let listed = before.goes_on && before.byline;
        if line.colon && before.colon && !before.comma && byline::staff_goes_on(&before.text, &line.text, listed) {
            (before.byline, line.byline, line.goes_on) = (true, true, true);
        } else if line.chars > LONGEST {
            // Nothing else is as long.
        } else if credits_picture(before, line) {
            (line.credit, line.goes_on) = (true, true);
        } else if before.comma {
            // Names and numbers have no points in them.
        } else if is_author(before, line, lower.first()) {
            line.byline = true;
        } else if goes_on_over(before, line, byline::names_authors) {
            (before.byline, line.byline, line.goes_on) = (true, true, true);
        } else if goes_on_over(before, line, label::is_file_number) {
            line.goes_on = true;
        }
    }
}

/// Whether the line is who wrote what follows, under its heading: `柏　桦`, spread to the width of three, or
/// `沈立群`, where the heading surely did not go on.
fn is_author(before: &Line<'_>, line: &Line<'_>, after: Option<&Line<'_>>) -> bool {
    const PLACES: [char; 8] = ['区', '县', '市', '镇', '乡', '村', '省', '州'];
    const SHORTER: u32 = 6;
    let has_blank = |text: &str| text.contains([' ', '\u{3000}']);
    let Some(after) = after else { return false };
    let spread = has_blank(&line.text);
    (2..=5).contains(&line.chars)
        && (4..=24).contains(&before.chars)
        && after.chars > 6
        && (spread || before.width + SHORTER <= after.width && !line.text.ends_with(PLACES))
        && byline::is_name(&line.text)
        && !before.byline
        && !has_blank(&before.text)
        && !byline::is_name(&after.text)
}

/// Whether both lines together are such a thing and the second alone is none.
fn goes_on_over(before: &Line<'_>, line: &Line<'_>, is: fn(&str) -> bool) -> bool {
    !before.clauses && before.chars <= 40 && !is(&line.text) && is(&format!("{}{}", before.text, line.text))
}

/// Whether what stands after the last sentence of a caption is a credit only together with the line.
fn credits_picture(before: &Line<'_>, line: &Line<'_>) -> bool {
    let tail = last_chars(&before.text, REACH);
    let begun = tail.rfind(['。', '！', '？']).map(|at| tail[at..].trim_start_matches(['。', '！', '？', ' ']));
    begun.is_some_and(|begun| {
        !begun.is_empty() && !before.credit && credit::ends_in_credit(&format!("{begun}{}", line.text), true)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn carried(texts: [&'static str; 2]) -> (bool, bool, bool) {
        let mut lines = texts.map(|text| Line::new(1, Cow::Borrowed(text), 0));
        carry(&mut lines);
        (lines[1].goes_on, lines[1].byline, lines[1].credit)
    }

    #[test]
    fn halves_are_told_by_what_they_are_together() {
        assert_eq!(carried(["本报记者 沈立群 实", "习生 曹一鸣"]), (true, true, false));
        assert_eq!(carried(["文/江州政协报 记", "者 杜若"]), (true, true, false));
        assert_eq!(carried(["茶厂的晾晒场。 记", "者周岚摄"]), (true, false, true));
        assert_eq!(carried(["检修设备。 江北区委宣传部", "供图"]), (true, false, true));
        assert_eq!(carried(["江府办发〔2025〕47", "号"]), (true, false, false));
    }

    #[test]
    fn an_author_stands_between_heading_and_text() {
        let byline = |texts: [&'static str; 3]| {
            let mut lines = texts.map(|text| Line::new(1, Cow::Borrowed(text), 0));
            carry(&mut lines);
            lines[1].byline
        };
        let text = "渡口的船一天只开两班，误了";
        assert!(byline(["给夜归人留一盏灯", "江　月", text]) && byline(["给夜归人留一盏灯", "江晓月", text]));
        // The end of a wrapped line, a place, and one name of many.
        assert!(!byline(["给夜归人留一盏灯并且常年开放", "江晓月", text]));
        assert!(!byline(["给夜归人留一盏灯", "江北区", text]));
        assert!(!byline(["给夜归人留一盏灯", "江晓月", "何立新"]));
    }

    #[test]
    fn whole_lines_are_not_halves() {
        for texts in [
            ["本报记者 周岚", "摸清家底再动手"],
            ["江府办发〔2025〕47号", "各区县人民政府"],
            ["茶厂的晾晒场。", "记者 周岚 摄"],
            ["他走遍了全县。随后又进行", "拍摄"],
            ["本报记者 周岚", "本报记者 何立"],
        ] {
            assert!(!carried(texts).0, "{texts:?}");
        }
    }
}
