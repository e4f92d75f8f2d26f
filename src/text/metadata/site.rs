//! Headlines and the names of sites that stand beside them: `大会召开_江州网`, `江州日报-大会召开`.

/// Marks between a headline and a name.
const MARKS: [char; 8] = ['_', '＿', '|', '｜', '-', '—', '–', '－'];

/// A headline without the names of channels and of the site behind it or before it. Behind the title of a
/// `window` stands nothing but names; elsewhere what stands there has to read like one.
pub fn without_site<'t>(title: &'t str, site: Option<&str>, window: bool) -> &'t str {
    let mut title = title;
    // Channels stand between a headline and its site.
    let mut named = window;
    while let Some((at, mark)) = title.char_indices().rfind(|(_, c)| MARKS.contains(c)) {
        let name = title[at + mark.len_utf8()..].trim();
        let head = title[..at].trim_end_matches(|c: char| c.is_whitespace() || MARKS.contains(&c));
        let dashes = title[..at].ends_with(mark);
        let told = if Some(name) == site {
            true
        } else if mark == '—' && dashes {
            // So a headline parts itself, too: `共建共享——来自江州市人民政府`.
            is_surely_site(name)
        } else {
            is_site_name(name) || named && (dashes || matches!(mark, '_' | '＿' | '|' | '｜'))
        };
        if head.is_empty() || !told {
            break;
        }
        (title, named) = (head, true);
    }
    // Papers and some portals put themselves first.
    while let Some((_, rest)) = title.split_once(['_', '|', '-']).filter(|(name, _)| is_site_name(name.trim())) {
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || MARKS.contains(&c));
        if rest.is_empty() {
            break;
        }
        title = rest;
    }
    title
}

/// Reads like the name of a site or of a channel on it.
pub fn is_site_name(name: &str) -> bool {
    const ENDS: [&str; 9] = ["政府", "日报", "日報", "晚报", "晚報", "新闻", "新华社", "政务公开", "政府信息公开"];
    is_surely_site(name) || name.chars().count() <= LONGEST && ENDS.iter().any(|end| name.ends_with(end))
}

/// Names are no longer, in characters.
const LONGEST: usize = 24;

/// Ends as nothing but the name of a site does.
fn is_surely_site(name: &str) -> bool {
    const ENDS: [&str; 15] = [
        "网",
        "網",
        "网站",
        "门户",
        "门户网站",
        "频道",
        "官网",
        "首页",
        ".cn",
        ".com",
        ".net",
        "客户端",
        "公众号",
        "数字报",
        "电子版",
    ];
    name.chars().count() <= LONGEST && ENDS.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_stays_and_the_site_goes() {
        for (title, want) in [
            ("大会召开_新华网", "大会召开"),
            ("大会召开-人民日报", "大会召开"),
            ("大会召开 - 江州市人民政府门户网站", "大会召开"),
            ("大会召开--经济--人民网", "大会召开"),
            ("大会召开_时政_中国政府网", "大会召开"),
            ("大会召开｜江州日报", "大会召开"),
            ("大会召开——江州新闻网", "大会召开"),
            ("江州日报-大会召开", "大会召开"),
            // No names, or no site's.
            ("共建共享——来自江州市人民政府", "共建共享——来自江州市人民政府"),
            ("方案_终稿", "方案_终稿"),
            ("“十四五”规划（2021-2025年）", "“十四五”规划（2021-2025年）"),
            ("建设物联网", "建设物联网"),
            ("_新华网", "_新华网"),
            ("新华网", "新华网"),
        ] {
            assert_eq!(without_site(title, None, false), want);
        }
        assert_eq!(without_site("大会召开_要闻", None, true), "大会召开");
        assert_eq!(without_site("大会召开-江州", Some("江州"), false), "大会召开");
    }
}
