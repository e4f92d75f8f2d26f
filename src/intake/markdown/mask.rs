//! Hides from the parser what it would take for a mark and a reader reads as text.
//!
//! Markdown was made for English: `[记者]:您怎么看？` is to it the definition of a link, `2*3*4` and `5米*3米*2` an
//! emphasis, `<c>` a tag, `3~5天，6~8天` a deletion, and all of them would be gone. The byte such a mark
//! begins with becomes one that Markdown has no meaning for, so that every place stays what it was and
//! the words are still read from the source.

/// Stands in the place of what is no mark: a point to the parser, as the marks are.
const NO_MARK: char = '%';

/// The longest label of a definition, characters.
const LONGEST_LABEL: usize = 999;

/// The tags of HTML that are markup; `<sup>` and `<sub>` are not, for without them 10<sup>4</sup> is 104.
const TAGS: &str = "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big \
    blink blockquote body br button canvas caption center cite code col colgroup data datalist dd del details \
    dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 \
    h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark marquee menu \
    meta meter nav nobr noembed noframes noscript object ol optgroup option output p param picture plaintext \
    pre progress q rb rp rt rtc ruby s samp script search section select slot small source span strike strong \
    style summary svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr \
    xmp";

/// A source in which only marks look like marks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Masked {
    /// As long as the source, byte for byte.
    pub(super) text: String,
    /// Where the texts begin that look like definitions, in order: footnotes, turns of speech. Each is a
    /// paragraph of its own.
    pub(super) openings: Vec<usize>,
}

impl Masked {
    /// Hides what is no mark in `source`.
    pub(super) fn of(source: &str) -> Self {
        let mut masked = Self { text: String::with_capacity(source.len()), openings: Vec::new() };
        // Whether only marks of blocks stand before the character in its line.
        let mut opening = true;
        let mut last = '\n';
        let mut rest = source;
        while let Some(c) = rest.chars().next() {
            let run = match c {
                '*' | '~' => rest.len() - rest.trim_start_matches(c).len(),
                _ => c.len_utf8(),
            };
            let (mark, after) = rest.split_at(run);
            let hidden = match c {
                '[' => opening && is_no_definition(after),
                '<' => is_no_tag(after),
                // `周一~周五` is a stretch; only two of them delete.
                '~' if run == 1 => true,
                '*' if run == 1 => is_measured(&source[..source.len() - rest.len()]) && opens_with_number(after),
                '*' | '~' => is_digit(last) && after.starts_with(is_digit),
                _ => false,
            };
            if hidden {
                if c == '[' {
                    masked.openings.push(masked.text.len());
                }
                masked.text.extend(std::iter::repeat_n(NO_MARK, run));
            } else {
                masked.text.push_str(mark);
            }
            opening = matches!(c, '\n' | '\r') || opening && is_mark_of_blocks(c);
            (last, rest) = (c, after);
        }
        masked
    }
}

const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// Units of sizes and counts that are multiplied, `5米*3米`.
const UNITS: &str = "米 厘米 毫米 分米 公分 千米 公里 里 寸 尺 丈 亩 吨 千克 公斤 斤 克 升 元 万元 亿元 人 名 户 个 台 套 间 层 天 日 \
    月 年 小时 分钟 次 批 期 倍 m cm mm km kg g t L h % ％";

/// Whether a text ends with a number, or with one and its unit.
fn is_measured(text: &str) -> bool {
    let unit = |unit: &str| text.strip_suffix(unit).is_some_and(|text| text.ends_with(is_digit));
    text.ends_with(is_digit) || UNITS.split_ascii_whitespace().any(unit)
}

/// Whether a text opens with a number, or with a short word and one: `宽3米`.
fn opens_with_number(text: &str) -> bool {
    let word = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    text.char_indices().take(3).find(|(_, c)| !word(*c)).is_some_and(|(_, c)| is_digit(c))
}

/// What quotations and items begin with.
const fn is_mark_of_blocks(c: char) -> bool {
    matches!(c, ' ' | '\t' | '>' | '-' | '+' | '*' | '0'..='9' | '.' | ')')
}

