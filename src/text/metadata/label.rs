//! The labels under which texts say where, when and by whom they appeared: `来源：江州日报`.

/// Where; the more telling first.
pub const OUTLETS: [&str; 10] =
    ["信息来源", "文章来源", "稿件来源", "来源", "來源", "来 源", "稿源", "出处", "发布机构", "發布機構"];

/// When; the more telling first.
pub const DATES: [&str; 7] = ["发布时间", "发布日期", "發佈時間", "发文日期", "发表时间", "时间", "日期"];

/// By whom.
pub const AUTHORS: [&str; 3] = ["作者", "记者", "記者"];

/// What follows the first of `labels` that has a colon, blanks left out.
pub fn behind<'t>(line: &'t str, labels: &[&str]) -> Option<&'t str> {
    labels.iter().find_map(|label| {
        let mut rest = line;
        while let Some(at) = rest.find(label) {
            rest = &rest[at + label.len()..];
            if let Some(value) = rest.trim_start().strip_prefix(['：', ':']) {
                return Some(value.trim_start());
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_one_with_a_colon() {
        assert_eq!(behind("来源于实践，来源： 江州日报 2025", &OUTLETS), Some("江州日报 2025"));
        assert_eq!(behind("信息来源:网信办 来源：江州日报", &OUTLETS), Some("网信办 来源：江州日报"));
        assert_eq!(behind("来源于实践", &OUTLETS), None);
    }
}