/// Whether what follows a `[` has the form of a definition and is text: a footnote, or what points nowhere.
fn is_no_definition(after: &str) -> bool {
    let mut escaped = false;
    let close = after.char_indices().take(LONGEST_LABEL + 1).find(|(_, c)| {
        let found = !escaped && matches!(c, '[' | ']');
        escaped = !escaped && *c == '\\';
        found
    });
    let Some(target) = close.and_then(|(at, _)| after[at..].strip_prefix("]:")) else { return false };
    // The target may stand in the next line, behind the marks of a quotation.
    let target = target.trim_start_matches([' ', '\t', '\r', '\n', '>']);
    after.starts_with('^') || !is_target(target.split_ascii_whitespace().next().unwrap_or_default())
}

/// Whether a link may point there: an address, a path, a place in the text, the name of a file.
fn is_target(target: &str) -> bool {
    let target = target.strip_prefix('<').unwrap_or(target);
    let schemed = target.split_once("://").is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    schemed
        || ["/", "#", "?", "./", "../", "mailto:", "tel:", "data:"].iter().any(|start| target.starts_with(start))
        || is_relative(target)
}

/// `img/1.png`, `www.example.cn`; not `3.5%`, `U.S.` or `GDP.`
fn is_relative(target: &str) -> bool {
    let word = |part: &str| part.len() > 1 && part.starts_with(|c: char| c.is_ascii_alphabetic());
    target.is_ascii()
        && target.starts_with(|c: char| c.is_ascii_alphanumeric())
        && target.contains(['/', '.'])
        && !target.ends_with('.')
        && target.split(['/', '.']).any(word)
}

/// Whether what follows a `<` has the form of a tag and is none of HTML.
fn is_no_tag(after: &str) -> bool {
    let after = after.strip_prefix('/').unwrap_or(after);
    let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(after.len());
    let (name, rest) = after.split_at(end);
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && rest.starts_with([' ', '\t', '\r', '\n', '/', '>'])
        && !TAGS.split_ascii_whitespace().any(|tag| tag.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_mark_is_hidden() {
        for (source, want) in [
            ("[居民]:电费太高。", "%居民]:电费太高。"),
            ("> - [居民]:\n> 电费太高。", "> - %居民]:\n> 电费太高。"),
            ("[^甲]: https://example.cn", "%^甲]: https://example.cn"),
            ("[甲\\]乙]:丙", "%甲\\]乙]:丙"),
            ("[增幅]: 3.5%", "%增幅]: 3.5%"),
            ("[增幅]: U.S.", "%增幅]: U.S."),
            ("7*8**9*甲*", "7%8%%9*甲*"),
            ("６*７", "６%７"),
            ("5米*3米*2，长5米*宽3米*高2米", "5米%3米%2，长5米%宽3米%高2米"),
            ("20cm*30cm*4，3万元*2*5", "20cm%30cm%4，3万元%2%5"),
            ("周一~周五 ~~旧~~ 6~~7", "周一%周五 ~~旧~~ 6%%7"),
            ("<x> </y1> <z/> <Var n>", "%x> %/y1> %z/> <Var n>"),
        ] {
            assert_eq!(Masked::of(source).text, want);
        }
    }

    #[test]
    fn marks_stay_marks() {
        for source in [
            "[1]: https://example.cn/办法",
            "[1]: <https://example.cn>",
            "[1]: /a/1",
            "[1]: #注",
            "[1]: 2024.pdf \"公报\"",
            "[1]: www.example.cn",
            "[1]: mailto:a@example.cn",
            "见[意见](https://example.cn)：[居民]:电费",
            "[文[字]]:甲",
            "第**3**条*7*",
            "共5米*其中*3米，5米*重点* 3",
            "<br/><B>甲</b><!-- <",
            "<https://example.cn> <a@example.cn>",
            "1 < 2 > 0",
        ] {
            assert_eq!(Masked::of(source), Masked { text: source.to_owned(), openings: Vec::new() });
        }
    }

    #[test]
    fn openings_are_told() {
        assert_eq!(Masked::of("甲\n[乙]:丙\n[^1]: 丁").openings, [4, 14]);
    }
}
